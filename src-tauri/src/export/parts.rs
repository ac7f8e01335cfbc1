//! The sheet of an export: the title with what else identifies the document, then the summary, the questions with their
//! answers, and the marks and notes.

use super::gathered::{Gathered, Past};
use super::same_words::same_words;
use super::sheet::{Block, Quote, Sheet};
use super::summary::SummaryBlocks;
use crate::assistant::answer::{AnswerPiece, AnswerView, FoundAnswer, Quotation};
use crate::document::Document;
use crate::library::{Annotation, AnnotationTarget, MarkColour, MarkedPassage};
use crate::text::{answers, export, notes};

/// Most other places that are named behind an answer.
const MOST_PLACES: usize = 4;

/// The sheet of everything that was gathered about a document.
pub(super) fn sheet(document: &Document, gathered: &Gathered) -> Sheet {
    let front = &gathered.front;
    let mut blocks = Vec::new();
    let pages = u32::try_from(document.pages.len()).unwrap_or(u32::MAX);
    let byline = export::byline(&front.authors, front.year, front.doi.as_deref(), pages);
    if !byline.is_empty() {
        blocks.push(Block::Aside(byline));
    }
    if let Some(summary) = &gathered.summary {
        blocks.push(heading(2, export::summary()));
        let shown = SummaryBlocks {
            document: Some(document),
            summary,
            headings: summary.options.by_section(),
            evidence: true,
        };
        blocks.extend(shown.blocks(3));
    }
    if !gathered.questions.is_empty() {
        blocks.push(heading(2, export::questions()));
        for past in &gathered.questions {
            blocks.push(heading(3, &past.0.question));
            push_past(&mut blocks, past);
        }
    }
    if !gathered.annotations.is_empty() {
        blocks.push(heading(2, export::notes()));
        push_annotations(&mut blocks, &gathered.annotations);
    }
    Sheet {
        title: gathered.title.clone(),
        blocks,
    }
}

/// The sheet of one question, which is its title.
pub(super) fn question_sheet(past: &Past) -> Sheet {
    let mut blocks = vec![Block::Aside(export::put_to(&past.0))];
    push_past(&mut blocks, past);
    Sheet {
        title: past.0.question.clone(),
        blocks,
    }
}

/// The sheet of questions to whatever documents.
pub(super) fn questions_sheet(questions: &[Past]) -> Sheet {
    let mut blocks = Vec::new();
    for past in questions {
        blocks.push(heading(2, &past.0.question));
        blocks.push(Block::Aside(export::put_to(&past.0)));
        push_past(&mut blocks, past);
    }
    Sheet {
        title: export::questions().to_owned(),
        blocks,
    }
}

/// When a question was asked, how it ended, and its answer.
fn push_past(blocks: &mut Vec<Block>, (question, answer): &Past) {
    blocks.push(Block::Aside(export::asked(
        question,
        &answers::message(answer),
    )));
    push_answer(blocks, answer);
}

fn heading(level: u8, text: &str) -> Block {
    Block::Heading {
        level,
        text: text.to_owned(),
    }
}

fn push_answer(blocks: &mut Vec<Block>, answer: &AnswerView) {
    for found in &answer.answers {
        push_found(blocks, found);
    }
    blocks.extend(answer.passages.iter().filter_map(quoted).map(Block::Quote));
    if let Some(gist) = &answer.gist {
        blocks.push(Block::Aside(answers::gist_by(&gist.model)));
        let sentences = gist.sentences.iter();
        blocks.extend(sentences.map(|sentence| Block::Item {
            text: sentence.text.clone(),
            quotes: Vec::new(),
        }));
    }
    let remarks = answer.remarks.iter();
    blocks
        .extend(remarks.map(|remark| Block::Paragraph(notes::labelled(&answers::remark(remark)))));
}

/// An answer, or each of its pieces, with its quotation. The other places of the answer stand with the last of these.
fn push_found(blocks: &mut Vec<Block>, found: &FoundAnswer) {
    let also =
        (!found.also.is_empty()).then(|| answers::also(found, found.also.iter().take(MOST_PLACES)));
    let Some((last, before)) = found.pieces.split_last() else {
        blocks.push(item(
            &found.text,
            answers::likely(found),
            &found.quotation,
            also,
        ));
        return;
    };
    let piece = |piece: &AnswerPiece, also| {
        let text = answers::piece(piece, true);
        item(&piece.text, text, &piece.quotation, also)
    };
    blocks.extend(before.iter().map(|before| piece(before, None)));
    blocks.push(piece(last, also));
}

/// Answering words as they are shown, with what is quoted for them and where else they stand. A quotation that consists of
/// the same words is not repeated: its place is enough.
fn item(words: &str, shown: String, quotation: &Quotation, also: Option<String>) -> Block {
    let quote = quoted(quotation);
    let places = |place: &str| {
        let places = [Some(place), also.as_deref()];
        let places = places.into_iter().flatten().filter(|it| !it.is_empty());
        places.collect::<Vec<_>>().join("; ")
    };
    match quote {
        Some(quote) if !same_words(words, &quote.text) => Block::Item {
            text: shown,
            quotes: vec![Quote {
                place: places(&quote.place),
                ..quote
            }],
        },
        quote => {
            let place = places(&quote.map(|quote| quote.place).unwrap_or_default());
            let text = match place.is_empty() {
                true => shown,
                false => export::answered_at(&shown, &place),
            };
            Block::Item {
                text,
                quotes: Vec::new(),
            }
        }
    }
}

/// A quotation with its place; `None` for what was counted and is nowhere said.
fn quoted(quotation: &Quotation) -> Option<Quote> {
    (!quotation.text.is_empty()).then(|| Quote {
        label: String::new(),
        text: quotation.text.clone(),
        place: answers::place(quotation),
        colour: None,
    })
}

fn push_annotations(blocks: &mut Vec<Block>, annotations: &[Annotation]) {
    let mut of_summary = false;
    for annotation in annotations {
        match &annotation.target {
            AnnotationTarget::Document => blocks.push(Block::Paragraph(annotation.note.clone())),
            AnnotationTarget::Passage { passage } => {
                blocks.push(Block::Quote(marked(passage, annotation.colour)));
                push_note(blocks, &annotation.note);
            }
            AnnotationTarget::SummarySentence { text, source } => {
                if !of_summary {
                    blocks.push(heading(3, export::notes_to_summary()));
                    of_summary = true;
                }
                blocks.push(Block::Item {
                    text: text.clone(),
                    quotes: source.iter().map(|source| marked(source, None)).collect(),
                });
                push_note(blocks, &annotation.note);
            }
        }
    }
}

fn push_note(blocks: &mut Vec<Block>, note: &str) {
    if !note.trim().is_empty() {
        blocks.push(Block::Paragraph(export::noted(note)));
    }
}

fn marked(passage: &MarkedPassage, colour: Option<MarkColour>) -> Quote {
    Quote {
        label: String::new(),
        text: passage.text.clone(),
        place: export::marked_at(passage),
        colour,
    }
}
