//! What a run found, wherever it is kept: in the journal of its windows, or as a track that people look at.

use std::io;

use bigbird_pegasus::ProblemType;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::error::GenomeError;
use super::index::{Index, Record};
use super::journal::Journal;
use super::track::{Merge, Piece, merged};

/// Something that has the pieces of a track.
pub trait Pieces {
    /// Passes each piece on, in order.
    ///
    /// # Errors
    /// If what is kept cannot be read, and the errors of `each`.
    fn each(
        &self,
        each: &mut dyn FnMut(Piece) -> Result<(), GenomeError>,
    ) -> Result<(), GenomeError>;
}

/// The windows of a journal as a track.
#[derive(Clone, Copy)]
pub struct Windowed<'a> {
    /// The windows.
    pub journal: &'a Journal,
    /// How they become one track.
    pub merge: Merge,
}

impl Pieces for Windowed<'_> {
    fn each(
        &self,
        each: &mut dyn FnMut(Piece) -> Result<(), GenomeError>,
    ) -> Result<(), GenomeError> {
        let entries = self.journal.entries()?;
        let windows = entries.map(|entry| entry.map(|it| (it.record, it.parts)));
        merged(windows, self.merge, each)
    }
}

/// What a run found.
#[derive(Clone, Copy)]
pub struct Results<'a> {
    /// The name of the model.
    pub model: &'a str,
    /// What is in the file.
    pub index: &'a Index,
    /// What the numbers of a part mean, in order.
    pub labels: &'a [String],
    /// Its pieces.
    pub track: &'a dyn Pieces,
}

impl Results<'_> {
    pub(super) fn pieces(
        &self,
        mut each: impl FnMut(&Record, Piece) -> io::Result<()>,
    ) -> Result<(), GenomeError> {
        self.track
            .each(&mut |piece| match self.index.records.get(piece.record) {
                Some(record) => each(record, piece).map_err(GenomeError::Output),
                None => Ok(()),
            })
    }

    pub(super) fn label(&self, index: usize) -> &str {
        self.labels.get(index).map_or("", String::as_str)
    }
}

/// What the numbers of a track are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum TrackKind {
    /// Probabilities of classes of which one holds.
    OneClass,
    /// Probabilities of classes that do not exclude each other.
    Classes,
    /// Numbers of any size.
    Numbers,
}

impl From<ProblemType> for TrackKind {
    fn from(problem: ProblemType) -> Self {
        match problem {
            ProblemType::SingleLabelClassification => Self::OneClass,
            ProblemType::MultiLabelClassification => Self::Classes,
            ProblemType::Regression => Self::Numbers,
        }
    }
}

/// A format of tracks that genome browsers draw.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum TrackFormat {
    /// Names classes.
    Bed,
    /// Has the numbers of classes.
    Bedgraph,
}

impl TrackFormat {
    /// The extension of its files.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Bed => "bed",
            Self::Bedgraph => "bedgraph",
        }
    }
}
