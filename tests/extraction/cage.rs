//! The worker's cage: whoever takes the worker over can compute, and no more. `tests/src/captive.rs` tries it.

use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::net::TcpListener;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use pagewing::document::worker::cage::strength;
use pagewing::document::{ReadError, read};

use pagewing_tests::fixture;

use crate::options;

/// What a reader needs, so that it works in every part of the cage.
const NEEDED: [&str; 2] = ["given", "memory"];
/// What the limits of POSIX refuse.
const OPENS: [&str; 8] = [
    "inside", "open", "list", "write", "change", "connect", "datagram", "listen",
];
/// What the filter of system calls refuses besides.
const CALLS: [&str; 4] = ["remove", "thread", "process", "program"];
/// What Landlock refuses.
const FILES: [&str; 7] = [
    "inside", "open", "list", "write", "change", "remove", "program",
];
/// What a program may besides that looks through the folder.
const LOOKING: [&str; 2] = ["inside", "list"];
/// What the filter of system calls refuses such a program.
const CHANGING: [&str; 9] = [
    "write", "change", "remove", "connect", "datagram", "listen", "thread", "process", "program",
];

/// What a program in this part of the cage could do, and what was refused.
struct Tried {
    ends: BTreeMap<String, String>,
    written: bool,
    removed: bool,
    connected: bool,
}

impl Tried {
    fn of(part: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let file = |name: &str| folder.path().join(name);
        fs::write(file("given"), "words").expect("a file");
        fs::write(file("loose"), "words").expect("a file");
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        listener.set_nonblocking(true).expect("a socket");
        let address = listener.local_addr().expect("an address");
        let run = Command::new(env!("CARGO_BIN_EXE_test-captive"))
            .arg(part)
            .arg(folder.path())
            .arg(address.to_string())
            .output()
            .expect("it runs");
        let printed = String::from_utf8(run.stdout).expect("text");
        let ends = printed.lines().filter_map(|line| line.split_once(' '));
        let accepted = listener.accept();
        Self {
            ends: ends
                .map(|(name, end)| (name.to_owned(), end.to_owned()))
                .collect(),
            written: file("written").exists(),
            removed: !file("loose").exists(),
            connected: !matches!(accepted, Err(error) if error.kind() == ErrorKind::WouldBlock),
        }
    }

    /// The attempts of a list that did not end so.
    fn not<'a>(&self, end: &str, attempts: &[&'a str]) -> Vec<&'a str> {
        let other = |attempt: &&&str| self.ends.get(**attempt).is_none_or(|found| found != end);
        attempts.iter().filter(other).copied().collect()
    }
}

#[test]
fn without_a_cage_every_attempt_succeeds() {
    let tried = Tried::of("none");
    for attempts in [&NEEDED[..], &OPENS, &CALLS, &FILES] {
        let failed = tried.not("done", attempts);
        assert!(failed.is_empty(), "{failed:?}");
    }
    assert!(tried.written && tried.removed && tried.connected);
}

#[test]
fn in_the_cage_nothing_is_left_but_memory_and_the_file() {
    let tried = Tried::of("whole");
    let failed = tried.not("done", &NEEDED);
    assert!(failed.is_empty(), "{failed:?}");
    let open = tried.not("refused", &OPENS);
    assert!(open.is_empty(), "{open:?}");
    assert!(!tried.written && !tried.connected);
    if strength().calls {
        let open = tried.not("refused", &CALLS);
        assert!(open.is_empty(), "{open:?}");
        assert!(!tried.removed);
    }
}

#[test]
fn each_part_of_the_cage_holds_by_itself() {
    let tried = Tried::of("calls");
    let (failed, open) = (tried.not("done", &NEEDED), tried.not("refused", &OPENS));
    assert!(failed.is_empty() && open.is_empty(), "{failed:?} {open:?}");
    if strength().calls {
        let open = tried.not("refused", &CALLS);
        assert!(open.is_empty() && !tried.removed, "{open:?}");
    }
    if strength().files {
        let tried = Tried::of("files");
        let (failed, open) = (tried.not("done", &NEEDED), tried.not("refused", &FILES));
        assert!(failed.is_empty() && open.is_empty(), "{failed:?} {open:?}");
        assert!(!tried.written && !tried.removed);
    }
}

#[test]
fn a_program_that_looks_through_a_folder_reads_it_and_can_do_no_more() {
    let tried = Tried::of("folder");
    let failed = tried.not("done", &[&NEEDED[..], &LOOKING].concat());
    assert!(failed.is_empty(), "{failed:?}");
    if strength().calls {
        let open = tried.not("refused", &CHANGING);
        assert!(open.is_empty(), "{open:?}");
        assert!(!tried.written && !tried.removed && !tried.connected);
    }
    if strength().files {
        let open = tried.not("refused", &["open"]);
        assert!(open.is_empty(), "{open:?}");
    }
}

/// The filters of the workers that this process has started (`proc_pid_status(5)`): 2 is a filter.
fn filters() -> Vec<String> {
    let me = format!("PPid:\t{}", std::process::id());
    let processes = fs::read_dir("/proc").expect("the processes");
    let ours = processes.flatten().filter_map(|process| {
        let command = fs::read(process.path().join("cmdline")).ok()?;
        let argument = command.split(|byte| *byte == 0).nth(1)?;
        let status = fs::read_to_string(process.path().join("status")).ok()?;
        let ours = argument == b"extract-worker" && status.lines().any(|line| line == me);
        let filter = status
            .lines()
            .find_map(|line| line.strip_prefix("Seccomp:"))?;
        ours.then(|| filter.trim().to_owned())
    });
    ours.collect()
}

#[test]
fn the_worker_reads_in_the_cage() {
    if !strength().calls {
        return;
    }
    let mut options = options();
    options.limits.page_time = Duration::from_secs(20);
    let stop = Arc::clone(&options.stop);
    let ended = AtomicBool::new(false);
    // it keeps a worker at work until somebody stops it
    let slow = fixture("hostile/exponential-forms.pdf");
    let caged = std::thread::scope(|scope| {
        scope.spawn(|| {
            let read = read(&slow, &options, &mut |_| ());
            ended.store(true, Ordering::Relaxed);
            assert!(matches!(read, Err(ReadError::Cancelled)), "{read:?}");
        });
        let mut caged = false;
        while !caged && !ended.load(Ordering::Relaxed) {
            caged = filters().iter().any(|filter| filter == "2");
        }
        stop.store(true, Ordering::Relaxed);
        caged
    });
    assert!(caged, "no worker had a filter");
}

#[test]
fn a_file_without_pages_is_read_within_the_limits_of_the_worker() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("long.txt");
    fs::write(&path, "Boats lie in the harbour.\n".repeat(1 << 20)).expect("a file");
    let mut options = options();
    options.limits.memory_bytes = 16 << 20;
    let read = read(&path, &options, &mut |_| ());
    assert!(matches!(read, Err(ReadError::TooMuchMemory)), "{read:?}");
}
