//! Messages as they are sent and saved (RFC 5322, RFC 2045): fields, and a text whose parts may be encoded. Of two forms of
//! a text the plain one is read; files that are attached are not.

use std::borrow::Cow;

use super::transfer::{base64, quoted_printable, words};
use super::{encoding, html, mail, text};
use crate::document::kind::RawKind;
use crate::document::marks::on_one_line;
use crate::document::piece::{Content, Piece};

/// More fields, parts and messages than this are left out.
const MOST: usize = 2_000;
/// How deeply parts may nest.
const DEEPEST: usize = 10;
/// The fewest fields that only a message has.
const FEWEST: usize = 2;

/// Reads a message, or the messages of a mailbox, that say how they are encoded; `None` if the bytes are something else.
pub(super) fn content(bytes: &[u8]) -> Option<Content> {
    let messages = messages(bytes);
    let is_message = messages
        .first()
        .and_then(|first| Entity::of(first))
        .is_some_and(|first| first.is_message());
    if !is_message {
        return None;
    }
    let mut content = Content::default();
    for message in messages.iter().filter_map(|message| Entity::of(message)) {
        let subject = message
            .field("subject")
            .filter(|subject| !subject.is_empty());
        if messages.len() == 1 {
            content.title = subject;
        } else if let Some(subject) = subject {
            content.pieces.push(Piece::heading(1, subject));
        }
        content.pieces.extend(message.heads());
        message.read(0, &mut content.pieces);
    }
    Some(content)
}

/// The messages of a mailbox, each behind a line that begins with "From " and has a time, or the only one.
fn messages(bytes: &[u8]) -> Vec<&[u8]> {
    let mut messages = Vec::new();
    let (mut from, mut at, mut blank) = (0, 0, false);
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        if at == 0 && !divides(line) {
            return vec![bytes];
        }
        let next = bytes.get(at..).filter(|_| blank && divides(line));
        let next = next
            .and_then(Entity::of)
            .filter(|next| next.raw("from").is_some());
        if next.is_some() && messages.len() < MOST {
            messages.extend(bytes.get(from..at));
            from = at;
        }
        blank = line.trim_ascii().is_empty();
        at += line.len();
    }
    messages.extend(bytes.get(from..));
    messages
}

/// Whether a line stands before a message of a mailbox.
fn divides(line: &[u8]) -> bool {
    let is_time = |word: &[u8]| match word {
        [a, b, b':', ..] => a.is_ascii_digit() && b.is_ascii_digit(),
        _ => false,
    };
    let mut words = line.split(u8::is_ascii_whitespace);
    words.next() == Some(b"From".as_slice()) && words.any(is_time)
}

/// A message or one of its parts.
struct Entity<'b> {
    /// Names and values, in order.
    fields: Vec<(String, String)>,
    body: &'b [u8],
}

/// What a part says that it is.
#[derive(Default)]
struct Kind {
    name: String,
    charset: String,
    boundary: String,
}

impl<'b> Entity<'b> {
    /// Divides bytes into fields and a body; `None` if they begin with something else than fields.
    fn of(bytes: &'b [u8]) -> Option<Self> {
        let mut fields: Vec<(String, String)> = Vec::new();
        let mut at = 0;
        for line in bytes.split_inclusive(|byte| *byte == b'\n') {
            let first = at == 0;
            at += line.len();
            let is_blank = line.trim_ascii().is_empty();
            if is_blank {
                break;
            }
            if (first && divides(line)) || fields.len() >= MOST {
                continue;
            }
            let line = encoding::text(line);
            if line.starts_with([' ', '\t']) {
                let (_, value) = fields.last_mut()?;
                value.push(' ');
                value.push_str(line.trim());
                continue;
            }
            let (name, value) = line.split_once(':')?;
            if name.is_empty() || !name.chars().all(|c| c.is_ascii_graphic()) {
                return None;
            }
            fields.push((name.to_owned(), value.trim().to_owned()));
        }
        Some(Self {
            fields,
            body: bytes.get(at..).unwrap_or_default(),
        })
    }

    fn raw(&self, name: &str) -> Option<&str> {
        let mut named = self
            .fields
            .iter()
            .filter(|(own, _)| own.eq_ignore_ascii_case(name));
        named.next().map(|(_, value)| value.as_str())
    }

