//! The forward pass over a batch of sentences.
//!
//! In: sentences as numbers of forms, longest first. Out: for each token its tag, head and relation, with probabilities. A sentence's
//! result does not depend on its neighbours in the batch. It never sees text.

use super::decode::{Scores, best_tree};
use super::forms::Forms;
use super::kernel::{BLOCK, LANES, Level, byte_product, cell_step, mix, product, softmax, unscale};
use super::weights::{TAG_DIM, Weights};

/// What the network says about one token.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Answer {
    /// Number of the tag.
    pub tag: u16,
    /// Its probability.
    pub tag_odds: f32,
    /// 0 for the root, h + 1 for token h of the sentence.
    pub head: u32,
    /// Probability of the arc.
    pub arc_odds: f32,
    /// Number of the label; meaningless for the root.
    pub label: u16,
}

/// One sentence of a batch.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row {
    /// Index of its first token in the batch.
    pub first: usize,
    /// Number of tokens.
    pub len: usize,
}

/// Buffers, reused from batch to batch.
#[derive(Default)]
pub(super) struct Buffers {
    state: Vec<u8>,
    cell: Vec<f32>,
    sums: Vec<i32>,
    one: Vec<u8>,
    wide: Vec<u8>,
    mlp: Vec<f32>,
    tag: Vec<f32>,
    dep: Vec<f32>,
    du: Vec<f32>,
    near: Vec<f32>,
    heads: Vec<f32>,
    scores: Vec<f32>,
    odds: Vec<f32>,
    pairs: Vec<f32>,
    labels: Vec<f32>,
    best: Vec<u32>,
}

/// Tokens for which the wide products are done at once; a multiple of the kernels' six rows.
const SOME: usize = 48;
const NEVER: f32 = -1e9;

fn sized<T: Copy + Default>(buffer: &mut Vec<T>, n: usize) -> &mut [T] {
    if buffer.len() < n {
        buffer.resize(n, T::default());
    }
    &mut buffer[..n]
}

/// Runs the network. `rows` are in order of falling length, `tokens` their forms.
pub(super) fn run(level: Level, w: &Weights, forms: &Forms, rows: &[Row], tokens: &[u32], b: &mut Buffers, answers: &mut Vec<Answer>) {
    answers.clear();
    answers.resize(tokens.len(), Answer::default());
    for side in 0..2 {
        first_layer(level, w, forms, rows, tokens, b, side);
    }
    for side in 0..2 {
        second_layer(level, w, rows, tokens.len(), b, side);
    }
    early_tags(level, w, tokens.len(), b);
    tags(level, w, tokens.len(), b, answers);
    vectors(level, w, tokens.len(), b);
    for row in rows {
        arcs(level, w, *row, b, &mut answers[row.first..row.first + row.len]);
    }
}

/// How many sentences are still going at step `t`.
fn active(rows: &[Row], t: usize) -> usize {
    rows.partition_point(|r| r.len > t)
}

fn token(row: Row, t: usize, side: usize) -> usize {
    row.first + if side == 0 { t } else { row.len - 1 - t }
}

fn first_layer(level: Level, w: &Weights, forms: &Forms, rows: &[Row], tokens: &[u32], b: &mut Buffers, side: usize) {
    let h = w.hidden;
    let state = sized(&mut b.state, rows.len() * h);
    let cell = sized(&mut b.cell, rows.len() * h);
    let sums = sized(&mut b.sums, rows.len() * 4 * h);
    let one = sized(&mut b.one, tokens.len() * 2 * h);
    state.fill(128);
    cell.fill(0.0);
    for t in 0..rows.first().map_or(0, |r| r.len) {
        let n = active(rows, t);
        byte_product(level, &state[..n * h], &w.rec1[side], &mut sums[..n * 4 * h]);
        for (k, row) in rows[..n].iter().enumerate() {
            let at = token(*row, t, side);
            let fixed = &forms.projection(w, tokens[at])[side * 4 * h..(side + 1) * 4 * h];
            let out = &mut state[k * h..(k + 1) * h];
            cell_step(level, fixed, &sums[k * 4 * h..(k + 1) * 4 * h], w.rec1[side].scale, &mut cell[k * h..(k + 1) * h], out);
            one[at * 2 * h + side * h..][..h].copy_from_slice(out);
        }
    }
}

