//! What LaTeX writes for accents, signs and emphasis becomes plain words.

use std::iter::Peekable;
use std::str::Chars;

use unicode_normalization::UnicodeNormalization;

/// The accents: how LaTeX calls them, and the characters that combine with the letter before them.
const ACCENTS: [(&str, char); 15] = [
    ("`", '\u{300}'),
    ("'", '\u{301}'),
    ("^", '\u{302}'),
    ("~", '\u{303}'),
    ("=", '\u{304}'),
    ("u", '\u{306}'),
    (".", '\u{307}'),
    ("\"", '\u{308}'),
    ("r", '\u{30a}'),
    ("H", '\u{30b}'),
    ("v", '\u{30c}'),
    ("d", '\u{323}'),
    ("c", '\u{327}'),
    ("k", '\u{328}'),
    ("b", '\u{331}'),
];

/// Letters and signs that have names.
const NAMED: [(&str, &str); 43] = [
    ("ss", "ß"),
    ("o", "ø"),
    ("O", "Ø"),
    ("l", "ł"),
    ("L", "Ł"),
    ("ae", "æ"),
    ("AE", "Æ"),
    ("oe", "œ"),
    ("OE", "Œ"),
    ("aa", "å"),
    ("AA", "Å"),
    ("dh", "ð"),
    ("th", "þ"),
    ("i", "ı"),
    ("j", "ȷ"),
    ("textendash", "–"),
    ("textemdash", "—"),
    ("textquoteright", "’"),
    ("textquoteleft", "‘"),
    ("textquotedblleft", "“"),
    ("textquotedblright", "”"),
    ("textbackslash", "\\"),
    ("textasciitilde", "~"),
    ("ldots", "…"),
    ("dots", "…"),
    ("times", "×"),
    ("pm", "±"),
    ("circ", "°"),
    ("alpha", "α"),
    ("beta", "β"),
    ("gamma", "γ"),
    ("delta", "δ"),
    ("epsilon", "ε"),
    ("kappa", "κ"),
    ("lambda", "λ"),
    ("mu", "μ"),
    ("pi", "π"),
    ("rho", "ρ"),
    ("sigma", "σ"),
    ("tau", "τ"),
    ("chi", "χ"),
    ("omega", "ω"),
    ("textregistered", "®"),
];

/// A value as plain text. What is not known loses its name and keeps its argument.
pub(super) fn plain(value: &str) -> String {
    let mut plain = String::with_capacity(value.len());
    let mut chars = value.chars().peekable();
    let mut formula = false;
    while let Some(c) = chars.next() {
        match c {
            '{' | '}' => {}
            '$' => formula = !formula,
            '_' | '^' if formula => {}
            '~' => plain.push(' '),
            '\\' => command(&mut chars, &mut plain),
            '-' if chars.next_if_eq(&'-').is_some() => {
                let long = chars.next_if_eq(&'-').is_some();
                plain.push(if long { '—' } else { '–' });
            }
            '`' if chars.next_if_eq(&'`').is_some() => plain.push('“'),
            '\'' if chars.next_if_eq(&'\'').is_some() => plain.push('”'),
            _ => plain.push(c),
        }
    }
    plain.nfc().collect()
}

/// Writes what stands behind a `\`.
fn command(chars: &mut Peekable<Chars<'_>>, plain: &mut String) {
    let Some(first) = chars.next() else {
        return;
    };
    if !first.is_ascii_alphabetic() {
        match accent(&first.to_string()) {
            Some(mark) => accented(first, mark, chars, plain),
            // the end of a line, a space, a place to divide a word
            None => match first {
                '\\' | ' ' | '\n' | ',' | ';' | ':' | '!' => plain.push(' '),
                '-' | '/' => {}
                sign => plain.push(sign),
            },
        }
        return;
    }
    let mut name = first.to_string();
    while let Some(letter) = chars.next_if(char::is_ascii_alphabetic) {
        name.push(letter);
    }
    if let Some(mark) = accent(&name) {
        accented(first, mark, chars, plain);
        return;
    }
    // the spaces behind a name belong to it
    while chars.next_if(|c| c.is_whitespace()).is_some() {}
    if let Some((_, letter)) = NAMED.iter().find(|(known, _)| *known == name) {
        plain.push_str(letter);
    }
}

fn accent(name: &str) -> Option<char> {
    let known = ACCENTS.iter().find(|(known, _)| *known == name);
    known.map(|(_, mark)| *mark)
}

/// Writes the next letter with a mark over or under it.
fn accented(sign: char, mark: char, chars: &mut Peekable<Chars<'_>>, plain: &mut String) {
    while chars.next_if(|c| *c == '{' || c.is_whitespace()).is_some() {}
    match chars.next() {
        // `\~{}` is the sign itself
        Some('}') | None => plain.push(sign),
        // the i without its dot
        Some('\\') => {
            if let Some(letter) = chars.next() {
                plain.push(letter);
                plain.push(mark);
            }
        }
        Some(letter) => {
            plain.push(letter);
            plain.push(mark);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_signs_and_emphasis_become_plain() {
        for (value, expected) in [
            (r#"{\"U}ber Stra{\ss}en"#, "Über Straßen"),
            (r"Jos\'e Garc{\'\i}a", "José García"),
            (r"\v{C}apek, Dvo\v r\'ak, \c{c}a", "Čapek, Dvořák, ça"),
            (r#"{\O}rsted \o{} \AA ngstr\" om"#, "Ørsted ø Ångström"),
            (r"\emph{Rubus} \& 5\,\% -- ``so''", "Rubus & 5 % – “so”"),
            (r"$\alpha$-pinene and CO$_2$", "α-pinene and CO2"),
            (r"a~b \~{} c\", "a b ~ c"),
            (r"\unknown{kept}", "kept"),
        ] {
            assert_eq!(plain(value), expected, "{value}");
        }
    }
}