    /// The value of a field as a person reads it.
    fn field(&self, name: &str) -> Option<String> {
        self.raw(name).map(|value| on_one_line(&words(value)))
    }

    /// Whether the fields are those of a message that says how it is encoded.
    fn is_message(&self) -> bool {
        let own = ["from", "to", "subject", "date", "message-id", "received"];
        let encoded = ["mime-version", "content-type", "content-transfer-encoding"];
        let own = own.into_iter().filter(|name| self.raw(name).is_some());
        let mut encoded = encoded.into_iter();
        own.count() >= FEWEST && encoded.any(|name| self.raw(name).is_some())
    }

    /// The fields that people read.
    fn heads(&self) -> Vec<Piece> {
        let shown = self.fields.iter().filter(|(name, _)| mail::is_shown(name));
        let texts = shown.map(|(name, value)| (name, on_one_line(&words(value))));
        texts
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| Piece::new(RawKind::Field, format!("{name}: {value}")))
            .collect()
    }

    fn kind(&self) -> Kind {
        let said = self.raw("content-type").unwrap_or("text/plain");
        let mut parts = said.split(';');
        let name = parts.next().unwrap_or_default().trim().to_ascii_lowercase();
        let mut kind = Kind {
            name,
            ..Kind::default()
        };
        for part in parts {
            let Some((name, value)) = part.split_once('=') else {
                continue;
            };
            let value = value.trim().trim_matches('"').to_owned();
            match name.trim().to_ascii_lowercase().as_str() {
                "charset" => kind.charset = value,
                "boundary" => kind.boundary = value,
                _ => {}
            }
        }
        kind
    }

    fn is_attached(&self) -> bool {
        let how = self.raw("content-disposition").unwrap_or_default();
        how.trim_start()
            .to_ascii_lowercase()
            .starts_with("attachment")
    }

    /// Adds the text of a part and of the parts in it.
    fn read(&self, depth: usize, pieces: &mut Vec<Piece>) {
        let kind = self.kind();
        if depth > DEEPEST || self.is_attached() {
            return;
        }
        if kind.name.starts_with("multipart/") {
            let parts = self.parts(&kind.boundary);
            if kind.name == "multipart/alternative" {
                read_one(&parts, depth, pieces);
            } else {
                parts.iter().for_each(|part| part.read(depth + 1, pieces));
            }
            return;
        }
        let bytes = self.decoded();
        match kind.name.as_str() {
            "text/html" => {
                let page = match kind.charset.as_str() {
                    "" => encoding::html(&bytes),
                    charset => encoding::said(&bytes, charset),
                };
                pieces.extend(
                    html::content(&page)
                        .map(|page| page.pieces)
                        .unwrap_or_default(),
                );
            }
            "message/rfc822" => {
                if let Some(message) = Entity::of(&bytes) {
                    pieces.extend(message.heads());
                    message.read(depth + 1, pieces);
                }
            }
            name if name.is_empty() || name.starts_with("text/") => {
                let text = encoding::said(&bytes, &kind.charset);
                pieces.extend(text::untitled(&text));
            }
            _ => {}
        }
    }

    /// The body as it was before it was encoded.
    fn decoded(&self) -> Cow<'b, [u8]> {
        let how = self.raw("content-transfer-encoding").unwrap_or_default();
        match how.trim().to_ascii_lowercase().as_str() {
            "quoted-printable" => Cow::Owned(quoted_printable(self.body)),
            "base64" => Cow::Owned(base64(self.body)),
            _ => Cow::Borrowed(self.body),
        }
    }

    /// The parts between lines with this mark.
    fn parts(&self, boundary: &str) -> Vec<Entity<'b>> {
        let mark = format!("--{boundary}");
        let mut parts = Vec::new();
        let mut begin = None;
        let mut at = 0;
        for line in self.body.split_inclusive(|byte| *byte == b'\n') {
            let behind = line.strip_prefix(mark.as_bytes()).map(<[u8]>::trim_ascii);
            if let Some(behind) = behind.filter(|behind| matches!(*behind, b"" | b"--")) {
                let part = begin.take().and_then(|from: usize| self.body.get(from..at));
                parts.extend(part.and_then(Entity::of));
                if !behind.is_empty() || parts.len() >= MOST {
                    return parts;
                }
                begin = Some(at + line.len());
            }
            at += line.len();
        }
        let last = begin.and_then(|from| self.body.get(from..));
        parts.extend(last.and_then(Entity::of));
        parts
    }
}

