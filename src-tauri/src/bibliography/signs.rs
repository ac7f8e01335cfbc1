//! Signs that web pages write by name or number, `&amp;`, `&#252;`, `&uuml;`, and that bibliographies from there keep so. Each
//! ends with a semicolon, which separates nothing.

/// The longest name, in bytes, with its `&` and `;`.
const LONGEST: usize = 12;
/// Signs that have names.
const NAMED: [(&str, &str); 22] = [
    ("amp", "&"),
    ("lt", "<"),
    ("gt", ">"),
    ("quot", "\""),
    ("apos", "'"),
    ("nbsp", " "),
    ("ndash", "–"),
    ("mdash", "—"),
    ("lsquo", "‘"),
    ("rsquo", "’"),
    ("ldquo", "“"),
    ("rdquo", "”"),
    ("hellip", "…"),
    ("szlig", "ß"),
    ("oslash", "ø"),
    ("Oslash", "Ø"),
    ("aelig", "æ"),
    ("AElig", "Æ"),
    ("oelig", "œ"),
    ("OElig", "Œ"),
    ("eth", "ð"),
    ("thorn", "þ"),
];
/// The ends of names that begin with a letter, and the characters that combine with it.
const ACCENTS: [(&str, char); 8] = [
    ("grave", '\u{300}'),
    ("acute", '\u{301}'),
    ("circ", '\u{302}'),
    ("tilde", '\u{303}'),
    ("uml", '\u{308}'),
    ("ring", '\u{30a}'),
    ("caron", '\u{30c}'),
    ("cedil", '\u{327}'),
];

/// The sign that a text begins with by its name, and the rest of the text.
fn first(text: &str) -> Option<(String, &str)> {
    let end = text.bytes().take(LONGEST).position(|byte| byte == b';')?;
    let name = text.get(..end)?.strip_prefix('&')?;
    let rest = text.get(end + 1..)?;
    if let Some(number) = name.strip_prefix('#') {
        let sign = match number.strip_prefix(['x', 'X']) {
            Some(digits) => u32::from_str_radix(digits, 16),
            None => number.parse(),
        };
        let sign = char::from_u32(sign.ok()?)?;
        return Some((sign.to_string(), rest));
    }
    if let Some((_, sign)) = NAMED.iter().find(|(known, _)| *known == name) {
        return Some(((*sign).to_owned(), rest));
    }
    let letter = name.chars().next().filter(char::is_ascii_alphabetic)?;
    let accent = name.get(1..)?;
    let (_, mark) = ACCENTS.iter().find(|(known, _)| *known == accent)?;
    Some((String::from_iter([letter, *mark]), rest))
}

/// The number of bytes of the name of a sign with which a text begins; 0 if it begins with none.
pub(super) fn length(text: &str) -> usize {
    first(text).map_or(0, |(_, rest)| text.len() - rest.len())
}

/// A text with the signs in the place of their names.
pub(super) fn resolved(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        let (before, from) = rest.split_at(at);
        plain.push_str(before);
        match first(from) {
            Some((sign, behind)) => {
                plain.push_str(&sign);
                rest = behind;
            }
            None => {
                plain.push('&');
                rest = from.get(1..).unwrap_or_default();
            }
        }
    }
    plain.push_str(rest);
    plain
}

/// The parts between semicolons that end no sign.
pub(super) fn separated(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut start, mut behind_sign) = (0, 0);
    for (at, c) in text.char_indices() {
        match c {
            '&' => behind_sign = at + length(text.get(at..).unwrap_or_default()),
            ';' if at >= behind_sign => {
                parts.push(text.get(start..at).unwrap_or_default());
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(text.get(start..).unwrap_or_default());
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_numbers_become_signs_and_other_words_stay() {
        for (text, expected) in [
            ("R&amp;D &#38; more", "R&D & more"),
            ("&#xFC;ber Stra&szlig;en", "über Straßen"),
            ("Jos&eacute;", "Jose\u{301}"),
            ("R&D; Q&AB; a & b", "R&D; Q&AB; a & b"),
            (
                "&; &#; &#x110000; &#99999999999; &unknown;",
                "&; &#; &#x110000; &#99999999999; &unknown;",
            ),
            ("&é; é&amp", "&é; é&amp"),
            ("&amp;amp;", "&amp;"),
        ] {
            assert_eq!(resolved(text), expected, "{text}");
        }
    }

    #[test]
    fn the_semicolon_of_a_sign_separates_nothing() {
        assert_eq!(
            separated("R&amp;D; caf&#233;s;flight &amp; keels;"),
            ["R&amp;D", " caf&#233;s", "flight &amp; keels", ""]
        );
        assert_eq!(separated("R&D; wings"), ["R&D", " wings"]);
    }
}
