//! What publishers and universities print around a text: rights, dates, addresses.

/// Universities, departments, cities: an affiliation, whatever its length.
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

/// Lines of the publisher's: rights, dates, addresses of the article.
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

/// Rights alone, which may be set like running text.
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
