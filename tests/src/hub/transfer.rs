//! Sends a file, or as much of it as the plan allows.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::net::{Shutdown, TcpStream};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use super::http::{Answer, Head, RangeOutside};
use super::misbehaviour::Misbehaviour;
use super::pace::Pace;
use super::repository::Published;

/// Sends `file` in answer to `head`. Returns whether the connection can serve another request.
pub(super) fn send(
    stream: &mut TcpStream,
    head: &Head,
    file: &Published,
    fault: Option<Misbehaviour>,
    pace: &Pace,
    sent: &AtomicU64,
) -> io::Result<bool> {
    let range = match head.range(file.size) {
        _ if fault == Some(Misbehaviour::RangeIgnored) => None,
        // the client has a part of another version
        _ if head
            .header("if-range")
            .is_some_and(|tag| tag != file.etag()) =>
        {
            None
        }
        Err(RangeOutside) => {
            Answer::new(416)
                .with("Content-Range", format!("bytes */{}", file.size))
                .with("Content-Length", 0)
                .write(stream)?;
            return Ok(true);
        }
        Ok(range) => range,
    };
    let status = if range.is_some() { 206 } else { 200 };
    let (first, length) = match range {
        Some((first, last)) => (first, last - first + 1),
        None => (0, file.size),
    };
    let mut answer = Answer::new(status)
        .with("Content-Type", "application/octet-stream")
        .with("Content-Length", length)
        .with("Accept-Ranges", "bytes")
        .with("ETag", file.etag());
    if let Some((first, last)) = range {
        answer = answer.with(
            "Content-Range",
            format!("bytes {first}-{last}/{}", file.size),
        );
    }
    answer.write(stream)?;
    if head.method == "HEAD" {
        return Ok(true);
    }

    let mut content = File::open(&file.path)?;
    content.seek(SeekFrom::Start(first))?;
    let mut body = Body {
        content,
        stream,
        pace,
        sent,
    };
    match fault {
        Some(Misbehaviour::CutAfter(bytes)) => {
            body.send(bytes.min(length))?;
            body.stream.shutdown(Shutdown::Both)?;
            return Ok(false);
        }
        Some(Misbehaviour::StallAfter(bytes)) => {
            body.send(bytes.min(length))?;
            body.stall()?;
            return Ok(false);
        }
        Some(Misbehaviour::OtherBytes) if length > 0 => {
            body.send_wrong_byte()?;
            body.send(length - 1)?;
        }
        _ => body.send(length)?,
    }
    Ok(true)
}

struct Body<'a> {
    content: File,
    stream: &'a mut TcpStream,
    pace: &'a Pace,
    sent: &'a AtomicU64,
}

impl Body<'_> {
    fn send(&mut self, length: u64) -> io::Result<()> {
        let mut left = length;
        while left > 0 && !self.pace.stopped() {
            let piece = self.pace.piece(length - left).min(left);
            // on Linux the standard library does this by `sendfile`
            let copied = io::copy(&mut (&self.content).take(piece), self.stream)?;
            if copied == 0 {
                return Err(io::Error::other("the file became shorter"));
            }
            self.sent.fetch_add(copied, Ordering::Relaxed);
            left -= copied;
            self.pace.beat(length - left);
        }
        Ok(())
    }

    fn send_wrong_byte(&mut self) -> io::Result<()> {
        let mut byte = [0];
        self.content.read_exact(&mut byte)?;
        self.stream.write_all(&[!byte[0]])
    }

    /// Sends nothing until the client leaves or the hub ends.
    fn stall(&mut self) -> io::Result<()> {
        self.stream
            .set_read_timeout(Some(Duration::from_millis(50)))?;
        while !self.pace.stopped() {
            match self.stream.read(&mut [0; 64]) {
                Ok(0) => return Ok(()),
                Ok(_) => {}
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }
}
