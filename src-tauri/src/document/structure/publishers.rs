//! What publishers and universities print around a text: rights, dates, addresses.

/// Sentences with at least this many words are text.
const SHORTEST_PROSE: usize = 15;

/// Whether a text is an affiliation, of whatever length: universities, departments, addresses.
pub(crate) fn is_address(text: &str) -> bool {
    let lower = text.to_lowercase();
    let marks = [
        "universi",
        "department",
        "institut",
        "school of",
        "college",
        "hospital",
        "facult",
        "fakult",
        "hochschule",
        "laborator",
        "@",
        "centre",
        "center for",
    ];
    let found = marks.iter().filter(|mark| lower.contains(*mark)).count();
    // an abstract may name two hospitals
    let verbs = [
        " we ", " was ", " were ", " is ", " are ", " has ", " have ", " had ", " our ", " these ",
        " this ",
    ];
    if verbs.iter().any(|verb| lower.contains(verb)) && own_words(text) >= SHORTEST_PROSE {
        return false;
    }
    found >= 2 || (found == 1 && text.split_whitespace().count() < 40)
}

/// The number of words in the sentences of a text that are neither the publisher's nor addresses: what would be lost
/// with it.
pub(crate) fn own_words(text: &str) -> usize {
    const FOREIGN: [&str; 33] = [
        "licen",
        "copyright",
        "\u{a9}",
        "rights reserved",
        "open access",
        "open-access",
        "creative commons",
        "permit",
        "unrestricted",
        "reproduction",
        "properly cited",
        "credited",
        "publisher",
        "doi",
        "issn",
        "http",
        "@",
        "received",
        "accepted",
        "published",
        "correspond",
        "e-mail",
        "email",
        "competing",
        "conflict",
        "funding",
        "editor",
        "reviewed",
        "keyword",
        "key words",
        "citation",
        "university",
        "tel.",
    ];
    text.split_inclusive(['.', '?', '!'])
        .filter(|sentence| {
            let lower = sentence.to_lowercase();
            let words = sentence.split_whitespace().count();
            let small = sentence
                .split_whitespace()
                .filter(|word| word.starts_with(char::is_lowercase))
                .count();
            words >= 6 && small * 2 >= words && !FOREIGN.iter().any(|mark| lower.contains(mark))
        })
        .map(|sentence| sentence.split_whitespace().count())
        .sum()
}

/// The number of the leading lines that give the dates of a manuscript and nothing else.
pub(crate) fn dates(lines: &[String]) -> usize {
    let is_dates = |line: &String| {
        let lower = line.to_lowercase();
        let marked = [
            "received",
            "accepted",
            "published",
            "revised",
            "submitted",
            "available online",
        ]
        .iter()
        .any(|mark| lower.contains(mark));
        let words = lower
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty());
        marked
            && words.clone().all(|word| {
                const WORDS: [&str; 36] = [
                    "received",
                    "accepted",
                    "published",
                    "revised",
                    "revision",
                    "submitted",
                    "resubmitted",
                    "available",
                    "online",
                    "first",
                    "in",
                    "form",
                    "on",
                    "and",
                    "for",
                    "publication",
                    "date",
                    "dates",
                    "of",
                    "the",
                    "version",
                    "manuscript",
                    "article",
                    "history",
                    "final",
                    "th",
                    "st",
                    "nd",
                    "rd",
                    "after",
                    "by",
                    "corrected",
                    "proof",
                    "peer",
                    "review",
                    "doi",
                ];
                let month = [
                    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov",
                    "dec",
                ];
                word.starts_with(|c: char| c.is_ascii_digit())
                    || WORDS.contains(&word)
                    || month.iter().any(|month| word.starts_with(month))
            })
    };
    lines.iter().take_while(|line| is_dates(line)).count()
}

/// Whether a text is the publisher's: rights, dates, addresses of the article. A text that also has sentences of its
/// own is not, whatever it is glued to.
pub(crate) fn is_publishers(text: &str) -> bool {
    has_publishers_words(text) && own_words(text) < SHORTEST_PROSE
}

/// Beginnings of what publishers print about an article.
const STARTS: [&str; 38] = [
    "received",
    "accepted",
    "published",
    "revised",
    "submitted",
    "copyright",
    "\u{a9}",
    "doi",
    "https://doi",
    "http://dx.doi",
    "citation:",
    "academic editor",
    "edited by",
    "reviewed by",
    "*correspondence",
    "* correspondence",
    "correspondence",
    "keywords",
    "key words",
    "how to cite",
    "cite this",
    "licensee",
    "open access",
    "this article is available",
    "editor:",
    "editors:",
    "e-mail",
    "email",
    "index terms",
    "specialty section",
    "this is an open access",
    "this is an open-access",
    "(received",
    "license",
    "send orders",
    "content list",
    "available online",
    "article history",
];

/// Whether a text begins as what publishers print about an article: "Citation: ...", "Received ...".
pub(super) fn begins_as_publishers(text: &str) -> bool {
    let lower = text.to_lowercase();
    STARTS.iter().any(|start| lower.starts_with(start))
}

/// Beginnings of lines that letters, bills and forms have as well: "Received: 3 May", "E-mail: ...".
const LABELS: [&str; 9] = [
    "received",
    "accepted",
    "published",
    "revised",
    "submitted",
    "correspondence",
    "e-mail",
    "email",
    "license",
];
/// What only publishers say.
const RIGHTS: [&str; 7] = [
    "creative commons",
    "all rights reserved",
    "open access article",
    "\u{a9} 20",
    "\u{a9} the author",
    "authors retain copyright",
    "issn ",
];

