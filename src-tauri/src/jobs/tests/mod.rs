//! What the jobs do, from outside: with a library, a settings file and a small model in a temporary folder.

mod bibliography;
mod board;
mod changed_settings;
mod chosen;
mod downloads;
mod embedding;
mod faults;
mod incoming;
mod intake;
mod moving;
mod questions;
mod queue;
mod renewal;
mod sequences;
mod server;
mod shelf;
mod summaries;
mod tables;

use std::path::Path;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use super::input::Input;
use super::*;
use crate::assistant::answer;
use crate::assistant::answer::{AnswerStatus, AnswerView, FollowUp};
use crate::assistant::summary::{Remark, SummaryChange, SummaryLength, SummaryOrigin, kept};
use crate::document::{
    Block, BlockId, BlockKind, Document, Format, Note, Page, PageVerdict, Place, Rect, Sentence,
    SentenceId,
};
use crate::fault::{ErrorCode, Fault};
use crate::library::{AskedScope, KeptJob, KeptJobKind, KeptJobState, Shelf};
use crate::search::Scope;
use crate::settings;
use crate::stage::Stage;
use crate::weights::PrecisionChoice;

/// A page on which each text is a sentence of its own.
pub(super) fn document(id: &str, texts: &[&str]) -> Document {
    let rect = Rect {
        x0: 0.0,
        y0: 0.0,
        x1: 100.0,
        y1: 10.0,
    };
    let places = vec![Place::Page { page: 1, rect }];
    let mut text = String::new();
    let mut sentences = Vec::new();
    for (index, sentence) in texts.iter().enumerate() {
        if index > 0 {
            text.push(' ');
        }
        let start = text.chars().count() as u32;
        text.push_str(sentence);
        sentences.push(Sentence {
            id: SentenceId(index as u32),
            block: BlockId(0),
            start,
            end: text.chars().count() as u32,
            text: (*sentence).into(),
            places: places.clone(),
        });
    }
    Document {
        id: DocumentId(id.into()),
        format: Format::Pdf,
        title: Some("On Wings".into()),
        authors: vec![],
        language: None,
        pages: vec![Page {
            number: 1,
            crop: rect,
            rotate: 0,
            verdict: if texts.is_empty() {
                PageVerdict::Scanned
            } else {
                PageVerdict::Good
            },
        }],
        sections: vec![],
        blocks: vec![Block {
            id: BlockId(0),
            kind: BlockKind::Paragraph,
            section: None,
            text,
            places,
            ocr: false,
        }],
        sentences,
        notes: vec![],
        links: vec![],
    }
}

/// Asks one document.
pub(super) fn ask(jobs: &Jobs, id: &DocumentId, question: &str) -> Result<AnswerView, Fault> {
    let ids = vec![id.clone()];
    let given = jobs.ask(&QuestionScope::Documents { ids }, question)?;
    Ok(given.answer)
}

pub(super) const WINGS: [&str; 4] = [
    "The wings of large birds carry them over the sea for many days.",
    "Large birds rest on their wings while the wind carries them over water.",
    "Small birds beat their wings far more often than large birds do.",
    "A budget was approved in the spring of that year by the council.",
];

pub(super) fn heard(jobs: &Jobs) -> Receiver<AppEvent> {
    let (tell, events) = channel();
    jobs.subscribe(move |event| {
        let _ = tell.send(event);
    });
    events
}

/// Waits for a job to end; the limit makes a fault a failure instead of a hang.
pub(super) fn ended(jobs: &Jobs, id: JobId) -> JobView {
    let limit = Instant::now() + Duration::from_secs(60);
    while Instant::now() < limit {
        let job = jobs.job(id).unwrap();
        if !matches!(job.state, JobState::Queued | JobState::Running) {
            return job;
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    panic!("the job did not end");
}

/// A model folder with random weights.
pub(super) fn tiny_model() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures/tiny-model")
}

/// A document of four sections, each too long to share a window.
pub(super) fn sections() -> Document {
    let texts: Vec<String> = (0..40)
        .map(|n| {
            format!("The train number {n} was expected on time in the town by the wide river.")
        })
        .collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let parts: Vec<(&str, u8, &[&str])> =
        texts.chunks(10).map(|part| ("Trains", 1, part)).collect();
    crate::assistant::sample::sectioned(&parts)
}