fn second_layer(level: Level, w: &Weights, rows: &[Row], tokens: usize, b: &mut Buffers, side: usize) {
    let h = w.hidden;
    let across = 2 * h + TAG_DIM;
    let one = &b.one[..];
    let state = sized(&mut b.state, rows.len() * 3 * h);
    let cell = sized(&mut b.cell, rows.len() * h);
    let sums = sized(&mut b.sums, rows.len() * 4 * h);
    let wide = sized(&mut b.wide, tokens * across);
    state.fill(128);
    cell.fill(0.0);
    for t in 0..rows.first().map_or(0, |r| r.len) {
        let n = active(rows, t);
        for (row, state) in rows[..n].iter().zip(state.chunks_exact_mut(3 * h)) {
            state[..2 * h].copy_from_slice(&one[token(*row, t, side) * 2 * h..][..2 * h]);
        }
        byte_product(level, &state[..n * 3 * h], &w.lstm2[side], &mut sums[..n * 4 * h]);
        for (k, row) in rows[..n].iter().enumerate() {
            let out = &mut state[k * 3 * h + 2 * h..(k + 1) * 3 * h];
            cell_step(level, w.bias2[side], &sums[k * 4 * h..(k + 1) * 4 * h], w.lstm2[side].scale, &mut cell[k * h..(k + 1) * h], out);
            wide[token(*row, t, side) * across + side * h..][..h].copy_from_slice(out);
        }
    }
}

/// Tags from the first layer, as a soft embedding beside the second layer's output.
fn early_tags(level: Level, w: &Weights, tokens: usize, b: &mut Buffers) {
    let (h, columns, known) = (w.hidden, w.tag.columns(), w.tags.len());
    let across = 2 * h + TAG_DIM;
    let scores = sized(&mut b.tag, known);
    for from in (0..tokens).step_by(SOME) {
        let n = SOME.min(tokens - from);
        let sums = sized(&mut b.sums, n * columns);
        byte_product(level, &b.one[from * 2 * h..(from + n) * 2 * h], &w.tag, sums);
        for k in 0..n {
            unscale(level, &sums[k * columns..(k + 1) * columns], w.tag.scale, w.tag_bias, 1.0, scores);
            softmax(level, scores, &mut 0);
            mix(level, scores, w.tag_rows, &mut b.wide[(from + k) * across + 2 * h..(from + k + 1) * across]);
        }
    }
}

/// The tags that are given out.
fn tags(level: Level, w: &Weights, tokens: usize, b: &mut Buffers, answers: &mut [Answer]) {
    let (across, columns, known) = (2 * w.hidden + TAG_DIM, w.tag2.columns(), w.tags.len());
    let scores = sized(&mut b.tag, known);
    for from in (0..tokens).step_by(SOME) {
        let n = SOME.min(tokens - from);
        let sums = sized(&mut b.sums, n * columns);
        byte_product(level, &b.wide[from * across..(from + n) * across], &w.tag2, sums);
        for (answer, sums) in answers[from..from + n].iter_mut().zip(sums.chunks_exact(columns)) {
            unscale(level, sums, w.tag2.scale, w.tag2_bias, 1.0, scores);
            let mut best = 0;
            softmax(level, scores, &mut best);
            (answer.tag, answer.tag_odds) = (best as u16, scores[best]);
        }
    }
}

