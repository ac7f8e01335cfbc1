//! Keywords are furniture of the front page: they are neither a section nor text of the one before them.

use super::labels::names_keywords;
use super::publishers::own_words;
use crate::document::explanation::KindReason;
use crate::document::kind::RawKind;
use crate::document::layout::RawBlock;

/// Keywords stand on one of the first pages.
pub(super) const LAST_PAGE: u32 = 3;
/// The most blocks of one list: each word may stand on a line of its own.
const MOST_BLOCKS: usize = 12;
/// The most words of such a line.
const MOST_WORDS: usize = 5;
/// A list has fewer words in sentences than this.
const SENTENCES: usize = 15;

/// Whether a block is the name of a list of keywords, which follow it.
pub(super) fn names_list(blocks: &[RawBlock], index: usize) -> bool {
    let Some(block) = blocks.get(index) else {
        return false;
    };
    let is_text = |next: &RawBlock| own_words(next.rough_text()) >= SENTENCES;
    block.page() <= LAST_PAGE
        && block.lines().len() == 1
        && names_keywords(block.rough_text())
        && !blocks.get(index + 1).is_some_and(is_text)
}

/// Makes furniture of the lists of keywords that stand under their names.
pub(super) fn mark(blocks: &mut [RawBlock]) {
    for index in 0..blocks.len() {
        if !names_list(blocks, index) {
            continue;
        }
        let count = 1 + words_under(blocks.get(index..).unwrap_or_default());
        for block in blocks.iter_mut().skip(index).take(count) {
            block.set(RawKind::Furniture, KindReason::Publisher);
        }
    }
}

/// How many of the blocks behind the first are keywords: the first of them, and more like it if each is a few words.
fn words_under(list: &[RawBlock]) -> usize {
    let Some([name, first]) = list.get(..2) else {
        return 0;
    };
    let is_word = |block: &RawBlock| {
        use RawKind::{Figure, Footnote, Furniture, ListItem, Paragraph};
        block.page() == name.page()
            && matches!(
                block.kind(),
                Paragraph | ListItem | Figure | Footnote | Furniture
            )
            && own_words(block.rough_text()) < SENTENCES
    };
    if !is_word(first) {
        return 0;
    }
    let is_short = |block: &RawBlock| {
        let text = block.rough_text();
        text.split_whitespace().count() <= MOST_WORDS && !text.trim_end().ends_with('.')
    };
    let alike = |block: &RawBlock| (block.size() - first.size()).abs() < 0.1 * first.size();
    let all = list.iter().skip(1).take(MOST_BLOCKS);
    let more = all
        .take_while(|block| is_short(first) && is_word(block) && is_short(block) && alike(block));
    more.count().max(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::layout::Line;
    use crate::document::sample::paragraph;

    /// The texts of the blocks that become furniture.
    fn marked(mut blocks: Vec<RawBlock>) -> Vec<String> {
        mark(&mut blocks);
        let gone = blocks.iter().filter(|b| b.kind() == RawKind::Furniture);
        gone.map(|block| block.rough_text().to_owned()).collect()
    }

    fn line(text: &str, y: f32) -> RawBlock {
        Line::sample(text).at(50.0, y).block()
    }

    #[test]
    fn words_under_their_name_are_no_text() {
        let text = paragraph(
            &[
                "Large birds of the open sea rest on their wings for",
                "many days, and nobody has seen how they do this yet.",
            ],
            50.0,
            320.0,
            600.0,
        );
        let list = |text: RawBlock| {
            vec![
                line("Keywords:", 700.0),
                line("wings", 688.0),
                line("open sea", 676.0),
                text,
            ]
        };
        assert_eq!(
            marked(list(text.clone())),
            ["Keywords:", "wings", "open sea"]
        );
        let one = vec![
            line("Keywords", 700.0),
            line("wings; open sea; the rest of large birds", 688.0),
            text.clone(),
        ];
        assert_eq!(marked(one).len(), 2);
        // the section of a manual
        assert!(marked(vec![line("Keywords", 700.0), text]).is_empty());
    }
}
