//! An entry in BibTeX: `@article` for one in a volume of a journal, otherwise `@misc`, because nothing in a document tells for
//! certain how it was published.

use std::fmt::Write as _;

use super::Reference;
use super::name::Name;

/// The entry, with a line for each field.
pub(in crate::export) fn bibtex(reference: &Reference) -> String {
    let authors: Vec<String> = reference.authors.iter().map(author).collect();
    let kind = match reference.journal {
        Some(_) => "article",
        None => "misc",
    };
    let mut entry = format!("@{kind}{{{},\n", reference.key);
    let mut field = |name: &str, value: Option<String>| {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            let _ = writeln!(entry, "  {name} = {{{value}}},");
        }
    };
    // a second pair of braces keeps the title's capital letters
    field(
        "title",
        reference
            .title
            .as_deref()
            .map(|title| format!("{{{}}}", escaped(title))),
    );
    field("author", Some(authors.join(" and ")));
    field("year", reference.year.map(|year| year.to_string()));
    field("journal", reference.journal.as_deref().map(escaped));
    field("volume", reference.volume.as_deref().map(escaped));
    field("number", reference.issue.as_deref().map(escaped));
    let pages = reference.first_and_last_page();
    field(
        "pages",
        pages.map(|(first, last)| match last {
            Some(last) => format!("{}--{}", escaped(first), escaped(last)),
            None => escaped(first),
        }),
    );
    field("doi", reference.doi.as_deref().map(verbatim));
    field("eprint", reference.arxiv.as_deref().map(verbatim));
    field(
        "archiveprefix",
        reference.arxiv.as_ref().map(|_| "arXiv".into()),
    );
    field("isbn", reference.isbn.as_deref().map(verbatim));
    entry.push_str("}\n");
    entry
}

/// `Family, Given`, with the suffix between; a name that does not come apart is in braces.
fn author(name: &Name) -> String {
    match name {
        Name::Person {
            family,
            given,
            suffix,
        } if suffix.is_empty() => {
            format!("{}, {}", escaped(family), escaped(given))
        }
        Name::Person {
            family,
            given,
            suffix,
        } => {
            format!(
                "{}, {}, {}",
                escaped(family),
                escaped(suffix),
                escaped(given)
            )
        }
        Name::Whole { name } => format!("{{{}}}", escaped(name)),
    }
}

/// Text in which no character has a meaning for TeX. BibTeX counts braces even behind a backslash, so those without a
/// partner are named.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let paired = are_paired(text);
    for c in text.chars() {
        match c {
            '{' | '}' if paired => {
                escaped.push('\\');
                escaped.push(c);
            }
            '\\' => escaped.push_str("\\textbackslash{}"),
            '{' => escaped.push_str("\\textbraceleft{}"),
            '}' => escaped.push_str("\\textbraceright{}"),
            '~' => escaped.push_str("\\textasciitilde{}"),
            '^' => escaped.push_str("\\textasciicircum{}"),
            '$' | '%' | '&' | '#' | '_' => {
                escaped.push('\\');
                escaped.push(c);
            }
            c if c.is_control() => escaped.push(' '),
            c => escaped.push(c),
        }
    }
    escaped
}

/// Whether each brace has its partner.
fn are_paired(text: &str) -> bool {
    let mut open = 0_usize;
    for c in text.chars() {
        match c {
            '{' => open += 1,
            '}' => match open.checked_sub(1) {
                Some(fewer) => open = fewer,
                None => return false,
            },
            _ => {}
        }
    }
    open == 0
}

/// An identifier, which programs take as it stands: without the few characters that would end the field.
fn verbatim(identifier: &str) -> String {
    let mut text = String::with_capacity(identifier.len());
    for c in identifier.chars() {
        match c {
            '{' => text.push_str("%7B"),
            '}' => text.push_str("%7D"),
            '\\' => text.push_str("%5C"),
            c if c.is_control() => {}
            c => text.push(c),
        }
    }
    text
}
