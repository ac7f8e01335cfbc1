//! Citations with known sources: copies, edits or joins sentences of a document, and looks for the sources of the
//! result.
//!
//! Attention is made up too, since it needs no trained model: the true sources get a share of it, and the rest
//! spreads over the document by length and chance. The measure shows how words and attention work together at a
//! given quality of attention, not the quality of a checkpoint's attention.

use std::collections::BTreeSet;
use std::fmt;

use serde::Serialize;

use super::abstracts::Row;
use crate::assistant::summary::evidence::{self, Sources};
use crate::document::{Document, Sentence};

/// Number of cases of each kind per document.
const CASES: usize = 4;
/// Fewest words of a sentence that is used; shorter ones are too common to have a single source.
const SHORTEST: usize = 10;
/// Weights of attention that are tried. The first uses words alone, the last attention alone.
const WEIGHTS: [f32; 6] = [0.0, 0.2, 0.4, 0.6, 0.8, 1.0];
/// Shares of attention on the true sources.
const SHARES: [f32; 4] = [0.0, 0.05, 0.15, 0.4];

/// How a sentence is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Copies a sentence word for word.
    Copied,
    /// Drops a third of the words and replaces a tenth with words from elsewhere in the document.
    Edited,
    /// Joins half of one sentence and half of another.
    Joined,
}

/// How well the sources were found, over all cases of a kind.
#[derive(Debug, Clone, Serialize)]
pub struct Found {
    /// The kind of the cases.
    pub kind: Kind,
    /// Share of attention on the true sources.
    pub attention: f32,
    /// Weight of attention against words; `None` for the weight that the application uses.
    pub weight: Option<f32>,
    /// Number of cases.
    pub cases: usize,
    /// Share of the found sources that are true, 0 to 1.
    pub precision: f64,
    /// Share of the true sources that are found, 0 to 1.
    pub recall: f64,
}

/// Support of sentences with one change.
#[derive(Debug, Clone, Serialize)]
pub struct Supported {
    /// The change; `none` for faithful sentences.
    pub change: &'static str,
    /// Number of cases.
    pub cases: usize,
    /// Mean support, 0 to 1.
    pub mean: f64,
    /// Share of the cases with a support under one half, which the window marks.
    pub marked: f64,
}

/// All results.
#[derive(Debug, Clone, Default, Serialize)]
pub struct CaseReport {
    /// Results by kind, attention and weight.
    pub found: Vec<Found>,
    /// Results by change.
    pub support: Vec<Supported>,
}

