//! What is asked of a parsed page.

use scraper::{ElementRef, Html, Selector};

use super::notes::is_page_number;

/// Readings of words, and the brackets around them for browsers that cannot set them above.
const READINGS: &[&str] = &["rp", "rt", "rtc"];

/// The texts of links that lead to the heading in which they stand, or from a note back to its mark.
const SIGNS: &[&str] = &[
    "\u{b6}",
    "#",
    "\u{a7}",
    "\u{1f517}",
    "^",
    "\u{2191}",
    "\u{21a9}",
    "\u{21a9}\u{fe0e}",
];

/// The elements that a selector selects, in order. The selectors are constants; one that does not parse selects
/// nothing.
pub(super) fn all<'p>(page: &'p Html, selector: &str) -> Vec<ElementRef<'p>> {
    Selector::parse(selector)
        .map(|selector| page.select(&selector).collect())
        .unwrap_or_default()
}

/// Whether an element stands beside the words around it and is none of them.
pub(super) fn is_beside(element: ElementRef<'_>) -> bool {
    let value = element.value();
    if is_page_number(element) {
        return true;
    }
    match value.name() {
        "a" => {
            let mut words = element.text().flat_map(str::split_whitespace);
            words.next().is_some_and(|word| SIGNS.contains(&word)) && words.next().is_none()
        }
        // the links with which readers change a section
        "span" => value.classes().any(|class| class == "mw-editsection"),
        name => READINGS.contains(&name),
    }
}

/// The words of an element, without those beside them.
pub(super) fn text(element: ElementRef<'_>) -> String {
    let mut words = String::new();
    for node in element.descendants() {
        let around = node
            .ancestors()
            .take_while(|around| around.id() != element.id());
        if let Some(text) = node.value().as_text()
            && !around.filter_map(ElementRef::wrap).any(is_beside)
        {
            words.push_str(text);
        }
    }
    folded(&words)
}

pub(super) use crate::document::marks::on_one_line as folded;
