//! What a person makes of a summary: a changed sentence, a sentence less, another order, and pinned sentences. What a
//! person wrote or pinned goes into the next summary of the same part of the document.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::coverage;
use super::kept::{kept_coverage, opened_sentences};
use super::recipe::{focus_in, options_in};
use super::types::Focus;
use crate::document::{Document, SectionId};
use crate::library::{KeptSentence, KeptSummary, KeptVersion, LibraryError};

/// The longest sentence that a person writes, in characters.
const LONGEST: usize = 5_000;

/// A change to a summary. Sentences go by their position, from 0.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum SummaryChange {
    /// A sentence gets other words.
    Rewrite {
        /// The sentence.
        sentence: u32,
        /// The new words.
        text: String,
    },
    /// A sentence goes.
    Remove {
        /// The sentence.
        sentence: u32,
    },
    /// A sentence moves by one place. In a summary section by section, the step over a heading is a place too.
    Move {
        /// The sentence.
        sentence: u32,
        /// Towards the end, or towards the beginning.
        down: bool,
    },
    /// A sentence is pinned, or is not any more.
    Pin {
        /// The sentence.
        sentence: u32,
        /// Whether the next summaries keep it.
        pinned: bool,
    },
}

/// What a change makes of a version; `None` if it changes nothing.
///
/// # Errors
/// [`LibraryError::LongNote`] if the new words are too long.
pub(crate) fn changed(
    version: &KeptVersion,
    document: &Document,
    change: &SummaryChange,
) -> Result<Option<KeptSummary>, LibraryError> {
    let mut summary = version.summary.clone();
    let by_section = options_in(&version.recipe).by_section();
    let changed = match change {
        SummaryChange::Rewrite { sentence, text } => {
            rewrite(&mut summary.sentences, *sentence as usize, text)?
        }
        SummaryChange::Remove { sentence } => {
            let at = *sentence as usize;
            let there = at < summary.sentences.len();
            if there {
                summary.sentences.remove(at);
            }
            there
        }
        SummaryChange::Move { sentence, down } => step(
            &mut summary.sentences,
            *sentence as usize,
            *down,
            by_section,
        ),
        SummaryChange::Pin { sentence, pinned } => {
            match summary.sentences.get_mut(*sentence as usize) {
                Some(sentence) => std::mem::replace(&mut sentence.pinned, *pinned) != *pinned,
                None => false,
            }
        }
    };
    Ok(changed.then(|| covered(summary, document)))
}

/// Sources of a person's words stay those of the sentence before; its support was that of other words.
fn rewrite(sentences: &mut [KeptSentence], at: usize, text: &str) -> Result<bool, LibraryError> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let characters = text.chars().count();
    if characters > LONGEST {
        return Err(LibraryError::LongNote {
            characters: u32::try_from(characters).unwrap_or(u32::MAX),
            limit: LONGEST as u32,
        });
    }
    let Some(sentence) = sentences.get_mut(at) else {
        return Ok(false);
    };
    if text.is_empty() || text == sentence.text {
        return Ok(false);
    }
    let before = std::mem::replace(&mut sentence.text, text);
    if !sentence.yours {
        sentence.instead_of = Some(before);
    }
    sentence.yours = true;
    sentence.support = None;
    Ok(true)
}

fn step(sentences: &mut [KeptSentence], at: usize, down: bool, by_section: bool) -> bool {
    let other = if down {
        at.checked_add(1)
    } else {
        at.checked_sub(1)
    };
    let Some(other) = other.filter(|other| *other.max(&at) < sentences.len()) else {
        return false;
    };
    let section = |at: usize| sentences.get(at).and_then(|sentence| sentence.section);
    let beyond = section(other);
    if by_section && section(at) != beyond {
        if let Some(sentence) = sentences.get_mut(at) {
            sentence.section = beyond;
        }
    } else {
        sentences.swap(at, other);
    }
    true
}

fn covered(mut summary: KeptSummary, document: &Document) -> KeptSummary {
    // lines that stand in place of a summary have none
    if !summary.coverage.is_empty() {
        let sentences = opened_sentences(summary.sentences.clone());
        summary.coverage = kept_coverage(&coverage::of_pages(document, &sentences));
    }
    summary
}

/// The version whose sentences go into a new summary: the last one that was shown about the same part of the document.
pub(crate) fn predecessor<'v>(
    versions: &'v [KeptVersion],
    recipe: &str,
) -> Option<&'v KeptVersion> {
    let focus = focus_in(recipe);
    let holds = |version: &KeptVersion| {
        !version.read_again || matches!(focus, Focus::Pages { .. } | Focus::Whole)
    };
    versions
        .iter()
        .find(|version| focus_in(&version.recipe) == focus && holds(version))
}

