//! How letters look, as far as that tells a heading from text: what styles, paragraphs and runs say about their weight and
//! size (ECMA-376, part 1, 17.3.2), and what becomes of it in a paragraph.

use std::collections::BTreeMap;

use quick_xml::events::BytesStart;

use crate::document::piece::Look;
use crate::document::reflow::xml::{attribute, is_on};

/// The size of letters where nothing says another, in half points.
const USUAL: u16 = 20;

/// What a style, a paragraph or a run says about its letters; `None` where it says nothing.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Letters {
    bold: Option<bool>,
    /// In half points.
    size: Option<u16>,
    centred: Option<bool>,
    struck: Option<bool>,
    raised: Option<bool>,
}

impl Letters {
    /// Takes over a property, if it is one of letters.
    pub(super) fn set(&mut self, name: &str, tag: &BytesStart<'_>) {
        match name {
            "b" => self.bold = Some(is_on(tag)),
            "sz" => self.size = attribute(tag, "val").and_then(|value| size(&value)),
            "strike" | "dstrike" => self.struck = Some(is_on(tag)),
            "vertAlign" => {
                self.raised = attribute(tag, "val").map(|how| how == "superscript");
            }
            "jc" => self.centred = attribute(tag, "val").map(|how| how == "center"),
            _ => {}
        }
    }

    /// The same with what `below` says where this says nothing.
    pub(super) fn over(self, below: Self) -> Self {
        Self {
            bold: self.bold.or(below.bold),
            size: self.size.or(below.size),
            centred: self.centred.or(below.centred),
            struck: self.struck.or(below.struck),
            raised: self.raised.or(below.raised),
        }
    }

    pub(super) fn are_raised(self) -> bool {
        self.raised == Some(true)
    }

    /// Whether a line goes through them: what they say is no longer valid.
    pub(super) fn are_struck(self) -> bool {
        self.struck == Some(true)
    }
}

/// A size in half points. A number without a unit counts these.
fn size(value: &str) -> Option<u16> {
    match value.strip_suffix("pt") {
        Some(points) => points.parse::<u16>().ok()?.checked_mul(2),
        None => value.parse().ok(),
    }
}

/// The letters and digits of a paragraph, counted by their look.
#[derive(Debug, Default)]
pub(super) struct Tally {
    all: usize,
    bold: usize,
    sizes: BTreeMap<u16, usize>,
}

impl Tally {
    /// Counts the letters of a run.
    pub(super) fn add(&mut self, text: &str, letters: Letters) {
        let count = text.chars().filter(|c| c.is_alphanumeric()).count();
        if count == 0 {
            return;
        }
        self.all += count;
        if letters.bold == Some(true) {
            self.bold += count;
        }
        *self.sizes.entry(letters.size.unwrap_or(USUAL)).or_default() += count;
    }

    /// The look of a paragraph whose properties are these. A number that a person forgot to make bold does not count.
    pub(super) fn look(&self, paragraph: Letters) -> Look {
        let most = self.sizes.iter().max_by_key(|(_, count)| **count);
        Look {
            size: most.map_or(0, |(size, _)| *size),
            bold: self.all > 0 && self.bold * 10 >= self.all * 9,
            centred: paragraph.centred == Some(true),
        }
    }
}
