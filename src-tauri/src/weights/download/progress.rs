//! What a download reports while it runs: bytes, speed, the time that is left.

use std::collections::VecDeque;
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The speed is an average over this time.
const WINDOW: Duration = Duration::from_secs(8);
/// The shortest time between two samples.
const SAMPLE: Duration = Duration::from_millis(200);

/// The state of a running download.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Transfer {
    /// Bytes on disk, with those of earlier runs.
    pub bytes: u64,
    /// The file's size in bytes, when it is known.
    pub total: Option<u64>,
    /// Bytes per second, over the last seconds.
    pub per_second: u64,
    /// Seconds until the file is whole, when that can be estimated.
    pub seconds_left: Option<u64>,
    /// What is being done.
    pub phase: Phase,
}

/// What a running download is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Phase {
    /// Checking what an earlier run left.
    Checking,
    /// Reaching the server.
    Connecting,
    /// Bytes arrive.
    Receiving,
    /// Waiting before the next attempt.
    WaitingToRetry {
        /// Seconds until then.
        seconds: u64,
        /// Why the last attempt ended.
        trouble: Trouble,
    },
    /// All bytes are here and go to the disk.
    Saving,
}

/// Why a download tries again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Trouble {
    /// The server was not reached.
    NoConnection,
    /// The connection broke off.
    Interrupted,
    /// No byte came for a while.
    Stalled,
    /// The server is busy, or asks for patience (status 429 or 503).
    Busy,
    /// The server failed (status 408 or another 5xx).
    ServerError,
    /// The server sent something else than it was asked for, or the file changed.
    Changed,
}

/// Bytes per second over the last seconds.
#[derive(Debug, Default)]
pub(super) struct Speed {
    samples: VecDeque<(Instant, u64)>,
    received: u64,
}

impl Speed {
    /// `bytes` more have arrived.
    pub(super) fn add(&mut self, bytes: u64, now: Instant) {
        self.received += bytes;
        let is_due = |last: &(Instant, u64)| now.saturating_duration_since(last.0) >= SAMPLE;
        if self.samples.back().is_none_or(is_due) {
            self.samples.push_back((now, self.received - bytes));
        }
        while self.samples.len() > 2
            && self
                .samples
                .get(1)
                .is_some_and(|second| now.saturating_duration_since(second.0) > WINDOW)
        {
            self.samples.pop_front();
        }
    }

    /// Bytes per second until `now`.
    pub(super) fn per_second(&self, now: Instant) -> u64 {
        let Some((since, had)) = self.samples.front() else {
            return 0;
        };
        let seconds = now.saturating_duration_since(*since).as_secs_f64();
        if seconds < SAMPLE.as_secs_f64() {
            return 0;
        }
        ((self.received - had) as f64 / seconds) as u64
    }
}

/// The shortest time between two reports of the same phase.
const REPORT: Duration = Duration::from_millis(100);

/// What is known about a running download, and whoever wants to know it.
pub(super) struct Report<'a> {
    progress: &'a mut dyn FnMut(Transfer),
    speed: Speed,
    /// Bytes on disk.
    pub(super) bytes: u64,
    /// The file's size in bytes.
    pub(super) total: Option<u64>,
    phase: Phase,
    last: Option<Instant>,
}

impl<'a> Report<'a> {
    pub(super) fn new(progress: &'a mut dyn FnMut(Transfer)) -> Self {
        Self {
            progress,
            speed: Speed::default(),
            bytes: 0,
            total: None,
            phase: Phase::Connecting,
            last: None,
        }
    }

    /// Reports a new phase at once.
    pub(super) fn enter(&mut self, phase: Phase) {
        self.phase = phase;
        self.send(Instant::now());
    }

    /// Reports a detail of the phase when the next report is due.
    pub(super) fn change(&mut self, phase: Phase) {
        self.phase = phase;
        self.tick();
    }

    /// `more` bytes have arrived; `bytes` are on disk.
    pub(super) fn received(&mut self, more: u64, bytes: u64) {
        self.speed.add(more, Instant::now());
        self.bytes = bytes;
        self.tick();
    }

    /// Reports if a report is due.
    pub(super) fn tick(&mut self) {
        let now = Instant::now();
        if self
            .last
            .is_none_or(|last| now.saturating_duration_since(last) >= REPORT)
        {
            self.send(now);
        }
    }

    fn send(&mut self, now: Instant) {
        self.last = Some(now);
        let per_second = self.speed.per_second(now);
        (self.progress)(Transfer {
            bytes: self.bytes,
            total: self.total,
            per_second,
            seconds_left: seconds_left(self.bytes, self.total, per_second),
            phase: self.phase,
        });
    }
}

/// Seconds until `total` bytes are here.
fn seconds_left(bytes: u64, total: Option<u64>, per_second: u64) -> Option<u64> {
    let missing = total?.saturating_sub(bytes);
    (per_second > 0).then(|| missing.div_ceil(per_second))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_steady_stream_has_its_speed_and_a_stalled_one_slows_down() {
        let start = Instant::now();
        let at = |seconds: f64| start + Duration::from_secs_f64(seconds);
        let mut speed = Speed::default();
        assert_eq!(speed.per_second(start), 0);
        for tenth in 0..=300 {
            speed.add(100, at(f64::from(tenth) / 10.0));
        }
        let steady = speed.per_second(at(30.0));
        assert!((950..=1050).contains(&steady), "{steady}");
        assert!(speed.per_second(at(60.0)) < steady / 3);
        // the fast beginning is forgotten
        let mut slows = Speed::default();
        slows.add(1_000_000, at(0.0));
        for second in 1..=30 {
            slows.add(10, at(f64::from(second)));
        }
        assert!(
            slows.per_second(at(30.0)) <= 20,
            "{}",
            slows.per_second(at(30.0))
        );
    }

    #[test]
    fn the_time_left_needs_a_size_and_a_speed() {
        assert_eq!(seconds_left(100, Some(1100), 250), Some(4));
        assert_eq!(seconds_left(100, Some(1101), 250), Some(5));
        assert_eq!(seconds_left(100, None, 250), None);
        assert_eq!(seconds_left(100, Some(1100), 0), None);
        assert_eq!(seconds_left(100, Some(100), 5), Some(0));
    }
}
