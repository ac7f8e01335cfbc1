//! What a document of everyday use says that it is, under the larger name of whose it is: the minutes of a society, the
//! report of a laboratory. The name is no title.

use super::title_extent::{Found, extent, joined};
use crate::document::explanation::TitleReason;
use crate::document::layout::RawBlock;

/// Beginnings of what such documents are called; none of them begins the second line of another title.
const KINDS: [&str; 41] = [
    "minutes of",
    "agenda of",
    "agenda for",
    "laboratory report",
    "lab report",
    "medical report",
    "statement of account",
    "account statement",
    "bank statement",
    "payslip",
    "pay slip",
    "timesheet",
    "price list",
    "list of participants",
    "attendance list",
    "protokoll",
    "sitzungsprotokoll",
    "ergebnisprotokoll",
    "niederschrift",
    "tagesordnung",
    "laborbefund",
    "befundbericht",
    "arztbrief",
    "kontoauszug",
    "gehaltsabrechnung",
    "lohnabrechnung",
    "verdienstabrechnung",
    "teilnehmerliste",
    "preisliste",
    "proc\u{e8}s-verbal",
    "compte rendu",
    "compte-rendu",
    "ordre du jour",
    "relev\u{e9} de compte",
    "bulletin de paie",
    "acta de",
    "orden del d\u{ed}a",
    "extracto de cuenta",
    "verbale",
    "notulen",
    "rekeningafschrift",
];
/// The most words of a name.
const WORDS_OF_NAME: usize = 6;
/// The most words of what a document is.
const MOST_WORDS: usize = 16;
/// The name stands over it, at most this far, in sizes of the name.
const NEAR: f32 = 3.0;

/// The title that was found, or the block right under it that says what the document is: in smaller letters than the
/// name above it, and set like nothing else on the page. Headings are set like other headings.
pub(super) fn under_a_name(page: &[RawBlock], candidates: &[usize], found: Found) -> Found {
    let index = found.0.end;
    let (Some(name), Some(kind)) = (page.get(index.wrapping_sub(1)), page.get(index)) else {
        return found;
    };
    let look = |block: &RawBlock| {
        let size = (block.size() * 2.0).round() as i32;
        (size, block.share(|line| line.bold) > 0.5)
    };
    let own = look(kind);
    let mut others = page.iter().enumerate();
    let is_alone = !others.any(|(other, block)| other != index && look(block) == own);
    let words = |text: &str| text.split_whitespace().count();
    let above = joined(page, &found.0);
    let is_kind = candidates.contains(&index)
        && names_kind(kind.rough_text())
        && !names_kind(&above)
        && words(&above) <= WORDS_OF_NAME
        && words(kind.rough_text()) <= MOST_WORDS
        && kind.size() < name.size()
        && name.bounds().y0 - kind.bounds().y1 < NEAR * name.size()
        && is_alone;
    match is_kind {
        true => (extent(page, index), TitleReason::KindOfDocument),
        false => found,
    }
}

/// Whether a text says what a document is.
fn names_kind(text: &str) -> bool {
    let lower = text.trim().to_lowercase();
    let mut kinds = KINDS.iter().filter_map(|kind| lower.strip_prefix(kind));
    kinds.any(|rest| !rest.starts_with(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::layout::Line;

    /// What is the title of lines of these sizes, of which the first is the largest.
    fn title(lines: &[(&str, f32)]) -> String {
        let line = |(row, (text, size)): (usize, &(&str, f32))| {
            let y = 740.0 - 24.0 * row as f32;
            Line::sample(text).size(*size).at(50.0, y).block()
        };
        let page: Vec<RawBlock> = lines.iter().enumerate().map(line).collect();
        let all: Vec<usize> = (0..page.len()).collect();
        let (range, _) = under_a_name(&page, &all, (0..1, TitleReason::Largest));
        joined(&page, &range)
    }

    #[test]
    fn a_document_is_called_what_it_is_and_not_whose_it_is() {
        let text = ("The minutes of 9 January were approved.", 10.0);
        for kind in [
            "Minutes of the meeting of 6 May 2025",
            "Laboratory report - final",
            "Kontoauszug Nr. 7",
        ] {
            assert_eq!(
                title(&[("Society of Elm Bank", 16.0), (kind, 12.0), text]),
                kind
            );
        }
    }

    #[test]
    fn a_subtitle_and_a_heading_are_no_title() {
        let text = ("The birds of the island were seen.", 10.0);
        let book = ("Silent Rivers", 16.0);
        // a subtitle, a heading that is set as others are, and a line far below
        assert_eq!(title(&[book, ("A report on water", 12.0), text]), book.0);
        let headings = [("Minutes of May", 12.0), text, ("Minutes of June", 12.0)];
        let [first, below, second] = headings;
        assert_eq!(title(&[book, first, below, second]), book.0);
        assert_eq!(title(&[book, text, ("Minutes of May", 12.0)]), book.0);
    }
}
