//! Fields of old forms (ECMA-376, part 1, 17.16.5): what a box or a list shows stands in the properties of its field.

use quick_xml::events::BytesStart;

use crate::document::reflow::xml::{attribute, is_on};

/// What is known of the open field.
#[derive(Default)]
pub(super) struct OldForm {
    /// Whether the box that is being read is ticked.
    tick: Option<bool>,
    list: Option<List>,
    /// What the list shows, unless the result of the field says it as well.
    chosen: Option<String>,
}

#[derive(Default)]
struct List {
    entries: Vec<String>,
    standard: usize,
    result: Option<usize>,
}

impl OldForm {
    /// Takes over a property of a field.
    pub(super) fn start(&mut self, name: &str, tag: &BytesStart<'_>) {
        let value = || attribute(tag, "val");
        let number = || value().and_then(|value| value.parse().ok());
        match name {
            "checkBox" => self.tick = Some(false),
            "ddList" => self.list = Some(List::default()),
            _ => {}
        }
        match (name, &mut self.list) {
            ("listEntry", Some(list)) => list.entries.extend(value()),
            ("result", Some(list)) => list.result = number(),
            ("default", Some(list)) => list.standard = number().unwrap_or(0),
            ("default" | "checked", None) if self.tick.is_some() => self.tick = Some(is_on(tag)),
            _ => {}
        }
    }

    /// Ends a property, and returns the box that it describes.
    pub(super) fn finish(&mut self, name: &str) -> Option<&'static str> {
        match name {
            "ddList" => {
                self.chosen = self.list.take().and_then(List::shown);
                None
            }
            "checkBox" => {
                let on = self.tick.take()?;
                Some(if on { "\u{2612}" } else { "\u{2610}" })
            }
            _ => None,
        }
    }

    /// The field has a text of its own, which says what the list shows.
    pub(super) fn has_text(&mut self) {
        self.chosen = None;
    }

    /// Ends the field, and returns what its list shows.
    pub(super) fn end(&mut self) -> Option<String> {
        self.chosen.take()
    }
}

impl List {
    /// The entry that the list shows; if nobody chose one, the first.
    fn shown(mut self) -> Option<String> {
        let at = self.result.unwrap_or(self.standard);
        (at < self.entries.len()).then(|| self.entries.swap_remove(at))
    }
}
