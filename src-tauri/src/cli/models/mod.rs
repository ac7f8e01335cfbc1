//! `pagewing models`: getting models, checking them, and making them ready.

mod convert;
mod download;
mod import;
mod list;
mod path;
mod ready;
mod remove;
mod starter;
mod verify;

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use crate::fault::Outcome;

/// What can be done with models.
#[derive(clap::Subcommand)]
pub(super) enum Command {
    /// Show which models there are, their state, and which ones are in use
    List(list::List),
    /// Download a model, check it, make its fast copy, and use it if it is the first that writes
    Download(download::Download),
    /// Copy or link a folder with a model, also one from the cache of other programs
    Import(import::Import),
    /// Compare the files of a model with their hashes
    Verify(verify::Verify),
    /// Make the fast copy of a model in int8: a quarter of the memory, several times the speed
    Convert(convert::Convert),
    /// Remove a model from the disk
    Remove(remove::Remove),
    /// Print the folder that Pagewing loads for a model
    Path(path::PathOf),
    /// Make a starter model of a reader and a sentence encoder that share their embeddings
    Starter(starter::Starter),
}

pub(super) fn run(command: &Command, stop: &Arc<AtomicBool>) -> Outcome {
    match command {
        Command::List(arguments) => list::run(arguments),
        Command::Download(arguments) => download::run(arguments, stop),
        Command::Import(arguments) => import::run(arguments, stop),
        Command::Verify(arguments) => verify::run(arguments, stop),
        Command::Convert(arguments) => convert::run(arguments, stop),
        Command::Remove(arguments) => remove::run(arguments),
        Command::Path(arguments) => path::run(arguments),
        Command::Starter(arguments) => starter::run(arguments, stop),
    }
}
