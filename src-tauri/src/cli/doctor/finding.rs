//! The result of a check as `pagewing doctor` prints it: what was found, or a fault.

use serde::Serialize;
use serde_json::Value;

use crate::cli::output::Reported;
use crate::diagnosis::{Found, lines};
use crate::fault::Fault;
use crate::text::doctor;

/// The result of one check, as `--json` prints it.
#[derive(Serialize)]
pub(super) struct Finding {
    what: &'static str,
    /// What the check found, if it is in order.
    found: Option<String>,
    /// Lines that belong to it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    details: Vec<String>,
    /// The same as numbers and names; null if there are none.
    facts: Value,
    /// What is wrong otherwise.
    error: Option<Reported>,
}

impl Finding {
    pub(super) fn of(what: &'static str, result: Result<Found, Fault>) -> Self {
        let (found, error) = match result {
            Ok(found) => (found, None),
            Err(fault) => (Found::said(""), Some(Reported::from(&fault))),
        };
        Self {
            what,
            found: error.is_none().then_some(found.said),
            details: found.details,
            facts: found.facts,
            error,
        }
    }

    pub(super) fn is_wrong(&self) -> bool {
        self.error.is_some()
    }

    /// The lines that people see.
    pub(super) fn text(&self) -> String {
        let line = match (&self.found, &self.error) {
            (_, Some(error)) => doctor::wrong(self.what, &error.message, error.hint.as_deref()),
            (found, None) => doctor::in_order(self.what, found.as_deref().unwrap_or_default()),
        };
        lines(&line, &self.details)
    }
}
