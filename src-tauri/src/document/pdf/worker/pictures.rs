//! The parent's side of drawing: pages come back as pictures, and a page that kills the worker costs itself alone.

use std::path::Path;
use std::sync::atomic::Ordering;
use std::sync::mpsc::RecvTimeoutError;
use std::time::Instant;

use super::frame;
use super::messages::{Frame, Request};
use super::parent::{Death, MAX_DEATHS, TICK, Worker, refused};
use crate::document::error::ReadError;
use crate::document::options::ReadOptions;
use crate::document::pdf::picture::Picture;

/// Draws pages, in this order; `numbers` are 1-based. `drawn` receives the number of each page with its picture, or
/// with `None` if it could not be drawn, and returns whether to go on; while it works, the child draws on.
///
/// # Errors
/// If the worker does not start or cannot open the file, or with [`ReadError::Cancelled`].
pub(crate) fn pictures(
    path: &Path,
    options: &ReadOptions,
    numbers: &[u32],
    drawn: &mut dyn FnMut(u32, Option<Picture>) -> bool,
) -> Result<(), ReadError> {
    let mut left = numbers;
    let mut deaths = 0;
    while !left.is_empty() && deaths < MAX_DEATHS {
        let request = Request {
            path: path.into(),
            password: options.password.clone(),
            first_page: 0,
            second_engine: false,
            pictures: Some(left.iter().map(|number| number.saturating_sub(1)).collect()),
            flow: None,
            folder: None,
            limits: options.limits.clone(),
        };
        let mut worker = Worker::start(options, &request)?;
        let death = loop {
            let Some((next, rest)) = left.split_first() else {
                return Ok(());
            };
            let picture = match next_frame(&worker, options)? {
                Waited::Frame(Frame::Opened(_)) => continue,
                Waited::Frame(Frame::Refused(refusal)) => return Err(refused(refusal, options)),
                Waited::Frame(Frame::Picture(picture)) if picture.number == *next => Some(picture),
                Waited::Frame(Frame::PageFailed { index, .. }) if index + 1 == *next => None,
                Waited::Frame(_) => break Death::Fell,
                Waited::Died(death) => break death,
            };
            left = rest;
            if !drawn(*next, picture) {
                return Ok(());
            }
        };
        let cause = worker.post_mortem(death);
        deaths += 1;
        if let Some((next, rest)) = left.split_first() {
            tracing::warn!(page = next, ?cause, "a page could not be drawn");
            left = rest;
            if !drawn(*next, None) {
                return Ok(());
            }
        }
    }
    for number in left {
        if !drawn(*number, None) {
            break;
        }
    }
    Ok(())
}

enum Waited {
    Frame(Frame),
    Died(Death),
}

fn next_frame(worker: &Worker, options: &ReadOptions) -> Result<Waited, ReadError> {
    let began = Instant::now();
    loop {
        if options.stop.load(Ordering::Relaxed) {
            return Err(ReadError::Cancelled);
        }
        match worker.frames.recv_timeout(TICK) {
            Ok(Some(frame)) if frame::is_sane(&frame, 0) => return Ok(Waited::Frame(frame)),
            Ok(_) | Err(RecvTimeoutError::Disconnected) => return Ok(Waited::Died(Death::Fell)),
            Err(RecvTimeoutError::Timeout) => {
                if began.elapsed() > options.limits.page_time {
                    return Ok(Waited::Died(Death::TookTooLong));
                }
            }
        }
    }
}
