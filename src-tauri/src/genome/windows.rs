//! Cuts sequences into windows: as many tokens as a model reads at once, each window overlapping the one before.
//!
//! How many bases a token has differs from place to place, so a window is cut after its tokens are known: somewhat more
//! bases are turned into tokens than fit, and the tokens that do not fit are left to the next window.

use std::collections::VecDeque;
use std::ops::Range;

use bigbird_pegasus::tokenizer::Encoding;

use super::error::GenomeError;
use super::fasta::Fasta;
use super::index::Index;
use crate::weights::ModelError;

/// Turns bases into tokens with their places, without markers.
pub type Encode<'a> = &'a dyn Fn(&str) -> Result<Encoding, ModelError>;

/// The share of a window that the next one reads again.
const OVERLAP: usize = 4;
/// Tokens that must follow a window's last one before it is cut, unless the segment ends: tokens at the end of a text may be
/// other ones than with the text that follows.
const EDGE: usize = 16;
/// Bases of a token, as a first guess. Vocabularies over DNA have five to ten.
const BASES_OF_A_TOKEN: usize = 8;
/// A vocabulary with more bases in a token than this was not made for them.
const MOST_BASES_OF_A_TOKEN: usize = 128;
/// Bases that are passed over at a time.
const PIECE: usize = 1 << 16;

/// What a model reads at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Window {
    /// The record, by its place in the file.
    pub record: usize,
    /// Its bases.
    pub bases: Range<u64>,
    /// Its tokens, without markers.
    pub ids: Vec<u32>,
    /// The bases of each token.
    pub places: Vec<Range<u64>>,
    /// Where the next window begins; the end of the segment if there is none in it.
    pub next: u64,
}

/// The windows of a file, one after the other.
pub struct Windows<'a> {
    bases: Sliding,
    index: &'a Index,
    encode: Encode<'a>,
    /// The most tokens of a window.
    most: usize,
    record: usize,
    /// The first segment of the record that may reach behind `at`.
    segment: usize,
    at: u64,
}

impl<'a> Windows<'a> {
    /// Windows of at most `most` tokens.
    pub fn new(fasta: Fasta, index: &'a Index, encode: Encode<'a>, most: usize) -> Self {
        let most = most.max(OVERLAP);
        Self {
            bases: Sliding::new(fasta),
            index,
            encode,
            most,
            record: 0,
            segment: 0,
            at: 0,
        }
    }

    /// Goes on at this base of this record, where a window of an earlier run said that the next one begins.
    #[must_use]
    pub fn going_on_at(mut self, record: usize, at: u64) -> Self {
        self.record = record;
        self.segment = 0;
        self.at = at;
        self
    }

    /// The next window; `None` behind the last one.
    ///
    /// # Errors
    /// If the file cannot be read again, or the tokenizer does not read bases.
    pub fn next_window(&mut self) -> Result<Option<Window>, GenomeError> {
        let segment = loop {
            let Some(record) = self.index.records.get(self.record) else {
                return Ok(None);
            };
            match record.segments.get(self.segment) {
                Some(segment) if segment.end > self.at => break segment.clone(),
                // no window comes back to it
                Some(_) => self.segment += 1,
                None => {
                    self.record += 1;
                    self.segment = 0;
                    self.at = 0;
                }
            }
        };
        let start = self.at.max(segment.start);
        let enough = self.most.saturating_add(EDGE);
        let limit = enough.saturating_mul(MOST_BASES_OF_A_TOKEN);
        // the same for every window, so that a run that goes on makes the windows that it would have made
        let mut wanted = enough.saturating_mul(BASES_OF_A_TOKEN);
        let (encoding, end) = loop {
            let end = segment.end.min(start + wanted as u64);
            let bases = self.bases.stretch(self.record, start..end)?;
            let text = std::str::from_utf8(bases).map_err(|_| GenomeError::Damaged)?;
            let encoding = (self.encode)(text)?;
            if encoding.ids.len() >= enough || end == segment.end {
                break (encoding, end);
            }
            if wanted >= limit {
                let why = "its tokenizer does not cut bases into tokens";
                return Err(ModelError::Damaged(why.into()).into());
            }
            wanted = wanted.saturating_mul(2);
        };
        let window = self.cut(encoding, start, end);
        self.at = window.next;
        Ok(Some(window))
    }

    /// The window of the first tokens of `start..end`, as many as fit.
    fn cut(&self, encoding: Encoding, start: u64, end: u64) -> Window {
        let Encoding { mut ids, offsets } = encoding;
        let place = |(from, to): (usize, usize)| start + from as u64..start + to as u64;
        let mut places: Vec<Range<u64>> = offsets.into_iter().map(place).collect();
        let whole = ids.len() <= self.most;
        ids.truncate(self.most);
        places.truncate(self.most);
        let last = places.last().map_or(end, |place| place.end);
        let covered = if whole { end } else { last };
        let again = places
            .get(self.most - self.most / OVERLAP)
            .map_or(covered, |place| place.start);
        Window {
            record: self.record,
            bases: start..covered,
            ids,
            places,
            next: match whole {
                true => end,
                // a window must get on, whatever a tokenizer says of its places
                false if again > start => again,
                false => covered.max(start + 1),
            },
        }
    }
}

/// A part of a file that moves on, and never back.
struct Sliding {
    fasta: Fasta,
    /// How many records were begun.
    begun: usize,
    bases: VecDeque<u8>,
    /// The place of the first base that is held.
    first: u64,
}

impl Sliding {
    fn new(fasta: Fasta) -> Self {
        Self {
            fasta,
            begun: 0,
            bases: VecDeque::new(),
            first: 0,
        }
    }

    /// The bases of a range that begins no earlier than the one before.
    fn stretch(&mut self, record: usize, range: Range<u64>) -> Result<&[u8], GenomeError> {
        while self.begun <= record {
            self.fasta.next_record()?.ok_or(GenomeError::Damaged)?;
            self.begun += 1;
            self.bases.clear();
            self.first = 0;
        }
        let mut piece = Vec::new();
        loop {
            let held = self.bases.len() as u64;
            let passed = range.start.saturating_sub(self.first).min(held);
            self.bases.drain(..passed as usize);
            self.first += passed;
            let lacking = range
                .end
                .saturating_sub(self.first + self.bases.len() as u64);
            if lacking == 0 {
                break;
            }
            piece.clear();
            let most = usize::try_from(lacking).map_or(PIECE, |lacking| lacking.min(PIECE));
            // the file was longer when it was read first
            if self.fasta.read(most, &mut piece)? == 0 {
                return Err(GenomeError::Damaged);
            }
            self.bases.extend(&piece);
        }
        let length = (range.end - range.start) as usize;
        let held = self.bases.make_contiguous();
        held.get(..length).ok_or(GenomeError::Damaged)
    }
}
