//! Text for people and for pipes.

use std::io::{self, IsTerminal, Write};
use std::path::Path;

use super::Outcome;
use crate::views::{ApiError, SummaryOrigin, SummarySentence, SummaryView};

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

/// A summary for people: who made it, each sentence with its pages, and what should be known.
pub(super) fn summary_text(title: &str, summary: &SummaryView, width: Option<usize>) -> String {
    let by = match &summary.origin {
        SummaryOrigin::KeySentences => "Key sentences of the document (no model given)".to_owned(),
        SummaryOrigin::Model { name } => format!("Summary written by {name}"),
    };
    let mut text = format!("{}\n{}\n\n", wrapped(title, "", width), by);
    for sentence in &summary.sentences {
        let pages = pages_of(sentence);
        let line = if pages.is_empty() {
            sentence.text.clone()
        } else {
            format!("{} [{pages}]", sentence.text)
        };
        text.push_str(&wrapped(&line, "  ", width));
        text.push('\n');
    }
    for remark in &summary.remarks {
        text.push_str(&wrapped(&format!("\nNote: {remark}\n"), "", width));
    }
    text
}

/// `p. 3, 7`: pages in the order of their weight.
fn pages_of(sentence: &SummarySentence) -> String {
    let mut pages: Vec<u32> = Vec::new();
    for source in &sentence.evidence {
        if let Some(page) = source.page.filter(|page| !pages.contains(page)) {
            pages.push(page);
        }
    }
    if pages.is_empty() {
        return String::new();
    }
    let pages: Vec<String> = pages.iter().map(u32::to_string).collect();
    format!("p. {}", pages.join(", "))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{DocumentId, SentenceId};
    use crate::views::Evidence;

    fn summary() -> SummaryView {
        let source = |sentence, page| Evidence {
            sentence: SentenceId(sentence),
            page,
            weight: 0.5,
        };
        SummaryView {
            document: DocumentId("aa".into()),
            origin: SummaryOrigin::KeySentences,
            sentences: vec![
                SummarySentence {
                    text: "Birds fly.".into(),
                    evidence: vec![source(4, Some(7)), source(5, Some(7)), source(1, Some(2))],
                    support: None,
                },
                SummarySentence {
                    text: "Fish swim.".into(),
                    evidence: vec![source(0, None)],
                    support: None,
                },
            ],
            draft: String::new(),
            complete: true,
            remarks: vec!["Page 3 is a picture and was not read.".into()],
        }
    }

    #[test]
    fn each_sentence_names_its_pages_best_first() {
        let text = summary_text("On Wings", &summary(), None);
        assert_eq!(
            text,
            "On Wings\nKey sentences of the document (no model given)\n\n\
             Birds fly. [p. 7, 2]\nFish swim.\n\nNote: Page 3 is a picture and was not read.\n"
        );
    }

    #[test]
    fn no_line_is_wider_than_the_terminal() {
        let mut summary = summary();
        summary.sentences[0].text = "a word and another ".repeat(20);
        let text = summary_text("On Wings", &summary, Some(40));
        let widest = text
            .lines()
            .filter(|line| !line.starts_with("Key sentences"))
            .map(|line| line.chars().count())
            .max();
        assert!(widest <= Some(40), "{text}");
    }
}
