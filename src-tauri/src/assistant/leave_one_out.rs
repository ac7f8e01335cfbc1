//! Which sentences a decision rests on, found without gradients: something is left out, and the rest is read again. First one
//! section after the other, then parts of those that matter most, until single sentences are left. The more the probability
//! of the class falls, the more the decision rests on what was left out. Two sentences that say the same hide each other:
//! without either, the other is there.

use std::ops::Range;

use super::summary::pack;
use crate::document::SectionId;
use crate::weights::ModelError;

/// Most sections that are left out one by one; of more, neighbours are left out together.
const MOST_SECTIONS: usize = 12;
/// Parts into which something is cut that matters.
const PARTS: usize = 4;
/// Sentences that are looked for.
const SENTENCES: usize = 3;
/// A probability that falls by less rests on nothing in particular.
const LEAST: f32 = 0.001;

/// A sentence as a model reads it.
pub(super) struct Unit {
    /// Its tokens, without markers.
    pub(super) ids: Vec<u32>,
    /// The outermost section around it.
    pub(super) section: Option<SectionId>,
}

/// A class, and the units that it rests on.
#[derive(Debug, PartialEq)]
pub(super) struct Decision {
    /// The probability of each class, in the model's order.
    pub(super) probabilities: Vec<f32>,
    /// The most probable one.
    pub(super) class: usize,
    /// Units, and how much the probability falls without each; the most important first.
    pub(super) grounds: Vec<(usize, f32)>,
}

impl Decision {
    /// That of the class.
    pub(super) fn probability(&self) -> f32 {
        self.probabilities.get(self.class).copied().unwrap_or(0.0)
    }
}

/// Reads tokens and returns the probabilities of the classes.
pub(super) type Read<'a> = &'a mut dyn FnMut(&[u32]) -> Result<Vec<f32>, ModelError>;

/// Decides about units that are read `room` tokens at a time.
pub(super) fn decide(
    units: &[Unit],
    room: usize,
    read: Read<'_>,
    progress: &mut dyn FnMut(f32),
) -> Result<Decision, ModelError> {
    let lengths: Vec<usize> = units.iter().map(|unit| unit.ids.len()).collect();
    let sections = sections(units);
    let begins: Vec<bool> = (0..units.len())
        .map(|unit| sections.iter().any(|section| section.start == unit))
        .collect();
    let windows = pack(&lengths, &begins, room);
    let groups = groups(sections);
    let mut steps = Steps {
        done: 0,
        all: planned(windows.len(), &groups),
        progress,
    };
    let mut reading = Reading {
        units,
        room,
        whole: Vec::with_capacity(windows.len()),
        read,
    };
    for window in windows {
        let said = reading.window(&window, &(0..0))?;
        steps.step();
        reading.whole.push((window, said));
    }
    let probabilities = reading.without(&(0..0))?;
    let best = probabilities.iter().enumerate();
    let class = best
        .max_by(|one, other| one.1.total_cmp(other.1))
        .map_or(0, |(class, _)| class);
    let mut decision = Decision {
        probabilities,
        class,
        grounds: Vec::new(),
    };
    let mut candidates = groups;
    let mut kept: Vec<(Range<usize>, f32)> = Vec::new();
    while !candidates.is_empty() {
        for part in candidates {
            let left = reading.without(&part)?;
            steps.step();
            // nothing is left to read without the only sentence
            if let Some(left) = left.get(class) {
                kept.push((part, decision.probability() - left));
            }
        }
        kept.sort_by(|one, other| other.1.total_cmp(&one.1));
        kept.truncate(SENTENCES);
        let (single, more): (Vec<_>, Vec<_>) =
            kept.into_iter().partition(|(part, _)| part.len() < 2);
        candidates = more
            .into_iter()
            .flat_map(|(part, _)| parts(&part, PARTS))
            .collect();
        kept = single;
    }
    let grounds = kept.into_iter().filter(|(_, drop)| *drop >= LEAST);
    decision.grounds = grounds.map(|(part, drop)| (part.start, drop)).collect();
    Ok(decision)
}

