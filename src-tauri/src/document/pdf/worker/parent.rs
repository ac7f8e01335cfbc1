//! The parent's side: starts a child, collects its frames against the clock, and starts another child after the
//! page that killed the first.

use std::io::{self, BufReader, Read};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use super::frame;
use super::messages::{Frame, Refusal, Request, WORKER_ARGUMENT};
use super::which::program;
use crate::document::error::{FileKind, ReadError};
use crate::document::options::{Limits, ReadOptions, ReadProgress, ReadStep};
use crate::document::pdf::glyphs::{FileFacts, PageGlyphs};
use crate::document::types::PageFailure;

/// How often a waiting parent checks whether to stop.
pub(super) const TICK: Duration = Duration::from_millis(50);
/// By how much a worker steps back for whom nobody waits: it has a third of the time of a program that wants the same core.
#[cfg(unix)]
const STEP_BACK: i32 = 5;
/// The largest number of workers that may die on one document: one that kills every page is not worth hours.
pub(super) const MAX_DEATHS: usize = 20;

/// The outcome of one page.
#[derive(Debug)]
pub(crate) enum PageOutcome {
    Glyphs(Box<PageGlyphs>),
    /// Why the page has no glyphs.
    Failed(PageFailure),
}

/// What the workers sent besides pages.
#[derive(Debug)]
pub(crate) struct Extracted {
    pub(crate) facts: FileFacts,
    /// 1-based numbers of pages that killed a worker.
    pub(crate) deaths: Vec<u32>,
}

/// Reads all pages of the file in child processes. `settled` receives one outcome per page, in order, up to the limits;
/// meanwhile the child reads on, so that what is done there costs no time of its own.
pub(crate) fn extract(
    path: &Path,
    options: &ReadOptions,
    progress: &mut dyn FnMut(ReadProgress),
    settled: &mut dyn FnMut(PageOutcome),
) -> Result<Extracted, ReadError> {
    let mut collected = Collected {
        limits: options.limits.clone(),
        began: Instant::now(),
        facts: None,
        pages: 0,
        last: None,
        settled,
        deaths: Vec::new(),
        second_engine: true,
        trying_second: false,
    };
    while !collected.is_complete() {
        let request = Request {
            path: path.into(),
            password: options.password.clone(),
            first_page: collected.pages,
            second_engine: collected.second_engine,
            pictures: None,
            flow: None,
            folder: None,
            limits: options.limits.clone(),
        };
        let mut worker = Worker::start(options, &request)?;
        let death = match collected.collect(&worker.frames, &options.stop, progress)? {
            End::Done => break,
            End::OutOfTime => {
                collected.give_up_the_rest();
                break;
            }
            End::Refused(refusal) => return Err(refused(refusal, options)),
            End::Died(death) => death,
        };
        collected.bury(worker.post_mortem(death))?;
    }
    collected.settle();
    Ok(Extracted {
        facts: collected.facts.unwrap_or_default(),
        deaths: collected.deaths,
    })
}

pub(super) fn refused(refusal: Refusal, options: &ReadOptions) -> ReadError {
    match (refusal, &options.password) {
        (Refusal::Password, None) => ReadError::PasswordNeeded,
        (Refusal::Password, Some(_)) => ReadError::PasswordWrong,
        (Refusal::UnknownEncryption, _) => ReadError::UnknownEncryption,
        (Refusal::Damaged, _) => ReadError::Damaged,
        (Refusal::Unreadable, _) => ReadError::Io(io::Error::other("the worker could not read it")),
        (Refusal::TooLarge { bytes, limit }, _) => ReadError::TooLarge { bytes, limit },
        (Refusal::RightsManaged, _) => ReadError::RightsManaged,
        (Refusal::TooMuchMemory, _) => ReadError::TooMuchMemory,
        (Refusal::NotADocument, _) => ReadError::UnsupportedFormat(FileKind::Archive),
    }
}

