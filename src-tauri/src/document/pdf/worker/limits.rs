//! The worker's memory limit: an allocator that counts, and refuses memory above the limit, on every system. On
//! Linux the kernel's own limit on address space also covers memory that does not come from here.
//!
//! Outside the worker the allocator only forwards calls: one relaxed load each.

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicI64, Ordering};

/// Bytes that the process may hold; 0 until it is armed.
static LIMIT: AtomicI64 = AtomicI64::new(0);
/// Bytes allocated since arming, less those freed; below zero when older memory is freed.
static HELD: AtomicI64 = AtomicI64::new(0);

/// The system's allocator with a limit that [`arm`] sets. `main` installs it.
#[derive(Debug, Default, Clone, Copy)]
pub struct CountingAllocator;

fn take(bytes: usize) -> bool {
    let limit = LIMIT.load(Ordering::Relaxed);
    if limit == 0 {
        return true;
    }
    let bytes = i64::try_from(bytes).unwrap_or(i64::MAX / 2);
    let held = HELD
        .fetch_add(bytes, Ordering::Relaxed)
        .saturating_add(bytes);
    if held > limit {
        HELD.fetch_sub(bytes, Ordering::Relaxed);
        return false;
    }
    true
}

fn give_back(bytes: usize) {
    if LIMIT.load(Ordering::Relaxed) != 0 {
        let bytes = i64::try_from(bytes).unwrap_or(i64::MAX / 2);
        HELD.fetch_sub(bytes, Ordering::Relaxed);
    }
}

// SAFETY: every call is forwarded to `System` with the arguments it came with; a null pointer is an
// allowed answer to an allocation and makes the standard library abort with a message.
unsafe impl GlobalAlloc for CountingAllocator {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        if !take(layout.size()) {
            return std::ptr::null_mut();
        }
        // SAFETY: the caller's promises about `layout` are passed on.
        unsafe { System.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        if !take(layout.size()) {
            return std::ptr::null_mut();
        }
        // SAFETY: as above.
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        give_back(layout.size());
        // SAFETY: the caller promises that `pointer` came from this allocator, so from `System`.
        unsafe { System.dealloc(pointer, layout) }
    }

    unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        if !take(size) {
            return std::ptr::null_mut();
        }
        // SAFETY: as for `dealloc`; the new size is the caller's.
        let moved = unsafe { System.realloc(pointer, layout, size) };
        give_back(if moved.is_null() { size } else { layout.size() });
        moved
    }
}

/// Sets the limit for this process, which must be a worker: going over it ends the process. Files that it maps into memory to read
/// them do not count, up to `mapped` bytes.
pub(super) fn arm(bytes: u64, mapped: u64) {
    LIMIT.store(i64::try_from(bytes).unwrap_or(i64::MAX), Ordering::Relaxed);
    #[cfg(target_os = "linux")]
    {
        use rustix::process::{Resource, Rlimit, setrlimit};
        // stacks, the program itself and the allocator's arenas need address space on top of what is counted
        let own = bytes.saturating_add(1 << 30);
        let limits = [
            (Resource::Data, own),
            (Resource::As, own.saturating_add(mapped)),
            (Resource::Core, 0),
        ];
        for (resource, most) in limits {
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
}
