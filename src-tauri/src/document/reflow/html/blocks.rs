//! The blocks of a page: which of its elements are text, in order.

use ego_tree::NodeId;
use ego_tree::iter::Edge;
use scraper::node::Element;
use scraper::{ElementRef, Node};

use super::fields::{Fields, is_filled};
use super::formula;
use super::notes::{is_mark, is_note, is_of_book};
use super::seen::Seen;
use super::select::is_beside;
use super::writer::Writer;
use crate::document::piece::Piece;

/// Elements that are not part of the document's text.
const SKIPPED: &[&str] = &[
    "aside", "audio", "button", "canvas", "datalist", "dialog", "footer", "head", "iframe", "math",
    "menu", "meter", "nav", "noscript", "object", "progress", "script", "select", "style", "svg",
    "template", "textarea", "video",
];

/// The longest text of a form that only asks for something, in characters: some sites wrap their whole page in a form.
const FORM: usize = 300;

/// The blocks below an element, in order. It does not recurse: a file may nest as deeply as it likes.
pub(super) fn pieces(root: ElementRef<'_>, seen: &Seen) -> Vec<Piece> {
    let fields = Fields::of(root, seen);
    let mut writer = Writer::default();
    // open elements from one on that is left out, and open labels that are read with their fields
    let (mut skipped, mut spent) = (0_usize, 0_usize);
    let mut notes: Vec<NodeId> = Vec::new();
    for edge in root.traverse() {
        match edge {
            Edge::Open(node) => match node.value() {
                Node::Element(element) => {
                    let name = element.name();
                    let here = ElementRef::wrap(node);
                    let hidden = is_hidden(element, seen);
                    let left_out = skipped > 0
                        || hidden
                        || here.is_some_and(is_beside)
                        || (name == "form" && here.is_some_and(|form| only_asks(form, seen)));
                    if !left_out && let Some(field) = here.and_then(|here| fields.read(here)) {
                        writer.field(field, &fields);
                    }
                    if !left_out
                        && spent == 0
                        && let Some(here) = here
                    {
                        write_formula(here, &mut writer);
                    }
                    if left_out || (SKIPPED.contains(&name) && !is_of_book(element)) {
                        skipped += 1;
                    } else {
                        if is_note(element) && writer.open_note() {
                            notes.push(node.id());
                        }
                        spent += usize::from(fields.is_spent(node.id()));
                        writer.open(name);
                        match name {
                            "td" | "th" => writer.open_cell(element),
                            "ol" | "ul" | "li" => writer.count(element),
                            "a" => {
                                writer.link(element.attr("href").unwrap_or_default());
                                if spent == 0 && here.is_some_and(is_mark) {
                                    writer.text("[");
                                }
                            }
                            _ => {}
                        }
                    }
                }
                Node::Text(text) if skipped == 0 && spent == 0 => writer.text(text),
                _ => {}
            },
            Edge::Close(node) => {
                if let Node::Element(element) = node.value() {
                    if skipped > 0 {
                        skipped -= 1;
                    } else {
                        let mark =
                            element.name() == "a" && ElementRef::wrap(node).is_some_and(is_mark);
                        if mark && spent == 0 {
                            writer.text("]");
                        }
                        spent -= usize::from(fields.is_spent(node.id()));
                        writer.close(element.name());
                        if notes.pop_if(|note| *note == node.id()).is_some() {
                            writer.close_note();
                        }
                    }
                }
            }
        }
    }
    writer.end()
}

/// Writes the formula that an element or a picture shows, if it shows one.
fn write_formula(element: ElementRef<'_>, writer: &mut Writer) {
    match element.value().name() {
        "math" => {
            let apart = element.attr("display") == Some("block");
            writer.formula(&formula::of_math(element), apart);
        }
        "img" => {
            if let Some(shown) = formula::of_image(element) {
                writer.formula(&shown, false);
            }
        }
        _ => {}
    }
}

/// Whether nobody sees an element. A note may open only when its mark is touched.
fn is_hidden(element: &Element, seen: &Seen) -> bool {
    seen.hides(element) && !formula::is_for_readers(element) && !is_note(element)
}

/// Whether a form has empty fields and no text.
fn only_asks(form: ElementRef<'_>, seen: &Seen) -> bool {
    if is_filled(form, seen) {
        return false;
    }
    let words = form.text().flat_map(str::split_whitespace);
    let mut length = 0;
    for word in words {
        length += word.chars().count();
        if length > FORM {
            return false;
        }
    }
    true
}
