//! What the library keeps of a document, as a file for other programs: its summary, the questions that were asked about
//! it with their answers, what a person marked and wrote, and its entry in a list of references.
//!
//! `gathered` takes everything out of the library. For formats that people read, `sheet` arranges it as blocks in one
//! way, and `markdown`, `plain`, `html` and `docx` write blocks, in the language that `tongue` names. `json` writes the facts, and `reference` the entry in
//! BibTeX and RIS. `file` writes a file as a whole or not at all.

mod docx;
mod file;
mod format;
mod gathered;
mod html;
mod json;
mod markdown;
mod parts;
mod plain;
mod reference;
mod sheet;
mod summary;
mod tongue;

pub use file::{name as file_name, write};
pub use format::{ExportFormat, ExportOptions};
pub(crate) use markdown::markdown;
pub(crate) use sheet::Sheet;
pub(crate) use summary::{SummaryBlocks, WEAK, with_pages};

use crate::document::{Document, DocumentId};
use crate::fault::Fault;
use crate::library::Library;
use gathered::Gathered;
use reference::Reference;
use tongue::Tongue;

/// The contents of a file with what the library keeps of a document. BibTeX and RIS contain the document's entry and
/// nothing else.
///
/// # Errors
/// [`Fault::NothingToExport`] if the library keeps nothing of what is wanted; errors of the library.
pub fn export(
    library: &Library,
    id: &DocumentId,
    options: ExportOptions,
) -> Result<Vec<u8>, Fault> {
    let document = library.shared_document(id)?;
    if let Some(entry) = reference(&document, options.format) {
        return Ok(entry);
    }
    let gathered = Gathered::of(library, &document, options)?;
    if gathered.is_empty() {
        return Err(Fault::NothingToExport);
    }
    let sheet = || parts::sheet(&document, &gathered);
    match options.format {
        ExportFormat::Markdown => Ok(markdown(&sheet()).into_bytes()),
        ExportFormat::Text => Ok(plain::plain(&sheet()).into_bytes()),
        ExportFormat::Html => Ok(html::html(&sheet(), &Tongue::of(&document)).into_bytes()),
        ExportFormat::Docx => docx::docx(&sheet(), &Tongue::of(&document)).map_err(unwritten),
        ExportFormat::Json => json::json(&document, &gathered).map_err(unwritten),
        ExportFormat::Bibtex | ExportFormat::Ris => Err(Fault::NothingToExport),
    }
}

/// A document's entry in a list of references; `None` in formats that are no such entry.
pub fn reference(document: &Document, format: ExportFormat) -> Option<Vec<u8>> {
    let entry = || Reference::of(document);
    match format {
        ExportFormat::Bibtex => Some(reference::bibtex(&entry()).into_bytes()),
        ExportFormat::Ris => Some(reference::ris(&entry()).into_bytes()),
        _ => None,
    }
}

fn unwritten(error: impl std::fmt::Display) -> Fault {
    Fault::ContentDamaged {
        detail: error.to_string(),
    }
}

#[cfg(test)]
mod tests;
#[cfg(test)]
mod tongue_tests;
