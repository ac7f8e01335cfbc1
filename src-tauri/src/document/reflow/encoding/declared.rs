//! What a file says about its encoding: the `meta` elements of a web page, as the HTML standard reads them
//! (13.2.3.2, "Prescan a byte stream to determine its encoding"), and the declaration of XML.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, X_USER_DEFINED};

/// The part of a page that the standard searches before a page is parsed, in bytes.
const PRESCAN: usize = 1024;

/// Elements whose content is text, whatever it looks like.
const RAW: &[&[u8]] = &[
    b"iframe",
    b"noembed",
    b"noframes",
    b"script",
    b"style",
    b"textarea",
    b"title",
    b"xmp",
];

/// The encoding that a page's `meta` elements name. Browsers search the first kilobyte and then find, when they parse
/// the page, an element that comes later.
pub(super) fn in_meta(bytes: &[u8]) -> Option<&'static Encoding> {
    let beginning = bytes.get(..PRESCAN).unwrap_or(bytes);
    let early = Scan::new(beginning).meta(false);
    early.or_else(|| Scan::new(bytes).meta(true))
}

/// The encoding that the declaration of XML names.
pub(super) fn in_xml(bytes: &[u8]) -> Option<&'static Encoding> {
    let mut scan = Scan::new(bytes.trim_ascii_start());
    if !scan.begins(b"<?xml") {
        return None;
    }
    let declaration = scan.rest().split(|byte| *byte == b'>').next()?;
    let at = declaration
        .windows(8)
        .position(|part| part == b"encoding")?;
    scan = Scan::new(declaration.get(at + 8..)?);
    scan.skip(|byte| byte.is_ascii_whitespace());
    scan.begins(b"=").then(|| scan.at += 1)?;
    scan.skip(|byte| byte.is_ascii_whitespace());
    let quote = scan.peek().filter(|byte| matches!(byte, b'"' | b'\''))?;
    scan.at += 1;
    named(scan.rest().split(|byte| *byte == quote).next()?)
}

/// The encoding of a name. What can be read as bytes is not in UTF-16, whatever it says.
fn named(label: &[u8]) -> Option<&'static Encoding> {
    let encoding = Encoding::for_label_no_replacement(label)?;
    Some(if encoding == UTF_16BE || encoding == UTF_16LE {
        UTF_8
    } else if encoding == X_USER_DEFINED {
        WINDOWS_1252
    } else {
        encoding
    })
}

struct Scan<'b> {
    bytes: &'b [u8],
    at: usize,
}

