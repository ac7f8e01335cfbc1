//! Names of sections that papers share, and what such a section is for.

use crate::document::types::SectionKind;

const ABSTRACT: [&str; 19] = [
    "abstract",
    "summary",
    "synopsis",
    "author summary",
    "executive summary",
    "zusammenfassung",
    "r\u{e9}sum\u{e9}",
    "resumen",
    "resumo",
    "riassunto",
    "kurzfassung",
    "abstrak",
    "structured abstract",
    "graphical abstract",
    "plain language summary",
    "lay summary",
    "\u{6458}\u{8981}",
    "\u{8981}\u{65e8}",
    "\u{cd08}\u{b85d}",
];
const REFERENCES: [&str; 30] = [
    "references",
    "bibliography",
    "literature cited",
    "works cited",
    "literature",
    "references and notes",
    "cited literature",
    "references cited",
    "reference",
    "reference list",
    "list of references",
    "cited references",
    "bibliographic references",
    "notes and references",
    "references and further reading",
    "refer\u{ea}ncias",
    "refer\u{ea}ncias bibliogr\u{e1}ficas",
    "referencias",
    "referencias bibliogr\u{e1}ficas",
    "bibliograf\u{ed}a",
    "bibliografia",
    "r\u{e9}f\u{e9}rences",
    "r\u{e9}f\u{e9}rences bibliographiques",
    "bibliographie",
    "literaturverzeichnis",
    "literatur",
    "riferimenti bibliografici",
    "\u{53c2}\u{8003}\u{6587}\u{732e}",
    "\u{53c3}\u{8003}\u{6587}\u{737b}",
    "\u{cc38}\u{ace0}\u{bb38}\u{d5cc}",
];
const BODY: [&str; 65] = [
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
    "materials & methods",
    "materials and method",
    "methods and materials",
    "material and method",
    "subjects and methods",
    "participants and methods",
    "experimental section",
    "experimental procedures",
    "experimental procedure",
    "literature review",
    "study design",
    "study population",
    "conclusions and future work",
    "conclusion and future work",
    "discussion and conclusion",
    "discussion and conclusions",
    "results and discussions",
    "case presentation",
    "general discussion",
    "statistical analyses",
    "introdu\u{e7}\u{e3}o",
    "introducci\u{f3}n",
    "einleitung",
    "introduzione",
    "m\u{e9}todos",
    "resultados",
    "discuss\u{e3}o",
    "discusi\u{f3}n",
    "conclus\u{e3}o",
    "conclus\u{f5}es",
    "conclusiones",
    "material e m\u{e9}todos",
    "materiais e m\u{e9}todos",
    "materiales y m\u{e9}todos",
    "resultados e discuss\u{e3}o",
    "ergebnisse",
    "diskussion",
    "m\u{e9}thodes",
    "r\u{e9}sultats",
];
/// Beginnings of the names of back matter.
const BACK: [&str; 82] = [
    "ccs concepts",
    "acm reference format",
    "general terms",
    "categories and subject descriptors",
    "author keywords",
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
    "authors contribution",
    "author's note",
    "data accessibility",
    "conflict-of-interest",
    "role of the funding",
    "role of funding",
    "source of funding",
    "sources of funding",
    "source of support",
    "sources of support",
    "grant support",
    "disclaimer",
    "provenance and peer review",
    "institutional review board",
    "informed consent",
    "sample availability",
    "orcid",
    "about the author",
    "author biograph",
    "biograph",
    "notes on contributor",
    "supplemental",
    "electronic supplementary",
    "supporting online",
    "agradecimientos",
    "agradecimentos",
    "danksagung",
    "remerciements",
    "ringraziamenti",
    "conflito de interesse",
    "conflictos de interes",
    "conflicto de interes",
    "conflicto de inter\u{e9}s",
    "palabras clave",
    "palavras-chave",
    "schl\u{fc}sselw",
    "mots cl\u{e9}s",
    "mots-cl\u{e9}s",
];

/// Whether a title in lower case is that of the first section of most papers.
pub(crate) fn is_introduction(name: &str) -> bool {
    let bare = number(name).map_or(name, |(_, rest)| rest);
    [
        "introduction",
        "introducci\u{f3}n",
        "introdu\u{e7}\u{e3}o",
        "introduzione",
        "einleitung",
    ]
    .contains(&bare.trim_end_matches(['.', ':']))
}

/// Whether a title names a part of a structured abstract.
pub(crate) fn is_part_of_abstract(title: &str) -> bool {
    let lower = bare(title);
    let parts = [
        "background",
        "objective",
        "aim",
        "purpose",
        "method",
        "material",
        "design",
        "setting",
        "patients",
        "participants",
        "result",
        "finding",
        "conclusion",
        "discussion",
        "interpretation",
        "significance",
        "introduction",
        "context",
        "main outcome",
        "trial registration",
        "study design",
        "subjects",
        "intervention",
        "measurement",
        "limitation",
        "rationale",
        "importance",
        "data sources",
        "funding",
        "implication",
        "goal",
        "hypothesis",
        "statistical analysis",
        "registration",
        "evidence",
        "principal finding",
        "research design",
        "methodology",
        "scope",
        "clinical relevance",
        "level of evidence",
        "objetivo",
        "m\u{e9}todo",
        "resultado",
        "conclus",
        "ziel",
        "ergebnis",
        "schlussfolgerung",
        "hintergrund",
        "methoden",
    ];
    parts.iter().any(|start| lower.starts_with(start))
}

/// A title without its number, in lower case.
pub(super) fn bare(title: &str) -> String {
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
    // initials of a person: "D. P. Carlisle"
    let initials = rest
        .split_whitespace()
        .next()
        .is_some_and(|word| word.ends_with('.') && word.chars().count() == 2);
    if letter && initials {
        return None;
    }
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
        assert_eq!(number("D. P. Carlisle"), None);
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
        assert_eq!(known("REFERENCES CITED"), Some(SectionKind::References));
    }
}
