//! Fits the weights of salience on documents with abstracts: ridge regression from the features of a sentence to the
//! share of it that the abstract contains.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt;
use std::sync::Arc;

use rayon::prelude::*;

use super::abstracts::Row;
use super::rouge;
use crate::assistant::summary::Focus;
use crate::assistant::summary::key_sentences;
use crate::assistant::summary::salience::{self, FEATURES, Features, Genre, NAMES};
use crate::assistant::terms::Vectors;
use crate::document::Sentence;
use crate::weights::Judge;

/// The ridge penalty, which keeps the weights of correlated features small.
const RIDGE: f64 = 0.02;

/// Fitted weights for each genre.
pub struct Fit {
    weights: BTreeMap<Genre, [f64; FEATURES]>,
    documents: BTreeMap<Genre, usize>,
}

/// Sums of a regression: features by features, features by target.
#[derive(Clone)]
struct Sums {
    squares: Vec<[f64; FEATURES]>,
    products: [f64; FEATURES],
    documents: usize,
}

impl Default for Sums {
    fn default() -> Self {
        Self {
            squares: vec![[0.0; FEATURES]; FEATURES],
            products: [0.0; FEATURES],
            documents: 0,
        }
    }
}

/// Fits weights to rows. Every document has the same weight. With a judge, its features are fitted too.
pub fn fit(rows: &[Row], judge: Option<&Judge>) -> Fit {
    let of_documents: Vec<(Genre, Sums)> = match judge {
        // A model shares its work among the threads. If all of them waited for it, none would be free to do it.
        Some(_) => rows
            .iter()
            .filter_map(|row| of_document(row, judge))
            .collect(),
        None => rows
            .par_iter()
            .filter_map(|row| of_document(row, None))
            .collect(),
    };
    let mut sums = BTreeMap::<Genre, Sums>::new();
    for (genre, of_document) in &of_documents {
        sums.entry(*genre).or_default().add(of_document);
    }
    Fit {
        weights: sums
            .iter()
            .map(|(genre, sums)| (*genre, sums.solved()))
            .collect(),
        documents: sums
            .iter()
            .map(|(genre, sums)| (*genre, sums.documents))
            .collect(),
    }
}

fn of_document(row: &Row, judge: Option<&Judge>) -> Option<(Genre, Sums)> {
    let document = row.document();
    let candidates = key_sentences::candidates(&document, Focus::Whole).ok()?;
    let sentences: Vec<&Sentence> = candidates
        .into_iter()
        .map(|(sentence, _)| sentence)
        .collect();
    if sentences.len() < 5 {
        return None;
    }
    let vectors = Vectors::of(sentences.iter().map(|sentence| sentence.text.as_str()));
    // A document that the model does not read would teach that its features mean nothing.
    let meaning = match judge {
        Some(judge) => {
            Some(salience::meaning(judge, &document, &sentences, &Arc::default()).ok()??)
        }
        None => None,
    };
    let features = salience::features(&document, &sentences, &vectors, meaning.as_ref());
    let rows = salience::standardized(features);
    let targets = standardized(said_by(&row.summary, &sentences));
    let mut sums = Sums {
        documents: 1,
        ..Sums::default()
    };
    let share = 1.0 / rows.len() as f64;
    for (row, target) in rows.iter().zip(targets) {
        sums.observe(row, target, share);
    }
    Some((Genre::of(&document), sums))
}

