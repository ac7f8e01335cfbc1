//! How a question ends: with answers, or with passages that are not called answers.

use super::gather::Source;
use super::judgement::Judgement;
use super::profile::ReaderProfile;
use super::request::{NEAREST_SHOWN, Request, WithReader};
use super::spans::Span;
use super::types::{AnswerRoute, AnswerStatus, FoundAnswer, PassagesOnly, Quotation};
use super::{nearest, quotation, same};
use crate::document::DocumentId;

/// The least probability of what is kept although it is no answer by itself.
const LEAST_DOUBTFUL: f32 = 0.05;
/// Most of these.
const MOST_DOUBTFUL: usize = 5;
/// Number of the best spans whose sentences are judged, as in the fit of the judgement.
const JUDGED: usize = 5;

/// How a question ended, with its quotations.
pub(super) struct Conclusion {
    pub(super) status: AnswerStatus,
    /// Answers, the likeliest first.
    pub(super) answers: Vec<FoundAnswer>,
    /// What is too unlikely to be an answer by itself, the likeliest first: a sentence that other parts of the question
    /// point to as well may make it one.
    pub(super) doubtful: Vec<FoundAnswer>,
    /// Whole sentences that are likely enough to have the answer, the likeliest first: the reader may know where the
    /// answer stands, and not in which words. `None` if nobody measured how likely that is.
    pub(super) sentences: Option<Vec<FoundAnswer>>,
    /// Passages, the nearest first. Beside answers they are not shown, but the answers may turn out to answer nothing.
    pub(super) passages: Vec<Quotation>,
    /// The documents that have a quotation here.
    pub(super) speaking: Vec<DocumentId>,
}

impl Conclusion {
    /// A question of another kind: nothing is quoted for it, and no document is listed as silent.
    pub(super) fn routed(to: AnswerRoute, asked: impl Iterator<Item = DocumentId>) -> Self {
        Self {
            status: AnswerStatus::Routed(to),
            answers: Vec::new(),
            doubtful: Vec::new(),
            sentences: None,
            passages: Vec::new(),
            speaking: asked.collect(),
        }
    }
}

/// Answers from the spans that a reader found, if at least one is likely enough; otherwise the nearest passages.
pub(super) fn conclude(
    request: &Request<'_>,
    with: WithReader<'_>,
    question: &str,
    sources: &[Source],
    spans: Vec<(usize, Span)>,
) -> Conclusion {
    let profile = ReaderProfile::of(with.folder);
    let mut answers: Vec<FoundAnswer> = Vec::new();
    let mut doubtful: Vec<FoundAnswer> = Vec::new();
    let mut speaking: Vec<DocumentId> = Vec::new();
    let sentences = profile
        .sentence
        .map(|judgement| whole_sentences(&judgement, request.top, sources, &spans));
    for (index, span) in spans {
        let probability = profile.span.probability(span.score);
        let Some(source) = sources.get(index) else {
            continue;
        };
        let Some(quotation) = quotation::of_span(source, &span) else {
            continue;
        };
        if probability < profile.span.threshold {
            if probability >= LEAST_DOUBTFUL && doubtful.len() < MOST_DOUBTFUL {
                doubtful.push(FoundAnswer {
                    text: span.text,
                    probability,
                    quotation,
                    also: Vec::new(),
                    pieces: Vec::new(),
                });
            }
            continue;
        }
        if !speaking.contains(&source.document.id) {
            speaking.push(source.document.id.clone());
        }
        let same = answers
            .iter()
            .position(|answer| same::say_the_same(&answer.text, &span.text));
        let room = answers.len() < request.top;
        match same.and_then(|at| answers.get_mut(at)) {
            Some(answer) => answer.also.push(quotation),
            None if room => answers.push(FoundAnswer {
                text: span.text,
                probability,
                quotation,
                also: Vec::new(),
                pieces: Vec::new(),
            }),
            None => {}
        }
    }
    let found = !answers.is_empty();
    Conclusion {
        status: match found {
            true => AnswerStatus::Found,
            false => AnswerStatus::NotFound,
        },
        answers,
        doubtful,
        sentences,
        passages: nearest::sentences(question, sources, NEAREST_SHOWN),
        speaking,
    }
}

/// The sentences of the best spans that are likely enough to have the answer, each once, the likeliest first.
fn whole_sentences(
    judgement: &Judgement,
    most: usize,
    sources: &[Source],
    spans: &[(usize, Span)],
) -> Vec<FoundAnswer> {
    let mut found: Vec<FoundAnswer> = Vec::new();
    for (index, span) in spans.iter().take(JUDGED) {
        let score = judgement.score(&span.logits, &span.features);
        let probability = judgement.probability(score);
        let Some(source) = sources.get(*index) else {
            continue;
        };
        let Some(quotation) = quotation::of_span(source, span) else {
            continue;
        };
        if probability < judgement.threshold {
            continue;
        }
        let same = found.iter_mut().find(|other| {
            other.quotation.document == quotation.document
                && other.quotation.sentences == quotation.sentences
        });
        match same {
            Some(other) => other.probability = other.probability.max(probability),
            None => found.push(FoundAnswer {
                text: quotation.text.clone(),
                probability,
                quotation: Quotation {
                    start: 0,
                    end: u32::try_from(quotation.text.chars().count()).unwrap_or(u32::MAX),
                    ..quotation
                },
                also: Vec::new(),
                pieces: Vec::new(),
            }),
        }
    }
    found.sort_by(|a, b| b.probability.total_cmp(&a.probability));
    found.truncate(most);
    found
}

/// Passages that mention what was asked, if there is no reader to judge them, or none that knows the language. The same
/// holds for a question that asks for a `list`, because a reader can't promise a complete one.
pub(super) fn mention(
    request: &Request<'_>,
    question: &str,
    sources: &[Source],
    list: bool,
    because: PassagesOnly,
) -> Conclusion {
    let passages = nearest::sentences(question, sources, request.top.max(NEAREST_SHOWN));
    let mut speaking: Vec<DocumentId> = Vec::new();
    for passage in &passages {
        if !speaking.contains(&passage.document) {
            speaking.push(passage.document.clone());
        }
    }
    Conclusion {
        status: match list {
            true => AnswerStatus::Routed(AnswerRoute::List),
            false if passages.is_empty() => AnswerStatus::NotFound,
            false => AnswerStatus::PassagesOnly { because },
        },
        answers: Vec::new(),
        doubtful: Vec::new(),
        sentences: None,
        passages,
        speaking,
    }
}
