//! How alike two words are, by the word vectors of the model. In: words. Out: numbers. It never looks at a sentence.

use super::Model;

/// Rows of the vectors' table are in the order of how common the words are in GloVe's text; row 0 is for words without a vector.
const UNKNOWN: u32 = 0;

impl Model {
    /// Cosine of the two words' vectors, in [-1, 1]: about 0.6 and more for words of one field ("tax", "levy"), about 0 for words that have
    /// nothing to do with each other. Opposites ("increase", "reduce") are of one field, so they are alike too. `None` if a word has no vector.
    /// The vectors are GloVe's (Pennington, Socher and Manning 2014), rounded to bytes. Words are taken as they are, in lower case.
    pub fn similarity(&self, a: &str, b: &str) -> Option<f32> {
        let (a, b) = (self.vector(a)?, self.vector(b)?);
        let dot = |x: &[f32], y: &[f32]| x.iter().zip(y).map(|(p, q)| p * q).sum::<f32>();
        let norm = (dot(&a, &a) * dot(&b, &b)).sqrt();
        (norm > 0.0).then(|| (dot(&a, &b) / norm).clamp(-1.0, 1.0))
    }

    /// Rank of a word among those with a vector, 1 for the most common; `None` if it has none.
    pub fn rank(&self, word: &str) -> Option<u32> {
        self.weights.vectors.get(&[word.to_lowercase().as_bytes()]).filter(|&row| row != UNKNOWN)
    }

    /// A word's vector, as it is stored: its length says nothing. `None` if it has none.
    pub fn vector(&self, word: &str) -> Option<Vec<f32>> {
        let row = self.rank(word)?;
        let table = self.weights.embeddings.get(1)?;
        let mut out = vec![0.0; table.width()];
        table.read(row, &mut out);
        Some(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_one_field_are_alike() {
        let model = Model::embedded().unwrap();
        let alike = |a, b| model.similarity(a, b).unwrap();
        assert!((alike("tax", "tax") - 1.0).abs() < 1e-4);
        assert!(alike("car", "vehicle") > 0.7 && alike("banana", "parliament") < 0.2);
        assert!(model.similarity("tax", "xqzzv").is_none());
        assert!(model.rank("the") < model.rank("parliament"));
    }
}
