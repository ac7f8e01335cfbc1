//! Runs a program that is not ours: without a shell, against the clock, with a bound on what it may print and use.

use std::io::{Read, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use crate::document::pdf::Picture;

/// How often a waiting caller checks whether to stop.
const TICK: Duration = Duration::from_millis(50);

/// What a program may use.
pub(super) struct Limits {
    pub(super) time: Duration,
    /// Bytes that it may print.
    pub(super) output_bytes: u64,
    /// Bytes of address space, on Linux.
    pub(super) memory_bytes: u64,
}

/// Why a program has no output.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Failure {
    /// It does not start.
    NotStarted,
    /// It ended with an error.
    Failed,
    /// It ran longer than it may.
    TimedOut,
    /// It printed more than it may.
    TooMuchOutput,
    /// The caller stopped it.
    Cancelled,
}

/// Ends the program with the value.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Runs a program to its end and returns what it printed. A picture goes to its standard input.
pub(super) fn run(
    program: &Path,
    arguments: &[&str],
    picture: Option<&Arc<Picture>>,
    limits: &Limits,
    stop: &AtomicBool,
) -> Result<Vec<u8>, Failure> {
    let mut command = Command::new(program);
    command
        .args(arguments)
        // one thread for each page, and as many pages as there are cores: threads on one page wait for each other
        .env("OMP_THREAD_LIMIT", "1")
        .stdin(picture.map_or_else(Stdio::null, |_| Stdio::piped()))
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    #[cfg(windows)]
    {
        use std::os::windows::process::CommandExt;
        const CREATE_NO_WINDOW: u32 = 0x0800_0000;
        command.creation_flags(CREATE_NO_WINDOW);
    }
    let mut child = Running(command.spawn().map_err(|_| Failure::NotStarted)?);
    confine(&child.0, limits.memory_bytes);
    if let (Some(mut input), Some(picture)) = (child.0.stdin.take(), picture.cloned()) {
        // a program that reads nothing blocks this thread until it is killed, and not the caller
        std::thread::spawn(move || {
            let header = format!("P5\n{} {}\n255\n", picture.width, picture.height);
            let _ = input
                .write_all(header.as_bytes())
                .and_then(|()| input.write_all(&picture.grey));
        });
    }
    let output = child.0.stdout.take().ok_or(Failure::NotStarted)?;
    let (sender, printed) = channel();
    let most = limits.output_bytes;
    std::thread::spawn(move || {
        let mut bytes = Vec::new();
        let read = output.take(most.saturating_add(1)).read_to_end(&mut bytes);
        let _ = sender.send(read.map(|_| bytes));
    });
    let began = Instant::now();
    loop {
        if stop.load(Ordering::Relaxed) {
            return Err(Failure::Cancelled);
        }
        match printed.recv_timeout(TICK) {
            Ok(Ok(bytes)) if bytes.len() as u64 > most => return Err(Failure::TooMuchOutput),
            Ok(Ok(bytes)) => return ended(&mut child.0, began, limits, stop).map(|()| bytes),
            Ok(Err(_)) | Err(RecvTimeoutError::Disconnected) => return Err(Failure::Failed),
            Err(RecvTimeoutError::Timeout) if began.elapsed() > limits.time => {
                return Err(Failure::TimedOut);
            }
            Err(RecvTimeoutError::Timeout) => {}
        }
    }
}

/// Waits for a program that has closed its output.
fn ended(
    child: &mut Child,
    began: Instant,
    limits: &Limits,
    stop: &AtomicBool,
) -> Result<(), Failure> {
    loop {
        match child.try_wait() {
            Ok(Some(status)) if status.success() => return Ok(()),
            Ok(Some(_)) | Err(_) => return Err(Failure::Failed),
            Ok(None) if stop.load(Ordering::Relaxed) => return Err(Failure::Cancelled),
            Ok(None) if began.elapsed() > limits.time => return Err(Failure::TimedOut),
            Ok(None) => std::thread::sleep(Duration::from_millis(2)),
        }
    }
}

/// Bounds the memory of a running program, where the system can do that from outside.
#[cfg(target_os = "linux")]
fn confine(child: &Child, memory_bytes: u64) {
    use rustix::process::{Pid, Resource, Rlimit, prlimit};
    let pid = Pid::from_child(child);
    let limit = |most| Rlimit {
        current: Some(most),
        maximum: Some(most),
    };
    let _ = prlimit(Some(pid), Resource::As, limit(memory_bytes));
    let _ = prlimit(Some(pid), Resource::Core, limit(0));
}

#[cfg(not(target_os = "linux"))]
fn confine(_: &Child, _: u64) {}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    const LIMITS: Limits = Limits {
        time: Duration::from_secs(20),
        output_bytes: 1000,
        memory_bytes: 1 << 30,
    };

    fn shell(script: &str, limits: &Limits, stop: &AtomicBool) -> Result<Vec<u8>, Failure> {
        run(Path::new("/bin/sh"), &["-c", script], None, limits, stop)
    }

    #[test]
    fn what_a_program_prints_comes_back() {
        let never = AtomicBool::new(false);
        assert_eq!(shell("printf yes", &LIMITS, &never).unwrap(), b"yes");
        assert_eq!(
            shell("printf no; exit 1", &LIMITS, &never),
            Err(Failure::Failed)
        );
        assert_eq!(
            run(Path::new("/nowhere"), &[], None, &LIMITS, &never),
            Err(Failure::NotStarted)
        );
    }

    #[test]
    fn a_program_that_hangs_or_prints_without_end_is_stopped() {
        let never = AtomicBool::new(false);
        let short = Limits {
            time: Duration::from_millis(200),
            ..LIMITS
        };
        assert_eq!(
            shell("exec sleep 60", &short, &never),
            Err(Failure::TimedOut)
        );
        // the pipe stays open in a child of its own, which outlives this test by seconds
        assert_eq!(
            shell("sleep 5 & wait", &short, &never),
            Err(Failure::TimedOut)
        );
        assert_eq!(
            shell("while :; do echo rubbish; done", &LIMITS, &never),
            Err(Failure::TooMuchOutput)
        );
    }

    #[test]
    fn stopping_does_not_wait_for_the_program() {
        let stop = Arc::new(AtomicBool::new(false));
        let began = Instant::now();
        let setter = stop.clone();
        let thread = std::thread::spawn(move || {
            std::thread::sleep(Duration::from_millis(100));
            setter.store(true, Ordering::Relaxed);
        });
        let limits = Limits {
            time: Duration::from_secs(60),
            ..LIMITS
        };
        assert_eq!(
            shell("exec sleep 60", &limits, &stop),
            Err(Failure::Cancelled)
        );
        assert!(began.elapsed() < Duration::from_secs(20));
        thread.join().unwrap();
    }
}
