//! What stands in place of a summary if a document has no running text, such as a table, a receipt or a sign: lines
//! that show what it holds, quoted like key sentences.

use super::error::{SummaryError, nothing_to_read};
use super::quotable;
use super::remarks::remarks;
use super::types::{
    Evidence, Focus, Remark, SummaryOptions, SummaryOrigin, SummarySentence, SummaryView,
};
use crate::document::{BlockKind, Document, Sentence};

/// The largest number of lines to show.
const MOST: usize = 8;
/// The least number of whole sentences from which a summary of a form can be made.
const LEAST_PROSE: usize = 3;

/// Whether a document is a form or a table, and has hardly a whole sentence beside it: what stands around its cells, such as
/// a heading without a full stop, is no text to summarize.
pub(super) fn is_form(document: &Document) -> bool {
    let in_cells = document.sentences.iter().filter(|sentence| {
        let kind = kind(document, sentence);
        matches!(kind, Some(BlockKind::Table | BlockKind::Field))
    });
    let whole = document
        .prose()
        .filter(|sentence| quotable::weight(document, sentence).is_some());
    in_cells.count() > document.prose().count() && whole.take(LEAST_PROSE).count() < LEAST_PROSE
}

/// Makes the lines of a summary with the remark that there is nothing to summarize.
///
/// # Errors
/// [`SummaryError::Scanned`] if the pages are pictures, [`SummaryError::NoText`] if there is not a single line.
pub(super) fn instead_of_a_summary(
    document: &Document,
    options: &SummaryOptions,
) -> Result<SummaryView, SummaryError> {
    let refusal = nothing_to_read(document);
    if options.focus != Focus::Whole
        || document.sentences.is_empty()
        || matches!(refusal, SummaryError::Scanned { .. })
    {
        return Err(refusal);
    }
    let mut remarks = remarks(document, options.focus);
    remarks.insert(0, Remark::NoRunningText);
    Ok(SummaryView {
        document: document.id.clone(),
        origin: SummaryOrigin::KeySentences,
        options: options.settled(None),
        sentences: shown(document).into_iter().map(quoted).collect(),
        draft: String::new(),
        complete: true,
        remarks,
        coverage: Vec::new(),
        version: None,
    })
}

/// Headings, captions, and the first lines of what has no caption; if there are few, the first lines besides. All in the
/// order of the document.
fn shown(document: &Document) -> Vec<&Sentence> {
    let mut shown: Vec<&Sentence> = Vec::new();
    let mut others: Vec<&Sentence> = Vec::new();
    let mut before: Option<&Sentence> = None;
    for sentence in &document.sentences {
        let kind = kind(document, sentence);
        let begins = before.is_none_or(|before| before.block != sentence.block);
        let goes_on = before.is_some_and(|before| goes_on(self::kind(document, before), kind));
        match begins && !goes_on && kind != Some(BlockKind::Furniture) {
            true => shown.push(sentence),
            false => others.push(sentence),
        }
        before = Some(sentence);
    }
    shown.truncate(MOST);
    shown.extend(others.into_iter().take(MOST - shown.len()));
    shown.sort_by_key(|sentence| sentence.id);
    shown
}

/// Whether a block belongs to the one before it: cells to their caption, and a piece of a table to the piece before.
fn goes_on(before: Option<BlockKind>, now: Option<BlockKind>) -> bool {
    use BlockKind::{Caption, Code, Figure, Table};
    matches!(now, Some(Code | Figure | Table)) && (before == now || before == Some(Caption))
}

fn kind(document: &Document, sentence: &Sentence) -> Option<BlockKind> {
    Some(document.block_of(sentence.id)?.kind)
}

fn quoted(sentence: &Sentence) -> SummarySentence {
    SummarySentence {
        text: sentence.text.clone(),
        evidence: vec![Evidence {
            sentence: sentence.id,
            page: sentence.page(),
            weight: 1.0,
        }],
        support: None,
        section: None,
        yours: false,
        pinned: false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assistant::sample::flow;
    use crate::assistant::summary::SummaryLength;
    use crate::document::Note;

    /// A document of lines of these kinds.
    fn document(lines: &[(BlockKind, &str)]) -> Document {
        let texts: Vec<&str> = lines.iter().map(|(_, text)| *text).collect();
        let mut document = flow(&texts);
        for (block, (kind, _)) in document.blocks.iter_mut().zip(lines) {
            block.kind = *kind;
        }
        document
    }

    fn lines(document: &Document) -> Vec<String> {
        let view = instead_of_a_summary(document, &SummaryOptions::default()).unwrap();
        view.sentences.into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn headings_and_captions_show_what_a_document_holds() {
        use BlockKind::{Caption, Heading, Table};
        let document = document(&[
            (Heading, "Rainfall"),
            (Caption, "Table 1. Stations"),
            (Table, "Kestrel Point 412"),
            (Heading, "Wind"),
            (Table, "Station Knots"),
            (Table, "Kestrel Point 12"),
            (Heading, "Snow"),
            (Heading, "Ice"),
            (Heading, "Fog"),
        ]);
        // the first row of two, because there is room for one
        assert_eq!(
            lines(&document),
            [
                "Rainfall",
                "Table 1. Stations",
                "Kestrel Point 412",
                "Wind",
                "Station Knots",
                "Snow",
                "Ice",
                "Fog"
            ]
        );
    }

    #[test]
    fn a_receipt_shows_its_first_lines() {
        use BlockKind::Table;
        let receipt = [(Table, "Rye loaf 6.40"), (Table, "Total 6.40")];
        assert_eq!(lines(&document(&receipt)), ["Rye loaf 6.40", "Total 6.40"]);
        let long = [(Table, "Rye loaf 6.40"); 30];
        assert_eq!(lines(&document(&long)).len(), MOST);
    }

    #[test]
    fn a_form_has_nothing_to_summarize_unless_it_has_prose_of_its_own() {
        use BlockKind::{Field, Paragraph};
        let fields = [
            (Field, "Name: Ada Placeholder"),
            (Field, "Town: Bergen"),
            (Field, "Born: 12 May"),
            (Field, "Telephone: none"),
            (Field, "Signed: yes"),
        ];
        let sentence = "The form is sent to the office of the town before the end of the year.";
        let form = |sentences: usize| {
            let around = [
                &[(Paragraph, "Application for a boat licence")][..],
                &fields,
            ]
            .concat();
            document(&[around, vec![(Paragraph, sentence); sentences]].concat())
        };
        for sentences in 0..3 {
            assert!(is_form(&form(sentences)), "{sentences}");
        }
        assert!(!is_form(&form(3)));
        // a note of one line is no form
        assert!(!is_form(&document(&[(Paragraph, "Buy bread")])));
    }

    #[test]
    fn the_remark_comes_before_the_notes_and_a_focus_is_refused() {
        let mut document = document(&[(BlockKind::Table, "Total 6.40")]);
        document.notes.push(Note::WorkerDied { page: 2 });
        let view = instead_of_a_summary(&document, &SummaryOptions::default()).unwrap();
        assert_eq!(view.remarks[0], Remark::NoRunningText);
        assert_eq!(view.remarks.len(), 2);
        assert!(view.complete);
        let pages = SummaryOptions {
            focus: Focus::Pages { first: 1, last: 1 },
            length: SummaryLength::Short,
            ..SummaryOptions::default()
        };
        assert!(instead_of_a_summary(&document, &pages).is_err());
    }
}