/// Arc and label vectors of all tokens, as dependents and as heads.
fn vectors(level: Level, w: &Weights, tokens: usize, b: &mut Buffers) {
    let (across, columns, width) = (2 * w.hidden + TAG_DIM, w.mlp.columns(), 2 * (w.arc + w.label));
    let out = sized(&mut b.mlp, tokens * width);
    for from in (0..tokens).step_by(SOME) {
        let n = SOME.min(tokens - from);
        let sums = sized(&mut b.sums, n * columns);
        byte_product(level, &b.wide[from * across..(from + n) * across], &w.mlp, sums);
        for k in 0..n {
            let row = &mut out[(from + k) * width..(from + k + 1) * width];
            unscale(level, &sums[k * columns..(k + 1) * columns], w.mlp.scale, w.mlp_bias, 0.1, row);
        }
    }
}

/// Bucket of the distance from dependent to head: seven each side.
fn bucket(offset: isize) -> usize {
    let k = match offset.unsigned_abs() {
        n @ 0..=4 => n.saturating_sub(1),
        5..=6 => 4,
        7..=10 => 5,
        _ => 6,
    };
    if offset > 0 { k } else { 7 + k }
}

fn arcs(level: Level, w: &Weights, row: Row, b: &mut Buffers, answers: &mut [Answer]) {
    let (n, na, nl) = (row.len, w.arc, w.label);
    let width = 2 * (na + nl);
    let stride = (n + 1).next_multiple_of(LANES);
    let mlp = &b.mlp[row.first * width..(row.first + n) * width];
    let dep = sized(&mut b.dep, n * na);
    let heads = sized(&mut b.heads, na * stride);
    for k in 0..na {
        heads[k * stride] = w.arc_root[k];
        heads[k * stride + n + 1..(k + 1) * stride].fill(0.0);
    }
    for (i, all) in mlp.chunks_exact(width).enumerate() {
        dep[i * na..(i + 1) * na].copy_from_slice(&all[..na]);
        for (k, &x) in all[na..2 * na].iter().enumerate() {
            heads[k * stride + i + 1] = x;
        }
    }
    let du = sized(&mut b.du, n * na);
    let near = sized(&mut b.near, n * LANES);
    let scores = sized(&mut b.scores, n * stride);
    product(level, dep, na, w.arc_u, Some(w.arc_bias), du);
    product(level, dep, na, w.arc_near, None, near);
    product(level, du, na, heads, None, scores);

    let odds = sized(&mut b.odds, n * stride);
    let best = sized(&mut b.best, n);
    for i in 0..n {
        let line = &mut scores[i * stride..i * stride + n + 1];
        for (j, s) in line[1..].iter_mut().enumerate() {
            *s = if i == j { NEVER } else { *s + near[i * LANES + bucket(j as isize - i as isize)] };
        }
        let odds = &mut odds[i * stride..i * stride + n + 1];
        odds.copy_from_slice(line);
        let mut top = 0;
        softmax(level, odds, &mut top);
        best[i] = top as u32;
    }
    best_tree(Scores { data: scores, stride, words: n }, best);

    let columns = w.label_bias.len();
    let pairs = sized(&mut b.pairs, n * 3 * nl);
    let labels = sized(&mut b.labels, n * columns);
    for (i, pair) in pairs.chunks_exact_mut(3 * nl).enumerate() {
        let dep = &mlp[i * width + 2 * na..][..nl];
        let head = if best[i] == 0 { w.label_root } else { &mlp[(best[i] as usize - 1) * width + 2 * na + nl..][..nl] };
        for k in 0..nl {
            pair[k] = dep[k] * head[k];
        }
        pair[nl..2 * nl].copy_from_slice(dep);
        pair[2 * nl..].copy_from_slice(head);
    }
    product(level, pairs, 3 * nl, w.label_w, Some(w.label_bias), labels);
    for (i, answer) in answers.iter_mut().enumerate() {
        answer.head = best[i];
        answer.arc_odds = odds[i * stride + best[i] as usize];
        let mut top = f32::NEG_INFINITY;
        for (l, &s) in labels[i * columns..][..w.labels.len()].iter().enumerate() {
            if s > top {
                (top, answer.label) = (s, l as u16);
            }
        }
    }
    debug_assert!(BLOCK.is_multiple_of(LANES));
}
