//! A word that the end of a line divides.

/// The parts of a divided word that stand beside the line end, in small letters: of "state-of-the-" and "art-based",
/// "the" and "art".
pub(super) struct Divided {
    pub(super) left: String,
    pub(super) right: String,
    /// Whether the word has another hyphen before.
    pub(super) chained: bool,
    /// Whether one follows.
    pub(super) goes_on: bool,
}

impl Divided {
    /// The parts beside the line end of a word that ends in a hyphen there and goes on in the next line.
    pub(super) fn of(before: &str, after: &str) -> Self {
        let parts = |word: &str| -> Vec<String> {
            let parts = word.split('-').filter(|part| !part.is_empty());
            parts.map(str::to_lowercase).collect()
        };
        let (before, after) = (parts(before), parts(after));
        Self {
            chained: before.len() > 1,
            goes_on: after.len() > 1,
            left: before.into_iter().next_back().unwrap_or_default(),
            right: after.into_iter().next().unwrap_or_default(),
        }
    }

    /// The parts without the hyphen.
    pub(super) fn joined(&self) -> String {
        format!("{}{}", self.left, self.right)
    }
}
