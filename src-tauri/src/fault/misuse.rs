//! Arguments that are valid one by one but not together.

/// The mistake in the arguments.
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
    /// Files to open in a window, in a build that has no window.
    NoWindowHere,
    /// `export` of a file that is not text, to a terminal.
    NotForTerminals,
    /// `export` of several documents, without a folder for their files.
    FolderMissing,
    /// `export` of the entries of several documents in one list, with a password.
    PasswordForList,
    /// `models convert` of a kept model to half precision, without a folder for it.
    OutMissing,
    /// `export` into a file whose name ends like none of the formats.
    UnknownEnding,
    /// `table` into a file whose name ends like none of the formats.
    UnknownTableEnding,
    /// `table` with a file that has no question.
    NoQuestions,
}
