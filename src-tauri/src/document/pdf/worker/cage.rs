//! The cage of the process that reads files. When the file is open, the process gives up what it will not need any more: it
//! can compute, read the file and answer its parent, and a program that takes it over through a file can do no more.
//!
//! - Limits of POSIX, on Linux and macOS: no further file, socket or pipe is opened, nothing is written to a disk.
//! - Landlock, on Linux since 5.13: nothing of the file system is opened, listed, made or run, also through a system call that
//!   did not exist when this was written; since 6.7 no connection is made over TCP.
//! - A filter of system calls, on Linux: all but a list are refused with an error. There are no sockets, files, programs or
//!   threads in the list, and no memory becomes code.
//!
//! Each is tried by itself. A system that does not have one goes on with the others, and `pagewing doctor` says so.
//!
//! A process that looks through a folder cannot have its files open before it knows which ones it needs. Its cage lets it open
//! files to read them, and with Landlock those of that folder alone.

use std::path::PathBuf;

/// Files that a process may have open at the same time if it looks through a folder.
#[cfg(unix)]
const OPEN_FILES: u64 = 64;

/// The parts of the cage that this system has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Strength {
    /// The filter of system calls.
    pub calls: bool,
    /// Landlock.
    pub files: bool,
}

/// Returns which parts of the cage this system has, without building one.
pub fn strength() -> Strength {
    #[cfg(target_os = "linux")]
    let (calls, files) = (
        super::kernel::filters_calls(),
        super::kernel::landlock_version().is_some(),
    );
    #[cfg(not(target_os = "linux"))]
    let (calls, files) = (false, false);
    Strength { calls, files }
}

/// Closes what a parent left open by mistake: everything but the standard streams.
pub(super) fn close_inherited() {
    #[cfg(target_os = "linux")]
    super::kernel::close_all_but_standard();
}

/// Shuts the file system for this thread and for those that it starts from now on. What is open stays open.
pub fn shut_files() {
    shut_files_but(&[]);
}

/// The same, but these files, and everything in these folders, can still be opened to be read.
pub fn shut_files_but(readable: &[PathBuf]) {
    #[cfg(target_os = "linux")]
    if let Some(version) = super::kernel::landlock_version() {
        let _ = super::kernel::restrict_files(version, readable);
    }
    #[cfg(not(target_os = "linux"))]
    let _ = readable;
}

/// Shuts the system for the whole process: what is left is memory, time, and the files that are open.
pub fn shut_calls() {
    shut(false);
}

/// The same, but files can be looked for and opened to be read, as far as [`shut_files_but`] lets them.
pub fn shut_calls_but_reading() {
    shut(true);
}

fn shut(opens: bool) {
    #[cfg(unix)]
    {
        use rustix::process::{Resource, Rlimit, setrlimit};
        let open = if opens { OPEN_FILES } else { 0 };
        for (resource, most) in [(Resource::Fsize, 0), (Resource::Nofile, open)] {
            let limit = Some(most);
            let _ = setrlimit(
                resource,
                Rlimit {
                    current: limit,
                    maximum: limit,
                },
            );
        }
    }
    #[cfg(target_os = "linux")]
    let _ = super::kernel::filter_calls(opens);
    #[cfg(not(unix))]
    let _ = opens;
}
