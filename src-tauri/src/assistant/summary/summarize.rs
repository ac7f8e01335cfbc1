//! A model reads a document, window by window, and writes a summary in which every sentence names its sources.
//!
//! A short document is one window and one summary. A long document is read section by section; the model then
//! reads what it wrote about the sections, until one window holds it all. A short summary keeps the few most
//! important sentences of that whole; a summary section by section stops at the sections. Sources carry through: a
//! sentence written about sentences has their sources.

use super::condense::condensed;
use super::coverage;
use super::error::SummaryError;
use super::lines::{instead_of_a_summary, is_form};
use super::progress::Work;
use super::recipe::profile;
use super::remarks::remarks;
use super::request::{Notebook, Request};
use super::types::{Focus, SummaryLength, SummaryOrigin, SummarySentence, SummaryView};
use super::write::{Scribe, Unit};
use crate::weights::ModelError;

/// Writes the summary.
///
/// # Errors
/// If there is nothing to read, if the model fails, or if the work is stopped.
pub fn summarize(
    request: &Request<'_>,
    notebook: &mut dyn Notebook,
) -> Result<SummaryView, SummaryError> {
    let mut scribe = Scribe::new(request);
    let mut summary = SummaryView {
        document: request.document.id.clone(),
        origin: SummaryOrigin::Model {
            name: request.model.name.clone(),
        },
        options: request
            .options
            .settled(Some(profile(request.model, request.options))),
        sentences: Vec::new(),
        draft: String::new(),
        complete: false,
        remarks: remarks(request.document, request.options.focus),
        coverage: Vec::new(),
        version: None,
    };
    let whole = request.options.focus == Focus::Whole;
    if whole && is_form(request.document) {
        return instead_of_a_summary(request.document, request.options);
    }
    let mut units = scribe.units_of_document()?;
    if units.is_empty() {
        return instead_of_a_summary(request.document, request.options);
    }
    let mut work = Work::default();
    loop {
        let windows = scribe.windows(&units);
        work.plan(windows.len(), |level| {
            (!scribe.by_section()).then(|| scribe.windows_above(level))
        });
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
        summary.sentences = written;
        if windows.len() == 1 || scribe.by_section() {
            break;
        }
        let next = scribe.units_of(&summary.sentences);
        // a model that writes as much as it reads would never finish
        if total(&next) * 10 >= total(&units) * 9 {
            break;
        }
        units = next;
        work.level += 1;
    }
    if request.options.length == SummaryLength::Short {
        summary.sentences = condensed(summary.sentences);
    }
    summary.coverage = coverage::of_pages(request.document, &summary.sentences);
    summary.draft.clear();
    summary.complete = true;
    Ok(summary)
}

fn total(units: &[Unit]) -> usize {
    units.iter().map(|unit| unit.tokens).sum()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::path::Path;
    use std::sync::Arc;
    use std::sync::atomic::AtomicBool;

    use super::super::types::SummaryOptions;
    use super::*;
    use crate::assistant::sample::sectioned;
    use crate::document::{Document, SentenceId};
    use crate::stage::Stage;
    use crate::weights::{ModelFolder, Writer};

    /// Records what was kept and the reported progress.
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

    /// A document of N sentences, in sections of twenty.
    fn document(count: u32) -> Document {
        let texts: Vec<String> = (0..count)
            .map(|id| {
                format!("The train number {id} was expected on time in the town by the river.")
            })
            .collect();
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let parts: Vec<(&str, u8, &[&str])> =
            texts.chunks(20).map(|part| ("Trains", 1, part)).collect();
        sectioned(&parts)
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
                ..SummaryOptions::default()
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

        // the run was killed before its last window; the kept part is marked so that the test recognizes it
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
    fn a_long_summary_goes_section_by_section() {
        let document = document(60);
        let mut memory = Memory::default();
        let long = summary(&document, SummaryLength::Long, &mut memory, false).unwrap();
        let mut sections: Vec<u32> = long
            .sentences
            .iter()
            .filter_map(|s| Some(s.section?.0))
            .collect();
        assert!(sections.is_sorted());
        sections.dedup();
        assert_eq!(sections, [0, 1, 2]);
        // the sources of a sentence about a section lie in that section
        for sentence in &long.sentences {
            for source in &sentence.evidence {
                assert_eq!(source.sentence.0 / 20, sentence.section.unwrap().0);
            }
        }
        assert!(memory.kept.keys().all(|part| part.starts_with("0 ")));
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
