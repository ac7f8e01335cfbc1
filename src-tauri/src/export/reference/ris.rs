//! An entry in RIS: two letters, two spaces, a hyphen, a space and a value in each line.

use std::fmt::Write as _;

use super::Reference;
use super::listed::author;

/// The entry. Its type is that of an article in a volume of a journal, otherwise the general one, because nothing in a document
/// tells for certain how it was published.
pub(in crate::export) fn ris(reference: &Reference) -> String {
    let kind = match reference.journal {
        Some(_) => "JOUR",
        None => "GEN",
    };
    let mut entry = format!("TY  - {kind}\r\n");
    let mut line = |tag: &str, value: &str| {
        let value = value.split(char::is_control).collect::<Vec<_>>().join(" ");
        if !value.trim().is_empty() {
            let _ = write!(entry, "{tag}  - {}\r\n", value.trim());
        }
    };
    for name in &reference.authors {
        line("AU", &author(name));
    }
    line("TI", reference.title.as_deref().unwrap_or_default());
    line(
        "PY",
        &reference
            .year
            .map(|year| year.to_string())
            .unwrap_or_default(),
    );
    line("JO", reference.journal.as_deref().unwrap_or_default());
    line("VL", reference.volume.as_deref().unwrap_or_default());
    line("IS", reference.issue.as_deref().unwrap_or_default());
    if let Some((first, last)) = reference.first_and_last_page() {
        line("SP", first);
        line("EP", last.unwrap_or_default());
    }
    line("DO", reference.doi.as_deref().unwrap_or_default());
    if let Some(arxiv) = &reference.arxiv {
        line("UR", &format!("https://arxiv.org/abs/{arxiv}"));
    }
    line("SN", reference.isbn.as_deref().unwrap_or_default());
    entry.push_str("ER  - \r\n");
    entry
}
