//! How much a sentence says about its document: features of centrality, position and wording, weighted.
//!
//! Centrality is that of the sentence graph: sentences are nodes, the cosines of their terms are edges, and the
//! weighted degree of a node is, up to a factor, its cosine with the sum of all. So the code compares no pairs,
//! and a page takes the same time in a document of 3,000 pages as in one of three. Adding the random walk of
//! LexRank (Erkan and Radev 2004, <https://arxiv.org/abs/1109.2128>) changed nothing in measurement.
//!
//! With the starter model each sentence also has a vector, which gives three more features: its cosine with the
//! mean of all vectors, its cosine with the title's, and the score of a head that was trained on abstracts. They
//! exist to be measured and fitted; they have not improved results so far, so the app does not compute them.
//!
//! The weights come from ridge regression from the features to ROUGE of single sentences against abstracts;
//! `pagewing eval summary FILE --fit` prints them. Features are standardized within a document, so that only
//! differences between its sentences count.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use super::focus::{innermost, outermost, sections_around};
use super::quotable::leans_on_another;
use crate::assistant::terms::{self, Vector, Vectors, cosine};
use crate::document::{Document, Section, SectionKind, Sentence};
use crate::weights::{Judge, Meaning, ModelError, Placed};

/// Number of features.
pub(crate) const FEATURES: usize = 29;

/// One sentence's features, in the order of [`NAMES`].
pub(crate) type Features = [f32; FEATURES];

/// The features' names, as `eval` prints them.
pub(crate) const NAMES: [&str; FEATURES] = [
    "centrality",
    "frequency",
    "title",
    "opening",
    "heading",
    "results",
    "conclusion",
    "introduction",
    "methods",
    "aside",
    "cue",
    "brackets",
    "position",
    "first_twentieth",
    "first_three",
    "first_of_section",
    "first_of_paragraph",
    "first_section",
    "speaker",
    "digits",
    "words",
    "short",
    "long",
    "terms",
    "leaning",
    "pointing",
    "meaning",
    "title_meaning",
    "judgement",
];

/// The kind of text, because it decides what is salient.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Genre {
    /// A report of a study, with sections on methods and on results.
    Study,
    /// A proposal or specification, with sections on its motivation and its trade-offs.
    Proposal,
    /// Anything else.
    Other,
}

impl Genre {
    pub(crate) fn of(document: &Document) -> Self {
        let has = |role: &[&str]| {
            let mut titles = document.sections.iter().map(|section| &section.title);
            titles.any(|title| says(&title.to_lowercase(), role))
        };
        let weighs = PROPOSAL
            .iter()
            .filter(|word| has(std::slice::from_ref(*word)));
        if weighs.count() >= 2 {
            Self::Proposal
        } else if has(METHODS) && has(RESULTS) {
            Self::Study
        } else {
            Self::Other
        }
    }

    fn weights(self) -> &'static Features {
        match self {
            Self::Study => &STUDY,
            Self::Proposal => &PROPOSALS,
            Self::Other => &OTHER,
        }
    }
}

/// Weights for a [`Genre::Study`].
const STUDY: Features = [
    0.351, 0.146, 0.192, 0.028, 0.017, 0.069, 0.063, 0.027, 0.011, -0.023, 0.049, -0.051, -0.024,
    -0.041, 0.006, 0.043, 0.031, 0.056, -0.014, -0.003, -0.094, -0.019, -0.015, -0.066, -0.003,
    -0.016, 0.0, 0.0, 0.0,
];
/// Weights for a [`Genre::Proposal`].
const PROPOSALS: Features = [
    0.064, 0.220, 0.186, 0.186, -0.011, -0.004, 0.044, 0.025, -0.015, -0.001, 0.090, -0.033,
    -0.052, -0.079, -0.031, 0.074, 0.008, 0.011, -0.032, 0.007, -0.085, -0.029, -0.016, -0.066,
    0.018, -0.025, 0.0, 0.0, 0.0,
];
/// Weights for [`Genre::Other`].
const OTHER: Features = [
    0.192, 0.151, 0.171, 0.099, 0.072, 0.011, 0.113, 0.114, 0.042, 0.016, 0.049, -0.041, -0.023,
    -0.076, -0.001, 0.042, 0.043, 0.041, -0.057, -0.048, -0.080, -0.019, -0.019, -0.100, -0.004,
    -0.011, 0.0, 0.0, 0.0,
];
/// The bonus of a sentence of the abstract over one of the text, because an abstract is the authors' own summary.
/// The data behind the weights has no abstracts in its texts.
const ABSTRACT: f32 = 0.6;
const APPENDIX: f32 = -0.3;

