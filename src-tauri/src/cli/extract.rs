//! `pagewing extract`: the text of a file in reading order.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use super::files::{self, Common};
use super::output;
use super::output::Reported;
use super::progress::Progress;
use crate::document::{BlockKind, Document};
use crate::fault::Outcome;
use crate::text::{self, notes};

#[derive(clap::Args)]
pub(super) struct Arguments {
    /// The file
    file: PathBuf,
    /// Print why each block is what it is, instead of the text
    #[arg(long)]
    explain: bool,
    #[command(flatten)]
    common: Common,
}

pub(super) fn run(arguments: &Arguments, stop: &Arc<AtomicBool>) -> Outcome {
    let Arguments {
        file,
        explain,
        common,
    } = arguments;
    let mut progress = Progress::new(files::name_of(file), common.quiet);
    let read = files::explain(file, common, stop, &mut |stage, done| {
        progress.advance(stage, done);
    });
    progress.finish();
    let (document, explanation) = match read {
        Ok(read) => read,
        Err(error) => {
            if common.json {
                output::print_json(&serde_json::json!({ "error": Reported::from(&error) }));
            }
            output::complain(file, &error);
            return Outcome::of(error.code());
        }
    };
    for note in &document.notes {
        eprintln!("{}", notes::note(note));
    }
    match (*explain, common.json) {
        (false, false) => output::print(&text_of(&document)),
        (false, true) => output::print_json(&document),
        (true, false) => output::print(&text::explained(&document, explanation.as_ref())),
        (true, true) => output::print_json(&explanation),
    }
}

/// Whether an item of a list begins with a bullet or a number of its own.
fn has_mark(item: &str) -> bool {
    let mark = item.split_whitespace().next().unwrap_or_default();
    let inner = mark.trim_matches(|c: char| !c.is_alphanumeric());
    let counts = inner.chars().all(|c| c.is_ascii_digit()) || inner.chars().count() == 1;
    inner.is_empty() || (counts && mark.ends_with(['.', ')']))
}

/// Blocks in reading order, headings marked as in Markdown, without running heads and page numbers.
fn text_of(document: &Document) -> String {
    let mut text = String::new();
    for block in &document.blocks {
        match block.kind {
            BlockKind::Furniture => continue,
            BlockKind::Title => text.push_str("# "),
            BlockKind::Heading => {
                let level = block
                    .section
                    .and_then(|section| document.sections.get(section.0 as usize))
                    .map_or(1, |section| section.level);
                text.push_str(&"#".repeat(usize::from(level.clamp(1, 5)) + 1));
                text.push(' ');
            }
            BlockKind::ListItem if !has_mark(&block.text) => text.push_str("- "),
            _ => {}
        }
        match block.kind {
            BlockKind::Table => text.push_str(&block.text.replace('\t', " | ")),
            _ => text.push_str(&block.text),
        }
        text.push_str("\n\n");
    }
    text
}
