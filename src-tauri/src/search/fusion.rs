//! Fuses several ranked lists into one.

use std::collections::HashMap;

/// Dampens the first ranks. The paper uses 60; results hardly depend on it.
const RANK_OFFSET: f64 = 60.0;

/// Reciprocal rank fusion: an entry scores the sum of `1 / (60 + rank)` over the lists. Returns at most `most` entries,
/// best first. Of equal scores the smaller number comes first, so that every run returns the same.
pub(super) fn fused(lists: &[Vec<i64>], most: usize) -> Vec<(i64, f64)> {
    let mut scores: HashMap<i64, f64> = HashMap::new();
    for list in lists {
        for (rank, number) in list.iter().enumerate() {
            *scores.entry(*number).or_insert(0.0) += 1.0 / (RANK_OFFSET + 1.0 + rank as f64);
        }
    }
    let mut fused: Vec<(i64, f64)> = scores.into_iter().collect();
    fused.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    fused.truncate(most);
    fused
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_both_lists_like_is_first() {
        let fused = fused(&[vec![1, 2, 3], vec![4, 2, 5]], 10);
        let order: Vec<i64> = fused.iter().map(|(number, _)| *number).collect();
        assert_eq!(order, [2, 1, 4, 3, 5]);
        assert!((fused[0].1 - 2.0 / 62.0).abs() < 1e-12);
    }

    #[test]
    fn one_list_keeps_its_order() {
        let fused = fused(&[vec![9, 7, 8]], 2);
        let order: Vec<i64> = fused.iter().map(|(number, _)| *number).collect();
        assert_eq!(order, [9, 7]);
    }
}
