//! `pagewing genome`: what a model says along sequences of bases.

mod classify;
mod embed;
mod run;
mod score;
mod variants;
mod written;

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use clap::Subcommand;

use super::device::{Device, OnDevice};
use crate::fault::Outcome;

#[derive(Subcommand)]
pub(super) enum Command {
    /// Find the classes along sequences: a track for genome browsers
    Classify(classify::Arguments),
    /// Score sequences and substitutions by how well a model predicts them
    Score(score::Arguments),
    /// Write a vector for each window of sequences
    Embed(embed::Arguments),
}

impl Command {
    pub(super) fn device(&self) -> Option<Device> {
        let common = match self {
            Self::Classify(arguments) => &arguments.common,
            Self::Score(arguments) => &arguments.common,
            Self::Embed(arguments) => &arguments.common,
        };
        common.on.device
    }
}

pub(super) fn run(command: &Command, stop: &Arc<AtomicBool>) -> Outcome {
    match command {
        Command::Classify(arguments) => classify::run(arguments, stop),
        Command::Score(arguments) => score::run(arguments, stop),
        Command::Embed(arguments) => embed::run(arguments, stop),
    }
}

/// The arguments of every command on sequences.
#[derive(clap::Args)]
struct Common {
    /// The sequences: FASTA, plain or compressed with gzip
    file: PathBuf,
    /// Model that reads bases: a folder, or the id of a ready model
    #[arg(long, value_name = "MODEL")]
    model: PathBuf,
    /// Threads for the model; one per core by default
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=1024))]
    threads: Option<u32>,
    #[command(flatten)]
    on: OnDevice,
    /// Print no progress
    #[arg(long, short)]
    quiet: bool,
}
