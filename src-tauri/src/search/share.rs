//! Gives every document a fair share of the passages that are read.
//!
//! Without it, the longest document, or the one that repeats the question's words most, would fill the whole list, and
//! four of five papers would never be read.

use std::collections::HashMap;

use super::found::FoundPassage;
use crate::document::DocumentId;

/// Selects `wanted` passages of `ranked`, which may be in any order, from the `documents` documents with the best
/// passages: first the best passage of each document, then the second of each, and so on, where documents with better
/// passages come first. Unless it has run out of passages, a document gets at most one fewer than any other. The
/// result is sorted by score, best first.
pub(super) fn shared(
    mut ranked: Vec<FoundPassage>,
    documents: usize,
    wanted: usize,
) -> Vec<FoundPassage> {
    let by_score = |a: &FoundPassage, b: &FoundPassage| {
        b.score
            .total_cmp(&a.score)
            .then(a.passage.number.cmp(&b.passage.number))
    };
    ranked.sort_by(by_score);
    let mut rounds: Vec<(usize, FoundPassage)> = {
        let mut had: HashMap<DocumentId, usize> = HashMap::new();
        ranked
            .into_iter()
            .filter_map(|found| {
                let document = &found.passage.document;
                if !had.contains_key(document) && had.len() == documents {
                    return None;
                }
                let round = had.entry(document.clone()).or_insert(0);
                *round += 1;
                Some((*round, found))
            })
            .collect()
    };
    // The sort is stable: within a round, passages stay sorted by score.
    rounds.sort_by_key(|(round, _)| *round);
    rounds.truncate(wanted);
    let mut chosen: Vec<FoundPassage> = rounds.into_iter().map(|(_, found)| found).collect();
    chosen.sort_by(by_score);
    chosen
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::IndexedPassage;

    fn found(document: &str, number: i64, score: f64) -> FoundPassage {
        FoundPassage {
            passage: IndexedPassage {
                number,
                document: DocumentId(document.into()),
                sentences: vec![],
            },
            score,
            words: 0.0,
        }
    }

    #[test]
    fn a_loud_document_does_not_crowd_out_the_others() {
        let mut ranked: Vec<_> = (0..20)
            .map(|n| found("loud", n, 100.0 - n as f64))
            .collect();
        ranked.push(found("quiet", 30, 1.0));
        ranked.push(found("quiet", 31, 0.5));
        ranked.push(found("silent", 40, 0.1));
        let numbers = |wanted| -> Vec<i64> {
            shared(ranked.clone(), 10, wanted)
                .iter()
                .map(|found| found.passage.number)
                .collect()
        };
        assert_eq!(numbers(3), [0, 30, 40]);
        assert_eq!(numbers(6), [0, 1, 2, 30, 31, 40]);
        assert_eq!(numbers(1), [0]);
        let of_two = shared(ranked.clone(), 2, 100);
        assert!(
            of_two
                .iter()
                .all(|found| found.passage.document.0 != "silent")
        );
        assert_eq!(of_two.len(), 22);
    }
}
