//! Lines that name a sum and are in no table: "TOTAL GBP 13.55".
//!
//! A receipt that was recognized has them if its columns were not seen. "What is the total?" has all the words in front of the
//! sum, and no other line of the document has the same words with another sum. If a gap separates the two, the sum is the next
//! block: "Net pay" and "1,598.53".

use std::ops::Range;

use super::quoted::{self, Named};
use crate::assistant::answer::asked::{has_form_of, same_stem};
use crate::assistant::answer::names::among;
use crate::assistant::answer::numbers::{Word, has_cents, words};
use crate::assistant::answer::types::FoundAnswer;
use crate::document::{Block, BlockKind, Document};
use crate::search::content_words;

/// The probability of such a sum.
const NAMED: f32 = 0.7;
/// The most words in front of a sum.
const LONGEST: usize = 4;
/// Words that name a sum. A question has to have one of them.
const SUMS: &str = " total totals subtotal sum balance due change vat tax tip deposit discount net gross cash card ";
/// Words of a question that the line need not have.
const ASKING: &str = " much cost costs price pay paid pays amount value come comes came altogether is was the how what ";
const CURRENCIES: &str = " eur gbp usd chf euro euros pounds dollars \u{20ac} \u{a3} $ ";
const SIGNS: [char; 3] = ['\u{20ac}', '\u{a3}', '$'];

/// The sum that a question names; `None` if no line has it, or if several differ.
pub(super) fn sum(of: Named<'_>, question: &str) -> Option<FoundAnswer> {
    let mut asked = content_words(question);
    asked.retain(|word| !among(ASKING, word));
    if !asked.iter().any(|word| among(SUMS, word)) {
        return None;
    }
    let mut found: Vec<FoundAnswer> = Vec::new();
    for line in lines(of.document) {
        let inline = behind(&line.text, &asked).map(|bytes| (line, bytes));
        let Some((block, bytes)) = inline.or_else(|| next_to(of.document, line, &asked)) else {
            continue;
        };
        found.push(quoted::found_in_block(of, block, bytes, NAMED)?);
    }
    quoted::agreed(found)
}

/// The blocks that may be such lines: the largest line of a receipt may be taken for its title.
fn lines(document: &Document) -> impl Iterator<Item = &Block> {
    document.blocks.iter().filter(|block| {
        matches!(
            block.kind,
            BlockKind::Paragraph
                | BlockKind::ListItem
                | BlockKind::Title
                | BlockKind::Heading
                | BlockKind::Authors
        )
    })
}

/// The bytes of the sum with its currency behind the words that are asked for, with which a text begins.
fn behind(text: &str, asked: &[String]) -> Option<Range<usize>> {
    let all = words(text);
    let at = all
        .iter()
        .take(LONGEST + 2)
        .position(|word| is_sum(&word.text))?;
    let has_currency = |at: usize| {
        all.get(at)
            .is_some_and(|word| among(CURRENCIES, &word.text))
    };
    let label_end = match at.checked_sub(1).filter(|before| has_currency(*before)) {
        Some(before) => before,
        None => at,
    };
    let label = all.get(..label_end)?;
    if !(1..=LONGEST).contains(&label.len()) || !are_named(label, asked) {
        return None;
    }
    let joined = all.get(at).is_some_and(|word| word.after.is_empty());
    let last = match joined && label_end == at && has_currency(at + 1) {
        true => at + 1,
        false => at,
    };
    let (first, last) = (all.get(label_end)?, all.get(last)?);
    Some(first.bytes.start..last.bytes.end)
}

/// The block after a line that consists of the words that are asked for, if that block is nothing but a sum.
fn next_to<'d>(
    document: &'d Document,
    line: &Block,
    asked: &[String],
) -> Option<(&'d Block, Range<usize>)> {
    let label = words(&line.text);
    if !(1..=LONGEST).contains(&label.len()) || !are_named(&label, asked) {
        return None;
    }
    let next = document.blocks.get(line.id.0 as usize + 1)?;
    let all = words(&next.text);
    let sums = all.iter().filter(|word| is_sum(&word.text)).count();
    let is_only_sum = sums == 1
        && all
            .iter()
            .all(|word| is_sum(&word.text) || among(CURRENCIES, &word.text));
    is_only_sum.then_some((next, 0..next.text.len()))
}

/// Whether the words of a label are those that are asked for, and no others.
fn are_named(label: &[Word], asked: &[String]) -> bool {
    let known = |word: &Word| {
        let named = asked.iter().any(|own| same_stem(own, &word.text));
        named || among(ASKING, &word.text)
    };
    asked.iter().all(|own| has_form_of(label, own)) && label.iter().all(known)
}

/// Whether a word is a sum, with the sign of a currency or without.
fn is_sum(word: &str) -> bool {
    has_cents(word.trim_matches(SIGNS))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assistant::answer::kinds::said::said;

    #[test]
    fn a_line_names_its_sum() {
        let receipt = [
            "MARKET STALL 4 High Road",
            "TOTAL GBP 12.40 Cash",
            "Change due: \u{a3}7.60",
            "Net total 1.204,00 EUR",
        ];
        for (question, right) in [
            ("What is the total?", Some("GBP 12.40")),
            ("How much was the total?", Some("GBP 12.40")),
            ("How much is the change due?", Some("\u{a3}7.60")),
            ("What is the net total?", Some("1.204,00 EUR")),
            ("What is the total weight?", None),
            ("How much was the bread?", None),
            ("What is the tax?", None),
        ] {
            assert_eq!(
                said(sum, &receipt, question).as_deref(),
                right,
                "{question}"
            );
        }
    }

    #[test]
    fn a_sum_stands_apart_from_its_label() {
        let payslip = [
            "Total payments",
            "2,028.00 Total deductions",
            "Net pay",
            "1,598.53",
        ];
        for (question, right) in [
            ("What is the net pay?", Some("1,598.53")),
            ("How much is the net pay?", Some("1,598.53")),
            ("What are the total payments?", None),
            ("What is the net weight?", None),
        ] {
            assert_eq!(
                said(sum, &payslip, question).as_deref(),
                right,
                "{question}"
            );
        }
        let pages = ["Net pay", "12"];
        assert_eq!(said(sum, &pages, "What is the net pay?"), None);
    }

    #[test]
    fn sums_that_differ_and_other_numbers_name_nothing() {
        let two = ["Total 12.40", "Total 13.40"];
        assert_eq!(said(sum, &two, "What is the total?"), None);
        let dated = ["Balance due 14.03.24"];
        assert_eq!(said(sum, &dated, "What is the balance due?"), None);
        let pages = ["Total 12 pages", "A total of 12.40 was found in the box."];
        assert_eq!(said(sum, &pages, "What is the total?"), None);
    }
}
