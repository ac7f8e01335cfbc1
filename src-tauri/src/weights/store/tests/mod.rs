//! The store as a person's disk and network treat it: after each test the state says what is on the disk.

mod classes;
mod damaged;
mod disks;
mod downloads;
mod fast_copies;
mod folders;
mod inspected;
mod kills;
mod server;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use super::{ModelId, ModelState, Progress, Store, StoreError, parse_reference};
use crate::weights::download::{Ledger, Limits, Network};
use server::Repository;

/// The repository that the tests download.
const NAME: &str = "tester/tiny-model";

/// A writer of 1.3 MB.
fn tiny() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures/tiny-model")
}

fn id() -> ModelId {
    ModelId(NAME.into())
}

/// A store in a folder of its own.
struct Bench {
    home: tempfile::TempDir,
    store: Store,
    stop: Arc<AtomicBool>,
}

impl Bench {
    fn new() -> Self {
        let home = tempfile::tempdir().unwrap();
        Self {
            store: Store::new(home.path().join("models")),
            home,
            stop: Arc::default(),
        }
    }

    fn download(&self, from: &Repository) -> Result<(), StoreError> {
        self.download_of(NAME, from, &mut |_| ())
    }

    fn download_of(
        &self,
        reference: &str,
        from: &Repository,
        report: &mut dyn FnMut(Progress),
    ) -> Result<(), StoreError> {
        let network = network(&from.url(), self.home.path());
        let reference = parse_reference(reference)?;
        self.store
            .download(&reference, &network, &self.stop, report)
    }

    fn convert(&self, id: &ModelId, keep_original: bool) -> Result<(), StoreError> {
        self.store
            .convert(id, keep_original, &self.stop, &mut |_| ())
    }

    fn state(&self) -> ModelState {
        self.store.state(&id()).unwrap()
    }

    /// A path inside of the model's folder.
    fn path(&self, inside: &str) -> PathBuf {
        self.store.root().join("tester--tiny-model").join(inside)
    }

    /// A copy of the small model, to change.
    fn copy_of_tiny(&self, name: &str) -> PathBuf {
        let folder = self.home.path().join(name);
        fs::create_dir_all(&folder).unwrap();
        for entry in fs::read_dir(tiny()).unwrap().flatten() {
            fs::copy(entry.path(), folder.join(entry.file_name())).unwrap();
        }
        folder
    }
}

/// The way to a server, with short waits.
fn network(url: &str, home: &Path) -> Network {
    let ledger = Ledger::at(home.join("ledger.jsonl"));
    let limits = Limits {
        connect: Duration::from_secs(5),
        stall: Duration::from_secs(5),
        attempts: 2,
        first_wait: Duration::from_millis(10),
        longest_wait: Duration::from_millis(20),
        reserve: 0,
        ..Limits::default()
    };
    Network::of_environment(Some(url), ledger)
        .unwrap()
        .with_limits(limits)
}

/// Everything that a model loads is there and is what it was.
fn assert_like_tiny(folder: &Path) {
    for name in ["config.json", "model.safetensors", "spiece.model"] {
        let (found, expected) = (fs::read(folder.join(name)), fs::read(tiny().join(name)));
        assert!(found.unwrap() == expected.unwrap(), "{name}");
    }
}
