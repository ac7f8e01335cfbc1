//! Puts what words and what meaning say about passages on one scale.
//!
//! The sum of both scores keeps more than the sum of reciprocal ranks (Cormack, Clarke and Büttcher 2009) does: a
//! passage that matches the question's words much better than the second one stays ahead of it. `docs/quality.md`
//! compares the two.

use std::collections::{BTreeSet, HashMap};

/// What a cosine of 1 is worth in points of BM25, scaled to one document.
const MEANING: f64 = 16.0;

/// The fused scores of the passages with one of the best `most` scores of either kind, best first. Of equal scores the
/// smaller number comes first, so that every run returns the same. `words` holds BM25 scores, and `near` the cosines
/// of all passages that have a vector; one that has none yet counts as if it were as near as the middle of the others.
pub(super) fn fused(
    words: &HashMap<i64, f64>,
    near: &HashMap<i64, f64>,
    most: usize,
) -> Vec<(i64, f64)> {
    let ranked = best(near, most);
    let middle = ranked
        .get(ranked.len() / 2)
        .and_then(|number| near.get(number))
        .copied()
        .unwrap_or(0.0);
    let candidates: BTreeSet<i64> = best(words, most).into_iter().chain(ranked).collect();
    let mut fused: Vec<(i64, f64)> = candidates
        .into_iter()
        .map(|number| {
            let cosine = near.get(&number).copied().unwrap_or(middle);
            let words = words.get(&number).copied().unwrap_or(0.0);
            (number, words + MEANING * cosine)
        })
        .collect();
    // the sort is stable, and the candidates are in the order of their numbers
    fused.sort_by(|a, b| b.1.total_cmp(&a.1));
    fused.truncate(most);
    fused
}

/// The passages with the best scores, best first.
fn best(scores: &HashMap<i64, f64>, most: usize) -> Vec<i64> {
    let mut ranked: Vec<(i64, f64)> = scores
        .iter()
        .map(|(number, score)| (*number, *score))
        .collect();
    ranked.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    ranked.truncate(most);
    ranked.into_iter().map(|(number, _)| number).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order(words: &[(i64, f64)], near: &[(i64, f64)], most: usize) -> Vec<i64> {
        let (words, near) = (
            words.iter().copied().collect(),
            near.iter().copied().collect(),
        );
        let fused = fused(&words, &near, most);
        fused.into_iter().map(|(number, _)| number).collect()
    }

    #[test]
    fn what_both_like_is_first_and_a_large_lead_counts() {
        let near = [(1, 0.3), (2, 0.5), (3, 0.4)];
        assert_eq!(order(&[(1, 2.0), (2, 2.0)], &near, 10), [2, 1, 3]);
        assert_eq!(order(&[(1, 9.0), (2, 2.0)], &near, 10), [1, 2, 3]);
        assert_eq!(order(&[(1, 9.0), (2, 2.0)], &near, 1), [1]);
    }

    #[test]
    fn one_kind_of_score_is_enough() {
        assert_eq!(order(&[(9, 3.0), (7, 2.0), (8, 2.0)], &[], 2), [9, 7]);
        assert_eq!(order(&[], &[(4, 0.1), (5, 0.2)], 10), [5, 4]);
        assert_eq!(order(&[], &[], 10), Vec::<i64>::new());
    }

    #[test]
    fn a_passage_without_a_vector_is_neither_first_nor_last_for_it() {
        let near = [(1, 0.9), (2, 0.5), (3, 0.1)];
        let words = [(1, 1.0), (3, 1.0), (4, 1.0)];
        assert_eq!(order(&words, &near, 10), [1, 4, 2, 3]);
    }
}
