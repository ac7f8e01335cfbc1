//! What a question asks for, and the way to an answer that its kind needs.
//!
//! Most questions ask for words of the text: search finds passages, and the reader picks the words. Some ask for something
//! else, and each such kind has a file here: `about` answers from the document itself, `definition` from the sentence that
//! defines a `term` (with `abbreviations`), `several` takes questions apart (with `ellipsis` and `nouns`) into each `part`
//! and `together` joins their answers, `deciding` quotes whole sentences that have the question's words (see `coverage`),
//! and so does `carrying` where the reader finds nothing (see `says_it` and `captions`), `cell` finds values in `tables`,
//! `purchase` when something was bought, `asked_there` what follows the same question in the text, `labelled`, `done_by`, `contact`,
//! `curriculum`, `amount_lines`, `sum_line`, `stamped` and `under_item` in lines that are no sentences, `stated`,
//! `measured` and `agent` in sentences that say it in other words, `section` what papers have a section for. `comparison`
//! recognizes two things whose `values` are quoted, `list` everything of a kind (with `enumeration` and `entry`). `pasted`
//! finds the question in a longer text, and `refused` recognizes wishes that no document fulfils. `route` recognizes
//! questions for a summary, a count or a complete list, and `count` counts. `answers_nothing` knows words that cannot
//! answer, however sure the reader is: `headers`, questions, a `contents_list`, `grammar_lines` and the dates of `title_lines`.
//! `whole_value` extends words to the value of a field.
//!
//! Nothing here searches or reads: whoever answers passes a callback that does (`look`), and `looked_for` has the ways
//! that need none. `words` has the forms of questions, `documents` visits whole documents, `quoted` quotes blocks that are
//! not sentences, and `ended` makes conclusions. `follow_ups` suggests what can be asked next. `shown_rows` asks nothing: it
//! gives quoted rows the names of their columns.

mod abbreviations;
mod about;
mod agent;
mod amount_lines;
mod answers_nothing;
mod asked_there;
mod captions;
mod carrying;
mod cell;
#[cfg(test)]
mod cell_row_tests;
#[cfg(test)]
mod cell_tests;
mod comparison;
mod contact;
mod contents_list;
mod count;
mod coverage;
mod curriculum;
mod deciding;
mod definition;
mod documents;
mod done_by;
mod ellipsis;
mod ended;
mod entry;
mod enumeration;
mod follow_ups;
mod grammar_lines;
mod headers;
mod labelled;
mod list;
mod look;
mod looked_for;
mod measured;
mod nouns;
mod part;
mod pasted;
mod purchase;
mod quoted;
mod refused;
mod route;
#[cfg(test)]
mod said;
mod says_it;
mod section;
mod several;
mod shown_rows;
mod stamped;
mod stated;
mod sum_line;
mod tables;
mod term;
mod title_lines;
mod together;
mod under_item;
mod values;
mod whole_value;
mod words;

use std::cell::RefCell;

use super::conclude::Conclusion;
use super::error::AskError;
use super::profile::ReaderProfile;
use super::request::Request;
use super::types::{AnswerRemark, AnswerRoute, FoundAnswer, QuestionKind, SummaryScope};
use crate::library::{Shelf, ShelvedDocument};
pub(crate) use about::{FrontMatter, front_matter};
pub(super) use answers_nothing::answers_nothing;
pub(super) use carrying::answered as carried;
use ended::{found, nearest, without_answers};
pub(crate) use follow_ups::follow_ups;
pub use follow_ups::{FollowUp, SectionSubject};
use look::Looking;
pub(super) use look::{Answered, Look};
use part::Part;
use quoted::Named;
use route::Kind;
use section::Topics;
pub(crate) use shown_rows::DocumentTables;
use together::Candidates;
pub(super) use whole_value::whole_value;

