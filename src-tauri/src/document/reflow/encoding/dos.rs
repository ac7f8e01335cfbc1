//! Texts of DOS. The detector does not know their encodings, but the frames that programs drew around tables show them: in no
//! other encoding does a line consist of these bytes alone.

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
    Some(bytes.iter().map(letter).collect())
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