/// How a worker's stream of frames ended.
enum End {
    Done,
    Refused(Refusal),
    Died(Death),
    /// [`Limits::document_time`] ran out.
    OutOfTime,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Death {
    /// No frame came within [`Limits::page_time`].
    TookTooLong,
    /// The stream ended early or held invalid bytes.
    Fell,
}

struct Collected<'a> {
    limits: Limits,
    began: Instant,
    facts: Option<FileFacts>,
    /// Number of pages that have an outcome.
    pages: u32,
    /// The outcome of the last of them, which the second engine may replace.
    last: Option<PageOutcome>,
    settled: &'a mut dyn FnMut(PageOutcome),
    deaths: Vec<u32>,
    second_engine: bool,
    trying_second: bool,
}

impl Collected<'_> {
    fn is_complete(&self) -> bool {
        self.facts.is_some() && self.pages >= self.wanted()
    }

    /// Adds the outcome of the next page.
    fn push(&mut self, outcome: PageOutcome) {
        self.settle();
        self.last = Some(outcome);
        self.pages += 1;
    }

    /// Passes the last outcome on: nothing replaces it any more.
    fn settle(&mut self) {
        if let Some(last) = self.last.take() {
            (self.settled)(last);
        }
    }

    /// Records what a dead worker costs: the page that it was reading, or the whole document.
    fn bury(&mut self, cause: PageFailure) -> Result<(), ReadError> {
        if std::mem::take(&mut self.trying_second) {
            // the first engine's result for that page is already here
            self.second_engine = false;
            return Ok(());
        }
        if self.facts.is_none() {
            return Err(cause.into());
        }
        self.push(PageOutcome::Failed(cause));
        self.deaths.push(self.pages);
        if self.deaths.len() >= MAX_DEATHS {
            self.give_up_the_rest();
        }
        Ok(())
    }

    fn give_up_the_rest(&mut self) {
        while !self.is_complete() && self.facts.is_some() {
            self.push(PageOutcome::Failed(PageFailure::NotReached));
        }
    }

    fn wanted(&self) -> u32 {
        self.facts
            .as_ref()
            .map_or(0, |facts| facts.pages.min(self.limits.pages))
    }

    fn document_time(&self) -> Duration {
        self.limits.document_time + self.limits.extra_time * self.wanted()
    }

    fn collect(
        &mut self,
        frames: &Receiver<Option<Frame>>,
        stop: &AtomicBool,
        progress: &mut dyn FnMut(ReadProgress),
    ) -> Result<End, ReadError> {
        let mut page_began = Instant::now();
        loop {
            if stop.load(Ordering::Relaxed) {
                return Err(ReadError::Cancelled);
            }
            if self.began.elapsed() > self.document_time() {
                return match self.facts {
                    Some(_) => Ok(End::OutOfTime),
                    None => Err(ReadError::TimedOut),
                };
            }
            let frame = match frames.recv_timeout(TICK) {
                Ok(Some(frame)) if frame::is_sane(&frame, self.limits.glyphs_per_page) => frame,
                Ok(_) | Err(RecvTimeoutError::Disconnected) => return Ok(End::Died(Death::Fell)),
                Err(RecvTimeoutError::Timeout) => {
                    if page_began.elapsed() > self.limits.page_time {
                        return Ok(End::Died(Death::TookTooLong));
                    }
                    continue;
                }
            };
            let next = self.pages;
            match frame {
                Frame::Opened(facts) => {
                    self.facts.get_or_insert(facts);
                }
                Frame::Page(page) if page.number == next + 1 && next < self.wanted() => {
                    self.push(PageOutcome::Glyphs(Box::new(page)));
                }
                // the second engine did better
                Frame::Page(page) if page.number == next && next > 0 => {
                    if let Some(last) = &mut self.last {
                        *last = PageOutcome::Glyphs(Box::new(page));
                    }
                }
                Frame::PageFailed { index, cause } if index == next && next < self.wanted() => {
                    self.push(PageOutcome::Failed(cause));
                }
                Frame::SecondEngine { .. } => {
                    self.trying_second = true;
                    page_began = Instant::now();
                    continue;
                }
                Frame::Refused(refusal) if self.facts.is_none() => {
                    return Ok(End::Refused(refusal));
                }
                Frame::Done if next >= self.wanted() => return Ok(End::Done),
                _ => return Ok(End::Died(Death::Fell)),
            }
            self.trying_second = false;
            page_began = Instant::now();
            progress(ReadProgress {
                pages_done: self.pages,
                pages: self.wanted(),
                step: ReadStep::Reading,
            });
        }
    }
}