/// Makes cases of documents and looks for their sources.
pub fn measure(rows: &[Row]) -> CaseReport {
    let mut tallies: Vec<(Kind, f32, Option<f32>, Tally)> = Vec::new();
    for kind in [Kind::Copied, Kind::Edited, Kind::Joined] {
        for share in SHARES {
            let weights = WEIGHTS.map(Some).into_iter().chain([None]);
            tallies.extend(weights.map(|weight| (kind, share, weight, Tally::default())));
        }
    }
    let mut support: Vec<(&'static str, Vec<f32>)> = CHANGES
        .iter()
        .map(|(name, _)| (*name, Vec::new()))
        .collect();
    let mut chance = Chance(0x9e37_79b9_7f4a_7c15);
    for row in rows {
        let document = row.document();
        let texts = usable(&document);
        if texts.len() < 2 * CASES {
            continue;
        }
        let lengths = texts.iter().map(|text| text.split_whitespace().count());
        let sources = Sources::of(texts.iter().copied().zip(lengths));
        for kind in [Kind::Copied, Kind::Edited, Kind::Joined] {
            for _ in 0..CASES {
                let (said, truth) = made(kind, &texts, &mut chance);
                for share in SHARES {
                    let attention = attention(&texts, &truth, share, &mut chance);
                    let same = tallies
                        .iter_mut()
                        .filter(|(k, s, ..)| *k == kind && *s == share);
                    for (_, _, weight, tally) in same {
                        let named = match weight {
                            Some(weight) => sources.weighed(&said, &attention, *weight),
                            None => sources.named(&said, &attention),
                        };
                        tally.add(&named, &truth);
                    }
                }
            }
        }
        for _ in 0..CASES {
            let Some(source) = texts.get(chance.below(texts.len())) else {
                continue;
            };
            for ((_, change), (_, scores)) in CHANGES.iter().zip(&mut support) {
                if let Some(said) = change(source) {
                    scores.push(evidence::support(&said, &[source], &sources.vectors));
                }
            }
        }
    }
    CaseReport {
        found: tallies
            .into_iter()
            .map(|(kind, attention, weight, tally)| Found {
                kind,
                attention,
                weight,
                cases: tally.cases,
                precision: tally.precision / tally.cases.max(1) as f64,
                recall: tally.recall / tally.cases.max(1) as f64,
            })
            .collect(),
        support: support
            .into_iter()
            .map(|(change, scores)| {
                let count = scores.len().max(1) as f64;
                let marked = scores.iter().filter(|score| **score < 0.5).count();
                Supported {
                    change,
                    cases: scores.len(),
                    mean: scores.iter().map(|score| f64::from(*score)).sum::<f64>() / count,
                    marked: marked as f64 / count,
                }
            })
            .collect(),
    }
}

fn usable(document: &Document) -> Vec<&str> {
    let texts = document
        .prose()
        .map(|sentence: &Sentence| sentence.text.as_str());
    // A sentence that occurs twice has two sources.
    let mut seen = BTreeSet::new();
    texts
        .filter(|text| text.split_whitespace().count() >= SHORTEST && seen.insert(*text))
        .collect()
}

/// Makes a sentence; returns it with the indices of its true sources in `texts`.
fn made(kind: Kind, texts: &[&str], chance: &mut Chance) -> (String, BTreeSet<usize>) {
    let one = chance.below(texts.len());
    let words = |at: usize| -> Vec<&str> {
        texts
            .get(at)
            .map_or(Vec::new(), |text| text.split_whitespace().collect())
    };
    match kind {
        Kind::Copied => (words(one).join(" "), BTreeSet::from([one])),
        Kind::Edited => {
            let mut kept = Vec::new();
            for word in words(one) {
                match chance.below(100) {
                    0..33 => {}
                    33..43 => {
                        let other = words(chance.below(texts.len()));
                        kept.extend(other.get(chance.below(other.len())));
                    }
                    _ => kept.push(word),
                }
            }
            (kept.join(" "), BTreeSet::from([one]))
        }
        Kind::Joined => {
            let other = (one + 1 + chance.below(texts.len() - 1)) % texts.len();
            let (first, second) = (words(one), words(other));
            let mut joined: Vec<&str> = first.iter().take(first.len() / 2).copied().collect();
            joined.push("and");
            joined.extend(second.iter().skip(second.len() / 2));
            (joined.join(" "), BTreeSet::from([one, other]))
        }
    }
}

/// Attention with `share` on the true sources. The rest spreads by length times a random factor from 0 to 2.
fn attention(texts: &[&str], truth: &BTreeSet<usize>, share: f32, chance: &mut Chance) -> Vec<f32> {
    let spread: Vec<f32> = texts
        .iter()
        .map(|text| text.split_whitespace().count() as f32 * chance.below(1000) as f32)
        .collect();
    let all: f32 = spread.iter().sum::<f32>().max(1.0);
    let each = share / truth.len().max(1) as f32;
    spread
        .iter()
        .enumerate()
        .map(|(at, part)| {
            let looked = if truth.contains(&at) { each } else { 0.0 };
            looked + (1.0 - share) * part / all
        })
        .collect()
}

#[derive(Default)]
struct Tally {
    cases: usize,
    precision: f64,
    recall: f64,
}

impl Tally {
    fn add(&mut self, named: &[(usize, f32)], truth: &BTreeSet<usize>) {
        let right = named.iter().filter(|(at, _)| truth.contains(at)).count() as f64;
        self.cases += 1;
        self.precision += right / named.len().max(1) as f64;
        self.recall += right / truth.len().max(1) as f64;
    }
}

type Change = fn(&str) -> Option<String>;

/// Changes that make one thing in a sentence wrong; `None` if the sentence has nothing to change.
const CHANGES: [(&str, Change); 5] = [
    ("none", |text| Some(text.to_owned())),
    ("a quarter of the words left out", |text| {
        let words = text.split_whitespace().enumerate();
        let kept: Vec<&str> = words
            .filter(|(at, _)| at % 4 != 3)
            .map(|(_, word)| word)
            .collect();
        Some(kept.join(" "))
    }),
    ("a number", |text| {
        replaced(text, |word| {
            let digits: Option<u64> = word.parse().ok();
            digits
                .filter(|n| *n > 1)
                .map(|number| (number * 3 + 7).to_string())
        })
    }),
    ("a name", |text| {
        let (first, rest) = text.split_once(' ')?;
        let changed = replaced(rest, |word| {
            let named = word.len() > 3
                && word.starts_with(char::is_uppercase)
                && word.chars().all(char::is_alphabetic);
            named.then(|| "Quillborough".to_owned())
        })?;
        Some(format!("{first} {changed}"))
    }),
    ("a negation", |text| {
        let plain = !format!(" {} ", text.to_lowercase()).contains(" not ");
        let denied = replaced(text, |word| {
            ["is", "are", "was", "were", "has", "have", "can", "will"]
                .contains(&word)
                .then(|| format!("{word} not"))
        });
        denied.filter(|_| plain)
    }),
];

/// The text after `change` of the first word that it applies to.
fn replaced(text: &str, change: impl Fn(&str) -> Option<String>) -> Option<String> {
    let mut words: Vec<String> = text.split_whitespace().map(str::to_owned).collect();
    let changed = words.iter_mut().find_map(|word| {
        *word = change(word)?;
        Some(())
    });
    changed.map(|()| words.join(" "))
}

/// Random numbers that are the same in every run (xorshift; Marsaglia 2003).
struct Chance(u64);

impl Chance {
    /// A number below `end`; 0 if `end` is 0.
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % end.max(1)
    }
}

