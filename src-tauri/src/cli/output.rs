//! Text for people and for pipes.

use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use serde::Serialize;

use crate::fault::{Fault, Outcome};
use crate::text;
use crate::weights::ModelRemark;

/// Lines longer than this are hard to read on any terminal.
const WIDEST: usize = 100;

/// Writes to stdout. A reader that stops early (`| head`) is not a failure.
pub(super) fn print(text: &str) -> Outcome {
    print_bytes(text.as_bytes())
}

/// Writes the contents of a file to stdout.
pub(super) fn print_bytes(bytes: &[u8]) -> Outcome {
    let mut out = io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Ok(()) => Outcome::Done,
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Outcome::Done,
        Err(error) => {
            eprintln!("{}", text::unwritten(&error));
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
            eprintln!("{}", text::unwritten(&error));
            Outcome::Failed
        }
    }
}

/// An error in JSON: the code, the facts, and their sentences.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct Reported {
    #[serde(flatten)]
    pub(super) fault: Fault,
    pub(super) message: String,
    pub(super) hint: Option<String>,
}

impl From<&Fault> for Reported {
    fn from(fault: &Fault) -> Self {
        Self {
            fault: fault.clone(),
            message: text::message(fault),
            hint: hint_of(fault),
        }
    }
}

/// Prints a fault about a file to stderr: the sentence, then the hint.
pub(super) fn complain(file: &Path, fault: &Fault) {
    let file = file.display().to_string();
    eprintln!("{}", text::fault_of_file(&file, fault));
    hint(fault);
}

/// Prints a fault that is not about a file.
pub(super) fn say(fault: &Fault) {
    eprintln!("{}", text::message(fault));
    hint(fault);
}

/// Prints the remarks about a usable model folder to stderr.
pub(super) fn remark_on_model(folder: &Path, unused: &[String]) {
    for remark in ModelRemark::about(unused) {
        eprintln!("{}", text::models::remark(folder, &remark));
    }
}

/// Whether the person has said that no text is to be recognized.
static NO_RECOGNITION: AtomicBool = AtomicBool::new(false);

/// From now on no hint offers to recognize text: the person has said that none is to be recognized.
pub(super) fn offer_no_recognition() {
    NO_RECOGNITION.store(true, Ordering::Relaxed);
}

fn hint_of(fault: &Fault) -> Option<String> {
    let offers_recognition = matches!(fault, Fault::Scanned { .. } | Fault::UnreadableFonts);
    match offers_recognition && NO_RECOGNITION.load(Ordering::Relaxed) {
        true => None,
        false => text::hint(fault),
    }
}

fn hint(fault: &Fault) {
    if let Some(hint) = hint_of(fault) {
        eprintln!("  {hint}");
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
