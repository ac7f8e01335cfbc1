//! Names that are set like headings and head nothing: those of the box beside an abstract, and of the keywords.

use super::section_names::{bare, number};

/// Labels of the boxes beside abstracts and of the publisher's notes: they are set like headings and head nothing.
const LABELS: [&str; 32] = [
    "article info",
    "article information",
    "articleinfo",
    "article history",
    "article type",
    "article details",
    "article",
    "history",
    "history of article",
    "citation",
    "cite this article",
    "how to cite this article",
    "how to cite",
    "correspondence",
    "correspondence to",
    "corresponding author",
    "access this article online",
    "quick response code",
    "website",
    "doi",
    "open access",
    "received",
    "accepted",
    "published",
    "published online",
    "available online",
    "academic editor",
    "edited by",
    "reviewed by",
    "contents lists available",
    "address for correspondence",
    "contact",
];

/// Whether a title is a label of the box beside an abstract.
pub(super) fn is_label(title: &str) -> bool {
    let mut name = bare(title);
    if name.split(' ').all(|part| part.chars().count() <= 2) {
        name.retain(|c| c != ' ');
    }
    LABELS.contains(&name.as_str())
}

/// Names of the list of keywords, which is no section.
const KEYWORDS: [&str; 13] = [
    "keyword",
    "keywords",
    "key words",
    "author keywords",
    "index terms",
    "palabras clave",
    "palavras-chave",
    "palavras chave",
    "schl\u{fc}sselw\u{f6}rter",
    "schlagw\u{f6}rter",
    "mots cl\u{e9}s",
    "mots-cl\u{e9}s",
    "parole chiave",
];

/// Whether a title is that of a list of keywords. With a number it is a section, of a manual for example.
pub(super) fn names_keywords(title: &str) -> bool {
    number(title.trim()).is_none() && KEYWORDS.contains(&bare(title).as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_known_in_any_dress() {
        assert!(is_label("A R T I C L E  I N F O"));
        assert!(is_label("Article history:"));
        assert!(!is_label("History of the river"));
    }

    #[test]
    fn keywords_are_known_by_their_name_alone() {
        assert!(names_keywords("KEYWORDS:"));
        assert!(names_keywords("Index Terms\u{2014}"));
        assert!(names_keywords("Mots-cl\u{e9}s"));
        assert!(!names_keywords("Keywords of the language"));
        assert!(!names_keywords("2.3 Keywords"));
    }
}
