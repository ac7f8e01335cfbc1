//! Sets changed versions of a summary to the sentences of a document that was read again.

use rusqlite::{Transaction, params};

use crate::document::{Document, SectionId, SentenceId};
use crate::library::LibraryError;
use crate::library::anchor::{Anchors, Quote};
use crate::library::kept::{KeptSentence, KeptSource, KeptSummary};

/// Deletes the versions of a document as they were made from its older reading, and finds the sources of the changed ones
/// in its new sentences. Without the older reading, the sources are not known any more. A version that cannot be read
/// back stays as it is: reading goes on without it.
pub(in crate::library) fn settle(
    transaction: &Transaction<'_>,
    before: impl FnOnce() -> Option<Document>,
    document: &Document,
) -> Result<(), LibraryError> {
    transaction.execute(
        "DELETE FROM summary_versions WHERE document = ?1 AND changed = 0",
        [&document.id.0],
    )?;
    let mut statement =
        transaction.prepare("SELECT number, summary FROM summary_versions WHERE document = ?1")?;
    let rows: Vec<(i64, String)> = statement
        .query_map([&document.id.0], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<Result<_, _>>()?;
    if rows.is_empty() {
        return Ok(());
    }
    let before = before();
    let readings = Readings {
        before: before.as_ref(),
        document,
        anchors: Anchors::of(document),
    };
    for (number, text) in rows {
        match KeptSummary::parse(&text) {
            Ok(mut summary) => {
                for sentence in &mut summary.sentences {
                    readings.settle(sentence);
                }
                transaction.execute(
                    "UPDATE summary_versions SET summary = ?2, read_again = 1 WHERE number = ?1",
                    params![number, summary.text()?],
                )?;
            }
            Err(error) => tracing::warn!(number, %error, "a summary could not be read back"),
        }
    }
    Ok(())
}

struct Readings<'d> {
    before: Option<&'d Document>,
    document: &'d Document,
    anchors: Anchors<'d>,
}

impl Readings<'_> {
    fn settle(&self, sentence: &mut KeptSentence) {
        let sources = std::mem::take(&mut sentence.sources);
        sentence.sources = sources
            .into_iter()
            .filter_map(|source| self.source(&source))
            .collect();
        sentence.section = sentence
            .section
            .and_then(|section| self.section_of_same_title(section))
            .or_else(|| self.outermost(sentence.sources.first()?.sentence));
    }

    fn source(&self, source: &KeptSource) -> Option<KeptSource> {
        let sentences = &self.before?.sentences;
        let at = source.sentence.0 as usize;
        let text = |at: usize| sentences.get(at).map(|sentence| sentence.text.as_str());
        let quoted = sentences.get(at)?;
        let anchor = self.anchors.find(&Quote {
            text: &quoted.text,
            before: at.checked_sub(1).and_then(text).unwrap_or_default(),
            after: text(at + 1).unwrap_or_default(),
            places: &quoted.places,
        })?;
        let id = *anchor.sentences.first()?;
        let found = self.document.sentences.get(id.0 as usize)?;
        Some(KeptSource {
            sentence: id,
            page: found.page(),
            weight: source.weight,
        })
    }

    fn section_of_same_title(&self, section: SectionId) -> Option<SectionId> {
        let title = &self.before?.sections.get(section.0 as usize)?.title;
        let mut sections = self.document.sections.iter();
        Some(sections.find(|section| section.title == *title)?.id)
    }

    fn outermost(&self, sentence: SentenceId) -> Option<SectionId> {
        let mut section = self.document.block_of(sentence)?.section?;
        // a section that contains itself would never end
        for _ in 0..self.document.sections.len() {
            match self.document.sections.get(section.0 as usize)?.parent {
                Some(parent) => section = parent,
                None => break,
            }
        }
        Some(section)
    }
}
