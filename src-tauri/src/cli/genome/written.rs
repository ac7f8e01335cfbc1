//! Where results on sequences go: to a file, which appears when it is whole, or to standard output. A chromosome's track may be
//! large, so it is written while it is made.

use std::io::{self, Write};
use std::path::Path;

use super::run::Opened;
use crate::cli::output::{self, Reported};
use crate::cli::refusal::Refusal;
use crate::export::Draft;
use crate::fault::Outcome;
use crate::genome::{GenomeError, Journal};
use crate::text;

/// A result that was written.
pub(super) struct Written {
    pub(super) outcome: Outcome,
    /// Whether all of it was taken.
    whole: bool,
}

impl Written {
    fn whole() -> Self {
        Self {
            outcome: Outcome::Done,
            whole: true,
        }
    }

    /// Deletes what is kept of the work, unless the next run still needs it for its result.
    pub(super) fn done_with(self, journal: Journal) -> Outcome {
        if self.whole {
            journal.discard();
        }
        self.outcome
    }
}

/// Writes a result to a file, or prints it if no file is named.
pub(super) fn write(
    opened: &Opened<'_>,
    to: Option<&Path>,
    format: impl FnOnce(&mut dyn Write) -> Result<(), GenomeError>,
) -> Result<Written, Refusal> {
    let Some(path) = to else {
        return print(opened, format);
    };
    let mut draft = Draft::begin(path)?;
    match format(&mut draft) {
        Ok(()) => {
            draft.finish()?;
            Ok(Written::whole())
        }
        Err(GenomeError::Output(error)) => Err(draft.unwritable(&error).into()),
        Err(error) => Err(opened.refusal(error)),
    }
}

/// A reader that stops early (`| head`) is not a failure.
fn print(
    opened: &Opened<'_>,
    format: impl FnOnce(&mut dyn Write) -> Result<(), GenomeError>,
) -> Result<Written, Refusal> {
    let part = |outcome| Written {
        outcome,
        whole: false,
    };
    let mut out = io::BufWriter::new(io::stdout().lock());
    let printed = format(&mut out).and_then(|()| out.flush().map_err(GenomeError::Output));
    match printed {
        Ok(()) => Ok(Written::whole()),
        Err(GenomeError::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => {
            Ok(part(Outcome::Done))
        }
        Err(GenomeError::Output(error)) => {
            eprintln!("{}", text::unwritten(&error));
            Ok(part(Outcome::Failed))
        }
        Err(error) => Err(opened.refusal(error)),
    }
}

/// Says why there is no result; with `json`, also on standard output.
pub(super) fn refused(refusal: Refusal, json: bool) -> Outcome {
    let Refusal { about, error } = refusal;
    match about {
        Some(path) => output::complain(&path, &error),
        None => output::say(&error),
    }
    let outcome = Outcome::of(error.code());
    match json {
        true => {
            let error = Reported::from(&error);
            output::print_json(&serde_json::json!({ "error": error })).and(outcome)
        }
        false => outcome,
    }
}
