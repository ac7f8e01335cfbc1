//! What a reader of a summary should know about it.

use super::types::Focus;
use crate::document::{Document, Note};

/// What a reader of the summary should know: what it is about where that is not all, and how the document
/// was read; one sentence each.
pub(crate) fn remarks(document: &Document, focus: Focus) -> Vec<String> {
    let about = match focus {
        Focus::Whole => None,
        Focus::Section { section } => document
            .sections
            .get(section.0 as usize)
            .map(|section| format!("About the section “{}” only.", section.title)),
        Focus::Pages { first, last } if first == last => Some(format!("About page {first} only.")),
        Focus::Pages { first, last } => Some(format!("About pages {first}-{last} only.")),
    };
    about.into_iter().chain(notes(document)).collect()
}

fn notes(document: &Document) -> impl Iterator<Item = String> {
    document.notes.iter().map(|note| match note {
        Note::Truncated { limit } => {
            format!("Only a part of this document was read: the limit is {limit}.")
        }
        Note::ScannedPages { pages } => format!(
            "{} and {} not read.",
            pages_are(pages, "a picture", "pictures"),
            if pages.len() == 1 { "was" } else { "were" }
        ),
        Note::FailedPages { pages } => {
            format!("{} could not be read.", pages_named(pages))
        }
        Note::WorkerDied { page } => {
            format!("Page {page} could not be read; what follows it was.")
        }
    })
}

fn pages_are(pages: &[u32], one: &str, many: &str) -> String {
    let named = pages_named(pages);
    if pages.len() == 1 {
        format!("{named} is {one}")
    } else {
        format!("{named} are {many}")
    }
}

/// `Page 3`, `Pages 3-5, 9`.
fn pages_named(pages: &[u32]) -> String {
    let mut sorted = pages.to_vec();
    sorted.sort_unstable();
    sorted.dedup();
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for page in sorted {
        match runs.last_mut() {
            Some((_, last)) if last.saturating_add(1) == page => *last = page,
            _ => runs.push((page, page)),
        }
    }
    let runs: Vec<_> = runs
        .into_iter()
        .map(|(first, last)| match last - first {
            0 => first.to_string(),
            _ => format!("{first}-{last}"),
        })
        .collect();
    format!(
        "Page{} {}",
        if pages.len() == 1 { "" } else { "s" },
        runs.join(", ")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_of_pages_are_told_as_runs() {
        assert_eq!(pages_named(&[4]), "Page 4");
        assert_eq!(pages_named(&[9, 3, 5, 4]), "Pages 3-5, 9");
    }
}
