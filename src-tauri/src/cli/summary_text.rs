//! A summary for people and their notes: text for a terminal or a pipe, and Markdown.

use super::output::wrapped;
use crate::assistant::summary::SummaryView;
use crate::document::Document;
use crate::export::{self, Sheet, SummaryBlocks, with_pages};
use crate::text::summary;

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
        let shown = self.shown();
        let mut text = format!(
            "{}\n{}\n\n",
            wrapped(self.title, "", width),
            shown.made_by()
        );
        for (heading, sentences) in shown.parts() {
            if let Some(heading) = heading {
                let apart = if text.ends_with("\n\n") { "" } else { "\n" };
                text.push_str(&wrapped(&format!("{apart}{heading}\n"), "", width));
            }
            for sentence in sentences {
                text.push_str(&wrapped(&with_pages(sentence), "  ", width));
                text.push('\n');
                for (source, quoted) in shown.sources(sentence) {
                    let line = format!("    {}", summary::source_quoted(source, &quoted.text));
                    text.push_str(&wrapped(&line, "      ", width));
                    text.push('\n');
                }
            }
        }
        for note in shown.notes() {
            text.push_str(&wrapped(&format!("\n{note}\n"), "  ", width));
        }
        text
    }

    /// As Markdown.
    pub(super) fn markdown(&self) -> String {
        export::markdown(&Sheet {
            title: self.title.to_owned(),
            blocks: self.shown().blocks(2),
        })
    }

    fn shown(&self) -> SummaryBlocks<'a> {
        SummaryBlocks {
            document: self.document,
            summary: self.summary,
            headings: self.headings,
            evidence: self.evidence,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assistant::sample::sectioned;
    use crate::assistant::summary::{
        Evidence, PageCoverage, Remark, SummaryOptions, SummaryOrigin, SummarySentence,
    };
    use crate::document::{DocumentId, Note, SectionId, SentenceId};

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
                    yours: false,
                    pinned: false,
                },
                SummarySentence {
                    text: "Fish_swim.".into(),
                    evidence: vec![source(2, None)],
                    support: Some(0.2),
                    section: Some(SectionId(1)),
                    yours: false,
                    pinned: false,
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
            version: None,
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
            "On Wings\nKey sentences, quoted from the document\n\n\
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
        summary.sentences[0].support = Some(0.9);
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
             The summary draws on 1 of 2 pages: p. 2 (25% of its text).\n"
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
             The summary draws on 1 of 2 pages: p. 2 (25% of its text).\n"
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
