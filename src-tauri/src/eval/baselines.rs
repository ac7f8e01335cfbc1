//! Baselines that other summaries should beat: the beginning of the text, and LexRank.

use std::collections::{BTreeMap, HashMap};

use unicode_segmentation::UnicodeSegmentation;

/// Two sentences have an edge if their cosine is above this.
const THRESHOLD: f64 = 0.1;
/// The probability that the walk jumps to a random sentence.
const JUMP: f64 = 0.15;
/// The walk ends when the ranks change by less than this in sum.
const SETTLED: f64 = 1e-6;

/// All sentences in the order of the text.
pub fn lead(sentences: &[&str]) -> Vec<usize> {
    (0..sentences.len()).collect()
}

/// Sentences by LexRank, best first (Erkan and Radev 2004, <https://arxiv.org/abs/1109.2128>): the stationary
/// distribution of a walk over a graph with an unweighted edge for each idf-modified cosine above 0.1, and a jump
/// probability of 0.15. The idf comes from the document's own sentences, since there is no collection.
pub fn lexrank(sentences: &[&str]) -> Vec<usize> {
    let vectors = vectors(sentences);
    let neighbours: Vec<Vec<usize>> = vectors
        .iter()
        .map(|one| {
            let near = vectors
                .iter()
                .enumerate()
                .filter(|(_, other)| cosine(one, other) > THRESHOLD);
            near.map(|(index, _)| index).collect()
        })
        .collect();
    let count = sentences.len().max(1) as f64;
    let mut rank = vec![1.0 / count; sentences.len()];
    for _ in 0..1000 {
        let mut next = vec![JUMP / count; sentences.len()];
        for (at, near) in neighbours.iter().enumerate() {
            let share = (1.0 - JUMP) * rank[at] / near.len().max(1) as f64;
            for other in near {
                next[*other] += share;
            }
        }
        let moved: f64 = rank.iter().zip(&next).map(|(a, b)| (a - b).abs()).sum();
        rank = next;
        if moved < SETTLED {
            break;
        }
    }
    let mut order: Vec<usize> = (0..sentences.len()).collect();
    order.sort_by(|a, b| rank[*b].total_cmp(&rank[*a]).then(a.cmp(b)));
    order
}

/// The first `words` words of the sentences taken in `order`, sorted into the order of the text, one sentence a line.
pub fn within(sentences: &[&str], order: &[usize], words: usize) -> String {
    let mut left = words;
    let mut taken: Vec<(usize, Vec<&str>)> = Vec::new();
    for index in order {
        if left == 0 {
            break;
        }
        let Some(sentence) = sentences.get(*index) else {
            continue;
        };
        let kept: Vec<&str> = sentence.split_whitespace().take(left).collect();
        left -= kept.len();
        taken.push((*index, kept));
    }
    taken.sort_by_key(|(index, _)| *index);
    let sentences: Vec<String> = taken.iter().map(|(_, words)| words.join(" ")).collect();
    sentences.join("\n")
}

type Vector = BTreeMap<usize, f64>;

/// Term frequency times idf per sentence; words of the document are numbered.
fn vectors(sentences: &[&str]) -> Vec<Vector> {
    let mut numbers: HashMap<String, usize> = HashMap::new();
    let mut frequency: Vec<usize> = Vec::new();
    let mut counted: Vec<BTreeMap<usize, usize>> = Vec::new();
    for sentence in sentences {
        let mut counts = BTreeMap::new();
        for word in sentence.unicode_words() {
            let next = numbers.len();
            let number = *numbers.entry(word.to_lowercase()).or_insert(next);
            *counts.entry(number).or_insert(0) += 1;
        }
        frequency.resize(numbers.len(), 0);
        for number in counts.keys() {
            frequency[*number] += 1;
        }
        counted.push(counts);
    }
    let all = sentences.len() as f64;
    let weighed = |counts: &BTreeMap<usize, usize>| {
        let weights = counts.iter().map(|(number, count)| {
            (
                *number,
                *count as f64 * (all / frequency[*number] as f64).ln(),
            )
        });
        weights.collect()
    };
    counted.iter().map(weighed).collect()
}

fn cosine(a: &Vector, b: &Vector) -> f64 {
    let length = |v: &Vector| v.values().map(|w| w * w).sum::<f64>().sqrt();
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let sum: f64 = short
        .iter()
        .filter_map(|(number, weight)| Some(weight * long.get(number)?))
        .sum();
    let lengths = length(a) * length(b);
    if lengths > 0.0 { sum / lengths } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sentence_that_others_are_like_comes_first() {
        let sentences = [
            "Budgets were approved in spring.",
            "Malaria parasites infect red blood cells.",
            "Red blood cells are what malaria infects.",
            "Cells infected by malaria parasites die.",
            "Nobody knew.",
        ];
        let order = lexrank(&sentences);
        assert!((1..4).contains(&order[0]), "{order:?}");
        assert_eq!(order.len(), 5);
    }

    /// Three sentences in a row, 0 - 1 - 2, each with an edge to itself: the middle one has the most edges.
    #[test]
    fn the_sentence_with_most_edges_comes_first() {
        let sentences = ["ant bee", "bee cow", "cow dog"];
        let order = lexrank(&sentences);
        assert_eq!(order[0], 1, "{order:?}");
        assert_eq!(lexrank(&[]), Vec::<usize>::new());
        // Without edges, all sentences rank the same.
        assert_eq!(lexrank(&["ant", "bee", "cow"]), [0, 1, 2]);
    }

    #[test]
    fn a_budget_is_kept_to_the_word_and_the_texts_order() {
        let sentences = ["one two three.", "four five.", "six seven."];
        assert_eq!(within(&sentences, &[2, 0], 4), "one two\nsix seven.");
        assert_eq!(
            within(&sentences, &[0, 1, 2], 99)
                .split_whitespace()
                .count(),
            7
        );
        assert_eq!(within(&sentences, &[0], 0), "");
    }
}
