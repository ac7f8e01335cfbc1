//! An answer's sentences: how the question ended, and what a reader should know.

use super::language::said;
use super::rows::with_cells;
use crate::assistant::answer::{AnswerPiece, AnswerRemark, AnswerView, FoundAnswer, Quotation};

/// How the question ended, in a sentence or two.
pub(crate) fn message(answer: &AnswerView) -> String {
    said!(answers::message(answer))
}

/// A remark about an answer.
pub(crate) fn remark(remark: &AnswerRemark) -> String {
    said!(answers::remark(remark))
}

/// The starter model read the passages.
pub(crate) fn starter_model() -> &'static str {
    said!(answers::STARTER_MODEL)
}

/// A model could not sum up the answers, and why.
pub(crate) fn no_gist(model: &str, why: &str) -> String {
    said!(answers::no_gist(model, why))
}

/// `30 grams (82%)`: an answer's words and how likely they are right.
pub(crate) fn likely(answer: &FoundAnswer) -> String {
    with_probability(&with_cells(&answer.text), answer.probability)
}

/// `30 grams (82%)`: words and how likely they are right.
pub(crate) fn with_probability(words: &str, probability: f32) -> String {
    format!("{words} ({})", said!(numbers::percent(probability)))
}

/// `4 entries (90%)`: an answer whose pieces are named below it.
pub(crate) fn several(answer: &FoundAnswer) -> String {
    said!(answers::several(answer))
}

/// `What was its range? 4.9 to 7.8 (62%)`: a piece of an answer, with the part of the question that it answers and, if
/// wanted, how `likely` it is right.
pub(crate) fn piece(piece: &AnswerPiece, likely: bool) -> String {
    let words = with_cells(&piece.text);
    match likely {
        true => to_part(&piece.asked, &with_probability(&words, piece.probability)),
        false => to_part(&piece.asked, &words),
    }
}

/// `What was its range? 4.9 to 7.8`: words and the part of the question that they answer, if it has parts.
pub(crate) fn to_part(asked: &str, words: &str) -> String {
    match asked.is_empty() {
        true => words.to_owned(),
        false => format!("{asked} {words}"),
    }
}

/// The text of a quotation, in quotation marks.
pub(crate) fn quoted(text: &str) -> String {
    said!(answers::quoted(text))
}

/// `On Wings, p. 3, Methods`, and whether the text was recognized.
pub(crate) fn place(quotation: &Quotation) -> String {
    said!(answers::place(quotation))
}

/// The other places that say what an answer says; places in its own document by their pages.
pub(crate) fn also<'q>(
    answer: &FoundAnswer,
    others: impl Iterator<Item = &'q Quotation>,
) -> String {
    said!(answers::also(answer, others))
}

/// The line above what a model wrote about the quotations.
pub(crate) fn gist_by(model: &str) -> String {
    said!(answers::gist_by(model))
}

/// `On Wings, p. 3`: the place of a source, its title if several documents were asked; empty if neither is
/// known.
pub(crate) fn source(title: Option<&str>, number: Option<u32>) -> String {
    let page = number.map(|number| said!(numbers::page(number)));
    let parts = [title.map(str::to_owned), page];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// A sentence that a model wrote, the places of its sources, and whether these support it weakly.
pub(crate) fn gist_sentence(said: &str, places: &[String], weak: bool) -> String {
    said!(answers::gist_sentence(said, places, weak))
}

/// The documents without an answer: some titles, and the number of the others.
pub(crate) fn nothing_in(titles: &[&str], others: usize) -> String {
    said!(answers::nothing_in(titles, others))
}
