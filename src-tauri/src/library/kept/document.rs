//! A document in the form that the library keeps. Version 1 kept the limits of reading as sentences; version 2
//! keeps them as facts.

use serde::de::Error;
use serde::{Deserialize, Serialize};

use crate::document::{
    Block, Cap, Document, DocumentId, Format, Link, Note, Page, Section, Sentence,
};

/// The version that this program writes.
const VERSION: u32 = 2;

/// A document to store.
#[derive(Serialize)]
pub(in crate::library) struct Keeping<'a> {
    version: u32,
    #[serde(flatten)]
    document: &'a Document,
}

impl<'a> Keeping<'a> {
    pub(in crate::library) fn new(document: &'a Document) -> Self {
        Self {
            version: VERSION,
            document,
        }
    }
}

/// A document of any version. The fields are listed one by one, because `serde` would buffer flattened ones, and a
/// document is large.
#[derive(Deserialize)]
struct Kept {
    /// Version 1 did not write it.
    #[serde(default)]
    version: u32,
    id: DocumentId,
    format: Format,
    title: Option<String>,
    authors: Vec<String>,
    language: Option<String>,
    pages: Vec<Page>,
    sections: Vec<Section>,
    blocks: Vec<Block>,
    sentences: Vec<Sentence>,
    notes: Vec<KeptNote>,
    /// Older readings have none.
    #[serde(default)]
    links: Vec<Link>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum KeptNote {
    Now(Note),
    First(FirstNote),
}

/// A note that version 1 kept in a different form.
#[derive(Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum FirstNote {
    Truncated { limit: String },
}

/// Reads a kept document of any version.
///
/// # Errors
/// If the value is not a document of a known version.
pub(in crate::library) fn opened(text: &[u8]) -> Result<Document, serde_json::Error> {
    let kept: Kept = serde_json::from_slice(text)?;
    if kept.version > VERSION {
        return Err(serde_json::Error::custom(format!(
            "version {} is newer than {VERSION}",
            kept.version
        )));
    }
    Ok(Document {
        id: kept.id,
        format: kept.format,
        title: kept.title,
        authors: kept.authors,
        language: kept.language,
        pages: kept.pages,
        sections: kept.sections,
        blocks: kept.blocks,
        sentences: kept.sentences,
        notes: kept.notes.into_iter().map(note).collect(),
        links: kept.links,
    })
}

fn note(kept: KeptNote) -> Note {
    match kept {
        KeptNote::Now(note) => note,
        KeptNote::First(FirstNote::Truncated { limit }) => Note::Truncated {
            cap: first_cap(&limit),
        },
    }
}

/// Version 1 wrote three limits: N pages, and these two.
fn first_cap(limit: &str) -> Cap {
    let pages = limit.strip_suffix(" pages");
    match pages.and_then(|pages| pages.parse().ok()) {
        Some(limit) => Cap::Pages { limit },
        None if limit == "20 million characters" => Cap::Characters { limit: 20_000_000 },
        None => Cap::CharactersOnPages {
            page: 300_000,
            document: 20_000_000,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::BlockId;

    /// A document in the form of version 1.
    fn first(notes: &str) -> String {
        format!(
            r#"{{"id":"aa","format":"pdf","title":"On Wings","authors":[],"language":"eng","pages":[],"sections":[],"blocks":[],"sentences":[],"notes":[{notes}]}}"#
        )
    }

    #[test]
    fn notes_of_the_first_version_are_read() {
        let text = first(
            r#"{"kind":"truncated","limit":"5000 pages"},
               {"kind":"truncated","limit":"20 million characters"},
               {"kind":"truncated","limit":"the number of characters that a page or a document may have"},
               {"kind":"scanned_pages","pages":[2]}"#,
        );
        let mut document = opened(text.as_bytes()).unwrap();
        assert_eq!(document.links, []);
        let caps = [
            Cap::Pages { limit: 5000 },
            Cap::Characters { limit: 20_000_000 },
            Cap::CharactersOnPages {
                page: 300_000,
                document: 20_000_000,
            },
        ];
        let mut notes: Vec<Note> = caps.map(|cap| Note::Truncated { cap }).into();
        notes.push(Note::ScannedPages { pages: vec![2] });
        assert_eq!(document.notes, notes);
        // the document survives being written and read again
        document.links.push(Link {
            block: BlockId(0),
            start: 4,
            end: 9,
            address: "https://a.example/".to_owned(),
        });
        let again = serde_json::to_vec(&Keeping::new(&document)).unwrap();
        assert_eq!(opened(&again).unwrap(), document);
        assert!(again.starts_with(br#"{"version":2,"id":"aa""#));
    }
}
