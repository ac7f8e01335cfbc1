//! The phases in order: pages of glyphs become a [`Document`].

use super::explanation::{
    Explanation, KindReason, PageRecognition, RecognitionEngine, TitleChoice, TitleReason,
};
use super::layout::{Filled, PageLines, RawBlock, Shapes, blocks, mended, read_page, with_fields};
use super::ocr::{RecognizedPage, Sizes, glyphs};
use super::options::{Limits, RecognizePages};
use super::pdf::{Extracted, PageOutcome};
use super::structure::{
    Context, behind_code, name_of_document, name_of_section, structure, take_out, title_in_heads,
};
use super::text::{self, Vocabulary};
use super::types::{BlockKind, Cap, Document, DocumentId, Format, Note, Page, PageVerdict};
use super::word_places::{WordPlace, words};

/// Pages, each laid out as soon as it is there.
#[derive(Default)]
pub(super) struct Pages {
    pages: Vec<Page>,
    main: Vec<PageLines>,
    turned: Vec<RawBlock>,
    filled: Vec<Vec<Filled>>,
    shapes: Vec<Shapes>,
    recognitions: Vec<PageRecognition>,
    truncated: bool,
}

impl Pages {
    /// Lays out the next page.
    pub(super) fn add(&mut self, outcome: PageOutcome) {
        let number = self.pages.len() as u32 + 1;
        let read = read_page(number, outcome, &mut self.truncated);
        self.pages.push(read.page);
        self.main.push(read.main);
        self.turned.extend(read.turned);
        self.filled.push(read.filled);
        self.shapes.push(read.shapes);
    }

    /// The 1-based numbers of the pages that recognition is to read.
    pub(super) fn to_recognize(&self, which: RecognizePages) -> Vec<u32> {
        let wanted = |page: &&Page| match page.verdict {
            PageVerdict::Scanned | PageVerdict::PartlyUnreadable => which != RecognizePages::None,
            PageVerdict::OcrLayer => which == RecognizePages::WithLayers,
            _ => false,
        };
        self.pages
            .iter()
            .filter(wanted)
            .map(|page| page.number)
            .collect()
    }

    /// The ISO 639-3 code of the language of the pages that have text.
    pub(super) fn language(&self) -> Option<String> {
        let readable =
            |verdict: &PageVerdict| matches!(verdict, PageVerdict::Good | PageVerdict::OcrLayer);
        let sample: String = self
            .pages
            .iter()
            .zip(&self.main)
            .filter(|(page, _)| readable(&page.verdict))
            .flat_map(|(_, main)| &main.lines)
            .flat_map(|line| line.text.iter().copied().chain([' ']))
            .take(text::LANGUAGE_SAMPLE)
            .collect();
        text::language_of(&sample)
    }

    /// The words of all pages, and the number of pages.
    pub(super) fn words(&self) -> (u32, Vec<WordPlace>) {
        let lines = self.main.iter().flat_map(|main| &main.lines);
        (self.pages.len() as u32, words(lines))
    }

    /// Puts the text of recognized pages in the place of what was read on them.
    pub(super) fn recognized(&mut self, recognized: &[RecognizedPage]) {
        let sizes = Sizes::learn(recognized);
        for found in recognized {
            let index = found.number.saturating_sub(1) as usize;
            let (Some(page), Some(main), Some(shapes)) = (
                self.pages.get_mut(index),
                self.main.get_mut(index),
                self.shapes.get_mut(index),
            ) else {
                continue;
            };
            self.recognitions.push(PageRecognition {
                page: found.number,
                engine: RecognitionEngine::Tesseract,
                language: found.language.clone(),
                confidence: found.confidence,
            });
            let glyphs = Box::new(glyphs(page, found, &sizes));
            let outcome = PageOutcome::Glyphs(glyphs);
            let read = read_page(found.number, outcome, &mut self.truncated);
            *page = Page {
                verdict: PageVerdict::Recognized,
                ..read.page
            };
            *main = read.main;
            *shapes = read.shapes;
            if let (Some(askew), Some(filled)) = (found.askew, self.filled.get_mut(index)) {
                let level = std::mem::take(filled).into_iter();
                *filled = level
                    .map(|filled| filled.lying(askew, page.rotate))
                    .collect();
            }
            self.turned.retain(|block| block.page() != found.number);
            self.turned.extend(read.turned);
        }
        self.turned.sort_by_key(RawBlock::page);
    }
}

