//! The full output of commands, compared with what it was before: a change of wording is visible in review, and
//! none happens by accident. `INSTA_UPDATE=always` writes the files in `snapshots/` anew.

use std::path::Path;

use pagewing_tests::{fixture, pdf};
use serde_json::Value;

use super::Run;

/// A home folder with the files that the commands below name.
fn run() -> Run {
    let run = Run::new();
    run.file("birds.pdf", pdf::about_birds());
    run.file(
        "wings.md",
        "# On Wings\n\nLarge birds rest on their wings. Small birds beat theirs.\n\n\
         ## Methods\n\nWe measured 42 large birds and 17 small birds on an island.\n",
    );
    run.file("picture.pdf", b"\x89PNG\r\n\x1a\n0000000000");
    run.file("empty.pdf", "");
    run.file("cut.pdf", &pdf::about_birds()[..60]);
    for name in ["scanned.pdf", "locked.pdf"] {
        run.file(
            name,
            std::fs::read(fixture("pdf").join(name)).expect("a fixture"),
        );
    }
    run
}

/// The command, its exit code and its whole output, with placeholders for what differs between machines.
fn printed(run: &Run, arguments: &[&str]) -> String {
    let mut command = run.command();
    let output = command
        .args(arguments)
        .current_dir(run.home.path())
        .output()
        .expect("the binary can be started");
    let ended = super::ended(&output);
    let mut shown = format!(
        "$ pagewing {}\nexit code {}\n",
        arguments.join(" "),
        ended.code
    );
    for (name, text) in [("stdout", &ended.out), ("stderr", &ended.err)] {
        if !text.is_empty() {
            shown.push_str(&format!("--- {name}\n{}", stable(text, run.home.path())));
        }
    }
    shown
}

/// JSON over several lines, with placeholders for the home folder's path, the machine and the version.
fn stable(text: &str, home: &Path) -> String {
    let text = match serde_json::from_str::<Value>(text) {
        Ok(value) => format!("{value:#}\n"),
        Err(_) => text.to_owned(),
    };
    let text = text
        .replace(super::text(home), "[home]")
        .replace(env!("CARGO_PKG_VERSION"), "[version]");
    text.lines()
        .map(|line| match line.split_whitespace().nth(1) {
            Some(what) if line.starts_with("ok ") && OF_THE_MACHINE.contains(&what) => {
                format!("ok  {what} [of this machine]\n")
            }
            _ if line.contains(INSTALLED) => {
                let end = line.find(INSTALLED).unwrap_or(0) + INSTALLED.len();
                format!("{} [on this system]\n", &line[..end])
            }
            // whether a model fits depends on what else runs
            _ => format!("{}\n", line.replace(", more than is free", "")),
        })
        .collect()
}

/// What follows says how Tesseract is installed on this system.
const INSTALLED: &str = "where Tesseract is installed";

/// What `doctor` finds that differs between machines.
const OF_THE_MACHINE: [&str; 5] = ["version", "machine", "processor", "cage", "disk"];

/// Compares the commands' output with the snapshot of this name.
fn compare(name: &str, commands: &[&[&str]]) {
    let run = run();
    let shown: Vec<String> = commands
        .iter()
        .map(|arguments| printed(&run, arguments))
        .collect();
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, shown.join("\n")));
}

#[test]
fn help() {
    compare("help", &[&["--help"]]);
    compare(
        "help_of_commands",
        &[
            &["summarize", "--help"],
            &["ask", "--help"],
            &["table", "--help"],
            &["extract", "--help"],
            &["models", "--help"],
            &["models", "download", "--help"],
            &["models", "import", "--help"],
            &["models", "verify", "--help"],
            &["models", "convert", "--help"],
            &["doctor", "--help"],
        ],
    );
}

#[test]
fn summaries() {
    compare("summarize_text", &[&["summarize", "-q", "birds.pdf"]]);
    compare(
        "summarize_markdown",
        &[&["summarize", "-q", "--format", "md", "birds.pdf"]],
    );
    compare(
        "summarize_json",
        &[&["summarize", "-q", "--json", "birds.pdf"]],
    );
    compare(
        "summarize_several",
        &[&["summarize", "-q", "birds.pdf", "missing.pdf", "wings.md"]],
    );
}

#[test]
fn texts() {
    compare("extract_text", &[&["extract", "-q", "wings.md"]]);
    compare("extract_json", &[&["extract", "-q", "--json", "wings.md"]]);
}

#[test]
fn answers() {
    let question = "Who told the story of the fisherman?";
    compare("ask_found", &[&["ask", "-q", "birds.pdf", question]]);
    compare(
        "ask_json",
        &[&["ask", "-q", "--json", "birds.pdf", question]],
    );
    compare(
        "ask_not_found",
        &[&["ask", "-q", "birds.pdf", "quantum chromodynamics"]],
    );
    compare(
        "ask_routed",
        &[
            &["ask", "-q", "birds.pdf", "Summarize this paper"],
            &[
                "ask",
                "-q",
                "birds.pdf",
                "List all birds that were measured",
            ],
        ],
    );
    compare(
        "ask_refused",
        &[
            &["ask", "-q", "birds.pdf", "?!"],
            &["ask", "-q", "What is this?"],
            &["ask", "-q", "--all", "Who was it?"],
        ],
    );
}

#[test]
fn models_and_doctor() {
    compare("models_list", &[&["models", "list"]]);
    compare("doctor", &[&["doctor"]]);
}

#[test]
fn refusals() {
    compare(
        "refused_files",
        &[
            &["summarize", "-q", "missing.pdf"],
            &["summarize", "-q", "."],
            &["summarize", "-q", "empty.pdf"],
            &["summarize", "-q", "picture.pdf"],
            &["summarize", "-q", "cut.pdf"],
            &["summarize", "-q", "scanned.pdf"],
            &["summarize", "-q", "locked.pdf"],
            &["summarize", "-q", "--json", "missing.pdf"],
        ],
    );
    compare(
        "refused_arguments",
        &[
            &["summarize"],
            &["summarize", "a.pdf", "--beams", "0"],
            &["frobnicate", "--now"],
        ],
    );
    compare(
        "refused_models",
        &[
            &["summarize", "-q", "birds.pdf", "--model", "nowhere"],
            &["ask", "-q", "birds.pdf", "Who?", "--reader", "nowhere"],
        ],
    );
}