impl fmt::Display for CaseReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "Evidence of made-up sentences, precision / recall by the weight of attention\n"
        )?;
        write!(f, "| made | attention on the sources | n |")?;
        for weight in WEIGHTS {
            write!(f, " {weight:.1} |")?;
        }
        writeln!(f, " used |")?;
        writeln!(f, "|---|---|---|{}---|", "---|".repeat(WEIGHTS.len()))?;
        for row in self.found.chunks(WEIGHTS.len() + 1) {
            let Some(first) = row.first() else { continue };
            let kind = format!("{:?}", first.kind).to_lowercase();
            write!(
                f,
                "| {kind} | {:.0} % | {} |",
                first.attention * 100.0,
                first.cases
            )?;
            for found in row {
                write!(
                    f,
                    " {:.1} / {:.1} |",
                    found.precision * 100.0,
                    found.recall * 100.0
                )?;
            }
            writeln!(f)?;
        }
        writeln!(
            f,
            "\nSupport of a sentence of the text with one thing changed\n"
        )?;
        writeln!(f, "| changed | n | mean | under 0.5 |\n|---|---|---|---|")?;
        for line in &self.support {
            let marked = line.marked * 100.0;
            writeln!(
                f,
                "| {} | {} | {:.2} | {marked:.0} % |",
                line.change, line.cases, line.mean
            )?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row() -> Row {
        let text: Vec<String> = (0..12)
            .map(|n| {
                let (bird, town) = (["heron", "stork", "crane"][n % 3], ["Brest", "Oslo"][n % 2]);
                format!(
                    "In the year {} the {bird} number {n} was seen near the harbour of {town} again.",
                    1950 + n
                )
            })
            .collect();
        serde_json::from_value(serde_json::json!({
            "id": "x", "source": "a", "abstract": "",
            "sections": [{"heading": "", "text": text.join(" ")}]
        }))
        .unwrap()
    }

    #[test]
    fn copies_are_found_by_words_and_clear_attention_by_itself() {
        let report = measure(&[row()]);
        for found in &report.found {
            assert_eq!(found.cases, CASES);
            if found.kind == Kind::Copied && found.weight.is_none_or(|weight| weight < 0.5) {
                assert_eq!(found.recall, 1.0, "{found:?}");
            }
            // Without attention on the sources, attention alone finds them only by luck.
            if found.attention == 0.0 && found.weight == Some(1.0) {
                assert!(found.precision < 0.9, "{found:?}");
            }
        }
    }

    #[test]
    fn one_wrong_thing_lowers_support() {
        let report = measure(&[row()]);
        let mean = |change: &str| {
            let of = report
                .support
                .iter()
                .find(|line| line.change == change)
                .unwrap();
            assert!(of.cases > 0, "{change}");
            of.mean
        };
        assert_eq!(mean("none"), 1.0);
        for change in ["a number", "a name", "a negation"] {
            assert!(mean(change) < 0.7, "{change}");
        }
    }

    #[test]
    fn an_empty_set_of_cases_is_no_error() {
        let report = measure(&[]);
        assert!(report.found.iter().all(|found| found.cases == 0));
        assert!(!report.to_string().contains("NaN"));
    }
}
