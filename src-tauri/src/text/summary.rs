//! The words around a summary: who made it, its pages and its sources.

use super::answers::quoted;
use super::language::said;
use crate::assistant::summary::{Evidence, PageCoverage, SummaryOrigin};

/// Who made the summary, and whether the person changed it.
pub(crate) fn made_by(origin: &SummaryOrigin, changed: bool) -> String {
    said!(summary::made_by(origin, changed))
}

/// What the lines that stand in place of a summary are called.
pub(crate) fn lines() -> &'static str {
    said!(summary::LINES)
}

/// `Birds fly. [yours; pinned; p. 7, 2]`: a sentence with its pages, the page of the greatest weight first, whether the
/// person wrote it, and whether every new summary keeps it.
pub(crate) fn with_pages(sentence: &str, pages: &[u32], yours: bool, pinned: bool) -> String {
    said!(summary::with_pages(sentence, pages, yours, pinned))
}

/// `p. 3: `, the page of what a person's words are about; nothing in a document without pages.
pub(crate) fn page_label(source: &Evidence) -> String {
    let label = |number| format!("{}: ", said!(numbers::page(number)));
    source.page.map(label).unwrap_or_default()
}

/// `p. 3, 62%: `, the page and the share of a source.
pub(crate) fn source_label(source: &Evidence) -> String {
    let share = said!(numbers::percent(source.weight));
    match source.page {
        Some(number) => format!("{}, {share}: ", said!(numbers::page(number))),
        None => format!("{share}: "),
    }
}

/// A source and what it says.
pub(crate) fn source_quoted(source: &Evidence, text: &str) -> String {
    format!("{}{}", source_label(source), quoted(text))
}

/// The 1-based numbers of the sentences whose sources support them weakly; nothing if there are none.
pub(crate) fn weakly_supported(sentences: &[usize]) -> Option<String> {
    said!(summary::weakly_supported(sentences))
}

/// The pages that the summary draws on, each with its share; nothing for a document without pages. `pages` is their number in
/// the document: pages without text count too, as in the window.
pub(crate) fn drawn_on(
    origin: &SummaryOrigin,
    coverage: &[PageCoverage],
    pages: usize,
) -> Option<String> {
    said!(summary::drawn_on(origin, coverage, pages))
}
