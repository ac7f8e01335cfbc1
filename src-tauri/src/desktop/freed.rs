//! Gives free memory back to the system. glibc keeps the memory of a long book for later use, even after the book is closed,
//! until the program calls `malloc_trim`.

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

/// How long after a document opens: the page has received its text by then.
const AFTER: Duration = Duration::from_secs(1);

/// Whether memory is about to be given back.
static DUE: AtomicBool = AtomicBool::new(false);

/// Gives the memory that is free back to the system, a little later.
pub(super) fn give_back() {
    if DUE.swap(true, Ordering::Relaxed) {
        return;
    }
    thread::spawn(|| {
        thread::sleep(AFTER);
        DUE.store(false, Ordering::Relaxed);
        trim();
    });
}

#[cfg(all(target_os = "linux", target_env = "gnu"))]
fn trim() {
    // SAFETY: the call takes a number and touches only memory that nobody holds; glibc locks each heap meanwhile.
    let _ = unsafe { libc::malloc_trim(0) };
}

/// The allocators of other systems give memory back by themselves.
#[cfg(not(all(target_os = "linux", target_env = "gnu")))]
fn trim() {}
