//! What a bill says that it is: "Invoice no. 12". The name of the firm above may be larger, and is no title.

use std::ops::Range;

use super::body::Body;
use super::title_words::is_date;
use crate::document::kind::RawKind;
use crate::document::layout::{Line, RawBlock};

/// Kinds of bills, the longer names first.
const NAMES: [&str; 31] = [
    "proforma invoice",
    "pro forma invoice",
    "tax invoice",
    "invoice",
    "credit note",
    "quotation",
    "quote",
    "estimate",
    "sales receipt",
    "cash receipt",
    "receipt",
    "purchase order",
    "order confirmation",
    "delivery note",
    "packing slip",
    "rechnungsnummer",
    "rechnungs-nr",
    "rechnungsnr",
    "rechnung",
    "angebot",
    "kostenvoranschlag",
    "lieferschein",
    "auftragsbest\u{e4}tigung",
    "quittung",
    "kassenbon",
    "facture",
    "devis",
    "factura",
    "fattura",
    "factuur",
    "fatura",
];
/// Words between the kind of a bill and its number.
const NUMBER: [&str; 12] = [
    "no", "no.", "nr", "nr.", "num", "num.", "number", "nummer", "n\u{b0}", "n\u{ba}", "\u{2116}",
    "#",
];
/// The block that says with a number that a document is a bill, an offer or a receipt, over or beside a table; or the
/// candidate that only says it, set apart and over the table.
pub(super) fn bill(page: &[RawBlock], candidates: &[usize], body: &Body) -> Option<Range<usize>> {
    let numbered = numbered(page);
    let named = || {
        let table = table(page)?;
        let is_bill = |block: &RawBlock| {
            let text = block.rough_text();
            let set_apart = block.share(|line| line.bold) > 0.6 || block.size() > 1.1 * body.size;
            names(text).is_some()
                && text.split_whitespace().count() <= 8
                && set_apart
                && block.lines().len() <= 2
        };
        let mut above = candidates.iter().copied().filter(|index| *index < table);
        above.find(|index| page.get(*index).is_some_and(is_bill))
    };
    let index = match numbered {
        Some(index) => index,
        None if in_rows(page).is_some() => return None,
        None => named()?,
    };
    Some(index..index + 1)
}

fn table(page: &[RawBlock]) -> Option<usize> {
    page.iter().position(|block| block.kind() == RawKind::Table)
}

/// The first block of a page with a table that is nothing but the kind of a bill and its number.
fn numbered(page: &[RawBlock]) -> Option<usize> {
    table(page)?;
    page.iter().position(|block| {
        let printed = !matches!(block.kind(), RawKind::Field | RawKind::Table);
        printed && block.lines().len() == 1 && has_number(block.rough_text())
    })
}

/// The kind of a bill and its number, if they stand in one row of a page: `Invoice no. | 2024-117`.
pub(super) fn in_rows(page: &[RawBlock]) -> Option<String> {
    table(page)?;
    let lines: Vec<&Line> = page.iter().flat_map(RawBlock::lines).collect();
    let mut found = lines.iter().filter_map(|label| {
        let text = label.string();
        let text = text.trim().trim_end_matches(':');
        if !names(text).is_some_and(|rest| rest.split_whitespace().all(is_number_word)) {
            return None;
        }
        let right = lines.iter().filter(|other| {
            other.page == label.page && other.is_beside(label) && other.x0 > label.x1
        });
        let value = right.min_by(|a, b| a.x0.total_cmp(&b.x0))?.string();
        let value = value.trim();
        is_id(value).then(|| format!("{text} {value}"))
    });
    // a statement lists several
    let only = found.next()?;
    found.next().is_none().then_some(only)
}

