//! Which sentences of a document are read: the running text that a person asked for, without boilerplate.
//!
//! References and back matter carry their kind ([`Document::prose`]); tables of contents and licences are
//! recognized here by their words. If they make up most of the text, the document itself is one, and it is read
//! like any other.

use super::boilerplate;
use super::error::{Region, SummaryError};
use super::types::Focus;
use crate::document::{Document, Section, SectionId, SectionKind, Sentence, SentenceId};

/// Most section titles that the error names if a section is not found.
const MOST_NAMED: usize = 12;

/// The sentences to read, in order; empty if the document has no running text at all.
///
/// # Errors
/// If the focus is on a section or on pages that do not exist or have no running text.
pub(crate) fn readable(document: &Document, focus: Focus) -> Result<Vec<&Sentence>, SummaryError> {
    let focused: Vec<&Sentence> = match focus {
        Focus::Whole => document.prose().collect(),
        Focus::Section { section } => in_section(document, section)?,
        Focus::Pages { first, last } => on_pages(document, first, last)?,
        Focus::Sentences { first, last } => between(document, first, last)?,
    };
    let informative: Vec<&Sentence> = focused
        .iter()
        .copied()
        .filter(|sentence| !boilerplate::is_boilerplate(document, sentence))
        .collect();
    Ok(if informative.len() * 2 < focused.len() {
        focused
    } else {
        informative
    })
}

fn in_section(document: &Document, wanted: SectionId) -> Result<Vec<&Sentence>, SummaryError> {
    let Some(section) = document.sections.get(wanted.0 as usize) else {
        return Err(no_section(document, wanted.0.to_string()));
    };
    // a person who asks for the acknowledgements gets them
    let set_aside = |id: SectionId| {
        kind_of(document, id).is_some_and(|kind| {
            matches!(kind, SectionKind::BackMatter | SectionKind::References)
                && kind != section.kind
        })
    };
    let found: Vec<&Sentence> = document
        .sentences
        .iter()
        .filter(|sentence| {
            document.block_of(sentence.id).is_some_and(|block| {
                block.kind.is_prose()
                    && block.section.is_some_and(|id| {
                        !set_aside(id) && around(document, id).any(|around| around == wanted)
                    })
            })
        })
        .collect();
    if found.is_empty() {
        return Err(SummaryError::NothingThere(Region::Section {
            title: section.title.clone(),
        }));
    }
    Ok(found)
}

fn on_pages(document: &Document, first: u32, last: u32) -> Result<Vec<&Sentence>, SummaryError> {
    let pages = u32::try_from(document.pages.len()).unwrap_or(u32::MAX);
    if pages == 0 {
        return Err(SummaryError::NoPages);
    }
    if first == 0 || first > last || first > pages {
        return Err(SummaryError::PagesNotThere { first, last, pages });
    }
    let found: Vec<&Sentence> = document
        .prose()
        .filter(|sentence| {
            sentence
                .page()
                .is_some_and(|page| (first..=last).contains(&page))
        })
        .collect();
    if found.is_empty() {
        return Err(SummaryError::NothingThere(Region::Pages { first, last }));
    }
    Ok(found)
}

/// Whoever selects a caption or a reference gets it, so the kind of the text does not matter.
fn between(
    document: &Document,
    first: SentenceId,
    last: SentenceId,
) -> Result<Vec<&Sentence>, SummaryError> {
    let found: Vec<&Sentence> = document
        .sentences
        .iter()
        .filter(|sentence| (first.0..=last.0).contains(&sentence.id.0))
        .collect();
    if found.is_empty() {
        return Err(SummaryError::NothingThere(Region::Selection));
    }
    Ok(found)
}

/// The section that a person means: by its number ("3.1"), its title, or a part of the title.
///
/// # Errors
/// [`SummaryError::NoSection`], which names the sections that exist.
pub fn section_named(document: &Document, words: &str) -> Result<SectionId, SummaryError> {
    let wanted = folded(words);
    let number = wanted.trim_end_matches('.');
    let title = |section: &Section| folded(&section.title);
    let bare = |section: &Section| {
        let title = title(section);
        match title.split_once(' ') {
            Some((label, rest)) if label.starts_with(|c: char| c.is_ascii_digit()) => {
                rest.to_owned()
            }
            _ => title,
        }
    };
    let ways: [&dyn Fn(&Section) -> bool; 4] = [
        &|section| title(section) == wanted || bare(section) == wanted,
        &|section| {
            title(section)
                .split(' ')
                .next()
                .is_some_and(|label| label.trim_end_matches('.') == number)
        },
        &|section| bare(section).starts_with(&wanted),
        &|section| title(section).contains(&wanted),
    ];
    let found = ways
        .iter()
        .filter(|_| !wanted.is_empty())
        .find_map(|way| document.sections.iter().find(|section| way(section)));
    found
        .map(|section| section.id)
        .ok_or_else(|| no_section(document, words.trim().to_owned()))
}

/// The refusal that names the outermost sections of the document.
fn no_section(document: &Document, wanted: String) -> SummaryError {
    let mut known = titles(document);
    let more = known.len() > MOST_NAMED;
    known.truncate(MOST_NAMED);
    SummaryError::NoSection {
        wanted,
        known,
        more,
    }
}

