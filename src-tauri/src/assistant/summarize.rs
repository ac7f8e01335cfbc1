//! A model reads a document, window by window, and writes a summary in which every sentence names its
//! sources.
//!
//! A short document is one window and one summary. A long one is read section by section; what was
//! written about the sections is then read in turn, until one window holds it all. Sources are carried
//! through: a sentence about sentences is evidenced by theirs.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use super::scribe::{Scribe, Unit};
use super::{SummaryError, nothing_to_read, remarks};
use crate::document::Document;
use crate::views::{
    Stage, SummaryLength, SummaryOptions, SummaryOrigin, SummarySentence, SummaryView,
};
use crate::weights::{ModelError, ModelFolder, Writer};

/// What to summarize, and with what.
pub struct Request<'a> {
    /// The document.
    pub document: &'a Document,
    /// How.
    pub options: &'a SummaryOptions,
    /// The model's folder.
    pub model: &'a ModelFolder,
    /// The thread that owns the model.
    pub writer: &'a Writer,
    /// Threads for the model; `None` for one per core.
    pub threads: Option<usize>,
    /// Set to stop within a second.
    pub stop: &'a Arc<AtomicBool>,
}

/// What the scribe tells while it works, and where it keeps what it need not do again.
pub trait Notebook {
    /// What is being done and which share of the whole is done.
    fn progress(&mut self, stage: Stage, done: f32);
    /// The summary as it stands: finished sentences and the words being written.
    fn shown(&mut self, summary: &SummaryView);
    /// What was kept under a name, by this run or one before.
    fn recall(&mut self, part: &str) -> Option<Vec<SummarySentence>>;
    /// Keeps a finished part under a name.
    fn keep(&mut self, part: &str, sentences: &[SummarySentence]);
}

/// What a summary is kept under: everything that decides what it says.
pub fn recipe(model: &ModelFolder, options: &SummaryOptions) -> String {
    let number = |n: Option<u32>| n.map_or_else(|| "own".to_owned(), |n| n.to_string());
    format!(
        "model {} 1 {:?} beams {} tokens {}",
        model.fingerprint,
        options.length,
        number(options.beams),
        number(options.max_tokens)
    )
}

/// Writes the summary.
///
/// # Errors
/// Where there is nothing to read, the model fails, or the work was stopped.
pub fn summarize(
    request: &Request<'_>,
    notebook: &mut dyn Notebook,
) -> Result<SummaryView, SummaryError> {
    let scribe = Scribe::new(request)?;
    let mut summary = SummaryView {
        document: request.document.id.clone(),
        origin: SummaryOrigin::Model {
            name: request.model.name.clone(),
        },
        sentences: Vec::new(),
        draft: String::new(),
        complete: false,
        remarks: remarks(request.document),
    };
    let mut units = scribe.units_of_document();
    if units.is_empty() {
        return Err(nothing_to_read(request.document));
    }
    let mut work = Work::default();
    loop {
        let windows = scribe.windows(&units);
        work.plan(&scribe, windows.len());
        let mut written: Vec<SummarySentence> = Vec::new();
        for window in &windows {
            let part = format!("{} {}-{}", work.level, window.start, window.end);
            let sentences = match notebook.recall(&part) {
                Some(sentences) => sentences,
                None => {
                    let read = units.get(window.clone()).unwrap_or_default();
                    summary.sentences.clone_from(&written);
                    let sentences = scribe.write(read, &mut summary, &work, notebook)?;
                    notebook.keep(&part, &sentences);
                    sentences
                }
            };
            written.extend(sentences);
            work.finished += 1;
        }
        if written.is_empty() {
            return Err(ModelError::Failed("it wrote nothing".into()).into());
        }
        let whole = windows.len() == 1 || request.options.length == SummaryLength::Long;
        let next = scribe.units_of(&written);
        // a model that writes as much as it reads would never come to an end
        let shrinks = total(&next) * 10 < total(&units) * 9;
        summary.sentences = written;
        if whole || !shrinks {
            break;
        }
        units = next;
        work.level += 1;
    }
    summary.draft.clear();
    summary.complete = true;
    Ok(summary)
}

/// How far the work is, in windows.
#[derive(Default)]
pub(super) struct Work {
    level: usize,
    finished: usize,
    windows: usize,
}

impl Work {
    /// Counts the windows of this level and guesses those of the levels above.
    fn plan(&mut self, scribe: &Scribe<'_>, windows: usize) {
        self.windows = self.finished + windows;
        let mut level = windows;
        while level > 1 && scribe.length() != SummaryLength::Long {
            level = scribe.windows_above(level);
            self.windows += level;
        }
    }

    /// The share done when `window` (0 to 1) of the present window is.
    pub(super) fn share(&self, window: f32) -> f32 {
        (self.finished as f32 + window) / self.windows.max(1) as f32
    }
}