const RESULTS: &[&str] = &["result", "finding", "evaluation"];
const METHODS: &[&str] = &[
    "method",
    "material",
    "related work",
    "statistical",
    "experimental",
    "procedure",
    "participants",
    "setup",
];
const PROPOSAL: [&str; 10] = [
    "motivation",
    "specification",
    "rationale",
    "proposal",
    "proposed",
    "compatib",
    "alternativ",
    "user stories",
    "prior art",
    "problem description",
];
const CONCLUSION: &[&str] = &["conclu", "summary", "discussion"];
const INTRODUCTION: &[&str] = &["introduction", "background", "motivation", "overview"];
const ASIDE: &[&str] = &[
    "acknowledg",
    "funding",
    "limitation",
    "appendix",
    "alternativ",
    "drawback",
    "test plan",
    "backwards compat",
    "security",
    "copyright",
    "prior art",
    "unresolved",
    "open questions",
    "future",
];

/// The salience of sentences, in their order. `vectors` are the sentences' term vectors, and `meaning` is what a
/// model computes from the sentences, if there is a model.
pub(crate) fn of(
    document: &Document,
    sentences: &[&Sentence],
    vectors: &Vectors,
    meaning: Option<&Meaning>,
) -> Vec<f32> {
    let weights = Genre::of(document).weights();
    standardized(features(document, sentences, vectors, meaning))
        .iter()
        .zip(sentences)
        .map(|(features, sentence)| {
            let said: f32 = features.iter().zip(weights).map(|(x, w)| x * w).sum();
            said + match section_of(document, sentence).map(|section| section.kind) {
                Some(SectionKind::Abstract) => ABSTRACT,
                Some(SectionKind::Appendix) => APPENDIX,
                _ => 0.0,
            }
        })
        .collect()
}

/// The model's vectors and scores of sentences; `None` if there are more sentences than it reads.
///
/// # Errors
/// Errors of the model.
pub(crate) fn meaning(
    judge: &Judge,
    document: &Document,
    sentences: &[&Sentence],
    stop: &Arc<AtomicBool>,
) -> Result<Option<Meaning>, ModelError> {
    let mut placed: Vec<Placed<'_>> = Vec::with_capacity(sentences.len());
    let (mut section, mut before) = (0, None);
    for sentence in sentences {
        let around = innermost(document, sentence.id);
        if before.is_some_and(|before| before != around) {
            section += 1;
        }
        before = Some(around);
        placed.push(Placed {
            text: &sentence.text,
            section,
        });
    }
    let title = document.title.as_deref().unwrap_or_default();
    judge.meaning(title, &placed, stop)
}