/// A running child. Dropping it kills and reaps it.
pub(super) struct Worker {
    child: Child,
    /// The leash: the child ends when this closes.
    _input: ChildStdin,
    pub(super) frames: Receiver<Option<Frame>>,
    last_words: Option<JoinHandle<String>>,
}

impl Worker {
    pub(super) fn start(options: &ReadOptions, request: &Request) -> Result<Self, ReadError> {
        let program = match &options.worker {
            Some(program) => program.as_path(),
            None => program()?,
        };
        let mut child = Command::new(program)
            .arg(WORKER_ARGUMENT)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()?;
        let (Some(mut input), Some(output), Some(errors)) =
            (child.stdin.take(), child.stdout.take(), child.stderr.take())
        else {
            let _ = child.kill();
            let _ = child.wait();
            return Err(ReadError::Io(io::Error::other("the worker has no pipes")));
        };
        // it has one thread until the request comes, and those that it starts are like it
        #[cfg(unix)]
        if options.in_background {
            step_back(&child);
        }
        // a child that died at once shows up as a stream without frames
        let _ = frame::write(&mut input, request);
        // a picture is large, a page of glyphs is not
        let ahead = if request.pictures.is_some() { 1 } else { 8 };
        let (sender, frames) = sync_channel(ahead);
        std::thread::spawn(move || {
            let mut output = BufReader::with_capacity(1 << 16, output);
            loop {
                let (message, ends) = match frame::read::<Frame>(&mut output) {
                    Ok(Some(frame)) => (Some(frame), false),
                    Ok(None) | Err(_) => (None, true),
                };
                if sender.send(message).is_err() || ends {
                    return;
                }
            }
        });
        let last_words = std::thread::spawn(move || {
            let mut text = String::new();
            let mut errors = errors.take(8 << 10);
            let _ = errors.read_to_string(&mut text);
            // a child that writes more must not block on a full pipe
            let _ = io::copy(&mut errors.into_inner(), &mut io::sink());
            text
        });
        Ok(Self {
            child,
            _input: input,
            frames,
            last_words: Some(last_words),
        })
    }

    /// What killed the child. Its last words come from Rust's runtime, which aborts without an exit code of its
    /// own.
    pub(super) fn post_mortem(&mut self, death: Death) -> PageFailure {
        let _ = self.child.kill();
        let _ = self.child.wait();
        let words = self
            .last_words
            .take()
            .and_then(|words| words.join().ok())
            .unwrap_or_default();
        if death == Death::TookTooLong {
            PageFailure::TimedOut
        } else if words.contains("memory allocation") {
            PageFailure::TooMuchMemory
        } else if words.contains("overflowed its stack") {
            PageFailure::TooDeep
        } else {
            PageFailure::WorkerDied
        }
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Lets other programs go before a child, unless they do already. Where the system refuses that, the child goes on as it is.
#[cfg(unix)]
fn step_back(child: &Child) {
    use rustix::process::{Pid, getpriority_process, setpriority_process};

    let child = Some(Pid::from_child(child));
    if getpriority_process(child).is_ok_and(|now| now < STEP_BACK) {
        let _ = setpriority_process(child, STEP_BACK);
    }
}

#[cfg(all(test, unix))]
mod tests {
    use rustix::process::{Pid, getpriority_process};

    use super::*;

    #[test]
    fn a_worker_for_whom_nobody_waits_steps_back() {
        let mut child = Command::new("sleep").arg("600").spawn().unwrap();
        let priority = |child: &Child| getpriority_process(Some(Pid::from_child(child))).unwrap();
        let before = priority(&child);
        // a machine may run the tests as far back as it goes
        step_back(&child);
        let after = priority(&child);
        child.kill().unwrap();
        child.wait().unwrap();
        assert_eq!(after, before.max(STEP_BACK));
    }
}
