//! What windows say becomes one track over a sequence, although windows overlap.
//!
//! What is said of a whole window is averaged where several windows lie. What is said of single tokens comes from the
//! window in whose middle they stand: at its edges a model knows one side only.

use serde::{Deserialize, Serialize};

/// What a model says of a range of bases.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Part {
    /// First base, from 0.
    pub start: u64,
    /// One past the last base.
    pub end: u64,
    /// One number for each class, or whatever the model gives.
    pub values: Vec<f32>,
}

/// A piece of a track. The pieces of a record come in order and do not overlap.
#[derive(Debug, Clone, PartialEq)]
pub struct Piece {
    /// The record, by its place in the file.
    pub record: usize,
    /// What holds there.
    pub part: Part,
}

/// How windows that overlap become one track.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Merge {
    /// Each window has one part: the average of all that lie on a base.
    Average,
    /// Each window has a part for each token: those nearer to the middle of their window.
    Middle,
}

/// Passes each piece on to `each`; `windows` are records with the parts of one window each, in order.
///
/// # Errors
/// The errors of `windows` and of `each`.
pub fn merged<E>(
    windows: impl Iterator<Item = Result<(usize, Vec<Part>), E>>,
    merge: Merge,
    mut each: impl FnMut(Piece) -> Result<(), E>,
) -> Result<(), E> {
    let mut track = Track::new(merge);
    for window in windows {
        let (record, parts) = window?;
        track.add(record, parts);
        track.done.drain(..).try_for_each(&mut each)?;
    }
    track.end_record();
    track.done.drain(..).try_for_each(&mut each)
}

/// A track up to the window that was added last.
struct Track {
    merge: Merge,
    record: usize,
    /// What further windows may still change.
    open: Vec<Part>,
    /// The end of what is done.
    at: u64,
    done: Vec<Piece>,
}

impl Track {
    fn new(merge: Merge) -> Self {
        Self {
            merge,
            record: 0,
            open: Vec::new(),
            at: 0,
            done: Vec::new(),
        }
    }

    fn add(&mut self, record: usize, parts: Vec<Part>) {
        if record != self.record {
            self.end_record();
            self.record = record;
        }
        match self.merge {
            Merge::Average => {
                for part in parts {
                    self.average_until(part.start);
                    self.open.push(part);
                }
            }
            Merge::Middle => self.join(parts),
        }
    }

    fn end_record(&mut self) {
        match self.merge {
            Merge::Average => self.average_until(u64::MAX),
            Merge::Middle => {
                let open = std::mem::take(&mut self.open);
                open.into_iter().for_each(|part| self.push(part));
            }
        }
        self.open.clear();
        self.at = 0;
    }

    /// Averages what lies before `limit`, where no later part begins.
    fn average_until(&mut self, limit: u64) {
        loop {
            let Some(first) = self.open.iter().map(|part| part.start).min() else {
                return;
            };
            let start = self.at.max(first);
            let ends = self.open.iter().map(|part| part.end);
            let end = ends.min().unwrap_or(limit).min(limit);
            if start >= limit {
                return;
            }
            if start < end {
                let values = average(&self.open);
                self.push(Part { start, end, values });
            }
            self.at = self.at.max(end);
            self.open.retain(|part| part.end > end);
        }
    }

    /// Keeps of two neighbouring windows the parts on either side of the middle of their overlap.
    fn join(&mut self, mut parts: Vec<Part>) {
        let before = std::mem::take(&mut self.open);
        let begins = parts.first().map_or(u64::MAX, |part| part.start);
        let ended = before.last().map_or(0, |part| part.end);
        let border = match begins < ended {
            true => begins + (ended - begins) / 2,
            false => u64::MAX,
        };
        // a journal that was changed may have parts that end before they begin
        let is_left = |part: &Part| part.start + part.end.saturating_sub(part.start) / 2 < border;
        before
            .into_iter()
            .filter(is_left)
            .for_each(|part| self.push(part));
        if border < u64::MAX {
            parts.retain(|part| !is_left(part));
        }
        self.open = parts;
    }

    /// Adds a piece behind the others, from which it takes no base.
    fn push(&mut self, mut part: Part) {
        part.start = part.start.max(self.at);
        if part.start < part.end {
            self.at = part.end;
            self.done.push(Piece {
                record: self.record,
                part,
            });
        }
    }
}

