//! The document that a person names: by its file, by a title or a part of it, or by the beginning of its SHA-256.

use std::path::Path;

use crate::document::{self, DocumentId, ReadOptions};
use crate::fault::Fault;
use crate::library::{DocumentCard, Library};

/// Fewer characters of a SHA-256 fit too many documents, or are words.
const LEAST_DIGITS: usize = 6;
/// Most titles that are named if several documents fit.
const MOST_TITLES: usize = 5;

/// A document of the library, also by another name under which its file came in.
pub(super) fn in_library(library: &Library, wanted: &str) -> Result<DocumentId, Fault> {
    let cards = library.cards()?;
    match among(&cards, wanted) {
        // a file that lies here is meant itself, and not another one that came in under its name
        Err(Fault::NotInLibrary) if !Path::new(wanted).is_file() => {
            let named = library.named(wanted.trim())?;
            let fitting: Vec<_> = cards
                .iter()
                .filter(|card| named.contains(&card.id))
                .collect();
            only(&fitting, wanted)
        }
        found => found,
    }
}

/// A document that was removed from the library.
pub(super) fn in_trash(library: &Library, wanted: &str) -> Result<DocumentId, Fault> {
    let trash = library.trash()?.into_iter();
    let cards: Vec<DocumentCard> = trash.map(|document| document.card).collect();
    among(&cards, wanted)
}

fn among(cards: &[DocumentCard], wanted: &str) -> Result<DocumentId, Fault> {
    let file = Path::new(wanted);
    if file.is_file() {
        let id = document::identity(file, &ReadOptions::default())?;
        let known = cards.iter().any(|card| card.id == id);
        return if known {
            Ok(id)
        } else {
            Err(Fault::NotInLibrary)
        };
    }
    let lower = wanted.trim().to_lowercase();
    let is_digits = lower.len() >= LEAST_DIGITS && lower.chars().all(|c| c.is_ascii_hexdigit());
    let is_named = |name: &str| name.to_lowercase() == lower;
    let mut fitting: Vec<_> = cards
        .iter()
        .filter(|card| {
            is_named(&card.title)
                || is_named(&card.file_name)
                || (is_digits && card.id.0.starts_with(&lower))
        })
        .collect();
    if fitting.is_empty() && !lower.is_empty() {
        fitting = cards
            .iter()
            .filter(|card| card.title.to_lowercase().contains(&lower))
            .collect();
    }
    only(&fitting, wanted)
}

/// The one document that fits.
fn only(fitting: &[&DocumentCard], wanted: &str) -> Result<DocumentId, Fault> {
    match fitting {
        [] => Err(Fault::NotInLibrary),
        [card] => Ok(card.id.clone()),
        several => Err(Fault::SeveralDocuments {
            wanted: wanted.to_owned(),
            titles: several
                .iter()
                .take(MOST_TITLES)
                .map(|card| card.title.clone())
                .collect(),
        }),
    }
}
