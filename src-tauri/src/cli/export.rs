//! `pagewing export`: what the library keeps of a document, as a file; or of several, as files in one folder.

use std::fs;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use clap::ValueEnum;

use super::files::{self, Common, Ocr};
use super::named;
use super::output;
use crate::document::DocumentId;
use crate::export::{self, ExportFormat, ExportOptions, ExportReport};
use crate::fault::{Fault, Misuse, Outcome};
use crate::library::Library;
use crate::paths::Paths;
use crate::text;

#[derive(clap::Args)]
pub(super) struct Arguments {
    /// The document, or several: its file, its title or a part of it, or the beginning of its SHA-256
    #[arg(required_unless_present = "all", value_name = "DOCUMENT")]
    documents: Vec<String>,
    /// All questions that were asked, to whatever documents, instead of one document
    #[arg(long, conflicts_with_all = ["documents", "summary", "notes", "password", "into"])]
    all: bool,
    /// The summary; without --summary, --answers and --notes, all that is kept
    #[arg(long)]
    summary: bool,
    /// The questions that were asked, with their answers
    #[arg(long)]
    answers: bool,
    /// Marks and notes
    #[arg(long)]
    notes: bool,
    /// Format of the file; that of its name by default, or else Markdown
    #[arg(long, value_enum)]
    format: Option<Shape>,
    /// The file to write; standard output by default
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// The folder to write a file for each document to; none that is there is replaced
    #[arg(long, value_name = "DIR", conflicts_with_all = ["output", "password"])]
    into: Option<PathBuf>,
    /// Password of an encrypted file, for its entry in a list of references
    #[arg(long, value_name = "PASSWORD")]
    password: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Shape {
    #[value(alias = "markdown")]
    Md,
    #[value(alias = "text")]
    Txt,
    Json,
    Html,
    Docx,
    #[value(alias = "bib")]
    Bibtex,
    Ris,
}

impl Shape {
    fn of(self) -> ExportFormat {
        match self {
            Self::Md => ExportFormat::Markdown,
            Self::Txt => ExportFormat::Text,
            Self::Json => ExportFormat::Json,
            Self::Html => ExportFormat::Html,
            Self::Docx => ExportFormat::Docx,
            Self::Bibtex => ExportFormat::Bibtex,
            Self::Ris => ExportFormat::Ris,
        }
    }
}

impl Arguments {
    fn options(&self) -> Result<ExportOptions, Misuse> {
        let ending = self.output.as_deref().and_then(Path::extension);
        let format = match (self.format, ending) {
            (Some(format), _) => format,
            (None, Some(ending)) => ending
                .to_str()
                .and_then(|ending| Shape::from_str(ending, true).ok())
                .ok_or(Misuse::UnknownEnding)?,
            (None, None) => Shape::Md,
        };
        let is_list = matches!(format, Shape::Bibtex | Shape::Ris);
        if self.documents.len() > 1 && self.into.is_none() && !is_list {
            return Err(Misuse::FolderMissing);
        }
        // clap refuses it beside --into, and knows no number of documents
        if self.documents.len() > 1 && self.password.is_some() {
            return Err(Misuse::PasswordForList);
        }
        let all = !(self.summary || self.answers || self.notes);
        Ok(ExportOptions {
            format: format.of(),
            summary: all || self.summary,
            answers: all || self.answers,
            notes: all || self.notes,
        })
    }
}

pub(super) fn run(arguments: &Arguments, stop: &Arc<AtomicBool>) -> Outcome {
    let to_stdout = arguments.output.is_none() && arguments.into.is_none();
    let to_terminal = to_stdout && io::stdout().is_terminal();
    let options = match arguments.options() {
        Ok(options) if options.format == ExportFormat::Docx && to_terminal => {
            Err(Misuse::NotForTerminals)
        }
        options => options,
    };
    let options = match options {
        Ok(options) => options,
        Err(misuse) => {
            eprintln!("{}", text::misuse(misuse));
            return Outcome::UsageError;
        }
    };
    let written = match (&arguments.into, arguments.documents.as_slice()) {
        (Some(folder), _) => each(arguments, options, folder),
        (None, [_, _, ..]) => list(arguments, options),
        (None, _) => {
            contents(arguments, options, stop).and_then(|contents| put(arguments, &contents))
        }
    };
    written.unwrap_or_else(|fault| {
        output::say(&fault);
        Outcome::of(fault.code())
    })
}

/// Writes what was exported where the person wants it.
fn put(arguments: &Arguments, contents: &[u8]) -> Result<Outcome, Fault> {
    match &arguments.output {
        Some(path) => {
            for document in &arguments.documents {
                export::spare(Path::new(document), path)?;
            }
            export::write(path, contents).map(|()| Outcome::Done)
        }
        None => Ok(output::print_bytes(contents)),
    }
}

/// Writes a file for each document into a folder.
fn each(arguments: &Arguments, options: ExportOptions, folder: &Path) -> Result<Outcome, Fault> {
    let library = Library::open(&Paths::of_user()?)?;
    let (ids, unknown) = found(&library, &arguments.documents);
    fs::create_dir_all(folder).map_err(|error| Fault::ExportUnwritable {
        path: folder.display().to_string(),
        detail: error.to_string(),
    })?;
    let report = export::export_each(&library, &ids, options, folder);
    let failed = failures(&report);
    eprintln!("{}", text::export::files_in(report.exported, &report.path));
    Ok(unknown.or(failed).unwrap_or(Outcome::Done))
}

/// Writes the entries of several documents in a list of references.
fn list(arguments: &Arguments, options: ExportOptions) -> Result<Outcome, Fault> {
    let library = Library::open(&Paths::of_user()?)?;
    let (ids, unknown) = found(&library, &arguments.documents);
    let (contents, report) = export::export_references(&library, &ids, options.format)?;
    let failed = failures(&report);
    let written = put(arguments, &contents)?;
    Ok(unknown.or(failed).unwrap_or(written))
}

/// The documents of the library that are named, each once, and the outcome if one of the names fits none of them.
fn found(library: &Library, names: &[String]) -> (Vec<DocumentId>, Option<Outcome>) {
    let mut ids = Vec::new();
    let mut outcome = None;
    for name in names {
        match named::in_library(library, name) {
            Ok(id) if ids.contains(&id) => {}
            Ok(id) => ids.push(id),
            Err(fault) => {
                output::complain(Path::new(name), &fault);
                outcome = outcome.or(Some(Outcome::of(fault.code())));
            }
        }
    }
    (ids, outcome)
}

/// Names the documents that were not exported, and returns the outcome of the first.
fn failures(report: &ExportReport) -> Option<Outcome> {
    for failed in &report.failed {
        output::complain(Path::new(&failed.name), &failed.reason);
    }
    let first = report.failed.first();
    first.map(|failed| Outcome::of(failed.reason.code()))
}

fn contents(
    arguments: &Arguments,
    options: ExportOptions,
    stop: &Arc<AtomicBool>,
) -> Result<Vec<u8>, Fault> {
    let library = Library::open(&Paths::of_user()?)?;
    let Some(document) = arguments.documents.first() else {
        let (_, contents) = export::export_questions(&library, None, options.format)?;
        return Ok(contents);
    };
    let file = Path::new(document);
    match named::in_library(&library, document) {
        Ok(id) => export::export(&library, &id, options),
        // what a file shows of itself needs no library
        Err(Fault::NotInLibrary) if file.is_file() => {
            let read = || files::read(file, &common(arguments), stop, &mut |_, _| ());
            match options.format {
                ExportFormat::Bibtex | ExportFormat::Ris => {
                    export::reference(&read()?, options.format).ok_or(Fault::NothingToExport)
                }
                _ => Err(Fault::NotInLibrary),
            }
        }
        Err(fault) => Err(fault),
    }
}

fn common(arguments: &Arguments) -> Common {
    Common {
        json: false,
        password: arguments.password.clone(),
        ocr: Ocr::Auto,
        quiet: true,
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::{Arguments, Misuse};

    #[derive(Parser)]
    struct Line {
        #[command(flatten)]
        arguments: Arguments,
    }

    #[test]
    fn either_a_document_or_all_questions_are_exported() {
        let parsed = |words: &[&str]| Line::try_parse_from(std::iter::once(&"export").chain(words));
        let all = parsed(&["--all", "--format", "txt"]).unwrap().arguments;
        assert!(all.all && all.documents.is_empty());
        assert!(!parsed(&["wings.pdf", "--notes"]).unwrap().arguments.all);
        for words in [
            &[] as &[_],
            &["wings.pdf", "--all"],
            &["--all", "--summary"],
            &["--all", "--into", "out"],
            &["wings.pdf", "--into", "out", "--output", "wings.md"],
            &["wings.pdf", "--into", "out", "--password", "secret"],
        ] {
            assert!(parsed(words).is_err(), "{words:?}");
        }
    }

    #[test]
    fn several_documents_need_a_folder_unless_their_entries_make_one_list() {
        let options = |words: &[&str]| {
            let line = Line::try_parse_from([&["export", "a.pdf", "b.pdf"][..], words].concat());
            line.unwrap().arguments.options().map(|_| ())
        };
        assert_eq!(options(&[]), Err(Misuse::FolderMissing));
        assert_eq!(options(&["-o", "all.md"]), Err(Misuse::FolderMissing));
        assert_eq!(options(&["--into", "out"]), Ok(()));
        assert_eq!(options(&["-o", "all.bib"]), Ok(()));
        assert_eq!(options(&["--format", "ris"]), Ok(()));
        let secret = ["--format", "ris", "--password", "secret"];
        assert_eq!(options(&secret), Err(Misuse::PasswordForList));
    }
}
