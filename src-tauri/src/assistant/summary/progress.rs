//! How far the writing of a summary is.

/// How far the work is, in windows.
#[derive(Default)]
pub(super) struct Work {
    /// The level at work: 0 reads the document, 1 what was written about it, and so on.
    pub(super) level: usize,
    /// Windows that are finished, of all levels.
    pub(super) finished: usize,
    windows: usize,
}

impl Work {
    /// Counts the `windows` of this level and guesses those of the levels above: `above` returns the number of
    /// windows that what is written about N windows fills, and `None` if there are no levels above.
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

    /// The share done when `window` (0 to 1) of the present window is.
    pub(super) fn share(&self, window: f32) -> f32 {
        (self.finished as f32 + window) / self.windows.max(1) as f32
    }
}
