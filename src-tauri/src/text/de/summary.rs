//! The words around a summary: who made it, its pages and its sources.

use super::numbers::{counted, page, percent};
use crate::assistant::summary::{PageCoverage, SummaryOrigin};
use crate::text::rows::with_cells;

/// Who made the summary, and whether the person changed it.
pub(crate) fn made_by(origin: &SummaryOrigin, changed: bool) -> String {
    let by = match origin {
        SummaryOrigin::KeySentences => "Kernsätze, zitiert aus dem Dokument".into(),
        SummaryOrigin::Model { name } => format!("Zusammenfassung, geschrieben von {name}"),
    };
    if changed {
        return format!("{by}, mit Ihren Änderungen");
    }
    by
}

/// What the lines that stand in place of a summary are called.
pub(crate) const LINES: &str = "Zeilen des Dokuments";

/// `Vögel fliegen. [von Ihnen; angeheftet; S. 7, 2]`: a sentence with its pages, the page of the greatest weight first,
/// whether the person wrote it, and whether every new summary keeps it.
pub(crate) fn with_pages(sentence: &str, pages: &[u32], yours: bool, pinned: bool) -> String {
    let sentence = with_cells(sentence);
    let yours = yours.then(|| "von Ihnen".to_owned());
    let pinned = pinned.then(|| "angeheftet".to_owned());
    let pages: Vec<String> = pages.iter().map(u32::to_string).collect();
    let pages = (!pages.is_empty()).then(|| format!("S. {}", pages.join(", ")));
    let facts: Vec<String> = [yours, pinned, pages].into_iter().flatten().collect();
    if facts.is_empty() {
        return sentence.into_owned();
    }
    format!("{sentence} [{}]", facts.join("; "))
}

/// The 1-based numbers of the sentences whose sources support them weakly; nothing if there are none.
pub(crate) fn weakly_supported(sentences: &[usize]) -> Option<String> {
    let numbers: Vec<String> = sentences.iter().map(usize::to_string).collect();
    match numbers.as_slice() {
        [] => None,
        [one] => Some(format!("Wenig Rückhalt in den Quellen: Satz {one}.")),
        all => Some(format!(
            "Wenig Rückhalt in den Quellen: Sätze {}.",
            all.join(", ")
        )),
    }
}

/// The pages that the summary draws on, each with its share; nothing for a document without pages. `pages` is their number in
/// the document: pages without text count too, as in the window.
pub(crate) fn drawn_on(
    origin: &SummaryOrigin,
    coverage: &[PageCoverage],
    pages: usize,
) -> Option<String> {
    if coverage.is_empty() {
        return None;
    }
    let used = coverage.iter().filter(|page| page.share > 0.0);
    let used: Vec<String> = used
        .enumerate()
        .map(|(at, covered)| {
            let share = percent(covered.share.max(0.01));
            // only the first share names what it is a share of
            let of = if at == 0 { " ihres Textes" } else { "" };
            format!("{} ({share}{of})", page(covered.page))
        })
        .collect();
    let all = pages.max(coverage.len());
    let counts = counted(u32::try_from(all).unwrap_or(u32::MAX), "Seite", "Seiten");
    let counts = match used.len() {
        number if number == all && all > 1 => format!("allen {counts}"),
        number => format!("{number} von {counts}"),
    };
    let begun = match origin {
        SummaryOrigin::KeySentences => "Die Kernsätze stehen auf",
        SummaryOrigin::Model { .. } => "Die Zusammenfassung beruht auf",
    };
    match used.as_slice() {
        [] => Some(format!("{begun} {counts}.")),
        used => Some(format!("{begun} {counts}: {}.", used.join(", "))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pages_of_a_summary_are_counted_among_all_pages() {
        let said = |origin: &SummaryOrigin, shares: &[f32], pages| {
            let covered: Vec<PageCoverage> = shares
                .iter()
                .zip(1..)
                .map(|(share, page)| PageCoverage {
                    page,
                    share: *share,
                })
                .collect();
            drawn_on(origin, &covered, pages)
        };
        let model = SummaryOrigin::Model { name: "m".into() };
        assert_eq!(
            said(&SummaryOrigin::KeySentences, &[0.0, 0.06, 0.5], 9).as_deref(),
            Some("Die Kernsätze stehen auf 2 von 9 Seiten: S. 2 (6 % ihres Textes), S. 3 (50 %).")
        );
        assert_eq!(
            said(&model, &[0.0], 3).as_deref(),
            Some("Die Zusammenfassung beruht auf 0 von 3 Seiten.")
        );
        assert_eq!(said(&model, &[], 0), None);
    }
}
