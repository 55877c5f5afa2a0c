//! Byte matrix products with x86-64 vector instructions.
//!
//! In: the inputs and the packed matrix of `kernel::byte_product`, sizes already checked there. Out: the same sums as its plain version,
//! bit for bit: they are integers. Nothing else is written with intrinsics.

use super::kernel::{BLOCK, Bytes};
use std::arch::x86_64::*;

/// With AVX-512 VNNI: six rows by 64 columns at a time, in 24 registers.
#[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512dq,avx512vnni")]
pub(super) fn byte_product_vnni(input: &[u8], m: &Bytes, out: &mut [i32]) {
    let (k, n) = (m.inner, m.columns());
    let rows = input.len() / k;
    for (block, w) in m.weights.chunks_exact(k * BLOCK).enumerate() {
        let start = &m.start[block * BLOCK..(block + 1) * BLOCK];
        let mut r = 0;
        while r < rows {
            let x = &input[r * k..];
            let y = &mut out[r * n + block * BLOCK..];
            match rows - r {
                1 => rows_vnni::<1>(x, k, w, start, y, n),
                2 => rows_vnni::<2>(x, k, w, start, y, n),
                3 => rows_vnni::<3>(x, k, w, start, y, n),
                4 => rows_vnni::<4>(x, k, w, start, y, n),
                5 => rows_vnni::<5>(x, k, w, start, y, n),
                _ => rows_vnni::<6>(x, k, w, start, y, n),
            }
            r += 6;
        }
    }
}

#[inline]
#[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512dq,avx512vnni")]
fn rows_vnni<const R: usize>(x: &[u8], k: usize, w: &[i8], start: &[i32], y: &mut [i32], n: usize) {
    assert!(x.len() >= R * k && w.len() == k * BLOCK && start.len() == BLOCK && y.len() >= (R - 1) * n + BLOCK);
    let mut sum = [[_mm512_setzero_si512(); 4]; R];
    // SAFETY: the assertion above bounds every address: R rows of k bytes in x, k / 4 groups of 256 bytes in w, 64 numbers in start,
    // R rows of 64 numbers at stride n in y. Unaligned loads and stores are used throughout.
    unsafe {
        for row in &mut sum {
            for (v, s) in row.iter_mut().enumerate() {
                *s = _mm512_loadu_si512(start.as_ptr().add(16 * v).cast());
            }
        }
        for g in 0..k / 4 {
            let at = w.as_ptr().add(g * 256);
            let wide: [__m512i; 4] = std::array::from_fn(|v| _mm512_loadu_si512(at.add(64 * v).cast()));
            for (r, row) in sum.iter_mut().enumerate() {
                let four = _mm512_set1_epi32(x.as_ptr().add(r * k + 4 * g).cast::<i32>().read_unaligned());
                for v in 0..4 {
                    row[v] = _mm512_dpbusd_epi32(row[v], four, wide[v]);
                }
            }
        }
        for (r, row) in sum.iter().enumerate() {
            for (v, s) in row.iter().enumerate() {
                _mm512_storeu_si512(y.as_mut_ptr().add(r * n + 16 * v).cast(), *s);
            }
        }
    }
}

/// With AVX2: bytes widened to 16 bits, two rows by 16 columns at a time.
#[target_feature(enable = "avx2")]
pub(super) fn byte_product_avx2(input: &[u8], m: &Bytes, out: &mut [i32]) {
    let (k, n) = (m.inner, m.columns());
    let rows = input.len() / k;
    for (block, w) in m.weights.chunks_exact(k * BLOCK).enumerate() {
        for part in 0..4 {
            let start = &m.start[block * BLOCK + 16 * part..][..16];
            let mut r = 0;
            while r < rows {
                let x = &input[r * k..];
                let y = &mut out[r * n + block * BLOCK + 16 * part..];
                if rows - r == 1 {
                    rows_avx2::<1>(x, k, &w[64 * part..], start, y, n);
                } else {
                    rows_avx2::<2>(x, k, &w[64 * part..], start, y, n);
                }
                r += 2;
            }
        }
    }
}

#[inline]
#[target_feature(enable = "avx2")]
fn rows_avx2<const R: usize>(x: &[u8], k: usize, w: &[i8], start: &[i32], y: &mut [i32], n: usize) {
    assert!(x.len() >= R * k && w.len() >= (k / 4 - 1) * 256 + 64 && start.len() == 16 && y.len() >= (R - 1) * n + 16);
    let mut sum = [[_mm256_setzero_si256(); 4]; R];
    // SAFETY: the assertion above bounds every address: R rows of k bytes in x, 64 bytes of each group of 256 in w, 16 numbers in start,
    // R rows of 16 numbers at stride n in y. Unaligned loads and stores are used throughout.
    unsafe {
        for g in 0..k / 4 {
            let at = w.as_ptr().add(g * 256);
            let wide: [__m256i; 4] = std::array::from_fn(|v| _mm256_cvtepi8_epi16(_mm_loadu_si128(at.add(16 * v).cast())));
            for (r, row) in sum.iter_mut().enumerate() {
                let four = _mm_set1_epi32(x.as_ptr().add(r * k + 4 * g).cast::<i32>().read_unaligned());
                let four = _mm256_cvtepu8_epi16(four);
                for v in 0..4 {
                    row[v] = _mm256_add_epi32(row[v], _mm256_madd_epi16(four, wide[v]));
                }
            }
        }
        for (r, row) in sum.iter().enumerate() {
            for half in 0..2 {
                let pairs = _mm256_hadd_epi32(row[2 * half], row[2 * half + 1]);
                let in_order = _mm256_permute4x64_epi64::<0b11_01_10_00>(pairs);
                let first = _mm256_loadu_si256(start.as_ptr().add(8 * half).cast());
                _mm256_storeu_si256(y.as_mut_ptr().add(r * n + 8 * half).cast(), _mm256_add_epi32(first, in_order));
            }
        }
    }
}
