//! The arguments of every command on sequences.

use std::path::PathBuf;

use crate::cli::device::{Device, OnDevice};

#[derive(clap::Args)]
pub(super) struct Common {
    /// The sequences: FASTA, plain or compressed with gzip
    pub(super) file: PathBuf,
    /// Model that reads bases: a folder, or the id of a ready model
    #[arg(long, value_name = "MODEL")]
    pub(super) model: PathBuf,
    /// Threads for the model; one per core by default
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=1024))]
    pub(super) threads: Option<u32>,
    #[command(flatten)]
    on: OnDevice,
    /// Print no progress
    #[arg(long, short)]
    pub(super) quiet: bool,
}

impl Common {
    /// The device that this run is to use.
    pub(super) fn device(&self) -> Option<Device> {
        self.on.device
    }
}
