//! A summary for people and their notes: text for a terminal or a pipe, and Markdown.

use std::fmt::Write;

use super::output::wrapped;
use crate::assistant::summary::{Evidence, Remark, SummaryOrigin, SummarySentence, SummaryView};
use crate::document::{Document, SectionId, Sentence};
use crate::text::{notes, summary};

/// A summary to print: who made it, each sentence with its pages, and the notes.
pub(super) struct Printed<'a> {
    pub(super) title: &'a str,
    /// The document, for headings and sources; without it, neither is printed.
    pub(super) document: Option<&'a Document>,
    pub(super) summary: &'a SummaryView,
    /// Sentences stand under the headings of their sections.
    pub(super) headings: bool,
    /// Sentences stand with their sources, and the pages that the summary draws on with their shares.
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
        let mut text = format!("{}\n{}\n\n", wrapped(self.title, "", width), self.made_by());
        for (heading, sentences) in self.parts() {
            if let Some(heading) = heading {
                let apart = if text.ends_with("\n\n") { "" } else { "\n" };
                text.push_str(&wrapped(&format!("{apart}{heading}\n"), "", width));
            }
            for sentence in sentences {
                text.push_str(&wrapped(&with_pages(sentence), "  ", width));
                text.push('\n');
                for (source, quoted) in self.sources(sentence) {
                    let line = format!("    {}", summary::source_quoted(source, &quoted.text));
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
        let mut text = format!(
            "# {}\n\n*{}*\n\n",
            escaped(self.title),
            escaped(&self.made_by())
        );
        for (heading, sentences) in self.parts() {
            if let Some(heading) = heading {
                let apart = if text.ends_with("\n\n") { "" } else { "\n" };
                let _ = write!(text, "{apart}## {}\n\n", escaped(heading));
            }
            for sentence in sentences {
                let _ = writeln!(text, "- {}", escaped(&with_pages(sentence)));
                for (source, quoted) in self.sources(sentence) {
                    let _ = writeln!(
                        text,
                        "  > {}{}",
                        summary::source_label(source),
                        escaped(&quoted.text)
                    );
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

    fn made_by(&self) -> String {
        if self.summary.remarks.contains(&Remark::NoRunningText) {
            return summary::LINES.into();
        }
        summary::made_by(&self.summary.origin)
    }

    /// Sentences under their headings; all together if headings are not wanted.
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

    /// The sources of a sentence with their texts, if they are wanted. A key sentence is its own source and has
    /// none here.
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
            .map(|remark| notes::labelled(&notes::remark(remark)))
            .collect();
        if self.evidence {
            notes.extend(summary::weakly_supported(&self.weak()));
            notes.extend(summary::drawn_on(&self.summary.coverage));
        }
        notes
    }

    /// The numbers of the sentences that their sources support weakly.
    fn weak(&self) -> Vec<usize> {
        let sentences = self.summary.sentences.iter().enumerate();
        sentences
            .filter(|(_, sentence)| sentence.support.is_some_and(|support| support < WEAK))
            .map(|(at, _)| at + 1)
            .collect()
    }
}

/// Support below this is weak, as in the window.
pub(super) const WEAK: f32 = 0.5;

fn with_pages(sentence: &SummarySentence) -> String {
    summary::with_pages(&sentence.text, &pages_of(sentence))
}

/// The pages of a sentence in the order of their weight.
fn pages_of(sentence: &SummarySentence) -> Vec<u32> {
    let mut pages: Vec<u32> = Vec::new();
    for source in &sentence.evidence {
        if let Some(page) = source.page.filter(|page| !pages.contains(page)) {
            pages.push(page);
        }
    }
    pages
}

/// The text with a backslash before each character that is Markdown syntax.
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
    use crate::assistant::summary::{PageCoverage, SummaryOptions};
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
            options: SummaryOptions::default(),
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
    fn lines_of_a_document_without_running_text_are_called_that() {
        let mut summary = summary();
        summary.remarks = vec![Remark::NoRunningText];
        let text = printed(&document(), &summary).text(None);
        assert!(
            text.starts_with("On Wings\nLines of the document\n\n"),
            "{text}"
        );
        assert!(text.contains("no running text to summarize"), "{text}");
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
             p. 7, 50%: “Birds fly over the sea.”\n    \
             p. 7, 50%: “They rest.”\n    \
             p. 2, 50%: “Fish swim in it.”\n\n\
             2 Water\nFish_swim.\n    50%: “Fish swim in it.”\n\n\
             Note: Page 3 is a picture and was not read.\n\n\
             Weakly supported by its sources: sentence 2.\n\n\
             Drawn on: 1 of 2 pages with text (p. 2 25%).\n"
        );
        assert_eq!(
            printed.markdown(),
            "# On Wings\n\n*Summary written by m*\n\n\
             ## 1 Air\n\n- Birds fly. \\[p. 7, 2\\]\n  \
             > p. 7, 50%: Birds fly over the sea.\n  >\n  \
             > p. 7, 50%: They rest.\n  >\n  \
             > p. 2, 50%: Fish swim in it.\n\n\
             ## 2 Water\n\n- Fish\\_swim.\n  > 50%: Fish swim in it.\n\n\
             Note: Page 3 is a picture and was not read.\n\n\
             Weakly supported by its sources: sentence 2.\n\n\
             Drawn on: 1 of 2 pages with text (p. 2 25%).\n"
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