impl<'b> Scan<'b> {
    fn new(bytes: &'b [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    fn rest(&self) -> &'b [u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn skip(&mut self, mut of: impl FnMut(u8) -> bool) {
        while self.peek().is_some_and(&mut of) {
            self.at += 1;
        }
    }

    /// Whether what follows begins with these letters, in any case.
    fn begins(&self, letters: &[u8]) -> bool {
        let next = self.rest().get(..letters.len());
        next.is_some_and(|next| next.eq_ignore_ascii_case(letters))
    }

    /// Goes behind the next `end`, or to the end of the bytes.
    fn pass(&mut self, end: &[u8]) {
        let next = self.rest().windows(end.len()).position(|part| part == end);
        self.at = next.map_or(self.bytes.len(), |next| self.at + next + end.len());
    }

    /// The encoding that the first `meta` element with a known one names. `raw`: whether to leave out the content of
    /// scripts, titles and the like, which may be long.
    fn meta(&mut self, raw: bool) -> Option<&'static Encoding> {
        while self.at < self.bytes.len() {
            let next = self.rest().iter().position(|byte| *byte == b'<')?;
            self.at += next;
            if self.begins(b"<!--") {
                // the dashes that begin a comment may end it
                self.at += 2;
                self.pass(b"-->");
                continue;
            }
            let end = self.begins(b"</");
            let mut tag = Scan::new(self.bytes);
            tag.at = self.at + 1 + usize::from(end);
            if !tag.peek().is_some_and(|byte| byte.is_ascii_alphabetic()) {
                if self.begins(b"<!") || end || self.begins(b"<?") {
                    self.pass(b">");
                } else {
                    self.at += 1;
                }
                continue;
            }
            let from = tag.at;
            tag.skip(|byte| !byte.is_ascii_whitespace() && !matches!(byte, b'/' | b'>'));
            let name = self.bytes.get(from..tag.at).unwrap_or_default();
            let is_meta = !end && name.eq_ignore_ascii_case(b"meta");
            let mut meta = Meta::default();
            while let Some((name, value)) = tag.attribute() {
                if is_meta {
                    meta.add(name, value);
                }
            }
            self.at = tag.at;
            if is_meta && let Some(encoding) = meta.encoding().filter(|_| tag.peek().is_some()) {
                return Some(encoding);
            }
            if raw
                && !end
                && let Some(name) = RAW.iter().find(|raw| name.eq_ignore_ascii_case(raw))
            {
                self.leave(name);
            }
        }
        None
    }

    /// Goes to the end tag of an element whose content is text.
    fn leave(&mut self, name: &[u8]) {
        while self.at < self.bytes.len() {
            self.pass(b"</");
            if self.begins(name) {
                self.at -= 2;
                return;
            }
        }
    }

    /// The next attribute of a tag; `None` at the end of the tag.
    fn attribute(&mut self) -> Option<(&'b [u8], &'b [u8])> {
        self.skip(|byte| byte.is_ascii_whitespace() || byte == b'/');
        let from = self.at;
        self.peek().filter(|byte| *byte != b'>')?;
        // an equals sign at the beginning is part of the name
        self.at += 1;
        self.skip(|byte| !byte.is_ascii_whitespace() && !matches!(byte, b'/' | b'>' | b'='));
        let name = self.bytes.get(from..self.at)?;
        self.skip(|byte| byte.is_ascii_whitespace());
        if self.peek() != Some(b'=') {
            return Some((name, b""));
        }
        self.at += 1;
        self.skip(|byte| byte.is_ascii_whitespace());
        let quote = self.peek().filter(|byte| matches!(byte, b'"' | b'\''));
        self.at += usize::from(quote.is_some());
        let from = self.at;
        self.skip(|byte| match quote {
            Some(quote) => byte != quote,
            None => !byte.is_ascii_whitespace() && byte != b'>',
        });
        let value = self.bytes.get(from..self.at)?;
        self.at += usize::from(quote.is_some());
        Some((name, value))
    }
}

/// The attributes of a `meta` element that say something about its encoding.
#[derive(Default)]
struct Meta<'b> {
    pragma: bool,
    charset: Option<&'b [u8]>,
    content: Option<&'b [u8]>,
}

impl<'b> Meta<'b> {
    /// Takes in an attribute; the first of each name counts.
    fn add(&mut self, name: &[u8], value: &'b [u8]) {
        if name.eq_ignore_ascii_case(b"http-equiv") {
            self.pragma |= value.trim_ascii().eq_ignore_ascii_case(b"content-type");
        } else if name.eq_ignore_ascii_case(b"charset") {
            self.charset = self.charset.or(Some(value));
        } else if name.eq_ignore_ascii_case(b"content") {
            self.content = self.content.or(Some(value));
        }
    }

    fn encoding(&self) -> Option<&'static Encoding> {
        match (self.charset, self.content) {
            (Some(label), _) => named(label),
            (None, Some(content)) if self.pragma => in_content(content),
            _ => None,
        }
    }
}

/// The encoding in the likes of `text/html; charset=utf-8`.
fn in_content(content: &[u8]) -> Option<&'static Encoding> {
    let mut scan = Scan::new(content);
    loop {
        let rest = scan.rest();
        let at = rest
            .windows(7)
            .position(|part| part.eq_ignore_ascii_case(b"charset"))?;
        scan.at += at + 7;
        scan.skip(|byte| byte.is_ascii_whitespace());
        if scan.peek() == Some(b'=') {
            break;
        }
    }
    scan.at += 1;
    scan.skip(|byte| byte.is_ascii_whitespace());
    match scan.peek()? {
        quote @ (b'"' | b'\'') => {
            scan.at += 1;
            let end = scan.rest().iter().position(|byte| *byte == quote)?;
            named(scan.rest().get(..end)?)
        }
        _ => {
            let end = |byte: &u8| byte.is_ascii_whitespace() || *byte == b';';
            named(scan.rest().split(end).next()?)
        }
    }
}
