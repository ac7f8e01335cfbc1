//! What the cage asks of Linux, as plain system calls: no library that is compiled in offers them.
//!
//! The numbers and layouts here are part of the kernel's promise to programs and do not change: `seccomp(2)`,
//! `landlock(7)`, `include/uapi/linux/{seccomp,filter,audit,landlock}.h`.

use std::ffi::{c_int, c_long, c_ulong};
use std::fs::OpenOptions;
use std::io;
use std::os::fd::{AsRawFd, FromRawFd, OwnedFd};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use libc::{sock_filter, sock_fprog};

/// From `linux/prctl.h`.
const PR_SET_NO_NEW_PRIVS: c_ulong = 38;

/// Asks for the version of Landlock instead of a set of rules.
const LANDLOCK_VERSION: c_ulong = 1;

/// A rule about a file, or about a folder and everything below it.
const RULE_PATH_BENEATH: c_ulong = 1;

/// To read a file, and to list a folder.
const READ_FILE: u64 = 1 << 2;
const READ_DIR: u64 = 1 << 3;

/// `struct landlock_ruleset_attr`. Older kernels know fewer fields and accept the others if they are zero.
#[repr(C)]
struct Ruleset {
    /// What is forbidden where no rule allows it.
    files: u64,
    network: u64,
    scoped: u64,
}

/// `struct landlock_path_beneath_attr`.
#[repr(C, packed)]
struct PathBeneath {
    allowed: u64,
    place: c_int,
}

/// What a system call returned, or the error that it left.
fn checked(returned: c_long) -> io::Result<c_long> {
    match returned {
        0.. => Ok(returned),
        _ => Err(io::Error::last_os_error()),
    }
}

/// Gives up the rights of programs that belong to others; Landlock and filters ask for that.
fn no_new_rights() -> io::Result<()> {
    let (yes, none): (c_ulong, c_ulong) = (1, 0);
    // SAFETY: the call takes numbers alone.
    let returned =
        unsafe { libc::syscall(libc::SYS_prctl, PR_SET_NO_NEW_PRIVS, yes, none, none, none) };
    checked(returned).map(drop)
}

/// Closes all files but the standard streams. Kernels before 5.9 cannot.
pub(super) fn close_all_but_standard() {
    let (first, last, flags): (c_ulong, c_ulong, c_ulong) = (3, u32::MAX.into(), 0);
    // SAFETY: the call takes numbers alone. The worker calls it before it opens anything, so no value of Rust owns one of
    // these files.
    let _ = unsafe { libc::syscall(libc::SYS_close_range, first, last, flags) };
}

/// The version of Landlock; `None` if this kernel has none, or does not offer it.
pub(super) fn landlock_version() -> Option<u32> {
    let none: *const Ruleset = std::ptr::null();
    let size: c_ulong = 0;
    // SAFETY: with this flag the kernel reads no rules, and the pointer must be null.
    let version = unsafe {
        libc::syscall(
            libc::SYS_landlock_create_ruleset,
            none,
            size,
            LANDLOCK_VERSION,
        )
    };
    u32::try_from(version).ok().filter(|version| *version > 0)
}

/// Forbids this thread, and all that it will start, everything that this version of Landlock can forbid. Files and folders of
/// `readable` can still be read.
pub(super) fn restrict_files(version: u32, readable: &[PathBuf]) -> io::Result<()> {
    let ruleset = Ruleset {
        // one bit for each kind of access, from the lowest
        files: match version {
            1 => (1 << 13) - 1,
            2 => (1 << 14) - 1,
            3 | 4 => (1 << 15) - 1,
            _ => (1 << 16) - 1,
        },
        // to bind and to connect over TCP
        network: if version >= 4 { 0b11 } else { 0 },
        // abstract sockets and signals to others
        scoped: if version >= 6 { 0b11 } else { 0 },
    };
    let size = size_of::<Ruleset>() as c_ulong;
    let flags: c_ulong = 0;
    no_new_rights()?;
    // SAFETY: the pointer leads to as many bytes as `size` says, and the kernel only reads them.
    let created = unsafe {
        libc::syscall(
            libc::SYS_landlock_create_ruleset,
            &raw const ruleset,
            size,
            flags,
        )
    };
    let descriptor = checked(created)? as c_int;
    // SAFETY: the kernel has just made this descriptor for us.
    let _closed_at_the_end = unsafe { OwnedFd::from_raw_fd(descriptor) };
    for place in readable {
        // what is gone needs no rule, and without one it stays shut
        let _ = allow_reading(descriptor, place);
    }
    // SAFETY: the call takes numbers alone.
    let restricted = unsafe {
        libc::syscall(
            libc::SYS_landlock_restrict_self,
            c_long::from(descriptor),
            flags,
        )
    };
    checked(restricted).map(drop)
}

