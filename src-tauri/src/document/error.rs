//! Why a file gave no document. Every message is one sentence for people, every code is stable.

use std::io;

use super::types::PageFailure;

/// Why a file could not be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// There is no such file.
    #[error("There is no file at this place.")]
    NotFound,
    /// The path is a folder.
    #[error("This is a folder, not a document.")]
    IsFolder,
    /// The file has no bytes.
    #[error("The file is empty.")]
    Empty,
    /// The file is of a kind that is not read; in words, what it seems to be.
    #[error("This is no document that Pagewing reads: it seems to be {0}.")]
    UnsupportedFormat(String),
    /// Encrypted; no password was given.
    #[error("The document is protected with a password.")]
    PasswordNeeded,
    /// Encrypted; the password given does not open it.
    #[error("The password does not open this document.")]
    PasswordWrong,
    /// Encrypted in a way that no engine knows.
    #[error("The document is encrypted in a way that Pagewing does not know.")]
    UnknownEncryption,
    /// Every page is a picture.
    #[error(
        "The document is scanned: {}, without text to read.",
        if *.pages == 1 { "its page is a picture".to_owned() } else { format!("its {} pages are pictures", .pages) }
    )]
    Scanned {
        /// Number of pages.
        pages: u32,
    },
    /// There are pages, but no text on them.
    #[error("There is no text in this document.")]
    NoText,
    /// There is text, but the file does not say which letters its glyphs are.
    #[error(
        "The letters of this document cannot be read: its fonts do not say which ones they are."
    )]
    UnreadableFonts,
    /// No page can be found in the file.
    #[error("The file is damaged: no page of it can be read.")]
    Damaged,
    /// The file is larger than what is read.
    #[error("The file is too large: {} MB, and at most {} MB are read.", .bytes >> 20, .limit >> 20)]
    TooLarge {
        /// Its size.
        bytes: u64,
        /// The largest size that is read.
        limit: u64,
    },
    /// Reading it would take more memory than the worker may have.
    #[error("Reading this document would take too much memory.")]
    TooMuchMemory,
    /// Reading took longer than the limit.
    #[error("Reading this document took too long and was stopped.")]
    TimedOut,
    /// The worker process ended without an answer.
    #[error("The document is broken in a way that the reader could not survive.")]
    WorkerDied,
    /// The caller asked to stop.
    #[error("Reading was cancelled.")]
    Cancelled,
    /// The system refused.
    #[error("The file could not be read: {0}.")]
    Io(#[from] io::Error),
}

impl From<PageFailure> for ReadError {
    /// What the failure of a page means for a document of which no other page could be read.
    fn from(cause: PageFailure) -> Self {
        match cause {
            PageFailure::TimedOut | PageFailure::NotReached => Self::TimedOut,
            PageFailure::TooMuchMemory => Self::TooMuchMemory,
            PageFailure::Damaged | PageFailure::TooDeep | PageFailure::WorkerDied => {
                Self::WorkerDied
            }
        }
    }
}

impl ReadError {
    /// A stable name, for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotFound => "not_found",
            Self::IsFolder => "is_folder",
            Self::Empty => "empty",
            Self::UnsupportedFormat(_) => "unsupported_format",
            Self::PasswordNeeded => "password_needed",
            Self::PasswordWrong => "password_wrong",
            Self::UnknownEncryption => "unknown_encryption",
            Self::Scanned { .. } => "scanned",
            Self::NoText => "no_text",
            Self::UnreadableFonts => "unreadable_fonts",
            Self::Damaged => "damaged",
            Self::TooLarge { .. } => "too_large",
            Self::TooMuchMemory => "too_much_memory",
            Self::TimedOut => "timed_out",
            Self::WorkerDied => "worker_died",
            Self::Cancelled => "cancelled",
            Self::Io(_) => "io",
        }
    }

    /// What a person can do about it, where there is something.
    pub fn hint(&self) -> Option<&'static str> {
        match self {
            Self::NotFound => Some("Was it moved or renamed?"),
            Self::IsFolder => Some("Choose the files inside it."),
            Self::Empty => Some("Was the download interrupted? Get the file again."),
            Self::UnsupportedFormat(_) => {
                Some("Pagewing reads PDF, text, Markdown, HTML, DOCX and EPUB.")
            }
            Self::PasswordNeeded | Self::PasswordWrong => {
                Some("Give the password that opens it in a PDF viewer.")
            }
            Self::Scanned { .. } | Self::UnreadableFonts => {
                Some("Run it through character recognition first, for example with `ocrmypdf`.")
            }
            Self::Damaged | Self::WorkerDied => {
                Some("Open it in a PDF viewer and print it to a new PDF, or get the file again.")
            }
            Self::TooLarge { .. } | Self::TooMuchMemory | Self::TimedOut => {
                Some("Split it into smaller documents.")
            }
            Self::NoText | Self::UnknownEncryption | Self::Cancelled | Self::Io(_) => None,
        }
    }
}
