//! Sequences of bases: a FASTA file becomes windows of tokens, and what a model says of them becomes a track.
//!
//! A sequence may be a whole chromosome, so nothing here holds one in memory. A file is read twice: `index` checks all of
//! it before a model works for hours, and `windows` reads it again piece by piece. What a model said of a window is
//! kept in a `journal`, from which a run goes on that was stopped; `track` merges windows, `formats` writes the files of
//! other programs, and `variant` is one changed place. `kept_track` keeps a finished track with coarser copies of it, of which
//! `track_part` reads what somebody looks at. A place in a sequence is a record and a range of bases.

mod error;
mod fasta;
#[cfg(test)]
mod fasta_tests;
mod formats;
mod index;
mod journal;
mod kept_track;
mod results;
mod run;
mod track;
mod track_part;
mod variant;
mod windows;
#[cfg(test)]
mod windows_tests;

pub use error::{GenomeError, VariantFault};
pub use fasta::Fasta;
pub use formats::{Named, bed, bedgraph, json, npy, places};
pub use index::{Index, Record, index, index_with};
pub use journal::{Entry, Journal};
pub use kept_track::{TrackAbout, keep_track};
pub use results::{Pieces, Results, TrackFormat, TrackKind, Windowed};
pub use run::{Ask, CLASSES, Run, RunProgress, classes, merge_of, tokens, whole};
pub use track::{Merge, Part, Piece, merged};
pub use track_part::{KeptTrack, OfRecord, TrackLine, TrackPart};
pub use variant::{Alleles, Variant};
pub use windows::{Encode, Window, Windows};
