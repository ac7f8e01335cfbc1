//! What the tests share: a folder, a network with short times, a file to fetch.

use std::fs;
use std::path::PathBuf;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use tempfile::TempDir;

use super::super::{
    DownloadError, Entry, Fetched, FileHash, Ledger, Limits, Network, Purpose, Remote, Transfer,
    Url, fetch,
};

/// A folder for one download.
pub(super) struct Bench {
    pub(super) folder: TempDir,
    pub(super) network: Network,
    pub(super) remote: Remote,
    pub(super) seen: Vec<Transfer>,
}

impl Bench {
    /// A download of `{endpoint}/file` without a known size or hash.
    pub(super) fn new(endpoint: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let ledger = Ledger::at(folder.path().join("ledger/network.jsonl"));
        let variables = |name: &str| match name {
            "HF_ENDPOINT" => Some(endpoint.to_owned()),
            "HF_TOKEN" => Some("hf_secret".to_owned()),
            _ => None,
        };
        let network = Network::of_variables(&variables, None, ledger)
            .unwrap()
            .with_limits(quick());
        let remote = Remote {
            url: Url::parse(&format!("{endpoint}/file")).unwrap(),
            to: folder.path().join("model/weights.bin"),
            size: None,
            sha256: None,
            why: Purpose::File {
                repository: Some("owner/name".to_owned()),
                file: "weights.bin".to_owned(),
            },
        };
        Self {
            folder,
            network,
            remote,
            seen: Vec::new(),
        }
    }

    /// The file's hash is known beforehand.
    pub(super) fn expecting(mut self, content: &[u8]) -> Self {
        self.remote.sha256 = Some(FileHash::of(content));
        self
    }

    pub(super) fn fetch(&mut self) -> Result<Fetched, DownloadError> {
        fetch(
            &self.network,
            &self.remote,
            &AtomicBool::new(false),
            &mut |seen| self.seen.push(seen),
        )
    }

    pub(super) fn beside(&self, suffix: &str) -> PathBuf {
        self.folder
            .path()
            .join(format!("model/weights.bin{suffix}"))
    }

    pub(super) fn part(&self) -> Vec<u8> {
        fs::read(self.beside(".part")).unwrap_or_default()
    }

    /// The final file is right and stands alone.
    #[track_caller]
    pub(super) fn assert_whole(&self, content: &[u8]) {
        assert!(
            fs::read(&self.remote.to).unwrap() == content,
            "another file"
        );
        let names: Vec<_> = fs::read_dir(self.folder.path().join("model"))
            .unwrap()
            .flatten()
            .collect();
        assert_eq!(names.len(), 1, "{names:?}");
    }

    /// There is no final file.
    #[track_caller]
    pub(super) fn assert_absent(&self) {
        assert!(!self.remote.to.exists());
        assert!(!self.beside(".part.lock").exists());
    }

    /// The ledger's entries, the oldest first.
    pub(super) fn ledger(&self) -> Vec<Entry> {
        let mut entries = self.network.ledger.history(usize::MAX).unwrap().entries;
        entries.reverse();
        entries
    }
}

/// Limits with which a test takes milliseconds.
pub(super) fn quick() -> Limits {
    Limits {
        connect: Duration::from_secs(5),
        // a busy machine must not look like a silent server
        stall: Duration::from_secs(4),
        attempts: 4,
        first_wait: Duration::from_millis(1),
        longest_wait: Duration::from_millis(10),
        longest_asked: Duration::from_millis(1200),
        reserve: 0,
        description: 10_000,
    }
}

/// Bytes without a period that a test could stumble over.
pub(super) fn content(length: usize) -> Vec<u8> {
    (0..length as u64)
        .map(|at| (at.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 56) as u8)
        .collect()
}
