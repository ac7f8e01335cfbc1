//! Pages of glyphs to a [`Document`]: the order of the steps, each of which is a file beside this one.

use super::blocks::{RawBlock, blocks};
use super::furniture::{PageLines, take_out};
use super::hyphens::Vocabulary;
use super::lines::lines;
use super::order::mended;
use super::ruled::Shapes;
use super::types::{Document, DocumentId, Format, Note, Page, PageVerdict, Rect};
use super::upright::upright;
use super::worker::{Extracted, PageOutcome};
use super::{assemble, structure};

/// Builds the document out of what the workers brought.
pub(crate) fn document(id: DocumentId, extracted: Extracted, page_cap: u32) -> Document {
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
    let context = structure::Context {
        facts: &extracted.facts,
        vocabulary: &vocabulary,
        furniture: furniture
            .iter()
            .map(|block| block.rough_text().to_owned())
            .collect(),
        ocr,
        shapes,
    };
    structure::structure(&mut document, blocks, &context);
    for block in turned.iter().chain(&furniture) {
        assemble::append(&mut document, block, None, false, &vocabulary);
    }
    document
}

/// What one page holds.
struct ReadPage {
    page: Page,
    /// Lines that run in the page's main direction.
    main: PageLines,
    /// What runs in other directions.
    turned: Vec<RawBlock>,
    shapes: Shapes,
}

fn read_page(number: u32, outcome: PageOutcome, truncated: &mut bool) -> ReadPage {
    let glyphs = match outcome {
        PageOutcome::Glyphs(glyphs) => glyphs,
        PageOutcome::Failed(reason) => {
            let page = Page {
                number,
                crop: Rect {
                    x0: 0.0,
                    y0: 0.0,
                    x1: 595.0,
                    y1: 842.0,
                },
                rotate: 0,
                verdict: PageVerdict::Failed { reason },
            };
            let lines = PageLines {
                lines: Vec::new(),
                bottom: 0.0,
                top: 842.0,
            };
            return ReadPage {
                page,
                main: lines,
                turned: Vec::new(),
                shapes: Shapes::default(),
            };
        }
    };
    *truncated |= glyphs.truncated;
    let (groups, verdict) = upright(&glyphs);
    let page = Page {
        number,
        crop: glyphs.crop,
        rotate: glyphs.rotate,
        verdict,
    };
    let shapes = groups.first().map_or_else(Shapes::default, |group| {
        let turned = |rects: &[Rect]| rects.iter().map(|r| group.turned(r)).collect();
        Shapes {
            rules: turned(&glyphs.rules),
            images: turned(&glyphs.images),
            page: (group.crop.x1 - group.crop.x0) * (group.crop.y1 - group.crop.y0),
        }
    });
    let mut groups = groups.into_iter();
    let main = groups.next().map_or(
        PageLines {
            lines: Vec::new(),
            bottom: glyphs.crop.y0,
            top: glyphs.crop.y1,
        },
        |group| PageLines {
            lines: lines(number, &group),
            bottom: group.crop.y0,
            top: group.crop.y1,
        },
    );
    let others = groups
        .flat_map(|group| blocks(lines(number, &group)))
        .map(|mut block| {
            // labels of axes, stamps in the margin
            block.kind = super::types::BlockKind::Figure;
            block
        })
        .collect();
    ReadPage {
        page,
        main,
        turned: others,
        shapes,
    }
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