fn total(units: &[Unit]) -> usize {
    units.iter().map(|unit| unit.tokens).sum()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::path::Path;

    use super::*;
    use crate::document::{
        Block, BlockId, BlockKind, DocumentId, Format, Place, Sentence, SentenceId,
    };

    /// Remembers what was kept, and how far the work was said to be.
    #[derive(Default)]
    struct Memory {
        known: BTreeMap<String, Vec<SummarySentence>>,
        kept: BTreeMap<String, Vec<SummarySentence>>,
        shares: Vec<f32>,
    }

    impl Notebook for Memory {
        fn progress(&mut self, _: Stage, done: f32) {
            self.shares.push(done);
        }

        fn shown(&mut self, summary: &SummaryView) {
            assert!(!summary.complete);
        }

        fn recall(&mut self, part: &str) -> Option<Vec<SummarySentence>> {
            self.known.get(part).cloned()
        }

        fn keep(&mut self, part: &str, sentences: &[SummarySentence]) {
            self.kept.insert(part.to_owned(), sentences.to_vec());
        }
    }

    /// A flow document of one block with so many sentences.
    fn document(count: u32) -> Document {
        let mut text = String::new();
        let mut sentences = Vec::new();
        for id in 0..count {
            let said =
                format!("The train number {id} was expected on time in the town by the river.");
            let start = text.chars().count() as u32;
            text.push_str(&said);
            let end = text.chars().count() as u32;
            text.push(' ');
            let block = BlockId(0);
            sentences.push(Sentence {
                id: SentenceId(id),
                block,
                start,
                end,
                text: said,
                places: vec![Place::Flow { block, start, end }],
            });
        }
        Document {
            id: DocumentId("aa".into()),
            format: Format::Text,
            title: None,
            authors: vec![],
            language: None,
            pages: vec![],
            sections: vec![],
            blocks: vec![Block {
                id: BlockId(0),
                kind: BlockKind::Paragraph,
                section: None,
                text,
                places: vec![],
                ocr: false,
            }],
            sentences,
            notes: vec![],
        }
    }

    fn summary(
        document: &Document,
        length: SummaryLength,
        memory: &mut Memory,
        stopped: bool,
    ) -> Result<SummaryView, SummaryError> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures/tiny-model");
        let request = Request {
            document,
            options: &SummaryOptions {
                length,
                beams: Some(1),
                max_tokens: Some(10),
            },
            model: &ModelFolder::open(&folder).unwrap(),
            writer: &Writer::start(),
            threads: Some(1),
            stop: &Arc::new(AtomicBool::new(stopped)),
        };
        summarize(&request, memory)
    }

    #[test]
    fn a_finished_window_is_never_written_again() {
        let document = document(60);
        let mut first = Memory::default();
        let written = summary(&document, SummaryLength::Long, &mut first, false).unwrap();
        assert!(first.kept.len() >= 3, "{:?}", first.kept.keys());
        assert!(first.shares.is_sorted() && first.shares.iter().all(|share| *share <= 1.0));

        // the run was killed before its last window; what was kept is marked to be told apart
        let mut second = Memory {
            known: first.kept.clone(),
            ..Memory::default()
        };
        let (last, _) = second.known.pop_last().unwrap();
        for sentences in second.known.values_mut() {
            for sentence in sentences {
                sentence.text = format!("Kept: {}", sentence.text);
            }
        }
        let resumed = summary(&document, SummaryLength::Long, &mut second, false).unwrap();
        assert_eq!(second.kept.keys().collect::<Vec<_>>(), [&last]);
        let bare: Vec<_> = resumed
            .sentences
            .iter()
            .map(|sentence| sentence.text.trim_start_matches("Kept: "))
            .collect();
        let before: Vec<_> = written.sentences.iter().map(|s| s.text.as_str()).collect();
        assert_eq!(bare, before);
        assert!(
            resumed
                .sentences
                .iter()
                .any(|s| s.text.starts_with("Kept: "))
        );
    }

    #[test]
    fn a_long_document_ends_in_one_window_whose_sources_are_the_documents() {
        let document = document(60);
        let mut memory = Memory::default();
        let whole = summary(&document, SummaryLength::Medium, &mut memory, false).unwrap();
        assert!(
            memory.kept.keys().any(|part| part.starts_with("1 ")),
            "{:?}",
            memory.kept.keys()
        );
        let parts: Vec<SentenceId> = memory
            .kept
            .iter()
            .filter(|(part, _)| part.starts_with("0 "))
            .flat_map(|(_, sentences)| sentences)
            .flat_map(|sentence| sentence.evidence.iter().map(|source| source.sentence))
            .collect();
        for sentence in &whole.sentences {
            assert!(!sentence.evidence.is_empty());
            for source in &sentence.evidence {
                assert!(parts.contains(&source.sentence));
            }
        }
    }

    #[test]
    fn stopping_and_silence_are_told_apart() {
        let stopped = summary(
            &document(3),
            SummaryLength::Medium,
            &mut Memory::default(),
            true,
        );
        assert!(matches!(stopped, Err(SummaryError::Cancelled)));
        let silent = summary(
            &document(0),
            SummaryLength::Medium,
            &mut Memory::default(),
            false,
        );
        assert!(matches!(silent, Err(SummaryError::NoText)));
    }
}
