//! E-mail addresses and telephone numbers: they are in a letterhead, a signature or a side column, where no sentence says
//! whose they are.
//!
//! A question that names a person is answered by an address that has the name in it or in its line; one that names nobody,
//! by the only address of the document.

use std::ops::Range;

use super::coverage::{is_same, keys, parts};
use super::quoted::{self, Named};
use crate::assistant::answer::names::among;
use crate::assistant::answer::numbers::{Word, words};
use crate::assistant::answer::types::FoundAnswer;
use crate::document::{Block, BlockKind};

/// The probability of such an answer: the document has no other.
const ONLY: f32 = 0.7;
/// The fewest digits of a telephone number.
const LEAST_DIGITS: usize = 7;
/// Words of a question that ask for an address or a number. Its line need not have them.
const EMAIL: &str = " email e-mail mail emails e-mails address addresses ";
const PHONE: &str = " phone telephone mobile number numbers tel ";
const PHONE_LABELS: &str = " phone telephone tel mobile cell call telefon fon ph ";

#[derive(Clone, Copy, PartialEq, Eq)]
enum Contact {
    Email,
    Phone,
}

impl Contact {
    fn of(question: &str) -> Option<Self> {
        let all = words(question);
        let has = |list: &str| all.iter().any(|word| among(list, &word.text));
        let asks = all
            .first()
            .is_some_and(|word| matches!(word.text.as_str(), "what" | "which" | "what's"));
        match asks {
            true if has(" e-mail email ") => Some(Self::Email),
            true if has(" phone telephone ") && has(" number ") => Some(Self::Phone),
            _ => None,
        }
    }

    fn names(self) -> &'static str {
        match self {
            Self::Email => EMAIL,
            Self::Phone => PHONE,
        }
    }

    fn all_in(self, text: &str) -> Vec<Range<usize>> {
        match self {
            Self::Email => emails(text),
            Self::Phone => phones(text),
        }
    }
}

/// The e-mail address or the telephone number that a question asks for; `None` if it is not the only one.
pub(super) fn contact(of: Named<'_>, question: &str) -> Option<FoundAnswer> {
    let asked = Contact::of(question)?;
    let own = |word: &String| among(asked.names(), word) || word.as_str() == "e";
    let named: Vec<String> = keys(question)
        .into_iter()
        .map(|(word, _)| {
            word.trim_end_matches("'s")
                .trim_end_matches("’s")
                .to_owned()
        })
        .filter(|word| !own(word))
        .collect();
    let mut found: Vec<(&Block, Range<usize>)> = Vec::new();
    for block in of
        .document
        .blocks
        .iter()
        .filter(|block| block.kind != BlockKind::Reference)
    {
        let line: Vec<String> = words(&block.text)
            .iter()
            .flat_map(|word| parts(&word.text))
            .collect();
        for bytes in asked.all_in(&block.text) {
            let address = block
                .text
                .get(bytes.clone())
                .unwrap_or_default()
                .to_lowercase();
            let of_address: Vec<&str> = address.split(|c: char| !c.is_alphanumeric()).collect();
            let stands = |word: &String| {
                of_address.contains(&word.as_str()) || line.iter().any(|other| is_same(word, other))
            };
            if named.iter().all(stands) {
                found.push((block, bytes));
            }
        }
    }
    // an address that has the name itself is its owner's, whatever others stand in the line
    let text = |(block, bytes): &(&Block, Range<usize>)| -> String {
        block
            .text
            .get(bytes.clone())
            .unwrap_or_default()
            .to_lowercase()
    };
    let owns = |found: &(&Block, Range<usize>)| {
        let address = text(found);
        !named.is_empty() && named.iter().all(|name| address.contains(name.as_str()))
    };
    if found.iter().any(owns) {
        found.retain(owns);
    }
    let first = text(found.first()?);
    if found.iter().any(|other| text(other) != first) {
        return None;
    }
    let (block, bytes) = found.into_iter().next()?;
    quoted::found_in_block(of, block, bytes, ONLY)
}