/// Adds the rule to a set that a file, or everything in a folder, can be read.
fn allow_reading(rules: c_int, place: &Path) -> io::Result<()> {
    // a place in the file system and no more: a pipe is not waited for
    let place = OpenOptions::new()
        .read(true)
        .custom_flags(libc::O_PATH)
        .open(place)?;
    let rule = PathBeneath {
        allowed: match place.metadata()?.is_dir() {
            true => READ_FILE | READ_DIR,
            false => READ_FILE,
        },
        place: place.as_raw_fd(),
    };
    let flags: c_ulong = 0;
    // SAFETY: the pointer leads to a rule of this kind, which the kernel only reads, and its file is open until the call
    // returns.
    let added = unsafe {
        libc::syscall(
            libc::SYS_landlock_add_rule,
            c_long::from(rules),
            RULE_PATH_BENEATH,
            &raw const rule,
            flags,
        )
    };
    checked(added).map(drop)
}

/// Whether this kernel filters system calls, for a processor whose calls this file knows.
pub(super) fn filters_calls() -> bool {
    let action = libc::SECCOMP_RET_ERRNO;
    let available = c_ulong::from(libc::SECCOMP_GET_ACTION_AVAIL);
    let flags: c_ulong = 0;
    // SAFETY: the pointer leads to a number of 32 bits, which the kernel only reads.
    let returned = unsafe { libc::syscall(libc::SYS_seccomp, available, flags, &raw const action) };
    returned == 0 && filter::program(0, false).is_some()
}

/// Refuses every system call but those of [`filter`] from now on, to all threads of this process. One that `opens` may also
/// look for files and open them to read.
pub(super) fn filter_calls(opens: bool) -> io::Result<()> {
    let mut program: Vec<sock_filter> = filter::program(std::process::id(), opens)
        .ok_or_else(|| io::Error::from(io::ErrorKind::Unsupported))?;
    let length = u16::try_from(program.len()).map_err(io::Error::other)?;
    let program = sock_fprog {
        len: length,
        filter: program.as_mut_ptr(),
    };
    no_new_rights()?;
    // SAFETY: the pointer leads to a `sock_fprog` whose own pointer leads to `len` instructions. Both live until the call
    // returns, and the kernel copies them.
    let returned = unsafe {
        libc::syscall(
            libc::SYS_seccomp,
            c_ulong::from(libc::SECCOMP_SET_MODE_FILTER),
            libc::SECCOMP_FILTER_FLAG_TSYNC,
            &raw const program,
        )
    };
    match checked(returned)? {
        0 => Ok(()),
        // the number of a thread that already has a filter of another origin
        _ => Err(io::Error::from(io::ErrorKind::Unsupported)),
    }
}

/// The filter, as a program for the kernel's small machine (classic BPF). It sees the number of a call and its arguments.
#[cfg(all(
    any(target_arch = "x86_64", target_arch = "aarch64"),
    target_pointer_width = "64"
))]
mod filter {
    use std::ffi::{c_int, c_long};

    use libc::sock_filter;

    /// Where `struct seccomp_data` has the call's number, the processor's, and the lower half of an argument: both
    /// processors store the lower half first.
    const NUMBER: u32 = 0;
    const PROCESSOR: u32 = 4;
    const fn argument(index: u32) -> u32 {
        16 + 8 * index
    }

    /// `AUDIT_ARCH_X86_64` and `AUDIT_ARCH_AARCH64`. A call by another door of the processor has other numbers.
    const THIS_PROCESSOR: u32 = match cfg!(target_arch = "x86_64") {
        true => 0xc000_003e,
        false => 0xc000_00b7,
    };

    /// The numbers of x32 begin here on x86-64. No other processor has a call of such a number.
    const X32: u32 = 0x4000_0000;

    const LOAD: u32 = libc::BPF_LD | libc::BPF_W | libc::BPF_ABS;
    const EQUAL: u32 = libc::BPF_JMP | libc::BPF_JEQ | libc::BPF_K;
    const AT_LEAST: u32 = libc::BPF_JMP | libc::BPF_JGE | libc::BPF_K;
    const HAS_A_BIT: u32 = libc::BPF_JMP | libc::BPF_JSET | libc::BPF_K;
    const RETURN: u32 = libc::BPF_RET | libc::BPF_K;

    const ALLOW: u32 = libc::SECCOMP_RET_ALLOW;
    const END: u32 = libc::SECCOMP_RET_KILL_PROCESS;
    /// An error, and not the end: libraries try things that they can do without, such as how much memory is free.
    const REFUSE: u32 = libc::SECCOMP_RET_ERRNO | libc::EPERM as u32;

