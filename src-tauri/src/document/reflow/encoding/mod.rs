//! Which encoding bytes are in, and the text that they make.
//!
//! What a file says about its encoding counts as the Encoding and HTML standards have it. What it does not say, or
//! says wrongly, its bytes show: UTF-8 is never valid by accident, UTF-16 and UTF-32 show their zeros, and for the
//! encodings of single countries a detector weighs pairs of letters, the one that Firefox asks.

mod declared;
mod dos;
mod wide;

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, ISO_2022_JP, UTF_8};

/// Bytes that the detector weighs; more of them decide nothing.
const WEIGHED: usize = 1 << 20;

/// Whether the first bytes of a file are text in an encoding that Pagewing reads.
pub(in crate::document) fn is_text(head: &[u8]) -> bool {
    wide::form(head).is_some() || wide::is_narrow(head)
}

/// Decodes text without markup: nothing in it names its encoding.
pub(super) fn text(bytes: &[u8]) -> String {
    decode(bytes, |_| None)
}

/// Decodes text of which a message says the encoding. UTF-8 is read as UTF-8 whatever it says.
pub(super) fn said(bytes: &[u8], label: &str) -> String {
    match Encoding::for_label(label.as_bytes()) {
        Some(said) if said == ISO_2022_JP || std::str::from_utf8(bytes).is_err() => {
            said.decode(bytes).0.into_owned()
        }
        _ => text(bytes),
    }
}

/// Decodes a web page: a byte order mark counts before the page's own words about its encoding.
pub(super) fn html(bytes: &[u8]) -> String {
    decode(bytes, |bytes| {
        declared::in_meta(bytes).or_else(|| declared::in_xml(bytes))
    })
}

/// Decodes XML. Pages of books are XML and often written as if they were not.
pub(super) fn xml(bytes: &[u8]) -> String {
    decode(bytes, |bytes| {
        declared::in_xml(bytes).or_else(|| declared::in_meta(bytes))
    })
}

fn decode(bytes: &[u8], declared: impl Fn(&[u8]) -> Option<&'static Encoding>) -> String {
    if let Some(form) = wide::form(bytes) {
        return wide::decode(bytes, form);
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    // programs fill their fields with NUL, which stands between words and never inside one
    let bytes = if bytes.contains(&0) {
        Cow::Owned(
            bytes
                .iter()
                .map(|byte| if *byte == 0 { b' ' } else { *byte })
                .collect(),
        )
    } else {
        Cow::Borrowed(bytes)
    };
    narrow(&bytes, declared(&bytes))
}

/// Decodes bytes without zeros: by what they are if that is certain, then by what they say they are.
fn narrow(bytes: &[u8], declared: Option<&'static Encoding>) -> String {
    let utf8 = Utf8::of(bytes);
    let as_utf8 = || String::from_utf8_lossy(bytes.get(..utf8.end).unwrap_or(bytes)).into_owned();
    let declared = declared.filter(|encoding| *encoding != UTF_8);
    if utf8.characters == 0 && utf8.errors == 0 {
        // ASCII, which every encoding but this one contains
        let escapes = bytes.contains(&0x1b);
        return match declared {
            Some(encoding) if encoding == ISO_2022_JP => ISO_2022_JP.decode(bytes).0.into_owned(),
            None if escapes => detected(bytes).decode(bytes).0.into_owned(),
            _ => as_utf8(),
        };
    }
    let Some(declared) = declared else {
        if utf8.is_likely() {
            return as_utf8();
        }
        if let Some(text) = dos::text(bytes) {
            return text;
        }
        let encoding = detected(bytes);
        // two bytes of an encoding of East Asia look like anything
        if encoding.is_single_byte()
            && let Some(text) = dos::words(bytes)
        {
            return text;
        }
        return encoding.decode(bytes).0.into_owned();
    };
    if utf8.is_certain(declared.is_single_byte()) {
        return as_utf8();
    }
    let said = declared.decode_without_bom_handling(bytes).0;
    let faults = replaced(&said);
    if faults > 0 && !declared.is_single_byte() {
        let seen = detected(bytes).decode_without_bom_handling(bytes).0;
        if replaced(&seen) * 4 < faults {
            return seen.into_owned();
        }
    }
    said.into_owned()
}

/// The encoding of one country or another that bytes look like.
fn detected(bytes: &[u8]) -> &'static Encoding {
    // the detector learns nothing from ASCII, but from the letters right before another one
    let first = bytes.iter().position(|byte| *byte >= 0x80 || *byte == 0x1b);
    let from = first.unwrap_or(0).saturating_sub(16);
    let part = bytes.get(from..).unwrap_or_default();
    let part = part.get(..WEIGHED).unwrap_or(part);
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(part, true);
    detector.guess(None, Utf8Detection::Deny)
}

fn replaced(text: &str) -> usize {
    let replacements = text.chars().filter(|c| *c == char::REPLACEMENT_CHARACTER);
    replacements.count()
}

/// How much bytes look like UTF-8.
struct Utf8 {
    /// Characters of several bytes that are valid.
    characters: usize,
    /// Sequences that are not valid, but for one that the end cuts off.
    errors: usize,
    /// Where the bytes end without a character that the end cuts off.
    end: usize,
}

impl Utf8 {
    fn of(bytes: &[u8]) -> Self {
        let mut seen = Self {
            characters: 0,
            errors: 0,
            end: bytes.len(),
        };
        for chunk in bytes.utf8_chunks() {
            seen.characters += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
            seen.errors += usize::from(!chunk.invalid().is_empty());
        }
        if let Err(error) = std::str::from_utf8(bytes)
            && error.error_len().is_none()
        {
            // the first fault is that the bytes end, so there is no other
            seen.errors = 0;
            seen.end = error.valid_up_to();
        }
        seen
    }

    /// Whether the bytes are UTF-8, perhaps with some broken ones: letters of other encodings make a valid
    /// sequence here and there, but more invalid ones.
    fn is_likely(&self) -> bool {
        self.characters >= 2 * self.errors
    }

    /// Whether the bytes are UTF-8 although they claim to be in another encoding. In an encoding with one byte a
    /// letter, no word reads like UTF-8; in those of East Asia, two or three letters may.
    fn is_certain(&self, single_byte: bool) -> bool {
        let enough = if single_byte { 1 } else { 4 };
        self.errors == 0 && self.characters >= enough
    }
}

#[cfg(test)]
mod tests;
