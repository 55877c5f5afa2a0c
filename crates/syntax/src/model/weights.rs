//! The tensors of a model under their names, with all sizes checked once.
//!
//! In: a checked file. Out: slices that the forward pass can index without a second thought. It never computes.

use super::features::HASHED;
use super::file::{File, ModelError, Tensor};
use super::hash::Table;
use super::kernel::{BLOCK, Bytes, LANES};
use super::lemma::Lemmas;
use crate::{Deprel, Upos, Xpos};

/// Length of the soft embedding of a word's tags.
pub(super) const TAG_DIM: usize = 32;

/// A table of rows in bytes, each with its scale.
#[derive(Debug)]
pub(super) struct Embedding {
    rows: Tensor<i8>,
    scale: &'static [f32],
}

impl Embedding {
    fn new(file: &File, name: &str) -> Result<Self, ModelError> {
        let rows = file.tensor::<i8>(&format!("emb.{name}"))?;
        let scale = file.sized::<f32>(&format!("emb.{name}.s"), 1, rows.rows)?.data;
        Ok(Self { rows, scale })
    }

    /// Length of a row.
    pub(super) fn width(&self) -> usize {
        self.rows.cols
    }

    /// Writes row `i` to the front of `out` and returns what is left of `out`.
    pub(super) fn read<'a>(&self, i: u32, out: &'a mut [f32]) -> &'a mut [f32] {
        let scale = self.scale[i as usize];
        let (mine, rest) = out.split_at_mut(self.rows.cols);
        for (o, &w) in mine.iter_mut().zip(self.rows.row(i as usize)) {
            *o = f32::from(w) * scale;
        }
        rest
    }
}

