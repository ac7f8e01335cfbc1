//! HTML, as browsers parse it (html5ever), without its scripts, styles and navigation.

use ego_tree::iter::Edge;
use scraper::{ElementRef, Html, Node, Selector};

use super::piece::{Content, Piece};
use crate::document::error::ReadError;
use crate::document::kind::RawKind;

/// Elements that are not part of the document's text.
const SKIPPED: &[&str] = &[
    "aside", "audio", "button", "canvas", "dialog", "footer", "form", "head", "iframe", "math",
    "menu", "nav", "noscript", "object", "script", "select", "style", "svg", "template",
    "textarea", "video",
];

/// Elements that begin and end a block of text; every other element is part of a line.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "figcaption",
    "figure",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "html",
    "li",
    "main",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "ul",
];

/// Elements that may stay open or have no end tag: they do not nest.
const UNCLOSED: &[&str] = &[
    "area", "base", "br", "col", "dd", "dt", "embed", "hr", "img", "input", "li", "link", "meta",
    "option", "p", "param", "source", "tbody", "td", "tfoot", "th", "thead", "tr", "track", "wbr",
];

/// How deeply elements may nest. A parser's time grows with the square of the depth, and nobody writes more
/// than a few dozen levels.
const MAX_DEPTH: usize = 2_000;

/// Reads a page: its title, its authors if it names them, its blocks.
///
/// # Errors
/// [`ReadError::Damaged`] if elements nest more deeply than [`MAX_DEPTH`].
pub(super) fn content(html: &str) -> Result<Content, ReadError> {
    if depth(html) > MAX_DEPTH {
        return Err(ReadError::Damaged);
    }
    let page = Html::parse_document(html);
    let first = |selector: &str| -> Option<ElementRef<'_>> {
        // the selectors are constants; one that does not parse selects nothing
        let selector = Selector::parse(selector).ok()?;
        page.select(&selector).next()
    };
    let all = |selector: &str| -> Vec<ElementRef<'_>> {
        Selector::parse(selector)
            .map(|selector| page.select(&selector).collect())
            .unwrap_or_default()
    };
    let text_of = |element: ElementRef<'_>| folded(&element.text().collect::<String>());
    let headings = all("h1");
    let title = match headings.as_slice() {
        [only] => Some(text_of(*only)),
        _ => first("head > title").map(text_of),
    };
    let authors = all("meta[name=author], meta[name=citation_author], meta[name='dc.creator' i]")
        .into_iter()
        .filter_map(|meta| meta.attr("content"))
        .map(folded)
        .filter(|name| !name.is_empty())
        .collect();
    // if a page marks its text, the rest is its frame
    let root = match (all("main").as_slice(), all("article").as_slice()) {
        ([main], _) => *main,
        (_, [article]) => *article,
        _ => page.root_element(),
    };
    Ok(Content {
        title: title.filter(|title| !title.is_empty()),
        authors,
        pieces: pieces(root),
    })
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

/// The blocks below an element, in order. It does not recurse: a file may nest as deeply as it likes.
fn pieces(root: ElementRef<'_>) -> Vec<Piece> {
    let mut writer = Writer::default();
    let mut skipped = 0_usize;
    for edge in root.traverse() {
        match edge {
            Edge::Open(node) => match node.value() {
                Node::Element(element) => {
                    let name = element.name();
                    let hidden = element.attr("hidden").is_some()
                        || element.attr("aria-hidden") == Some("true");
                    if skipped > 0 || hidden || SKIPPED.contains(&name) {
                        skipped += 1;
                    } else {
                        writer.open(name);
                    }
                }
                Node::Text(text) if skipped == 0 => writer.text(text),
                _ => {}
            },
            Edge::Close(node) => {
                if let Node::Element(element) = node.value() {
                    if skipped > 0 {
                        skipped -= 1;
                    } else {
                        writer.close(element.name());
                    }
                }
            }
        }
    }
    writer.flush();
    writer.pieces
}

#[derive(Default)]
struct Writer {
    pieces: Vec<Piece>,
    buffer: String,
    /// Open elements that decide what their text is, the outermost first.
    open: Vec<Piece>,
}

impl Writer {
    fn open(&mut self, name: &str) {
        if BLOCKS.contains(&name) {
            let row = self.inside(RawKind::Table) && name != "caption";
            if row {
                self.buffer.push(' ');
            } else {
                self.flush();
            }
        }
        if let Some(piece) = meaning(name) {
            self.open.push(piece);
        }
        if name == "br" {
            self.text("\n");
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "td" | "th" => self.buffer.push(' '),
            "tr" => self.buffer.push('\n'),
            _ => {}
        }
        if meaning(name).is_some() {
            if !self.inside(RawKind::Table) || matches!(name, "table" | "caption") {
                self.flush();
            }
            self.open.pop();
        } else if BLOCKS.contains(&name) && !self.inside(RawKind::Table) {
            self.flush();
        }
    }

    fn text(&mut self, text: &str) {
        if self.inside(RawKind::Table) {
            // only the end of a row ends a line
            self.buffer.push_str(&text.replace('\n', " "));
        } else {
            self.buffer.push_str(text);
        }
    }

    fn inside(&self, kind: RawKind) -> bool {
        self.open.iter().any(|open| open.kind == kind)
    }

    /// Ends a block. The innermost element that decides what it is wins.
    fn flush(&mut self) {
        let text = std::mem::take(&mut self.buffer);
        let kind = self
            .open
            .last()
            .map_or(RawKind::Paragraph, |open| open.kind);
        let text = match kind {
            RawKind::Code => text.trim_matches('\n').to_owned(),
            RawKind::Table => {
                let rows = text.lines().map(folded);
                let filled: Vec<_> = rows.filter(|row| !row.is_empty()).collect();
                filled.join("\n")
            }
            _ => folded(&text),
        };
        if !text.trim().is_empty() {
            self.pieces.push(Piece { kind, text });
        }
    }
}

/// What the text in an element is; `None` if the element does not decide it.
fn meaning(name: &str) -> Option<Piece> {
    let kind = match name {
        "li" | "dd" | "dt" => RawKind::ListItem,
        "pre" => RawKind::Code,
        "table" => RawKind::Table,
        "caption" | "figcaption" => RawKind::Caption,
        _ => {
            let level = name.strip_prefix('h')?.parse().ok()?;
            return (1..=6).contains(&level).then(|| Piece::heading(level, ""));
        }
    };
    Some(Piece::new(kind, ""))
}

/// Returns a text with each run of white space as one space.
fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
