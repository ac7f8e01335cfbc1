//! A second program: this test program again, as a child with an environment of its own.

use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::sync::atomic::AtomicBool;

use super::super::{FileHash, Ledger, Network, Purpose, Remote, Url, fetch};
use super::bench::quick;

const NAME: &str = "weights::download::tests::child::fetches_what_its_environment_says";
const FOLDER: &str = "PAGEWING_TEST_FOLDER";
const URL: &str = "PAGEWING_TEST_URL";
const HASH: &str = "PAGEWING_TEST_HASH";
/// The proxy of the settings.
pub(super) const PROXY: &str = "PAGEWING_TEST_PROXY";
/// Where the child writes its result.
const RESULT: &str = "result";

/// A child that fetches `url` into `folder/file`, once, and records it in `folder/network.jsonl`. It starts without
/// proxies.
pub(super) fn child(url: &str, folder: &Path, hash: FileHash) -> Command {
    let mut child = Command::new(std::env::current_exe().unwrap());
    child.args(["--exact", NAME, "--include-ignored", "--nocapture"]);
    for name in [
        "HTTP_PROXY",
        "HTTPS_PROXY",
        "ALL_PROXY",
        "NO_PROXY",
        "REQUEST_METHOD",
        "HF_HUB_OFFLINE",
    ] {
        child.env_remove(name).env_remove(name.to_ascii_lowercase());
    }
    child.env("HF_TOKEN", "hf_secret");
    child
        .env(URL, url)
        .env(FOLDER, folder)
        .env(HASH, hash.to_string());
    child
}

/// Runs a child to its end and returns its result as text.
pub(super) fn result(mut child: Command, folder: &Path) -> String {
    let output = child.output().unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stdout)
    );
    std::fs::read_to_string(folder.join(RESULT)).unwrap()
}

/// A running child, killed when dropped.
pub(super) struct Running(pub(super) Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
#[ignore = "other tests start this one as a process"]
fn fetches_what_its_environment_says() {
    let Some(folder) = std::env::var_os(FOLDER).map(PathBuf::from) else {
        return;
    };
    let mut limits = quick();
    limits.attempts = 1;
    limits.stall = std::time::Duration::from_secs(20);
    let ledger = Ledger::at(folder.join("network.jsonl"));
    let proxy = std::env::var(PROXY).ok();
    let network = Network::of_environment(None, ledger)
        .and_then(|network| network.through(proxy.as_deref()))
        .unwrap()
        .with_limits(limits);
    let remote = Remote {
        url: Url::parse(&std::env::var(URL).unwrap()).unwrap(),
        to: folder.join("file"),
        size: None,
        sha256: Some(std::env::var(HASH).unwrap().parse().unwrap()),
        why: Purpose::File {
            repository: None,
            file: "file".to_owned(),
        },
    };
    let result = fetch(&network, &remote, &AtomicBool::new(false), &mut |_| ());
    std::fs::write(folder.join(RESULT), format!("{result:?}")).unwrap();
}
