//! What a question asks for, and the way to an answer that its kind needs.
//!
//! Most questions ask for words of the text: search finds passages, and the reader picks the words. Some ask for
//! something else, and each such kind has a file here: `about` answers from the document itself, `definition` from
//! the sentence that defines a `term` (with `abbreviations`), `several` takes questions apart (with `ellipsis`) and
//! `together` joins their answers, `deciding` quotes whole sentences, `comparison` two values, `list` everything of
//! a kind (with `enumeration`). `pasted` finds the question in a longer text, and `refused` recognizes wishes that no
//! document fulfils. `route` recognizes questions for a summary, a count or a complete list, and `count` counts.
//!
//! Nothing here searches or reads: whoever answers passes a callback that does. `words` has the forms of questions,
//! and `quoted` quotes blocks that are not sentences.

mod abbreviations;
mod about;
mod comparison;
mod count;
mod deciding;
mod definition;
mod ellipsis;
mod enumeration;
mod list;
mod pasted;
mod quoted;
mod refused;
mod route;
mod several;
mod term;
mod together;
mod words;

use super::conclude::Conclusion;
use super::error::AskError;
use super::profile::ReaderProfile;
use super::request::Request;
use super::types::{
    AnswerRemark, AnswerRoute, AnswerStatus, FoundAnswer, QuestionKind, Quotation, SummaryScope,
};
use crate::document::DocumentId;
use crate::library::{Shelf, ShelvedDocument};
use quoted::Named;
use route::Kind;
use together::Candidates;

/// Candidates for the answer to each part of a question, of which those that stand together are preferred.
const CANDIDATES: usize = 5;
/// If more documents are asked, no definitions are looked for in their whole texts.
const MOST_DEFINING: usize = 12;
/// A definition that is at least so likely needs no reader beside it.
const CERTAIN: f32 = 0.8;

/// A question to look up in the ordinary way.
#[derive(Debug, Clone, Copy)]
pub(super) struct Look<'a> {
    /// What the reader is asked.
    pub(super) question: &'a str,
    /// What passages are searched with: the question, or more words around it.
    pub(super) search: &'a str,
    /// Most answers.
    pub(super) top: usize,
    /// Whether it asks for a complete list, so that the reader is skipped.
    pub(super) list: bool,
    /// Whether a first answer may be shown as the reader finds it, before all is read.
    pub(super) early: bool,
    /// The position of this question among the parts of the one that was asked.
    pub(super) part: usize,
    /// Number of parts.
    pub(super) parts: usize,
}

impl Look<'_> {
    /// The share of all parts that is done, if this share of the part is, 0 to 1.
    pub(super) fn done(&self, share: f32) -> f32 {
        (self.part as f32 + share) / self.parts.max(1) as f32
    }
}

/// Looks a question up.
pub(super) type Looking<'a> = dyn FnMut(Look<'_>) -> Result<Conclusion, AskError> + 'a;

/// How a question of any kind ended.
pub(super) struct Answered {
    pub(super) asks_for: QuestionKind,
    pub(super) conclusion: Conclusion,
    pub(super) remarks: Vec<AnswerRemark>,
}

impl Answered {
    fn of(asks_for: QuestionKind, conclusion: Conclusion) -> Self {
        Self {
            asks_for,
            conclusion,
            remarks: Vec::new(),
        }
    }
}

/// Answers a question in the way of its kind; `look` looks words up.
///
/// # Errors
/// [`AskError`].
pub(super) fn answered(
    request: &Request<'_>,
    question: &str,
    asked: &[ShelvedDocument],
    look: &mut Looking<'_>,
) -> Result<Answered, AskError> {
    let routed = |to| {
        let all = asked.iter().map(|document| document.id.clone());
        Ok(Answered::of(
            QuestionKind::Words,
            Conclusion::routed(to, all),
        ))
    };
    // "write a summary of the report" wishes for one thing that is possible
    let kind = route::kind(question, asked.len());
    if kind != Some(Kind::Summary)
        && let Some(wish) = refused::wish(question)
    {
        return routed(AnswerRoute::Beyond { wish });
    }
    match kind {
        Some(Kind::Summary) => {
            let scope = scope(request.shelf, asked);
            return routed(AnswerRoute::Summary { scope });
        }
        Some(Kind::Count) => {
            let conclusion = count::count(request, question, asked)?;
            return Ok(Answered::of(QuestionKind::Words, conclusion));
        }
        Some(Kind::List) | None => {}
    }
    let (parts, context) = match pasted::questions(question) {
        Some(pasted) => {
            let parts: Vec<several::Part> = pasted
                .questions
                .iter()
                .flat_map(|question| {
                    several::parts(question).unwrap_or_else(|| vec![several::whole(question)])
                })
                .collect();
            (parts, pasted.context)
        }
        None => (several::parts(question).unwrap_or_default(), String::new()),
    };
    match parts.as_slice() {
        [] => single(
            request,
            Look::alone(question, question, request.top),
            asked,
            look,
        ),
        [only] => {
            let search = format!("{} {context}", only.whole);
            let whole = Look::alone(&only.whole, &search, request.top);
            single(request, whole, asked, look)
        }
        parts => in_parts(request, parts, &context, asked, look),
    }
}

