//! Notes in a page, their marks, and the numbers of printed pages. Books name the type of an element in `epub:type` (EPUB
//! Structural Semantics Vocabulary), web pages in `role` (DPUB-ARIA). A note is text even if other elements like it are left
//! out, and even if it opens only when its mark is touched.

use scraper::ElementRef;
use scraper::node::Element;

use crate::document::marks::page_numbers;

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

/// Types of marks that lead to a note.
const MARKS: &[&str] = &["doc-noteref", "noteref"];

/// Types of places where a page of the printed book begins.
const PAGE_BREAKS: &[&str] = &["doc-pagebreak", "pagebreak"];

/// Classes that books give to the numbers of printed pages.
const PAGE_CLASSES: &[&str] = &[
    "page-number",
    "page_number",
    "pagebreak",
    "pageno",
    "pagenum",
    "pagenumber",
];

/// The longest mark of a note and the longest number of a page, in characters.
const LONGEST: (usize, usize) = (4, 16);

/// Whether an element is a note or a list of notes.
pub(super) fn is_note(element: &Element) -> bool {
    says(element, NOTES)
}

/// Whether an aside is part of the text: it is a note, or one to which a book gave a type.
pub(super) fn is_of_book(element: &Element) -> bool {
    element.name() == "aside" && (element.attr("epub:type").is_some() || is_note(element))
}

/// Whether an element is the number of a page of the printed book, which may stand within a sentence.
pub(super) fn is_page_number(element: ElementRef<'_>) -> bool {
    let value = element.value();
    let class = |class: &str| {
        PAGE_CLASSES
            .iter()
            .any(|own| class.eq_ignore_ascii_case(own))
    };
    let breaks = says(value, PAGE_BREAKS);
    if !breaks && !value.classes().any(class) {
        return false;
    }
    let text: String = element.text().take(LONGEST.1).collect();
    let short = text.trim().chars().count() <= LONGEST.1;
    let bare = text.to_lowercase().replace(['(', ')', '{', '}'], " ");
    let counts = page_numbers(&bare.replace("pg.", "page").replace("pg", "page"));
    short && (breaks || counts.is_some_and(|numbers| numbers > 0))
}

/// Whether a link is the mark of a note and has no brackets of its own: without any, it would be a part of the word before.
pub(super) fn is_mark(link: ElementRef<'_>) -> bool {
    let inside = link
        .attr("href")
        .is_some_and(|address| address.contains('#'));
    let text: String = link.text().take(LONGEST.0 + 2).collect();
    let mark = text.trim();
    let sign = |c: char| c.is_alphanumeric() || matches!(c, '*' | '\u{2020}' | '\u{2021}');
    if !inside || !(1..=LONGEST.0).contains(&mark.chars().count()) || !mark.chars().all(sign) {
        return false;
    }
    let is_raised = |element: ElementRef<'_>| element.value().name() == "sup";
    let around = link.parent().and_then(ElementRef::wrap);
    let mut within = link.children().filter_map(ElementRef::wrap);
    says(link.value(), MARKS)
        || around.is_some_and(is_raised)
        || within.any(|part| is_raised(part) && part.text().collect::<String>().trim() == mark)
}

/// Whether an element says that it is of one of these types.
fn says(element: &Element, types: &[&str]) -> bool {
    let said = [element.attr("epub:type"), element.attr("role")];
    let mut said = said.into_iter().flatten().flat_map(str::split_whitespace);
    said.any(|said| types.contains(&said))
}