fn folded(text: &str) -> String {
    let lower = text.to_lowercase();
    lower.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn titles(document: &Document) -> Vec<String> {
    let outer = document
        .sections
        .iter()
        .filter(|section| section.parent.is_none() && section.kind != SectionKind::References);
    outer.map(|section| section.title.clone()).collect()
}

/// The outermost section around a sentence.
pub(crate) fn outermost(document: &Document, sentence: SentenceId) -> Option<SectionId> {
    let section = document.block_of(sentence)?.section?;
    around(document, section).last()
}

/// The innermost section around a sentence.
pub(super) fn innermost(document: &Document, sentence: SentenceId) -> Option<SectionId> {
    document.block_of(sentence)?.section
}

/// The sections around a sentence, innermost first.
pub(super) fn sections_around(
    document: &Document,
    sentence: SentenceId,
) -> impl Iterator<Item = SectionId> {
    innermost(document, sentence)
        .into_iter()
        .flat_map(|section| around(document, section))
}

/// A section and the sections around it, innermost first.
fn around(document: &Document, section: SectionId) -> impl Iterator<Item = SectionId> {
    let parent = |id: &SectionId| document.sections.get(id.0 as usize)?.parent;
    // at most as many steps as there are levels, so that a circle in the tree ends too
    std::iter::successors(Some(section), parent).take(16)
}

fn kind_of(document: &Document, section: SectionId) -> Option<SectionKind> {
    let section = document.sections.get(section.0 as usize)?;
    Some(section.kind)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assistant::sample::{flow, paged, sectioned};

    fn texts(document: &Document, focus: Focus) -> Vec<&str> {
        let sentences = readable(document, focus).unwrap();
        sentences.iter().map(|s| s.text.as_str()).collect()
    }

    fn paper() -> Document {
        sectioned(&[
            ("Abstract", 1, &["Birds fly."]),
            ("1 Methods", 1, &["We watched."]),
            ("1.1 Nets", 2, &["Nets were used."]),
            ("2. Results", 1, &["They flew far."]),
            ("Acknowledgements", 1, &["We thank the birds."]),
        ])
    }

    #[test]
    fn a_section_is_read_with_the_sections_in_it() {
        let paper = paper();
        let read = |words| {
            let section = section_named(&paper, words).unwrap();
            texts(&paper, Focus::Section { section })
        };
        assert_eq!(read("methods"), ["We watched.", "Nets were used."]);
        assert_eq!(read("1.1"), ["Nets were used."]);
        assert_eq!(read("2"), ["They flew far."]);
        assert_eq!(read("RESULTS"), ["They flew far."]);
        assert_eq!(read("net"), ["Nets were used."]);
        // back matter is read if it is asked for by name
        assert_eq!(read("acknowledgements"), ["We thank the birds."]);
        assert_eq!(texts(&paper, Focus::Whole).len(), 4);
    }

    #[test]
    fn a_section_that_is_not_there_names_those_that_are() {
        let error = section_named(&paper(), "Discussion").unwrap_err();
        let SummaryError::NoSection {
            wanted,
            known,
            more,
        } = error
        else {
            panic!("{error}");
        };
        assert_eq!(wanted, "Discussion");
        assert!(known.iter().any(|title| title == "1 Methods"), "{known:?}");
        assert!(!more);
        assert!(section_named(&paper(), " ").is_err());
        let nameless = section_named(&flow(&["One."]), "Results").unwrap_err();
        assert!(
            matches!(&nameless, SummaryError::NoSection { known, .. } if known.is_empty()),
            "{nameless}"
        );
        let unknown = Focus::Section {
            section: SectionId(77),
        };
        assert!(readable(&paper(), unknown).is_err());
    }

    #[test]
    fn pages_are_read_by_where_sentences_begin() {
        let document = paged(&[(1, "One."), (2, "Two."), (4, "Four.")]);
        let pages = |first, last| Focus::Pages { first, last };
        assert_eq!(texts(&document, pages(2, 4)), ["Two.", "Four."]);
        assert_eq!(texts(&document, pages(2, 99)), ["Two.", "Four."]);
        let empty = readable(&document, pages(3, 3)).unwrap_err();
        let page = Region::Pages { first: 3, last: 3 };
        assert!(matches!(empty, SummaryError::NothingThere(place) if place == page));
        for (first, last) in [(5, 9), (0, 1), (3, 2)] {
            let error = readable(&document, pages(first, last)).unwrap_err();
            assert!(
                matches!(error, SummaryError::PagesNotThere { pages: 4, .. }),
                "{first}-{last}: {error}"
            );
        }
        let error = readable(&flow(&["One."]), pages(1, 1)).unwrap_err();
        assert!(matches!(error, SummaryError::NoPages));
    }

    #[test]
    fn a_selection_is_read_as_it_is() {
        let document = flow(&[
            "We watched birds over the sea.",
            "They flew for days.",
            "They rested.",
        ]);
        let between = |first, last| Focus::Sentences {
            first: SentenceId(first),
            last: SentenceId(last),
        };
        assert_eq!(
            texts(&document, between(1, 2)),
            ["They flew for days.", "They rested."]
        );
        for nothing in [between(2, 1), between(7, 9)] {
            assert!(matches!(
                readable(&document, nothing).unwrap_err(),
                SummaryError::NothingThere(Region::Selection)
            ));
        }
    }

    #[test]
    fn contents_and_licences_are_passed_over_unless_they_are_the_document() {
        let document = flow(&[
            "1 Introduction ........ 3",
            "We watched birds over the sea.",
            "They flew for days without rest.",
            "© 2020 The Authors.",
        ]);
        assert_eq!(
            texts(&document, Focus::Whole),
            [
                "We watched birds over the sea.",
                "They flew for days without rest."
            ]
        );
        let licence = flow(&[
            "Permission is hereby granted, free of charge, to any person.",
            "The software is provided “as is”, without warranty of any kind.",
            "Neither the name nor the marks may be used.",
        ]);
        assert_eq!(texts(&licence, Focus::Whole).len(), 3);
    }
}
