//! A value with a label under the item that it belongs to: "– Cost: 310,000 euros" under "• The first bend was dug in 2014".
//!
//! "What did the first bend cost?" names the item by words of its line and the value by its label. The line with the label
//! does not name the item, so that a search finds only the item.

use std::ops::Range;

use super::quoted::{self, Named, sentences_of};
use crate::assistant::answer::asked::{Asked, has_form_of, same_stem};
use crate::assistant::answer::names::among;
use crate::assistant::answer::numbers::{Word, numbers, words};
use crate::assistant::answer::types::FoundAnswer;
use crate::document::{Block, BlockKind, Document, Sentence};
use crate::search::content_words;

/// The probability of such a value.
const UNDER: f32 = 0.6;
/// Most words of a label, and most lines with labels between an item and a value.
const LONGEST_LABEL: usize = 3;
const MOST_BETWEEN: usize = 4;
/// Most words of a value.
const LONGEST: usize = 12;
/// Words of a question that the item need not have.
const ASKING: &str = " how much many what value ";
/// Labels with the words that ask for their values, a group in a line.
const LABELS: [&str; 8] = [
    " cost costs price prices ",
    " length long ",
    " height high tall ",
    " depth deep ",
    " width wide ",
    " weight heavy weigh weighs ",
    " duration long last lasted ",
    " age old ",
];

/// The value under the item that a question names; `None` if it names none, or several.
pub(super) fn value(of: Named<'_>, question: &str) -> Option<FoundAnswer> {
    let mut asked = content_words(question);
    asked.retain(|word| !among(ASKING, word));
    let lines = lines(of.document);
    let mut found = Vec::new();
    for (at, sentence) in lines.iter().enumerate() {
        let Some(bytes) = labelled(&sentence.text, &asked) else {
            continue;
        };
        let label = sentence.text.get(..bytes.start).unwrap_or_default();
        let rest: Vec<&String> = asked.iter().filter(|word| !names(label, word)).collect();
        let before = lines
            .get(at.saturating_sub(MOST_BETWEEN)..at)
            .unwrap_or_default();
        let item = before.iter().rev().find(|line| !line.text.contains(':'));
        let is_item = |item: &&Sentence| {
            let said = words(&item.text);
            rest.iter().all(|word| has_form_of(&said, word))
        };
        if !rest.is_empty() && item.is_some_and(is_item) {
            found.push((*sentence, bytes));
        }
    }
    let [(sentence, bytes)] = found.as_slice() else {
        return None;
    };
    let answer = sentence.text.get(bytes.clone())?;
    let expected = Asked::of(question).expected;
    if expected.fits(answer, &numbers(answer, &words(answer))) == Some(false) {
        return None;
    }
    quoted::found_in_sentence(of, sentence, bytes.clone(), UNDER)
}

/// The lines of a document: sentences of paragraphs and lists.
fn lines(document: &Document) -> Vec<&Sentence> {
    let is_line = |block: &&Block| matches!(block.kind, BlockKind::Paragraph | BlockKind::ListItem);
    let blocks = document.blocks.iter().filter(is_line);
    blocks
        .flat_map(|block| sentences_of(document, block))
        .collect()
}

/// Whether a label is a word of a question, or another word for it.
fn names(label: &str, word: &str) -> bool {
    let labels = words(label);
    labels.iter().any(|own| {
        let together = |group: &&str| among(group, &own.text) && among(group, word);
        same_stem(word, &own.text) || LABELS.iter().any(together)
    })
}

/// The bytes of the value behind a label that a question names.
fn labelled(text: &str, asked: &[String]) -> Option<Range<usize>> {
    let (label, value) = text.split_once(": ")?;
    let start = text.len() - value.len();
    let value = value.trim_end();
    let all = words(label);
    let named = |word: &Word| asked.iter().any(|own| names(&word.text, own));
    // "–" before a label is no word of it
    let mut content = all
        .iter()
        .filter(|word| word.text.contains(char::is_alphabetic));
    let count = content.clone().count();
    let is_label = (1..=LONGEST_LABEL).contains(&count) && content.all(named);
    let is_short = (1..=LONGEST).contains(&value.split_whitespace().count());
    (is_label && is_short).then_some(start..start + value.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assistant::answer::kinds::said::said;

    #[test]
    fn a_value_belongs_to_the_item_above_it() {
        let slides = [
            "• The first bend was dug in 2014",
            "– Length: 900 metres",
            "– Cost: 310,000 euros",
            "• The second bend failed",
            "– Cost: 90,000 euros",
        ];
        for (question, right) in [
            ("What did the first bend cost?", Some("310,000 euros")),
            ("How much did the second bend cost?", Some("90,000 euros")),
            ("How long is the first bend?", Some("900 metres")),
            ("How long is the second bend?", None),
            ("What did the bend cost?", None),
            ("What did the third bend cost?", None),
            ("What is the cost?", None),
            ("Where is the first bend?", None),
        ] {
            assert_eq!(
                said(value, &slides, question).as_deref(),
                right,
                "{question}"
            );
        }
    }
}