impl<'a> Look<'a> {
    fn alone(question: &'a str, search: &'a str, top: usize) -> Self {
        Self {
            question,
            search,
            top,
            list: false,
            early: true,
            part: 0,
            parts: 1,
        }
    }
}

/// What a question for a summary is about: one document is read for it, or each file by itself.
fn scope(shelf: Shelf<'_>, asked: &[ShelvedDocument]) -> SummaryScope {
    match shelf {
        _ if asked.len() == 1 => SummaryScope::Document,
        Shelf::Loose(_) => SummaryScope::Files,
        Shelf::Library(_) => SummaryScope::Library,
    }
}

/// Answers one question.
fn single(
    request: &Request<'_>,
    whole: Look<'_>,
    asked: &[ShelvedDocument],
    look: &mut Looking<'_>,
) -> Result<Answered, AskError> {
    let question = whole.question;
    if let Some(fact) = about::fact(question)
        && let Some((conclusion, remarks)) = about::answer(request, fact, asked)?
    {
        return Ok(Answered {
            asks_for: QuestionKind::About,
            conclusion,
            remarks,
        });
    }
    if let Some(term) = term::term(question)
        && let Some(conclusion) = defined(request, &term, whole, asked, look)?
    {
        return Ok(Answered::of(QuestionKind::Definition, conclusion));
    }
    let complete = route::kind(question, asked.len()) == Some(Kind::List);
    if request.reader.is_none() {
        let list = complete || list::asks(question);
        let conclusion = look(Look {
            list: complete,
            ..whole
        })?;
        let asks_for = match list {
            true => QuestionKind::List,
            false if deciding::asks(question) => QuestionKind::Deciding,
            false => QuestionKind::Words,
        };
        return Ok(Answered::of(asks_for, conclusion));
    }
    if list::asks(question) {
        let mut conclusion = look(Look {
            top: list::MOST.max(whole.top),
            ..whole
        })?;
        if complete && conclusion.answers.is_empty() {
            conclusion = look(Look {
                list: true,
                ..whole
            })?;
        }
        conclusion.answers = list::merged(conclusion.answers);
        return Ok(Answered::of(QuestionKind::List, conclusion));
    }
    if complete {
        let conclusion = look(Look {
            list: true,
            ..whole
        })?;
        return Ok(Answered::of(QuestionKind::List, conclusion));
    }
    if let Some(pair) = comparison::pair(question) {
        return compared(request, &pair, whole, asked, look);
    }
    if !deciding::asks(question) {
        return Ok(Answered::of(QuestionKind::Words, look(whole)?));
    }
    let conclusion = look(Look {
        early: false,
        ..whole
    })?;
    let least = request
        .reader
        .map_or(0.0, |with| ReaderProfile::of(with.folder).threshold);
    let Conclusion {
        answers, doubtful, ..
    } = &conclusion;
    let mut sentences = deciding::sentences(answers.clone(), doubtful.clone(), least);
    if sentences.is_empty() {
        sentences = deciding::covering(question, &conclusion.passages);
    }
    sentences.truncate(whole.top);
    Ok(Answered::of(
        QuestionKind::Deciding,
        match sentences.is_empty() {
            true => conclusion,
            false => found(sentences),
        },
    ))
}

/// The definitions of a term; `None` if no document defines it.
fn defined(
    request: &Request<'_>,
    term: &term::Term,
    whole: Look<'_>,
    asked: &[ShelvedDocument],
    look: &mut Looking<'_>,
) -> Result<Option<Conclusion>, AskError> {
    if asked.len() > MOST_DEFINING {
        return Ok(None);
    }
    let mut answers: Vec<FoundAnswer> = Vec::new();
    for shelved in asked {
        if let Some(renew) = request.renew {
            renew(&shelved.id)?;
        }
        let document = request.shelf.document(&shelved.id)?;
        let of = Named {
            document: &document,
            title: &shelved.title,
        };
        answers.append(&mut definition::definitions(of, term));
    }
    let Some(best) = answers
        .iter()
        .map(|answer| answer.probability)
        .reduce(f32::max)
    else {
        return Ok(None);
    };
    if best < CERTAIN && request.reader.is_some() {
        let read = look(whole)?;
        let known: Vec<Quotation> = answers
            .iter()
            .map(|answer| answer.quotation.clone())
            .collect();
        let beside = |answer: &FoundAnswer| {
            known.iter().any(|quotation| {
                quotation.document == answer.quotation.document
                    && quotation.sentences == answer.quotation.sentences
            })
        };
        answers.extend(read.answers.into_iter().filter(|answer| !beside(answer)));
    }
    answers.sort_by(|a, b| b.probability.total_cmp(&a.probability));
    answers.truncate(whole.top);
    Ok(Some(found(answers)))
}

