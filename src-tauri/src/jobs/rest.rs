//! When background work may run: while nothing else does. Whoever needs the machine holds it, and the background work
//! stops at once and waits until nobody holds it any more.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use super::lock::lock;

/// Whether the background work rests, and why.
#[derive(Default)]
pub(super) struct Rest {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    /// Number of those who hold it.
    held: usize,
    /// Whether there may be something to do.
    wanted: bool,
    /// Whether [`Rest::want`] was called since the last step began.
    asked: bool,
    /// The flag that stops the step in progress; `None` while there is none.
    step: Option<Arc<AtomicBool>>,
    closing: bool,
}

impl State {
    fn stop_step(&self) {
        if let Some(stop) = &self.step {
            stop.store(true, Ordering::Relaxed);
        }
    }
}

/// A step of the background work.
pub(super) struct Step {
    /// Stops it.
    pub(super) stop: Arc<AtomicBool>,
    /// Whether there may be something new since the step before.
    pub(super) anew: bool,
}

/// Keeps the background work at rest until it is dropped.
pub(super) struct Held<'a>(&'a Rest);

impl Drop for Held<'_> {
    fn drop(&mut self) {
        let mut state = lock(&self.0.state);
        state.held -= 1;
        drop(state);
        self.0.changed.notify_all();
    }
}

impl Rest {
    /// Stops the background work, waits until it rests, and keeps it so while the result lives.
    pub(super) fn hold(&self) -> Held<'_> {
        let mut state = lock(&self.state);
        state.held += 1;
        state.stop_step();
        while state.step.is_some() {
            state = self.wait(state);
        }
        Held(self)
    }

    /// There may be something to do.
    pub(super) fn want(&self) {
        let mut state = lock(&self.state);
        (state.wanted, state.asked) = (true, true);
        drop(state);
        self.changed.notify_all();
    }

    /// Ends the background work.
    pub(super) fn close(&self) {
        let mut state = lock(&self.state);
        state.closing = true;
        state.stop_step();
        drop(state);
        self.changed.notify_all();
    }

    /// Waits until there may be something to do and nobody holds the machine, and begins a step, which stops when the
    /// flag is set. `None` if the program closes.
    pub(super) fn begin(&self) -> Option<Step> {
        let mut state = lock(&self.state);
        loop {
            if state.closing {
                return None;
            }
            if state.held == 0 && state.wanted {
                let stop = Arc::<AtomicBool>::default();
                state.step = Some(stop.clone());
                state.wanted = false;
                let anew = std::mem::take(&mut state.asked);
                return Some(Step { stop, anew });
            }
            state = self.wait(state);
        }
    }

    /// Ends a step. If there is `more` to do, another one begins as soon as it may.
    pub(super) fn end(&self, more: bool) {
        let mut state = lock(&self.state);
        state.step = None;
        state.wanted |= more;
        drop(state);
        self.changed.notify_all();
    }

    fn wait<'a>(&self, state: MutexGuard<'a, State>) -> MutexGuard<'a, State> {
        self.changed
            .wait(state)
            .unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;
    use std::time::Duration;

    use super::*;

    #[test]
    fn a_step_is_stopped_by_who_holds_and_goes_on_after_it() {
        let rest = Rest::default();
        rest.want();
        let (sender, steps) = channel();
        std::thread::scope(|scope| {
            scope.spawn(|| {
                while let Some(Step { stop, .. }) = rest.begin() {
                    let _ = sender.send(());
                    while !stop.load(Ordering::Relaxed) {
                        std::thread::sleep(Duration::from_millis(1));
                    }
                    rest.end(true);
                }
            });
            let wait = Duration::from_secs(20);
            steps.recv_timeout(wait).unwrap();
            let held = rest.hold();
            assert!(lock(&rest.state).step.is_none());
            let second = rest.hold();
            drop(held);
            assert!(steps.try_recv().is_err(), "somebody still holds it");
            drop(second);
            steps.recv_timeout(wait).unwrap();
            rest.close();
        });
    }

    #[test]
    fn nothing_begins_unless_it_is_wanted() {
        let rest = Rest::default();
        rest.want();
        assert!(rest.begin().is_some());
        rest.end(false);
        assert!(!lock(&rest.state).wanted);
        // a wish that comes during a step is not lost
        rest.want();
        assert!(rest.begin().is_some());
        rest.want();
        rest.end(false);
        assert!(rest.begin().is_some());
        rest.end(false);
        rest.close();
        assert!(rest.begin().is_none());
    }
}