/// The bytes of the e-mail addresses of a text.
fn emails(text: &str) -> Vec<Range<usize>> {
    let inside = |c: char| c.is_alphanumeric() || "._%+-".contains(c);
    let ats = text.match_indices('@').map(|(at, _)| at);
    let around = ats.filter_map(|at| {
        let before = text.get(..at)?;
        let after = text.get(at + 1..)?;
        let start = before.trim_end_matches(inside).len();
        let length = after.find(|c: char| !inside(c)).unwrap_or(after.len());
        let host = after.get(..length)?.trim_end_matches(['.', '-', '_']);
        let dotted = host.split('.').count() > 1 && host.split('.').all(|part| !part.is_empty());
        (start < at && dotted).then_some(start..at + 1 + host.len())
    });
    around.collect()
}

/// The bytes of the telephone numbers of a text: digits in groups behind a plus sign or a word that says what they are.
fn phones(text: &str) -> Vec<Range<usize>> {
    let all = words(text);
    let is_group = |text: &str| {
        let signs = |c: char| c.is_ascii_digit() || "+-/().".contains(c);
        text.contains(|c: char| c.is_ascii_digit()) && text.chars().all(signs)
    };
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    while let Some(first) = all.get(at) {
        let plus = first.text.starts_with('+');
        let label = at.checked_sub(1).and_then(|before| all.get(before));
        let labelled = label.is_some_and(|label| among(PHONE_LABELS, &label.text));
        if !is_group(&first.text) || !(plus || labelled) {
            at += 1;
            continue;
        }
        let mut last = at;
        while let (Some(one), Some(next)) = (all.get(last), all.get(last + 1))
            && !one.after.contains([',', ';', '.'])
            && is_group(&next.text)
            && !next.text.starts_with('+')
            && !begins_address(text, next, all.get(last + 2))
        {
            last += 1;
        }
        let end = all.get(last).map_or(first.bytes.end, |word| word.bytes.end);
        let bytes = first.bytes.start..end;
        let digits = text.get(bytes.clone()).unwrap_or_default();
        if digits.chars().filter(char::is_ascii_digit).count() >= LEAST_DIGITS {
            found.push(bytes);
        }
        at = last + 1;
    }
    found
}

/// Whether digits are the number of a house: a street follows, as in "17 Quay Street".
fn begins_address(text: &str, digits: &Word, next: Option<&Word>) -> bool {
    digits.after.is_empty()
        && digits.text.len() <= 3
        && next.is_some_and(|next| next.is_capital(text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assistant::answer::kinds::said::said;

    const MAIL: [&str; 3] = [
        "Ines Calder <ines.calder@mail.example>",
        "To: tom@calder.example",
        "The tent is torn.",
    ];

    #[test]
    fn the_only_address_is_found_and_that_of_a_name() {
        let letter = [
            "CONTACT",
            "miriam.okafor@mail.example +44 20 5550 1188 17 Quay Street, Leith",
        ];
        assert_eq!(
            said(contact, &letter, "What is her e-mail address?").as_deref(),
            Some("miriam.okafor@mail.example")
        );
        assert_eq!(
            said(contact, &letter, "What is her phone number?").as_deref(),
            Some("+44 20 5550 1188")
        );
        assert_eq!(
            said(contact, &MAIL, "What is Tom's e-mail address?").as_deref(),
            Some("tom@calder.example")
        );
        let head = ["Kielweg 14, Telephone 0431 555 0132, office@nordstern.example."];
        assert_eq!(
            said(contact, &head, "What is the phone number?").as_deref(),
            Some("0431 555 0132")
        );
        assert_eq!(
            said(contact, &head, "What is the email address?").as_deref(),
            Some("office@nordstern.example")
        );
    }

    #[test]
    fn several_addresses_and_those_of_others_are_no_answer() {
        assert_eq!(said(contact, &MAIL, "What is the e-mail address?"), None);
        assert_eq!(said(contact, &MAIL, "What is Ruth's e-mail address?"), None);
        assert_eq!(
            said(contact, &MAIL, "Which e-mail programs are there?"),
            None
        );
        let numbers = ["Account 0044 1234 5678, built in 1998."];
        assert_eq!(said(contact, &numbers, "What is the phone number?"), None);
    }
}
