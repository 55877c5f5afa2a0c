//! Rank correlation. In: pairs of numbers. Out: Spearman's coefficient with an interval. It knows nothing of what the numbers mean.

/// Pairs from which an interval is given; below, the approximation is no better than a guess.
const LEAST: usize = 10;

/// Ranks from 1; equal values share the mean of their places.
fn ranks(values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|&a, &b| values[a].total_cmp(&values[b]));
    let mut ranks = vec![0.0; values.len()];
    let mut i = 0;
    while i < order.len() {
        let mut j = i;
        while j + 1 < order.len() && values[order[j + 1]] == values[order[i]] {
            j += 1;
        }
        order[i..=j].iter().for_each(|&k| ranks[k] = (i + j) as f64 / 2.0 + 1.0);
        i = j + 1;
    }
    ranks
}

/// Spearman's rank correlation (1904), ties with mean ranks; `None` for fewer than three pairs or where one of the two does not vary.
pub fn spearman(pairs: &[(f64, f64)]) -> Option<f64> {
    if pairs.len() < 3 {
        return None;
    }
    let (x, y): (Vec<f64>, Vec<f64>) = pairs.iter().copied().unzip();
    let (x, y) = (ranks(&x), ranks(&y));
    let mean = (pairs.len() + 1) as f64 / 2.0;
    let cross = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(p, q)| (p - mean) * (q - mean)).sum::<f64>();
    let spread = (cross(&x, &x) * cross(&y, &y)).sqrt();
    (spread > 0.0).then(|| cross(&x, &y) / spread)
}

/// The 95 % interval of a rank correlation by Fisher's z with the variance of Bonett and Wright (2000); `None` for fewer than ten pairs.
pub fn interval(rho: f64, n: usize) -> Option<[f64; 2]> {
    if n < LEAST || rho.abs() >= 1.0 {
        return None;
    }
    let half = 1.96 * ((1.0 + rho * rho / 2.0) / (n as f64 - 3.0)).sqrt();
    Some([(rho.atanh() - half).tanh(), (rho.atanh() + half).tanh()])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rho(x: &[f64], y: &[f64]) -> Option<f64> {
        spearman(&x.iter().copied().zip(y.iter().copied()).collect::<Vec<_>>())
    }

    #[test]
    fn ranks_and_not_distances_count() {
        assert_eq!(rho(&[1.0, 2.0, 3.0], &[1.0, 10.0, 1000.0]), Some(1.0));
        assert_eq!(rho(&[1.0, 2.0, 3.0], &[3.0, 2.0, -9.0]), Some(-1.0));
    }

    #[test]
    fn ties_share_their_places() {
        // ranks 1 2 3 4 5 and 1 2 3.5 5 3.5: 8 / √(10 × 9.5)
        let found = rho(&[1.0, 2.0, 3.0, 4.0, 5.0], &[5.0, 6.0, 7.0, 8.0, 7.0]);
        assert!(found.is_some_and(|r| (r - 8.0 / 95f64.sqrt()).abs() < 1e-12), "{found:?}");
    }

    #[test]
    fn nothing_is_said_of_too_few_or_of_what_does_not_vary() {
        assert_eq!(rho(&[1.0, 2.0], &[1.0, 2.0]), None);
        assert_eq!(rho(&[1.0, 2.0, 3.0, 4.0], &[1.0; 4]), None);
        assert!(interval(0.5, 9).is_none());
        let [low, high] = interval(0.5, 103).unwrap_or_default();
        // z = 0.5493 ± 1.96 × √(1.125 / 100)
        assert!((low - 0.3285).abs() < 5e-4 && (high - 0.6398).abs() < 5e-4, "{low} {high}");
    }
}
