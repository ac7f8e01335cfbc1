//! The network: what the environment says about it, and each connection that Pagewing made.

use serde::Serialize;

use super::finding::Found;
use crate::cli::kept::Kept;
use crate::fault::Fault;
use crate::text::doctor;
use crate::weights::download::History;

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

/// The connections that are shown.
const LAST: usize = 5;

#[derive(Serialize)]
struct Network {
    /// The server of models, as host and port.
    server: String,
    /// Whether `HF_HUB_OFFLINE` forbids downloads.
    offline: bool,
    /// Whether a token would be sent.
    token: bool,
    ledger: String,
    #[serde(flatten)]
    history: History,
}

/// The connections ever made, and the server of the next ones.
pub(super) fn network(kept: &Kept) -> Result<Found, Fault> {
    let (network, ledger) = (kept.network()?, kept.ledger());
    let history = ledger.history(LAST).map_err(|error| Fault::LedgerFailed {
        path: ledger.path().display().to_string(),
        detail: error.to_string(),
    })?;
    let facts = Network {
        server: network.host(),
        offline: network.is_offline(),
        token: network.has_token(),
        ledger: ledger.path().display().to_string(),
        history,
    };
    let (ever, bytes) = (facts.history.connections, facts.history.bytes);
    let said = doctor::network(&facts.server, facts.offline, ever, bytes);
    let last = facts.history.entries.iter().map(doctor::connection);
    Ok(Found::said(said).and(last.collect()).with(&facts))
}
