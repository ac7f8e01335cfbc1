//! What the web view and the allocator read from the environment before any thread runs.
//!
//! WebKitGTK draws through DMA-BUF where it can. On some graphics drivers, especially NVIDIA's, this ends in a
//! white window or "Error 71 dispatching to Wayland display". Its older way always works, and a page of text is
//! not noticeably slower with it.
//!
//! glibc gives threads heaps of their own, eight for each core, and each keeps what was free in it: every thread that once
//! read a long book held the memory of a book. Two heaps are enough for a window. The processes of the web view inherit this.

/// The variables, and what they are unless the person has set them.
#[cfg(target_os = "linux")]
const VARIABLES: [(&str, &str); 2] = [
    ("WEBKIT_DISABLE_DMABUF_RENDERER", "1"),
    ("MALLOC_ARENA_MAX", "2"),
];

/// Sets what the person has not set.
///
/// Environment variables cannot be set safely once other threads may read them, so the program executes itself
/// again, in the same process, with the variables set.
#[cfg(target_os = "linux")]
pub(super) fn choose() {
    use std::os::unix::process::CommandExt;

    let missing = missing(|name| std::env::var_os(name).is_some());
    if missing.is_empty() {
        return;
    }
    let error = match std::env::current_exe() {
        Ok(program) => std::process::Command::new(program)
            .args(std::env::args_os().skip(1))
            .envs(missing)
            .exec(),
        Err(error) => error,
    };
    // `exec` returned, so it failed; the window may still draw correctly
    tracing::warn!(%error, "the environment could not be chosen");
}

/// Only WebKitGTK and glibc have these choices.
#[cfg(not(target_os = "linux"))]
pub(super) fn choose() {}

/// The variables that are not set.
#[cfg(target_os = "linux")]
fn missing(is_set: impl Fn(&str) -> bool) -> Vec<(&'static str, &'static str)> {
    VARIABLES
        .into_iter()
        .filter(|(name, _)| !is_set(name))
        .collect()
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::{VARIABLES, missing};

    #[test]
    fn what_a_person_set_stays_and_once_all_are_set_nothing_is_missing() {
        assert_eq!(missing(|_| false), VARIABLES);
        let own = missing(|name| name == "WEBKIT_DISABLE_DMABUF_RENDERER");
        assert_eq!(own, [("MALLOC_ARENA_MAX", "2")]);
        assert!(missing(|_| true).is_empty());
    }
}