/// Builds the document from pages and from what else the workers extracted, and explains its title and blocks.
pub(super) fn document(
    id: DocumentId,
    pages: Pages,
    extracted: Extracted,
    limits: &Limits,
) -> (Document, Explanation) {
    let Pages {
        pages,
        mut main,
        turned,
        filled,
        shapes,
        recognitions,
        truncated,
    } = pages;
    let mut document = Document {
        id,
        format: Format::Pdf,
        title: None,
        authors: Vec::new(),
        language: None,
        pages,
        sections: Vec::new(),
        blocks: Vec::new(),
        sentences: Vec::new(),
        notes: Vec::new(),
        links: Vec::new(),
    };
    notes(&mut document, extracted.facts.pages, truncated, limits);
    document.notes.extend(
        extracted
            .deaths
            .into_iter()
            .map(|page| Note::WorkerDied { page }),
    );

    let furniture = take_out(&mut main);
    let head = title_in_heads(&furniture, &main);
    let vocabulary = Vocabulary::learn(main.iter().flat_map(|page| &page.lines));
    let blocks: Vec<RawBlock> = main
        .into_iter()
        .zip(filled)
        .flat_map(|(page, filled)| with_fields(mended(blocks(page.lines)), filled))
        .collect();
    let ocr: Vec<bool> = document
        .pages
        .iter()
        .map(|page| {
            matches!(
                page.verdict,
                PageVerdict::OcrLayer | PageVerdict::Recognized
            )
        })
        .collect();
    let context = Context {
        facts: &extracted.facts,
        furniture: furniture
            .iter()
            .map(|block| block.rough_text().to_owned())
            .collect(),
        shapes,
    };
    let mut structured = structure(blocks, &context);
    document.title = structured.title;
    document.authors = structured.authors;
    let mut reasons = text::assemble(&mut document, structured.parts, &ocr, &vocabulary);
    for block in turned.iter().chain(&furniture) {
        // nobody quotes furniture
        let quoted = block.why() == KindReason::KeptOnce;
        let page = ocr.get((block.page() as usize).saturating_sub(1));
        let ocr = quoted && page.copied().unwrap_or(false);
        reasons.extend(text::append(&mut document, block, None, ocr, &vocabulary));
    }
    text::read_without_sentences(&mut document);
    document.notes.extend(unknown_letters(&document));
    printed_names(&mut document, &structured.title_choice);
    named_by_its_head(&mut document, head, &mut structured.title_choice);
    let explanation = Explanation {
        title: structured.title_choice,
        blocks: reasons,
        recognized: recognitions,
    };
    (document, explanation)
}

/// Takes the title and the names of sections from their blocks, in which hyphens at line ends are mended.
fn printed_names(document: &mut Document, choice: &TitleChoice) {
    let mut titles = document
        .blocks
        .iter()
        .filter(|block| block.kind == BlockKind::Title);
    if let Some(block) = titles.next()
        && !block.text.contains('\u{fffd}')
    {
        let title = match choice.reason {
            Some(TitleReason::CodeOfPatent) => behind_code(&block.text),
            _ => &block.text,
        };
        document.title = Some(name_of_document(title));
    }
    for block in &document.blocks {
        if block.kind == BlockKind::Heading
            && let Some(section) = block.section
            && let Some(section) = document.sections.get_mut(section.0 as usize)
        {
            section.title = name_of_section(&block.text);
        }
    }
}

/// Gives a document without a title what heads its pages.
fn named_by_its_head(document: &mut Document, head: Option<String>, choice: &mut TitleChoice) {
    if document.title.is_none()
        && let Some(head) = head
    {
        document.title = Some(name_of_document(&head));
        choice.reason = Some(TitleReason::HeadOfPages);
    }
}

/// The pages with words of which single letters are not known; `None` if there are hardly any.
fn unknown_letters(document: &Document) -> Option<Note> {
    const FEWEST: usize = 2;
    let inside = |text: &str| {
        let letters: Vec<char> = text.chars().collect();
        let triples = letters.windows(3);
        let unknown = |three: &&[char]| match three {
            [before, '\u{fffd}', behind] => before.is_alphabetic() && behind.is_alphabetic(),
            _ => false,
        };
        triples.filter(unknown).count()
    };
    let mut pages: Vec<u32> = Vec::new();
    let mut count = 0;
    for sentence in document.prose() {
        let found = inside(&sentence.text);
        count += found;
        if found > 0 {
            pages.extend(sentence.page());
        }
    }
    pages.sort_unstable();
    pages.dedup();
    // a page of which too much is unknown says so itself
    let is_read = |number: &u32| {
        let page = (*number as usize)
            .checked_sub(1)
            .and_then(|at| document.pages.get(at));
        page.is_some_and(|page| page.verdict != PageVerdict::PartlyUnreadable)
    };
    pages.retain(is_read);
    (count >= FEWEST && !pages.is_empty()).then_some(Note::UnknownLetters { pages })
}

