//! `pagewing export`: what the library keeps of a document, as a file.

use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use clap::ValueEnum;

use super::files::{self, Common, Ocr};
use super::named;
use super::output;
use crate::export::{self, ExportFormat, ExportOptions};
use crate::fault::{Fault, Misuse, Outcome};
use crate::library::Library;
use crate::paths::Paths;
use crate::text;

#[derive(clap::Args)]
pub(super) struct Arguments {
    /// The document: its file, its title or a part of it, or the beginning of its SHA-256
    #[arg(required_unless_present = "all")]
    document: Option<String>,
    /// All questions that were asked, to whatever documents, instead of one document
    #[arg(long, conflicts_with_all = ["document", "summary", "notes", "password"])]
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
    let to_terminal = arguments.output.is_none() && io::stdout().is_terminal();
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
    let written = contents(arguments, options, stop).and_then(|contents| match &arguments.output {
        Some(path) => {
            if let Some(document) = &arguments.document {
                export::spare(Path::new(document), path)?;
            }
            export::write(path, &contents).map(|()| Outcome::Done)
        }
        None => Ok(output::print_bytes(&contents)),
    });
    written.unwrap_or_else(|fault| {
        output::say(&fault);
        Outcome::of(fault.code())
    })
}

fn contents(
    arguments: &Arguments,
    options: ExportOptions,
    stop: &Arc<AtomicBool>,
) -> Result<Vec<u8>, Fault> {
    let library = Library::open(&Paths::of_user()?)?;
    let Some(document) = &arguments.document else {
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

    use super::Arguments;

    #[derive(Parser)]
    struct Line {
        #[command(flatten)]
        arguments: Arguments,
    }

    #[test]
    fn either_a_document_or_all_questions_are_exported() {
        let parsed = |words: &[&str]| Line::try_parse_from(std::iter::once(&"export").chain(words));
        let all = parsed(&["--all", "--format", "txt"]).unwrap().arguments;
        assert!(all.all && all.document.is_none());
        assert!(!parsed(&["wings.pdf", "--notes"]).unwrap().arguments.all);
        for words in [
            &[] as &[_],
            &["wings.pdf", "--all"],
            &["--all", "--summary"],
        ] {
            assert!(parsed(words).is_err(), "{words:?}");
        }
    }
}
