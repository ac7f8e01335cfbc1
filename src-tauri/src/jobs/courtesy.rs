//! Work that nobody waits for gives way to a person who does: the cells of a table use the same models as a question, and
//! a person who asks one should not wait for the other.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use super::lock::lock;

/// How often work that gives way looks whether it may go on, and whether it was stopped.
const LOOK_UP: Duration = Duration::from_millis(50);

/// Who waits, and the step of other work that is under way.
#[derive(Default)]
pub(super) struct Courtesy(Mutex<State>);

#[derive(Default)]
struct State {
    /// Number of people who wait.
    waiting: usize,
    /// The flag that stops the step in progress.
    step: Option<Arc<AtomicBool>>,
}

/// A person who waits, until it is dropped.
pub(super) struct First<'a>(&'a Courtesy);

impl Drop for First<'_> {
    fn drop(&mut self) {
        lock(&self.0.0).waiting -= 1;
    }
}

impl Courtesy {
    /// Stops the step in progress. None begins while the result lives.
    pub(super) fn first(&self) -> First<'_> {
        let mut state = lock(&self.0);
        state.waiting += 1;
        if let Some(step) = &state.step {
            step.store(true, Ordering::Relaxed);
        }
        First(self)
    }

    /// Does a step of work as soon as nobody waits. Its flag is set if somebody comes, or if `stop` is set. `None` if
    /// `stop` is set before it begins.
    pub(super) fn step<T>(
        &self,
        stop: &AtomicBool,
        work: impl FnOnce(&Arc<AtomicBool>) -> T,
    ) -> Option<T> {
        let step = self.begin(stop)?;
        let (end, ended) = channel::<()>();
        let flag = &step;
        let done = std::thread::scope(|scope| {
            scope.spawn(move || {
                while ended.recv_timeout(LOOK_UP) == Err(RecvTimeoutError::Timeout) {
                    if stop.load(Ordering::Relaxed) {
                        flag.store(true, Ordering::Relaxed);
                    }
                }
            });
            // dropped also by a panic, which would otherwise wait for the other thread for ever
            let _end = end;
            work(flag)
        });
        lock(&self.0).step = None;
        Some(done)
    }

    fn begin(&self, stop: &AtomicBool) -> Option<Arc<AtomicBool>> {
        loop {
            if stop.load(Ordering::Relaxed) {
                return None;
            }
            let mut state = lock(&self.0);
            if state.waiting == 0 {
                let step = Arc::<AtomicBool>::default();
                state.step = Some(step.clone());
                return Some(step);
            }
            drop(state);
            std::thread::sleep(LOOK_UP);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;

    use super::*;

    /// Waits until a flag is set.
    fn until(flag: &AtomicBool) {
        while !flag.load(Ordering::Relaxed) {
            std::thread::sleep(Duration::from_millis(1));
        }
    }

    #[test]
    fn a_step_ends_when_somebody_comes_and_another_begins_when_nobody_waits() {
        let courtesy = Courtesy::default();
        let stop = AtomicBool::new(false);
        let (sender, begun) = channel();
        std::thread::scope(|scope| {
            let worker = scope.spawn(|| {
                courtesy.step(&stop, |flag| {
                    let _ = sender.send(1);
                    until(flag);
                });
                courtesy.step(&stop, |_| {
                    let _ = sender.send(2);
                });
            });
            let wait = Duration::from_secs(20);
            assert_eq!(begun.recv_timeout(wait), Ok(1));
            let (one, other) = (courtesy.first(), courtesy.first());
            drop(one);
            assert!(begun.try_recv().is_err(), "somebody still waits");
            drop(other);
            assert_eq!(begun.recv_timeout(wait), Ok(2));
            worker.join().unwrap();
        });
    }

    #[test]
    fn a_step_that_is_stopped_ends_and_none_begins_after_it() {
        let courtesy = Courtesy::default();
        let stop = AtomicBool::new(false);
        let (sender, begun) = channel();
        std::thread::scope(|scope| {
            let worker = scope.spawn(|| {
                let first = courtesy.step(&stop, |flag| {
                    let _ = sender.send(());
                    until(flag);
                });
                (first, courtesy.step(&stop, |_| ()))
            });
            begun.recv_timeout(Duration::from_secs(20)).unwrap();
            stop.store(true, Ordering::Relaxed);
            assert_eq!(worker.join().unwrap(), (Some(()), None));
        });
        // while somebody waits, what is stopped does not wait with them
        let _first = courtesy.first();
        assert_eq!(courtesy.step(&stop, |_| ()), None);
    }
}
