//! What the environment says.

use serde::Serialize;

use super::found::Found;
use crate::text::doctor;

/// Variables that change what Pagewing does. Their values can hold passwords, so nothing shows them.
const VARIABLES: [&str; 16] = [
    "PAGEWING_HOME",
    "PAGEWING_STARTER",
    "BIGBIRD_PEGASUS_WITHOUT",
    "HF_ENDPOINT",
    "HF_HUB_OFFLINE",
    "HF_HOME",
    "HF_TOKEN",
    "HF_TOKEN_PATH",
    "HTTPS_PROXY",
    "https_proxy",
    "HTTP_PROXY",
    "http_proxy",
    "ALL_PROXY",
    "all_proxy",
    "NO_PROXY",
    "no_proxy",
];

#[derive(Serialize)]
struct Variable {
    name: &'static str,
    set: bool,
}

/// Which variables are set.
pub(super) fn variables() -> Found {
    let facts = VARIABLES.map(|name| Variable {
        name,
        set: std::env::var_os(name).is_some_and(|value| !value.is_empty()),
    });
    let set: Vec<_> = facts.iter().filter(|it| it.set).map(|it| it.name).collect();
    Found::said(doctor::variables(&set)).with(&facts.as_slice())
}
