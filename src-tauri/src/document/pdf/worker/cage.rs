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
    #[cfg(target_os = "linux")]
    if let Some(version) = super::kernel::landlock_version() {
        let _ = super::kernel::restrict_files(version);
    }
}

/// Shuts the system for the whole process: what is left is memory, time, and the files that are open.
pub fn shut_calls() {
    #[cfg(unix)]
    {
        use rustix::process::{Resource, Rlimit, setrlimit};
        for resource in [Resource::Fsize, Resource::Nofile] {
            let none = Some(0);
            let _ = setrlimit(
                resource,
                Rlimit {
                    current: none,
                    maximum: none,
                },
            );
        }
    }
    #[cfg(target_os = "linux")]
    let _ = super::kernel::filter_calls();
}
