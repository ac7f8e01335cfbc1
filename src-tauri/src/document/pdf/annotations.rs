//! Which annotations of a page are text that everybody sees: the values of a form's fields, typed notes and stamps.
//! Comments, links and marks belong to readers of the page, and what is hidden belongs to nobody.

use hayro_syntax::Pdf;
use hayro_syntax::object::{
    Array, Dict, Name, Object, Rect as PdfRect, Stream, String as PdfString,
};
use hayro_syntax::page::Page;

use super::field::{Field, FieldKind};
use super::glyphs::{Annotation, AnnotationKind};
use super::strings::text_of;
use crate::document::types::Rect;

/// Most annotations of a page that are looked at.
const MOST_ANNOTATIONS: usize = 4_000;
/// Bytes of the values of one page, about.
const MOST_TEXT: usize = 400_000;
/// The longest note, in characters.
const LONGEST_NOTE: usize = 20_000;
/// Flags of annotations that nobody sees: Hidden and NoView.
const UNSEEN: u32 = 1 << 1 | 1 << 5;
/// Smaller annotations, in points, cannot be seen.
const LEAST: f32 = 1.0;

/// An annotation and what draws it.
pub(super) struct Found<'a> {
    /// Without glyphs.
    pub(super) annotation: Annotation,
    /// The form that draws it, if it is to be drawn.
    pub(super) appearance: Option<Stream<'a>>,
    /// Whether the value holds, and not what the appearance draws, if the two differ.
    pub(super) value_holds: bool,
}

/// The interactive form of a document.
pub(super) struct Form<'a> {
    dict: Option<Dict<'a>>,
    /// Whether viewers draw the values anew.
    need_appearances: bool,
    /// Layers that are not shown at first.
    off: Vec<(u32, i32)>,
}

