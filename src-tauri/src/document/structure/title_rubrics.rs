//! Lines that are printed over titles, or on them, and are none: kinds of articles, rubrics, addresses, stamps.

use super::name_words::is_month;

/// Whole lines that publishers, agencies and universities print over titles.
const RUBRICS: [&str; 29] = [
    "open access",
    "open",
    "abstract",
    "contents",
    "table of contents",
    "inhalt",
    "inhaltsverzeichnis",
    "sommaire",
    "table des mati\u{e8}res",
    "index",
    "published by",
    "press release",
    "news release",
    "media release",
    "for immediate release",
    "pressemitteilung",
    "medienmitteilung",
    "presseinformation",
    "communiqu\u{e9} de presse",
    "nota de prensa",
    "comunicado de prensa",
    "comunicato stampa",
    "persbericht",
    "working paper",
    "working paper series",
    "discussion paper",
    "discussion paper series",
    "policy brief",
    "working papers",
];

/// Kinds of articles: publishers print them over a title, and under the name of the journal.
const KINDS: [&str; 67] = [
    "research article",
    "research articles",
    "review article",
    "review articles",
    "original article",
    "original articles",
    "original research",
    "original research article",
    "original research paper",
    "original paper",
    "original investigation",
    "original contribution",
    "research",
    "review",
    "reviews",
    "mini-review",
    "minireview",
    "mini review",
    "systematic review",
    "invited review",
    "article",
    "articles",
    "regular article",
    "full paper",
    "full length article",
    "full length research paper",
    "short communication",
    "rapid communication",
    "case report",
    "case reports",
    "case study",
    "clinical study",
    "clinical trial",
    "letter",
    "letters",
    "letter to the editor",
    "editorial",
    "commentary",
    "comment",
    "opinion",
    "perspective",
    "viewpoint",
    "brief report",
    "brief communication",
    "technical note",
    "research note",
    "research paper",
    "research report",
    "study protocol",
    "hypothesis",
    "communication",
    "methodology",
    "methodology article",
    "methods paper",
    "software",
    "software article",
    "database",
    "short report",
    "data descriptor",
    "proposed rules",
    "proposed rule",
    "final rule",
    "rules and regulations",
    "notices",
    "presidential documents",
    "artigo original",
    "art\u{ed}culo original",
];

/// Beginnings of lines that are not titles: addresses, dates, the publisher's notes.
const NEVER_FIRST: [&str; 34] = [
    "by ",
    "citation:",
    "cite this",
    "how to cite",
    "received",
    "accepted",
    "published",
    "available online",
    "copyright",
    "\u{a9}",
    "doi:",
    "doi ",
    "issn",
    "isbn",
    "academic editor",
    "edited by",
    "editor:",
    "reviewed by",
    "correspondence",
    "*correspondence",
    "contents lists available",
    "journal homepage",
    "this article",
    "this issue",
    "submitted",
    "a dissertation",
    "a thesis",
    "dissertation submitted",
    "thesis submitted",
    "in partial fulfil",
    "presented to",
    "supervisor",
    "vol. ",
    "volume ",
];

/// Whether a text is one that publishers print over titles, or an address.
pub(crate) fn is_rubric(text: &str) -> bool {
    let lower = text.trim().to_lowercase();
    let bare = lower.trim_matches(|c: char| !c.is_alphanumeric() && c != ')');
    RUBRICS.contains(&bare)
        || names_a_kind(text)
        || NEVER_FIRST.iter().any(|start| lower.starts_with(start))
        || ["doi.org", "http", "www.", "@"]
            .iter()
            .any(|mark| lower.contains(mark))
}

/// Whether a text is the kind of an article, as "Research article".
pub(crate) fn names_a_kind(text: &str) -> bool {
    let lower = text.trim().to_lowercase();
    KINDS.contains(&lower.trim_matches(|c: char| !c.is_alphanumeric()))
}

/// Whether a text is what a stamp says, with a date or not: "RECEIVED 3 May 2020", "Copy".
pub(crate) fn is_stamp(text: &str) -> bool {
    const STAMPS: [&str; 38] = [
        "received",
        "paid",
        "copy",
        "draft",
        "approved",
        "confidential",
        "urgent",
        "original",
        "void",
        "cancelled",
        "canceled",
        "file",
        "filed",
        "sent",
        "top secret",
        "secret",
        "final",
        "specimen",
        "sample",
        "duplicate",
        "entwurf",
        "kopie",
        "eingegangen",
        "bezahlt",
        "vertraulich",
        "genehmigt",
        "muster",
        "erledigt",
        "re\u{e7}u",
        "pay\u{e9}",
        "copie",
        "confidentiel",
        "urgente",
        "copia",
        "pagado",
        "recibido",
        "borrador",
        "ontvangen",
    ];
    let lower = text.to_lowercase();
    let words = lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty());
    let said: Vec<&str> = words
        .filter(|word| !is_month(word) && !word.starts_with(|c: char| c.is_ascii_digit()))
        .collect();
    STAMPS.contains(&said.join(" ").as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_stamp_says_is_no_title() {
        for stamp in [
            "RECEIVED",
            "PAID 11 MAR 2022",
            "Copy",
            "Eingegangen 3. Mai 2020",
        ] {
            assert!(is_stamp(stamp), "{stamp}");
        }
        assert!(!is_stamp("Received wisdom on clay"));
        assert!(!is_stamp("11 March 2022"));
        assert!(!is_stamp("Draft of a plan"));
    }

    #[test]
    fn the_kind_of_an_article_is_a_rubric() {
        assert!(names_a_kind("RESEARCH ARTICLE") && is_rubric("Research article"));
        assert!(is_rubric("PRESS RELEASE") && !names_a_kind("PRESS RELEASE"));
        assert!(!is_rubric("A review of clay"));
    }
}
