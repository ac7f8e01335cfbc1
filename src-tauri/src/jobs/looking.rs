//! Looks through the folders that a person gave: the window hears how far they have come, and they end when the person stops them or
//! the program closes. A whole disk, dropped by mistake, takes a while.

use std::sync::Mutex;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use super::lock::lock;
use super::types::{AppEvent, LookedThrough};

/// Time before the first event about a look, and between two events. Most looks end sooner and send none.
pub(super) const TELL_EVERY: Duration = Duration::from_millis(200);

/// The looks that go on now.
#[derive(Default)]
pub(super) struct Looking {
    all: Mutex<All>,
    /// How often they were stopped: a look that began before goes no further.
    stops: AtomicU32,
}

/// What all of them have found together.
#[derive(Default)]
struct All {
    looks: u32,
    found: LookedThrough,
    /// Whether anybody was told of it.
    told: bool,
}

/// A look through folders, until this is dropped.
pub(super) struct Look<'a> {
    looking: &'a Looking,
    /// Receives the events.
    tell: &'a dyn Fn(AppEvent),
    stops: u32,
    /// What it had found when the last event was made.
    found: LookedThrough,
    /// When the next event may be made.
    due: Instant,
    every: Duration,
}

impl Looking {
    pub(super) fn begin<'a>(&'a self, tell: &'a dyn Fn(AppEvent), every: Duration) -> Look<'a> {
        lock(&self.all).looks += 1;
        Look {
            looking: self,
            tell,
            stops: self.stops.load(Ordering::Relaxed),
            found: LookedThrough::default(),
            due: Instant::now() + every,
            every,
        }
    }

    /// Ends all looks that go on.
    pub(super) fn stop(&self) {
        self.stops.fetch_add(1, Ordering::Relaxed);
    }
}

impl Look<'_> {
    /// Takes note of what it has found, and returns whether it goes on.
    pub(super) fn follow(&mut self, found: LookedThrough) -> bool {
        let now = Instant::now();
        if now >= self.due {
            self.due = now + self.every;
            let mut all = lock(&self.looking.all);
            all.found.entries += found.entries.saturating_sub(self.found.entries);
            all.found.documents += found.documents.saturating_sub(self.found.documents);
            all.told = true;
            self.found = found;
            (self.tell)(AppEvent::Looking {
                found: Some(all.found),
            });
        }
        self.stops == self.looking.stops.load(Ordering::Relaxed)
    }
}

impl Drop for Look<'_> {
    fn drop(&mut self) {
        let mut all = lock(&self.looking.all);
        all.looks = all.looks.saturating_sub(1);
        if all.looks == 0 && std::mem::take(&mut *all).told {
            (self.tell)(AppEvent::Looking { found: None });
        }
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use super::*;

    fn found(entries: u32, documents: u32) -> LookedThrough {
        LookedThrough { entries, documents }
    }

    #[test]
    fn looks_are_told_of_together_until_the_last_one_ends() {
        let looking = Looking::default();
        let told = RefCell::new(Vec::new());
        let tell = |event: AppEvent| told.borrow_mut().push(event);
        let mut first = looking.begin(&tell, Duration::ZERO);
        let mut second = looking.begin(&tell, Duration::ZERO);
        assert!(first.follow(found(10, 2)) && second.follow(found(5, 5)));
        assert!(first.follow(found(30, 4)));
        drop(first);
        assert!(second.follow(found(6, 5)));
        drop(second);
        let said = |found: LookedThrough| AppEvent::Looking { found: Some(found) };
        assert_eq!(
            told.take(),
            [
                said(found(10, 2)),
                said(found(15, 7)),
                said(found(35, 9)),
                said(found(36, 9)),
                AppEvent::Looking { found: None },
            ]
        );
        // another one begins anew, and one that is short is not told of
        drop(looking.begin(&tell, Duration::from_secs(3600)));
        assert!(told.take().is_empty());
        looking.begin(&tell, Duration::ZERO).follow(found(1, 0));
        assert_eq!(
            told.take(),
            [said(found(1, 0)), AppEvent::Looking { found: None }]
        );
    }

    #[test]
    fn a_look_that_is_stopped_ends_and_a_later_one_goes_on() {
        let looking = Looking::default();
        let tell = |_: AppEvent| ();
        let mut before = looking.begin(&tell, Duration::ZERO);
        assert!(before.follow(found(1, 0)));
        looking.stop();
        assert!(!before.follow(found(2, 0)));
        assert!(looking.begin(&tell, Duration::ZERO).follow(found(1, 0)));
    }
}
