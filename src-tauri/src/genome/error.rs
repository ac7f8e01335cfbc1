//! Why a sequence cannot be read, or a change of it cannot be judged.

use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::weights::ModelError;

/// What went wrong with a file of sequences.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum GenomeError {
    /// The file does not exist.
    #[error("not found")]
    NotFound,
    /// The path is a folder, a device or the like.
    #[error("not a file")]
    NotAFile,
    /// The file has no bytes.
    #[error("empty")]
    Empty,
    /// The compressed file is damaged, or the file changed while it was read.
    #[error("damaged")]
    Damaged,
    /// The system cannot read the file.
    #[error("unreadable: {0}")]
    Unreadable(io::Error),
    /// There is no record where one must begin.
    #[error("no FASTA, at line {line}")]
    NotFasta {
        /// The line, from 1.
        line: u64,
    },
    /// A letter that stands for no base.
    #[error("{letter:?} at line {line}, column {column} is no base")]
    WrongLetter {
        /// The letter.
        letter: char,
        /// The line, from 1.
        line: u64,
        /// The column, from 1.
        column: u64,
        /// The record's name.
        record: String,
    },
    /// A record holds amino acids.
    #[error("{record} is a protein")]
    Protein {
        /// The record's name.
        record: String,
        /// The line, from 1, of its name.
        line: u64,
    },
    /// A record has no letters.
    #[error("{record} is empty")]
    EmptyRecord {
        /// The record's name.
        record: String,
        /// The line, from 1, of its name.
        line: u64,
    },
    /// The list of the records, with the pieces between gaps, would take too much memory.
    #[error("the list of the records takes more than {limit} bytes")]
    TooManyRecords {
        /// The most bytes that the list may take.
        limit: u64,
    },
    /// A change of the sequence that cannot be judged.
    #[error("{variant}: {why:?}")]
    Variant {
        /// The change, as the person wrote it.
        variant: String,
        /// What is wrong.
        why: VariantFault,
    },
    /// Another program is at work on the same file with the same model.
    #[error("another program is at work with {model}")]
    Busy {
        /// The model.
        model: String,
    },
    /// What is kept of the work cannot be written or read.
    #[error("{path:?}: {source}")]
    Journal {
        /// The file.
        path: PathBuf,
        /// The system's reason.
        source: io::Error,
    },
    /// The result cannot be written.
    #[error("the result cannot be written: {0}")]
    Output(io::Error),
    /// A person stopped the work.
    #[error("cancelled")]
    Cancelled,
    /// The model failed.
    #[error(transparent)]
    Model(#[from] ModelError),
}

/// Why a change of a sequence cannot be judged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum VariantFault {
    /// It is not written as `record:position:reference>alternative`, with as many bases on both sides.
    Form,
    /// The file has no record of this name.
    NoRecord {
        /// The name.
        record: String,
    },
    /// The position lies behind the end.
    Outside {
        /// The number of bases of the record.
        length: u64,
    },
    /// The sequence has other bases there.
    Differs {
        /// The bases that it has.
        found: String,
    },
    /// The place lies in a gap, which is not read.
    Gap,
}

impl GenomeError {
    /// The error of reading the sequences. A compressed file that ends early or is not what it says is damaged.
    pub(super) fn reading(error: io::Error) -> Self {
        use io::ErrorKind::{InvalidData, InvalidInput, NotFound, UnexpectedEof};
        match error.kind() {
            NotFound => Self::NotFound,
            InvalidData | InvalidInput | UnexpectedEof => Self::Damaged,
            _ => Self::Unreadable(error),
        }
    }

    pub(super) fn journal(path: &Path, source: io::Error) -> Self {
        Self::Journal {
            path: path.to_owned(),
            source,
        }
    }
}
