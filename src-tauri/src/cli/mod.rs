//! The command line. Results go to stdout, everything else to stderr; exit codes are a contract, written
//! down in `docs/cli.md`.

mod answer_text;
mod ask;
mod bench;
mod chosen;
mod classify;
mod device;
mod doctor;
mod eval;
mod eval_ask;
mod eval_qa;
mod export;
mod extract;
mod files;
mod genome;
mod help;
mod json;
mod kept;
mod library;
mod loose;
mod models;
mod named;
mod output;
mod precision;
mod progress;
mod refusal;
mod summarize;
mod summary_text;
mod table;
mod writer;

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};
use strum::IntoEnumIterator;

use device::Device;

use crate::fault::Outcome;
use crate::settings::Language;
use crate::text;
use crate::weights::{choose_device, fallback};

/// Reads long documents for you, offline.
#[derive(Parser)]
#[command(
    name = "pagewing",
    version,
    args_conflicts_with_subcommands = true,
    after_help = text::exit_codes(Outcome::iter())
)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    /// Files to open in the window
    files: Vec<PathBuf>,
}

#[derive(Subcommand)]
enum Command {
    /// Summarize files: each sentence with the page it comes from
    Summarize(summarize::Arguments),
    /// Ask files or the library a question: each answer with its quotation and page
    Ask(ask::Arguments),
    /// Put questions to papers and get a table: papers down, questions across
    Table(table::Arguments),
    /// Write what the library keeps of a document to a file: summary, answers, notes
    Export(export::Arguments),
    /// Print the text of a file in reading order
    Extract(extract::Arguments),
    /// Find the class of a document, and the sentences that decide
    Classify(classify::Arguments),
    /// Find classes, scores and vectors along sequences of bases
    #[command(subcommand)]
    Genome(genome::Command),
    /// List, sort, edit and delete the documents of the library
    #[command(subcommand)]
    Library(library::Command),
    /// Check that everything Pagewing needs is in order
    Doctor(doctor::Arguments),
    /// Download, import, check, convert and remove models
    #[command(subcommand)]
    Models(models::Command),
    /// Measure how fast a model is on this machine
    Bench(bench::Arguments),
    /// Measure quality against ground truth
    Eval(eval::Arguments),
}

/// The commands and options, in English: what the pages of the manual and the completions of shells are made of.
pub fn command() -> clap::Command {
    Cli::command()
}

/// The whole program but the worker: what `main` calls.
pub fn main() -> ExitCode {
    text::speak(Language::System);
    let matches = help::spoken(Cli::command()).get_matches();
    let cli = Cli::from_arg_matches(&matches).unwrap_or_else(|error| error.exit());
    let Some(command) = cli.command else {
        return window(cli.files);
    };
    tracing_subscriber::fmt()
        .with_writer(std::io::stderr)
        .with_env_filter(
            tracing_subscriber::EnvFilter::try_from_default_env()
                .unwrap_or_else(|_| "off,pagewing=error".into()),
        )
        .init();
    let stop = interruptible();
    let doctor = matches!(command, Command::Doctor(_));
    match command.device() {
        Some(device) => device.fix(),
        None if doctor => {}
        None => follow_device(),
    }
    let outcome = match command {
        Command::Summarize(arguments) => summarize::run(&arguments, &stop),
        Command::Ask(arguments) => ask::run(&arguments, &stop),
        Command::Table(arguments) => table::run(&arguments, &stop),
        Command::Export(arguments) => export::run(&arguments, &stop),
        Command::Extract(arguments) => extract::run(&arguments, &stop),
        Command::Classify(arguments) => classify::run(&arguments, &stop),
        Command::Genome(command) => genome::run(&command, &stop),
        Command::Library(command) => library::run(&command, &stop),
        Command::Doctor(arguments) => doctor::run(&arguments),
        Command::Models(command) => models::run(&command, &stop),
        Command::Bench(arguments) => bench::run(&arguments, &stop),
        Command::Eval(arguments) => eval::run(&arguments, &stop),
    };
    // the doctor prints it among what it found
    if let Some(why) = fallback().filter(|_| !doctor) {
        eprintln!("{}", text::devices::fallback(&why));
    }
    ExitCode::from(outcome.code())
}

impl Command {
    /// The device that this run is to use.
    fn device(&self) -> Option<Device> {
        match self {
            Self::Summarize(arguments) => arguments.on.device,
            Self::Ask(arguments) => arguments.on.device,
            Self::Table(arguments) => arguments.on.device,
            Self::Bench(arguments) => arguments.device(),
            Self::Eval(arguments) => arguments.device(),
            Self::Classify(arguments) => arguments.on.device,
            Self::Genome(command) => command.device(),
            Self::Export(_)
            | Self::Extract(_)
            | Self::Library(_)
            | Self::Doctor(_)
            | Self::Models(_) => None,
        }
    }
}

/// Has models run on the device of the settings, where there is a choice. The doctor reads the settings itself, and
/// reports what is wrong with them.
fn follow_device() {
    if cfg!(any(feature = "cuda", feature = "metal"))
        && let Ok(settings) = kept::settings()
    {
        choose_device(settings.device);
    }
}

#[cfg(feature = "desktop")]
fn window(files: Vec<PathBuf>) -> ExitCode {
    crate::desktop::run(files)
}

#[cfg(not(feature = "desktop"))]
fn window(files: Vec<PathBuf>) -> ExitCode {
    let shown = if files.is_empty() {
        help::spoken(Cli::command()).print_help()
    } else {
        eprintln!("{}", text::misuse(crate::fault::Misuse::NoWindowHere));
        return ExitCode::from(Outcome::UsageError.code());
    };
    ExitCode::from(if shown.is_ok() {
        Outcome::Done.code()
    } else {
        Outcome::Failed.code()
    })
}

/// A flag that Ctrl-C sets, so that work ends cleanly; a second Ctrl-C ends the program at once.
fn interruptible() -> Arc<AtomicBool> {
    let stop = Arc::new(AtomicBool::new(false));
    let pressed = stop.clone();
    let handled = ctrlc::set_handler(move || {
        if pressed.swap(true, Ordering::Relaxed) {
            std::process::exit(i32::from(Outcome::Interrupted.code()));
        }
    });
    if let Err(error) = handled {
        tracing::warn!(%error, "Ctrl-C ends the program without cleaning up");
    }
    stop
}

#[cfg(test)]
mod manual;
