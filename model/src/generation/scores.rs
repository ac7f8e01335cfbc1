//! Scores over a large vocabulary: logarithms of probabilities and the best few, without sorting.

use crate::kernel::simd::{self, Arch, Kernel, exp, largest};

/// Turns logits into log-probabilities.
pub(super) fn log_softmax(scores: &mut [f32]) {
    simd::run(LogSoftmax { scores });
}

struct LogSoftmax<'a> {
    scores: &'a mut [f32],
}

impl Kernel for LogSoftmax<'_> {
    type Output = ();

    #[inline(always)]
    fn run<A: Arch>(self) {
        let largest = largest(self.scores);
        let mut sums = [0f64; 16];
        let chunks = self.scores.chunks_exact(16);
        let mut tail = 0f64;
        for score in chunks.remainder() {
            tail += f64::from(exp::<A>(score - largest));
        }
        for chunk in chunks {
            for lane in 0..16 {
                sums[lane] += f64::from(exp::<A>(chunk[lane] - largest));
            }
        }
        let logarithm = (sums.iter().sum::<f64>() + tail).ln() as f32;
        for score in self.scores.iter_mut() {
            *score = *score - largest - logarithm;
        }
    }
}

/// The index of the largest score, the first of equals.
pub(super) fn best(scores: &[f32]) -> usize {
    let mut best = 0;
    for (i, score) in scores.iter().enumerate() {
        if *score > scores[best] {
            best = i;
        }
    }
    best
}

/// Scores in one run.
const RUN: usize = 1024;

struct Largest<'a> {
    scores: &'a [f32],
}

impl Kernel for Largest<'_> {
    type Output = f32;

    #[inline(always)]
    fn run<A: Arch>(self) -> f32 {
        largest(self.scores)
    }
}

/// A score with the index it belongs to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Candidate {
    pub(super) index: usize,
    pub(super) score: f32,
}

/// The best `count` of the scores, best first, the first of equals first.
pub(super) struct Best {
    count: usize,
    kept: Vec<Candidate>,
}

impl Best {
    pub(super) fn new(count: usize) -> Self {
        Self {
            count,
            kept: Vec::with_capacity(count + 1),
        }
    }

    /// Adds a score to the best, if it is good enough.
    #[inline]
    pub(super) fn offer(&mut self, index: usize, score: f32) {
        if self.kept.len() == self.count
            && self.kept.last().is_some_and(|worst| score <= worst.score)
        {
            return;
        }
        let at = self.kept.partition_point(|kept| kept.score >= score);
        self.kept.insert(at, Candidate { index, score });
        self.kept.truncate(self.count);
    }

    /// Offers `scores`, each with `more` added, under the indices from `first` on. Skips a run of scores at
    /// once if none of them is among the best, which is true of nearly all runs.
    pub(super) fn offer_all(&mut self, first: usize, scores: &[f32], more: f32) {
        for (run, scores) in scores.chunks(RUN).enumerate() {
            if let Some(worst) = self.kept.last().filter(|_| self.kept.len() == self.count)
                && simd::run(Largest { scores }) + more <= worst.score
            {
                continue;
            }
            for (i, score) in scores.iter().enumerate() {
                self.offer(first + run * RUN + i, score + more);
            }
        }
    }

    pub(super) fn into_vec(self) -> Vec<Candidate> {
        self.kept
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_best_are_those_of_a_sort(scores in prop::collection::vec(-9i8..9, 1..200), count in 1usize..20) {
            let mut best = Best::new(count);
            scores.iter().enumerate().for_each(|(i, s)| best.offer(i, f32::from(*s)));
            // the same by runs, behind a whole run of scores too low to count
            let padding = RUN - scores.len() / 2;
            let mut all = vec![-100.0; padding];
            all.extend(scores.iter().map(|s| f32::from(*s)));
            let mut by_runs = Best::new(count);
            by_runs.offer_all(7, &all, 0.5);
            let mut sorted: Vec<usize> = (0..scores.len()).collect();
            sorted.sort_by_key(|i| -i16::from(scores[*i]));
            sorted.truncate(count);
            let found: Vec<usize> = best.into_vec().iter().map(|c| c.index).collect();
            prop_assert_eq!(&found, &sorted);
            let wanted = by_runs.into_vec();
            let wanted = wanted.iter().filter(|c| c.score > -50.0);
            let by_runs: Vec<usize> = wanted.map(|c| c.index - padding - 7).collect();
            prop_assert_eq!(by_runs, sorted);
        }

        #[test]
        fn log_softmax_is_exact(logits in prop::collection::vec(-50f32..50.0, 1..200)) {
            let mut ours = logits.clone();
            log_softmax(&mut ours);
            let sum: f64 = logits.iter().map(|x| f64::from(*x).exp()).sum();
            for (x, y) in logits.iter().zip(ours) {
                prop_assert!((f64::from(*x) - sum.ln() - f64::from(y)).abs() < 2e-5);
            }
        }
    }
}
