//! A summary for people and their notes: text for a terminal or a pipe, and Markdown.

use std::fmt::Write;

use super::output::wrapped;
use crate::assistant::summary::{Evidence, SummaryOrigin, SummarySentence, SummaryView};
use crate::document::{Document, SectionId, Sentence};
use crate::text::notes;

/// A summary to print: who made it, each sentence with its pages, and what should be known.
pub(super) struct Printed<'a> {
    pub(super) title: &'a str,
    /// Where headings and sources are; without it there are none.
    pub(super) document: Option<&'a Document>,
    pub(super) summary: &'a SummaryView,
    /// Sentences stand under the headings of their sections.
    pub(super) headings: bool,
    /// Sentences stand with their sources, and pages with what was drawn on of them.
    pub(super) evidence: bool,
}

impl<'a> Printed<'a> {
    /// The summary alone.
    pub(super) fn bare(title: &'a str, summary: &'a SummaryView) -> Self {
        Self {
            title,
            document: None,
            summary,
            headings: false,
            evidence: false,
        }
    }

    /// As text: lines of at most `width`, or a line per sentence.
    pub(super) fn text(&self, width: Option<usize>) -> String {
        let mut text = format!("{}\n{}\n\n", wrapped(self.title, "", width), self.by());
        for (heading, sentences) in self.parts() {
            if let Some(heading) = heading {
                let apart = if text.ends_with("\n\n") { "" } else { "\n" };
                text.push_str(&wrapped(&format!("{apart}{heading}\n"), "", width));
            }
            for sentence in sentences {
                text.push_str(&wrapped(&with_pages(sentence), "  ", width));
                text.push('\n');
                for (source, quoted) in self.sources(sentence) {
                    let line = format!("    {}“{}”", label(source), quoted.text);
                    text.push_str(&wrapped(&line, "      ", width));
                    text.push('\n');
                }
            }
        }
        for note in self.notes() {
            text.push_str(&wrapped(&format!("\n{note}\n"), "  ", width));
        }
        text
    }

    /// As Markdown.
    pub(super) fn markdown(&self) -> String {
        let mut text = format!("# {}\n\n*{}*\n\n", escaped(self.title), escaped(&self.by()));
        for (heading, sentences) in self.parts() {
            if let Some(heading) = heading {
                let apart = if text.ends_with("\n\n") { "" } else { "\n" };
                let _ = write!(text, "{apart}## {}\n\n", escaped(heading));
            }
            for sentence in sentences {
                let _ = writeln!(text, "- {}", escaped(&with_pages(sentence)));
                for (source, quoted) in self.sources(sentence) {
                    let _ = writeln!(text, "  > {}{}", label(source), escaped(&quoted.text));
                    // two sources are two quotations
                    text.push_str("  >\n");
                }
                if text.ends_with("  >\n") {
                    text.truncate(text.len() - "  >\n".len());
                }
            }
        }
        for note in self.notes() {
            let _ = write!(text, "\n{}\n", escaped(&note));
        }
        text
    }

    fn by(&self) -> String {
        match &self.summary.origin {
            SummaryOrigin::KeySentences => {
                "Key sentences of the document (no model given)".to_owned()
            }
            SummaryOrigin::Model { name } => format!("Summary written by {name}"),
        }
    }

    /// Sentences under their headings; all together where there shall be none.
    fn parts(&self) -> Vec<(Option<&str>, &[SummarySentence])> {
        let sentences = &self.summary.sentences;
        if !self.headings {
            return vec![(None, sentences)];
        }
        let title = |section: SectionId| {
            let section = self.document?.sections.get(section.0 as usize)?;
            Some(section.title.as_str())
        };
        sentences
            .chunk_by(|one, next| one.section == next.section)
            .map(|part| {
                let section = part.first().and_then(|sentence| sentence.section);
                (section.and_then(title), part)
            })
            .collect()
    }

    /// The sources of a sentence with what they say, where they are asked for. A quotation is its own.
    fn sources<'s>(
        &'s self,
        sentence: &'s SummarySentence,
    ) -> impl Iterator<Item = (&'s Evidence, &'s Sentence)> {
        let shown = self.evidence && self.summary.origin != SummaryOrigin::KeySentences;
        let sources = sentence.evidence.iter().filter(move |_| shown);
        sources.filter_map(|source| {
            let quoted = self.document?.sentences.get(source.sentence.0 as usize)?;
            Some((source, quoted))
        })
    }

    fn notes(&self) -> Vec<String> {
        let remarks = self.summary.remarks.iter();
        let mut notes: Vec<String> = remarks
            .map(|remark| format!("Note: {}", notes::remark(remark)))
            .collect();
        if self.evidence {
            notes.extend(self.support());
            notes.extend(self.coverage());
        }
        notes
    }

    /// The sentences that their sources carry badly.
    fn support(&self) -> Option<String> {
        let weak: Vec<String> = self
            .summary
            .sentences
            .iter()
            .enumerate()
            .filter(|(_, sentence)| sentence.support.is_some_and(|support| support < WEAK))
            .map(|(at, _)| (at + 1).to_string())
            .collect();
        (!weak.is_empty()).then(|| match weak.as_slice() {
            [one] => format!("Weakly supported by its sources: sentence {one}."),
            all => format!(
                "Weakly supported by their sources: sentences {}.",
                all.join(", ")
            ),
        })
    }

    /// What was drawn on of each page, as runs of pages of which nothing was.
    fn coverage(&self) -> Option<String> {
        let pages: Vec<String> = self
            .summary
            .coverage
            .iter()
            .filter(|page| page.share > 0.0)
            .map(|page| format!("p. {} {:.0} %", page.page, (page.share * 100.0).max(1.0)))
            .collect();
        let all = self.summary.coverage.len();
        (all > 0).then(|| {
            let of = format!("Drawn on: {} of {all} pages with text", pages.len());
            match pages.is_empty() {
                true => format!("{of}."),
                false => format!("{of} ({}).", pages.join(", ")),
            }
        })
    }
}