/// Adds one of several forms of a text: the plain one, or the first that has text.
fn read_one(parts: &[Entity<'_>], depth: usize, pieces: &mut Vec<Piece>) {
    let (plain, others): (Vec<_>, Vec<_>) = parts
        .iter()
        .partition(|part| part.kind().name == "text/plain");
    let before = pieces.len();
    for part in plain.into_iter().chain(others) {
        part.read(depth + 1, pieces);
        if pieces.len() > before {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The title and the blocks of a message.
    fn read(message: &str) -> Option<(String, Vec<String>)> {
        let content = content(message.as_bytes())?;
        let texts = content.pieces.into_iter().map(|piece| piece.text).collect();
        Some((content.title.unwrap_or_default(), texts))
    }

    const HEAD: &str = "Return-Path: <ida@example.org>\r\nReceived: from mx.example\r\n\tby mx2.example; Mon, 10 Mar 2025\r\n\
        From: =?utf-8?Q?Ida_Hol=C3=A9?= <ida@example.org>\r\nSubject: Keys for\r\n the shed\r\nMIME-Version: 1.0\r\n";

    #[test]
    fn an_encoded_text_is_decoded_and_technical_fields_are_left_out() {
        let message = format!(
            "{HEAD}Content-Type: text/plain; charset=\"utf-8\"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n\
             The keys are in the hal=\r\nl and cost 5=C2=A0=E2=82=AC.\r\n"
        );
        assert_eq!(
            read(&message),
            Some((
                "Keys for the shed".to_owned(),
                vec![
                    "From: Ida Hol\u{e9} <ida@example.org>".to_owned(),
                    "Subject: Keys for the shed".to_owned(),
                    "The keys are in the hall and cost 5 \u{20ac}.".to_owned(),
                ]
            ))
        );
    }

    #[test]
    fn of_two_forms_the_plain_one_is_read_and_attached_files_are_not() {
        let part = |head: &str, body: &str| format!("--b\r\n{head}\r\n\r\n{body}\r\n");
        let plain = part(
            "Content-Type: text/plain\r\nContent-Transfer-Encoding: base64",
            "VGhlIGtleXMgYXJlIGhlcmUu",
        );
        let page = part("Content-Type: text/html", "<p>The page.</p>");
        let file = part(
            "Content-Type: text/plain\r\nContent-Disposition: attachment; filename=a.txt",
            "The file.",
        );
        for (kind, parts, text) in [
            (
                "alternative",
                format!("{page}{plain}"),
                vec!["The keys are here."],
            ),
            ("alternative", page.clone(), vec!["The page."]),
            (
                "mixed",
                format!("{plain}{page}{file}"),
                vec!["The keys are here.", "The page."],
            ),
        ] {
            let message = format!(
                "{HEAD}Content-Type: multipart/{kind};\r\n boundary=\"b\"\r\n\r\nPreamble.\r\n{parts}--b--\r\nEnd."
            );
            let (_, texts) = read(&message).expect("a message");
            assert_eq!(texts[2..], text, "{kind}");
        }
    }

    #[test]
    fn a_mailbox_has_several_messages() {
        let message = |text: &str| format!("From ida Mon Mar 10 08:59:58 2025\n{HEAD}\n{text}\n\n");
        let mailbox = message("One.") + &message("From here on, two.");
        let (title, texts) = read(&mailbox).expect("a mailbox");
        assert_eq!(title, "");
        assert_eq!(texts.len(), 8);
        assert_eq!(texts[7], "From here on, two.");
    }

    #[test]
    fn other_texts_are_no_messages() {
        for text in [
            "From: Ida\nTo: Omar\nSubject: Keys\n\nNo field says how this is encoded.\n",
            "Title: Peat\nDate: today\nContent-Type: text\n\nNotes.\n",
            "Dear Ida,\nMIME-Version: 1.0\n\nFrom: x\n",
            "",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
