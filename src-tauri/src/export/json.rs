//! The facts of an export, for programs. `version` rises when a field changes its meaning or goes.

use serde::Serialize;

use super::gathered::Gathered;
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

/// The facts as JSON, for people to read too.
pub(super) fn json(document: &Document, gathered: &Gathered) -> serde_json::Result<Vec<u8>> {
    let questions = gathered.questions.iter();
    let mut text = serde_json::to_vec_pretty(&Export {
        version: VERSION,
        document: &document.id,
        language: Tongue::of(document).tag,
        pages: Some(document.pages.len()).filter(|pages| *pages > 0),
        reference: Reference::of(document),
        summary: gathered.summary.as_ref(),
        questions: questions
            .map(|(question, answer)| Asked { question, answer })
            .collect(),
        annotations: &gathered.annotations,
    })?;
    text.push(b'\n');
    Ok(text)
}
