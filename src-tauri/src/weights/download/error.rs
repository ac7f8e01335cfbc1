//! What can go wrong in a download, as facts. No variant holds a token, a query or a password.

use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::hash::FileHash;

/// Why a file or a description did not arrive. A host has its port if that is unusual.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DownloadError {
    /// A person stopped the download. What has arrived is kept.
    #[error("stopped")]
    Stopped,
    /// `HF_HUB_OFFLINE` forbids connections.
    #[error("offline mode is on: {host} was not asked")]
    Offline {
        /// The host that would have been asked.
        host: String,
    },
    /// Another program, or another job of this one, downloads the same file.
    #[error("{file} is being downloaded already")]
    Busy {
        /// The final file.
        file: PathBuf,
    },
    /// A repository, a revision or a file with a name that cannot exist.
    #[error("not a possible name: {name:?}")]
    BadName {
        /// The name.
        name: String,
    },
    /// An address that is not one of `http` or `https`.
    #[error("not an address of http or https: {address:?}")]
    BadAddress {
        /// The address, without password and query.
        address: String,
    },
    /// The host was not reached, after all attempts.
    #[error("no connection to {host}: {fault:?}")]
    NoConnection {
        /// The host.
        host: String,
        /// The proxy that was asked to connect, with its port.
        via: Option<String>,
        /// What failed.
        fault: ConnectFault,
    },
    /// The connection broke off again and again.
    #[error("the connection to {host} breaks off after {have} bytes of {total:?}")]
    Interrupted {
        /// The host.
        host: String,
        /// Bytes on disk.
        have: u64,
        /// The file's size in bytes, if known.
        total: Option<u64>,
    },
    /// The server kept the connection open and sent nothing, after all attempts.
    #[error("{host} sent nothing for {seconds} seconds, after {have} bytes of {total:?}")]
    Stalled {
        /// The host.
        host: String,
        /// How long the program waited, in seconds.
        seconds: u64,
        /// Bytes on disk.
        have: u64,
        /// The file's size in bytes, if known.
        total: Option<u64>,
    },
    /// The server demands a token (status 401), or refuses access (403).
    #[error("{host} refuses access: status {status}, code {code:?}, token sent: {token_sent}")]
    Refused {
        /// The host.
        host: String,
        /// The HTTP status.
        status: u16,
        /// Whether the request carried a token.
        token_sent: bool,
        /// The hub's own reason.
        code: Option<HubCode>,
    },
    /// The server does not have the file, the revision or the repository.
    #[error("{host} does not have {file}: status {status}, code {code:?}")]
    NotFound {
        /// The host.
        host: String,
        /// The file's name, or the repository's.
        file: String,
        /// The HTTP status: 404 or 410.
        status: u16,
        /// The hub's own reason.
        code: Option<HubCode>,
    },
    /// Another status that is not a success; for 408, 429 and 5xx after all attempts.
    #[error("{host} answers with status {status}")]
    Status {
        /// The host.
        host: String,
        /// The HTTP status.
        status: u16,
    },
    /// The server redirects in a way that the program does not follow.
    #[error("{host} redirects wrongly: {fault:?}")]
    Redirect {
        /// The host that redirects.
        host: String,
        /// What is wrong.
        fault: RedirectFault,
    },
    /// The answer contradicts the question: another part of the file, or a compressed one, after all attempts.
    #[error("{host} sends another part of the file, or sends it compressed")]
    WrongAnswer {
        /// The host.
        host: String,
    },
    /// A web page came instead of the file, as from a network that wants a login.
    #[error("{host} sends a web page instead of {file}")]
    WebPage {
        /// The host.
        host: String,
        /// The file's name.
        file: String,
    },
    /// A git-lfs pointer came instead of the file.
    #[error("{host} sends a git-lfs pointer instead of {file}")]
    LfsPointer {
        /// The host.
        host: String,
        /// The file's name.
        file: String,
    },
    /// The server has a file of another size.
    #[error("{file} has {found} bytes instead of {expected}")]
    WrongSize {
        /// The file's name.
        file: String,
        /// Bytes that the file should have.
        expected: u64,
        /// Bytes that the server announces or has sent before Pagewing stopped: a lower bound.
        found: u64,
    },
    /// The file has another hash, also after a second download from the beginning. Nothing of it is kept.
    #[error("{file} has the SHA-256 {found} instead of {expected}")]
    WrongHash {
        /// The file's name.
        file: String,
        /// The SHA-256 that the file should have.
        expected: FileHash,
        /// The SHA-256 that it has, or that the server announces.
        found: FileHash,
    },
    /// Nothing says how long the file is, so a broken one could not be told from a whole one.
    #[error("{host} does not say how long {file} is")]
    UnknownLength {
        /// The host.
        host: String,
        /// The file's name.
        file: String,
    },
    /// The disk does not have room for the file.
    #[error("{needed} bytes needed in {folder}, {available} free")]
    NoSpace {
        /// The folder.
        folder: PathBuf,
        /// Bytes needed, with a reserve.
        needed: u64,
        /// Bytes that are free.
        available: u64,
    },
    /// The disk became full, or a quota was reached. What has arrived is kept.
    #[error("the disk is full: {file}")]
    DiskFull {
        /// The part file.
        file: PathBuf,
    },
    /// The file system cannot hold a file of this size.
    #[error("the file system has a limit on the size of files: {file}")]
    FileTooLarge {
        /// The part file.
        file: PathBuf,
    },
    /// The folder cannot be created, or files cannot be written in it.
    #[error("{folder} cannot be written: {source}")]
    NotWritable {
        /// The folder.
        folder: PathBuf,
        /// The system's reason.
        source: io::Error,
    },
    /// The folder was removed during the download.
    #[error("{folder} was removed")]
    FolderVanished {
        /// The folder.
        folder: PathBuf,
    },
    /// A file of the download cannot be read or written.
    #[error("{path}: {source}")]
    File {
        /// The file.
        path: PathBuf,
        /// The system's reason.
        source: io::Error,
    },
    /// The ledger cannot be written, so no connection was opened.
    #[error("the list of connections cannot be written: {path}: {source}")]
    Ledger {
        /// The ledger's file.
        path: PathBuf,
        /// The system's reason.
        source: io::Error,
    },
}

