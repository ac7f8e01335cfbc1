//! Texts of DOS. The detector does not know their encodings, but the frames that programs drew around tables show them: in no
//! other encoding does a line consist of these bytes alone. Without frames, their words do: what is a letter of DOS is a
//! quotation mark, a dagger or nothing at all in the encodings of Windows, and none of these stands inside words.

use encoding_rs::IBM866;

/// The upper half of code page 850, of Western Europe. Its letters are those of code page 437 where both have them.
const LATIN: &str = "ÇüéâäàåçêëèïîìÄÅ\
    ÉæÆôöòûùÿÖÜø£Ø×ƒ\
    áíóúñÑªº¿®¬½¼¡«»\
    ░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐\
    └┴┬├─┼ãÃ╚╔╩╦╠═╬¤\
    ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀\
    ÓßÔÒõÕµþÞÚÛÙýÝ¯´\
    \u{ad}±‗¾¶§÷¸°¨·¹³²■\u{a0}";

/// Corners, crossings and sides of frames, which all code pages of DOS have in common.
const FRAMES: &[u8] = &[
    0xb3, 0xb4, 0xb9, 0xba, 0xbb, 0xbc, 0xbf, 0xc0, 0xc1, 0xc2, 0xc3, 0xc4, 0xc5, 0xc8, 0xc9, 0xca,
    0xcb, 0xcc, 0xcd, 0xce, 0xd9, 0xda,
];

/// Those of them that lie.
const LYING: [u8; 2] = [0xc4, 0xcd];

/// The shortest drawn line, in bytes, and the fewest that show what a text is.
const SHORTEST: usize = 8;
const FEWEST: usize = 2;

/// Letters of DOS that Windows has as marks that stand at the edges of words: é, ä, å, ç, ê, ï, ô, ö and ø are low and high
/// quotation marks, daggers, a circumflex alone and pointed marks. Dots, dashes and apostrophes stand between letters, too.
const MARKS: [u8; 9] = [0x82, 0x84, 0x86, 0x87, 0x88, 0x8b, 0x93, 0x94, 0x9b];

/// The letter ü, which is nothing in the encodings of Windows.
const UNDEFINED: u8 = 0x81;

/// The letter ß, which is á in the encodings of Windows.
const SHARP_S: u8 = 0xe1;

/// The fewest such letters that show what a text is.
const FEWEST_LETTERS: usize = 3;

/// Decodes a text of DOS; `None` if no frames show that it is one.
pub(super) fn text(bytes: &[u8]) -> Option<String> {
    let lines = bytes.split(|byte| matches!(byte, b'\n' | b'\r'));
    let drawn = lines.filter(|line| is_drawn(line)).take(FEWEST);
    if drawn.count() < FEWEST {
        return None;
    }
    if is_cyrillic(bytes) {
        return Some(IBM866.decode_without_bom_handling(bytes).0.into_owned());
    }
    Some(latin(bytes))
}

/// Decodes a text that an encoding of Windows would give marks inside of its words; `None` if they are words there.
pub(super) fn words(bytes: &[u8]) -> Option<String> {
    let (mut inside, mut beside, mut against) = (0_usize, 0_usize, 0_usize);
    for (at, byte) in bytes.iter().enumerate().filter(|(_, byte)| **byte >= 0x80) {
        let before = at.checked_sub(1).and_then(|at| bytes.get(at));
        let before = before.copied().unwrap_or(b' ');
        let after = bytes.get(at + 1).copied().unwrap_or(b' ');
        let plain = [before, after].map(|byte| byte.is_ascii_alphabetic());
        let lower = before.is_ascii_lowercase() && after.is_ascii_lowercase();
        let within = plain.contains(&true) && is_of_word(before) && is_of_word(after);
        let is_mark = MARKS.contains(byte);
        // capitals of DOS, which may be an apostrophe, or small letters of the Macintosh
        let is_capital = matches!(byte, 0x8e..=0x90 | 0x92 | 0x99 | 0x9a);
        // letters of nearly all other encodings
        let is_other = *byte >= 0xa6 && *byte != SHARP_S;
        if (*byte == UNDEFINED && plain.contains(&true)) || (is_mark && within) {
            inside += 1;
        } else if is_mark && plain.contains(&true) {
            beside += 1;
        } else if (is_capital && lower) || (is_other && plain == [true, true]) {
            against += 1;
        }
    }
    let seen = inside >= FEWEST_LETTERS && inside >= beside && inside >= against * 4;
    (seen && !is_cyrillic(bytes)).then(|| latin(bytes))
}

/// Whether a byte may stand beside a letter in a word of DOS.
fn is_of_word(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || MARKS.contains(&byte) || [UNDEFINED, SHARP_S].contains(&byte)
}

