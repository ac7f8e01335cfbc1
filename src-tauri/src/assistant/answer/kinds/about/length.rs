//! How long a text is: in words, or in characters where words are not separated by spaces.
//!
//! Chinese, Japanese, Thai and their like are counted in characters, as their readers do; a word of another script
//! among them counts once.
//!
//! Running heads and page numbers are no text, and nobody counts them. Lines that stand aside once, such as the keywords
//! and the publisher's lines of a paper, are counted, as every other program does.

use std::collections::BTreeMap;

use crate::document::{Block, BlockKind, Document};

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Words,
    Characters,
}

/// The length of a document, without running heads.
pub(super) fn of(document: &Document) -> (usize, Unit) {
    let is_aside = |block: &&Block| block.kind == BlockKind::Furniture;
    let mut times: BTreeMap<String, usize> = BTreeMap::new();
    for block in document.blocks.iter().filter(is_aside) {
        *times.entry(letters(&block.text)).or_default() += 1;
    }
    let is_text = |block: &&Block| {
        let letters = letters(&block.text);
        !is_aside(block) || (!letters.is_empty() && times.get(&letters) == Some(&1))
    };
    let (mut words, mut characters) = (0, 0);
    for block in document.blocks.iter().filter(is_text) {
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

/// The letters of a text: what the lines have in common that number the pages.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphabetic()).collect()
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
    fn what_stands_aside_once_is_counted_and_running_heads_and_page_numbers_are_not() {
        let mut document = flow(&[
            "Rain carries zinc.",
            "Keywords: rain, zinc",
            "Water 4, 12",
            "Water 4, 13",
            "17",
        ]);
        for block in document.blocks.iter_mut().skip(1) {
            block.kind = BlockKind::Furniture;
        }
        assert_eq!(of(&document), (6, Unit::Words));
    }

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
