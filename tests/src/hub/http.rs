//! As much of HTTP/1.1 as a server of files needs.

use std::io::{self, BufRead, Write};

/// The head of a request.
pub(super) struct Head {
    pub(super) method: String,
    /// Path and query.
    pub(super) target: String,
    headers: Vec<(String, String)>,
}

impl Head {
    /// Reads the next request's head; `None` if the client ended the connection.
    pub(super) fn read(from: &mut impl BufRead) -> io::Result<Option<Self>> {
        let mut line = String::new();
        if from.read_line(&mut line)? == 0 {
            return Ok(None);
        }
        let mut words = line.split_whitespace();
        let (Some(method), Some(target)) = (words.next(), words.next()) else {
            return Err(io::Error::other(format!("not a request: {line:?}")));
        };
        let mut head = Self {
            method: method.to_owned(),
            target: target.to_owned(),
            headers: Vec::new(),
        };
        loop {
            let mut line = String::new();
            from.read_line(&mut line)?;
            let Some((name, value)) = line.split_once(':') else {
                return Ok(Some(head));
            };
            head.headers
                .push((name.to_ascii_lowercase(), value.trim().to_owned()));
        }
    }

    /// The value of a header, whose name is in lower case.
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(other, _)| other == name)
            .map(|(_, value)| value.as_str())
    }

    pub(super) fn path(&self) -> &str {
        self.target.split('?').next().unwrap_or_default()
    }

    pub(super) fn query(&self) -> &str {
        self.target.split_once('?').map_or("", |(_, query)| query)
    }

    /// The first and the last byte asked for in a file of `size` bytes; `None` without a range.
    ///
    /// # Errors
    /// If the range lies outside the file.
    pub(super) fn range(&self, size: u64) -> Result<Option<(u64, u64)>, RangeOutside> {
        let Some(range) = self
            .header("range")
            .and_then(|it| it.strip_prefix("bytes="))
        else {
            return Ok(None);
        };
        let (first, last) = range.split_once('-').ok_or(RangeOutside)?;
        let end = size.checked_sub(1).ok_or(RangeOutside)?;
        let (first, last) = match (first.parse::<u64>(), last.parse::<u64>()) {
            (Ok(first), Ok(last)) => (first, last.min(end)),
            (Ok(first), Err(_)) => (first, end),
            (Err(_), Ok(suffix)) => (size.saturating_sub(suffix), end),
            (Err(_), Err(_)) => return Err(RangeOutside),
        };
        match first <= last {
            true => Ok(Some((first, last))),
            false => Err(RangeOutside),
        }
    }
}

/// A range lies outside the file.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct RangeOutside;

/// The head of an answer.
pub(super) struct Answer {
    status: u16,
    headers: Vec<(&'static str, String)>,
}

impl Answer {
    pub(super) fn new(status: u16) -> Self {
        let headers = Vec::new();
        Self { status, headers }
    }

    pub(super) fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.headers.push((name, value.to_string()));
        self
    }

    /// Writes the head. The body follows, whose length one of the headers gives.
    pub(super) fn write(&self, to: &mut impl Write) -> io::Result<()> {
        let reason = match self.status {
            200 => "OK",
            206 => "Partial Content",
            302 => "Found",
            307 => "Temporary Redirect",
            404 => "Not Found",
            416 => "Range Not Satisfiable",
            429 => "Too Many Requests",
            _ => "Status",
        };
        let mut head = format!("HTTP/1.1 {} {reason}\r\n", self.status);
        for (name, value) in &self.headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        head.push_str("\r\n");
        to.write_all(head.as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn range(header: &str, size: u64) -> Result<Option<(u64, u64)>, RangeOutside> {
        let request = format!("GET /a HTTP/1.1\r\nRange: {header}\r\n\r\n");
        let head = Head::read(&mut request.as_bytes()).unwrap().unwrap();
        head.range(size)
    }

    #[test]
    fn ranges_are_those_of_rfc_9110() {
        assert_eq!(range("bytes=0-", 10), Ok(Some((0, 9))));
        assert_eq!(range("bytes=3-5", 10), Ok(Some((3, 5))));
        assert_eq!(range("bytes=3-99", 10), Ok(Some((3, 9))));
        assert_eq!(range("bytes=-4", 10), Ok(Some((6, 9))));
        assert_eq!(range("bytes=10-", 10), Err(RangeOutside));
        assert_eq!(range("bytes=0-", 0), Err(RangeOutside));
        assert_eq!(range("lines=1-2", 10), Ok(None));
    }
}