/// For each sentence, the share of its words plus twice the share of its word pairs that the abstract contains.
fn said_by(summary: &str, sentences: &[&Sentence]) -> Vec<f64> {
    let reference = rouge::tokens(summary);
    let pairs: HashSet<&[String]> = reference.windows(2).collect();
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for token in &reference {
        *counts.entry(token).or_insert(0) += 1;
    }
    sentences
        .iter()
        .map(|sentence| {
            let tokens = rouge::tokens(&sentence.text);
            let mut left = counts.clone();
            let words = tokens.iter().filter(|token| {
                let count = left.get_mut(token.as_str()).filter(|count| **count > 0);
                count.map(|count| *count -= 1).is_some()
            });
            let words = words.count() as f64 / tokens.len().max(1) as f64;
            let shared = tokens
                .windows(2)
                .filter(|pair| pairs.contains(pair))
                .count();
            words + 2.0 * shared as f64 / tokens.len().saturating_sub(1).max(1) as f64
        })
        .collect()
}

fn standardized(values: Vec<f64>) -> Vec<f64> {
    let count = values.len().max(1) as f64;
    let mean = values.iter().sum::<f64>() / count;
    let spread = (values.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / count).sqrt();
    values
        .iter()
        .map(|x| (x - mean) / (spread + 1e-6))
        .collect()
}

impl Sums {
    fn observe(&mut self, features: &Features, target: f64, share: f64) {
        for (at, x) in features.iter().enumerate() {
            let x = f64::from(*x) * share;
            self.products[at] += x * target;
            for (sum, y) in self.squares[at].iter_mut().zip(features) {
                *sum += x * f64::from(*y);
            }
        }
    }

    fn add(&mut self, other: &Self) {
        for (row, theirs) in self.squares.iter_mut().zip(&other.squares) {
            for (sum, more) in row.iter_mut().zip(theirs) {
                *sum += more;
            }
        }
        for (sum, more) in self.products.iter_mut().zip(other.products) {
            *sum += more;
        }
        self.documents += other.documents;
    }

    /// Solves the normal equations by Gaussian elimination; the ridge keeps every pivot above zero.
    fn solved(&self) -> [f64; FEATURES] {
        let count = self.documents.max(1) as f64;
        let mut left: Vec<[f64; FEATURES]> = self.squares.clone();
        for row in &mut left {
            row.iter_mut().for_each(|x| *x /= count);
        }
        let mut right = self.products.map(|x| x / count);
        for (at, row) in left.iter_mut().enumerate() {
            row[at] += RIDGE;
        }
        for pivot in 0..FEATURES {
            let (row, value) = (left[pivot], right[pivot]);
            for below in pivot + 1..FEATURES {
                let factor = left[below][pivot] / row[pivot];
                for (x, y) in left[below].iter_mut().zip(row).skip(pivot) {
                    *x -= factor * y;
                }
                right[below] -= factor * value;
            }
        }
        for pivot in (0..FEATURES).rev() {
            let known: f64 = (pivot + 1..FEATURES)
                .map(|at| left[pivot][at] * right[at])
                .sum();
            right[pivot] = (right[pivot] - known) / left[pivot][pivot];
        }
        right
    }
}

impl fmt::Display for Fit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (genre, weights) in &self.weights {
            let documents = self.documents.get(genre).copied().unwrap_or(0);
            writeln!(f, "{genre:?}: {documents} documents")?;
            for (name, weight) in NAMES.iter().zip(weights) {
                writeln!(f, "  {weight:>6.3}  {name}")?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_known_relation_is_found_again() {
        let mut sums = Sums {
            documents: 1,
            ..Sums::default()
        };
        let mut seed = 7u32;
        let count = 4000;
        for _ in 0..count {
            let mut features = [0.0; FEATURES];
            for x in &mut features {
                seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                *x = (seed >> 8) as f32 / (1 << 23) as f32 - 1.0;
            }
            let target = 2.0 * f64::from(features[3]) - f64::from(features[20]);
            sums.observe(&features, target, 1.0 / f64::from(count));
        }
        for (at, weight) in sums.solved().iter().enumerate() {
            let expected = match at {
                3 => 2.0,
                20 => -1.0,
                _ => 0.0,
            };
            // The ridge penalty reduces the weights a little.
            assert!((weight - expected).abs() < 0.15, "{at}: {weight}");
        }
    }
}
