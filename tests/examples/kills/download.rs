//! A hub on this machine, and a home of its own into which its model is downloaded.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use pagewing::paths::Paths;
use pagewing::weights::store::{ModelId, ModelState, Store};
use pagewing_tests::fixture;
use pagewing_tests::hub::{Hub, publish};
use tempfile::TempDir;

use crate::Outcome;

const NAME: &str = "owner/tiny";

/// So that a download takes about a second.
const BYTES_PER_SECOND: u64 = 1_500_000;

/// The hub with its model.
pub(crate) struct Shop {
    hub: Hub,
    _repositories: TempDir,
}

impl Shop {
    pub(crate) fn open() -> Outcome<Self> {
        let repositories = tempfile::tempdir()?;
        publish(&fixture("tiny-model"), repositories.path(), NAME)?;
        let hub = Hub::serve(repositories.path())?;
        hub.limit(Some(BYTES_PER_SECOND));
        Ok(Self {
            hub,
            _repositories: repositories,
        })
    }

    /// Goes on with what a kill has left, or begins anew if nothing was left to do.
    pub(crate) fn command(&self, pagewing: &Path, home: &Path) -> Outcome<Command> {
        if state(home)? == ModelState::Ready {
            fs::remove_dir_all(place(home))?;
        }
        let mut command = Command::new(pagewing);
        command
            .args(["models", "download", "-q", NAME])
            .env("PAGEWING_HOME", place(home))
            .env("HF_ENDPOINT", self.hub.endpoint())
            .env("HF_HOME", home.join("no-cache"))
            .env("NO_PROXY", "127.0.0.1,127.0.0.2");
        for name in ["HF_HUB_OFFLINE", "HF_HUB_CACHE", "HF_TOKEN", "no_proxy"] {
            command.env_remove(name);
        }
        Ok(command)
    }

    /// Without a kill, the download ends, whatever was left before it.
    pub(crate) fn finish(&self, pagewing: &Path, home: &Path) -> Outcome {
        let ended = self.command(pagewing, home)?.status()?;
        match (ended.success(), state(home)?) {
            (true, ModelState::Ready) => Ok(()),
            (_, state) => Err(format!("the last download ends with {ended}, {state:?}").into()),
        }
    }
}

/// Whatever was there when it was killed, the files of the model are not taken for whole if they are not.
pub(crate) fn check(home: &Path) -> Outcome {
    match state(home)? {
        ModelState::Damaged { damage } => Err(format!("the model is damaged: {damage:?}").into()),
        _ => Ok(()),
    }
}

fn state(home: &Path) -> Outcome<ModelState> {
    let store = Store::new(Paths::under(&place(home)).models());
    Ok(store.state(&ModelId(NAME.to_owned()))?)
}

fn place(home: &Path) -> PathBuf {
    home.join("downloaded")
}