/// The sentences' features before they are standardized.
pub(crate) fn features(
    document: &Document,
    sentences: &[&Sentence],
    vectors: &Vectors,
    meaning: Option<&Meaning>,
) -> Vec<Features> {
    let centre = vectors.centroid();
    let meant = meaning
        .map(|meaning| meaning.features())
        .unwrap_or_default();
    let title = vectors.vector(document.title.as_deref().unwrap_or_default());
    let opening = terms::centroid(
        vectors
            .rows
            .iter()
            .take(sentences.len().div_ceil(20).max(3)),
    );
    let frequency = Frequency::of(sentences);
    let mut headings: BTreeMap<Option<u32>, Vector> = BTreeMap::new();
    let first_section = sentences
        .first()
        .and_then(|sentence| outermost(document, sentence.id));
    let last = sentences.len().saturating_sub(1).max(1) as f32;
    let mut before: Option<&Sentence> = None;
    let mut all = Vec::with_capacity(sentences.len());
    for (at, (sentence, row)) in sentences.iter().zip(&vectors.rows).enumerate() {
        let text = sentence.text.as_str();
        let section = section_of(document, sentence);
        let name = section.map(|section| section.id.0);
        let heading = headings.entry(name).or_insert_with(|| {
            vectors.vector(section.map_or("", |section| section.title.as_str()))
        });
        let path = path_of(document, sentence);
        let inside = |role| flag(says(&path, role));
        let words = text.split_whitespace().count().max(1) as f32;
        let count = |kept: fn(char) -> bool| text.chars().filter(|c| kept(*c)).count() as f32;
        let new_section = before.is_none_or(|before| {
            innermost(document, before.id) != innermost(document, sentence.id)
        });
        let new_block = before.is_none_or(|before| before.block != sentence.block);
        let (content, share) = frequency.of_sentence(text);
        let [near, title_near, judged] = meant.get(at).copied().unwrap_or_default();
        all.push([
            cosine(row, &centre),
            share,
            cosine(row, &title),
            cosine(row, &opening),
            cosine(row, heading),
            inside(RESULTS),
            inside(CONCLUSION),
            inside(INTRODUCTION),
            inside(METHODS),
            inside(ASIDE),
            flag(has_cue(text)),
            count(|c| c == '(' || c == '['),
            at as f32 / last,
            flag(at * 20 < sentences.len().max(20)),
            flag(at < 3),
            flag(new_section),
            flag(new_block),
            flag(outermost(document, sentence.id) == first_section),
            flag(has_speaker(text)),
            count(|c| c.is_ascii_digit()) / text.len().max(1) as f32,
            words.ln(),
            flag(words < 9.0),
            flag(words > 40.0),
            content / words,
            flag(leans_on_another(text)),
            flag(points(text)),
            near,
            title_near,
            judged,
        ]);
        before = Some(sentence);
    }
    all
}

/// Scales to zero mean and unit variance over the sentences; a feature that is the same for all becomes 0.
pub(crate) fn standardized(mut features: Vec<Features>) -> Vec<Features> {
    let count = features.len().max(1) as f32;
    for at in 0..FEATURES {
        let column =
            |features: &[Features]| -> Vec<f32> { features.iter().map(|row| row[at]).collect() };
        let values = column(&features);
        let mean = values.iter().sum::<f32>() / count;
        let variance = values.iter().map(|x| (x - mean).powi(2)).sum::<f32>() / count;
        let scale = if variance > 1e-10 {
            variance.sqrt().recip()
        } else {
            0.0
        };
        for row in &mut features {
            row[at] = (row[at] - mean) * scale;
        }
    }
    features
}

fn flag(is: bool) -> f32 {
    f32::from(u8::from(is))
}

fn section_of<'d>(document: &'d Document, sentence: &Sentence) -> Option<&'d Section> {
    let section = document.block_of(sentence.id)?.section?;
    document.sections.get(section.0 as usize)
}

/// The titles of the sections around a sentence, lower case.
fn path_of(document: &Document, sentence: &Sentence) -> String {
    let mut path = String::new();
    for section in sections_around(document, sentence.id) {
        if let Some(section) = document.sections.get(section.0 as usize) {
            path.push_str(&section.title.to_lowercase());
            path.push('\n');
        }
    }
    path
}

fn says(title: &str, words: &[&str]) -> bool {
    words.iter().any(|word| title.contains(word))
}

