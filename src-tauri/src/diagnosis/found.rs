//! What a look at something found.

use serde::Serialize;
use serde_json::Value;

use crate::text::doctor;

/// What a check that went well found.
pub(crate) struct Found {
    pub(crate) said: String,
    pub(crate) details: Vec<String>,
    pub(crate) facts: Value,
}

impl Found {
    /// A sentence alone.
    pub(crate) fn said(said: impl Into<String>) -> Self {
        Self {
            said: said.into(),
            details: Vec::new(),
            facts: Value::Null,
        }
    }

    /// The facts behind the sentence.
    pub(crate) fn with(mut self, facts: &impl Serialize) -> Self {
        self.facts = serde_json::to_value(facts).unwrap_or_default();
        self
    }

    /// Lines below the sentence.
    pub(crate) fn and(mut self, details: Vec<String>) -> Self {
        self.details = details;
        self
    }
}

/// What people see of it: a line, and those that belong to it.
pub(crate) fn lines(line: &str, details: &[String]) -> String {
    let mut text = format!("{}\n", line.trim_end());
    for detail in details {
        text.push_str(&doctor::detail(detail));
        text.push('\n');
    }
    text
}