/// Runs of units of one section.
fn sections(units: &[Unit]) -> Vec<Range<usize>> {
    let mut sections: Vec<Range<usize>> = Vec::new();
    let mut before = None;
    for (index, unit) in units.iter().enumerate() {
        match sections.last_mut() {
            Some(last) if before == Some(unit.section) => last.end = index + 1,
            _ => sections.push(index..index + 1),
        }
        before = Some(unit.section);
    }
    sections
}

/// What is left out first: each section, or parts of the only one.
fn groups(sections: Vec<Range<usize>>) -> Vec<Range<usize>> {
    match sections.as_slice() {
        [only] => parts(only, MOST_SECTIONS),
        _ => {
            let together = sections.len().div_ceil(MOST_SECTIONS).max(1);
            let neighbours = sections.chunks(together);
            neighbours
                .filter_map(|run| Some(run.first()?.start..run.last()?.end))
                .collect()
        }
    }
}

/// A range in at most `most` parts of nearly equal length.
fn parts(range: &Range<usize>, most: usize) -> Vec<Range<usize>> {
    let step = range.len().div_ceil(most).max(1);
    range
        .clone()
        .step_by(step)
        .map(|start| start..range.end.min(start + step))
        .collect()
}

/// About how often something is read.
fn planned(windows: usize, groups: &[Range<usize>]) -> usize {
    let mut longest = groups.iter().map(Range::len).max().unwrap_or(0);
    let mut all = windows + groups.len();
    while longest > 1 {
        all += SENTENCES * PARTS;
        longest = longest.div_ceil(PARTS);
    }
    all
}

/// Counts what was read.
struct Steps<'a> {
    done: usize,
    all: usize,
    progress: &'a mut dyn FnMut(f32),
}

impl Steps<'_> {
    fn step(&mut self) {
        self.done += 1;
        (self.progress)((self.done as f32 / self.all.max(1) as f32).min(1.0));
    }
}

/// Units in windows, with what a model says of each whole window.
struct Reading<'a> {
    units: &'a [Unit],
    room: usize,
    whole: Vec<(Range<usize>, Said)>,
    read: Read<'a>,
}

/// The probabilities of a window, and its number of tokens; `None` if nothing is in it.
type Said = Option<(Vec<f32>, usize)>;

