//! What a bill says that it is: "Invoice No. 12". The name of the firm above may be larger.

use std::ops::Range;

use super::body::Body;
use crate::document::kind::RawKind;
use crate::document::layout::RawBlock;

/// The candidate that says that a document is a bill, an offer or a receipt, over or beside a table.
pub(super) fn bill(page: &[RawBlock], candidates: &[usize], body: &Body) -> Option<Range<usize>> {
    const NAMES: [&str; 23] = [
        "invoice",
        "tax invoice",
        "proforma invoice",
        "pro forma invoice",
        "credit note",
        "quotation",
        "quote",
        "estimate",
        "receipt",
        "purchase order",
        "order confirmation",
        "delivery note",
        "packing slip",
        "rechnung",
        "angebot",
        "kostenvoranschlag",
        "lieferschein",
        "auftragsbest\u{e4}tigung",
        "facture",
        "devis",
        "factura",
        "fattura",
        "factuur",
    ];
    let table = page
        .iter()
        .position(|block| block.kind() == RawKind::Table)?;
    let is_bill = |block: &RawBlock| {
        let text = block.rough_text().trim().to_lowercase();
        let words: Vec<&str> = text.split_whitespace().collect();
        let named = NAMES.iter().find_map(|name| text.strip_prefix(name));
        let set_apart = block.share(|line| line.bold) > 0.6 || block.size() > 1.1 * body.size;
        // a number, "for" something, or nothing follows
        let rest = named.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
        rest && words.len() <= 8 && set_apart && block.lines().len() <= 2
    };
    let mut above = candidates.iter().copied().filter(|index| *index < table);
    let index = above.find(|index| page.get(*index).is_some_and(is_bill))?;
    Some(index..index + 1)
}