/// All weights.
#[derive(Debug)]
pub(super) struct Weights {
    /// Units of an LSTM in one direction.
    pub hidden: usize,
    /// Length of an arc vector.
    pub arc: usize,
    /// Length of a label vector.
    pub label: usize,
    pub tags: Vec<(Upos, Xpos)>,
    pub labels: Vec<Deprel>,
    pub words: Table,
    pub vectors: Table,
    /// Word, vector, then the hashed features.
    pub embeddings: Vec<Embedding>,
    /// Rows of the hashed tables.
    pub hashed_rows: [u32; HASHED.len()],
    /// Length of all of a token's embeddings together.
    pub input: usize,
    pub in1: &'static [f32],
    pub in1_bias: &'static [f32],
    /// First layer's recurrence, forward and backward.
    pub rec1: [Bytes; 2],
    /// Second layer: input and recurrence in one.
    pub lstm2: [Bytes; 2],
    pub bias2: [&'static [f32]; 2],
    /// Early tags, from the first layer, for the parser's own use.
    pub tag: Bytes,
    pub tag_bias: &'static [f32],
    /// The tags that are given out, from the second layer.
    pub tag2: Bytes,
    pub tag2_bias: &'static [f32],
    pub tag_rows: &'static [f32],
    pub mlp: Bytes,
    pub mlp_bias: &'static [f32],
    pub arc_u: &'static [f32],
    pub arc_bias: &'static [f32],
    pub arc_root: &'static [f32],
    pub arc_near: &'static [f32],
    pub label_root: &'static [f32],
    pub label_w: &'static [f32],
    pub label_bias: &'static [f32],
    pub lemmas: Lemmas,
}

fn bytes(file: &File, name: &str, inner: usize, columns: usize) -> Result<Bytes, ModelError> {
    let wide = columns.next_multiple_of(BLOCK);
    Ok(Bytes {
        weights: file.sized::<i8>(name, wide, inner)?.data,
        scale: file.sized::<f32>(&format!("{name}.s"), 1, wide)?.data,
        start: file.sized::<i32>(&format!("{name}.c"), 1, wide)?.data,
        inner,
    })
}

/// The value of a line of the `meta` part.
pub(super) fn meta(text: &'static str, key: &str) -> Option<&'static str> {
    text.lines().find_map(|l| l.split_once(' ').filter(|(k, _)| *k == key).map(|(_, v)| v))
}

impl Weights {
    pub(super) fn new(file: &File) -> Result<Self, ModelError> {
        let fail = |part: &str, why| ModelError::Part { part: part.to_owned(), why };
        let text = file.text("meta")?;
        let size = |key: &str| {
            let n = meta(text, key).and_then(|v| v.parse::<usize>().ok()).filter(|n| (LANES..=4096).contains(n) && n.is_multiple_of(LANES));
            n.ok_or(fail("meta", "a size is missing or is not a multiple of 16"))
        };
        let (hidden, arc, label) = (size("hidden")?, size("arc")?, size("label")?);
        let tags: Option<Vec<_>> = meta(text, "tags")
            .and_then(|v| v.split(' ').map(|t| t.split_once('|').and_then(|(u, x)| Some((Upos::parse(u)?, Xpos::parse(x)?)))).collect());
        let tags =
            tags.filter(|t| !t.is_empty() && t.len() < 1024).ok_or(fail("meta", "it names a tag that this program does not know"))?;
        let labels: Option<Vec<_>> = meta(text, "labels").and_then(|v| v.split(' ').map(Deprel::parse).collect());
        let labels = labels
            .filter(|l| !l.is_empty() && l.len() < 1024)
            .ok_or(fail("meta", "it names a relation that this program does not know"))?;

        let table = |name: &str| Table::new(file.tensor::<u32>(name)?.data).ok_or(fail(name, "it is no hash table"));
        let (words, vectors) = (table("vocab.words")?, table("vocab.vectors")?);
        let mut embeddings = vec![Embedding::new(file, "word")?, Embedding::new(file, "vectors")?];
        for (table, e) in [&words, &vectors].iter().zip(&embeddings) {
            if table.largest() as usize >= e.rows.rows {
                return Err(fail("vocab", "it names a row that is not there"));
            }
        }
        let mut hashed_rows = [0; HASHED.len()];
        for (name, rows) in HASHED.iter().zip(&mut hashed_rows) {
            let e = Embedding::new(file, name)?;
            if !e.rows.rows.is_power_of_two() {
                return Err(fail(name, "its rows are not a power of two"));
            }
            *rows = e.rows.rows as u32;
            embeddings.push(e);
        }
        let input = embeddings.iter().map(|e| e.rows.cols).sum();
        let vector = |name: &str, n: usize| Ok::<_, ModelError>(file.sized::<f32>(name, 1, n)?.data);
        let matrix = |name: &str, rows: usize, cols: usize| Ok::<_, ModelError>(file.sized::<f32>(name, rows, cols)?.data);
        let wide_tags = tags.len().next_multiple_of(BLOCK);
        let wide_labels = labels.len().next_multiple_of(LANES);
        let mlp = 2 * arc + 2 * label;
        Ok(Self {
            in1: matrix("in1", input, 8 * hidden)?,
            in1_bias: vector("in1.b", 8 * hidden)?,
            rec1: [bytes(file, "rec1f", hidden, 4 * hidden)?, bytes(file, "rec1b", hidden, 4 * hidden)?],
            lstm2: [bytes(file, "lstm2f", 3 * hidden, 4 * hidden)?, bytes(file, "lstm2b", 3 * hidden, 4 * hidden)?],
            bias2: [vector("bias2f", 4 * hidden)?, vector("bias2b", 4 * hidden)?],
            tag: bytes(file, "tag", 2 * hidden, tags.len())?,
            tag_bias: vector("tag.b", wide_tags)?,
            tag2: bytes(file, "tag2", 2 * hidden + TAG_DIM, tags.len())?,
            tag2_bias: vector("tag2.b", wide_tags)?,
            tag_rows: matrix("tag.e", tags.len(), TAG_DIM)?,
            mlp: bytes(file, "mlp", 2 * hidden + TAG_DIM, mlp)?,
            mlp_bias: vector("mlp.b", mlp.next_multiple_of(BLOCK))?,
            arc_u: matrix("arc.u", arc, arc)?,
            arc_bias: vector("arc.bias", arc)?,
            arc_root: vector("arc.root", arc)?,
            arc_near: matrix("arc.near", arc, LANES)?,
            label_root: vector("label.root", label)?,
            label_w: matrix("label.w", 3 * label, wide_labels)?,
            label_bias: vector("label.b", wide_labels)?,
            lemmas: Lemmas::new(file)?,
            hidden,
            arc,
            label,
            tags,
            labels,
            words,
            vectors,
            embeddings,
            hashed_rows,
            input,
        })
    }
}
