//! The words around a summary: who made it, its pages and its sources.

use super::numbers::{counted, page, percent};
use crate::assistant::summary::{PageCoverage, SummaryOrigin};
use crate::text::rows::with_cells;

/// Who made the summary, and whether the person changed it.
pub(crate) fn made_by(origin: &SummaryOrigin, changed: bool) -> String {
    let by = match origin {
        SummaryOrigin::KeySentences => "Key sentences, quoted from the document".into(),
        SummaryOrigin::Model { name } => format!("Summary written by {name}"),
    };
    if changed {
        return format!("{by}, with your changes");
    }
    by
}

/// What the lines that stand in place of a summary are called.
pub(crate) const LINES: &str = "Lines of the document";

/// `Birds fly. [yours; pinned; p. 7, 2]`: a sentence with its pages, the page of the greatest weight first, whether the
/// person wrote it, and whether every new summary keeps it.
pub(crate) fn with_pages(sentence: &str, pages: &[u32], yours: bool, pinned: bool) -> String {
    let sentence = with_cells(sentence);
    let yours = yours.then(|| "yours".to_owned());
    let pinned = pinned.then(|| "pinned".to_owned());
    let pages: Vec<String> = pages.iter().map(u32::to_string).collect();
    let pages = (!pages.is_empty()).then(|| format!("p. {}", pages.join(", ")));
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
        [one] => Some(format!("Weakly supported by its sources: sentence {one}.")),
        all => Some(format!(
            "Weakly supported by their sources: sentences {}.",
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
            let of = if at == 0 { " of its text" } else { "" };
            format!("{} ({share}{of})", page(covered.page))
        })
        .collect();
    let all = pages.max(coverage.len());
    let counts = counted(u32::try_from(all).unwrap_or(u32::MAX), "page", "pages");
    let counts = match used.len() {
        number if number == all && all > 1 => format!("all {counts}"),
        number => format!("{number} of {counts}"),
    };
    let begun = match origin {
        SummaryOrigin::KeySentences => "The key sentences stand on",
        SummaryOrigin::Model { .. } => "The summary draws on",
    };
    match used.as_slice() {
        [] => Some(format!("{begun} {counts}.")),
        used => Some(format!("{begun} {counts}: {}.", used.join(", "))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn covered(shares: &[f32]) -> Vec<PageCoverage> {
        let pages = shares.iter().zip(1..);
        pages
            .map(|(share, page)| PageCoverage {
                page,
                share: *share,
            })
            .collect()
    }

    #[test]
    fn the_pages_of_a_summary_are_counted_among_all_pages() {
        let model = SummaryOrigin::Model { name: "m".into() };
        let drawn_on = |origin: &SummaryOrigin, shares: &[f32], pages| {
            drawn_on(origin, &covered(shares), pages)
        };
        assert_eq!(
            drawn_on(&SummaryOrigin::KeySentences, &[0.0, 0.06, 0.5], 9).as_deref(),
            Some("The key sentences stand on 2 of 9 pages: p. 2 (6% of its text), p. 3 (50%).")
        );
        assert_eq!(
            drawn_on(&model, &[0.25, 0.001], 2).as_deref(),
            Some("The summary draws on all 2 pages: p. 1 (25% of its text), p. 2 (1%).")
        );
        assert_eq!(
            drawn_on(&model, &[0.0], 3).as_deref(),
            Some("The summary draws on 0 of 3 pages.")
        );
        assert_eq!(drawn_on(&model, &[], 0), None);
    }
}