/// Phrases with which authors announce their findings.
fn has_cue(text: &str) -> bool {
    const CUES: [&str; 40] = [
        " we show ",
        " we find ",
        " we found ",
        " we propose ",
        " we present ",
        " we introduce ",
        " we demonstrate ",
        " we conclude ",
        " we describe ",
        " we investigate ",
        " we develop ",
        " we studied ",
        " we study ",
        " this paper ",
        " this study ",
        " this article ",
        " this work ",
        " this proposal ",
        " this document ",
        " this pep ",
        " this rfc ",
        " this eip ",
        " this specification ",
        " this chapter ",
        " this section ",
        " in summary",
        " in conclusion",
        " our results ",
        " our findings ",
        " our study ",
        " our data ",
        " results show ",
        " results suggest ",
        " results indicate ",
        " aim ",
        " aims ",
        " goal ",
        " purpose",
        " conclude",
        " proposes ",
    ];
    let lower = format!(" {} ", text.to_lowercase());
    CUES.iter().any(|cue| lower.contains(cue))
}

/// First and second person: "I", "you".
fn has_speaker(text: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric())
        .any(|word| matches!(word, "I" | "you" | "your" | "me" | "my" | "You"))
}

fn points(text: &str) -> bool {
    ["Fig.", "Figure ", "Table ", "Section ", "Eq."]
        .iter()
        .any(|pointer| text.contains(pointer))
}

/// How often each term occurs in a document.
struct Frequency {
    counts: std::collections::HashMap<String, u32>,
    all: f32,
}

impl Frequency {
    fn of(sentences: &[&Sentence]) -> Self {
        let mut counts = std::collections::HashMap::new();
        let mut all = 0.0;
        for sentence in sentences {
            for term in terms::terms(&sentence.text) {
                *counts.entry(term).or_insert(0) += 1;
                all += 1.0;
            }
        }
        Self { counts, all }
    }

    /// The number of terms in a sentence, and the logarithm of their mean probability (as in SumBasic).
    fn of_sentence(&self, text: &str) -> (f32, f32) {
        let (mut terms, mut sum) = (0.0, 0.0);
        for term in terms::terms(text) {
            terms += 1.0;
            sum += self.counts.get(&term).copied().unwrap_or(0) as f32;
        }
        let mean = sum / f32::max(terms, 1.0) / self.all.max(1.0);
        (terms, (mean + 1e-6).ln())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assistant::sample::sectioned;

    fn salience(document: &Document) -> Vec<f32> {
        let sentences: Vec<&Sentence> = document.sentences.iter().collect();
        let vectors = Vectors::of(sentences.iter().map(|sentence| sentence.text.as_str()));
        of(document, &sentences, &vectors, None)
    }

    #[test]
    fn what_the_others_speak_of_and_the_abstract_says_is_salient() {
        let document = sectioned(&[
            (
                "Abstract",
                1,
                &["We show that large birds rest on the wind over the sea."],
            ),
            (
                "Methods",
                1,
                &[
                    "Large birds were watched over the sea in strong wind.",
                    "The lunch of the second day was paid by the town of Brest.",
                ],
            ),
            (
                "Results",
                1,
                &["Birds rest while the wind carries them over the sea."],
            ),
        ]);
        assert_eq!(Genre::of(&document), Genre::Study);
        let salience = salience(&document);
        let least = salience.iter().copied().fold(f32::MAX, f32::min);
        let most = salience.iter().copied().fold(f32::MIN, f32::max);
        assert_eq!(salience[0], most, "{salience:?}");
        assert_eq!(salience[2], least, "{salience:?}");
    }

    #[test]
    fn one_sentence_and_equal_sentences_have_finite_salience() {
        let same = "The same words are said here again.";
        for document in [
            sectioned(&[("One", 1, &[same])]),
            sectioned(&[("One", 1, &[same, same, same])]),
            sectioned(&[("One", 1, &["...", "?!"])]),
        ] {
            assert!(salience(&document).iter().all(|score| score.is_finite()));
        }
    }

    #[test]
    fn standardized_features_have_no_mean_and_unit_spread() {
        let mut low = [0.0; FEATURES];
        let mut high = [4.0; FEATURES];
        (low[3], high[3]) = (7.0, 7.0);
        let rows = standardized(vec![low, high]);
        assert_eq!((rows[0][0], rows[1][0]), (-1.0, 1.0));
        assert_eq!((rows[0][3], rows[1][3]), (0.0, 0.0));
    }
}
