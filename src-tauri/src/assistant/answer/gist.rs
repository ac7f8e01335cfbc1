//! "In short": what a model writes about the cited passages, and about nothing else.
//!
//! The passages around the quotations become a small document, which is summarized like any other: in the
//! checkpoint's dialect, every written sentence with its evidence. So a gist can cite only what is quoted, and it
//! is as honest as a summary.

use std::collections::BTreeSet;

use super::gather::Source;
use super::request::{Request, WithWriter};
use super::types::{CitedSentence, Gist, GistSentence, Quotation};
use crate::assistant::summary::{
    self, Notebook, SummaryError, SummaryLength, SummaryOptions, SummarySentence, SummaryView,
};
use crate::document::{
    Block, BlockId, BlockKind, Document, DocumentId, Format, Sentence, SentenceId,
};
use crate::stage::Stage;

/// Most cited passages that are read, the best first: together they fit into one window.
const MOST_PASSAGES: usize = 12;
/// Most tokens to write: a few sentences.
const LONGEST: u32 = 96;

/// Writes the gist of quotations, the best first; `None` if there are none.
///
/// # Errors
/// The errors of [`summary::summarize`].
pub(super) fn written(
    request: &Request<'_>,
    with: WithWriter<'_>,
    quotations: &[&Quotation],
    sources: &[Source],
    progress: &mut dyn FnMut(Stage, f32),
) -> Result<Option<Gist>, SummaryError> {
    let evidence = Evidence::of(quotations.iter().copied(), sources);
    if evidence.cited.is_empty() {
        return Ok(None);
    }
    let wish = summary::Request {
        document: &evidence.document,
        options: &SummaryOptions {
            length: SummaryLength::Short,
            max_tokens: Some(LONGEST),
            ..SummaryOptions::default()
        },
        model: with.folder,
        writer: with.writer,
        threads: request.threads,
        stop: request.stop,
    };
    let summary = summary::summarize(&wish, &mut Told(progress))?;
    let sentences = summary.sentences.into_iter();
    Ok(Some(Gist {
        model: with.folder.name.clone(),
        sentences: sentences.map(|said| evidence.carried_over(said)).collect(),
    }))
}

/// The cited passages, put together as one document.
struct Evidence {
    document: Document,
    /// The place in the real documents of each of its sentences.
    cited: Vec<(DocumentId, SentenceId)>,
}

impl Evidence {
    /// The passages around quotations as a document: each sentence once, in the order of its document.
    fn of<'q>(quotations: impl Iterator<Item = &'q Quotation>, sources: &[Source]) -> Self {
        let mut wanted: BTreeSet<(usize, SentenceId)> = BTreeSet::new();
        for quotation in quotations.take(MOST_PASSAGES) {
            let of = sources
                .iter()
                .position(|source| source.document.id == quotation.document);
            let Some((index, source)) = of.and_then(|index| Some((index, sources.get(index)?)))
            else {
                continue;
            };
            let around = source.found.iter().map(|found| &found.passage.sentences);
            let passage = around
                .into_iter()
                .find(|passage| quotation.sentences.iter().all(|id| passage.contains(id)))
                .unwrap_or(&quotation.sentences);
            wanted.extend(passage.iter().map(|id| (index, *id)));
        }
        let mut evidence = Self {
            document: empty(),
            cited: Vec::new(),
        };
        for (index, id) in wanted {
            let Some(source) = sources.get(index) else {
                continue;
            };
            if let Some(sentence) = source.document.sentences.get(id.0 as usize) {
                evidence.add(&source.document.id, sentence);
            }
        }
        evidence
    }

    fn add(&mut self, document: &DocumentId, sentence: &Sentence) {
        let number = u32::try_from(self.cited.len()).unwrap_or(u32::MAX);
        let end = u32::try_from(sentence.text.chars().count()).unwrap_or(u32::MAX);
        self.document.blocks.push(Block {
            id: BlockId(number),
            kind: BlockKind::Paragraph,
            section: None,
            text: sentence.text.clone(),
            places: sentence.places.clone(),
            ocr: false,
        });
        self.document.sentences.push(Sentence {
            id: SentenceId(number),
            block: BlockId(number),
            start: 0,
            end,
            text: sentence.text.clone(),
            places: sentence.places.clone(),
        });
        self.cited.push((document.clone(), sentence.id));
    }

    /// A written sentence whose evidence is sentences of the real documents.
    fn carried_over(&self, said: SummarySentence) -> GistSentence {
        let evidence = said.evidence.iter().filter_map(|source| {
            let at = source.sentence.0 as usize;
            let (document, sentence) = self.cited.get(at)?;
            Some(CitedSentence {
                document: document.clone(),
                sentence: *sentence,
                page: source.page,
                weight: source.weight,
                text: self.document.sentences.get(at)?.text.clone(),
            })
        });
        GistSentence {
            evidence: evidence.collect(),
            text: said.text,
            support: said.support.unwrap_or(0.0),
        }
    }
}

fn empty() -> Document {
    Document {
        id: DocumentId(String::new()),
        format: Format::Text,
        title: None,
        authors: Vec::new(),
        language: None,
        pages: Vec::new(),
        sections: Vec::new(),
        blocks: Vec::new(),
        sentences: Vec::new(),
        notes: Vec::new(),
        links: Vec::new(),
    }
}

/// Passes progress on. It keeps nothing, because a gist is short.
struct Told<'a, 'b>(&'a mut (dyn FnMut(Stage, f32) + 'b));

impl Notebook for Told<'_, '_> {
    fn progress(&mut self, stage: Stage, done: f32) {
        (self.0)(stage, done);
    }

    fn shown(&mut self, _: &SummaryView) {}

    fn recall(&mut self, _: &str) -> Option<Vec<SummarySentence>> {
        None
    }

    fn keep(&mut self, _: &str, _: &[SummarySentence]) {}
}
