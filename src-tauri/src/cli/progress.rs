//! Progress on stderr: a bar on a terminal, a line every few seconds elsewhere, nothing with `--quiet`.

use std::io::{self, IsTerminal};
use std::ops::Range;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

use crate::assistant::summary::{Notebook, SummarySentence, SummaryView};
use crate::jobs::Pace;
use crate::stage::Stage;
use crate::text;
use crate::weights::store;

const STEPS: u64 = 1000;
/// The time between two lines if stderr is not a terminal.
const LINE_EVERY: Duration = Duration::from_secs(5);

/// The progress of the work on one file or one model.
pub(super) struct Progress {
    name: String,
    face: Face,
    pace: Pace,
    /// The stage that the pace is of, if it is not of the whole.
    stage: Option<Stage>,
    done: f32,
}

enum Face {
    Bar(ProgressBar),
    Lines(Instant),
    Quiet,
}

impl Progress {
    pub(super) fn new(name: String, quiet: bool) -> Self {
        let face = if quiet {
            Face::Quiet
        } else if io::stderr().is_terminal() {
            let bar = ProgressBar::new(STEPS);
            if let Ok(style) = ProgressStyle::with_template("{prefix:.bold} {bar:24} {msg}") {
                bar.set_style(style);
            }
            bar.set_prefix(name.clone());
            Face::Bar(bar)
        } else {
            Face::Lines(Instant::now())
        };
        Self {
            name,
            face,
            pace: Pace::default(),
            stage: None,
            done: 0.0,
        }
    }

    /// Shows the stage and the share of the whole that is done, 0 to 1.
    pub(super) fn advance(&mut self, stage: Stage, done: f32) {
        let now = Instant::now();
        // the pace at which pages are opened says nothing about recognizing them
        if self.stage.replace(stage) != Some(stage) && stage == Stage::Recognizing {
            self.pace = Pace::default();
        }
        self.done = done.clamp(self.done, 1.0);
        let eta = self.pace.eta(now, self.done);
        self.draw(now, &text::doing(stage, eta));
    }

    /// Shows an operation on a model, which fills `part` of the bar. The time left is that of its stage.
    pub(super) fn show(&mut self, progress: store::Progress, part: &Range<f32>) {
        let now = Instant::now();
        if self.stage.replace(progress.stage) != Some(progress.stage) {
            self.pace = Pace::default();
        }
        let done = part.start + (part.end - part.start) * progress.done;
        self.done = done.clamp(self.done, 1.0);
        let eta = self.pace.eta(now, progress.done);
        let message = match progress.transfer {
            Some(moved) => text::transferring(progress.stage, &moved),
            None => text::doing(progress.stage, eta),
        };
        self.draw(now, &message);
    }

    fn draw(&mut self, now: Instant, message: &str) {
        match &mut self.face {
            Face::Bar(bar) => {
                bar.set_position((self.done * STEPS as f32) as u64);
                bar.set_message(message.to_owned());
            }
            Face::Lines(last) => {
                if now.duration_since(*last) >= LINE_EVERY {
                    *last = now;
                    eprintln!("{}", text::progress_line(&self.name, self.done, message));
                }
            }
            Face::Quiet => {}
        }
    }

    /// Clears the bar, so that what is printed next stands alone.
    pub(super) fn finish(self) {
        if let Face::Bar(bar) = self.face {
            bar.finish_and_clear();
        }
    }
}

/// Shows progress and keeps nothing: a run on the command line does not resume.
pub(super) struct ProgressOnly<'a> {
    pub(super) progress: &'a mut Progress,
    /// The share of the run that is done before the summary begins, 0 to 1.
    pub(super) reading: f32,
}

impl Notebook for ProgressOnly<'_> {
    fn progress(&mut self, stage: Stage, done: f32) {
        let share = self.reading + done * (1.0 - self.reading);
        self.progress.advance(stage, share);
    }

    fn shown(&mut self, _: &SummaryView) {}

    fn recall(&mut self, _: &str) -> Option<Vec<SummarySentence>> {
        None
    }

    fn keep(&mut self, _: &str, _: &[SummarySentence]) {}
}