impl Reading<'_> {
    /// What the model says of a window without some units.
    fn window(
        &mut self,
        window: &Range<usize>,
        without: &Range<usize>,
    ) -> Result<Said, ModelError> {
        let units = self.units.iter().enumerate();
        let mut ids: Vec<u32> = units
            .filter(|(index, _)| window.contains(index) && !without.contains(index))
            .flat_map(|(_, unit)| unit.ids.iter().copied())
            .collect();
        // a sentence that is longer than a window
        ids.truncate(self.room);
        match ids.is_empty() {
            true => Ok(None),
            false => Ok(Some(((self.read)(&ids)?, ids.len()))),
        }
    }

    /// The probabilities of everything without some units; nothing if nothing is left.
    fn without(&mut self, without: &Range<usize>) -> Result<Vec<f32>, ModelError> {
        let mut sums: Vec<f32> = Vec::new();
        let mut tokens = 0;
        for index in 0..self.whole.len() {
            let Some((window, whole)) = self.whole.get(index).cloned() else {
                continue;
            };
            let touched = window.start < without.end && without.start < window.end;
            let said = match touched {
                true => self.window(&window, without)?,
                false => whole,
            };
            let Some((probabilities, length)) = said else {
                continue;
            };
            sums.resize(probabilities.len(), 0.0);
            let weighted = sums.iter_mut().zip(&probabilities);
            weighted.for_each(|(sum, it)| *sum += it * length as f32);
            tokens += length;
        }
        sums.iter_mut().for_each(|sum| *sum /= tokens.max(1) as f32);
        Ok(sums)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Sentences of ten tokens; the number of each sentence is its token.
    fn units(sections: &[usize]) -> Vec<Unit> {
        let mut units = Vec::new();
        for (section, sentences) in sections.iter().enumerate() {
            for _ in 0..*sentences {
                units.push(Unit {
                    ids: vec![units.len() as u32; 10],
                    section: Some(SectionId(section as u32)),
                });
            }
        }
        units
    }

    /// A model that is the surer of class 1 the more of these sentences it reads.
    fn decided(units: &[Unit], room: usize, telling: &[(u32, f32)]) -> (Decision, usize) {
        let mut reads = 0;
        let mut read = |ids: &[u32]| -> Result<Vec<f32>, ModelError> {
            reads += 1;
            assert!(ids.len() <= room && !ids.is_empty());
            let found = telling.iter().filter(|(id, _)| ids.contains(id));
            let sure = 0.4 + found.map(|(_, share)| share).sum::<f32>();
            Ok(vec![1.0 - sure, sure])
        };
        let decision = decide(units, room, &mut read, &mut |_| {}).unwrap();
        (decision, reads)
    }

    #[test]
    fn the_sentences_that_decide_are_found_in_their_sections() {
        let units = units(&[9, 30, 7, 20]);
        let (decision, reads) = decided(&units, 4096, &[(25, 0.3), (50, 0.2)]);
        assert_eq!(decision.class, 1);
        assert!((decision.probability() - 0.9).abs() < 1e-6);
        let [first, second, ..] = decision.grounds.as_slice() else {
            panic!("{decision:?}");
        };
        assert_eq!((first.0, second.0), (25, 50));
        assert!((first.1 - 0.3).abs() < 1e-5 && (second.1 - 0.2).abs() < 1e-5);
        // far fewer than leaving out each sentence
        assert!(reads < 40, "{reads}");
    }

    #[test]
    fn a_document_of_several_windows_reads_only_those_that_change() {
        let units = units(&[20, 20, 20, 20]);
        let (decision, reads) = decided(&units, 210, &[(65, 0.5)]);
        assert_eq!(decision.grounds.first().map(|ground| ground.0), Some(65));
        // one of four windows is surer
        assert!((decision.probability() - (0.4 + 0.125)).abs() < 1e-5);
        assert!(reads < 45, "{reads}");
    }

    #[test]
    fn a_document_without_sections_is_cut_into_parts() {
        let (decision, _) = decided(&units(&[100]), 4096, &[(77, 0.3)]);
        assert_eq!(decision.grounds.first().map(|ground| ground.0), Some(77));
    }

    #[test]
    fn nothing_is_named_if_no_sentence_matters() {
        let (decision, _) = decided(&units(&[5, 5]), 4096, &[]);
        assert_eq!(
            (decision.class, decision.grounds.as_slice()),
            (0, &[] as &[_])
        );
        let (decision, reads) = decided(&units(&[1]), 4096, &[(0, 0.5)]);
        assert_eq!(
            (decision.class, decision.grounds.as_slice()),
            (1, &[] as &[_])
        );
        assert_eq!(reads, 1);
    }

    #[test]
    fn many_sections_are_left_out_in_neighbours_and_progress_ends_at_most_at_one() {
        let units = units(&[2; 60]);
        assert!(groups(sections(&units)).len() <= MOST_SECTIONS);
        let mut shares = Vec::new();
        let mut read = |ids: &[u32]| -> Result<Vec<f32>, ModelError> {
            Ok(vec![0.2, if ids.contains(&31) { 0.8 } else { 0.3 }])
        };
        let decision = decide(&units, 4096, &mut read, &mut |done| shares.push(done)).unwrap();
        let [(unit, drop)] = decision.grounds.as_slice() else {
            panic!("{decision:?}");
        };
        assert!(*unit == 31 && (drop - 0.5).abs() < 1e-5, "{decision:?}");
        assert!(shares.is_sorted() && shares.iter().all(|done| *done <= 1.0));
    }
}