/// A new summary with what a person wrote and pinned in the one before; `None` if that is nothing. A sentence keeps its
/// place, and its section in a summary section by section. The sentence that a person's words replaced before does not
/// come again.
pub(crate) fn carried(
    made: &KeptSummary,
    recipe: &str,
    before: &KeptVersion,
    document: &Document,
) -> Option<KeptSummary> {
    let kept: Vec<(usize, &KeptSentence)> = before
        .summary
        .sentences
        .iter()
        .enumerate()
        .filter(|(_, sentence)| sentence.yours || sentence.pinned)
        .collect();
    if kept.is_empty() {
        return None;
    }
    let replaced = |text: &str| {
        let mut kept = kept.iter();
        kept.any(|(_, kept)| kept.text == text || kept.instead_of.as_deref() == Some(text))
    };
    let mut summary = made.clone();
    summary
        .sentences
        .retain(|sentence| !replaced(&sentence.text));
    let by_section = options_in(recipe).by_section();
    for (at, sentence) in kept {
        let range = match by_section {
            true => section_range(&summary.sentences, sentence.section),
            false => 0..summary.sentences.len(),
        };
        let nth = match by_section {
            true => at - first_of_section(&before.summary.sentences, at),
            false => at,
        };
        let to = (range.start + nth).min(range.end);
        summary.sentences.insert(to, sentence.clone());
    }
    Some(covered(summary, document))
}

/// The positions of a section's sentences, or the place where they would stand.
fn section_range(sentences: &[KeptSentence], section: Option<SectionId>) -> std::ops::Range<usize> {
    let is = |sentence: &KeptSentence| sentence.section == section;
    let Some(start) = sentences.iter().position(is) else {
        let later = sentences
            .iter()
            .position(|sentence| sentence.section > section);
        let at = later.unwrap_or(sentences.len());
        return at..at;
    };
    let after = sentences
        .iter()
        .skip(start)
        .take_while(|sentence| is(sentence));
    start..start + after.count()
}

