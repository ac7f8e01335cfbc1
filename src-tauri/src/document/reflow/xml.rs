//! What the XML of DOCX and EPUB has in common. Namespaces are not distinguished: in these files, no two
//! elements with the same local name mean different things where we look.

use quick_xml::events::{BytesRef, BytesStart};

/// Returns the value of an attribute by its local name.
pub(super) fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    tag.attributes()
        .flatten()
        .find(|attribute| attribute.key.local_name().as_ref() == name)
        .map(|attribute| attribute.value.into_owned())
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
