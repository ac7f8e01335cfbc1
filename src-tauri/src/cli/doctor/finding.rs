//! What a check found: a sentence for people, facts for scripts, or a fault.

use serde::Serialize;
use serde_json::Value;

use crate::cli::output::Reported;
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

/// What a check that went well found.
pub(super) struct Found {
    said: String,
    details: Vec<String>,
    facts: Value,
}

impl Found {
    /// A sentence alone.
    pub(super) fn said(said: impl Into<String>) -> Self {
        Self {
            said: said.into(),
            details: Vec::new(),
            facts: Value::Null,
        }
    }

    /// The facts behind the sentence.
    pub(super) fn with(mut self, facts: &impl Serialize) -> Self {
        self.facts = serde_json::to_value(facts).unwrap_or_default();
        self
    }

    /// Lines below the sentence.
    pub(super) fn and(mut self, details: Vec<String>) -> Self {
        self.details = details;
        self
    }
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
        let mut text = format!("{}\n", line.trim_end());
        for detail in &self.details {
            text.push_str(&doctor::detail(detail));
            text.push('\n');
        }
        text
    }
}
