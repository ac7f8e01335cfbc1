//! ROUGE-1, ROUGE-2 and ROUGE-L as the Python package `rouge-score` computes them without stemming
//! (Lin 2004): the text is in lower case, and everything but `a-z0-9` separates tokens. A test compares the scores
//! with that package on the sample in `tests/fixtures/metrics-rouge.json`.

use std::collections::HashMap;

/// Precision, recall and their harmonic mean, each 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq, Default, serde::Serialize)]
pub struct Score {
    /// Share of the prediction that the reference contains.
    pub precision: f64,
    /// Share of the reference that the prediction contains.
    pub recall: f64,
    /// Harmonic mean of precision and recall.
    pub f1: f64,
}

impl Score {
    fn from_counts(matches: usize, predicted: usize, referred: usize) -> Self {
        let share = |of: usize| {
            if of == 0 {
                0.0
            } else {
                matches as f64 / of as f64
            }
        };
        let (precision, recall) = (share(predicted), share(referred));
        let f1 = if precision + recall > 0.0 {
            2.0 * precision * recall / (precision + recall)
        } else {
            0.0
        };
        Self {
            precision,
            recall,
            f1,
        }
    }
}

/// Runs of `a-z0-9` of the lower-cased text.
pub(crate) fn tokens(text: &str) -> Vec<String> {
    let mut tokens = Vec::new();
    let mut token = String::new();
    for c in text.to_lowercase().chars() {
        if c.is_ascii_lowercase() || c.is_ascii_digit() {
            token.push(c);
        } else if !token.is_empty() {
            tokens.push(std::mem::take(&mut token));
        }
    }
    if !token.is_empty() {
        tokens.push(token);
    }
    tokens
}

fn counts<'a>(items: impl Iterator<Item = &'a [String]>) -> HashMap<&'a [String], usize> {
    let mut counts = HashMap::new();
    for item in items {
        *counts.entry(item).or_insert(0) += 1;
    }
    counts
}

/// ROUGE-N: overlap of n-grams, each counted at most as often as it occurs on the other side. `n >= 1`.
pub fn rouge_n(reference: &str, prediction: &str, n: usize) -> Score {
    let (reference, prediction) = (tokens(reference), tokens(prediction));
    let referred = counts(reference.windows(n));
    let predicted = counts(prediction.windows(n));
    let matches = referred
        .iter()
        .map(|(gram, count)| predicted.get(gram).map_or(0, |other| *count.min(other)))
        .sum();
    let total = |counts: &HashMap<&[String], usize>| counts.values().sum();
    Score::from_counts(matches, total(&predicted), total(&referred))
}

/// ROUGE-L over the whole texts: longest common subsequence of tokens.
pub fn rouge_l(reference: &str, prediction: &str) -> Score {
    let (reference, prediction) = (tokens(reference), tokens(prediction));
    let table = lcs_table(&reference, &prediction);
    let length = table.last().and_then(|row| row.last()).copied();
    Score::from_counts(length.unwrap_or(0), prediction.len(), reference.len())
}

/// Summary-level ROUGE-L (`rougeLsum`): each line is a sentence. For each reference sentence it counts the union of
/// the common subsequences with all predicted sentences, and each token at most as often as it occurs on either side.
pub fn rouge_l_sum(reference: &str, prediction: &str) -> Score {
    let sentences = |text: &str| -> Vec<Vec<String>> {
        text.split('\n')
            .map(tokens)
            .filter(|tokens| !tokens.is_empty())
            .collect()
    };
    let (reference, prediction) = (sentences(reference), sentences(prediction));
    let count = |sentences: &[Vec<String>]| {
        let mut counts: HashMap<String, usize> = HashMap::new();
        for token in sentences.iter().flatten() {
            *counts.entry(token.clone()).or_insert(0) += 1;
        }
        counts
    };
    let (mut left_in_reference, mut left_in_prediction) = (count(&reference), count(&prediction));
    let mut matches = 0;
    for sentence in &reference {
        let mut union: Vec<usize> = prediction
            .iter()
            .flat_map(|other| lcs_positions(sentence, other))
            .collect();
        union.sort_unstable();
        union.dedup();
        for token in union.into_iter().filter_map(|at| sentence.get(at)) {
            let (Some(here), Some(there)) = (
                left_in_reference.get_mut(token),
                left_in_prediction.get_mut(token),
            ) else {
                continue;
            };
            if *here > 0 && *there > 0 {
                *here -= 1;
                *there -= 1;
                matches += 1;
            }
        }
    }
    let total = |sentences: &[Vec<String>]| sentences.iter().map(Vec::len).sum();
    Score::from_counts(matches, total(&prediction), total(&reference))
}

/// `table[i][j]`: length of the longest common subsequence of the first `i` and the first `j` tokens.
fn lcs_table(a: &[String], b: &[String]) -> Vec<Vec<usize>> {
    let mut table = vec![vec![0; b.len() + 1]; a.len() + 1];
    for i in 1..=a.len() {
        for j in 1..=b.len() {
            table[i][j] = if a[i - 1] == b[j - 1] {
                table[i - 1][j - 1] + 1
            } else {
                table[i - 1][j].max(table[i][j - 1])
            };
        }
    }
    table
}

/// Positions in `a` of one longest common subsequence, the same one that `rouge-score` finds by walking back.
fn lcs_positions(a: &[String], b: &[String]) -> Vec<usize> {
    let table = lcs_table(a, b);
    let (mut i, mut j) = (a.len(), b.len());
    let mut positions = Vec::new();
    while i > 0 && j > 0 {
        if a[i - 1] == b[j - 1] {
            positions.push(i - 1);
            i -= 1;
            j -= 1;
        } else if table[i][j - 1] > table[i - 1][j] {
            j -= 1;
        } else {
            i -= 1;
        }
    }
    positions
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(serde::Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct Case {
        reference: String,
        prediction: String,
        rouge1: [f64; 3],
        rouge2: [f64; 3],
        rouge_l: [f64; 3],
        rouge_lsum: [f64; 3],
    }

    #[test]
    fn agrees_with_rouge_score() {
        let cases: Vec<Case> =
            serde_json::from_str(include_str!("../../../tests/fixtures/metrics-rouge.json"))
                .expect("the fixture is JSON");
        assert!(cases.len() > 15);
        for case in cases {
            let (r, p) = (case.reference.as_str(), case.prediction.as_str());
            for (name, ours, theirs) in [
                ("rouge1", rouge_n(r, p, 1), case.rouge1),
                ("rouge2", rouge_n(r, p, 2), case.rouge2),
                ("rougeL", rouge_l(r, p), case.rouge_l),
                ("rougeLsum", rouge_l_sum(r, p), case.rouge_lsum),
            ] {
                let ours = [ours.precision, ours.recall, ours.f1];
                for (ours, theirs) in ours.iter().zip(theirs) {
                    assert!(
                        (ours - theirs).abs() < 1e-8,
                        "{name} of {r:?} against {p:?}: {ours} is not {theirs}"
                    );
                }
            }
        }
    }
}
