//! Names of people: family name first in bibliographies, given name first in documents.

/// A full name: given name, family name, suffix.
pub(super) fn said(given: &str, family: &str, suffix: &str) -> String {
    let parts = [given, family, suffix].map(str::trim);
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(" ")
}

/// Where a suffix such as "Jr." stands.
#[derive(Clone, Copy)]
pub(super) enum Suffix {
    /// "Family, Jr., Given", as in BibTeX.
    BeforeGiven,
    /// "Family, Given, Jr.", as in RIS.
    Last,
}

/// A name that may begin with the family name and a comma.
pub(super) fn turned(name: &str, suffix: Suffix) -> String {
    let parts: Vec<&str> = name.split(',').map(str::trim).collect();
    match (parts.as_slice(), suffix) {
        ([family, given], _) => said(given, family, ""),
        ([family, suffix, given, ..], Suffix::BeforeGiven) => said(given, family, suffix),
        ([family, given, suffix, ..], Suffix::Last) => said(given, family, suffix),
        _ => name.trim().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_turned_as_they_are_said() {
        let of_bibtex = |name| turned(name, Suffix::BeforeGiven);
        assert_eq!(of_bibtex("van der Berg, Ada"), "Ada van der Berg");
        assert_eq!(of_bibtex("King, Jr., Martin"), "Martin King Jr.");
        assert_eq!(of_bibtex("Ada Lovelace"), "Ada Lovelace");
        assert_eq!(turned("King, Martin, Jr.", Suffix::Last), "Martin King Jr.");
        assert_eq!(turned("Lovelace,", Suffix::Last), "Lovelace");
    }
}
