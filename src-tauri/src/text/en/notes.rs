//! What is worth knowing: how the program started, how a document was read, what a summary is about.

use super::numbers::{grouped, pages_named};
use crate::assistant::summary::Remark;
use crate::document::{Cap, Note};
use crate::jobs::StartupRemark;

/// A remark about how the program started.
pub(crate) fn at_start(remark: &StartupRemark) -> String {
    match remark {
        StartupRemark::SettingsReplaced { kept_as } => format!(
            "The settings file was damaged. It is kept as {kept_as}, and the default settings are used."
        ),
        StartupRemark::Crashed { report } => format!(
            "Pagewing made a mistake last time. What it noted of it, without any text of yours, is in {report}."
        ),
    }
}

/// A remark about a summary.
pub(crate) fn remark(remark: &Remark) -> String {
    match remark {
        Remark::AboutSection { title } => format!("About the section “{title}” only."),
        Remark::AboutPages { first, last } if first == last => format!("About page {first} only."),
        Remark::AboutPages { first, last } => format!("About pages {first}-{last} only."),
        Remark::AboutSelection => "About the selected sentences only.".into(),
        Remark::NoRunningText => {
            "The document has no running text to summarize. These lines show what it contains. \
            `pagewing extract` prints all of it, and `pagewing ask` answers questions about it."
                .into()
        }
        Remark::Note { note } => self::note(note),
    }
}

/// A remark after the word that introduces it.
pub(crate) fn labelled(remark: &str) -> String {
    format!("Note: {remark}")
}

/// A note about how a document was read.
pub(crate) fn note(note: &Note) -> String {
    match note {
        Note::Truncated { cap } => truncated(*cap),
        Note::ScannedPages { pages } => match pages.as_slice() {
            [page] => format!("Page {page} is a picture and was not read."),
            pages => format!("{} are pictures and were not read.", pages_named(pages)),
        },
        Note::RecognizedPages { pages } => format!(
            "The text of {} was recognized and may have wrong letters.",
            pages_named(pages).to_lowercase()
        ),
        Note::FailedPages { pages } => format!("{} could not be read.", pages_named(pages)),
        Note::UnknownLetters { pages } => format!(
            "Some letters on {} could not be identified, because their font does not name them.",
            pages_named(pages).to_lowercase()
        ),
        Note::IncludedLeftOut { count: 1 } => "A document inside this one was not read.".into(),
        Note::IncludedLeftOut { count } => {
            format!(
                "{} documents inside this one were not read.",
                grouped(*count)
            )
        }
        Note::WorkerDied { page } => {
            format!("Page {page} could not be read; the pages after it were.")
        }
    }
}

fn truncated(cap: Cap) -> String {
    match cap {
        Cap::Pages { limit } => format!("Only the first {} pages were read.", grouped(limit)),
        Cap::Characters { limit } => {
            format!("Only the first {} characters were read.", grouped(limit))
        }
        Cap::CharactersOnPages { page, document } => format!(
            "Some of the text was not read: Pagewing reads at most {} characters of a page and {} of a document.",
            grouped(page),
            grouped(document)
        ),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// One of each kind; a new kind does not compile before it stands here.
    fn all() -> Vec<Remark> {
        let caps = [
            Cap::Pages { limit: 5_000 },
            Cap::Characters { limit: 20_000_000 },
            Cap::CharactersOnPages {
                page: 300_000,
                document: 30_000_000,
            },
        ];
        let notes = [
            Note::ScannedPages {
                pages: vec![9, 3, 5, 4],
            },
            Note::RecognizedPages { pages: vec![1, 2] },
            Note::FailedPages { pages: vec![7] },
            Note::UnknownLetters { pages: vec![4] },
            Note::IncludedLeftOut { count: 1 },
            Note::IncludedLeftOut { count: 2 },
            Note::WorkerDied { page: 2 },
        ];
        let notes = caps
            .map(|cap| Note::Truncated { cap })
            .into_iter()
            .chain(notes);
        let about = [
            Remark::AboutSection {
                title: "Methods".into(),
            },
            Remark::AboutPages { first: 3, last: 3 },
            Remark::AboutPages { first: 3, last: 5 },
        ];
        about
            .into_iter()
            .chain(notes.map(|note| Remark::Note { note }))
            .collect()
    }

    #[test]
    fn every_remark_has_its_own_sentence() {
        let said: Vec<String> = all().iter().map(remark).collect();
        assert_eq!(
            said,
            [
                "About the section “Methods” only.",
                "About page 3 only.",
                "About pages 3-5 only.",
                "Only the first 5,000 pages were read.",
                "Only the first 20,000,000 characters were read.",
                "Some of the text was not read: Pagewing reads at most 300,000 characters of a page and 30,000,000 of a document.",
                "Pages 3-5, 9 are pictures and were not read.",
                "The text of pages 1-2 was recognized and may have wrong letters.",
                "Page 7 could not be read.",
                "Some letters on page 4 could not be identified, because their font does not name them.",
                "A document inside this one was not read.",
                "2 documents inside this one were not read.",
                "Page 2 could not be read; the pages after it were.",
            ]
        );
        assert_eq!(said.iter().collect::<BTreeSet<_>>().len(), said.len());
    }

    #[test]
    fn the_start_says_where_damaged_settings_are_kept() {
        let said = at_start(&StartupRemark::SettingsReplaced {
            kept_as: "/home/ada/settings.broken-1.json".into(),
        });
        assert!(said.contains("kept as /home/ada/settings.broken-1.json"));
    }

    #[test]
    fn the_start_says_where_the_report_of_a_crash_is() {
        let said = at_start(&StartupRemark::Crashed {
            report: "/home/ada/logs/crash-1.seen.txt".into(),
        });
        assert!(said.contains("is in /home/ada/logs/crash-1.seen.txt."));
    }
}
