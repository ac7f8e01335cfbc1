//! `pagewing eval`: quality as numbers, for those who work on Pagewing.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use clap::{Args, Subcommand};

use super::{Outcome, output};
use crate::document::ReadOptions;
use crate::eval::extraction;

#[derive(Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// How well papers are read: PDFs against the publishers' JATS files beside them
    Extract {
        /// Folder with NAME.pdf and NAME.jats.xml
        folder: PathBuf,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
}

pub(super) fn run(arguments: &Arguments, stop: &Arc<AtomicBool>) -> Outcome {
    let What::Extract { folder, json } = &arguments.what;
    let options = ReadOptions {
        stop: stop.clone(),
        ..ReadOptions::default()
    };
    match extraction::evaluate(folder, &options, &mut |file| eprintln!("{file}")) {
        Ok(report) if *json => output::print_json(&report),
        Ok(report) => output::print(&report.to_string()),
        Err(error) => {
            eprintln!("{}: {error}", folder.display());
            Outcome::Failed
        }
    }
}
