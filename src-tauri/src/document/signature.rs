//! What a file is, judged by its first and last bytes.

use std::path::Path;

use super::error::FileKind;
use super::reflow::is_text;

/// Bytes at the beginning of a file that are looked at.
pub(super) const HEAD: usize = 64 << 10;

/// Bytes at the end of a file that are looked at.
pub(super) const TAIL: usize = 1 << 10;

/// The longest junk before the header of a PDF, such as the fields that a mail program left there. Acrobat reads a
/// kilobyte (PDF 32000-1, annex H, note 13).
const JUNK: usize = 8 << 10;

/// The mark of a PDF.
const MARK: &[u8] = b"%PDF-";

/// The first and the last bytes of a file.
#[derive(Default)]
pub(super) struct Ends {
    /// At most [`HEAD`] bytes.
    pub(super) head: Vec<u8>,
    /// At most [`TAIL`] bytes.
    pub(super) tail: Vec<u8>,
}

impl Ends {
    /// Takes in the next bytes of the file.
    pub(super) fn add(&mut self, part: &[u8]) {
        let free = HEAD.saturating_sub(self.head.len());
        self.head.extend(part.iter().take(free));
        let last = part.get(part.len().saturating_sub(TAIL)..).unwrap_or(part);
        self.tail.extend(last);
        let over = self.tail.len().saturating_sub(TAIL);
        self.tail.drain(..over);
    }
}

/// Whether a file is a PDF. A text may contain the mark, and even begin with it, if it is about PDFs, so behind a
/// mark in a text there must be a PDF.
pub(super) fn is_pdf(path: &Path, ends: &Ends) -> bool {
    let start = ends.head.get(..JUNK).unwrap_or(&ends.head);
    let Some(at) = start.windows(MARK.len()).position(|part| part == MARK) else {
        return false;
    };
    let (before, pdf) = ends.head.split_at_checked(at).unwrap_or_default();
    let before = before.strip_prefix(b"\xef\xbb\xbf").unwrap_or(before);
    let named = path
        .extension()
        .is_some_and(|extension| extension.eq_ignore_ascii_case("pdf"));
    if before
        .iter()
        .all(|byte| byte.is_ascii_whitespace() || *byte == 0)
    {
        return named || !is_text(pdf) || (has_object(pdf) && ends_as_pdf(&ends.tail));
    }
    // an archive or a program may hold a PDF
    let holds = !matches!(
        looks_like(before),
        FileKind::Text | FileKind::Xml | FileKind::Unknown
    );
    !holds && has_object(pdf) && (named || !is_text(pdf) || ends_as_pdf(&ends.tail))
}

/// What a file that Pagewing cannot read seems to be.
pub(super) fn looks_like(head: &[u8]) -> FileKind {
    let starts = |magic: &[u8]| head.starts_with(magic);
    if starts(b"PK\x03\x04") {
        FileKind::Archive
    } else if starts(b"\x89PNG")
        || starts(b"\xff\xd8\xff")
        || starts(b"GIF8")
        || starts(b"II*\0")
        || starts(b"MM\0*")
    {
        FileKind::Picture
    } else if starts(b"%!PS") {
        FileKind::PostScript
    } else if starts(b"{\\rtf") {
        FileKind::RichText
    } else if starts(b"\xd0\xcf\x11\xe0") {
        FileKind::OldOffice
    } else if starts(b"\x7fELF") || starts(b"MZ") {
        FileKind::Program
    } else if starts(b"<") {
        FileKind::Xml
    } else if is_text(head) {
        FileKind::Text
    } else {
        FileKind::Unknown
    }
}

/// Whether bytes contain the beginning of an object, such as `1 0 obj` (PDF 32000-1, 7.3.10).
fn has_object(bytes: &[u8]) -> bool {
    let marks = bytes
        .windows(4)
        .enumerate()
        .filter(|(_, part)| part == b" obj");
    let number = |bytes: &[u8]| {
        let digits = bytes.iter().rev().take_while(|byte| byte.is_ascii_digit());
        Some(digits.count()).filter(|digits| (1..=10).contains(digits))
    };
    marks.into_iter().any(|(at, _)| {
        let before = bytes.get(..at).unwrap_or_default();
        let generation = number(before).and_then(|digits| before.get(..at - digits));
        let id = generation.and_then(|before| before.strip_suffix(b" "));
        id.and_then(number).is_some()
    })
}

/// Whether the last bytes are the end of a PDF (7.5.5).
fn ends_as_pdf(tail: &[u8]) -> bool {
    let padding = |byte: &&u8| byte.is_ascii_whitespace() || matches!(byte, 0 | 0x1a);
    let padding = tail.iter().rev().take_while(padding).count();
    let end = tail.len().saturating_sub(padding);
    tail.get(..end).is_some_and(|tail| tail.ends_with(b"%%EOF"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PDF: &str = "%PDF-1.3\n1 0 obj\n<< >>\nendobj\ntrailer\n<< >>\nstartxref\n9\n%%EOF\n";

    fn is(name: &str, bytes: &[u8]) -> bool {
        let mut ends = Ends::default();
        for part in bytes.chunks(700) {
            ends.add(part);
        }
        is_pdf(Path::new(name), &ends)
    }

    #[test]
    fn a_pdf_is_one_under_any_name_and_behind_junk() {
        let fields = "X-Field: what a mail program left\r\n".repeat(40);
        for junk in ["", "\n", "\u{feff}", "a\n", &fields] {
            let file = format!("{junk}{PDF}");
            for name in ["a.pdf", "a.PDF", "a", "a.txt", "a.bin"] {
                assert!(is(name, file.as_bytes()), "{name} {junk:?}");
            }
        }
        // binary, and cut off
        let mut binary = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n".to_vec();
        binary.extend((0..=255_u8).map(|byte| byte.wrapping_mul(151)));
        assert!(is("a.txt", &binary));
        assert!(is(
            "a",
            &[b"HTTP/1.1 200 OK\r\n\r\n".as_slice(), &binary].concat()
        ));
        // damaged, which whoever opens it finds out
        assert!(is("a.pdf", b"%PDF-1.7\nnothing behind it"));
    }

    #[test]
    fn a_text_about_pdfs_is_none() {
        for text in [
            "# Notes\n\nA PDF begins with `%PDF-1.7` or another version.",
            "%PDF-1.7 is how a PDF begins.",
            "%PDF-1.7 begins a file, and `1 0 obj` an object.",
            "A whole one:\n\n```\n%PDF-1.3\n1 0 obj\n<< >>\nendobj\n%%EOF\n```\n",
            "%PDF-1.3\n1 0 obj\n<< >>\nendobj\n%%EOF\n\nThat was one.",
        ] {
            assert!(!is("notes.md", text.as_bytes()), "{text}");
        }
        assert!(!is(
            "a.pdf",
            b"<!doctype html><p>%PDF-1.7 is the mark. Please log in."
        ));
    }

    #[test]
    fn an_archive_that_holds_a_pdf_is_none() {
        let archive = [
            b"PK\x03\x04\x14\0\0\0 paper.pdf ".as_slice(),
            PDF.as_bytes(),
        ]
        .concat();
        assert!(!is("papers.zip", &archive));
        assert!(!is("paper.docx", &archive));
    }
}
