//! Whether probabilities hold, and what a threshold shows and refuses.

use std::fmt;

use serde::Serialize;

/// Number of equally wide bins.
pub const BINS: usize = 5;

/// The first answer to a question.
#[derive(Debug, Clone, Copy)]
pub struct Calibration {
    /// The probability that is shown; 0 without an answer.
    pub probability: f32,
    /// Whether it is right.
    pub right: bool,
    /// Whether the question was asked of a document that it is not about.
    pub stranger: bool,
}

/// The answers whose probabilities are in one bin.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct Bin {
    /// Their number.
    pub answers: usize,
    /// The mean of their probabilities.
    pub mean: f64,
    /// The share of right ones.
    pub right: f64,
}

/// What a threshold shows and refuses, and how well the probabilities hold.
#[derive(Debug, Clone, Serialize)]
pub struct Shown {
    /// The threshold.
    pub threshold: f32,
    /// Number of answers at or above it.
    pub shown: usize,
    /// The share of right ones among them.
    pub right: f64,
    /// The share of all right answers that is shown.
    pub kept: f64,
    /// The share of the questions to other documents that is refused; `None` without such questions.
    pub strangers_refused: Option<f64>,
    /// The bins, the least probable first.
    pub bins: [Bin; BINS],
    /// The mean distance of the probabilities from the share of right answers, weighted by the bins' sizes.
    pub error: f64,
}

fn share(of: usize, all: usize) -> f64 {
    if all == 0 {
        0.0
    } else {
        of as f64 / all as f64
    }
}

impl Shown {
    /// Sums up answers.
    pub fn of(answers: &[Calibration], threshold: f32) -> Self {
        let count = |those: &dyn Fn(&Calibration) -> bool| {
            answers.iter().filter(|answer| those(answer)).count()
        };
        let is_shown = |answer: &Calibration| answer.probability >= threshold;
        let shown = count(&is_shown);
        let right_shown = count(&|answer| is_shown(answer) && answer.right);
        let strangers = count(&|answer| answer.stranger);
        let strangers_shown = count(&|answer| is_shown(answer) && answer.stranger);
        let mut bins = [Bin::default(); BINS];
        for answer in answers {
            let at = ((answer.probability * BINS as f32) as usize).min(BINS - 1);
            if let Some(bin) = bins.get_mut(at) {
                bin.answers += 1;
                bin.mean += f64::from(answer.probability);
                bin.right += f64::from(u8::from(answer.right));
            }
        }
        let mut error = 0.0;
        for bin in bins.iter_mut().filter(|bin| bin.answers > 0) {
            bin.mean /= bin.answers as f64;
            bin.right /= bin.answers as f64;
            error += (bin.mean - bin.right).abs() * share(bin.answers, answers.len());
        }
        Self {
            threshold,
            shown,
            right: share(right_shown, shown),
            kept: share(right_shown, count(&|answer| answer.right)),
            strangers_refused: (strangers > 0).then(|| 1.0 - share(strangers_shown, strangers)),
            bins,
            error,
        }
    }
}

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "| probability | answers | mean | right |\n|---|---|---|---|"
        )?;
        for (at, bin) in self.bins.iter().enumerate() {
            let (from, to) = (100 * at / BINS, 100 * (at + 1) / BINS);
            let (mean, right) = (100.0 * bin.mean, 100.0 * bin.right);
            let count = bin.answers;
            writeln!(
                f,
                "| {from} to {to} % | {count} | {mean:.0} % | {right:.0} % |"
            )?;
        }
        writeln!(f, "\nexpected calibration error: {:.3}", self.error)?;
        writeln!(
            f,
            "shown from {:.0} %: {} answers, {:.1} % of them right, {:.1} % of the right ones",
            100.0 * self.threshold,
            self.shown,
            100.0 * self.right,
            100.0 * self.kept,
        )?;
        match self.strangers_refused {
            Some(refused) => writeln!(
                f,
                "questions to other documents refused: {:.1} %",
                100.0 * refused
            ),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bins_and_shares_are_counted() {
        let answer = |probability, right, stranger| Calibration {
            probability,
            right,
            stranger,
        };
        let answers = [
            answer(0.9, true, false),
            answer(0.9, true, false),
            answer(1.0, false, false),
            answer(0.1, true, false),
            answer(0.1, false, true),
        ];
        let shown = Shown::of(&answers, 0.5);
        let counts = (shown.shown, shown.bins[4].answers, shown.bins[0].answers);
        assert_eq!(counts, (3, 3, 2));
        assert!((shown.right - 2.0 / 3.0).abs() < 1e-9);
        assert!((shown.kept - 2.0 / 3.0).abs() < 1e-9);
        assert_eq!(shown.strangers_refused, Some(1.0));
        // 3 of 5 answers are off by 0.933 - 0.667, and 2 of 5 by 0.5 - 0.1
        let error = 0.6 * (2.8 / 3.0 - 2.0 / 3.0) + 0.4 * 0.4;
        assert!((shown.error - error).abs() < 1e-6);
    }
}