/// Whether a text is the publisher's, in a document that `is_paper` or not: a letter has an address of its own, and a
/// report of a laboratory says when it received what it examined.
pub(super) fn is_publishers_in(text: &str, is_paper: bool) -> bool {
    let lower = text.to_lowercase();
    let has_label = LABELS.iter().any(|label| lower.starts_with(label));
    let states_rights = RIGHTS.iter().any(|right| lower.contains(right));
    (is_paper || states_rights || !has_label) && is_publishers(text)
}

fn has_publishers_words(text: &str) -> bool {
    let lower = text.to_lowercase();
    let identified = lower.contains("doi:10.") || lower.contains("doi.org/10.");
    (identified && text.split_whitespace().count() < 15)
        || (begins_as_publishers(text) && text.split_whitespace().count() < 80)
        || (RIGHTS.iter().any(|mark| lower.contains(mark)) && text.split_whitespace().count() < 120)
}

/// Whether a text states rights, which may be set like running text.
pub(crate) fn is_rights(text: &str) -> bool {
    let lower = text.to_lowercase();
    [
        "\u{a9}",
        "copyright",
        "this is an open access",
        "this is an open-access",
        "this article is distributed",
        "received",
        "keywords",
        "key words",
    ]
    .iter()
    .any(|start| lower.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A text of `count` words that begins with `start`.
    fn words(start: &str, count: usize) -> String {
        let more = count - start.split_whitespace().count();
        format!("{start}{}", " wing".repeat(more))
    }

    #[test]
    fn one_mark_makes_an_address_of_a_short_line_only() {
        assert!(is_address("Department of Zoology, Oslo"));
        assert!(is_address("anna@example.org"));
        assert!(is_address(&words("the University", 39)));
        assert!(!is_address(&words("the University", 40)));
        assert!(!is_address("Anna Berg and Kit Lam"));
    }

    #[test]
    fn two_marks_make_an_address_of_any_length() {
        assert!(is_address(&words(
            "Institute of Physics, University of Oslo",
            60
        )));
    }

    #[test]
    fn a_date_is_the_publishers_where_it_begins_the_line() {
        assert!(is_publishers("Received 3 May 2010; accepted 4 June 2010"));
        assert!(is_publishers("RECEIVED: 3 May 2010"));
        assert!(!is_publishers(
            "The patients received 5 mg on the first day."
        ));
        assert!(is_publishers(&words("Received", 79)));
        assert!(!is_publishers(&words("Received", 80)));
    }

    #[test]
    fn a_label_is_the_publishers_in_papers_alone() {
        for text in ["Received: 3 May 2010", "E-mail: office@example.org"] {
            assert!(is_publishers_in(text, true), "{text}");
            assert!(!is_publishers_in(text, false), "{text}");
        }
        for text in [
            "Published by Example Press. All rights reserved",
            "\u{a9} 2010 Example Press",
        ] {
            assert!(is_publishers_in(text, false), "{text}");
        }
    }

    #[test]
    fn a_licence_is_the_publishers_wherever_the_line_names_it() {
        let licence = "This work is under a Creative Commons licence";
        assert!(is_publishers(licence));
        assert!(is_publishers(&words(licence, 119)));
        assert!(!is_publishers(&words(licence, 120)));
        assert!(is_publishers("Springer, all rights reserved"));
        assert!(!is_publishers("This work is about wings"));
    }

    #[test]
    fn an_abstract_is_not_the_publishers_whatever_it_is_glued_to() {
        let own = "Clay beds that dry slowly stay open to water for longer. \
                   In two seasons we compared twelve beds under straw with twelve bare ones, \
                   and we weighed all of them in the morning.";
        for glued in [
            format!("Received: 4 May 2016 / Accepted: 5 June 2016 {own} The cover is cheap."),
            format!("{own} \u{a9} 2016 The Authors. All rights reserved."),
            format!("{own} This is an open access article under a Creative Commons licence."),
        ] {
            assert!(!is_publishers(&glued), "{glued}");
        }
        let patients = "Department of Surgery. We saw forty people at the University Hospital and at the College. \
                        All of them were well after a year, and none of them had been told why.";
        assert!(!is_address(patients));
    }

    #[test]
    fn dates_end_where_other_words_begin() {
        let lines =
            |lines: &[&str]| dates(&lines.iter().map(|s| (*s).to_owned()).collect::<Vec<_>>());
        assert_eq!(
            lines(&[
                "Received 4 May 2016; accepted 5 June 2016",
                "published online 7 July",
                "Clay beds"
            ]),
            2
        );
        assert_eq!(lines(&["Received 4 May 2016 Clay beds"]), 0);
        assert_eq!(lines(&["May 2016"]), 0);
    }

    #[test]
    fn an_identifier_is_the_publishers_and_a_reference_with_one_is_not() {
        assert!(is_publishers("Zoology 2010, 3:12 doi:10.1000/182"));
        assert!(is_publishers("Zoology https://doi.org/10.1000/182"));
        let reference = "Berg A, Lam K, and others: On the wings of large birds. \
                         Zoology of the North 2010, 3:12-19. doi:10.1000/182";
        assert!(!is_publishers(reference));
    }

    #[test]
    fn rights_may_look_like_text_and_dates_of_acceptance_may_not() {
        assert!(is_rights("\u{a9} 2010 The Authors"));
        assert!(is_rights(
            "Copyright: Berg et al. This is an open access article"
        ));
        assert!(is_rights("Keywords: wings, birds"));
        assert!(!is_rights(
            "Accepted by most readers, the theory of wings was wrong."
        ));
        assert!(!is_rights("The copyright of maps is an old question."));
    }
}