/// As in the window: below this the sources carry a sentence badly.
pub(super) const WEAK: f32 = 0.5;

/// `p. 3, 62 %: `, the page and the share of a source.
fn label(source: &Evidence) -> String {
    let share = format!("{:.0} %", source.weight * 100.0);
    match source.page {
        Some(page) => format!("p. {page}, {share}: "),
        None => format!("{share}: "),
    }
}

fn with_pages(sentence: &SummarySentence) -> String {
    let pages = pages_of(sentence);
    match pages.is_empty() {
        true => sentence.text.clone(),
        false => format!("{} [{pages}]", sentence.text),
    }
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

/// Signs that Markdown would take for its own.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(
            c,
            '\\' | '`' | '*' | '_' | '<' | '>' | '#' | '|' | '~' | '[' | ']'
        ) {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assistant::sample::sectioned;
    use crate::assistant::summary::{PageCoverage, Remark};
    use crate::document::Note;
    use crate::document::{DocumentId, SentenceId};

    fn document() -> Document {
        sectioned(&[
            ("1 Air", 1, &["Birds fly over the sea.", "They rest."]),
            ("2 Water", 1, &["Fish swim in it."]),
        ])
    }

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
                    evidence: vec![source(0, Some(7)), source(1, Some(7)), source(2, Some(2))],
                    support: None,
                    section: Some(SectionId(0)),
                },
                SummarySentence {
                    text: "Fish_swim.".into(),
                    evidence: vec![source(2, None)],
                    support: Some(0.2),
                    section: Some(SectionId(1)),
                },
            ],
            draft: String::new(),
            complete: true,
            remarks: vec![Remark::Note {
                note: Note::ScannedPages { pages: vec![3] },
            }],
            coverage: vec![
                PageCoverage {
                    page: 2,
                    share: 0.25,
                },
                PageCoverage {
                    page: 7,
                    share: 0.0,
                },
            ],
        }
    }

    fn printed<'a>(document: &'a Document, summary: &'a SummaryView) -> Printed<'a> {
        Printed {
            title: "On Wings",
            document: Some(document),
            summary,
            headings: false,
            evidence: false,
        }
    }

    #[test]
    fn each_sentence_names_its_pages_best_first() {
        assert_eq!(
            printed(&document(), &summary()).text(None),
            "On Wings\nKey sentences of the document (no model given)\n\n\
             Birds fly. [p. 7, 2]\nFish_swim.\n\nNote: Page 3 is a picture and was not read.\n"
        );
    }

    #[test]
    fn sections_have_their_headings_and_sentences_their_sources() {
        let mut summary = summary();
        summary.origin = SummaryOrigin::Model { name: "m".into() };
        let document = document();
        let printed = Printed {
            headings: true,
            evidence: true,
            ..printed(&document, &summary)
        };
        assert_eq!(
            printed.text(None),
            "On Wings\nSummary written by m\n\n\
             1 Air\nBirds fly. [p. 7, 2]\n    \
             p. 7, 50 %: “Birds fly over the sea.”\n    \
             p. 7, 50 %: “They rest.”\n    \
             p. 2, 50 %: “Fish swim in it.”\n\n\
             2 Water\nFish_swim.\n    50 %: “Fish swim in it.”\n\n\
             Note: Page 3 is a picture and was not read.\n\n\
             Weakly supported by its sources: sentence 2.\n\n\
             Drawn on: 1 of 2 pages with text (p. 2 25 %).\n"
        );
        assert_eq!(
            printed.markdown(),
            "# On Wings\n\n*Summary written by m*\n\n\
             ## 1 Air\n\n- Birds fly. \\[p. 7, 2\\]\n  \
             > p. 7, 50 %: Birds fly over the sea.\n  >\n  \
             > p. 7, 50 %: They rest.\n  >\n  \
             > p. 2, 50 %: Fish swim in it.\n\n\
             ## 2 Water\n\n- Fish\\_swim.\n  > 50 %: Fish swim in it.\n\n\
             Note: Page 3 is a picture and was not read.\n\n\
             Weakly supported by its sources: sentence 2.\n\n\
             Drawn on: 1 of 2 pages with text (p. 2 25 %).\n"
        );
    }

    #[test]
    fn no_line_is_wider_than_the_terminal() {
        let mut summary = summary();
        summary.sentences[0].text = "a word and another ".repeat(20);
        let text = printed(&document(), &summary).text(Some(40));
        let widest = text
            .lines()
            .filter(|line| !line.starts_with("Key sentences"))
            .map(|line| line.chars().count())
            .max();
        assert!(widest <= Some(40), "{text}");
    }
}
