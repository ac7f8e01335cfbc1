//! Which rows of the decoded keys and values belong to which beam.
//!
//! A step writes one row for every beam, and rows stay in place: a beam is the list of the rows that it continues, so
//! that reordering beams copies a few numbers.

use crate::{Error, Result};

/// The rows of each beam.
#[derive(Debug, Clone, Default)]
pub(super) struct BeamRows {
    beams: Vec<Vec<u32>>,
    rows: u32,
}

impl BeamRows {
    /// Number of tokens in each beam.
    pub(super) fn tokens(&self) -> usize {
        self.beams.first().map_or(0, Vec::len)
    }

    /// Number of rows of all beams, and of those that no beam continues any more.
    pub(super) fn rows(&self) -> usize {
        self.rows as usize
    }

    /// For every beam the row of each of its tokens.
    pub(super) fn beams(&self) -> &[Vec<u32>] {
        &self.beams
    }

    /// Lets beam `i` continue what beam `parents[i]` has decoded, with a row of its own.
    ///
    /// # Errors
    /// If a parent does not exist.
    pub(super) fn grow(&mut self, parents: &[usize]) -> Result<()> {
        let first = self.rows;
        let beams = parents.iter().zip(first..).map(|(parent, row)| {
            let mut beam = match self.beams.get(*parent) {
                Some(beam) => beam.clone(),
                None if self.beams.is_empty() => Vec::new(),
                None => return Err(Error::Input(format!("there is no beam {parent}"))),
            };
            beam.push(row);
            Ok(beam)
        });
        self.beams = beams.collect::<Result<_>>()?;
        self.rows += parents.len() as u32;
        Ok(())
    }
}
