//! What the properties of a paragraph (ECMA-376, part 1, 17.3.1) say about it.

use quick_xml::events::BytesStart;

use super::story::Paragraph;
use super::styles::{Styles, outline};
use crate::document::kind::RawKind;
use crate::document::reflow::xml::attribute;

/// Takes over a property of a paragraph that is `plain` without any.
pub(super) fn set(
    paragraph: &mut Paragraph,
    plain: RawKind,
    styles: &Styles,
    name: &str,
    tag: &BytesStart<'_>,
) {
    let value = || attribute(tag, "val");
    match name {
        "pStyle" => {
            let Some(id) = value() else {
                return;
            };
            paragraph.kind = styles.kind(&id).unwrap_or(paragraph.kind);
            paragraph.letters = styles.of_paragraph(&id);
        }
        "outlineLvl" => {
            let kind = value().and_then(|level| outline(&level));
            paragraph.kind = kind.unwrap_or(paragraph.kind);
        }
        "numId" => {
            // number 0 takes a paragraph out of its list
            let listed = value().as_deref() != Some("0");
            paragraph.kind = match (paragraph.kind, listed) {
                (RawKind::Paragraph, true) => RawKind::ListItem,
                (RawKind::ListItem, false) => plain,
                (kind, _) => kind,
            };
        }
        "jc" => paragraph.letters.set(name, tag),
        "framePr" => {
            let cap = attribute(tag, "dropCap");
            paragraph.runs_on |= matches!(cap.as_deref(), Some("drop" | "margin"));
        }
        _ => {}
    }
}