/// What follows the kind of a bill at the beginning of a text, in lower case.
fn names(text: &str) -> Option<String> {
    let lower = text.trim().to_lowercase();
    let rest = NAMES.iter().find_map(|name| lower.strip_prefix(name))?;
    let rest = rest.strip_prefix('.').unwrap_or(rest);
    // a number, "for" something, or nothing follows
    (!rest.starts_with(char::is_alphanumeric)).then(|| rest.to_owned())
}

/// Whether a text is the kind of a bill and its number, with its date or without.
fn has_number(text: &str) -> bool {
    let Some(rest) = names(text) else {
        return false;
    };
    let rest = rest.replace('#', " # ").replace(':', " ");
    let mut words = rest
        .split_whitespace()
        .skip_while(|word| is_number_word(word));
    let is_numbered = words.next().is_some_and(is_id);
    let behind: Vec<&str> = words
        .filter(|word| {
            !matches!(
                *word,
                "of" | "from" | "dated" | "vom" | "du" | "de" | "del" | "van"
            )
        })
        .collect();
    is_numbered && (behind.is_empty() || is_date(&behind.join(" ")))
}

fn is_number_word(word: &str) -> bool {
    NUMBER.contains(&word.trim_end_matches(':'))
}

/// Whether a word is the number of a bill: "317", "2024-117", "RE/0042".
fn is_id(text: &str) -> bool {
    let signs = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '/' | '.' | '_');
    let digits = text.chars().filter(char::is_ascii_digit).count();
    digits >= 1 && text.chars().count() <= 20 && text.chars().all(signs) && !is_price(text)
}

fn is_price(text: &str) -> bool {
    let parts = text.rsplit_once('.');
    parts.is_some_and(|(whole, cents)| {
        cents.len() == 2 && whole.chars().all(|c| c.is_ascii_digit() || c == '.')
    })
}

/// Divides the blocks of the first page in which a line says the kind of a bill and its number, so that it can be the
/// title.
pub(super) fn split_off(blocks: &mut Vec<RawBlock>) {
    let first = blocks.first().map(RawBlock::page);
    let page: Vec<&RawBlock> = blocks
        .iter()
        .take_while(|block| Some(block.page()) == first)
        .collect();
    if !page.iter().any(|block| block.kind() == RawKind::Table) {
        return;
    }
    let place = page.iter().enumerate().find_map(|(index, block)| {
        let loose = matches!(block.kind(), RawKind::Paragraph | RawKind::ListItem)
            && block.lines().len() > 1;
        let alone = |line: &&Line| {
            let mut others = block.lines().iter();
            !others.any(|other| !std::ptr::eq(other, *line) && other.is_beside(line))
        };
        let mut lines = block.lines().iter().enumerate();
        let at = lines.find(|(_, line)| has_number(&line.string()) && alone(line));
        at.filter(|_| loose).map(|(at, _)| (index, at))
    });
    let Some((index, at)) = place else {
        return;
    };
    let Some(block) = blocks.get(index) else {
        return;
    };
    let (kind, why, begins) = (block.kind(), block.why(), block.begins());
    let mut before = block.lines().to_vec();
    let mut bill = before.split_off(at);
    let behind = bill.split_off(1);
    let pieces = [before, bill, behind]
        .into_iter()
        .filter(|lines| !lines.is_empty())
        .map(|lines| RawBlock::of(lines, kind, why).beginning(begins));
    blocks.splice(index..=index, pieces);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bill_says_its_kind_and_its_number() {
        for text in [
            "Invoice 2024-117",
            "INVOICE #317",
            "Invoice no. 317",
            "Invoice number: RE/0042",
            "Rechnung Nr. 2024-117 vom 3. Mai 2024",
            "Rechnungsnummer: 4711",
            "Receipt 118",
        ] {
            assert!(has_number(text), "{text}");
        }
        for text in [
            "Invoice",
            "Invoice date 3 May 2024",
            "Invoice 12 was paid in May",
            "Invoices 2024",
            "Receipt 14.50",
            "Quoted 117",
        ] {
            assert!(!has_number(text), "{text}");
        }
    }
}
