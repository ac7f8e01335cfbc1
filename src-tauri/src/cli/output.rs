//! Text for people and for pipes.

use std::io::{self, IsTerminal, Write};
use std::path::Path;

use super::Outcome;
use crate::views::ApiError;

/// Lines longer than this are hard to read on any terminal.
const WIDEST: usize = 100;

/// Writes to stdout. A reader that has heard enough (`| head`) is no failure.
pub(super) fn print(text: &str) -> Outcome {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Ok(()) => Outcome::Done,
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Outcome::Done,
        Err(error) => {
            eprintln!("The output could not be written: {error}");
            Outcome::Failed
        }
    }
}

/// A value as one line of JSON.
pub(super) fn print_json(value: &impl serde::Serialize) -> Outcome {
    match serde_json::to_string(value) {
        Ok(mut text) => {
            text.push('\n');
            print(&text)
        }
        Err(error) => {
            eprintln!("The output could not be written: {error}");
            Outcome::Failed
        }
    }
}

/// What went wrong with a file, on stderr: the sentence, then what can be done.
pub(super) fn complain(file: &Path, error: &ApiError) {
    let file = file.display().to_string();
    // many messages name the file themselves
    if error.message.contains(&file) {
        eprintln!("{}", error.message);
    } else {
        eprintln!("{file}: {}", error.message);
    }
    hint(error);
}

/// What went wrong, where no file is to blame.
pub(super) fn say(error: &ApiError) {
    eprintln!("{}", error.message);
    hint(error);
}

fn hint(error: &ApiError) {
    match (error.code.as_str(), &error.hint) {
        ("password_needed", _) => eprintln!("  Give it with --password."),
        (_, Some(hint)) => eprintln!("  {hint}"),
        (_, None) => {}
    }
}

/// The width to wrap to; `None` in a pipe, where a sentence is a line.
pub(super) fn width() -> Option<usize> {
    io::stdout()
        .is_terminal()
        .then(|| textwrap::termwidth().min(WIDEST))
}

/// Text no wider than `width`, further lines indented.
pub(super) fn wrapped(text: &str, indent: &str, width: Option<usize>) -> String {
    match width {
        Some(width) => {
            let options = textwrap::Options::new(width).subsequent_indent(indent);
            textwrap::fill(text, options)
        }
        None => text.to_owned(),
    }
}