/// Decodes a text in the letters of Western Europe.
fn latin(bytes: &[u8]) -> String {
    let letters: Vec<char> = LATIN.chars().collect();
    let letter = |byte: &u8| {
        let upper = byte.checked_sub(0x80).map(usize::from);
        upper.map_or(char::from(*byte), |at| {
            letters
                .get(at)
                .copied()
                .unwrap_or(char::REPLACEMENT_CHARACTER)
        })
    };
    bytes.iter().map(letter).collect()
}

fn is_drawn(line: &[u8]) -> bool {
    let line = line.trim_ascii();
    let lying = line.iter().filter(|byte| LYING.contains(byte)).count();
    line.len() >= SHORTEST
        && lying * 2 >= line.len()
        && line.iter().all(|byte| FRAMES.contains(byte))
}

/// Whether whole words consist of letters that ASCII lacks.
fn is_cyrillic(bytes: &[u8]) -> bool {
    let upper = |byte: &u8| matches!(byte, 0x80..=0xaf | 0xe0..=0xf1);
    let words = bytes.split(|byte| !byte.is_ascii_alphabetic() && !upper(byte));
    let (mut whole, mut mixed) = (0_usize, 0_usize);
    for word in words.filter(|word| word.len() >= 3) {
        match word.iter().filter(|byte| upper(byte)).count() {
            0 => {}
            count if count == word.len() => whole += 1,
            _ => mixed += 1,
        }
    }
    whole > mixed
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A text in code page 850.
    fn coded(text: &str) -> Vec<u8> {
        let byte = |c: char| {
            let upper = LATIN.chars().position(|other| other == c);
            upper.map_or(c as u8, |at| at as u8 + 0x80)
        };
        text.chars().map(byte).collect()
    }

    #[test]
    fn frames_show_a_text_of_dos() {
        assert_eq!(LATIN.chars().count(), 128);
        let table = "┌────────┬───┐\r\n│ Gerät  │ 4 │\r\n└────────┴───┘\r\nZwei Bügel, Ærø.\r\n";
        assert_eq!(text(&coded(table)).as_deref(), Some(table));
        let rules = "════════════\nStraße\n════════════\n";
        assert_eq!(text(&coded(rules)).as_deref(), Some(rules));
    }

    #[test]
    fn words_of_other_letters_are_cyrillic() {
        let frame: &[u8] = b"\xda\xc4\xc4\xc4\xc4\xc4\xc4\xbf\n";
        let words: &[u8] = b"\x8f\xe0\xa8\xa2\xa5\xe2 DOS\n";
        let bytes = [frame, words, frame].concat();
        assert!(text(&bytes).is_some_and(|text| text.contains("Привет DOS")));
    }

    #[test]
    fn marks_inside_words_are_letters() {
        for says in [
            "Die Gärtner hören für 5 Mark die größte Geige. § 1 Öfen sind verboten.\r\n",
            "Gården på øen er køn, og båden er grøn.\r\n",
            "La fête a été très gênée, le garçon répète.\r\n",
        ] {
            assert_eq!(words(&coded(says)).as_deref(), Some(says), "{says}");
        }
    }

    #[test]
    fn marks_at_the_edges_of_words_are_marks() {
        let windows = encoding_rs::WINDOWS_1252;
        for says in [
            "„Ja“, sagte er, „das gefällt mir – für’s Erste.“ ”So” och ”så”. Über größere Gärten.",
            "She said “don’t”, and “well…then”—it’s the Acme™ dagger† again, twice‡.",
            "«L’été», dit-il, ‹à côté›, œuvre d’un garçon.",
            "plain",
            "",
        ] {
            assert_eq!(words(&windows.encode(says).0), None, "{says}");
        }
        // French of the Macintosh
        let mac: &[u8] = b"L\xd5\x8et\x8e est fini, la f\x90te a \x8et\x8e g\x8en\x8ee, r\x8ep\x8ft\x8e, le c\x99t\x8e.";
        assert_eq!(words(mac), None);
        // a single slip is none
        assert_eq!(
            words(b"he said\x94and went \x93on\x94 and \x93off\x94"),
            None
        );
    }

    #[test]
    fn other_texts_are_none_of_dos() {
        let french: Vec<u8> = "Ça va ÄÄÄÄÄÄÄÄÄÄ bien\nÄÄÄÄÄÄÄÄ\nÉté\n"
            .chars()
            .map(|c| c as u8)
            .collect();
        assert_eq!(text(&french), None);
        assert_eq!(text(b"plain\n--------\n--------\n"), None);
        assert_eq!(text(b""), None);
    }
}