fn average(parts: &[Part]) -> Vec<f32> {
    let width = parts.first().map_or(0, |part| part.values.len());
    let column = |index: usize| {
        let values = parts.iter().filter_map(|part| part.values.get(index));
        values.sum::<f32>() / parts.len() as f32
    };
    (0..width).map(column).collect()
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use proptest::prelude::*;

    use super::*;

    fn part(start: u64, end: u64, value: f32) -> Part {
        Part {
            start,
            end,
            values: vec![value],
        }
    }

    fn track(windows: Vec<(usize, Vec<Part>)>, merge: Merge) -> Vec<(usize, u64, u64, f32)> {
        let mut found = Vec::new();
        let windows = windows.into_iter().map(Ok::<_, Infallible>);
        merged(windows, merge, |Piece { record, part }| {
            found.push((record, part.start, part.end, part.values[0]));
            Ok(())
        })
        .unwrap();
        found
    }

    #[test]
    fn windows_are_averaged_where_they_overlap() {
        let windows = vec![
            (0, vec![part(0, 40, 1.0)]),
            (0, vec![part(30, 70, 0.0)]),
            // behind a gap
            (0, vec![part(100, 140, 0.25)]),
            (1, vec![part(0, 10, 0.5)]),
        ];
        let expected = [
            (0, 0, 30, 1.0),
            (0, 30, 40, 0.5),
            (0, 40, 70, 0.0),
            (0, 100, 140, 0.25),
            (1, 0, 10, 0.5),
        ];
        assert_eq!(track(windows, Merge::Average), expected);
    }

    #[test]
    fn three_windows_on_a_base_are_averaged_too() {
        let windows = vec![
            (0, vec![part(0, 30, 0.0)]),
            (0, vec![part(10, 40, 0.0)]),
            (0, vec![part(20, 50, 3.0)]),
        ];
        let expected = [
            (0, 0, 10, 0.0),
            (0, 10, 20, 0.0),
            (0, 20, 30, 1.0),
            (0, 30, 40, 1.5),
            (0, 40, 50, 3.0),
        ];
        assert_eq!(track(windows, Merge::Average), expected);
    }

    #[test]
    fn a_part_that_ends_before_it_begins_is_no_piece() {
        let windows = || {
            vec![
                (0, vec![part(1 << 40, 8, 1.0)]),
                (0, vec![part(4, 12, 0.0), part(u64::MAX, 0, 1.0)]),
            ]
        };
        assert_eq!(track(windows(), Merge::Middle), [(0, 4, 12, 0.0)]);
        let averaged = track(windows(), Merge::Average);
        assert!(averaged.iter().all(|(_, start, end, _)| start < end));
    }

    #[test]
    fn tokens_come_from_the_window_in_whose_middle_they_stand() {
        let tokens = |from: u64, to: u64, value: f32| -> Vec<Part> {
            (from..to)
                .step_by(5)
                .map(|at| part(at, at + 5, value))
                .collect()
        };
        let windows = vec![(0, tokens(0, 40, 1.0)), (0, tokens(20, 60, 2.0))];
        let found = track(windows, Merge::Middle);
        let expected: Vec<_> = tokens(0, 30, 1.0)
            .into_iter()
            .chain(tokens(30, 60, 2.0))
            .map(|part| (0, part.start, part.end, part.values[0]))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn tokens_with_other_borders_do_not_overlap() {
        let windows = vec![
            (0, vec![part(0, 7, 1.0), part(7, 20, 1.0)]),
            (
                0,
                vec![part(10, 12, 2.0), part(12, 19, 2.0), part(19, 30, 2.0)],
            ),
        ];
        // the middle of 10..20 is 15; the middle of 7..20 is 13, that of 12..19 is 15
        let expected = [(0, 0, 7, 1.0), (0, 7, 20, 1.0), (0, 20, 30, 2.0)];
        assert_eq!(track(windows, Merge::Middle), expected);
    }

    proptest! {
        /// A track covers what its windows cover, in order and once, and no value lies outside of theirs.
        #[test]
        fn a_track_covers_what_its_windows_cover(
            steps in prop::collection::vec((1_u64..30, 1_u64..60, 0_f32..1.0), 1..30),
        ) {
            let mut start = 0;
            let mut windows = Vec::new();
            let mut end = 0;
            for (step, length, value) in &steps {
                // windows end one after the other, as those of a sequence do
                end = (start + length).max(end + 1);
                windows.push((0, vec![part(start, end, *value)]));
                start += step;
            }
            let found = track(windows.clone(), Merge::Average);
            for pair in found.windows(2) {
                prop_assert!(pair[0].2 <= pair[1].1, "{found:?}");
            }
            for base in 0..end {
                let on = |it: &&(usize, Vec<Part>)| (it.1[0].start..it.1[0].end).contains(&base);
                let values: Vec<f32> = windows.iter().filter(on).map(|it| it.1[0].values[0]).collect();
                let piece = found.iter().find(|it| (it.1..it.2).contains(&base));
                prop_assert_eq!(piece.is_some(), !values.is_empty());
                if let Some(piece) = piece {
                    let mean = values.iter().sum::<f32>() / values.len() as f32;
                    prop_assert!((piece.3 - mean).abs() < 1e-5, "{base}: {piece:?}, {values:?}");
                }
            }
        }
    }
}
