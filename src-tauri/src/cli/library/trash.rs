//! `pagewing library remove`, `trash`, `restore` and `delete`.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use crate::cli::{named, output};
use crate::document::DocumentId;
use crate::fault::{Fault, Outcome};
use crate::library::{Library, LibraryError};
use crate::text;

#[derive(clap::Args)]
pub(in crate::cli) struct Remove {
    /// The documents: each by its file, its title or a part of it, or the beginning of its SHA-256
    #[arg(required = true)]
    documents: Vec<String>,
}

#[derive(clap::Args)]
pub(in crate::cli) struct Trash {
    /// Print one line of JSON
    #[arg(long)]
    json: bool,
}

#[derive(clap::Args)]
pub(in crate::cli) struct Restore {
    /// The removed documents: each by its file, its title or a part of it, or the beginning of its SHA-256
    #[arg(required = true)]
    documents: Vec<String>,
}

#[derive(clap::Args)]
pub(in crate::cli) struct Delete {
    /// The removed documents: each by its file, its title or a part of it, or the beginning of its SHA-256
    #[arg(required_unless_present = "all")]
    documents: Vec<String>,
    /// All removed documents
    #[arg(long, conflicts_with = "documents")]
    all: bool,
}

pub(super) fn remove(arguments: &Remove, library: &Library) -> Result<Outcome, Fault> {
    let names = arguments.documents.iter();
    let ids: Vec<DocumentId> = names
        .map(|name| named::in_library(library, name))
        .collect::<Result<_, _>>()?;
    for id in &ids {
        match library.remove(id) {
            // it was named twice
            Ok(()) | Err(LibraryError::NotFound) => {}
            Err(error) => return Err(error.into()),
        }
    }
    eprintln!("{}", text::library::removed(ids.len()));
    Ok(Outcome::Done)
}

pub(super) fn list(arguments: &Trash, library: &Library) -> Result<Outcome, Fault> {
    let trash = library.trash()?;
    if arguments.json {
        return Ok(output::print_json(&trash));
    }
    let mut listed = String::new();
    for document in &trash {
        listed.push_str(&text::library::trashed(document));
    }
    listed.push_str(&text::library::counted(trash.len()));
    Ok(output::print(&listed))
}

pub(super) fn restore(arguments: &Restore, library: &Library) -> Result<Outcome, Fault> {
    let names = arguments.documents.iter();
    let ids: Vec<DocumentId> = names
        .map(|name| named::in_trash(library, name))
        .collect::<Result<_, _>>()?;
    for id in &ids {
        library.restore(id)?;
    }
    eprintln!("{}", text::library::restored(ids.len()));
    Ok(Outcome::Done)
}

/// The text leaves the database before the command ends. If it is stopped, the window or the next command goes on.
pub(super) fn delete(
    arguments: &Delete,
    library: &Library,
    stop: &Arc<AtomicBool>,
) -> Result<Outcome, Fault> {
    let ids: Vec<DocumentId> = match arguments.all {
        true => {
            let trash = library.trash()?.into_iter();
            trash.map(|document| document.card.id).collect()
        }
        false => {
            let names = arguments.documents.iter();
            names
                .map(|name| named::in_trash(library, name))
                .collect::<Result<_, _>>()?
        }
    };
    let deleted = library.delete(&ids)?;
    library.reclaim(stop)?;
    eprintln!("{}", text::library::deleted(deleted.len()));
    Ok(Outcome::Done)
}
