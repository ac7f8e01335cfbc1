//! What paragraphs of each style are, and how their letters look.

use std::collections::HashMap;

use super::look::Letters;
use crate::document::error::ReadError;
use crate::document::kind::RawKind;
use crate::document::piece::Piece;
use crate::document::reflow::xml::{attribute, each_element};

/// The longest chain of styles that are based on one another. A chain may be a circle.
const CHAIN: usize = 16;

/// What styles make of their paragraphs and runs, by the identifiers of the styles.
#[derive(Default)]
pub(super) struct Styles {
    /// A style that shows no kind is absent.
    kinds: HashMap<String, RawKind>,
    letters: HashMap<String, Letters>,
    /// The letters of paragraphs and runs without a style.
    defaults: Letters,
    /// The style of paragraphs that name none.
    plain: String,
}

#[derive(Default)]
struct Style {
    kind: Option<RawKind>,
    letters: Letters,
    based_on: Option<String>,
}

impl Styles {
    pub(super) fn kind(&self, id: &str) -> Option<RawKind> {
        self.kinds.get(id).copied()
    }

    /// What a style says about letters, with the styles that it is based on.
    pub(super) fn letters(&self, id: &str) -> Letters {
        self.letters.get(id).copied().unwrap_or_default()
    }

    /// The letters of a paragraph of this style.
    pub(super) fn of_paragraph(&self, id: &str) -> Letters {
        self.letters(id).over(self.defaults)
    }

    /// The letters of a paragraph that names no style.
    pub(super) fn plain(&self) -> Letters {
        self.of_paragraph(&self.plain)
    }

    /// Reads the part with the styles. The name of a built-in style is English in every language of the program; the
    /// identifier is not. A style that a person made is what the style is that it is based on.
    pub(super) fn read(xml: &str) -> Result<Self, ReadError> {
        let mut styles: HashMap<String, Style> = HashMap::new();
        let (mut id, mut plain) = (String::new(), String::new());
        each_element(xml, |tag| {
            let name = tag.local_name();
            if name.as_ref() == "style" {
                id = attribute(tag, "styleId").unwrap_or_default();
                let of_paragraphs = attribute(tag, "type").is_none_or(|kind| kind == "paragraph");
                if of_paragraphs && attribute(tag, "default").is_some_and(|set| set != "0") {
                    plain.clone_from(&id);
                }
                return;
            }
            // what stands before the first style are the defaults, under the empty name
            let style = styles.entry(id.clone()).or_default();
            style.letters.set(name.as_ref(), tag);
            let Some(value) = attribute(tag, "val") else {
                return;
            };
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
        let letters_of = |id: &String| {
            let mut letters = Letters::default();
            let mut style = styles.get(id);
            for _ in 0..CHAIN {
                let Some(here) = style else {
                    break;
                };
                letters = letters.over(here.letters);
                style = here.based_on.as_ref().and_then(|id| styles.get(id));
            }
            letters
        };
        Ok(Self {
            kinds: styles
                .keys()
                .filter_map(|id| Some((id.clone(), kind_of(id)?)))
                .collect(),
            letters: styles
                .keys()
                .map(|id| (id.clone(), letters_of(id)))
                .collect(),
            defaults: letters_of(&String::new()),
            plain,
        })
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
