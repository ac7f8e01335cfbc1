//! How fast the hub sends.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

/// Bytes between two looks at the pace, without a limit.
const PIECE: u64 = 4 << 20;
/// Pauses per second, with a limit.
const BEATS: u64 = 20;

/// How fast the hub sends, and whether it goes on at all.
#[derive(Default)]
pub(super) struct Pace {
    /// Bytes per second; 0 without a limit.
    limit: AtomicU64,
    /// Bytes of an answer after which it is held back; 0 without a hold.
    hold: AtomicU64,
    stopped: AtomicBool,
}

impl Pace {
    pub(super) fn limit(&self, bytes_per_second: Option<u64>) {
        self.limit
            .store(bytes_per_second.unwrap_or(0), Ordering::Relaxed);
    }

    pub(super) fn hold_after(&self, bytes: Option<u64>) {
        self.hold.store(bytes.unwrap_or(0), Ordering::Relaxed);
    }

    pub(super) fn stop(&self) {
        self.stopped.store(true, Ordering::Relaxed);
    }

    pub(super) fn stopped(&self) -> bool {
        self.stopped.load(Ordering::Relaxed)
    }

    /// How many bytes may go out at once when `before` bytes of the same answer have gone out. An answer that is held back goes
    /// on by single bytes: a client takes silence for a broken connection.
    pub(super) fn piece(&self, before: u64) -> u64 {
        let piece = match self.limit.load(Ordering::Relaxed) {
            0 => PIECE,
            limit => (limit / BEATS).max(1),
        };
        match self.hold.load(Ordering::Relaxed) {
            0 => piece,
            hold => piece.min(hold.saturating_sub(before)).max(1),
        }
    }

    /// Waits for the time of the next piece when `before` bytes of an answer have gone out.
    pub(super) fn beat(&self, before: u64) {
        let hold = self.hold.load(Ordering::Relaxed);
        if self.limit.load(Ordering::Relaxed) > 0 || (hold > 0 && before >= hold) {
            std::thread::sleep(Duration::from_millis(1000 / BEATS));
        }
    }
}
