//! From arc scores to the best tree with one root.
//!
//! In: a score for every (dependent, head) pair. Out: heads. The greedy choice is kept where it is a tree; otherwise Chu-Liu/Edmonds finds
//! the tree with the highest sum. It never sees words.

/// Scores of one sentence: `at(dependent, head)`, head 0 is the root, head h + 1 is word h.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scores<'a> {
    /// Row by row, one row a dependent.
    pub data: &'a [f32],
    /// Distance between two rows; at least words + 1.
    pub stride: usize,
    /// Number of words.
    pub words: usize,
}

/// Heads of the best tree, 0 for the root and h + 1 for word h. `greedy` holds the best head of each word and becomes the result.
pub(super) fn best_tree(scores: Scores<'_>, heads: &mut [u32]) {
    if is_tree(heads) {
        return;
    }
    let n = scores.words + 1;
    // Arcs from the root cost so much that the best tree has exactly one of them.
    const PRICE: f64 = 1e7;
    let mut s = vec![f64::NEG_INFINITY; n * n];
    for d in 1..n {
        for h in (0..n).filter(|&h| h != d) {
            let score = f64::from(scores.data[(d - 1) * scores.stride + h]);
            s[d * n + h] = if h == 0 { score - PRICE } else { score };
        }
    }
    for (head, best) in heads.iter_mut().zip(edmonds(&s, n).into_iter().skip(1)) {
        *head = best as u32;
    }
}

/// Whether there is one root and every word reaches it.
fn is_tree(heads: &[u32]) -> bool {
    if heads.iter().filter(|&&h| h == 0).count() != 1 {
        return false;
    }
    let mut seen = vec![0u32; heads.len() + 1];
    (1..=heads.len()).all(|word| {
        let mut at = word;
        while at != 0 && seen[at] == 0 {
            seen[at] = word as u32;
            at = heads[at - 1] as usize;
        }
        at == 0 || seen[at] != word as u32
    })
}

fn argmax(values: impl Iterator<Item = f64>) -> usize {
    let mut best = (f64::NEG_INFINITY, 0);
    for (i, v) in values.enumerate() {
        if v > best.0 {
            best = (v, i);
        }
    }
    best.1
}

/// The best arborescence from node 0 of a dense graph, `s[dependent * n + head]`; contracts one cycle at a time.
fn edmonds(s: &[f64], n: usize) -> Vec<usize> {
    let mut head: Vec<usize> = (0..n).map(|d| argmax(s[d * n..(d + 1) * n].iter().copied())).collect();
    head[0] = 0;
    let Some(cycle) = find_cycle(&head) else { return head };
    let inside: Vec<bool> = (0..n).map(|i| cycle.contains(&i)).collect();
    let rest: Vec<usize> = (0..n).filter(|&i| !inside[i]).collect();
    let m = rest.len();
    let size = m + 1;
    // The contracted graph: `rest` in order, then the cycle as node m.
    let mut t = vec![f64::NEG_INFINITY; size * size];
    let (mut enter, mut leave) = (vec![0; m], vec![0; m]);
    for (a, &i) in rest.iter().enumerate() {
        for (b, &j) in rest.iter().enumerate() {
            t[a * size + b] = s[i * n + j];
        }
        let gain = |&c: &usize| s[c * n + i] - s[c * n + head[c]];
        enter[a] = argmax(cycle.iter().map(gain));
        t[m * size + a] = gain(&cycle[enter[a]]);
        leave[a] = argmax(cycle.iter().map(|&c| s[i * n + c]));
        t[a * size + m] = s[i * n + cycle[leave[a]]];
    }
    let sub = edmonds(&t, size);
    for a in 1..m {
        head[rest[a]] = if sub[a] < m { rest[sub[a]] } else { cycle[leave[a]] };
    }
    head[cycle[enter[sub[m]]]] = rest[sub[m]];
    head
}

fn find_cycle(head: &[usize]) -> Option<Vec<usize>> {
    let mut seen = vec![0; head.len()];
    for i in 1..head.len() {
        let mut at = i;
        while at != 0 && seen[at] == 0 {
            seen[at] = i;
            at = head[at];
        }
        if at != 0 && seen[at] == i {
            let mut cycle = vec![at];
            while head[cycle[cycle.len() - 1]] != at {
                cycle.push(head[cycle[cycle.len() - 1]]);
            }
            return Some(cycle);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All trees with one root, by trying every choice of heads.
    fn brute_force(data: &[f32], n: usize) -> f64 {
        let mut best = f64::NEG_INFINITY;
        for mut code in 0..(n + 1).pow(n as u32) {
            let heads: Vec<u32> = (0..n)
                .map(|_| {
                    let h = code % (n + 1);
                    code /= n + 1;
                    h as u32
                })
                .collect();
            if heads.iter().enumerate().all(|(d, &h)| h as usize != d + 1) && is_tree(&heads) {
                best = best.max(total(data, n, &heads));
            }
        }
        best
    }

    fn total(data: &[f32], n: usize, heads: &[u32]) -> f64 {
        heads.iter().enumerate().map(|(d, &h)| f64::from(data[d * (n + 1) + h as usize])).sum()
    }

    #[test]
    fn finds_the_best_tree_of_small_random_graphs() {
        let mut state = 1u64;
        let mut random = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            ((state >> 40) % 1000) as f32 / 50.0
        };
        for round in 0..400 {
            let n = 1 + round % 5;
            let mut data: Vec<f32> = (0..n * (n + 1)).map(|_| random()).collect();
            for d in 0..n {
                data[d * (n + 1) + d + 1] = -1e9;
            }
            let mut heads: Vec<u32> = (0..n).map(|d| argmax(data[d * (n + 1)..][..n + 1].iter().map(|&x| f64::from(x))) as u32).collect();
            best_tree(Scores { data: &data, stride: n + 1, words: n }, &mut heads);
            assert!(is_tree(&heads), "{heads:?}");
            assert!((total(&data, n, &heads) - brute_force(&data, n)).abs() < 1e-3, "{data:?} {heads:?}");
        }
    }

    #[test]
    fn many_roots_become_one() {
        let data = [9.0, -1e9, 1.0, 1.0, 8.0, 1.0, -1e9, 1.0, 8.5, 1.0, 1.0, -1e9];
        let mut heads = [0, 0, 0];
        best_tree(Scores { data: &data, stride: 4, words: 3 }, &mut heads);
        assert_eq!(heads, [0, 1, 1]);
    }

    #[test]
    fn long_chains_are_no_trouble() {
        let n = 200;
        let data: Vec<f32> = (0..n * (n + 1)).map(|i| ((i * 7919) % 1013) as f32).collect();
        let mut heads: Vec<u32> = (0..n).map(|d| ((d + 1) % n + 1) as u32).collect();
        best_tree(Scores { data: &data, stride: n + 1, words: n }, &mut heads);
        assert!(is_tree(&heads));
    }
}
