//! A summary as blocks: who made it, each sentence with its pages, and what a reader should know.

use super::rows::{Tabled, has_cells};
use super::sheet::{Block, Quote};
use crate::assistant::summary::{Evidence, Remark, SummarySentence, SummaryView};
use crate::document::{Document, SectionId, Sentence, SentenceId};
use crate::text::rows::in_line;
use crate::text::{answers, notes, summary};

/// Support below this is weak, as in the window.
pub(crate) const WEAK: f32 = 0.5;

/// What is shown of a summary.
pub(crate) struct SummaryBlocks<'a> {
    /// The document, for headings and sources; without it, neither is shown.
    pub(crate) document: Option<&'a Document>,
    pub(crate) summary: &'a SummaryView,
    /// Sentences stand under the headings of their sections.
    pub(crate) headings: bool,
    /// Sentences stand with their sources, and the pages that the summary draws on with their shares.
    pub(crate) evidence: bool,
}

impl<'a> SummaryBlocks<'a> {
    /// The blocks, with headings of sections at `level`.
    pub(crate) fn blocks(&self, level: u8) -> Vec<Block> {
        let tabled = self.document.and_then(Tabled::of);
        let mut blocks = vec![Block::Aside(self.made_by())];
        for (heading, sentences) in self.parts() {
            blocks.extend(heading.map(|text| Block::Heading {
                level,
                text: text.to_owned(),
            }));
            let mut rest = sentences;
            while let Some((sentence, behind)) = rest.split_first() {
                let rows = tabled.as_ref().and_then(|tabled| rows_of(tabled, rest));
                let (block, left) = match rows {
                    Some((quote, left)) => (Block::Quote(quote), left),
                    None => (self.item(sentence, tabled.as_ref()), behind),
                };
                blocks.push(block);
                rest = left;
            }
        }
        blocks.extend(self.notes().into_iter().map(Block::Paragraph));
        blocks
    }

    /// A sentence with its sources.
    fn item(&self, sentence: &SummarySentence, tabled: Option<&Tabled<'_>>) -> Block {
        let quotes = self.sources(sentence).map(|(source, quoted)| {
            let rows = tabled.and_then(|tabled| tabled.grid(&[quoted.id], &quoted.text));
            Quote {
                label: match sentence.yours {
                    true => summary::page_label(source),
                    false => summary::source_label(source),
                },
                ..Quote::of(&quoted.text, rows)
            }
        });
        Block::Item {
            text: marked(sentence),
            quotes: quotes.collect(),
        }
    }

    /// Who made it.
    pub(crate) fn made_by(&self) -> String {
        if self.summary.remarks.contains(&Remark::NoRunningText) {
            return summary::lines().into();
        }
        let changed = self.summary.version.is_some_and(|version| version.changed);
        summary::made_by(&self.summary.origin, changed)
    }

    /// Sentences under their headings; all together if headings are not wanted.
    pub(crate) fn parts(&self) -> Vec<(Option<&'a str>, &'a [SummarySentence])> {
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

    /// The sources of a sentence with their texts, if they are wanted. A quotation is its own source and has none here.
    pub(crate) fn sources<'s>(
        &'s self,
        sentence: &'s SummarySentence,
    ) -> impl Iterator<Item = (&'s Evidence, &'s Sentence)> {
        let shown = self.evidence && !sentence.is_quotation();
        let sources = sentence.evidence.iter().filter(move |_| shown);
        sources.filter_map(|source| {
            let quoted = self.document?.sentences.get(source.sentence.0 as usize)?;
            Some((source, quoted))
        })
    }

    /// What a reader should know.
    pub(crate) fn notes(&self) -> Vec<String> {
        let remarks = self.summary.remarks.iter();
        let mut notes: Vec<String> = remarks
            .map(|remark| notes::labelled(&notes::remark(remark)))
            .collect();
        if self.evidence {
            notes.extend(summary::weakly_supported(&self.weak()));
            let pages = self.document.map_or(0, |document| document.pages.len());
            let SummaryView {
                origin, coverage, ..
            } = self.summary;
            notes.extend(summary::drawn_on(origin, coverage, pages));
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

/// The rows of one table that sentences begin with, as that table, and the sentences behind them.
fn rows_of<'s>(
    tabled: &Tabled<'_>,
    sentences: &'s [SummarySentence],
) -> Option<(Quote, &'s [SummarySentence])> {
    let is_row = |sentence: &&SummarySentence| {
        // a pinned sentence is labelled as pinned, and a row has no place for the label
        sentence.is_quotation() && !sentence.pinned && has_cells(&sentence.text)
    };
    let most = sentences.iter().take_while(is_row).count();
    (1..=most).rev().find_map(|count| {
        let (rows, behind) = sentences.split_at_checked(count)?;
        let texts: Vec<&str> = rows.iter().map(|row| row.text.as_str()).collect();
        let sources = rows.iter().flat_map(|row| &row.evidence);
        let ids: Vec<SentenceId> = sources.map(|source| source.sentence).collect();
        let text = texts.join(" ");
        let grid = tabled.grid(&ids, &text)?;
        let quote = Quote {
            place: places(rows),
            ..Quote::of(&text, Some(grid))
        };
        Some((quote, behind))
    })
}

/// The pages of several sentences: `p. 3, p. 4`.
fn places(sentences: &[SummarySentence]) -> String {
    let mut pages: Vec<u32> = sentences.iter().flat_map(pages_of).collect();
    pages.dedup();
    let places = pages.iter().map(|page| answers::source(None, Some(*page)));
    places.collect::<Vec<_>>().join(", ")
}

/// A sentence with its pages, in quotation marks if it is one of the document's.
fn marked(sentence: &SummarySentence) -> String {
    let text = in_line(&sentence.text);
    let text = match sentence.is_quotation() {
        true => answers::quoted(&text),
        false => text.into_owned(),
    };
    let pages = pages_of(sentence);
    summary::with_pages(&text, &pages, sentence.yours, sentence.pinned)
}

/// A sentence with its pages.
pub(crate) fn with_pages(sentence: &SummarySentence) -> String {
    let pages = pages_of(sentence);
    summary::with_pages(&sentence.text, &pages, sentence.yours, sentence.pinned)
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
