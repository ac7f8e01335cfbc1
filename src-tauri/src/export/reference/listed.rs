//! An entry as people read it in a list of references, in a plain form that no journal prescribes.

use super::Reference;
use super::name::Name;

/// `Okafor, Ada; Lee, Bo (2019). On Wings. https://doi.org/10.1000/abc`; as much of it as the document shows, and at least
/// `title`, which its row has.
pub(in crate::export) fn listed(reference: &Reference, title: &str) -> String {
    let authors: Vec<String> = reference.authors.iter().map(author).collect();
    let authors = Some(authors.join("; ")).filter(|authors| !authors.is_empty());
    let year = reference.year.map(|year| format!("({year})"));
    let by: Vec<String> = [authors, year].into_iter().flatten().collect();
    let title = reference.title.as_deref().unwrap_or(title);
    let parts = [
        Some(by.join(" ")),
        Some(title.to_owned()),
        in_journal(reference),
        reference
            .doi
            .as_ref()
            .map(|doi| format!("https://doi.org/{doi}")),
        reference
            .arxiv
            .as_ref()
            .map(|number| format!("arXiv:{number}")),
        reference
            .isbn
            .as_ref()
            .map(|number| format!("ISBN {number}")),
    ];
    let mut entry = String::new();
    for part in parts.into_iter().flatten().filter(|part| !part.is_empty()) {
        if !entry.is_empty() {
            // a title may end with a question
            entry.push_str(if entry.ends_with(['.', '?', '!']) {
                " "
            } else {
                ". "
            });
        }
        entry.push_str(&part);
    }
    entry
}

/// `Eel World 10(12), 15–32`; as much of it as is known.
fn in_journal(reference: &Reference) -> Option<String> {
    let journal = reference.journal.as_deref()?;
    let volume = reference.volume.as_ref().map(|volume| format!(" {volume}"));
    let issue = reference.issue.as_ref().map(|issue| format!("({issue})"));
    let pages = reference.first_and_last_page().map(|pages| match pages {
        (first, Some(last)) => format!(", {first}–{last}"),
        (first, None) => format!(", {first}"),
    });
    let parts = [Some(journal.to_owned()), volume, issue, pages];
    Some(parts.into_iter().flatten().collect())
}

/// `Family, Given, Suffix`.
pub(in crate::export) fn author(name: &Name) -> String {
    match name {
        Name::Person {
            family,
            given,
            suffix,
        } if suffix.is_empty() => format!("{family}, {given}"),
        Name::Person {
            family,
            given,
            suffix,
        } => format!("{family}, {given}, {suffix}"),
        Name::Whole { name } => name.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reference(title: Option<&str>, year: Option<u16>, doi: Option<&str>) -> Reference {
        Reference {
            key: "key".into(),
            title: title.map(str::to_owned),
            authors: Vec::new(),
            year,
            doi: doi.map(str::to_owned),
            arxiv: None,
            isbn: None,
            journal: None,
            volume: None,
            issue: None,
            pages: None,
        }
    }

    #[test]
    fn an_entry_has_what_the_document_shows_and_at_least_a_title() {
        let person = |family: &str, given: &str| Name::Person {
            family: family.into(),
            given: given.into(),
            suffix: String::new(),
        };
        let whole = Reference {
            authors: vec![person("van der Berg", "Zoë"), person("Lee", "Bo")],
            ..reference(Some("Who flies?"), Some(2019), Some("10.1000/abc"))
        };
        assert_eq!(
            listed(&whole, "wings.pdf"),
            "van der Berg, Zoë; Lee, Bo (2019). Who flies? https://doi.org/10.1000/abc"
        );
        assert_eq!(
            listed(&reference(Some("On Wings"), None, Some("10.1/a")), "x"),
            "On Wings. https://doi.org/10.1/a"
        );
        let in_journal = Reference {
            journal: Some("Eel World".into()),
            volume: Some("10".into()),
            issue: Some("12".into()),
            pages: Some("15-32".into()),
            ..reference(Some("On Eels"), Some(2017), None)
        };
        assert_eq!(
            listed(&in_journal, "x"),
            "(2017). On Eels. Eel World 10(12), 15–32"
        );
        assert_eq!(
            listed(&reference(None, None, None), "wings.pdf"),
            "wings.pdf"
        );
        assert_eq!(
            listed(&reference(None, Some(2019), None), "wings.pdf"),
            "(2019). wings.pdf"
        );
    }
}
