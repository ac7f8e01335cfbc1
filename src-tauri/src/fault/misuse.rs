//! Arguments that each make sense and do not fit together.

/// What is wrong with the arguments.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Misuse {
    /// `ask` without a word.
    NothingAsked,
    /// `ask --all` with files.
    FilesBesideAll,
    /// `ask` with files alone.
    QuestionMissing,
    /// `ask` with a question alone.
    FilesMissing,
    /// Files to open in a window, in a build without one.
    NoWindowHere,
}
