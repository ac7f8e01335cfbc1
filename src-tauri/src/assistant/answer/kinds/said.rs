//! What a way to an answer says in the documents of tests.

use super::quoted::Named;
use crate::assistant::answer::types::FoundAnswer;
use crate::assistant::sample::flow;
use crate::document::Document;

/// A way to an answer: what a document says to a question.
type Way = fn(Named<'_>, &str) -> Option<FoundAnswer>;

/// The answer that a way finds in a document of lines.
pub(super) fn said(way: Way, lines: &[&str], question: &str) -> Option<String> {
    said_in(way, &flow(lines), question)
}

/// The answer that a way finds in a document.
pub(super) fn said_in(way: Way, document: &Document, question: &str) -> Option<String> {
    let of = Named {
        document,
        title: "",
    };
    way(of, question).map(|answer| answer.text)
}
