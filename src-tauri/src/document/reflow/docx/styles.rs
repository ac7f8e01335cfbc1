//! What paragraphs of each style are.

use std::collections::HashMap;

use crate::document::error::ReadError;
use crate::document::kind::RawKind;
use crate::document::reflow::piece::Piece;
use crate::document::reflow::xml::{attribute, each_element};

/// The longest chain of styles that are based on one another. A chain may be a circle.
const CHAIN: usize = 16;

/// Kinds of paragraphs by the identifiers of their styles; a style that shows none is absent.
#[derive(Default)]
pub(super) struct Styles(HashMap<String, RawKind>);

#[derive(Default)]
struct Style {
    kind: Option<RawKind>,
    based_on: Option<String>,
}

impl Styles {
    pub(super) fn kind(&self, id: &str) -> Option<RawKind> {
        self.0.get(id).copied()
    }

    /// Reads the part with the styles. The name of a built-in style is English in every language of the program; the
    /// identifier is not. A style that a person made is what the style is that it is based on.
    pub(super) fn read(xml: &str) -> Result<Self, ReadError> {
        let mut styles: HashMap<String, Style> = HashMap::new();
        let mut id = String::new();
        each_element(xml, |tag| {
            let name = tag.local_name();
            if name.as_ref() == "style" {
                id = attribute(tag, "styleId").unwrap_or_default();
                return;
            }
            let Some(value) = attribute(tag, "val") else {
                return;
            };
            let style = styles.entry(id.clone()).or_default();
            match name.as_ref() {
                "name" => style.kind = named(&value.to_lowercase()).or(style.kind),
                "basedOn" => style.based_on = Some(value),
                "outlineLvl" if style.kind.is_none() => style.kind = outline(&value),
                _ => {}
            }
        })?;
        let kind_of = |id: &String| {
            let mut style = styles.get(id);
            for _ in 0..CHAIN {
                let here = style?;
                if here.kind.is_some() {
                    return here.kind;
                }
                style = styles.get(here.based_on.as_ref()?);
            }
            None
        };
        let known = styles
            .keys()
            .filter_map(|id| Some((id.clone(), kind_of(id)?)));
        Ok(Self(known.collect()))
    }
}

/// What a paragraph on this level of the outline is: 0 is the outermost level, 9 is body text.
pub(super) fn outline(level: &str) -> Option<RawKind> {
    let level = level.parse::<u8>().ok().filter(|level| *level < 9)?;
    Some(RawKind::Heading { level: level + 1 })
}

fn named(style: &str) -> Option<RawKind> {
    if let Some(level) = style.strip_prefix("heading ") {
        let level = level.trim().parse().ok()?;
        return Some(Piece::heading(level, "").kind);
    }
    Some(match style {
        "title" => RawKind::Title,
        "subtitle" | "author" => RawKind::Authors,
        "caption" => RawKind::Caption,
        "bibliography" => RawKind::Reference,
        "header" | "footer" | "toc heading" => RawKind::Furniture,
        "html preformatted" | "source code" => RawKind::Code,
        _ if style.starts_with("toc ") => RawKind::Furniture,
        _ if style.starts_with("list") => RawKind::ListItem,
        _ => return None,
    })
}
