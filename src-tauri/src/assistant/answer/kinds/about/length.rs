//! How long a text is: in words, or in characters where words are not separated by spaces.
//!
//! Chinese, Japanese, Thai and their like are counted in characters, as their readers do; a word of another script
//! among them counts once.

use crate::document::{BlockKind, Document};

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Words,
    Characters,
}

/// The length of a document, without running heads.
pub(super) fn of(document: &Document) -> (usize, Unit) {
    let blocks = document
        .blocks
        .iter()
        .filter(|block| block.kind != BlockKind::Furniture);
    let (mut words, mut characters) = (0, 0);
    for block in blocks {
        let (in_block, alone) = counted(&block.text);
        words += in_block;
        characters += alone;
    }
    let unit = match characters > words {
        true => Unit::Characters,
        false => Unit::Words,
    };
    (words + characters, unit)
}

/// The number of words between spaces or unspaced characters, and the number of these characters.
fn counted(text: &str) -> (usize, usize) {
    let (mut words, mut characters) = (0, 0);
    for chunk in text.split_whitespace() {
        let mut inside = false;
        for c in chunk.chars() {
            if is_unspaced(c) {
                characters += 1;
                inside = false;
            } else if c.is_alphanumeric() && !inside {
                words += 1;
                inside = true;
            }
        }
    }
    (words, characters)
}

/// Whether a letter is of a script that writes words without spaces: Chinese characters, kana, Thai, Lao, Burmese,
/// Khmer.
fn is_unspaced(c: char) -> bool {
    let in_script = matches!(
        c,
        '\u{e00}'..='\u{eff}'
            | '\u{1000}'..='\u{109f}'
            | '\u{1780}'..='\u{17ff}'
            | '\u{3005}'..='\u{3007}'
            | '\u{3041}'..='\u{30ff}'
            | '\u{3400}'..='\u{4dbf}'
            | '\u{4e00}'..='\u{9fff}'
            | '\u{f900}'..='\u{faff}'
            | '\u{20000}'..='\u{3ffff}'
    );
    in_script && c.is_alphanumeric()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assistant::sample::flow;

    #[test]
    fn words_are_counted_and_characters_where_there_are_no_spaces() {
        for (text, wanted) in [
            ("Rain carries zinc, 3.4 times.", (5, Unit::Words)),
            ("It's long-eared – and old.", (4, Unit::Words)),
            ("雨水含有锌。", (5, Unit::Characters)),
            ("我们用NightNet训练了 5 个模型。", (11, Unit::Characters)),
            ("雨が降る。", (4, Unit::Characters)),
            ("The word 雨 means rain.", (5, Unit::Words)),
            ("비가 온다.", (2, Unit::Words)),
        ] {
            assert_eq!(of(&flow(&[text])), wanted, "{text}");
        }
    }
}
