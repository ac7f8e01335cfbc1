//! Memory that is free goes back to the system. glibc keeps what the text of a long book took when it is free again, unless
//! it is told to let go of it.

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
