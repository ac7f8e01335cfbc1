//! Several ranked lists become one.

use std::collections::HashMap;

/// How little the first ranks stand out; 60 is the paper's number and insensitive.
const RANK_OFFSET: f64 = 60.0;

/// Reciprocal rank fusion: every list gives an entry `1 / (60 + rank)`. Best first, at most `most`; of equal
/// scores the smaller number is first, so that the result does not change from run to run.
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
