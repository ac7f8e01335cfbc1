//! `pagewing library show` and `edit`: what is known of a document, and a person's own words in its place.

use crate::cli::{named, output};
use crate::fault::{Fault, Outcome};
use crate::library::{Library, OwnWords};
use crate::text;

#[derive(clap::Args)]
pub(in crate::cli) struct Show {
    /// The document: its file, its title or a part of it, or the beginning of its SHA-256
    document: String,
    /// Print one line of JSON
    #[arg(long)]
    json: bool,
}

#[derive(clap::Args)]
pub(in crate::cli) struct Edit {
    /// The document: its file, its title or a part of it, or the beginning of its SHA-256
    document: String,
    /// Its title
    #[arg(long, value_name = "TITLE")]
    title: Option<String>,
    /// An author, as "Given Family" or "Family, Given"; repeated for each author
    #[arg(long = "author", value_name = "NAME")]
    authors: Vec<String>,
    /// The year of publication
    #[arg(long, value_name = "YEAR", value_parser = clap::value_parser!(u16).range(1..=9999))]
    year: Option<u16>,
    /// Go back to what was read; with other options, in the fields that they do not name
    #[arg(long)]
    as_read: bool,
    /// Print one line of JSON
    #[arg(long)]
    json: bool,
}

pub(super) fn show(arguments: &Show, library: &Library) -> Result<Outcome, Fault> {
    let id = named::in_library(library, &arguments.document)?;
    let details = library.details(&id)?;
    if arguments.json {
        return Ok(output::print_json(&details));
    }
    let groups = library.groups()?;
    let of_document = |group: &&crate::library::Group| details.groups.contains(&group.id);
    let groups: Vec<_> = groups.iter().filter(of_document).collect();
    Ok(output::print(&text::library::details(&details, &groups)))
}

pub(super) fn edit(arguments: &Edit, library: &Library) -> Result<Outcome, Fault> {
    let id = named::in_library(library, &arguments.document)?;
    let before = match arguments.as_read {
        true => OwnWords::default(),
        false => library.own_words(&id)?,
    };
    let authors = Some(arguments.authors.clone()).filter(|authors| !authors.is_empty());
    let own = OwnWords {
        title: arguments.title.clone().or(before.title),
        authors: authors.or(before.authors),
        year: arguments.year.or(before.year),
    };
    let card = library.edit(&id, &own)?;
    Ok(match arguments.json {
        true => output::print_json(&card),
        false => output::print(&text::library::entry(&card)),
    })
}
