//! What is wrong with the arguments, and how a command goes on.

use crate::fault::{Misuse, Outcome};

/// What is wrong with the arguments, and what to do.
pub(crate) fn misuse(misuse: Misuse) -> &'static str {
    match misuse {
        Misuse::NothingAsked => "There is no question.",
        Misuse::FilesBesideAll => {
            "With --all, Pagewing asks the library: give the question alone, in quotes."
        }
        Misuse::QuestionMissing => "The question is missing: give it in quotes, after the files.",
        Misuse::FilesMissing => {
            "There is no file to ask: name files before the question, or ask the library with --all."
        }
        Misuse::NoWindowHere => {
            "This build of Pagewing has no window. Try: pagewing summarize FILE"
        }
        Misuse::NotForTerminals => "A terminal can't show this format: name a file with --output.",
        Misuse::FolderMissing => {
            "Several documents need a folder for their files: name it with --into."
        }
        Misuse::PasswordForList => {
            "The entries of several documents come from the library, which needs no password: leave out --password."
        }
        Misuse::OutMissing => {
            "Pagewing keeps int8 copies alone beside a model: name a folder for this one with --out."
        }
        Misuse::UnknownEnding => {
            "No format has the ending of this file: name one with --format. The window makes a PDF by printing."
        }
        Misuse::UnknownTableEnding => {
            "No format of a table has the ending of this file: name one with --format."
        }
        Misuse::NoQuestions => {
            "There is no question in the file of questions: write one in each line."
        }
    }
}

/// The last line of the help: exit codes and what they mean.
pub(crate) fn exit_codes(outcomes: impl Iterator<Item = Outcome>) -> String {
    let codes = outcomes.map(|outcome| format!("{} {}", outcome.code(), ended(outcome)));
    format!("Exit codes: {}.", codes.collect::<Vec<_>>().join(", "))
}

/// How a command ended, in a few words.
fn ended(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Done => "done",
        Outcome::Failed => "failed",
        Outcome::UsageError => "usage error",
        Outcome::Refused => "nothing to read or not found",
        Outcome::PasswordNeeded => "password needed",
        Outcome::Interrupted => "interrupted",
    }
}

/// A stopped conversion.
pub(crate) const CONTINUES: &str = "The same command continues where it stopped.";

/// Stdout cannot be written.
pub(crate) fn unwritten(error: &dyn std::error::Error) -> String {
    format!("Pagewing can't write the output: {error}")
}

/// `--pages` cannot be read.
pub(crate) const PAGES_WRONG: &str = "pages are given as 3 or 3-7";
