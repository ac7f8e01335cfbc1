//! What is asked of a parsed page.

use scraper::{ElementRef, Html, Selector};

/// The elements that a selector selects, in order. The selectors are constants; one that does not parse selects
/// nothing.
pub(super) fn all<'p>(page: &'p Html, selector: &str) -> Vec<ElementRef<'p>> {
    Selector::parse(selector)
        .map(|selector| page.select(&selector).collect())
        .unwrap_or_default()
}

/// Returns a text with each run of white space as one space.
pub(super) fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