fn notes(document: &mut Document, pages: u32, truncated: bool, limits: &Limits) {
    if pages > limits.pages {
        document.notes.push(Note::Truncated {
            cap: Cap::Pages {
                limit: limits.pages,
            },
        });
    }
    if truncated {
        document.notes.push(Note::Truncated {
            cap: Cap::CharactersOnPages {
                page: limits.glyphs_per_page,
                document: limits.glyphs,
            },
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
    let recognized = with(|verdict| *verdict == PageVerdict::Recognized);
    let failed = with(|verdict| matches!(verdict, PageVerdict::Failed { .. }));
    if !scanned.is_empty() {
        document.notes.push(Note::ScannedPages { pages: scanned });
    }
    if !recognized.is_empty() {
        document
            .notes
            .push(Note::RecognizedPages { pages: recognized });
    }
    if !failed.is_empty() {
        document.notes.push(Note::FailedPages { pages: failed });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::pdf::{FileFacts, Glyph, PageGlyphs};
    use crate::document::types::{PageFailure, Place, Rect};

    /// A document of these pages, of at most ten.
    fn read(pages: Vec<PageOutcome>, deaths: Vec<u32>) -> Document {
        let extracted = Extracted {
            facts: FileFacts {
                pages: pages.len() as u32,
                ..FileFacts::default()
            },
            deaths,
        };
        let mut laid_out = Pages::default();
        for page in pages {
            laid_out.add(page);
        }
        let limits = Limits {
            pages: 10,
            ..Limits::default()
        };
        document(DocumentId("aa".to_owned()), laid_out, extracted, &limits).0
    }

    fn page(glyphs: PageGlyphs) -> PageOutcome {
        PageOutcome::Glyphs(Box::new(glyphs))
    }

    fn blank() -> PageGlyphs {
        PageGlyphs::sample(Vec::new())
    }

    /// A page that one picture covers.
    fn picture() -> PageGlyphs {
        PageGlyphs {
            images: vec![blank().crop],
            ..blank()
        }
    }

    #[test]
    fn a_paragraph_over_two_pages_is_one_block_without_the_lines_between() {
        let read = read(
            vec![
                page(blank().line("Zoology 3, 7", 50.0, 780.0).line(
                    "Many birds rest on their wings and are seen by fisher-",
                    50.0,
                    100.0,
                )),
                page(blank().line("Zoology 3, 8", 50.0, 780.0).line(
                    "men who follow them over the sea.",
                    50.0,
                    740.0,
                )),
            ],
            Vec::new(),
        );
        let blocks: Vec<_> = read
            .blocks
            .iter()
            .map(|block| (block.kind, block.text.as_str()))
            .collect();
        assert_eq!(
            blocks,
            [
                (
                    BlockKind::Paragraph,
                    "Many birds rest on their wings and are seen by fishermen who follow them over the sea."
                ),
                // running heads are kept, behind the text
                (BlockKind::Furniture, "Zoology 3, 7"),
                (BlockKind::Furniture, "Zoology 3, 8"),
            ]
        );
        assert_eq!(read.sentences.len(), 1);
    }

    #[test]
    fn notes_name_the_pages_that_were_not_read() {
        let failed = PageOutcome::Failed(PageFailure::Damaged);
        let text = blank().line("The birds of the sea.", 50.0, 700.0);
        let read = read(
            vec![page(picture()), failed, page(text), page(picture())],
            vec![2],
        );
        assert_eq!(
            read.notes,
            [
                Note::ScannedPages { pages: vec![1, 4] },
                Note::FailedPages { pages: vec![2] },
                Note::WorkerDied { page: 2 },
            ]
        );
        let numbers: Vec<u32> = read.pages.iter().map(|page| page.number).collect();
        assert_eq!(numbers, [1, 2, 3, 4]);
    }

    #[test]
    fn a_document_that_was_read_whole_has_no_notes() {
        let text = blank().line("The birds of the sea.", 50.0, 700.0);
        assert_eq!(read(vec![page(text)], Vec::new()).notes, []);
    }

    #[test]
    fn text_that_was_recognized_is_marked_page_by_page() {
        let hidden = blank().line("The birds of the sea rest.", 50.0, 700.0);
        let hidden = PageGlyphs {
            glyphs: hidden
                .glyphs
                .into_iter()
                .map(|glyph| Glyph {
                    invisible: true,
                    ..glyph
                })
                .collect(),
            ..picture()
        };
        let text = blank().line("The birds of the land do not.", 50.0, 600.0);
        let read = read(vec![page(text), page(hidden)], Vec::new());
        let blocks: Vec<_> = read
            .blocks
            .iter()
            .map(|block| (block.ocr, block.text.as_str()))
            .collect();
        assert_eq!(
            blocks,
            [
                (false, "The birds of the land do not."),
                (true, "The birds of the sea rest."),
            ]
        );
    }

    #[test]
    fn turned_words_come_behind_the_text() {
        let mut glyphs = blank().line("The birds of the sea rest.", 50.0, 700.0);
        let upwards = "axis".chars().enumerate().map(|(place, character)| Glyph {
            dx: 0.0,
            dy: 5.0,
            ..Glyph::sample(character, 20.0, 300.0 + 5.0 * place as f32, 10.0)
        });
        glyphs.glyphs.splice(0..0, upwards);
        let read = read(vec![page(glyphs)], Vec::new());
        let kinds: Vec<BlockKind> = read.blocks.iter().map(|block| block.kind).collect();
        assert_eq!(kinds, [BlockKind::Paragraph, BlockKind::Figure]);
        // a quarter em to the right of the baseline, three to the left
        let place = read.blocks.last().and_then(|block| block.places.first());
        let rect = Rect {
            x0: 12.5,
            y0: 300.0,
            x1: 22.5,
            y1: 320.0,
        };
        assert_eq!(place, Some(&Place::Page { page: 1, rect }));
    }
}
