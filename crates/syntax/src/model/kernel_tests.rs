use super::*;

fn levels() -> Vec<Level> {
    let best = Level::detect();
    let mut out = vec![Level::Portable];
    #[cfg(target_arch = "x86_64")]
    out.extend([Level::Avx2, Level::Vnni].into_iter().filter(|&l| l <= best));
    let _ = best;
    out
}

struct Noise(u64);

impl Noise {
    fn next(&mut self) -> u32 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as u32
    }

    fn float(&mut self) -> f32 {
        (self.next() % 2001) as f32 / 1000.0 - 1.0
    }
}

#[test]
fn byte_products_match_the_definition_at_every_level() {
    let mut noise = Noise(7);
    for (rows, inner, columns) in [(1, 4, 64), (7, 32, 128), (13, 160, 64), (2, 480, 192)] {
        let plain: Vec<i8> = (0..inner * columns).map(|_| (noise.next() % 255) as i8).collect();
        let mut weights = vec![0i8; inner * columns];
        for k in 0..inner {
            for n in 0..columns {
                weights[(n / 64) * inner * 64 + (k / 4) * 256 + (n % 64) * 4 + k % 4] = plain[k * columns + n];
            }
        }
        let start: Vec<i32> = (0..columns).map(|_| noise.next() as i32 % 1000).collect();
        let input: Vec<u8> = (0..rows * inner).map(|_| noise.next() as u8).collect();
        let m = Bytes { weights: weights.leak(), scale: &[], start: start.leak(), inner };
        let wanted: Vec<i32> = (0..rows * columns)
            .map(|at| {
                let (r, n) = (at / columns, at % columns);
                m.start[n] + (0..inner).map(|k| i32::from(input[r * inner + k]) * i32::from(plain[k * columns + n])).sum::<i32>()
            })
            .collect();
        for level in levels() {
            let mut out = vec![0; rows * columns];
            byte_product(level, &input, &m, &mut out);
            assert_eq!(out, wanted, "{level:?} {rows}x{inner}x{columns}");
        }
    }
}

#[test]
fn float_products_have_the_same_bits_at_every_level_and_for_every_number_of_rows() {
    let mut noise = Noise(9);
    let (rows, inner, columns) = (7, 37, 48);
    let input: Vec<f32> = (0..rows * inner).map(|_| noise.float()).collect();
    let weight: Vec<f32> = (0..inner * columns).map(|_| noise.float()).collect();
    let bias: Vec<f32> = (0..columns).map(|_| noise.float()).collect();
    let mut wanted = vec![0f32; rows * columns];
    for r in 0..rows {
        for n in 0..columns {
            wanted[r * columns + n] = (0..inner).fold(bias[n], |sum, k| sum + input[r * inner + k] * weight[k * columns + n]);
        }
    }
    for level in levels() {
        let mut out = vec![0f32; rows * columns];
        product(level, &input, inner, &weight, Some(&bias), &mut out);
        assert_eq!(out, wanted, "{level:?}");
        let mut one = vec![0f32; columns];
        product(level, &input[..inner], inner, &weight, Some(&bias), &mut one);
        assert_eq!(one, wanted[..columns], "{level:?}");
    }
}

#[test]
fn cells_and_softmax_have_the_same_bits_at_every_level() {
    let mut noise = Noise(11);
    let h = 52;
    let fixed: Vec<f32> = (0..4 * h).map(|_| noise.float() * 3.0).collect();
    let sums: Vec<i32> = (0..4 * h).map(|_| noise.next() as i32 % 20_000 - 10_000).collect();
    let scale: Vec<f32> = (0..4 * h).map(|_| 1e-4 + noise.float().abs() * 1e-4).collect();
    let mut seen: Option<(Vec<f32>, Vec<u8>, Vec<f32>)> = None;
    for level in levels() {
        let (mut cell, mut out) = (vec![0.3f32; h], vec![0u8; h]);
        cell_step(level, &fixed, &sums, &scale, &mut cell, &mut out);
        let (mut odds, mut best) = (fixed.clone(), 0);
        softmax(level, &mut odds, &mut best);
        assert!((odds.iter().sum::<f32>() - 1.0).abs() < 1e-4);
        let now = (cell, out, odds);
        assert_eq!(*seen.get_or_insert_with(|| now.clone()), now, "{level:?}");
    }
}

#[test]
fn functions_are_close_to_the_exact_ones() {
    for i in -2000..2000 {
        let x = i as f32 * 0.005;
        assert!((tanh(x) - f64::from(x).tanh() as f32).abs() < 1e-6, "tanh {x}");
        let e = f64::from(x).exp() as f32;
        assert!((exp(x) - e).abs() <= e * 1e-6, "exp {x}");
    }
    assert_eq!((exp(-200.0), to_byte(0.0), to_byte(1.0), to_byte(-1.0)), (0.0, 128, 255, 1));
}
