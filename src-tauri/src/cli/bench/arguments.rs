//! What `pagewing bench` accepts.

use std::path::PathBuf;

use super::super::device::{Device, OnDevice};
use super::super::precision::Precision;

/// Pages of the books to ask, unless others are named.
const PAGES: [u32; 4] = [15, 250, 1200, 3000];

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Model that writes: a folder, converted to int8 or not, or the id of a ready model
    #[arg(long, value_name = "MODEL", required_unless_present = "ask")]
    pub(super) model: Option<PathBuf>,
    /// Measure how long an answer takes instead, in documents of several lengths
    #[arg(long, conflicts_with_all = ["model", "tokens", "new_tokens", "beams", "precision", "int8", "lengths"])]
    pub(super) ask: bool,
    /// Pages of these documents
    #[arg(long, value_name = "N,N,...", value_delimiter = ',', requires = "ask", default_values_t = PAGES, value_parser = clap::value_parser!(u32).range(1..=5000))]
    pub(super) pages: Vec<u32>,
    /// Tokens to read
    #[arg(long, value_name = "N", default_value_t = 4096, value_parser = clap::value_parser!(u32).range(1..=65536))]
    pub(super) tokens: u32,
    /// Tokens to write
    #[arg(long, value_name = "N", default_value_t = 64, value_parser = clap::value_parser!(u32).range(1..=4096))]
    pub(super) new_tokens: u32,
    /// Beams of the search
    #[arg(long, value_name = "N", default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..=32))]
    pub(super) beams: u32,
    /// Precision of the weights; by default int8 if the folder is converted, else f32
    #[arg(long, value_enum, value_name = "PRECISION")]
    pub(super) precision: Option<Precision>,
    /// The same as --precision int8
    #[arg(long, conflicts_with = "precision")]
    pub(super) int8: bool,
    /// Read these lengths too, and show how the time grows
    #[arg(long, value_name = "N,N,...", value_delimiter = ',', value_parser = clap::value_parser!(u32).range(1..=65536))]
    pub(super) lengths: Vec<u32>,
    /// Threads; one per core by default
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=1024))]
    pub(super) threads: Option<u32>,
    #[command(flatten)]
    pub(super) on: OnDevice,
    /// Print JSON
    #[arg(long)]
    pub(super) json: bool,
    /// Print no progress
    #[arg(long, short)]
    pub(super) quiet: bool,
}

impl Arguments {
    /// The device that this run is to use.
    pub(in crate::cli) fn device(&self) -> Option<Device> {
        self.on.device
    }
}
