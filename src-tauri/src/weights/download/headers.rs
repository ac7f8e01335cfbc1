//! What the headers of an answer mean: which part of which file it holds.

use reqwest::header::{HeaderMap, HeaderName};
use serde::{Deserialize, Serialize};

use super::hash::FileHash;

/// The text of a header, if it is text.
pub(super) fn text(headers: &HeaderMap, name: impl Into<Name>) -> Option<&str> {
    let value = match name.into() {
        Name::Known(name) => headers.get(name),
        Name::Hub(name) => headers.get(name),
    };
    value?.to_str().ok().map(str::trim)
}

/// A name from the standard, or one of the hub's own.
pub(super) enum Name {
    Known(HeaderName),
    Hub(&'static str),
}

impl From<HeaderName> for Name {
    fn from(name: HeaderName) -> Self {
        Self::Known(name)
    }
}

impl From<&'static str> for Name {
    fn from(name: &'static str) -> Self {
        Self::Hub(name)
    }
}

/// What the server that was asked first says about the file, before it redirects.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Origin {
    /// The file's SHA-256, from `X-Linked-Etag`; small files do not have it.
    pub(super) sha256: Option<FileHash>,
    /// The file's size in bytes, from `X-Linked-Size`.
    pub(super) size: Option<u64>,
    /// The commit that the revision means, from `X-Repo-Commit`.
    pub(super) commit: Option<String>,
}

impl Origin {
    pub(super) fn of(headers: &HeaderMap) -> Self {
        let number = |name| text(headers, name)?.parse().ok();
        let is_commit =
            |text: &&str| text.len() == 40 && text.bytes().all(|sign| sign.is_ascii_hexdigit());
        Self {
            sha256: text(headers, "x-linked-etag").and_then(|etag| unquoted(etag).parse().ok()),
            size: number("x-linked-size"),
            commit: text(headers, "x-repo-commit")
                .filter(is_commit)
                .map(str::to_owned),
        }
    }
}

/// What tells two versions of a file apart, as the server that sends it says.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Validators {
    /// With quotation marks, and with `W/` if it is weak.
    pub(super) etag: Option<String>,
    /// As it came.
    pub(super) last_modified: Option<String>,
}

impl Validators {
    pub(super) fn of(headers: &HeaderMap) -> Self {
        Self {
            etag: text(headers, reqwest::header::ETAG).map(str::to_owned),
            last_modified: text(headers, reqwest::header::LAST_MODIFIED).map(str::to_owned),
        }
    }

    /// The value for `If-Range`, which must be a strong one.
    pub(super) fn strong(&self) -> Option<&str> {
        self.etag.as_deref().filter(|etag| etag.starts_with('"'))
    }

    /// Whether both describe versions that differ. What only one of them has says nothing.
    pub(super) fn contradict(&self, other: &Self) -> bool {
        match (&self.etag, &other.etag) {
            (Some(one), Some(two)) => unquoted(one) != unquoted(two),
            _ => {
                matches!((&self.last_modified, &other.last_modified), (Some(one), Some(two)) if one != two)
            }
        }
    }
}

fn unquoted(etag: &str) -> &str {
    etag.trim_start_matches("W/").trim_matches('"')
}

/// `Content-Range` of a 206: the first byte, the last byte, the size of the whole.
pub(super) fn content_range(text: &str) -> Option<(u64, u64, Option<u64>)> {
    let (range, total) = text.strip_prefix("bytes ")?.trim().split_once('/')?;
    let (first, last) = range.split_once('-')?;
    let (first, last) = (first.parse().ok()?, last.parse().ok()?);
    let total = if total == "*" {
        None
    } else {
        Some(total.parse().ok()?)
    };
    (first <= last && total.is_none_or(|total| last < total)).then_some((first, last, total))
}

/// `Content-Range` of a 416: the size of the whole.
pub(super) fn unsatisfied_range(text: &str) -> Option<u64> {
    text.strip_prefix("bytes */")?.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_read() {
        assert_eq!(content_range("bytes 5-9/10"), Some((5, 9, Some(10))));
        assert_eq!(content_range("bytes 0-0/*"), Some((0, 0, None)));
        for wrong in [
            "bytes 9-5/10",
            "bytes 5-10/10",
            "bytes */10",
            "5-9/10",
            "bytes 5-9",
            "bytes -1-9/10",
            "",
        ] {
            assert_eq!(content_range(wrong), None, "{wrong}");
        }
        assert_eq!(unsatisfied_range("bytes */10"), Some(10));
        assert_eq!(unsatisfied_range("bytes 5-9/10"), None);
    }

    #[test]
    fn versions_are_compared_by_what_both_have() {
        let version = |etag: Option<&str>, modified: Option<&str>| Validators {
            etag: etag.map(str::to_owned),
            last_modified: modified.map(str::to_owned),
        };
        let (a, b) = (
            version(Some("\"a\""), Some("Monday")),
            version(Some("\"b\""), Some("Monday")),
        );
        assert!(a.contradict(&b));
        assert!(!a.contradict(&version(Some("W/\"a\""), Some("Friday"))));
        assert!(version(None, Some("Monday")).contradict(&version(None, Some("Friday"))));
        assert!(!a.contradict(&version(None, None)));
        assert_eq!(a.strong(), Some("\"a\""));
        assert_eq!(version(Some("W/\"a\""), None).strong(), None);
    }
}