/// A conclusion from answers.
fn found(answers: Vec<FoundAnswer>) -> Conclusion {
    let mut speaking: Vec<DocumentId> = Vec::new();
    for answer in &answers {
        let places = answer.pieces.iter().map(|piece| &piece.quotation);
        for quotation in std::iter::once(&answer.quotation).chain(places) {
            if !speaking.contains(&quotation.document) {
                speaking.push(quotation.document.clone());
            }
        }
    }
    Conclusion {
        status: match answers.is_empty() {
            true => AnswerStatus::NotFound,
            false => AnswerStatus::Found,
        },
        answers,
        doubtful: Vec::new(),
        passages: Vec::new(),
        speaking,
    }
}

/// Answers a question that compares two things: as it is, or each thing by itself if the whole finds nothing.
fn compared(
    request: &Request<'_>,
    pair: &comparison::Pair,
    whole: Look<'_>,
    asked: &[ShelvedDocument],
    look: &mut Looking<'_>,
) -> Result<Answered, AskError> {
    const LOOKS: usize = 3;
    let asks_for = QuestionKind::Comparison;
    let mut conclusion = look(Look {
        part: whole.part * LOOKS,
        parts: whole.parts * LOOKS,
        ..whole
    })?;
    if !conclusion.answers.is_empty() {
        conclusion.answers = comparison::both_values(conclusion.answers, pair);
        return Ok(Answered::of(asks_for, conclusion));
    }
    let mut candidates = Vec::new();
    let mut parts = Vec::new();
    for (index, (name, question)) in pair.names.iter().zip(&pair.questions).enumerate() {
        let search = format!("{question} {}", whole.search);
        let one = Look {
            question,
            search: &search,
            top: CANDIDATES,
            part: whole.part * LOOKS + 1 + index,
            parts: whole.parts * LOOKS,
            ..whole
        };
        let one = single(request, one, asked, look)?.conclusion;
        candidates.push(Candidates {
            sure: one.answers,
            doubtful: one.doubtful,
        });
        parts.push(several::Part {
            asked: name.clone(),
            whole: question.clone(),
        });
    }
    // one value alone compares nothing
    match together::together(&parts, &candidates) {
        Some((answer, answered)) if answered.iter().all(|answered| *answered) => {
            let answer = together::once(answer);
            Ok(Answered::of(asks_for, found(vec![answer])))
        }
        _ => Ok(Answered::of(asks_for, conclusion)),
    }
}

/// Answers the parts of a question one after the other, and puts the answers together.
fn in_parts(
    request: &Request<'_>,
    parts: &[several::Part],
    context: &str,
    asked: &[ShelvedDocument],
    look: &mut Looking<'_>,
) -> Result<Answered, AskError> {
    let mut candidates: Vec<Candidates> = Vec::new();
    let mut remarks: Vec<AnswerRemark> = Vec::new();
    let mut ends: Vec<Conclusion> = Vec::new();
    for (index, part) in parts.iter().enumerate() {
        // "who wrote it?" asks for the document's author as it stands
        let question = match about::fact(&part.asked) {
            Some(_) => &part.asked,
            None => &part.whole,
        };
        let first = parts
            .first()
            .filter(|_| index > 0)
            .map_or("", |first| first.whole.as_str());
        let search = format!("{question} {first} {context}");
        let one = Look {
            part: index,
            parts: parts.len(),
            ..Look::alone(question, &search, request.top.max(CANDIDATES))
        };
        let mut one = single(request, one, asked, look)?;
        for remark in one.remarks {
            if !remarks.contains(&remark) {
                remarks.push(remark);
            }
        }
        candidates.push(Candidates {
            sure: std::mem::take(&mut one.conclusion.answers),
            doubtful: std::mem::take(&mut one.conclusion.doubtful),
        });
        ends.push(one.conclusion);
    }
    let conclusion = match together::together(parts, &candidates) {
        Some((answer, answered)) => {
            let missing = parts.iter().zip(answered).filter(|(_, answered)| !answered);
            remarks.extend(missing.map(|(part, _)| AnswerRemark::PartNotFound {
                asked: part.asked.clone(),
            }));
            found(vec![answer])
        }
        None => nearest(ends),
    };
    Ok(Answered {
        asks_for: QuestionKind::Several,
        conclusion,
        remarks,
    })
}

/// The ends of several parts without answers as one: their passages in turn, each once.
fn nearest(ends: Vec<Conclusion>) -> Conclusion {
    let mut together = found(Vec::new());
    if let Some(end) = ends.iter().find(|end| end.status != AnswerStatus::NotFound) {
        together.status = end.status.clone();
    }
    let longest = ends.iter().map(|end| end.passages.len()).max().unwrap_or(0);
    for at in 0..longest {
        for passage in ends.iter().filter_map(|end| end.passages.get(at)) {
            if !together.passages.contains(passage) {
                together.passages.push(passage.clone());
            }
        }
    }
    for id in ends.into_iter().flat_map(|end| end.speaking) {
        if !together.speaking.contains(&id) {
            together.speaking.push(id);
        }
    }
    together
}

#[cfg(test)]
mod tests;
