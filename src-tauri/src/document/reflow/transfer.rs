//! How bytes and words are encoded in messages: quoted-printable and base64 (RFC 2045), and words in fields (RFC 2047). What is
//! not encoded correctly is kept as it is.

use super::encoding;

/// The longest encoded word, in characters; RFC 2047 allows 75. Without a limit, each one that is never closed would be looked
/// for to the end of its field.
const LONGEST: usize = 2_000;

/// Decodes quoted-printable: `=E2` is a byte, and `=` at the end of a line joins it with the next.
pub(super) fn quoted_printable(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some((&byte, behind)) = rest.split_first() {
        rest = behind;
        if byte != b'=' {
            out.push(byte);
            continue;
        }
        let spaces = behind
            .iter()
            .take_while(|byte| matches!(byte, b' ' | b'\t' | b'\r'));
        let spaces = spaces.count();
        if behind.get(spaces) == Some(&b'\n') {
            rest = behind.get(spaces + 1..).unwrap_or_default();
        } else if let Some((decoded, behind)) = hexadecimal(behind) {
            out.push(decoded);
            rest = behind;
        } else if !behind.is_empty() {
            out.push(byte);
        }
    }
    out
}

/// The byte that two digits stand for, and what follows them.
fn hexadecimal(bytes: &[u8]) -> Option<(u8, &[u8])> {
    let (digits, behind) = bytes.split_at_checked(2)?;
    let digits = std::str::from_utf8(digits).ok()?;
    let plain = digits.chars().all(|c| c.is_ascii_hexdigit());
    Some((
        u8::from_str_radix(digits, 16).ok().filter(|_| plain)?,
        behind,
    ))
}

/// Decodes base64. Other characters, such as line ends, stand for nothing.
pub(super) fn base64(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len() / 4 * 3);
    let (mut bits, mut count) = (0_u32, 0);
    for byte in bytes {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            b'=' => {
                (bits, count) = (0, 0);
                continue;
            }
            _ => continue,
        };
        bits = ((bits << 6) | u32::from(value)) & 0xff_ffff;
        count += 6;
        if count >= 8 {
            count -= 8;
            out.push((bits >> count) as u8);
        }
    }
    out
}

/// A field with its encoded words decoded. What stands between two of them is nothing but the end of a line.
pub(super) fn words(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let mut behind_word = false;
    while let Some((before, at)) = rest.find("=?").and_then(|at| rest.split_at_checked(at)) {
        let decoded = word(at);
        let between = behind_word && decoded.is_some() && before.trim().is_empty();
        if !between {
            out.push_str(before);
        }
        behind_word = decoded.is_some();
        let (shown, behind) = decoded.unwrap_or_else(|| {
            let (sign, behind) = at.split_at_checked(2).unwrap_or((at, ""));
            (sign.to_owned(), behind)
        });
        out.push_str(&shown);
        rest = behind;
    }
    out.push_str(rest);
    out
}

/// The encoded word that a text begins with, decoded, and what follows it.
fn word(text: &str) -> Option<(String, &str)> {
    let within = text.char_indices().nth(LONGEST);
    let within = within.map_or(Some(text), |(end, _)| text.get(..end))?;
    let (charset, rest) = within.strip_prefix("=?")?.split_once('?')?;
    let (how, rest) = rest.split_once('?')?;
    let (coded, behind) = rest.split_once("?=")?;
    let behind = text.get(within.len() - behind.len()..)?;
    if charset.contains(' ') || coded.contains(char::is_whitespace) {
        return None;
    }
    let bytes = match how {
        "Q" | "q" => quoted_printable(coded.replace('_', " ").as_bytes()),
        "B" | "b" => base64(coded.as_bytes()),
        _ => return None,
    };
    // a language may follow the name of the encoding
    let charset = charset.split('*').next().unwrap_or_default();
    Some((encoding::said(&bytes, charset), behind))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_decoded() {
        for (coded, text) in [
            (
                "5=C2=A0=E2=82=AC for the hal=\r\nl = 3=3d2=",
                "5\u{a0}\u{20ac} for the hall = 3=2",
            ),
            ("a=  \nb", "ab"),
            ("", ""),
        ] {
            assert_eq!(quoted_printable(coded.as_bytes()), text.as_bytes());
        }
        for (coded, text) in [
            ("SGVs\r\nbG8s", "Hello,"),
            ("SGVsbG8=", "Hello"),
            ("SGVsbG8hIQ==", "Hello!!"),
            ("", ""),
        ] {
            assert_eq!(base64(coded.as_bytes()), text.as_bytes());
        }
    }

    #[test]
    fn words_in_fields_are_decoded() {
        for (field, text) in [
            (
                "=?utf-8?Q?Gr=C3=BC=C3=9Fe_an?= alle",
                "Gr\u{fc}\u{df}e an alle",
            ),
            (
                "=?ISO-8859-1*de?B?R3L832U=?= =?iso-8859-1?q?_an?= =?x",
                "Gr\u{fc}\u{df}e an =?x",
            ),
            ("Is 2 =? 3", "Is 2 =? 3"),
        ] {
            assert_eq!(words(field), text);
            // also in front of a text that is longer than a word may be
            let tail = " and so on".repeat(LONGEST);
            assert_eq!(words(&format!("{field}{tail}")), format!("{text}{tail}"));
        }
    }
}
