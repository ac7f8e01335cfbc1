//! Pages of glyphs to a [`Document`]: the phases in order.

use super::explanation::Explanation;
use super::layout::{RawBlock, blocks, mended, read_page};
use super::pdf::Extracted;
use super::structure::{Context, structure, take_out};
use super::text::{self, Vocabulary};
use super::types::{Document, DocumentId, Format, Note, PageVerdict};

/// Builds the document out of what the workers brought, and says why it became this one.
pub(super) fn document(
    id: DocumentId,
    extracted: Extracted,
    page_cap: u32,
) -> (Document, Explanation) {
    let mut document = Document {
        id,
        format: Format::Pdf,
        title: None,
        authors: Vec::new(),
        language: None,
        pages: Vec::new(),
        sections: Vec::new(),
        blocks: Vec::new(),
        sentences: Vec::new(),
        notes: Vec::new(),
    };
    let mut main = Vec::new();
    let mut turned = Vec::new();
    let mut shapes = Vec::new();
    let mut truncated = false;
    for (index, outcome) in extracted.pages.into_iter().enumerate() {
        let number = index as u32 + 1;
        let read = read_page(number, outcome, &mut truncated);
        document.pages.push(read.page);
        main.push(read.main);
        turned.extend(read.turned);
        shapes.push(read.shapes);
    }
    notes(&mut document, &extracted.facts.pages, truncated, page_cap);
    document.notes.extend(
        extracted
            .deaths
            .into_iter()
            .map(|page| Note::WorkerDied { page }),
    );

    let furniture = take_out(&mut main);
    let vocabulary = Vocabulary::learn(main.iter().flat_map(|page| &page.lines));
    let blocks: Vec<RawBlock> = main
        .into_iter()
        .flat_map(|page| mended(blocks(page.lines)))
        .collect();
    let ocr: Vec<bool> = document
        .pages
        .iter()
        .map(|page| page.verdict == PageVerdict::OcrLayer)
        .collect();
    let context = Context {
        facts: &extracted.facts,
        furniture: furniture
            .iter()
            .map(|block| block.rough_text().to_owned())
            .collect(),
        shapes,
    };
    let structured = structure(blocks, &context);
    document.title = structured.title;
    document.authors = structured.authors;
    let mut reasons = text::assemble(&mut document, structured.parts, &ocr, &vocabulary);
    for block in turned.iter().chain(&furniture) {
        reasons.extend(text::append(&mut document, block, None, false, &vocabulary));
    }
    let explanation = Explanation {
        title: structured.title_choice,
        blocks: reasons,
    };
    (document, explanation)
}

fn notes(document: &mut Document, pages: &u32, truncated: bool, page_cap: u32) {
    if *pages > page_cap {
        document.notes.push(Note::Truncated {
            limit: format!("{page_cap} pages"),
        });
    }
    if truncated {
        document.notes.push(Note::Truncated {
            limit: "the number of characters that a page or a document may have".to_owned(),
        });
    }
    let with = |wanted: fn(&PageVerdict) -> bool| -> Vec<u32> {
        document
            .pages
            .iter()
            .filter(|page| wanted(&page.verdict))
            .map(|page| page.number)
            .collect()
    };
    let scanned = with(|verdict| *verdict == PageVerdict::Scanned);
    let failed = with(|verdict| matches!(verdict, PageVerdict::Failed { .. }));
    if !scanned.is_empty() {
        document.notes.push(Note::ScannedPages { pages: scanned });
    }
    if !failed.is_empty() {
        document.notes.push(Note::FailedPages { pages: failed });
    }
}
