//! What the XML of DOCX and EPUB has in common. Namespaces are not distinguished: in these files, no two
//! elements with the same local name mean different things where we look.

use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use crate::document::error::ReadError;

/// A reader for which an element without content begins and ends like any other.
pub(super) fn reader(xml: &str) -> Reader<&[u8]> {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().expand_empty_elements = true;
    reader
}

/// Calls `each` with every element as it begins.
///
/// # Errors
/// [`ReadError::Damaged`] if the XML is not well-formed.
pub(super) fn each_element(
    xml: &str,
    mut each: impl FnMut(&BytesStart<'_>),
) -> Result<(), ReadError> {
    let mut reader = reader(xml);
    loop {
        match reader.read_event().map_err(|_| ReadError::Damaged)? {
            Event::Start(tag) => each(&tag),
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// Returns the value of an attribute by its local name.
pub(super) fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = tag.attributes();
    let attribute = attributes
        .with_checks(false)
        .flatten()
        .find(|attribute| attribute.key.local_name().as_ref() == name)?;
    // a value with an entity of its own is kept as it is written
    Some(match attribute.normalized_value(XmlVersion::Implicit1_0) {
        Ok(value) => value.into_owned(),
        Err(_) => attribute.value.into_owned(),
    })
}

/// Whether a property of Word is on: a tag that says nothing else switches it on.
pub(super) fn is_on(tag: &BytesStart<'_>) -> bool {
    !matches!(
        attribute(tag, "val").as_deref(),
        Some("0" | "false" | "off")
    )
}

/// The text that `&amp;`, `&#8211;` and the like stand for; empty for names that the document defines.
pub(super) fn resolved(reference: &BytesRef<'_>) -> String {
    if let Ok(Some(character)) = reference.resolve_char_ref() {
        return character.to_string();
    }
    quick_xml::escape::resolve_predefined_entity(reference)
        .unwrap_or_default()
        .to_owned()
}

/// The texts of the elements of this name, in order, with each run of white space as one space.
pub(super) fn texts(xml: &str, name: &str) -> Vec<String> {
    let texts = texts_of(xml, name, |_| ()).into_iter();
    texts.map(|((), text)| text).collect()
}

/// The texts of the elements of this name, each with what `of` reads of its tag.
pub(super) fn texts_of<T>(
    xml: &str,
    name: &str,
    of: impl Fn(&BytesStart<'_>) -> T,
) -> Vec<(T, String)> {
    let mut texts = Vec::new();
    let mut reader = reader(xml);
    let mut text: Option<(T, String)> = None;
    loop {
        // what comes before a fault counts
        let part = match reader.read_event() {
            Ok(Event::Start(tag)) => {
                if tag.local_name().as_ref() == name {
                    text = Some((of(&tag), String::new()));
                }
                continue;
            }
            Ok(Event::End(tag)) => {
                if tag.local_name().as_ref() == name
                    && let Some((read, text)) = text.take()
                {
                    let folded = text.split_whitespace().collect::<Vec<_>>().join(" ");
                    texts.extend(Some((read, folded)).filter(|(_, text)| !text.is_empty()));
                }
                continue;
            }
            Ok(Event::Text(part)) => part.to_string(),
            Ok(Event::CData(part)) => part.into_inner().into_owned(),
            Ok(Event::GeneralRef(reference)) => resolved(&reference),
            Ok(Event::Eof) | Err(_) => return texts,
            Ok(_) => continue,
        };
        if let Some((_, text)) = &mut text {
            text.push_str(&part);
        }
    }
}