/// Candidates for the answer to each part of a question, of which those that stand together are preferred.
const CANDIDATES: usize = 5;

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
    let kind = match about::asks_for_contents(question) {
        true => Some(Kind::Summary),
        false => kind,
    };
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
            let parts: Vec<Part> = pasted
                .questions
                .iter()
                .flat_map(|question| {
                    several::parts(question).unwrap_or_else(|| vec![Part::alone(question.clone())])
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

/// What a question for a summary is about: one document is read for it, or each file by itself.
fn scope(shelf: Shelf<'_>, asked: &[ShelvedDocument]) -> SummaryScope {
    match shelf {
        _ if asked.len() == 1 => SummaryScope::Document,
        Shelf::Loose(_) => SummaryScope::Files,
        Shelf::Library(_) => SummaryScope::Library,
    }
}

/// Answers one question; if it names a kind of section and the reader is not sure, by that section.
fn single(
    request: &Request<'_>,
    whole: Look<'_>,
    asked: &[ShelvedDocument],
    look: &mut Looking<'_>,
) -> Result<Answered, AskError> {
    let mut answered = in_its_way(request, whole, asked, look)?;
    let topics = Topics::of(whole.question).filter(|_| request.reader.is_some());
    let Some(topics) = topics.filter(|_| answered.asks_for != QuestionKind::About) else {
        return Ok(answered);
    };
    answered
        .conclusion
        .answers
        .retain(|answer| topics.allow(answer));
    let best = answered.conclusion.answers.first();
    if best.is_some_and(|best| best.probability >= section::CONVINCING) {
        return Ok(answered);
    }
    let mut answers: Vec<FoundAnswer> = Vec::new();
    documents::each(request, asked, &mut |of| {
        answers.extend(topics.in_document(of));
    })?;
    let (asks_for, mut conclusion) = section::beside(
        &topics,
        answered.asks_for,
        answered.conclusion,
        answers,
        whole.top,
    );
    if conclusion.answers.is_empty() {
        conclusion = deciding::undecided(conclusion);
    }
    Ok(Answered {
        asks_for,
        conclusion,
        remarks: answered.remarks,
    })
}

/// Answers one question in the way of its kind.
fn in_its_way(
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
        && let Some(conclusion) = documents::answered(request, whole, asked, look, &|of| {
            definition::definitions(of, &term)
        })?
    {
        return Ok(Answered::of(QuestionKind::Definition, conclusion));
    }
    let complete = route::kind(question, asked.len()) == Some(Kind::List);
    let asks_for_a_value = !complete
        && !list::asks(question)
        && !deciding::asks(question)
        && comparison::pair(question).is_none();
    if asks_for_a_value {
        let empty = RefCell::new(Vec::new());
        let answers_in = |of: Named<'_>| looked_for::value(of, question, &mut empty.borrow_mut());
        if let Some(conclusion) = documents::answered(request, whole, asked, look, &answers_in)? {
            return Ok(Answered::of(QuestionKind::Words, conclusion));
        }
        let empty = empty.into_inner();
        if !empty.is_empty() {
            let read = look(Look {
                early: false,
                ..whole
            })?;
            let conclusion = cell::without_neighbours(read, empty);
            return Ok(Answered::of(QuestionKind::Words, conclusion));
        }
    }
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
    if list::asks(question) || complete {
        return listed(whole, complete, look);
    }
    if let Some(pair) = comparison::pair(question) {
        return compared(request, &pair, whole, asked, look);
    }
    if !deciding::asks(question) {
        let conclusion = look(whole)?;
        let conclusion = match whole.parts {
            1 => carried(question, conclusion, whole.top),
            // words of several parts can be put together, and sentences cannot
            _ => conclusion,
        };
        return Ok(Answered::of(QuestionKind::Words, conclusion));
    }
    decided(request, whole, look)
}

/// Everything of a kind. If a `complete` list is asked for, passages are shown rather than nothing.
fn listed(whole: Look<'_>, complete: bool, look: &mut Looking<'_>) -> Result<Answered, AskError> {
    let passages = Look {
        list: true,
        ..whole
    };
    if !list::asks(whole.question) {
        return Ok(Answered::of(QuestionKind::List, look(passages)?));
    }
    let mut conclusion = look(Look {
        top: list::MOST.max(whole.top),
        ..whole
    })?;
    if complete && conclusion.answers.is_empty() {
        conclusion = look(passages)?;
    }
    let read = std::mem::take(&mut conclusion.answers);
    conclusion.answers = list::merged(whole.question, read.clone());
    let conclusion = without_answers(conclusion, read);
    Ok(Answered::of(QuestionKind::List, conclusion))
}

/// The sentences that decide a question for yes or no.
fn decided(
    request: &Request<'_>,
    whole: Look<'_>,
    look: &mut Looking<'_>,
) -> Result<Answered, AskError> {
    let conclusion = look(Look {
        early: false,
        ..whole
    })?;
    let least = request
        .reader
        .map_or(0.0, |with| ReaderProfile::of(with.folder).span.threshold);
    let Conclusion {
        answers, doubtful, ..
    } = &conclusion;
    let mut sentences =
        deciding::sentences(whole.question, answers.clone(), doubtful.clone(), least);
    if sentences.is_empty() {
        sentences = deciding::covering(whole.question, &conclusion.passages);
    }
    sentences.truncate(whole.top);
    Ok(Answered::of(
        QuestionKind::Deciding,
        match sentences.is_empty() {
            true => deciding::undecided(conclusion),
            false => found(sentences),
        },
    ))
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
    let (kept, dropped) = std::mem::take(&mut conclusion.answers)
        .into_iter()
        .partition(|answer| pair.takes(&answer.text));
    conclusion.answers = kept;
    conclusion = without_answers(conclusion, dropped);
    if !conclusion.answers.is_empty() {
        conclusion.answers = values::both_values(conclusion.answers, pair);
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
        let takes = |answer: &FoundAnswer| pair.takes(&answer.text);
        candidates.push(Candidates {
            sure: one.answers.into_iter().filter(takes).collect(),
            doubtful: one.doubtful.into_iter().filter(takes).collect(),
        });
        parts.push(Part {
            asked: name.clone(),
            whole: question.clone(),
            refers: false,
        });
    }
    // one value alone compares nothing
    match together::together(&parts, &candidates) {
        Some((answer, answered)) if answered.iter().all(|answered| *answered) => {
            let answer = together::once(answer);
            match values::compares(&answer) {
                true => Ok(Answered::of(asks_for, found(vec![answer]))),
                false => Ok(Answered::of(asks_for, conclusion)),
            }
        }
        _ => Ok(Answered::of(asks_for, conclusion)),
    }
}

/// Answers the parts of a question one after the other, and puts the answers together.
fn in_parts(
    request: &Request<'_>,
    parts: &[Part],
    context: &str,
    asked: &[ShelvedDocument],
    look: &mut Looking<'_>,
) -> Result<Answered, AskError> {
    let mut candidates: Vec<Candidates> = Vec::new();
    let mut remarks: Vec<AnswerRemark> = Vec::new();
    let mut ends: Vec<Conclusion> = Vec::new();
    // parts of which a remark says already why they have no answer
    let mut explained: Vec<bool> = Vec::new();
    for (index, part) in parts.iter().enumerate() {
        let first = parts
            .first()
            .filter(|_| index > 0)
            .map_or("", |first| first.whole.as_str());
        // "who wrote it?" asks for the document's author as it stands, unless "it" was named before
        let question = match about::fact(&part.asked) {
            Some(_) if !part.refers || about::concerns(first) => &part.asked,
            _ => &part.whole,
        };
        let search = format!("{question} {first} {context}");
        let one = Look {
            part: index,
            parts: parts.len(),
            ..Look::alone(question, &search, request.top.max(CANDIDATES))
        };
        let mut one = single(request, one, asked, look)?;
        explained.push(!one.remarks.is_empty());
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
            let missing = parts
                .iter()
                .zip(answered.into_iter().zip(explained))
                .filter(|(_, (answered, explained))| !answered && !explained);
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

#[cfg(test)]
mod tests;
