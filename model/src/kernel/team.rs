//! Threads that stay awake for a while: each piece of work that a decoder step shares among threads takes some
//! ten microseconds, a step has a few hundred of them, and waking a thread takes longer.
//!
//! Inside [`together`], [`each`] hands its tasks to threads of the pool that wait for them without sleeping;
//! anywhere else it is rayon's loop. The caller does all tasks that no other thread takes, so nothing waits for
//! a thread that is busy with something else, or with another team.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::atomic::{AtomicBool, AtomicPtr, AtomicU64, AtomicUsize, Ordering};

use rayon::prelude::*;

/// How often a thread looks for work before it yields the processor.
const LOOKS: u32 = 1000;

/// The largest number of tasks in a round.
const MOST: usize = 1 << 20;

/// A round's work, on the stack of the leader.
type Work<'a> = &'a (dyn Fn(usize) + Sync);

struct Team {
    /// Number of the round (24 bits), its tasks (20 bits) and how many of them are taken (20 bits).
    state: AtomicU64,
    /// The [`Work`] of the round. Only a thread that took one of its tasks reads it, which keeps the round
    /// open.
    work: AtomicPtr<Work<'static>>,
    done: AtomicUsize,
    failed: AtomicBool,
    over: AtomicBool,
}

thread_local! {
    /// The team that this thread leads, if any.
    static LED: Cell<*const Team> = const { Cell::new(std::ptr::null()) };
}

/// Does `work` with a team, which serves every [`each`] that `work` calls on this thread.
pub(crate) fn together<T>(work: impl FnOnce() -> T) -> T {
    let others = rayon::current_num_threads().saturating_sub(1);
    if others == 0 || !LED.get().is_null() {
        return work();
    }
    let team = Team {
        state: AtomicU64::new(0),
        work: AtomicPtr::new(std::ptr::null_mut()),
        done: AtomicUsize::new(0),
        failed: AtomicBool::new(false),
        over: AtomicBool::new(false),
    };
    rayon::in_place_scope(|scope| {
        for _ in 0..others {
            scope.spawn(|_| team.help());
        }
        let _end = End(&team);
        LED.set(&team);
        work()
    })
}

/// Dismisses the team, even after a panic.
struct End<'a>(&'a Team);

impl Drop for End<'_> {
    fn drop(&mut self) {
        LED.set(std::ptr::null());
        self.0.over.store(true, Ordering::Release);
    }
}

/// Calls `work` with all numbers below `tasks`, on several threads.
pub(crate) fn each(tasks: usize, work: impl Fn(usize) + Sync) {
    let led = LED.get();
    if led.is_null() || tasks >= MOST {
        return (0..tasks).into_par_iter().for_each(&work);
    }
    if tasks < 2 {
        return (0..tasks).for_each(work);
    }
    // rayon distributes work inside tasks
    LED.set(std::ptr::null());
    // SAFETY: `together` takes the team away from this thread before it ends.
    let result = unsafe { &*led }.lead(tasks, &work);
    LED.set(led);
    if let Err(panic) = result {
        resume_unwind(panic);
    }
}

/// The same; returns what `work` returns, in order.
pub(crate) fn map<T: Send>(tasks: usize, work: impl Fn(usize) -> T + Sync) -> Vec<T> {
    let places: Vec<std::sync::Mutex<Option<T>>> = (0..tasks).map(|_| None.into()).collect();
    each(tasks, |task| {
        let value = work(task);
        *places[task]
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner) = Some(value);
    });
    let values = places.into_iter().filter_map(|place| {
        place
            .into_inner()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
    });
    values.collect()
}

/// The parts of a state: the round, its tasks, and the number taken.
fn parts(state: u64) -> (u64, usize, usize) {
    let bits = |shift: u32| (state >> shift) as usize & (MOST - 1);
    (state >> 40, bits(20), bits(0))
}

impl Team {
    fn lead(&self, tasks: usize, work: Work) -> std::thread::Result<()> {
        let work: *const Work = &work;
        self.work.store(work.cast_mut().cast(), Ordering::Relaxed);
        self.done.store(0, Ordering::Relaxed);
        let round = parts(self.state.load(Ordering::Relaxed)).0 + 1;
        self.state
            .store(round << 40 | (tasks as u64) << 20, Ordering::Release);
        let mut result = Ok(());
        while let Some(task) = self.take() {
            // every task counts as done even after a failure: others may still be at work
            if result.is_ok() {
                // SAFETY: it lives until this function ends.
                result = catch_unwind(AssertUnwindSafe(|| unsafe { (*work)(task) }));
            }
            self.done.fetch_add(1, Ordering::Relaxed);
        }
        let mut looks = 0;
        while self.done.load(Ordering::Acquire) < tasks {
            wait(&mut looks);
        }
        if result.is_ok() && self.failed.load(Ordering::Relaxed) {
            return Err(Box::new("a thread of the team panicked"));
        }
        result
    }

    /// Takes a task of the present round, if one is left.
    fn take(&self) -> Option<usize> {
        let mut state = self.state.load(Ordering::Acquire);
        loop {
            let (_, tasks, taken) = parts(state);
            if taken >= tasks {
                return None;
            }
            // the comparison includes the round's number, so that no thread takes a task for an old round
            match self.state.compare_exchange_weak(
                state,
                state + 1,
                Ordering::AcqRel,
                Ordering::Acquire,
            ) {
                Ok(_) => return Some(taken),
                Err(now) => state = now,
            }
        }
    }

    /// Takes tasks until the leader dismisses the team.
    fn help(&self) {
        let mut looks = 0;
        while !self.over.load(Ordering::Acquire) {
            let Some(task) = self.take() else {
                wait(&mut looks);
                continue;
            };
            looks = 0;
            let work = self.work.load(Ordering::Relaxed);
            // SAFETY: the round of this task ends only after the task counts as done, and the leader stored the
            // round's work before the state that the task came from.
            if catch_unwind(AssertUnwindSafe(|| unsafe { (*work)(task) })).is_err() {
                self.failed.store(true, Ordering::Relaxed);
            }
            self.done.fetch_add(1, Ordering::Release);
        }
    }
}

fn wait(looks: &mut u32) {
    if *looks < LOOKS {
        *looks += 1;
        std::hint::spin_loop();
    } else {
        std::thread::yield_now();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_task_is_done_once_round_after_round() {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(4)
            .build()
            .unwrap();
        let work = || {
            together(|| {
                for round in 0..2000 {
                    let tasks = round % 37;
                    let counts: Vec<AtomicUsize> = (0..tasks).map(|_| 0.into()).collect();
                    each(tasks, |task| {
                        counts[task].fetch_add(1, Ordering::Relaxed);
                    });
                    assert!(counts.iter().all(|n| n.load(Ordering::Relaxed) == 1));
                    assert_eq!(
                        map(tasks, |task| task * round),
                        (0..tasks).map(|t| t * round).collect::<Vec<_>>()
                    );
                }
            });
        };
        work();
        pool.install(work);
        // two teams that want the same threads
        rayon::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|_| work());
            }
        });
        pool.install(|| rayon::join(work, work));
    }

    #[test]
    fn a_task_that_panics_ends_the_work_and_not_the_pool() {
        for _ in 0..20 {
            let broken = catch_unwind(|| {
                together(|| each(16, |task| assert!(task != 7, "on purpose")));
            });
            assert!(broken.is_err());
            let sum = together(|| map(5, |task| task).iter().sum::<usize>());
            assert_eq!(sum, 10);
        }
    }
}
