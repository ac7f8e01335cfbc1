//! What the library keeps of a document, as a file for other programs: its summary, the questions that were asked about
//! it with their answers, what a person marked and wrote, and its entry in a list of references. Questions can also be
//! exported by themselves: one of them, or all.
//!
//! `gathered` takes everything out of the library. For formats that people read, `sheet` arranges it as blocks in one
//! way, and `markdown`, `plain`, `html` and `docx` write blocks, in the language that `tongue` names. Quoted `rows` of a
//! table are a table again. `json` writes the facts, and `reference` the entry in BibTeX and RIS. `table` makes files of a table of evidence: a sheet with a `grid`, values separated by commas, or a
//! workbook. `several` exports many documents at once. `file` writes a file as a whole or not at all.

mod docx;
mod file;
mod format;
mod gathered;
mod grid;
mod html;
mod json;
mod markdown;
mod package;
mod parts;
mod plain;
mod reference;
mod rows;
mod same_words;
mod several;
mod sheet;
mod summary;
mod table;
mod tongue;

pub use file::{Draft, name as file_name, sequence_name, spare, spare_unnamed, table_name, write};
pub use format::{ExportFormat, ExportOptions, TableFormat};
pub(crate) use markdown::markdown;
pub use several::{ExportReport, FailedExport, export_each, export_references};
pub(crate) use sheet::Sheet;
pub(crate) use summary::{SummaryBlocks, WEAK, with_pages};

use crate::assistant::answer::{FrontMatter, front_matter};
use crate::document::{Document, DocumentId};
use crate::fault::Fault;
use crate::library::{EvidenceTable, Library, LibraryError, QuestionId, Shelf};
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
    let front = own_front_matter(library, &document)?;
    if let Some(entry) = entry(&document, front.clone(), options.format) {
        return Ok(entry);
    }
    let gathered = Gathered::of(library, &document, front, options)?;
    if gathered.is_empty() {
        return Err(Fault::NothingToExport);
    }
    let opens = |id: &DocumentId| library.shared_document(id).ok();
    let sheet = || parts::sheet(&document, &gathered, &opens);
    match options.format {
        ExportFormat::Markdown => Ok(markdown(&sheet()).into_bytes()),
        ExportFormat::Text => Ok(plain::plain(&sheet()).into_bytes()),
        ExportFormat::Html => Ok(html::html(&sheet(), &Tongue::of(&document)).into_bytes()),
        ExportFormat::Docx => docx::docx(&sheet(), &Tongue::of(&document)).map_err(unwritten),
        ExportFormat::Json => json::json(&document, &gathered).map_err(unwritten),
        ExportFormat::Bibtex | ExportFormat::Ris => Err(Fault::NothingToExport),
    }
}

/// One question of the history with its answer, or all of them, whatever documents they were put to: the title, and the
/// contents of a file.
///
/// # Errors
/// [`Fault::NothingToExport`] if nothing was asked yet, and for BibTeX and RIS, which have no questions; [`Fault::NotKept`]
/// if the question is not in the history; errors of the library.
pub fn export_questions(
    library: &Library,
    which: Option<QuestionId>,
    format: ExportFormat,
) -> Result<(String, Vec<u8>), Fault> {
    let questions = match which {
        Some(id) => vec![gathered::question(library, id)?],
        None => gathered::questions(library, None)?,
    };
    let opens = |id: &DocumentId| library.shared_document(id).ok();
    let sheet = match (questions.as_slice(), which) {
        ([], _) => return Err(Fault::NothingToExport),
        ([past], Some(_)) => parts::question_sheet(past, &opens),
        (questions, _) => parts::questions_sheet(questions, &opens),
    };
    let asked = questions.iter().map(|(past, _)| past.question.as_str());
    let tongue = Tongue::of_words(asked);
    let contents = match format {
        ExportFormat::Markdown => markdown(&sheet).into_bytes(),
        ExportFormat::Text => plain::plain(&sheet).into_bytes(),
        ExportFormat::Html => html::html(&sheet, &tongue).into_bytes(),
        ExportFormat::Docx => docx::docx(&sheet, &tongue).map_err(unwritten)?,
        ExportFormat::Json => json::questions(&questions).map_err(unwritten)?,
        ExportFormat::Bibtex | ExportFormat::Ris => return Err(Fault::NothingToExport),
    };
    Ok((sheet.title, contents))
}

/// The contents of a file with a table of evidence and a list of references to its papers, which stand on a shelf. A paper
/// that cannot be opened is listed by its title.
///
/// # Errors
/// [`Fault::NothingToExport`] if the table has no paper or no question.
pub fn table(
    table: &EvidenceTable,
    shelf: Shelf<'_>,
    format: TableFormat,
) -> Result<Vec<u8>, Fault> {
    if table.rows.is_empty() || table.columns.is_empty() {
        return Err(Fault::NothingToExport);
    }
    let papers = table::papers(table, &|id| shown_by(shelf, id));
    let sheet = || table::sheet(table, &papers);
    match format {
        TableFormat::Markdown => Ok(markdown(&sheet()).into_bytes()),
        TableFormat::Csv => Ok(table::csv(table, &papers).into_bytes()),
        TableFormat::Xlsx => table::xlsx(table, &papers).map_err(unwritten),
        TableFormat::Docx => docx::docx(&sheet(), &Tongue::unknown()).map_err(unwritten),
    }
}

/// What a document on a shelf shows of itself; `None` if it cannot be opened.
fn shown_by(shelf: Shelf<'_>, id: &DocumentId) -> Option<Reference> {
    let document = shelf.document(id).ok()?;
    let front = match shelf {
        Shelf::Library(library) => own_front_matter(library, &document).ok()?,
        Shelf::Loose(_) => front_matter(&document),
    };
    Some(Reference::of(&document, front))
}

/// A document's entry in a list of references, as the document shows it; `None` in formats that are no such entry.
pub fn reference(document: &Document, format: ExportFormat) -> Option<Vec<u8>> {
    entry(document, front_matter(document), format)
}

fn entry(document: &Document, front: FrontMatter, format: ExportFormat) -> Option<Vec<u8>> {
    let write = match format {
        ExportFormat::Bibtex => reference::bibtex,
        ExportFormat::Ris => reference::ris,
        _ => return None,
    };
    Some(write(&Reference::of(document, front)).into_bytes())
}

/// A document's front matter, in which a person's own title, authors and year stand in the place of those that were read.
fn own_front_matter(library: &Library, document: &Document) -> Result<FrontMatter, LibraryError> {
    let own = library.own_words(&document.id)?;
    let read = front_matter(document);
    Ok(FrontMatter {
        title: own.title.or(read.title),
        authors: own.authors.unwrap_or(read.authors),
        year: own
            .year
            .map_or(read.year, |year| Some(year).filter(|year| *year > 0)),
        ..read
    })
}

fn unwritten(error: impl std::fmt::Display) -> Fault {
    Fault::ContentDamaged {
        detail: error.to_string(),
    }
}

#[cfg(test)]
mod answers_tests;
#[cfg(test)]
mod own_tests;
#[cfg(test)]
mod rows_tests;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod tongue_tests;
