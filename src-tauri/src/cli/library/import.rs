//! `pagewing library import`: the papers of a Zotero library, of BibTeX or of RIS.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::bibliography::{self, BibliographyReport, Sources};
use crate::cli::files::name_of;
use crate::cli::output;
use crate::cli::progress::Progress;
use crate::fault::{ErrorCode, Fault, Outcome};
use crate::jobs::take_in;
use crate::library::Library;
use crate::text;

#[derive(clap::Args)]
pub(in crate::cli) struct Import {
    /// Zotero's folder or its zotero.sqlite, or a BibTeX or RIS file
    path: PathBuf,
    /// The folder in which relative paths of linked files start, if it is not that of Zotero's settings
    #[arg(long, value_name = "DIR")]
    base: Option<PathBuf>,
    /// Print one line of JSON
    #[arg(long)]
    json: bool,
    /// Print no progress
    #[arg(long, short)]
    quiet: bool,
}

/// Takes over one paper after the other. One that cannot be read never stops the rest.
pub(super) fn run(
    arguments: &Import,
    library: &Library,
    stop: &Arc<AtomicBool>,
) -> Result<Outcome, Fault> {
    let base = arguments.base.clone();
    let bibliography = bibliography::read(&arguments.path, &Sources { base }, stop)?;
    let report = BibliographyReport::of(&arguments.path, &bibliography);
    let missing: Vec<String> = bibliography
        .entries
        .iter()
        .flat_map(|entry| entry.missing.iter().cloned())
        .collect();
    let mut outcome = Outcome::Done;
    let entries = bibliography.entries.into_iter();
    for (file, described) in entries.flat_map(|entry| entry.described_files()) {
        let mut progress = Progress::new(name_of(&file), arguments.quiet);
        let taken = take_in(
            library,
            &file,
            Some(&described),
            stop,
            &mut |stage, done| {
                progress.advance(stage, done);
            },
        );
        progress.finish();
        if let Err(fault) = taken {
            output::complain(&file, &fault);
            outcome = outcome.and(Outcome::of(fault.code()));
            if fault.code() == ErrorCode::Cancelled || stop.load(Ordering::Relaxed) {
                return Ok(Outcome::Interrupted);
            }
        }
    }
    for name in &missing {
        eprintln!("{}", text::library::missing(name));
    }
    let said = match arguments.json {
        true => output::print_json(&report),
        false => output::print(&text::library::imported(&report)),
    };
    Ok(outcome.and(said))
}
