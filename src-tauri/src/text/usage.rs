//! What is wrong with the arguments, and how a command goes on.

use super::en;
use super::faults::message;
use super::language::said;
use crate::fault::{Fault, Misuse, Outcome};

/// What is wrong with the arguments, and what to do.
pub(crate) fn misuse(misuse: Misuse) -> &'static str {
    said!(usage::misuse(misuse))
}

/// The last line of the help: exit codes and what they mean.
pub(crate) fn exit_codes(outcomes: impl Iterator<Item = Outcome>) -> String {
    said!(usage::exit_codes(outcomes))
}

/// A stopped conversion.
pub(crate) fn continues() -> &'static str {
    said!(usage::CONTINUES)
}

/// Stdout cannot be written.
pub(crate) fn unwritten(error: &dyn std::error::Error) -> String {
    said!(usage::unwritten(error))
}

/// `--pages` cannot be read. This stands behind clap's own words, which are English.
pub(crate) fn pages_wrong() -> &'static str {
    en::usage::PAGES_WRONG
}

/// A fault's sentence after the name of its file, which some sentences contain already.
pub(crate) fn fault_of_file(file: &str, fault: &Fault) -> String {
    let message = message(fault);
    if fault.path() == Some(file) {
        message
    } else {
        format!("{file}: {message}")
    }
}
