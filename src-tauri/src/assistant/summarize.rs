//! A model reads a document, window by window, and writes a summary in which every sentence names its
//! sources.
//!
//! A short document is one window and one summary. A long one is read section by section; what was
//! written about the sections is then read in turn, until one window holds it all. A short summary is the
//! few sentences of that whole which say most; one section by section ends with the sections. Sources are
//! carried through: a sentence about sentences is evidenced by theirs.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use super::key_sentences::by_section;
use super::scribe::{Scribe, Unit};
use super::terms::{Vectors, cosine};
use super::text_profile::profile_of;
use super::{SummaryError, coverage, nothing_to_read, remarks};
use crate::document::Document;
use crate::views::{
    Stage, SummaryLength, SummaryOptions, SummaryOrigin, SummarySentence, SummaryView, TextProfile,
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
        "model {} 2 {:?} {:?} sections {} {:?} beams {} tokens {}",
        model.fingerprint,
        profile(model, options),
        options.length,
        by_section(options),
        options.focus,
        number(options.beams),
        number(options.max_tokens)
    )
}

/// The model's dialect: the chosen one, or the one that its names tell.
pub(super) fn profile(model: &ModelFolder, options: &SummaryOptions) -> TextProfile {
    let names = [Some(model.name.as_str()), model.trained_from.as_deref()];
    options
        .text_profile
        .unwrap_or_else(|| profile_of(names.into_iter().flatten()))
}

/// Writes the summary.
///
/// # Errors
/// Where there is nothing to read, the model fails, or the work was stopped.
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
        sentences: Vec::new(),
        draft: String::new(),
        complete: false,
        remarks: remarks(request.document, request.options.focus),
        coverage: Vec::new(),
    };
    let mut units = scribe.units_of_document()?;
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
        summary.sentences = written;
        if windows.len() == 1 || scribe.by_section() {
            break;
        }
        let next = scribe.units_of(&summary.sentences);
        // a model that writes as much as it reads would never come to an end
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

/// A short summary has this many sentences at most: of the whole, or of each section.
const FEW: usize = 3;

/// The few sentences that say most of what was written, of every section: near to the centre of the
/// others, well carried by their sources, and the first a little before the rest.
fn condensed(written: Vec<SummarySentence>) -> Vec<SummarySentence> {
    let mut kept = Vec::new();
    for section in written.chunk_by(|one, next| one.section == next.section) {
        let vectors = Vectors::of(section.iter().map(|sentence| sentence.text.as_str()));
        let centre = vectors.centroid();
        let mut ranked: Vec<(f32, usize)> = section
            .iter()
            .zip(&vectors.rows)
            .enumerate()
            .map(|(at, (sentence, row))| {
                let first = if at == 0 { 1.2 } else { 1.0 };
                let carried = 0.5 + sentence.support.unwrap_or(1.0);
                (first * carried * cosine(row, &centre), at)
            })
            .collect();
        ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let mut few: Vec<usize> = ranked.into_iter().take(FEW).map(|(_, at)| at).collect();
        few.sort_unstable();
        kept.extend(few.into_iter().filter_map(|at| section.get(at).cloned()));
    }
    kept
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
        while level > 1 && !scribe.by_section() {
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
    use std::collections::{BTreeMap, BTreeSet};
    use std::path::Path;

    use super::*;
    use crate::assistant::sample::{sectioned, written};
    use crate::document::SentenceId;
    use crate::views::Focus;

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

    /// So many sentences, in sections of twenty.
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
        // sentences about a section have their sources in it
        for sentence in &long.sentences {
            for source in &sentence.evidence {
                assert_eq!(source.sentence.0 / 20, sentence.section.unwrap().0);
            }
        }
        assert!(memory.kept.keys().all(|part| part.starts_with("0 ")));
    }

    #[test]
    fn a_short_summary_keeps_the_few_sentences_that_say_most() {
        let mut sentences: Vec<SummarySentence> = [
            "Malaria parasites infect red blood cells of children.",
            "The weather in the town was fine on most days.",
            "Red blood cells of children are infected by malaria.",
            "Children with malaria have infected red cells.",
            "A budget was set.",
        ]
        .map(|text| written(text, &[1]))
        .into();
        let kept = |sentences: &[SummarySentence]| -> Vec<String> {
            condensed(sentences.to_vec())
                .into_iter()
                .map(|s| s.text)
                .collect()
        };
        let few = kept(&sentences);
        assert_eq!(few.len(), FEW);
        assert!(few.iter().all(|text| text.contains("alaria")), "{few:?}");
        // what its sources do not carry is not kept
        sentences[2].support = Some(0.0);
        sentences[1].support = Some(1.0);
        assert!(condensed(Vec::new()).is_empty());
        assert_eq!(kept(&sentences[..2]).len(), 2);
    }

    #[test]
    fn everything_that_decides_what_is_said_is_in_the_recipe() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures/tiny-model");
        let model = ModelFolder::open(&folder).unwrap();
        let own = SummaryOptions::default();
        let wishes = [
            own.clone(),
            SummaryOptions {
                length: SummaryLength::Short,
                ..own.clone()
            },
            SummaryOptions {
                sections: true,
                ..own.clone()
            },
            SummaryOptions {
                focus: Focus::Pages { first: 1, last: 2 },
                ..own.clone()
            },
            SummaryOptions {
                focus: Focus::Pages { first: 1, last: 3 },
                ..own.clone()
            },
            SummaryOptions {
                text_profile: Some(TextProfile::Arxiv),
                ..own.clone()
            },
            SummaryOptions {
                beams: Some(2),
                ..own.clone()
            },
            SummaryOptions {
                max_tokens: Some(9),
                ..own.clone()
            },
        ];
        let recipes: BTreeSet<String> = wishes.iter().map(|wish| recipe(&model, wish)).collect();
        assert_eq!(recipes.len(), wishes.len());
        // what is said twice in other words is one recipe
        let plain = SummaryOptions {
            text_profile: Some(TextProfile::Plain),
            ..own.clone()
        };
        assert_eq!(recipe(&model, &plain), recipe(&model, &own));
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