    /// The calls that a process makes which reads open files, computes and writes to open pipes.
    const ALLOWED: &[c_long] = &[
        // open files
        libc::SYS_read,
        libc::SYS_readv,
        libc::SYS_pread64,
        libc::SYS_write,
        libc::SYS_writev,
        libc::SYS_lseek,
        libc::SYS_close,
        // memory; mmap and mprotect have their own rule
        libc::SYS_brk,
        libc::SYS_munmap,
        libc::SYS_mremap,
        libc::SYS_madvise,
        // threads that exist, and their end
        libc::SYS_futex,
        libc::SYS_set_robust_list,
        libc::SYS_rseq,
        libc::SYS_sched_yield,
        libc::SYS_sched_getaffinity,
        libc::SYS_gettid,
        libc::SYS_getpid,
        libc::SYS_exit,
        libc::SYS_exit_group,
        // time and chance
        libc::SYS_clock_gettime,
        libc::SYS_clock_nanosleep,
        libc::SYS_nanosleep,
        libc::SYS_gettimeofday,
        libc::SYS_getrandom,
        // signals: a stack that overflows is reported by a handler
        libc::SYS_rt_sigaction,
        libc::SYS_rt_sigprocmask,
        libc::SYS_rt_sigreturn,
        libc::SYS_sigaltstack,
        libc::SYS_restart_syscall,
        // how a thread waits for the end of its process
        libc::SYS_ppoll,
        #[cfg(target_arch = "x86_64")]
        libc::SYS_pause,
    ];

    /// The further calls of a process that looks for files. To open them has its own rule.
    const LOOKING: &[c_long] = &[
        libc::SYS_statx,
        libc::SYS_newfstatat,
        libc::SYS_fstat,
        libc::SYS_getdents64,
        libc::SYS_readlinkat,
        libc::SYS_getcwd,
        #[cfg(target_arch = "x86_64")]
        libc::SYS_stat,
        #[cfg(target_arch = "x86_64")]
        libc::SYS_lstat,
        #[cfg(target_arch = "x86_64")]
        libc::SYS_readlink,
    ];

    /// Flags of a file that is opened for more than to be read.
    const CHANGES: c_int = libc::O_WRONLY | libc::O_RDWR | libc::O_CREAT | libc::O_TRUNC;

    fn step(code: u32, value: u32, if_true: u8, if_false: u8) -> sock_filter {
        sock_filter {
            code: code as u16,
            jt: if_true,
            jf: if_false,
            k: value,
        }
    }

    fn load(at: u32) -> sock_filter {
        step(LOAD, at, 0, 0)
    }

    fn end(action: u32) -> sock_filter {
        step(RETURN, action, 0, 0)
    }

    /// The program of the process with this number. A jump says how many steps are left out.
    pub(super) fn program(process: u32, opens: bool) -> Option<Vec<sock_filter>> {
        let mut program = vec![
            load(PROCESSOR),
            step(EQUAL, THIS_PROCESSOR, 1, 0),
            end(END),
            load(NUMBER),
            step(AT_LEAST, X32, 0, 1),
            end(END),
        ];
        let looking = LOOKING.iter().filter(|_| opens);
        for call in ALLOWED.iter().chain(looking) {
            program.extend([step(EQUAL, number(*call)?, 0, 1), end(ALLOW)]);
        }
        // memory, unless it could be run; files, unless they could be changed
        let mut unless = vec![
            (libc::SYS_mmap, libc::PROT_EXEC),
            (libc::SYS_mprotect, libc::PROT_EXEC),
        ];
        if opens {
            unless.push((libc::SYS_openat, CHANGES));
        }
        for (call, flags) in unless {
            program.extend([
                step(EQUAL, number(call)?, 0, 4),
                load(argument(2)),
                step(HAS_A_BIT, bits(flags)?, 0, 1),
                end(REFUSE),
                end(ALLOW),
            ]);
        }
        // a signal to itself: how a process aborts
        program.extend([
            step(EQUAL, number(libc::SYS_tgkill)?, 0, 4),
            load(argument(0)),
            step(EQUAL, process, 0, 1),
            end(ALLOW),
            end(REFUSE),
        ]);
        program.push(end(REFUSE));
        Some(program)
    }

    fn number(call: c_long) -> Option<u32> {
        u32::try_from(call).ok()
    }

    fn bits(flags: c_int) -> Option<u32> {
        u32::try_from(flags).ok()
    }
}

/// The numbers of the calls of other processors are not listed.
#[cfg(not(all(
    any(target_arch = "x86_64", target_arch = "aarch64"),
    target_pointer_width = "64"
)))]
mod filter {
    pub(super) fn program(_: u32, _: bool) -> Option<Vec<libc::sock_filter>> {
        None
    }
}
