//! The facts of an export, for programs. `version` rises when a field changes its meaning or goes.

use serde::Serialize;

use super::gathered::{Gathered, Past};
use super::reference::Reference;
use super::tongue::Tongue;
use crate::assistant::answer::AnswerView;
use crate::assistant::summary::SummaryView;
use crate::document::{Document, DocumentId};
use crate::library::{Annotation, PastQuestion};

/// The version of this form.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct Export<'a> {
    version: u32,
    document: &'a DocumentId,
    /// BCP 47.
    language: Option<String>,
    /// The number of pages; nothing for a document without pages.
    pages: Option<usize>,
    reference: Reference,
    summary: Option<&'a SummaryView>,
    questions: Vec<Asked<'a>>,
    annotations: &'a [Annotation],
}

#[derive(Serialize)]
struct Asked<'a> {
    #[serde(flatten)]
    question: &'a PastQuestion,
    answer: &'a AnswerView,
}

/// Questions to whatever documents.
#[derive(Serialize)]
struct Questions<'a> {
    version: u32,
    questions: Vec<Asked<'a>>,
}

/// The facts as JSON, for people to read too.
pub(super) fn json(document: &Document, gathered: &Gathered) -> serde_json::Result<Vec<u8>> {
    written(&Export {
        version: VERSION,
        document: &document.id,
        language: Tongue::of(document).tag,
        pages: Some(document.pages.len()).filter(|pages| *pages > 0),
        reference: Reference::of(document, gathered.front.clone()),
        summary: gathered.summary.as_ref(),
        questions: asked(&gathered.questions),
        annotations: &gathered.annotations,
    })
}

/// The facts of questions as JSON.
pub(super) fn questions(questions: &[Past]) -> serde_json::Result<Vec<u8>> {
    written(&Questions {
        version: VERSION,
        questions: asked(questions),
    })
}

fn asked(questions: &[Past]) -> Vec<Asked<'_>> {
    let facts = questions
        .iter()
        .map(|(question, answer)| Asked { question, answer });
    facts.collect()
}

fn written(facts: &impl Serialize) -> serde_json::Result<Vec<u8>> {
    let mut text = serde_json::to_vec_pretty(facts)?;
    text.push(b'\n');
    Ok(text)
}
