//! The arithmetic: byte matrix products, f32 matrix products, LSTM cells, exponentials.
//!
//! In: slices. Out: slices. Every instruction set gives the same bits: byte products are sums of integers, which have no rounding; f32 sums run
//! over the inner dimension in order, one multiplication and one addition at a time, never fused; and no function of the
//! platform's mathematics library is called. Nothing here knows what the numbers mean.

#[cfg(target_arch = "x86_64")]
use super::simd;

/// Columns in a block of a packed byte matrix.
pub(super) const BLOCK: usize = 64;
/// Columns that an f32 matrix must be a multiple of.
pub(super) const LANES: usize = 16;

/// What the processor can do. Chosen once, at run time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Level {
    /// Plain Rust.
    Portable,
    /// 256-bit integers and floats.
    #[cfg(target_arch = "x86_64")]
    Avx2,
    /// 512-bit, with byte dot products.
    #[cfg(target_arch = "x86_64")]
    Vnni,
}

impl Level {
    /// The best that this processor has.
    pub(super) fn detect() -> Self {
        #[cfg(target_arch = "x86_64")]
        {
            use std::arch::is_x86_feature_detected as has;
            if has!("avx512f") && has!("avx512bw") && has!("avx512vl") && has!("avx512dq") && has!("avx512vnni") {
                return Self::Vnni;
            }
            if has!("avx2") {
                return Self::Avx2;
            }
        }
        Self::Portable
    }
}

/// A matrix of bytes with a scale a column: blocks of 64 columns, in them groups of four rows.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bytes {
    /// [columns / 64][rows / 4][64][4].
    pub weights: &'static [i8],
    /// Worth of one unit of the product, a column.
    pub scale: &'static [f32],
    /// What offsets the inputs' 128, a column.
    pub start: &'static [i32],
    /// Rows: length of an input.
    pub inner: usize,
}

impl Bytes {
    /// Number of columns.
    pub(super) fn columns(&self) -> usize {
        self.start.len()
    }
}

