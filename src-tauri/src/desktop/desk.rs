//! What is open while the window is: the jobs, and the channel to the page.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use tauri::async_runtime::spawn_blocking;
use tauri::ipc::Channel;

use crate::fault::Fault;
use crate::jobs::AppEvent;
use crate::jobs::Jobs;

/// What a command of the page returns.
pub(super) type Answer<T> = Result<T, Fault>;

type Line = Arc<Mutex<Option<Channel<AppEvent>>>>;

/// The jobs behind the window, and the page that receives their events. Clones share both.
#[derive(Clone)]
pub(super) struct Desk {
    /// `None` while the library moves, and once the program closes.
    jobs: Arc<RwLock<Option<Jobs>>>,
    page: Line,
    /// Set when the library is not to move any further.
    stay: Arc<AtomicBool>,
}

impl Desk {
    pub(super) fn new(jobs: Jobs) -> Self {
        let desk = Self {
            jobs: Arc::default(),
            page: Line::default(),
            stay: Arc::default(),
        };
        desk.open(jobs);
        desk
    }

    fn open(&self, jobs: Jobs) {
        let line = self.page.clone();
        jobs.subscribe(move |event| send(&line, event));
        *self.jobs.write().unwrap_or_else(PoisonError::into_inner) = Some(jobs);
    }

    /// Closes the jobs, so that what they work on can move. The result is set when it is to stay.
    pub(super) fn begin_to_move(&self) -> Answer<Arc<AtomicBool>> {
        self.ask_now(|_| Ok(()))?;
        self.stay.store(false, Ordering::Relaxed);
        self.close();
        Ok(self.stay.clone())
    }

    /// Has the library stay where it is, if it is being moved.
    pub(super) fn stay(&self) {
        self.stay.store(true, Ordering::Relaxed);
    }

    /// Goes on with other jobs, after which the page asks for everything again.
    pub(super) fn go_on(&self, jobs: Jobs) {
        let listed = jobs.list();
        self.open(jobs);
        let listed = listed.into_iter().map(|job| AppEvent::Job { job });
        let anew = [
            AppEvent::Library,
            AppEvent::Groups,
            AppEvent::Questions,
            AppEvent::Tables,
            AppEvent::Models,
        ];
        for event in listed.chain(anew) {
            self.tell(event);
        }
    }

    /// Sends the page an event.
    pub(super) fn tell(&self, event: AppEvent) {
        send(&self.page, event);
    }

    /// From now on the page receives every event through `channel`; the channel of a reloaded page replaces the
    /// old one.
    pub(super) fn connect(&self, channel: Channel<AppEvent>) {
        *self.page.lock().unwrap_or_else(PoisonError::into_inner) = Some(channel);
    }

    /// Calls the jobs on a thread that may wait for the disk.
    pub(super) async fn ask<T: Send + 'static>(
        &self,
        question: impl FnOnce(&Jobs) -> Result<T, Fault> + Send + 'static,
    ) -> Result<T, Fault> {
        let jobs = self.jobs.clone();
        waiting(move || with(&jobs, question)).await?
    }

    /// Calls the jobs on the current thread, which must be allowed to wait.
    pub(super) fn ask_now<T>(
        &self,
        question: impl FnOnce(&Jobs) -> Result<T, Fault>,
    ) -> Result<T, Fault> {
        with(&self.jobs, question)
    }

    /// Puts running work back into its queue and waits for it to stop, which takes less than a second.
    pub(super) fn close(&self) {
        // a caller holds the jobs while it waits for an answer
        let closed = self.ask_now(|jobs| {
            jobs.close();
            Ok(())
        });
        if closed.is_err() {
            return;
        }
        drop(
            self.jobs
                .write()
                .unwrap_or_else(PoisonError::into_inner)
                .take(),
        );
    }
}

/// Runs something that may wait, for the disk or for a person, on a thread of its own.
pub(super) async fn waiting<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Fault> {
    spawn_blocking(work).await.map_err(|error| {
        tracing::error!(%error, "a command panicked");
        Fault::Defect
    })
}

fn send(page: &Line, event: AppEvent) {
    let channel = page.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(channel) = channel.as_ref()
        && let Err(error) = channel.send(event)
    {
        // the page is being reloaded, and asks for everything when it is back
        tracing::debug!(%error, "an event did not reach the page");
    }
}

fn with<T>(
    jobs: &RwLock<Option<Jobs>>,
    question: impl FnOnce(&Jobs) -> Result<T, Fault>,
) -> Result<T, Fault> {
    let jobs = jobs.read().unwrap_or_else(PoisonError::into_inner);
    jobs.as_ref().map_or(Err(Fault::Closing), question)
}
