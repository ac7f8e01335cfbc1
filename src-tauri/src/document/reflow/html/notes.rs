//! Notes in a page. Books say what an element is by `epub:type` (EPUB Structural Semantics Vocabulary), web pages by `role`
//! (DPUB-ARIA): a note is text, also where an element of its kind is not, and where it opens only when its mark is touched.

use scraper::node::Element;

/// Types of notes and of lists of notes.
const NOTES: &[&str] = &[
    "doc-endnote",
    "doc-endnotes",
    "doc-footnote",
    "endnote",
    "endnotes",
    "footnote",
    "footnotes",
    "rearnote",
    "rearnotes",
];

/// Whether an element is a note or a list of notes.
pub(super) fn is_note(element: &Element) -> bool {
    says(element, NOTES)
}

/// Whether an element that stands beside the text is nevertheless a part of it: a book says what each of them is.
pub(super) fn is_of_book(element: &Element) -> bool {
    element.name() == "aside" && (element.attr("epub:type").is_some() || is_note(element))
}

/// Whether an element says that it is of one of these types.
fn says(element: &Element, types: &[&str]) -> bool {
    let said = [element.attr("epub:type"), element.attr("role")];
    let mut said = said.into_iter().flatten().flat_map(str::split_whitespace);
    said.any(|said| types.contains(&said))
}