/// Defines a function in plain Rust and copies of it that the compiler may vectorise for each level.
macro_rules! leveled {
    ($(#[$doc:meta])* fn $name:ident, $body:ident ($($arg:ident: $ty:ty),* $(,)?)) => {
        $(#[$doc])*
        #[allow(clippy::too_many_arguments)]
        pub(super) fn $name(level: Level, $($arg: $ty),*) {
            #[cfg(target_arch = "x86_64")]
            {
                #[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512dq")]
                fn wide($($arg: $ty),*) { $body($($arg),*) }
                #[target_feature(enable = "avx2")]
                fn middle($($arg: $ty),*) { $body($($arg),*) }
                match level {
                    // SAFETY: `Level::detect` gives these levels only where the processor has the features.
                    Level::Vnni => return unsafe { wide($($arg),*) },
                    // SAFETY: as above.
                    Level::Avx2 => return unsafe { middle($($arg),*) },
                    Level::Portable => {}
                }
            }
            let _ = level;
            $body($($arg),*)
        }
    };
}

/// `out[r][n] = start[n] + sum over k of input[r][k] * weight[k][n]`, inputs unsigned with 128 for zero.
pub(super) fn byte_product(level: Level, input: &[u8], m: &Bytes, out: &mut [i32]) {
    let rows = input.len() / m.inner;
    assert!(m.inner.is_multiple_of(4) && input.len() == rows * m.inner && out.len() == rows * m.columns(), "matrix sizes");
    assert!(m.columns().is_multiple_of(BLOCK) && m.weights.len() == m.inner * m.columns(), "matrix sizes");
    match level {
        // SAFETY: the level says that the processor has the features.
        #[cfg(target_arch = "x86_64")]
        Level::Vnni => unsafe { simd::byte_product_vnni(input, m, out) },
        // SAFETY: as above.
        #[cfg(target_arch = "x86_64")]
        Level::Avx2 => unsafe { simd::byte_product_avx2(input, m, out) },
        Level::Portable => byte_product_plain(input, m, out),
    }
}

fn byte_product_plain(input: &[u8], m: &Bytes, out: &mut [i32]) {
    let n = m.columns();
    for (x, y) in input.chunks_exact(m.inner).zip(out.chunks_exact_mut(n)) {
        for (block, w) in m.weights.chunks_exact(m.inner * BLOCK).enumerate() {
            let mut sum = [0i32; BLOCK];
            for (four, group) in x.chunks_exact(4).zip(w.chunks_exact(4 * BLOCK)) {
                for (s, c) in sum.iter_mut().zip(group.chunks_exact(4)) {
                    *s += (0..4).map(|k| i32::from(four[k]) * i32::from(c[k])).sum::<i32>();
                }
            }
            for (k, s) in sum.iter().enumerate() {
                y[block * BLOCK + k] = m.start[block * BLOCK + k] + s;
            }
        }
    }
}

leveled! {
    /// `out[r][n] = sum over k of input[r][k] * weight[k][n]`, with `bias[n]` to begin with if there is one. Columns in 16s.
    fn product, product_body(input: &[f32], inner: usize, weight: &[f32], bias: Option<&[f32]>, out: &mut [f32])
}

#[inline(always)]
fn product_body(input: &[f32], inner: usize, weight: &[f32], bias: Option<&[f32]>, out: &mut [f32]) {
    let n = weight.len() / inner;
    assert!(n.is_multiple_of(LANES) && weight.len() == inner * n, "matrix sizes");
    const ROWS: usize = 4;
    let rows = input.len() / inner;
    assert!(out.len() == rows * n);
    let mut r = 0;
    while r < rows {
        if rows - r >= ROWS {
            product_rows::<ROWS>(&input[r * inner..(r + ROWS) * inner], inner, weight, bias, &mut out[r * n..(r + ROWS) * n]);
            r += ROWS;
        } else {
            product_rows::<1>(&input[r * inner..(r + 1) * inner], inner, weight, bias, &mut out[r * n..(r + 1) * n]);
            r += 1;
        }
    }
}

#[inline(always)]
fn product_rows<const R: usize>(input: &[f32], inner: usize, weight: &[f32], bias: Option<&[f32]>, out: &mut [f32]) {
    let n = weight.len() / inner;
    let rows: [&[f32]; R] = std::array::from_fn(|r| &input[r * inner..(r + 1) * inner]);
    for at in (0..n).step_by(LANES) {
        let mut sum = [[0f32; LANES]; R];
        if let Some(b) = bias {
            sum = [std::array::from_fn(|j| b[at + j]); R];
        }
        for k in 0..inner {
            let Some(w) = weight[k * n + at..].first_chunk::<LANES>() else { continue };
            for r in 0..R {
                let x = rows[r][k];
                for j in 0..LANES {
                    sum[r][j] += x * w[j];
                }
            }
        }
        for (r, s) in sum.iter().enumerate() {
            out[r * n + at..r * n + at + LANES].copy_from_slice(s);
        }
    }
}

/// Hyperbolic tangent as a quotient of polynomials; within 4 units in the last place.
#[inline(always)]
pub(super) fn tanh(x: f32) -> f32 {
    const EDGE: f32 = 7.905_311;
    let x = if x > EDGE { EDGE } else { x };
    let x = if x < -EDGE { -EDGE } else { x };
    let y = x * x;
    let p = -2.760_768_5e-16 * y + 2.000_188e-13;
    let p = p * y - 8.604_672e-11;
    let p = p * y + 5.122_297e-8;
    let p = p * y + 1.485_722_4e-5;
    let p = p * y + 6.372_619_5e-4;
    let p = (p * y + 4.893_525_5e-3) * x;
    let q = 1.198_258_4e-6 * y + 1.185_347_1e-4;
    let q = q * y + 2.268_434_7e-3;
    p / (q * y + 4.893_525e-3)
}

/// The logistic function.
#[inline(always)]
fn logistic(x: f32) -> f32 {
    0.5 + 0.5 * tanh(0.5 * x)
}

/// e to the x, for x at most 0 or little more; 0 below -87.
#[inline(always)]
pub(super) fn exp(x: f32) -> f32 {
    let x = if x > 88.0 { 88.0 } else { x };
    let low = x < -87.0;
    let x = if low { -87.0 } else { x };
    // Adding and subtracting 1.5 * 2^23 rounds to a whole number.
    let n = (x * std::f32::consts::LOG2_E + 12_582_912.0) - 12_582_912.0;
    let r = x - n * 0.693_359_4;
    let r = r + n * 2.121_944_4e-4;
    let p = 1.987_569_2e-4 * r + 1.398_2e-3;
    let p = p * r + 8.333_452e-3;
    let p = p * r + 4.166_579_6e-2;
    let p = p * r + 0.166_666_65;
    let p = p * r + 0.5;
    let p = p * r * r + r + 1.0;
    let power = f32::from_bits((((n as i32) + 127) << 23) as u32);
    if low { 0.0 } else { p * power }
}

/// A number in [-1, 1] in steps of 1/127, 128 for zero, rounded to nearest.
#[inline(always)]
pub(super) fn to_byte(x: f32) -> u8 {
    // In 1.5 * 2^23 + 128 + v the last byte of the bits is 128 + v.
    (x * 127.0 + 12_583_040.0).to_bits() as u8
}

leveled! {
    /// One step of an LSTM for one sentence. `fixed` is what is known before the step, 4H; `sums` the byte product, 4H, worth `scale`.
    /// Gates in order: input, forget, output, candidate. `cell` is the state, `out` what the layer says, in bytes.
    fn cell_step, cell_body(fixed: &[f32], sums: &[i32], scale: &[f32], cell: &mut [f32], out: &mut [u8])
}

#[inline(always)]
fn cell_body(fixed: &[f32], sums: &[i32], scale: &[f32], cell: &mut [f32], out: &mut [u8]) {
    let h = cell.len();
    assert!(fixed.len() == 4 * h && sums.len() == 4 * h && scale.len() == 4 * h && out.len() == h);
    let (fi, ff, fo, fu) = (&fixed[..h], &fixed[h..2 * h], &fixed[2 * h..3 * h], &fixed[3 * h..4 * h]);
    let (ai, af, ao, au) = (&sums[..h], &sums[h..2 * h], &sums[2 * h..3 * h], &sums[3 * h..4 * h]);
    let (si, sf, so, su) = (&scale[..h], &scale[h..2 * h], &scale[2 * h..3 * h], &scale[3 * h..4 * h]);
    for j in 0..h {
        let i = logistic(fi[j] + ai[j] as f32 * si[j]);
        let f = logistic(ff[j] + af[j] as f32 * sf[j]);
        let o = logistic(fo[j] + ao[j] as f32 * so[j]);
        let u = tanh(fu[j] + au[j] as f32 * su[j]);
        let c = f * cell[j] + i * u;
        cell[j] = c;
        out[j] = to_byte(o * tanh(c));
    }
}

leveled! {
    /// `out = sums * scale + bias`, negative values times `slope`.
    fn unscale, unscale_body(sums: &[i32], scale: &[f32], bias: &[f32], slope: f32, out: &mut [f32])
}

#[inline(always)]
fn unscale_body(sums: &[i32], scale: &[f32], bias: &[f32], slope: f32, out: &mut [f32]) {
    let n = out.len();
    let (sums, scale, bias) = (&sums[..n], &scale[..n], &bias[..n]);
    for j in 0..n {
        let x = sums[j] as f32 * scale[j] + bias[j];
        out[j] = if x > 0.0 { x } else { x * slope };
    }
}

leveled! {
    /// Scores to probabilities, in place; `best` gets the index of the (first) largest.
    fn softmax, softmax_body(x: &mut [f32], best: &mut usize)
}

#[inline(always)]
fn softmax_body(x: &mut [f32], best: &mut usize) {
    let mut top = f32::NEG_INFINITY;
    for (i, &v) in x.iter().enumerate() {
        if v > top {
            (top, *best) = (v, i);
        }
    }
    let mut lanes = [0f32; LANES];
    for part in x.chunks_mut(LANES) {
        for (v, lane) in part.iter_mut().zip(&mut lanes) {
            *v = exp(*v - top);
            *lane += *v;
        }
    }
    let total = lanes.iter().sum::<f32>();
    for v in x {
        *v /= total;
    }
}

leveled! {
    /// `out[j] = byte of tanh(sum over k of weight[k] * table[k][j])`.
    fn mix, mix_body(weight: &[f32], table: &[f32], out: &mut [u8])
}

#[inline(always)]
fn mix_body(weight: &[f32], table: &[f32], out: &mut [u8]) {
    const WIDE: usize = 32;
    assert!(out.len() == WIDE && table.len() == weight.len() * WIDE);
    let mut sum = [0f32; WIDE];
    for (&w, row) in weight.iter().zip(table.as_chunks::<WIDE>().0) {
        for j in 0..WIDE {
            sum[j] += w * row[j];
        }
    }
    for j in 0..WIDE {
        out[j] = to_byte(tanh(sum[j]));
    }
}

#[cfg(test)]
#[path = "kernel_tests.rs"]
mod tests;
