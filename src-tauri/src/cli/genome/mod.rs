//! `pagewing genome`: what a model says along sequences of bases.

mod classify;
mod common;
mod embed;
mod run;
mod score;
mod variants;
mod written;

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use clap::Subcommand;

use super::device::Device;
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
        common.device()
    }
}

pub(super) fn run(command: &Command, stop: &Arc<AtomicBool>) -> Outcome {
    match command {
        Command::Classify(arguments) => classify::run(arguments, stop),
        Command::Score(arguments) => score::run(arguments, stop),
        Command::Embed(arguments) => embed::run(arguments, stop),
    }
}
