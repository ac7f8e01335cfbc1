//! `pagewing bench`: how fast a model is on this machine, and how long an answer takes.

mod ask;
mod book;
mod model;

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use super::precision::Precision;
use crate::fault::Outcome;

#[derive(clap::Args)]
pub(super) struct Arguments {
    /// Model that writes: a folder, converted to int8 or not, or the id of a ready model
    #[arg(long, value_name = "MODEL", required_unless_present = "ask")]
    model: Option<PathBuf>,
    /// Measure how long an answer takes instead, in documents of several lengths
    #[arg(long, conflicts_with_all = ["model", "tokens", "new_tokens", "beams", "precision", "int8", "lengths"])]
    ask: bool,
    /// Pages of these documents
    #[arg(long, value_name = "N,N,...", value_delimiter = ',', requires = "ask", default_values_t = ask::PAGES, value_parser = clap::value_parser!(u32).range(1..=5000))]
    pages: Vec<u32>,
    /// Tokens to read
    #[arg(long, value_name = "N", default_value_t = 4096, value_parser = clap::value_parser!(u32).range(1..=65536))]
    tokens: u32,
    /// Tokens to write
    #[arg(long, value_name = "N", default_value_t = 64, value_parser = clap::value_parser!(u32).range(1..=4096))]
    new_tokens: u32,
    /// Beams of the search
    #[arg(long, value_name = "N", default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..=32))]
    beams: u32,
    /// Precision of the weights; by default int8 if the folder is converted, else f32
    #[arg(long, value_enum, value_name = "PRECISION")]
    precision: Option<Precision>,
    /// The same as --precision int8
    #[arg(long, conflicts_with = "precision")]
    int8: bool,
    /// Read these lengths too, and show how the time grows
    #[arg(long, value_name = "N,N,...", value_delimiter = ',', value_parser = clap::value_parser!(u32).range(1..=65536))]
    lengths: Vec<u32>,
    /// Threads; one per core by default
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=1024))]
    threads: Option<u32>,
    /// Print JSON
    #[arg(long)]
    json: bool,
    /// Print no progress
    #[arg(long, short)]
    quiet: bool,
}

pub(super) fn run(arguments: &Arguments, stop: &Arc<AtomicBool>) -> Outcome {
    match &arguments.model {
        Some(model) => model::run(arguments, model, stop),
        None => ask::run(arguments, stop),
    }
}
