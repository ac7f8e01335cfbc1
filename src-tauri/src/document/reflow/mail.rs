//! The lines over a message: who writes to whom, when, and about what (RFC 5322).

use crate::document::kind::RawKind;
use crate::document::piece::Piece;

/// The names of these lines, in some languages.
const NAMES: &[&str] = &[
    "from",
    "to",
    "cc",
    "bcc",
    "subject",
    "date",
    "sent",
    "reply-to",
    "von",
    "an",
    "betreff",
    "datum",
    "gesendet",
    "de",
    "\u{e0}",
    "objet",
    "para",
    "asunto",
    "fecha",
    "enviado",
    "da",
    "a",
    "oggetto",
    "data",
    "van",
    "aan",
    "onderwerp",
    "verzonden",
];
/// Those that say what a message is about.
const SUBJECTS: &[&str] = &[
    "subject",
    "betreff",
    "objet",
    "asunto",
    "oggetto",
    "onderwerp",
];
/// The fewest lines over a message.
const FEWEST: usize = 3;

/// Names, and beginnings of names, of lines that programs write for each other.
const TECHNICAL: &[&str] = &[
    "arc-",
    "authentication-results",
    "content-",
    "delivered-to",
    "dkim-signature",
    "in-reply-to",
    "list-",
    "message-id",
    "mime-version",
    "received",
    "references",
    "return-path",
    "thread-",
    "user-agent",
    "x-",
];

/// Whether people read the line with this name over a message.
pub(super) fn is_shown(name: &str) -> bool {
    let name = name.to_lowercase();
    !TECHNICAL
        .iter()
        .any(|technical| name.starts_with(technical))
}

/// The lines over a message.
pub(super) struct Head {
    pub(super) pieces: Vec<Piece>,
    /// What the message is about.
    pub(super) subject: Option<String>,
}

/// Reads lines as those over a message; `None` if they are others.
pub(super) fn head(lines: &[&str]) -> Option<Head> {
    let mut fields: Vec<(String, String)> = Vec::new();
    for line in lines {
        match field(line) {
            Some((name, value)) => fields.push((name.to_owned(), value.to_owned())),
            // the rest of a long line
            None => {
                let (_, value) = fields.last_mut()?;
                value.push(' ');
                value.push_str(line);
            }
        }
    }
    let is = |field: &(String, String), names: &[&str]| {
        let name = field.0.to_lowercase();
        names.contains(&name.as_str())
    };
    let known = fields.iter().filter(|field| is(field, NAMES)).count();
    if known < FEWEST || known < fields.len().min(FEWEST + 1) {
        return None;
    }
    let subject = fields.iter().find(|field| is(field, SUBJECTS));
    let subject = subject
        .map(|(_, value)| value.clone())
        .filter(|value| !value.is_empty());
    let pieces = fields
        .iter()
        .filter(|(name, value)| !value.is_empty() && is_shown(name))
        .map(|(name, value)| Piece::new(RawKind::Field, format!("{name}: {value}")));
    Some(Head {
        pieces: pieces.collect(),
        subject,
    })
}

/// The name and the value of a line.
fn field(line: &str) -> Option<(&str, &str)> {
    let (name, value) = line.split_once(':')?;
    let name = name.trim();
    let letters = |c: char| c.is_alphabetic() || c == '-';
    let fits = name.chars().all(letters) && name.starts_with(char::is_uppercase);
    (fits && !name.is_empty() && (value.is_empty() || value.starts_with(' ')))
        .then(|| (name, value.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_over_a_message_are_fields_and_its_subject() {
        let lines = [
            "From: Ida Holm <ida@example.org>",
            "To: Omar Birch <omar@example.org>",
            "Subject: Keys for the shed",
            "and the boat",
            "Date: Tue, 3 Nov 2026 09:14",
        ];
        let head = head(&lines).expect("a head");
        assert_eq!(
            head.subject.as_deref(),
            Some("Keys for the shed and the boat")
        );
        assert_eq!(head.pieces.len(), 4);
        let others = ["Note: this is a note.", "To: the reader"];
        assert!(super::head(&others).is_none());
        assert!(super::head(&["A line", "From: Ida"]).is_none());
    }
}
