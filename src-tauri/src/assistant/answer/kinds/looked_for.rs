//! What a document says to a question for a value, without a search: the ways are tried in turn, and the first that answers counts.

use super::cell::{self, EmptyCell};
use super::quoted::Named;
use super::{
    about, agent, amount_lines, asked_there, contact, contents_list, curriculum, done_by, labelled,
    measured, purchase, stamped, stated, sum_line, under_item,
};
use crate::assistant::answer::types::FoundAnswer;

/// The answers of a document, if there are any. The cells that would answer and say nothing are added to `empty`.
pub(super) fn value(of: Named<'_>, question: &str, empty: &mut Vec<EmptyCell>) -> Vec<FoundAnswer> {
    // the number of a page is the value of no table
    let lists = |answer: &FoundAnswer| {
        contents_list::only_lists(of.document, question, &answer.quotation.sentences)
    };
    if let Some(row) = cell::extreme(of, question).filter(|row| !lists(row)) {
        return vec![row];
    }
    if let Some(moment) = purchase::moment(of, question) {
        return vec![moment];
    }
    let mut found = cell::cells(of, question);
    empty.append(&mut found.empty);
    found.answers.retain(|answer| !lists(answer));
    if !found.answers.is_empty() {
        return found.answers;
    }
    let line = labelled::value(of, question)
        .or_else(|| contact::contact(of, question))
        .or_else(|| amount_lines::amount(of, question))
        .or_else(|| curriculum::line(of, question))
        .or_else(|| asked_there::what_follows(of, question))
        .or_else(|| about::author(of, question))
        .or_else(|| done_by::name(of, question))
        .or_else(|| sum_line::sum(of, question))
        .or_else(|| stamped::date(of, question))
        .or_else(|| under_item::value(of, question))
        .or_else(|| stated::rest(of, question))
        .or_else(|| measured::measure(of, question))
        .or_else(|| agent::name(of, question));
    line.into_iter().collect()
}