/// The position of the first of the neighbouring sentences of the same section.
fn first_of_section(sentences: &[KeptSentence], at: usize) -> usize {
    let section = sentences.get(at).and_then(|sentence| sentence.section);
    let before = sentences.get(..at).unwrap_or_default().iter().rev();
    at - before
        .take_while(|sentence| sentence.section == section)
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assistant::sample::paged;
    use crate::document::SentenceId;
    use crate::library::{KeptOrigin, KeptSource, SummaryVersion, VersionId};

    const WHOLE: &str = "key_sentences 2 Medium false Whole";
    const SECTIONS: &str = "key_sentences 2 Long true Whole";

    /// Sentences named by their text and section, each with the sentence of the document at its position as its source.
    fn summary(sentences: &[(&str, Option<u32>)]) -> KeptSummary {
        let sentence = |(at, (text, section)): (u32, &(&str, Option<u32>))| KeptSentence {
            text: (*text).into(),
            sources: vec![KeptSource {
                sentence: SentenceId(at),
                page: Some(1),
                weight: 1.0,
            }],
            support: Some(0.75),
            section: section.map(SectionId),
            yours: false,
            pinned: false,
            instead_of: None,
        };
        let document = document();
        let kept = KeptSummary {
            origin: KeptOrigin::Model { name: "m".into() },
            sentences: (0..).zip(sentences).map(sentence).collect(),
            remarks: Some(vec![]),
            coverage: vec![crate::library::KeptCoverage {
                page: 1,
                share: 0.0,
            }],
        };
        covered(kept, &document)
    }

    fn document() -> Document {
        paged(&[(1, "aaaa aaaa."), (1, "bbbb bbbb."), (2, "cccc cccc.")])
    }

    fn version(recipe: &str, summary: KeptSummary) -> KeptVersion {
        KeptVersion {
            version: SummaryVersion {
                id: VersionId(1),
                made_at: 5,
                changed: false,
                undo: false,
                shown: true,
                others: 0,
            },
            recipe: recipe.into(),
            read_again: false,
            summary,
        }
    }

    fn three() -> KeptVersion {
        version(
            WHOLE,
            summary(&[("One.", None), ("Two.", None), ("Three.", None)]),
        )
    }

    fn after(version: &KeptVersion, change: &SummaryChange) -> Option<KeptSummary> {
        changed(version, &document(), change).unwrap()
    }

    fn texts(summary: &KeptSummary) -> Vec<&str> {
        let sentences = summary.sentences.iter();
        sentences.map(|sentence| sentence.text.as_str()).collect()
    }

    fn rewritten(version: KeptVersion, sentence: u32, text: &str) -> KeptVersion {
        let text = text.into();
        let summary = after(&version, &SummaryChange::Rewrite { sentence, text }).unwrap();
        KeptVersion { summary, ..version }
    }

    fn pinned(version: KeptVersion, sentence: u32) -> KeptVersion {
        let pin = SummaryChange::Pin {
            sentence,
            pinned: true,
        };
        let summary = after(&version, &pin).unwrap();
        KeptVersion { summary, ..version }
    }

    #[test]
    fn other_words_are_the_persons_and_have_no_support() {
        let changed = rewritten(three(), 1, " My  own\nwords. ");
        let sentence = &changed.summary.sentences[1];
        assert_eq!(sentence.text, "My own words.");
        assert!(sentence.yours && sentence.support.is_none());
        assert_eq!(sentence.sources[0].sentence, SentenceId(1));
        assert_eq!(sentence.instead_of.as_deref(), Some("Two."));
        // words in place of the person's own still replace the first ones
        let again = rewritten(changed, 1, "Better words.");
        assert_eq!(
            again.summary.sentences[1].instead_of.as_deref(),
            Some("Two.")
        );
    }

    #[test]
    fn what_changes_nothing_makes_no_version() {
        let version = three();
        for change in [
            SummaryChange::Rewrite {
                sentence: 0,
                text: " One. ".into(),
            },
            SummaryChange::Rewrite {
                sentence: 0,
                text: " ".into(),
            },
            SummaryChange::Remove { sentence: 3 },
            SummaryChange::Move {
                sentence: 0,
                down: false,
            },
            SummaryChange::Move {
                sentence: 2,
                down: true,
            },
            SummaryChange::Move {
                sentence: u32::MAX,
                down: true,
            },
            SummaryChange::Pin {
                sentence: 1,
                pinned: false,
            },
        ] {
            assert_eq!(after(&version, &change), None, "{change:?}");
        }
        let text = "x".repeat(LONGEST + 1);
        let long = SummaryChange::Rewrite { sentence: 0, text };
        assert!(matches!(
            changed(&version, &document(), &long),
            Err(LibraryError::LongNote { limit: 5_000, .. })
        ));
    }

    #[test]
    fn a_summary_without_a_sentence_does_not_draw_on_its_source() {
        let version = three();
        let share = |summary: &KeptSummary| {
            let pages = summary.coverage.iter();
            pages.map(|page| page.share).collect::<Vec<_>>()
        };
        assert_eq!(share(&version.summary), [1.0, 1.0]);
        let less = after(&version, &SummaryChange::Remove { sentence: 0 }).unwrap();
        assert_eq!(texts(&less), ["Two.", "Three."]);
        assert_eq!(share(&less), [0.5, 1.0]);
    }

    #[test]
    fn a_step_over_a_heading_is_a_step() {
        let parts = &[("One.", Some(0)), ("Two.", Some(0)), ("Three.", Some(4))];
        let mut version = version(SECTIONS, summary(parts));
        let down = SummaryChange::Move {
            sentence: 1,
            down: true,
        };
        version.summary = after(&version, &down).unwrap();
        assert_eq!(texts(&version.summary), ["One.", "Two.", "Three."]);
        assert_eq!(version.summary.sentences[1].section, Some(SectionId(4)));
        version.summary = after(&version, &down).unwrap();
        assert_eq!(texts(&version.summary), ["One.", "Three.", "Two."]);
        // without headings it changes places at once
        let flat = KeptVersion {
            recipe: WHOLE.into(),
            summary: summary(parts),
            ..version
        };
        assert_eq!(
            texts(&after(&flat, &down).unwrap()),
            ["One.", "Three.", "Two."]
        );
    }

    #[test]
    fn what_a_person_wrote_and_pinned_is_in_the_next_summary() {
        let before = pinned(rewritten(three(), 1, "Mine."), 2);
        let made = summary(&[("One.", None), ("Two.", None), ("New.", None)]);
        let next = carried(&made, WHOLE, &before, &document()).unwrap();
        // the words that the person replaced do not come again
        assert_eq!(texts(&next), ["One.", "Mine.", "Three.", "New."]);
        assert!(next.sentences[1].yours && next.sentences[2].pinned);
        let shorter = summary(&[("One.", None)]);
        let next = carried(&shorter, WHOLE, &before, &document()).unwrap();
        assert_eq!(texts(&next), ["One.", "Mine.", "Three."]);
        assert_eq!(carried(&made, WHOLE, &three(), &document()), None);
    }

    #[test]
    fn a_kept_sentence_stays_in_its_section() {
        let parts = &[("One.", Some(0)), ("Two.", Some(2)), ("Three.", Some(4))];
        let before = pinned(version(SECTIONS, summary(parts)), 1);
        let made = summary(&[("A.", Some(0)), ("B.", Some(2)), ("C.", Some(2))]);
        let next = carried(&made, SECTIONS, &before, &document()).unwrap();
        assert_eq!(texts(&next), ["A.", "Two.", "B.", "C."]);
        let without = summary(&[("A.", Some(0)), ("D.", Some(4))]);
        let next = carried(&without, SECTIONS, &before, &document()).unwrap();
        assert_eq!(texts(&next), ["A.", "Two.", "D."]);
    }

    #[test]
    fn a_summary_of_another_part_is_another_summary() {
        let whole = three();
        let pages = KeptVersion {
            recipe: "key_sentences 2 Medium false Pages { first: 1, last: 1 }".into(),
            ..three()
        };
        let section = "key_sentences 2 Medium false Section { section: SectionId(3) }";
        let old = KeptVersion {
            recipe: section.into(),
            read_again: true,
            ..three()
        };
        let versions = [pages.clone(), old, whole.clone()];
        assert_eq!(predecessor(&versions, SECTIONS), Some(&whole));
        assert_eq!(predecessor(&versions, &pages.recipe), Some(&pages));
        // the numbers of another reading are those of other sections
        assert_eq!(predecessor(&versions, section), None);
    }
}
