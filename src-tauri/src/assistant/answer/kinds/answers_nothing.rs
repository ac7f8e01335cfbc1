//! Words that cannot answer a question, however sure a reader is of them.

use std::ops::Range;

use super::asked_there::only_asks;
use super::contents_list::only_lists;
use super::grammar_lines::only_is_grammar;
use super::headers::only_names;
use super::labelled::only_labels;
use super::title_lines::only_dates_a_title;
use crate::document::{Document, SentenceId};

/// Whether words of a document cannot answer a question: they name what is asked for and do not say it, they only ask
/// the same, or they only say where a chapter begins, from when the things of a title hold or how something is written. `bytes`
/// is their range in the sentences joined by spaces.
pub(crate) fn answers_nothing(
    document: &Document,
    question: &str,
    sentences: &[SentenceId],
    bytes: &Range<usize>,
) -> bool {
    only_names(document, question, sentences, bytes)
        || only_asks(document, question, sentences, bytes)
        || only_labels(document, question, sentences)
        || only_lists(document, question, sentences)
        || only_dates_a_title(document, question, sentences, bytes)
        || only_is_grammar(document, question, sentences)
}
