//! What the exit codes mean.

use crate::fault::Outcome;

/// How a command ended, in a few words.
pub fn ended(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Done => "done",
        Outcome::Failed => "failed",
        Outcome::UsageError => "usage error",
        Outcome::Refused => "nothing to read or not found",
        Outcome::PasswordNeeded => "password needed",
        Outcome::Interrupted => "interrupted",
    }
}
