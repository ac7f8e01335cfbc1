//! What the section tree needs of a heading, and which headings are those of a structured abstract.

use super::section_names::{is_introduction, is_part_of_abstract, known, number};
use crate::document::types::SectionKind;

/// What the section tree needs of a heading.
#[derive(Debug)]
pub(crate) struct Heading {
    pub(crate) level: u8,
    pub(crate) title: String,
    /// 1-based; 0 in a document without pages.
    pub(crate) page: u32,
    /// Whether it heads a part of a structured abstract, whatever stands between that part and "Abstract".
    pub(crate) in_abstract: bool,
}

impl Heading {
    /// A heading on a page.
    pub(crate) fn new(title: String, level: u8, page: u32) -> Self {
        Self {
            level,
            title,
            page,
            in_abstract: false,
        }
    }
}

/// Marks the parts of a structured abstract: on the first two pages, the headings with names of such parts before the
/// introduction, or before the first name that comes again.
pub(crate) fn mark_abstract(headings: Vec<&mut Heading>) {
    let names: Vec<(String, u32)> = headings
        .iter()
        .map(|heading| (heading.title.to_lowercase(), heading.page))
        .collect();
    let early = |page: u32| (1..=2).contains(&page);
    let first = names
        .iter()
        .position(|(name, page)| early(*page) && known(name) == Some(SectionKind::Abstract))
        .map_or(0, |at| at + 1);
    let repeated = || {
        names
            .iter()
            .enumerate()
            .skip(first)
            .find_map(|(at, (name, _))| {
                let before = names.get(first..at).unwrap_or_default();
                let again = before
                    .iter()
                    .any(|(other, page)| other == name && early(*page));
                (again && is_part_of_abstract(name)).then_some(at)
            })
    };
    let introduction = names
        .iter()
        .rposition(|(name, page)| (1..=3).contains(page) && is_introduction(name));
    let Some(end) = introduction.or_else(repeated) else {
        return;
    };
    for (heading, (name, page)) in headings.into_iter().zip(&names).take(end).skip(first) {
        // a numbered section is never a part of an abstract
        heading.in_abstract =
            early(*page) && is_part_of_abstract(name) && number(&heading.title).is_none();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Titles of the headings, all on one page, that are marked.
    fn marked(titles: &[&str], page: u32) -> Vec<String> {
        let mut headings: Vec<Heading> = titles
            .iter()
            .map(|title| Heading::new((*title).to_owned(), 1, page))
            .collect();
        mark_abstract(headings.iter_mut().collect());
        let those = headings.into_iter().filter(|heading| heading.in_abstract);
        those.map(|heading| heading.title).collect()
    }

    #[test]
    fn parts_of_an_abstract_stand_before_the_introduction() {
        let titles = [
            "Abstract",
            "Objectives",
            "Keywords",
            "Results",
            "Introduction",
            "Methods",
            "Results",
        ];
        assert_eq!(marked(&titles, 1), ["Objectives", "Results"]);
        assert!(marked(&titles, 3).is_empty());
        let numbered = ["Abstract", "1. Methods", "2. Introduction"];
        assert!(marked(&numbered, 1).is_empty());
    }

    #[test]
    fn without_an_introduction_the_first_name_that_comes_again_begins_the_text() {
        let titles = [
            "Abstract",
            "Background",
            "Results",
            "Background",
            "Methods",
            "Results",
        ];
        assert_eq!(marked(&titles, 1), ["Background", "Results"]);
        assert!(marked(&["Abstract", "Methods", "Results"], 1).is_empty());
    }
}
