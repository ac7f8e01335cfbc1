//! The time left, estimated from the pace so far.

use std::collections::VecDeque;
use std::time::{Duration, Instant};

/// The time over which the pace is measured: long enough to be steady, short enough to notice a change.
const WINDOW: Duration = Duration::from_secs(20);
/// There is no estimate before this time has passed.
const ENOUGH: Duration = Duration::from_millis(1500);
const GRAIN: Duration = Duration::from_millis(200);

/// The latest (moment, share done) pairs of a piece of work.
#[derive(Debug, Clone, Default)]
pub struct Pace {
    seen: VecDeque<(Instant, f32)>,
}

impl Pace {
    /// Notes the share done, 0 to 1, and returns the seconds left, if the pace is known. Resumed work counts from
    /// where it continues.
    pub fn eta(&mut self, now: Instant, done: f32) -> Option<f32> {
        let grain_over = self
            .seen
            .back()
            .is_none_or(|(at, _)| now.duration_since(*at) >= GRAIN);
        if grain_over {
            self.seen.push_back((now, done));
        }
        // keep the oldest entry within the window and one before it, so that slow work has a base
        while self
            .seen
            .get(1)
            .is_some_and(|(at, _)| now.duration_since(*at) > WINDOW)
        {
            self.seen.pop_front();
        }
        let (begun, before) = *self.seen.front()?;
        let elapsed = now.duration_since(begun);
        let gained = done - before;
        if elapsed < ENOUGH || gained <= 0.0 {
            return None;
        }
        Some((1.0 - done).max(0.0) * elapsed.as_secs_f32() / gained)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(start: Instant, seconds: f32) -> Instant {
        start + Duration::from_secs_f32(seconds)
    }

    #[test]
    fn even_work_is_foretold_exactly() {
        let start = Instant::now();
        let mut pace = Pace::default();
        let mut eta = None;
        for second in 0..=50 {
            eta = pace.eta(after(start, second as f32), second as f32 / 100.0);
        }
        assert!((eta.unwrap() - 50.0).abs() < 0.5, "{eta:?}");
    }

    #[test]
    fn nothing_is_foretold_at_once_or_without_progress() {
        let start = Instant::now();
        let mut pace = Pace::default();
        assert_eq!(pace.eta(start, 0.0), None);
        assert_eq!(pace.eta(after(start, 0.5), 0.4), None);
        let mut stuck = Pace::default();
        stuck.eta(start, 0.3);
        assert_eq!(stuck.eta(after(start, 60.0), 0.3), None);
    }

    #[test]
    fn resumed_work_counts_from_where_it_was_taken_up() {
        let start = Instant::now();
        let mut pace = Pace::default();
        pace.eta(start, 0.8);
        let eta = pace.eta(after(start, 10.0), 0.9).unwrap();
        assert!((eta - 10.0).abs() < 0.1, "{eta}");
    }

    #[test]
    fn a_change_of_pace_is_noticed() {
        let start = Instant::now();
        let mut pace = Pace::default();
        for second in 0..10 {
            pace.eta(after(start, second as f32), second as f32 * 0.05);
        }
        let mut eta = None;
        for second in 10..60 {
            eta = pace.eta(
                after(start, second as f32),
                0.5 + (second - 10) as f32 * 0.001,
            );
        }
        assert!(eta.unwrap() > 300.0, "{eta:?}");
    }
}
