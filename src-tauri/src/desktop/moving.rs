//! The library and the models move to another folder while the window is open: the jobs end, and go on there.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use tauri::AppHandle;

use super::desk::{Answer, Desk};
use super::{notifications, taskbar, window};
use crate::jobs::{self, AppEvent, Jobs, Moved};
use crate::paths::Paths;

/// Shortest interval between two messages about progress.
const TELL_EVERY: Duration = Duration::from_millis(100);

/// Moves them to this folder, and returns the one in which they were. Until then nothing else can be asked of the jobs.
///
/// # Errors
/// Why they cannot be there, or [`crate::fault::Fault::Cancelled`]: they are where they were then.
pub(super) fn move_to(app: &AppHandle, desk: &Desk, to: &Path) -> Answer<PathBuf> {
    let from = Paths::of_user()?;
    let stop = desk.begin_to_move()?;
    let mut told: Option<Instant> = None;
    let moved = jobs::move_data(&from, to, &stop, &mut |done, total| {
        let now = Instant::now();
        if told.is_none_or(|told| now.duration_since(told) >= TELL_EVERY) {
            told = Some(now);
            desk.tell(AppEvent::Moving { done, total });
        }
    });
    let jobs = Jobs::open(moved.as_ref().map_or(&from, |moved| &moved.paths))?;
    taskbar::follow(app, &jobs);
    notifications::follow(app, &jobs);
    window::follow_size(app, &jobs);
    desk.go_on(jobs);
    let Moved { original, .. } = moved?;
    original.delete();
    Ok(from.data().to_owned())
}
