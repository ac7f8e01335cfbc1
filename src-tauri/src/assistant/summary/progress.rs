//! The progress of a summary.

/// Progress, in windows.
#[derive(Default)]
pub(super) struct Work {
    /// The current level: 0 reads the document, 1 reads what was written about it, and so on.
    pub(super) level: usize,
    /// Number of finished windows, on all levels.
    pub(super) finished: usize,
    windows: usize,
}

impl Work {
    /// Counts the `windows` of this level and estimates those of the levels above: `above` returns the number of
    /// windows that the text written about N windows fills, or `None` if there are no levels above.
    pub(super) fn plan(&mut self, windows: usize, above: impl Fn(usize) -> Option<usize>) {
        self.windows = self.finished + windows;
        let mut level = windows;
        while level > 1
            && let Some(next) = above(level)
        {
            level = next;
            self.windows += level;
        }
    }

    /// The share done, 0 to 1, when `window` (0 to 1) of the current window is done.
    pub(super) fn share(&self, window: f32) -> f32 {
        (self.finished as f32 + window) / self.windows.max(1) as f32
    }
}
