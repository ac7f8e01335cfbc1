//! What a person wants to export, and in which format.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The format of an exported file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ExportFormat {
    /// Markdown with the pages of each sentence.
    Markdown,
    /// Text without markup.
    Text,
    /// The facts, for programs.
    Json,
    /// A web page in one file.
    Html,
    /// A document for Word and LibreOffice.
    Docx,
    /// The document's entry in a list of references, for LaTeX.
    Bibtex,
    /// The document's entry in a list of references, for other programs.
    Ris,
}

impl ExportFormat {
    /// The extension of a file's name, without a dot.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Markdown => "md",
            Self::Text => "txt",
            Self::Json => "json",
            Self::Html => "html",
            Self::Docx => "docx",
            Self::Bibtex => "bib",
            Self::Ris => "ris",
        }
    }
}

/// The format of an exported table of evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum TableFormat {
    /// Markdown with a table.
    Markdown,
    /// Values separated by commas, for programs.
    Csv,
    /// A workbook for Excel and LibreOffice.
    Xlsx,
    /// A document for Word and LibreOffice.
    Docx,
}

impl TableFormat {
    /// The extension of a file's name, without a dot.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Markdown => "md",
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
            Self::Docx => "docx",
        }
    }
}

/// What to export of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ExportOptions {
    /// The format of the file.
    pub format: ExportFormat,
    /// The summary that is shown, with what a person changed in it.
    pub summary: bool,
    /// The questions with their answers, in the order in which they were asked.
    pub answers: bool,
    /// Marks and notes.
    pub notes: bool,
}