/// Why a host was not reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ConnectFault {
    /// The host's name has no address: a wrong name, or no network.
    UnknownHost,
    /// Nothing listens there, or the network has no way to it.
    Unreachable,
    /// No answer in time.
    TooSlow,
    /// The server's certificate is not valid, or belongs to another host.
    Certificate,
    /// The system has no list of certificates that it trusts.
    NoCertificates,
    /// The connection broke before an answer came, or what came is not HTTP.
    NotHttp,
}

/// What is wrong with a redirect.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RedirectFault {
    /// More than ten in a row.
    TooMany,
    /// Back to an address that was asked before.
    Circle,
    /// From an encrypted address to one that is not.
    Unencrypted,
    /// To nowhere, or to an address that is not one of `http` or `https`.
    NoAddress,
}

/// The hub's reason for a refusal (header `X-Error-Code`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum HubCode {
    /// The model's owner must grant access first.
    GatedRepo,
    /// The repository does not exist, or is private.
    RepoNotFound,
    /// The revision does not exist.
    RevisionNotFound,
    /// The file does not exist.
    EntryNotFound,
    /// The repository was disabled.
    DisabledRepo,
}

impl HubCode {
    pub(super) fn of(header: &str) -> Option<Self> {
        match header {
            "GatedRepo" => Some(Self::GatedRepo),
            "RepoNotFound" => Some(Self::RepoNotFound),
            "RevisionNotFound" => Some(Self::RevisionNotFound),
            "EntryNotFound" => Some(Self::EntryNotFound),
            "DisabledRepo" => Some(Self::DisabledRepo),
            _ => None,
        }
    }
}

impl DownloadError {
    /// The error of a file operation, with what the system says about disks and folders told apart.
    pub(super) fn file(path: &Path, source: io::Error) -> Self {
        let file = path.to_owned();
        let folder = path.parent().unwrap_or(path);
        match source.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::DiskFull { file },
            io::ErrorKind::FileTooLarge => Self::FileTooLarge { file },
            io::ErrorKind::NotFound if !folder.exists() => Self::FolderVanished {
                folder: folder.to_owned(),
            },
            _ => Self::File { path: file, source },
        }
    }
}
