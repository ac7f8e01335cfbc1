//! Names of sections that papers share, and what such a section is for.

use crate::document::types::SectionKind;

const ABSTRACT: [&str; 8] = [
    "abstract",
    "summary",
    "synopsis",
    "author summary",
    "executive summary",
    "zusammenfassung",
    "r\u{e9}sum\u{e9}",
    "resumen",
];
const REFERENCES: [&str; 7] = [
    "references",
    "bibliography",
    "literature cited",
    "works cited",
    "literature",
    "references and notes",
    "cited literature",
];
const BODY: [&str; 26] = [
    "introduction",
    "background",
    "related work",
    "methods",
    "method",
    "materials and methods",
    "material and methods",
    "methodology",
    "patients and methods",
    "experimental",
    "experiments",
    "evaluation",
    "results",
    "results and discussion",
    "discussion",
    "discussions",
    "conclusion",
    "conclusions",
    "concluding remarks",
    "limitations",
    "future work",
    "statement of need",
    "case report",
    "objectives",
    "statistical analysis",
    "data analysis",
];
/// Beginnings of the names of back matter.
const BACK: [&str; 39] = [
    "keyword",
    "key words",
    "index terms",
    "acknowledg",
    "funding",
    "conflict of interest",
    "conflicts of interest",
    "competing interest",
    "declaration",
    "disclosure",
    "author contribution",
    "authors' contribution",
    "authors\u{2019} contribution",
    "author's contribution",
    "author\u{2019}s contribution",
    "data availability",
    "availability of data",
    "code availability",
    "data and code availability",
    "supplementary material",
    "supplementary materials",
    "supplementary information",
    "supplementary data",
    "supporting information",
    "additional file",
    "abbreviation",
    "list of abbreviations",
    "ethic",
    "consent",
    "pre-publication history",
    "financial support",
    "author details",
    "authors' information",
    "authors\u{2019} information",
    "publisher",
    "contributor information",
    "credit author",
    "competing financial",
    "endnotes",
];

/// A title without its number, in lower case.
fn bare(title: &str) -> String {
    let lower = title.trim().to_lowercase();
    let rest = match number(&lower) {
        Some((_, rest)) => rest.to_owned(),
        None => lower,
    };
    rest.trim_end_matches(|c: char| matches!(c, '.' | ':' | '\u{2014}' | '-') || c.is_whitespace())
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

/// What a section of this name is for; `None` if the name does not show it.
pub(crate) fn known(title: &str) -> Option<SectionKind> {
    let mut name = bare(title);
    // letters may be spaced out for looks: "A B S T R A C T"
    if name.split(' ').count() > 4 && name.split(' ').all(|letter| letter.chars().count() == 1) {
        name.retain(|c| c != ' ');
    }
    let name = name.as_str();
    if ABSTRACT.contains(&name) {
        Some(SectionKind::Abstract)
    } else if REFERENCES.contains(&name) {
        Some(SectionKind::References)
    } else if BODY.contains(&name) {
        Some(SectionKind::Body)
    } else if BACK.iter().any(|start| name.starts_with(start)) && name.chars().count() < 70 {
        Some(SectionKind::BackMatter)
    } else if name.starts_with("appendix") || name.starts_with("appendices") {
        Some(SectionKind::Appendix)
    } else {
        None
    }
}

/// The number that a title begins with, as its depth, and the rest: "2.1 Data" is `(2, "Data")`.
pub(crate) fn number(title: &str) -> Option<(u8, &str)> {
    let end = title
        .find(|c: char| c.is_whitespace())
        .unwrap_or(title.len());
    let (label, rest) = title.split_at(end);
    let label = label.trim_end_matches(['.', ')', ':']);
    let rest = rest.trim_start();
    if label.is_empty()
        || !rest
            .chars()
            .next()
            .is_some_and(|c| c.is_alphabetic() || c == '\u{201c}')
    {
        return None;
    }
    let parts: Vec<&str> = label.split('.').collect();
    let digits = |part: &&str| {
        !part.is_empty() && part.len() <= 2 && part.chars().all(|c| c.is_ascii_digit())
    };
    let roman = |part: &str| {
        !part.is_empty() && part.len() <= 5 && part.chars().all(|c| "IVXivx".contains(c))
    };
    let first = parts.first()?;
    let rest_are_digits = parts.iter().skip(1).all(digits);
    let letter = first.len() == 1 && first.chars().all(|c| c.is_ascii_uppercase());
    // a single capital is a label only with its full stop: "A. Proofs", not "A model"
    let marked = parts.len() > 1
        || title
            .get(..end)
            .is_some_and(|label| label.ends_with(['.', ')']));
    let fits = rest_are_digits && (digits(first) || (roman(first) && marked) || (letter && marked));
    (fits && parts.len() <= 5).then_some((parts.len() as u8, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_headings_give_their_depth() {
        assert_eq!(number("2.1 Data"), Some((2, "Data")));
        assert_eq!(number("1. Introduction"), Some((1, "Introduction")));
        assert_eq!(number("IV. Results"), Some((1, "Results")));
        assert_eq!(number("A.2 Proofs"), Some((2, "Proofs")));
        assert_eq!(number("A model of"), None);
        assert_eq!(number("2018 was a year"), None);
        assert_eq!(number("3 4 5"), None);
    }

    #[test]
    fn known_names_are_known_in_any_dress() {
        assert_eq!(known("A B S T R A C T"), Some(SectionKind::Abstract));
        assert_eq!(known("5. CONCLUSIONS"), Some(SectionKind::Body));
        assert_eq!(
            known("Authors' contributions"),
            Some(SectionKind::BackMatter)
        );
        assert_eq!(known("References:"), Some(SectionKind::References));
        assert_eq!(known("Appendix A: Proofs"), Some(SectionKind::Appendix));
        assert_eq!(known("Our results in short"), None);
    }
}
