//! The two sides of reading a file without pages: the child sends the pieces that a reader finds, and the parent collects
//! them.

use std::io;
use std::path::Path;
use std::sync::atomic::Ordering;
use std::sync::mpsc::RecvTimeoutError;
use std::time::Instant;

use super::messages::{Frame, Refusal, Request};
use super::parent::{Death, TICK, Worker, refused};
use crate::document::error::ReadError;
use crate::document::kind::RawKind;
use crate::document::options::ReadOptions;
use crate::document::piece::{Asked, Found, MAX_CHARACTERS, Piece};

/// Bytes of text in a frame, unless one piece has more.
const FRAME: usize = 1 << 20;
/// Pieces in a frame.
const PIECES: usize = 4096;
/// The longest piece, in bytes: with its links it still fits into a frame.
const LONGEST: usize = 40 << 20;
/// All pieces together have at most this many bytes. It is more than a document may have, because what is cleaned from the
/// text does not count there.
const MOST: usize = 8 * MAX_CHARACTERS;

/// Has a child read a file without pages. `None` if it is an archive without a document.
pub(crate) fn found(
    path: &Path,
    options: &ReadOptions,
    asked: Asked,
) -> Result<Option<Found>, ReadError> {
    let request = Request {
        path: path.into(),
        password: None,
        first_page: 0,
        second_engine: false,
        pictures: None,
        flow: Some(asked),
        folder: None,
        limits: options.limits.clone(),
    };
    // such a file has no pages that could be counted, so it gets the time of the longest document
    let time = options.limits.document_time + options.limits.extra_time * options.limits.pages;
    let mut worker = Worker::start(options, &request)?;
    let began = Instant::now();
    let (mut pieces, mut bytes) = (Vec::new(), 0_usize);
    loop {
        if options.stop.load(Ordering::Relaxed) {
            return Err(ReadError::Cancelled);
        }
        if began.elapsed() > time {
            return Err(ReadError::TimedOut);
        }
        match worker.frames.recv_timeout(TICK) {
            Ok(Some(Frame::Pieces(more))) => {
                bytes = bytes.saturating_add(more.iter().map(weight).sum());
                if bytes > MOST {
                    break;
                }
                pieces.extend(more.into_iter().map(levelled));
            }
            Ok(Some(Frame::Found(mut found))) => {
                found.content.pieces = pieces;
                return Ok(Some(found));
            }
            Ok(Some(Frame::Refused(Refusal::NotADocument))) => return Ok(None),
            Ok(Some(Frame::Refused(refusal))) => return Err(refused(refusal, options)),
            Err(RecvTimeoutError::Timeout) => {}
            Ok(_) | Err(RecvTimeoutError::Disconnected) => break,
        }
    }
    Err(worker.post_mortem(Death::Fell).into())
}

/// Sends what a reader found: its pieces in several frames, and then the rest.
pub(super) fn send(
    mut found: Found,
    send: &mut dyn FnMut(&Frame) -> io::Result<()>,
) -> io::Result<()> {
    let (mut next, mut waiting, mut sent) = (Vec::new(), 0, 0_usize);
    for piece in std::mem::take(&mut found.content.pieces) {
        let bytes = weight(&piece);
        if bytes > LONGEST || sent.saturating_add(bytes) > MOST {
            found.content.cut = true;
            break;
        }
        sent += bytes;
        if !next.is_empty() && (waiting + bytes > FRAME || next.len() == PIECES) {
            send(&Frame::Pieces(std::mem::take(&mut next)))?;
            waiting = 0;
        }
        waiting += bytes;
        next.push(piece);
    }
    if !next.is_empty() {
        send(&Frame::Pieces(next))?;
    }
    send(&Frame::Found(found))
}

/// About what a piece weighs, in bytes.
fn weight(piece: &Piece) -> usize {
    let links = piece.links.iter().map(|link| link.address.len() + 16);
    links.sum::<usize>().saturating_add(piece.text.len() + 16)
}

/// A piece with a level that a section tree can have, whatever the child sent.
fn levelled(mut piece: Piece) -> Piece {
    if let RawKind::Heading { level } = &mut piece.kind {
        *level = (*level).max(1);
    }
    piece
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::piece::Content;
    use crate::document::types::Format;

    fn frames(pieces: Vec<Piece>) -> Vec<Frame> {
        let content = Content {
            title: Some("Boats".to_owned()),
            pieces,
            ..Content::default()
        };
        let found = Found {
            format: Format::Text,
            content,
        };
        let mut frames = Vec::new();
        send(found, &mut |frame| {
            let bytes = postcard::to_stdvec(frame).map_err(io::Error::other)?;
            frames.push(postcard::from_bytes(&bytes).map_err(io::Error::other)?);
            Ok(())
        })
        .unwrap();
        frames
    }

    fn text(bytes: usize) -> Piece {
        Piece::new(RawKind::Paragraph, "a".repeat(bytes))
    }

    #[test]
    fn pieces_go_in_frames_in_order_and_then_the_rest() {
        let long = vec![text(FRAME - 100), text(200), text(1)];
        let frames = frames(long.clone());
        let [
            Frame::Pieces(first),
            Frame::Pieces(second),
            Frame::Found(rest),
        ] = frames.as_slice()
        else {
            panic!("{} frames", frames.len());
        };
        assert_eq!([first.as_slice(), second.as_slice()].concat(), long);
        assert_eq!(first.len(), 1);
        assert_eq!(rest.content.title.as_deref(), Some("Boats"));
        assert!(rest.content.pieces.is_empty() && !rest.content.cut);
    }

    #[test]
    fn what_fits_into_no_frame_is_left_out_and_said() {
        let frames = frames(vec![text(3), text(LONGEST + 1), text(3)]);
        let [Frame::Pieces(before), Frame::Found(rest)] = frames.as_slice() else {
            panic!("{} frames", frames.len());
        };
        assert_eq!(before.len(), 1);
        assert!(rest.content.cut);
    }
}
