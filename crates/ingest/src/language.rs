//! Is this English?
//!
//! In: a text. Out: the name of another language, if it is certain that the text is in it. Short texts pass; so does English with many
//! foreign names. It never guesses at dialects and never changes the text.

use whatlang::{Lang, Script};

/// Texts of fewer characters are not judged.
const LEAST: usize = 80;
/// How much of the beginning and of the middle is looked at, in bytes.
const SAMPLE: usize = 2000;
/// Words of which English prose has one in four or so; no other language of Europe has one in twenty.
const COMMON: [&str; 24] = [
    "the", "of", "and", "to", "that", "is", "was", "for", "with", "on", "has", "have", "be", "by", "it", "are", "which", "said", "will",
    "its", "from", "not", "this", "were",
];

/// The language that the text is in, unless that is English or cannot be told.
pub(crate) fn foreign(text: &str) -> Option<&'static str> {
    if text.chars().take(LEAST).count() < LEAST {
        return None;
    }
    let sample = sample(text);
    let info = whatlang::detect(&sample)?;
    let lang = info.lang();
    if lang == Lang::Eng {
        return None;
    }
    if info.script() != Script::Latin {
        return info.is_reliable().then(|| lang.eng_name());
    }
    let (mut all, mut common) = (0usize, 0usize);
    for word in sample.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()) {
        all += 1;
        common += usize::from(COMMON.contains(&word.to_lowercase().as_str()));
    }
    let share = common as f64 / all.max(1) as f64;
    let certain = info.is_reliable() && share < 0.06 || share < 0.02 && all >= 25;
    // A list of names has no common words of any language, and no language is certain.
    (certain && (info.is_reliable() || info.confidence() > 0.2)).then(|| lang.eng_name())
}

/// The beginning and the middle of a text.
fn sample(text: &str) -> String {
    if text.len() <= 2 * SAMPLE {
        return text.to_owned();
    }
    let cut = |at: usize| (at..text.len()).find(|&n| text.is_char_boundary(n)).unwrap_or(text.len());
    let middle = cut(text.len() / 2);
    format!("{}\n{}", &text[..cut(SAMPLE)], &text[middle..cut((middle + SAMPLE).min(text.len()))])
}

#[cfg(test)]
mod tests {
    use super::foreign;

    #[test]
    fn other_languages_are_named_and_english_passes() {
        for (text, expected) in [
            (
                "Le gouvernement a annoncé lundi qu'il voterait pour la résolution et qu'il en avait informé ses voisins et ses alliés.",
                Some("French"),
            ),
            (
                "Правительство заявило в понедельник, что проголосует за резолюцию и уже сообщило об этом своим соседям и союзникам.",
                Some("Russian"),
            ),
            (
                "政府周一表示将投票支持该决议，并已将此事告知邻国和盟友，同时呼吁各方保持克制，通过对话与谈判解决争端，维护地区的和平与稳定，避免局势进一步升级。我们希望有关各方都能冷静行事，不要采取任何使局势复杂化的行动。",
                Some("Mandarin"),
            ),
            (
                "Die Regierung erklärte am Montag, sie werde für die Entschließung stimmen und habe die Nachbarn davon unterrichtet.",
                Some("German"),
            ),
            ("The government said on Monday that it would vote for the resolution, and that it had told its neighbours and allies.", None),
            (
                "Mr. Wickramasinghe, Mr. Øvergård, Ms. Łukaszewska and Mr. Nguyễn met Mr. Abd al-Rahman in Reykjavík on Thursday, officials said.",
                None,
            ),
            ("Bonjour à tous.", None),
        ] {
            assert_eq!(foreign(text), expected, "{text}");
        }
    }
}
