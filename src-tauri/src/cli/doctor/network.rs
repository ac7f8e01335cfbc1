//! The network: where models would come from, and each connection that Pagewing made.

use serde::Serialize;

use crate::cli::kept::Kept;
use crate::diagnosis::Found;
use crate::fault::Fault;
use crate::text::doctor;
use crate::weights::download::History;

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
