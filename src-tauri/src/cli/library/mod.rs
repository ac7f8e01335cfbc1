//! `pagewing library`: the documents of the library, as the window lists them.

mod details;
mod groups;
mod import;
mod list;
mod trash;

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use super::output;
use crate::fault::{Fault, Outcome};
use crate::library::Library;
use crate::paths::Paths;
use crate::text;

/// What can be done with the documents of the library.
#[derive(clap::Subcommand)]
pub(super) enum Command {
    /// List the documents, or those that contain some words
    List(list::List),
    /// Show what is known of a document: title, authors, year, names of its files, collections, size
    Show(details::Show),
    /// Write another title, other authors or another year in the place of what was read
    Edit(details::Edit),
    /// Take over documents with titles, authors, years, collections and tags from Zotero, BibTeX or RIS
    Import(import::Import),
    /// List the collections and tags
    Groups(groups::Groups),
    /// Put documents into a collection, or give them a tag
    Add(groups::Change),
    /// Take documents out of a collection, or a tag from them
    Take(groups::Change),
    /// Remove documents; they can be restored for thirty days
    Remove(trash::Remove),
    /// List the removed documents
    Trash(trash::Trash),
    /// Bring removed documents back
    Restore(trash::Restore),
    /// Delete removed documents for good: files, text and everything made of them
    Delete(trash::Delete),
    /// Make a damaged library anew, with what can still be read of it
    Repair,
}

pub(super) fn run(command: &Command, stop: &Arc<AtomicBool>) -> Outcome {
    if matches!(command, Command::Repair) {
        return ended(repaired());
    }
    ended(opened().and_then(|library| match command {
        Command::List(arguments) => list::run(arguments, &library),
        Command::Show(arguments) => details::show(arguments, &library),
        Command::Edit(arguments) => details::edit(arguments, &library),
        Command::Import(arguments) => import::run(arguments, &library, stop),
        Command::Groups(arguments) => groups::list(arguments, &library),
        Command::Add(arguments) => groups::add(arguments, &library),
        Command::Take(arguments) => groups::take(arguments, &library),
        Command::Remove(arguments) => trash::remove(arguments, &library),
        Command::Trash(arguments) => trash::list(arguments, &library),
        Command::Restore(arguments) => trash::restore(arguments, &library),
        Command::Delete(arguments) => trash::delete(arguments, &library, stop),
        Command::Repair => repaired(),
    }))
}

fn ended(work: Result<Outcome, Fault>) -> Outcome {
    work.unwrap_or_else(|fault| {
        output::say(&fault);
        Outcome::of(fault.code())
    })
}

/// A damaged library cannot be opened first.
fn repaired() -> Result<Outcome, Fault> {
    let repaired = Library::repair(&Paths::of_user()?)?;
    eprintln!("{}", text::library::repaired(repaired.as_ref()));
    Ok(Outcome::Done)
}

fn opened() -> Result<Library, Fault> {
    Ok(Library::open(&Paths::of_user()?)?)
}
