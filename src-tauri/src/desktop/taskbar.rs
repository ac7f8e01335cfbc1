//! How far the work is, where the system shows it beside the program's icon. Systems that show nothing ignore it.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use tauri::window::{ProgressBarState, ProgressBarStatus};
use tauri::{AppHandle, Manager, UserAttentionType};

use super::window;
use crate::jobs::{AppEvent, JobId, JobState, JobView, Jobs};

/// Work that took longer asks for the person when it ends, if they are elsewhere.
const LONG: Duration = Duration::from_secs(30);

/// Follows the jobs from now on.
pub(super) fn follow(app: &AppHandle, jobs: &Jobs) {
    let app = app.clone();
    let mut work = Work::default();
    jobs.subscribe(move |event| {
        if let AppEvent::Job { job } = event
            && let Some(shown) = work.after(&job, Instant::now())
        {
            show(&app, &shown);
        }
    });
}

fn show(app: &AppHandle, shown: &Shown) {
    // there is none yet, or none any more
    let Some(window) = app.get_webview_window(window::LABEL) else {
        return;
    };
    let (status, percent) = match shown {
        Shown::Percent(percent) => (ProgressBarStatus::Normal, Some(*percent)),
        Shown::Ended { .. } => (ProgressBarStatus::None, None),
    };
    let state = ProgressBarState {
        status: Some(status),
        progress: percent,
    };
    let mut outcome = window.set_progress_bar(state);
    if *shown == (Shown::Ended { long: true }) {
        // nothing happens if the window has the focus
        let attention = window.request_user_attention(Some(UserAttentionType::Informational));
        outcome = outcome.and(attention);
    }
    if let Err(error) = outcome {
        tracing::debug!(%error, "the system does not show how far the work is");
    }
}

/// What the system is to show.
#[derive(Debug, PartialEq, Eq)]
enum Shown {
    /// How much of the work is done.
    Percent(u64),
    /// There is none any more.
    Ended {
        /// Whether it took so long that the person may be elsewhere.
        long: bool,
    },
}

/// All the work since there was none.
#[derive(Default)]
struct Work {
    under_way: BTreeMap<JobId, f32>,
    ended: usize,
    began: Option<Instant>,
    percent: Option<u64>,
}

impl Work {
    /// What is to be shown after news about a job; `None` if that is the same as before.
    fn after(&mut self, job: &JobView, now: Instant) -> Option<Shown> {
        match job.state {
            JobState::Queued | JobState::Running => {
                self.under_way.insert(job.id, job.done.clamp(0.0, 1.0));
            }
            // what waits for the person is not under way
            _ => self.ended += usize::from(self.under_way.remove(&job.id).is_some()),
        }
        if self.under_way.is_empty() {
            let began = std::mem::take(self).began?;
            let long = now.duration_since(began) > LONG;
            return Some(Shown::Ended { long });
        }
        self.began.get_or_insert(now);
        let all = self.ended + self.under_way.len();
        let done = self.ended as f32 + self.under_way.values().sum::<f32>();
        let percent = (100.0 * done / all as f32) as u64;
        (self.percent.replace(percent) != Some(percent)).then_some(Shown::Percent(percent))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::jobs::JobKind;
    use crate::stage::Stage;

    fn job(id: i64, state: JobState, done: f32) -> JobView {
        JobView {
            id: JobId(id),
            kind: JobKind::Import,
            name: "a.pdf".into(),
            document: None,
            turn: id,
            by_itself: false,
            to_show: false,
            state,
            stage: Stage::Waiting,
            done,
            eta_s: None,
            model: None,
            table: None,
            transfer: None,
        }
    }

    #[test]
    fn all_work_since_there_was_none_is_one_number() {
        let began = Instant::now();
        let mut work = Work::default();
        let mut after = |id, state, done, seconds| {
            let now = began + Duration::from_secs(seconds);
            work.after(&job(id, state, done), now)
        };
        use JobState::{Cancelled, Done, NeedsPassword, Queued, Running};
        assert_eq!(after(1, Queued, 0.0, 0), Some(Shown::Percent(0)));
        assert_eq!(after(2, Queued, 0.0, 0), None);
        assert_eq!(after(1, Running, 0.5, 1), Some(Shown::Percent(25)));
        assert_eq!(after(1, Running, 0.501, 1), None);
        assert_eq!(after(1, Done, 1.0, 2), Some(Shown::Percent(50)));
        let locked = NeedsPassword { wrong: false };
        let ended = |long| Some(Shown::Ended { long });
        assert_eq!(after(2, locked, 0.0, 31), ended(true));
        // what ended is not counted again
        assert_eq!(after(2, Cancelled, 0.0, 40), None);
        assert_eq!(after(3, Running, 0.5, 41), Some(Shown::Percent(50)));
        assert_eq!(after(3, Done, 1.0, 42), ended(false));
    }
}
