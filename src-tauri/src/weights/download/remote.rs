//! What a download is asked for, and what it returns.

use std::path::PathBuf;

use reqwest::Url;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::hash::FileHash;
use super::ledger::Purpose;

/// A file on a server, and its place on disk.
#[derive(Debug, Clone)]
pub struct Remote {
    /// Its address.
    pub url: Url,
    /// The final file. What arrives lies beside it, as `NAME.part`, until it is whole.
    pub to: PathBuf,
    /// Its size in bytes, where that is known beforehand.
    pub size: Option<u64>,
    /// Its SHA-256, where that is known beforehand.
    pub sha256: Option<FileHash>,
    /// The ledger's reason.
    pub why: Purpose,
}

/// A file that has arrived.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fetched {
    /// Its size in bytes.
    pub bytes: u64,
    /// Its SHA-256.
    pub sha256: FileHash,
    /// What it was compared with.
    pub checked: Checked,
    /// The commit that the revision means, if the server says it.
    pub commit: Option<String>,
}

/// What a file that has arrived was compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Checked {
    /// The SHA-256 that was known beforehand.
    KnownHash,
    /// The SHA-256 that the server announces.
    ServersHash,
    /// The size alone: the server does not announce a hash.
    Size,
}
