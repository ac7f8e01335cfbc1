//! The command line as a person or a script uses it: output, messages, exit codes.
//!
//! The binary is `PAGEWING_BIN`, or the one beside the tests. Build that one first with `cargo build -p pagewing
//! --no-default-features`.

mod ask;
mod ask_about;
mod ask_gist;
mod ask_library;
mod ask_papers;
mod ask_pegasus;
mod bad_files;
mod bad_models;
mod classes;
mod commands;
mod downloads;
mod export;
mod full_disk;
mod genomes;
mod imports;
mod kept_classes;
mod killed_conversion;
mod languages;
mod library;
mod models;
mod network;
mod odd_models;
mod precision;
mod rough_disks;
mod snapshots;
mod starter;
mod table;
mod traces;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

/// The binary under test.
fn binary() -> PathBuf {
    if let Some(path) = std::env::var_os("PAGEWING_BIN") {
        return path.into();
    }
    let tests = std::env::current_exe().expect("a test knows its own path");
    let built = tests.ancestors().nth(2).expect("target/PROFILE/deps/TEST");
    let path = built.join(format!("pagewing{}", std::env::consts::EXE_SUFFIX));
    assert!(
        path.exists(),
        "{} is missing: cargo build -p pagewing --no-default-features",
        path.display()
    );
    path
}

/// Variables of the machine that would change what a command does.
const OUTSIDE: [&str; 18] = [
    "LANG",
    "LC_ALL",
    "LC_MESSAGES",
    "RUST_LOG",
    "HF_ENDPOINT",
    "HF_HUB_OFFLINE",
    "HF_HUB_CACHE",
    "HF_TOKEN",
    "HF_TOKEN_PATH",
    "HUGGING_FACE_HUB_TOKEN",
    "HTTPS_PROXY",
    "https_proxy",
    "HTTP_PROXY",
    "http_proxy",
    "ALL_PROXY",
    "all_proxy",
    "NO_PROXY",
    "no_proxy",
];

/// A run with its own home folder.
struct Run {
    home: TempDir,
}

/// The result of a run.
struct Ended {
    code: i32,
    out: String,
    err: String,
}

impl Run {
    fn new() -> Self {
        Self {
            home: tempfile::tempdir().expect("a folder for temporary files"),
        }
    }

    /// A file in the run's home folder.
    fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.home.path().join(name);
        std::fs::write(&path, content).expect("the home can be written");
        path
    }

    fn command(&self) -> Command {
        let mut command = Command::new(binary());
        command.env("PAGEWING_HOME", self.home.path().join("home"));
        // tests of the starter model ask for it; all others run without it
        command.env("PAGEWING_STARTER", "none");
        // so do tests of character recognition
        command.env("PAGEWING_TESSERACT", "");
        // the cache of another program on this machine must not change what a test sees
        command.env("HF_HOME", self.home.path().join("hugging"));
        for name in OUTSIDE {
            command.env_remove(name);
        }
        command
    }

    /// Runs to the end. A panic or a signal fails the test, whatever it expects.
    fn run<S: AsRef<std::ffi::OsStr>>(&self, arguments: impl IntoIterator<Item = S>) -> Ended {
        let mut command = self.command();
        command.args(arguments);
        ended(&command.output().expect("the binary can be started"))
    }
}

fn ended(output: &Output) -> Ended {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("output is UTF-8");
    let (out, err) = (text(&output.stdout), text(&output.stderr));
    assert!(!err.contains("panicked"), "{err}");
    Ended {
        code: output
            .status
            .code()
            .unwrap_or_else(|| panic!("killed: {:?}\n{err}", output.status)),
        out,
        err,
    }
}

impl Ended {
    /// Asserts a refusal: this exit code, only a message as output, and each of `words` in it.
    fn refused(&self, code: i32, words: &[&str]) {
        assert_eq!(self.code, code, "{}", self.err);
        assert_eq!(self.out, "");
        for word in words {
            assert!(
                self.err.contains(word),
                "{word:?} is not said:\n{}",
                self.err
            );
        }
    }
}

fn text(path: &Path) -> &str {
    path.to_str().expect("paths of tests are UTF-8")
}