impl<'a> Form<'a> {
    pub(super) fn of(pdf: &'a Pdf) -> Self {
        let catalog: Option<Dict<'a>> = pdf.xref().get(pdf.xref().root_id());
        let dict = catalog
            .as_ref()
            .and_then(|catalog| catalog.get::<Dict<'a>>(b"AcroForm"));
        let need = dict
            .as_ref()
            .and_then(|dict| dict.get::<bool>(b"NeedAppearances"));
        let off = catalog
            .as_ref()
            .and_then(|catalog| {
                catalog
                    .get::<Dict<'a>>(b"OCProperties")?
                    .get::<Dict<'a>>(b"D")
            })
            .and_then(|default| default.get::<Array<'a>>(b"OFF"))
            .map(|off| {
                let references = off.raw_iter().take(MOST_ANNOTATIONS);
                references
                    .filter_map(|layer| layer.as_obj_ref())
                    .map(|layer| (layer.obj_number, layer.gen_number))
                    .collect()
            });
        Self {
            dict,
            need_appearances: need.unwrap_or(false),
            off: off.unwrap_or_default(),
        }
    }

    /// Whether the file is a form in XFA whose pages only ask for a program that shows it: it has no fields of its
    /// own.
    pub(super) fn is_xfa_only(&self, pages: &[Page<'a>]) -> bool {
        const PAGES_THAT_ASK: usize = 2;
        let Some(dict) = &self.dict else {
            return false;
        };
        dict.contains_key(b"XFA")
            && pages.len() <= PAGES_THAT_ASK
            && pages.iter().all(|page| {
                let mut widgets = dictionaries(page).filter(|dict| is(dict, b"Widget"));
                widgets.next().is_none()
            })
    }

    fn is_off(&self, annotation: &Dict<'a>) -> bool {
        !self.off.is_empty()
            && annotation
                .get_ref(b"OC")
                .is_some_and(|layer| self.off.contains(&(layer.obj_number, layer.gen_number)))
    }

    /// What is to be read on a page, in the order of the file.
    pub(super) fn found(&self, page: &Page<'a>) -> Vec<Found<'a>> {
        let mut found = Vec::new();
        let mut length = 0;
        for dict in dictionaries(page) {
            let flags = dict.get::<u32>(b"F").unwrap_or(0);
            if flags & UNSEEN != 0 || self.is_off(&dict) {
                continue;
            }
            if let Some(next) = self.annotation(&dict) {
                length += next.annotation.value.len() + next.annotation.name.len();
                if length > MOST_TEXT {
                    break;
                }
                found.push(next);
            }
        }
        found
    }

    fn annotation(&self, dict: &Dict<'a>) -> Option<Found<'a>> {
        let area = area(dict)?;
        if is(dict, b"Widget") {
            return self.widget(dict, area);
        }
        let kind = match &*dict.get::<Name<'a>>(b"Subtype")? {
            b"FreeText" => AnnotationKind::Note,
            b"Stamp" => AnnotationKind::Stamp,
            _ => return None,
        };
        let text = |key: &[u8]| {
            let text = dict.get::<PdfString<'a>>(key)?;
            Some(text_of(text.as_bytes(), LONGEST_NOTE)).filter(|text| !text.is_empty())
        };
        // the contents of a stamp are a comment on it
        let value = match kind {
            AnnotationKind::Note => {
                text(b"Contents").or_else(|| text(b"RC").map(|rich| without_tags(&rich)))
            }
            _ => None,
        };
        Some(Found {
            annotation: Annotation {
                kind,
                area,
                field: 0,
                value: value.unwrap_or_default(),
                name: String::new(),
                size: 0.0,
                glyphs: Vec::new(),
            },
            appearance: appearance(dict),
            value_holds: false,
        })
    }

    fn widget(&self, dict: &Dict<'a>, area: Rect) -> Option<Found<'a>> {
        let field = Field::of(dict);
        let kind = field.kind()?;
        let mut annotation = Annotation {
            kind: AnnotationKind::Text,
            area,
            field: field.number(),
            value: String::new(),
            name: field.name(),
            size: field.size(self.dict.as_ref()),
            glyphs: Vec::new(),
        };
        let mut drawn = None;
        match kind {
            FieldKind::Text | FieldKind::Combo => {
                annotation.value = field.value();
                drawn = appearance(dict);
            }
            // its appearance shows options that were not chosen
            FieldKind::List => annotation.value = field.value(),
            FieldKind::Box => {
                let (on, state) = field.state(self.need_appearances);
                annotation.kind = AnnotationKind::Box { on };
                annotation.value = state;
            }
            FieldKind::Signature => {
                annotation.kind = AnnotationKind::Stamp;
                annotation.name.clear();
                drawn = appearance(dict);
            }
        }
        Some(Found {
            annotation,
            appearance: drawn,
            value_holds: self.need_appearances,
        })
    }
}

fn dictionaries<'a>(page: &Page<'a>) -> impl Iterator<Item = Dict<'a>> {
    let annotations = page.raw().get::<Array<'a>>(b"Annots");
    annotations
        .into_iter()
        .flat_map(|array| array.iter::<Object<'a>>())
        .take(MOST_ANNOTATIONS)
        .filter_map(Object::into_dict)
}

fn is(dict: &Dict<'_>, subtype: &[u8]) -> bool {
    dict.get::<Name<'_>>(b"Subtype")
        .is_some_and(|name| &*name == subtype)
}

/// The normal appearance, if it is one form and not one for each state.
fn appearance<'a>(dict: &Dict<'a>) -> Option<Stream<'a>> {
    dict.get::<Dict<'a>>(b"AP")?.get::<Stream<'a>>(b"N")
}

/// The rectangle of an annotation that is large enough to be seen.
fn area(dict: &Dict<'_>) -> Option<Rect> {
    let rect = dict.get::<PdfRect>(b"Rect")?;
    let area = Rect {
        x0: rect.x0.min(rect.x1) as f32,
        y0: rect.y0.min(rect.y1) as f32,
        x1: rect.x0.max(rect.x1) as f32,
        y1: rect.y0.max(rect.y1) as f32,
    };
    let numbers = [area.x0, area.y0, area.x1, area.y1];
    let sane = numbers.iter().all(|v| v.is_finite() && v.abs() < 1.0e6);
    (sane && area.width() >= LEAST && area.height() >= LEAST).then_some(area)
}

/// Rich text (XHTML) without its elements.
fn without_tags(rich: &str) -> String {
    let mut text = String::with_capacity(rich.len());
    let mut inside = false;
    for character in rich.chars() {
        match character {
            '<' => {
                inside = true;
                text.push(' ');
            }
            '>' => inside = false,
            _ if !inside => text.push(character),
            _ => {}
        }
    }
    for (reference, character) in [("&lt;", "<"), ("&gt;", ">"), ("&#13;", " "), ("&amp;", "&")] {
        text = text.replace(reference, character);
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::without_tags;

    #[test]
    fn rich_text_loses_its_elements_and_keeps_its_words() {
        let rich =
            "<?xml version=\"1.0\"?><body><p>Move the <b>pump</b> &amp; hose</p><p>now</p></body>";
        assert_eq!(without_tags(rich), "Move the pump & hose now");
    }
}
