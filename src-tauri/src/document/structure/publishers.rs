//! What publishers and universities print around a text: rights, dates, addresses.

/// Whether a text is an affiliation, of whatever length: universities, departments, addresses.
pub(crate) fn is_address(text: &str) -> bool {
    let lower = text.to_lowercase();
    let marks = [
        "universit",
        "department",
        "institut",
        "school of",
        "college",
        "hospital",
        "faculty",
        "laborator",
        "@",
        "centre",
        "center for",
    ];
    let found = marks.iter().filter(|mark| lower.contains(*mark)).count();
    found >= 2 || (found == 1 && text.split_whitespace().count() < 40)
}

/// Whether a text is the publisher's: rights, dates, addresses of the article.
pub(crate) fn is_publishers(text: &str) -> bool {
    let lower = text.to_lowercase();
    let starts = [
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
    let contains = [
        "creative commons",
        "all rights reserved",
        "open access article",
        "\u{a9} 20",
        "\u{a9} the author",
        "authors retain copyright",
        "issn ",
    ];
    let identified = lower.contains("doi:10.") || lower.contains("doi.org/10.");
    (identified && text.split_whitespace().count() < 15)
        || (starts.iter().any(|start| lower.starts_with(start))
            && text.split_whitespace().count() < 80)
        || (contains.iter().any(|mark| lower.contains(mark))
            && text.split_whitespace().count() < 120)
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
    fn a_licence_is_the_publishers_wherever_the_line_names_it() {
        let licence = "This work is under a Creative Commons licence";
        assert!(is_publishers(licence));
        assert!(is_publishers(&words(licence, 119)));
        assert!(!is_publishers(&words(licence, 120)));
        assert!(is_publishers("Springer, all rights reserved"));
        assert!(!is_publishers("This work is about wings"));
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
