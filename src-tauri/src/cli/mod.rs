//! The command line. Results go to stdout, everything else to stderr; exit codes are a contract, written
//! down in `docs/cli.md`.

mod answer_text;
mod ask;
mod bench;
mod chosen;
mod doctor;
mod eval;
mod eval_qa;
mod extract;
mod models;
mod output;
mod precision;
mod progress;
mod summarize;
mod summary_text;
mod writer;

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use clap::{Args, Parser, Subcommand};

use crate::views::ApiError;

/// Reads long documents for you, offline.
#[derive(Parser)]
#[command(
    name = "pagewing",
    version,
    args_conflicts_with_subcommands = true,
    after_help = "Exit codes: 0 done, 1 failed, 2 wrong use, 3 nothing to read or not found, 4 password needed, 130 interrupted."
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
    /// Print the text of a file in reading order
    Extract(extract::Arguments),
    /// Check that everything Pagewing needs is in order
    Doctor(doctor::Arguments),
    /// Prepare models
    #[command(subcommand)]
    Models(models::Command),
    /// Measure how fast a model is on this machine
    Bench(bench::Arguments),
    /// Measure quality against ground truth
    Eval(eval::Arguments),
}

/// What all commands that read files understand.
#[derive(Args)]
struct Common {
    /// Print JSON
    #[arg(long)]
    json: bool,
    /// Password of encrypted files
    #[arg(long, value_name = "PASSWORD")]
    password: Option<String>,
    /// Print no progress
    #[arg(long, short)]
    quiet: bool,
}

/// How a command, or one of its files, ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Done,
    Failed,
    WrongUse,
    Refused,
    PasswordNeeded,
    Interrupted,
}

impl Outcome {
    fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Failed => 1,
            Self::WrongUse => 2,
            Self::Refused => 3,
            Self::PasswordNeeded => 4,
            Self::Interrupted => 130,
        }
    }

    fn of(error: &ApiError) -> Self {
        match error.code.as_str() {
            "password_needed" | "password_wrong" => Self::PasswordNeeded,
            "scanned" | "no_text" | "unreadable_fonts" | "nothing_there" | "no_section"
            | "no_pages" | "no_such_pages" => Self::Refused,
            "empty_question" | "long_question" | "no_words" => Self::WrongUse,
            "cancelled" => Self::Interrupted,
            _ => Self::Failed,
        }
    }

    /// Of several files: done when all are; the reason where they agree on it; else failed.
    fn and(self, next: Self) -> Self {
        match (self, next) {
            (Self::Interrupted, _) | (_, Self::Interrupted) => Self::Interrupted,
            (Self::Done, other) | (other, Self::Done) => other,
            (one, other) if one == other => one,
            _ => Self::Failed,
        }
    }
}

/// The whole program but the worker: what `main` calls.
pub fn main() -> ExitCode {
    let cli = Cli::parse();
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
    let outcome = match command {
        Command::Summarize(arguments) => summarize::run(&arguments, &stop),
        Command::Ask(arguments) => ask::run(&arguments, &stop),
        Command::Extract(arguments) => extract::run(&arguments, &stop),
        Command::Doctor(arguments) => doctor::run(&arguments),
        Command::Models(command) => models::run(&command, &stop),
        Command::Bench(arguments) => bench::run(&arguments, &stop),
        Command::Eval(arguments) => eval::run(&arguments, &stop),
    };
    ExitCode::from(outcome.code())
}

#[cfg(feature = "desktop")]
fn window(files: Vec<PathBuf>) -> ExitCode {
    crate::desktop::run(files)
}

#[cfg(not(feature = "desktop"))]
fn window(files: Vec<PathBuf>) -> ExitCode {
    use clap::CommandFactory;
    let shown = if files.is_empty() {
        Cli::command().print_help()
    } else {
        eprintln!("This build of Pagewing has no window. Try: pagewing summarize FILE");
        // as for any other wrong use of the command line
        return ExitCode::from(2);
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
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_arguments_are_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn outcomes_of_several_files_are_one() {
        use Outcome::{Done, Failed, Interrupted, PasswordNeeded, Refused};
        assert_eq!(Done.and(Done), Done);
        assert_eq!(Done.and(Refused), Refused);
        assert_eq!(Refused.and(Refused), Refused);
        assert_eq!(Refused.and(PasswordNeeded), Failed);
        assert_eq!(Failed.and(Done), Failed);
        assert_eq!(Refused.and(Interrupted), Interrupted);
    }
}
