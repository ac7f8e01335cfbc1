//! How much of each page a summary drew on.

use std::collections::{BTreeMap, HashSet};

use super::types::{PageCoverage, SummarySentence};
use crate::document::{Document, Place, Sentence, SentenceId};

/// The share of each page's running text, in characters, that is a source of some sentence of the summary. Pages
/// without running text are left out. A sentence that spans two pages counts for both, in proportion to its lines.
pub(super) fn of_pages(document: &Document, summary: &[SummarySentence]) -> Vec<PageCoverage> {
    let cited: HashSet<SentenceId> = summary
        .iter()
        .flat_map(|sentence| &sentence.evidence)
        .map(|source| source.sentence)
        .collect();
    let mut pages: BTreeMap<u32, (f32, f32)> = BTreeMap::new();
    for sentence in document.prose() {
        for (page, characters) in characters_by_page(sentence) {
            let (used, all) = pages.entry(page).or_default();
            *all += characters;
            if cited.contains(&sentence.id) {
                *used += characters;
            }
        }
    }
    pages
        .into_iter()
        .filter(|(_, (_, all))| *all > 0.0)
        .map(|(page, (used, all))| PageCoverage {
            page,
            share: (used / all).clamp(0.0, 1.0),
        })
        .collect()
}

fn characters_by_page(sentence: &Sentence) -> impl Iterator<Item = (u32, f32)> {
    let lines = sentence.places.len().max(1) as f32;
    let each = sentence.end.saturating_sub(sentence.start) as f32 / lines;
    sentence.places.iter().filter_map(move |place| match place {
        Place::Page { page, .. } => Some((*page, each)),
        Place::Flow { .. } => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assistant::sample::{self, paged};

    #[test]
    fn a_page_is_covered_by_the_share_of_its_text_that_is_a_source() {
        // two sentences of the same length on page 1, one on page 2
        let document = paged(&[(1, "aaaa aaaa."), (1, "bbbb bbbb."), (2, "cccc cccc.")]);
        let summary = [
            SummarySentence::sample("A.", &[0]),
            SummarySentence::sample("B.", &[0]),
        ];
        let coverage = of_pages(&document, &summary);
        let shares: Vec<_> = coverage
            .iter()
            .map(|page| (page.page, page.share))
            .collect();
        assert_eq!(shares, [(1, 0.5), (2, 0.0)]);
    }

    #[test]
    fn a_sentence_over_a_page_break_counts_for_both() {
        let mut document = paged(&[(1, "aaaa aaaa."), (1, "bbbb bbbb."), (2, "cccc cccc.")]);
        let second = document.sentences[2].places.clone();
        document.sentences[1].places.extend(second);
        let coverage = of_pages(&document, &[SummarySentence::sample("B.", &[1])]);
        assert!(
            (coverage[0].share - 5.0 / 15.0).abs() < 1e-6,
            "{coverage:?}"
        );
        assert!(
            (coverage[1].share - 5.0 / 15.0).abs() < 1e-6,
            "{coverage:?}"
        );
    }

    #[test]
    fn a_document_without_pages_has_no_map() {
        let document = sample::flow(&["One sentence.", "Another one."]);
        assert!(of_pages(&document, &[SummarySentence::sample("One.", &[0])]).is_empty());
    }
}
