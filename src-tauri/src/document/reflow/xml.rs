//! What the XML of DOCX and EPUB has in common. Namespaces are not told apart: in these files no two
//! elements of one local name mean different things where we look.

use quick_xml::events::{BytesRef, BytesStart};

/// Value of an attribute by its local name.
pub(super) fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    tag.attributes()
        .flatten()
        .find(|attribute| attribute.key.local_name().as_ref() == name)
        .map(|attribute| attribute.value.into_owned())
}

/// What `&amp;`, `&#8211;` and their like stand for; nothing for names of the document's own making.
pub(super) fn resolved(reference: &BytesRef<'_>) -> String {
    if let Ok(Some(character)) = reference.resolve_char_ref() {
        return character.to_string();
    }
    quick_xml::escape::resolve_predefined_entity(reference)
        .unwrap_or_default()
        .to_owned()
}
