//! Short lines that are set like headings and head no section: who wrote an article, the word over a warning, the name of a
//! box, and a clause that goes on in a list.

use super::authors::names_in;
use super::section_names::number;
use crate::document::kind::RawKind;
use crate::document::layout::RawBlock;
use crate::document::marks::{ends_sentence, list_mark};

/// Words that stand over warnings.
const SIGNALS: [&str; 11] = [
    "warning",
    "warnung",
    "vorsicht",
    "achtung",
    "avertissement",
    "advertencia",
    "avvertenza",
    "waarschuwing",
    "let op",
    "advarsel",
    "varning",
];
/// Words that do so in capitals or with a mark; otherwise a section may be about them.
const LOUD_SIGNALS: [&str; 11] = [
    "caution",
    "danger",
    "attention",
    "gefahr",
    "precauci\u{f3}n",
    "atenci\u{f3}n",
    "peligro",
    "attenzione",
    "pericolo",
    "aten\u{e7}\u{e3}o",
    "perigo",
];
/// Names of the list of what else stands in a newspaper.
const INSIDE: [&str; 7] = [
    "inside",
    "in this issue",
    "inside this issue",
    "in dieser ausgabe",
    "in diesem heft",
    "dans ce num\u{e9}ro",
    "en este n\u{fa}mero",
];
/// Names of boxes whose lines have labels.
const BOXES: [&str; 5] = [
    "key points",
    "key messages",
    "key findings",
    "key facts",
    "highlights",
];
/// Words before the name of an author.
const BY: [&str; 5] = ["By ", "BY ", "Von ", "Par ", "Por "];
/// The most words of a label.
const LABEL: usize = 3;

/// Whether a block that is set like a heading heads nothing.
pub(super) fn heads_nothing(blocks: &[RawBlock], index: usize) -> bool {
    let Some(block) = blocks.get(index) else {
        return false;
    };
    let text = block.rough_text();
    let lower = text.trim().to_lowercase();
    let bare = lower.trim_matches(|c: char| !c.is_alphanumeric());
    let above = index.checked_sub(1).and_then(|above| blocks.get(above));
    let loud = !text.contains(char::is_lowercase) || lower.trim_end().ends_with('!');
    SIGNALS.contains(&bare)
        || (loud && LOUD_SIGNALS.contains(&bare))
        || INSIDE.contains(&bare)
        || is_byline(block, above)
        || blocks.get(index + 1).is_some_and(|next| {
            (BOXES.contains(&bare) && has_label(next.rough_text())) || goes_on_in(block, next)
        })
}

/// Whether a line says who wrote an article. Under a sentence it may be a heading: "By Rail Only".
fn is_byline(block: &RawBlock, above: Option<&RawBlock>) -> bool {
    let by = BY.iter().any(|by| block.rough_text().starts_with(by));
    let under_text =
        above.is_none_or(|above| above.rough_text().trim_end().ends_with(ends_sentence));
    if !by || under_text {
        return false;
    }
    let (names, share) = names_in(block);
    !names.is_empty() && share >= 0.7
}

/// Whether a text begins with a label: "Question: Does a bus help?"
fn has_label(text: &str) -> bool {
    const BARE: [&str; 4] = ["Question", "Finding", "Findings", "Meaning"];
    let first = text.split_whitespace().next().unwrap_or_default();
    let labelled = text.split_once(':').is_some_and(|(label, rest)| {
        label.split_whitespace().count() <= LABEL && rest.starts_with(char::is_whitespace)
    });
    labelled || BARE.contains(&first)
}

/// Whether a plain numbered line is the beginning of a sentence that goes on in a list: "3.1 The tenant may keep", "(a) one
/// dog".
fn goes_on_in(block: &RawBlock, next: &RawBlock) -> bool {
    let text = block.rough_text();
    let small = |text: &str| {
        let mark = list_mark(text)?;
        let mut rest = text.chars().skip(mark);
        rest.find(|c| !c.is_whitespace())
    };
    number(text).is_some()
        && block.share(|line| line.bold.max(line.italic)) <= 0.8
        && text
            .split_whitespace()
            .skip(2)
            .any(|word| word.starts_with(char::is_lowercase))
        && block.size() <= 1.06 * next.size()
        && next.kind() == RawKind::ListItem
        && small(next.rough_text()).is_some_and(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::layout::Line;

    /// Whether the first of two lines heads nothing, under a headline.
    fn is_none(text: &str, next: &str) -> bool {
        let plain = |text: &str| Line::sample(text).block();
        let kind = match list_mark(next) {
            Some(_) => RawKind::ListItem,
            None => RawKind::Paragraph,
        };
        let next = RawBlock::sample(vec![Line::sample(next)], kind);
        heads_nothing(&[plain("Harvest of the decade"), plain(text), next], 1)
    }

    #[test]
    fn a_byline_heads_no_section() {
        assert!(is_none("By Ines Holm", "Growers expect many apples."));
        let under = |text: &str| {
            let blocks = ["The road was closed.", text].map(|text| Line::sample(text).block());
            heads_nothing(&blocks, 1)
        };
        assert!(!under("By Rail Only"));
        assert!(!is_none("By the sea", "Growers expect many apples."));
    }

    #[test]
    fn words_over_boxes_head_no_section() {
        assert!(is_none("WARNING", "Steam is hot."));
        assert!(is_none("Achtung!", "Dampf ist hei\u{df}."));
        assert!(is_none("CAUTION", "Steam is hot."));
        assert!(!is_none("Attention", "Steam is hot."));
        assert!(is_none("INSIDE", "Weather 2"));
        assert!(is_none("Key Points", "Question: Does a bus help?"));
        assert!(!is_none("Key Points", "A bus helps all of the village."));
        assert!(!is_none("Warnings of the storm", "Steam is hot."));
    }

    #[test]
    fn a_clause_that_goes_on_in_a_list_is_no_heading() {
        assert!(is_none("3.1 The tenant may keep", "(a) one dog or"));
        assert!(!is_none("3.1 Animals", "(a) one dog or"));
        assert!(!is_none(
            "3.1 Dogs and cats",
            "(a) The tenant may keep one dog."
        ));
        assert!(!is_none(
            "3.1 Dogs and cats",
            "The tenant may keep (a) one dog."
        ));
    }
}
