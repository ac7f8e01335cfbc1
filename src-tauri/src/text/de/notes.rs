//! What is worth knowing: how the program started, how a document was read, what a summary is about.

use super::numbers::{grouped, of_pages, on_pages, page_span, pages_named};
use crate::assistant::summary::Remark;
use crate::document::{Cap, Note};
use crate::jobs::StartupRemark;

/// A remark about how the program started.
pub(crate) fn at_start(remark: &StartupRemark) -> String {
    match remark {
        StartupRemark::SettingsReplaced { kept_as } => format!(
            "Die Datei mit den Einstellungen war beschädigt. Sie liegt jetzt in {kept_as}, und die üblichen Einstellungen gelten."
        ),
        StartupRemark::Crashed { report } => format!(
            "Pagewing hat beim letzten Mal einen Fehler gemacht. Ein Bericht darüber, ohne ein Wort aus Ihren Dokumenten, liegt in {report}."
        ),
    }
}

/// A remark about a summary.
pub(crate) fn remark(remark: &Remark) -> String {
    match remark {
        Remark::AboutSection { title } => format!("Nur zum Abschnitt „{title}“."),
        Remark::AboutPages { first, last } if first == last => {
            format!("Nur zu {}.", page_span(*first, *last))
        }
        Remark::AboutPages { first, last } => format!("Nur zu den {}.", page_span(*first, *last)),
        Remark::AboutSelection => "Nur zu den ausgewählten Sätzen.".into(),
        Remark::NoRunningText => {
            "Das Dokument hat keinen fortlaufenden Text, der sich zusammenfassen ließe. Diese Zeilen zeigen, was es enthält. \
            `pagewing extract` gibt alles aus, und `pagewing ask` beantwortet Fragen dazu."
                .into()
        }
        Remark::Note { note } => self::note(note),
    }
}

/// A remark after the word that introduces it.
pub(crate) fn labelled(remark: &str) -> String {
    format!("Hinweis: {remark}")
}

/// A note about how a document was read.
pub(crate) fn note(note: &Note) -> String {
    match note {
        Note::Truncated { cap } => truncated(*cap),
        Note::ScannedPages { pages } => match pages.as_slice() {
            [page] => format!("Seite {page} ist ein Bild und wurde nicht gelesen."),
            pages => format!(
                "{} sind Bilder und wurden nicht gelesen.",
                pages_named(pages)
            ),
        },
        Note::RecognizedPages { pages } => format!(
            "Der Text {} wurde erkannt und kann falsche Buchstaben haben.",
            of_pages(pages)
        ),
        Note::FailedPages { pages } => format!(
            "{} {} nicht gelesen werden.",
            pages_named(pages),
            if pages.len() == 1 {
                "konnte"
            } else {
                "konnten"
            }
        ),
        Note::UnknownLetters { pages } => format!(
            "Einige Buchstaben {} sind unbekannt, weil ihre Schrift nicht sagt, welche es sind.",
            on_pages(pages)
        ),
        Note::IncludedLeftOut { count: 1 } => "Ein Dokument in diesem wurde nicht gelesen.".into(),
        Note::IncludedLeftOut { count } => {
            format!(
                "{} Dokumente in diesem wurden nicht gelesen.",
                grouped(*count)
            )
        }
        Note::WorkerDied { page } => {
            format!("Seite {page} konnte nicht gelesen werden, die Seiten danach schon.")
        }
    }
}

fn truncated(cap: Cap) -> String {
    match cap {
        Cap::Pages { limit: 1 } => "Nur die erste Seite wurde gelesen.".into(),
        Cap::Pages { limit } => {
            format!("Nur die ersten {} Seiten wurden gelesen.", grouped(limit))
        }
        Cap::Characters { limit } => {
            format!("Nur die ersten {} Zeichen wurden gelesen.", grouped(limit))
        }
        Cap::CharactersOnPages { page, document } => format!(
            "Ein Teil des Textes wurde nicht gelesen: Pagewing liest höchstens {} Zeichen einer Seite und {} eines Dokuments.",
            grouped(page),
            grouped(document)
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_page_and_several_have_their_own_forms() {
        let said = |pages: &[u32]| {
            let pages = pages.to_vec();
            [
                note(&Note::ScannedPages {
                    pages: pages.clone(),
                }),
                note(&Note::RecognizedPages {
                    pages: pages.clone(),
                }),
                note(&Note::FailedPages { pages }),
            ]
        };
        assert_eq!(
            said(&[2]),
            [
                "Seite 2 ist ein Bild und wurde nicht gelesen.",
                "Der Text von Seite 2 wurde erkannt und kann falsche Buchstaben haben.",
                "Seite 2 konnte nicht gelesen werden.",
            ]
        );
        assert_eq!(
            said(&[9, 3, 4]),
            [
                "Seiten 3-4, 9 sind Bilder und wurden nicht gelesen.",
                "Der Text der Seiten 3-4, 9 wurde erkannt und kann falsche Buchstaben haben.",
                "Seiten 3-4, 9 konnten nicht gelesen werden.",
            ]
        );
        assert_eq!(
            remark(&Remark::AboutPages { first: 3, last: 3 }),
            "Nur zu Seite 3."
        );
        assert_eq!(
            remark(&Remark::AboutPages { first: 3, last: 5 }),
            "Nur zu den Seiten 3-5."
        );
    }
}
