//! How long a download waits, how often it tries, and what it leaves free on the disk.

use std::time::Duration;

/// The limits of a download. The default suits people; tests choose shorter times.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// The longest time to find a host, to reach it and to agree on encryption.
    pub connect: Duration,
    /// The longest time without a byte.
    pub stall: Duration,
    /// How many attempts in a row may bring nothing new.
    pub attempts: u32,
    /// The wait after the first such attempt; it doubles from then on.
    pub first_wait: Duration,
    /// The longest wait that the program chooses by itself.
    pub longest_wait: Duration,
    /// The longest wait that a server can ask for with `Retry-After`.
    pub longest_asked: Duration,
    /// Bytes that a download leaves free on the disk.
    pub reserve: u64,
    /// The size, in bytes, above which a repository's description is refused.
    pub description: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(20),
            stall: Duration::from_secs(30),
            attempts: 6,
            first_wait: Duration::from_secs(1),
            longest_wait: Duration::from_secs(30),
            longest_asked: Duration::from_secs(300),
            reserve: 64 << 20,
            description: 4 << 20,
        }
    }
}
