//! Progress on stderr: a bar on a terminal, a line every few seconds elsewhere, nothing with `--quiet`.

use std::io::{self, IsTerminal};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

use crate::jobs::Pace;
use crate::stage::Stage;
use crate::text;

const STEPS: u64 = 1000;
/// The time between two lines if stderr is not a terminal.
const LINE_EVERY: Duration = Duration::from_secs(5);

/// The progress of one file.
pub(super) struct Progress {
    name: String,
    face: Face,
    pace: Pace,
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
            done: 0.0,
        }
    }

    /// Shows the stage and the share of the whole that is done, 0 to 1.
    pub(super) fn advance(&mut self, stage: Stage, done: f32) {
        let now = Instant::now();
        self.done = done.clamp(self.done, 1.0);
        let eta = self.pace.eta(now, self.done);
        let message = text::doing(stage, eta);
        match &mut self.face {
            Face::Bar(bar) => {
                bar.set_position((self.done * STEPS as f32) as u64);
                bar.set_message(message);
            }
            Face::Lines(last) => {
                if now.duration_since(*last) >= LINE_EVERY {
                    *last = now;
                    eprintln!("{}", text::progress_line(&self.name, self.done, &message));
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
