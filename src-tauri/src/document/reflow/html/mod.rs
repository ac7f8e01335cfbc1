//! HTML, as browsers parse it (html5ever), without its scripts, styles and navigation.

mod authors;
mod blocks;
mod cells;
mod definitions;
mod fields;
mod formula;
mod notes;
mod seen;
mod select;
mod title;
mod writer;
mod xhtml;

use scraper::Html;

use self::blocks::pieces;
use self::seen::Seen;
use self::select::all;
use crate::document::error::ReadError;
use crate::document::piece::{Content, Piece};

/// Elements that may stay open or have no end tag: they do not nest.
const UNCLOSED: &[&str] = &[
    "a", "area", "base", "br", "col", "dd", "dt", "embed", "hr", "img", "input", "li", "link",
    "meta", "option", "p", "param", "rp", "rt", "source", "tbody", "td", "tfoot", "th", "thead",
    "tr", "track", "wbr",
];

/// How deeply elements may nest. A parser's time grows with the square of the depth, and nobody writes more
/// than a few dozen levels.
const MAX_DEPTH: usize = 2_000;

/// Reads a page of XHTML, as the chapters of a book are.
///
/// # Errors
/// As [`content`].
pub(super) fn of_xhtml(xhtml: &str) -> Result<Content, ReadError> {
    content(&xhtml::as_html(xhtml))
}

/// Reads a page: its title, its authors if it names them, its blocks.
///
/// # Errors
/// [`ReadError::Damaged`] if elements nest more deeply than [`MAX_DEPTH`].
pub(super) fn content(html: &str) -> Result<Content, ReadError> {
    if depth(html) > MAX_DEPTH {
        return Err(ReadError::Damaged);
    }
    let page = Html::parse_document(html);
    // if a page marks its text, the rest is its frame
    let (mains, articles) = (all(&page, "main"), all(&page, "article"));
    let root = match (mains.as_slice(), articles.as_slice()) {
        ([main], _) => Some(*main),
        (_, [article]) => Some(*article),
        _ => None,
    };
    let mut seen = Seen::of(&page);
    let marked = root.map(|root| pieces(root, &seen)).unwrap_or_default();
    let (root, pieces) = if marked.is_empty() {
        (page.root_element(), all_pieces(&page, &mut seen))
    } else {
        (root.unwrap_or_else(|| page.root_element()), marked)
    };
    Ok(Content {
        title: title::of(&page, root, &seen),
        authors: authors::of(&page, root, &seen),
        pieces,
        ..Content::default()
    })
}

/// The blocks of the whole page. If nothing is seen of it, a script would show it.
fn all_pieces(page: &Html, seen: &mut Seen) -> Vec<Piece> {
    let found = pieces(page.root_element(), seen);
    if found.is_empty() {
        *seen = Seen::without_styles();
        return pieces(page.root_element(), seen);
    }
    found
}

/// The greatest depth of elements, estimated from the tags alone.
fn depth(html: &str) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0);
    for tag in html.split('<').skip(1) {
        let name = |tag: &str| -> String {
            let letters = tag.chars().take_while(char::is_ascii_alphanumeric);
            letters.map(|c| c.to_ascii_lowercase()).collect()
        };
        let (end, name) = match tag.strip_prefix('/') {
            Some(rest) => (true, name(rest)),
            None => (false, name(tag)),
        };
        if name.is_empty() || UNCLOSED.contains(&name.as_str()) {
            continue;
        }
        depth = if end {
            depth.saturating_sub(1)
        } else {
            depth + 1
        };
        deepest = deepest.max(depth);
    }
    deepest
}
