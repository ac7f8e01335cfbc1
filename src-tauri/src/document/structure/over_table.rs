//! A line over a table that looks like a numbered heading and is none: the address of a shop.

use super::body::Body;
use super::section_names::number;
use crate::document::kind::RawKind;
use crate::document::layout::RawBlock;

/// Blocks between a line and its table.
const NEAR: usize = 3;

/// Whether a plain line that begins with a number is an address over rows: "2 Harbour Lane". A heading of that number
/// would follow another.
pub(super) fn is_address(blocks: &[RawBlock], index: usize, body: &Body) -> bool {
    let Some(block) = blocks.get(index) else {
        return false;
    };
    let text = block.rough_text();
    let label = text.split_whitespace().next().unwrap_or_default();
    let counts = label.chars().all(|c| c.is_ascii_digit()) && label != "1";
    let plain = block.share(|line| line.bold) <= 0.8 && block.size() <= 1.06 * body.size;
    let behind = blocks.get(index + 1..).unwrap_or_default();
    let is_rows = |block: &RawBlock| block.kind() == RawKind::Table;
    let has_text = behind
        .iter()
        .take(NEAR)
        .any(|next| body.reads_as_prose(next) && !is_rows(next));
    let before = |number_of: &RawBlock| number(number_of.rough_text()).is_some();
    counts
        && plain
        && number(text).is_some()
        && behind.iter().take(NEAR).any(is_rows)
        && !has_text
        && !blocks.get(..index).unwrap_or_default().iter().any(before)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::layout::Line;

    #[test]
    fn a_number_without_one_before_it_is_that_of_a_street() {
        let rows = |text: &str| RawBlock::sample(vec![Line::sample(text)], RawKind::Table);
        let plain = |text: &str| Line::sample(text).block();
        let body = Body::of(&[plain("Rye loaf and poppy roll")]);
        let shop = [plain("2 Harbour Lane"), rows("Rye loaf 6.40")];
        assert!(is_address(&shop, 0, &body));
        let form = [
            plain("1 Owner"),
            rows("Name Ida"),
            plain("2 Boat"),
            rows("Name Tern"),
        ];
        assert!(!is_address(&form, 0, &body) && !is_address(&form, 2, &body));
        let bold = [Line::sample("2 Boats").bold().block(), rows("Tern 6.40")];
        assert!(!is_address(&bold, 0, &body));
    }
}
