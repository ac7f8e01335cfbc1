//! The sheet of an export: the title with what else identifies the document, then the summary, the questions with their
//! answers, and the marks and notes.

use super::gathered::{Gathered, Past};
use super::grid::Grid;
use super::rows::{self, Opens, Tabled};
use super::same_words::same_words;
use super::sheet::{Block, Quote, Sheet};
use super::summary::SummaryBlocks;
use crate::assistant::answer::{AnswerPiece, AnswerView, FoundAnswer, Quotation};
use crate::document::Document;
use crate::library::{Annotation, AnnotationTarget, MarkColour, MarkedPassage};
use crate::text::rows::in_line;
use crate::text::{answers, export, notes};

/// Most other places that are named behind an answer.
const MOST_PLACES: usize = 4;

/// The sheet of everything that was gathered about a document.
pub(super) fn sheet(document: &Document, gathered: &Gathered, opens: &Opens<'_>) -> Sheet {
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
            push_past(&mut blocks, past, opens);
        }
    }
    if !gathered.annotations.is_empty() {
        blocks.push(heading(2, export::notes()));
        push_annotations(&mut blocks, &gathered.annotations, document);
    }
    Sheet {
        title: gathered.title.clone(),
        blocks,
    }
}

/// The sheet of one question, which is its title.
pub(super) fn question_sheet(past: &Past, opens: &Opens<'_>) -> Sheet {
    let mut blocks = vec![Block::Aside(export::put_to(&past.0))];
    push_past(&mut blocks, past, opens);
    Sheet {
        title: past.0.question.clone(),
        blocks,
    }
}

/// The sheet of questions to whatever documents.
pub(super) fn questions_sheet(questions: &[Past], opens: &Opens<'_>) -> Sheet {
    let mut blocks = Vec::new();
    for past in questions {
        blocks.push(heading(2, &past.0.question));
        blocks.push(Block::Aside(export::put_to(&past.0)));
        push_past(&mut blocks, past, opens);
    }
    Sheet {
        title: export::questions().to_owned(),
        blocks,
    }
}

/// When a question was asked, how it ended, and its answer.
fn push_past(blocks: &mut Vec<Block>, (question, answer): &Past, opens: &Opens<'_>) {
    blocks.push(Block::Aside(export::asked(
        question,
        &answers::message(answer),
    )));
    push_answer(blocks, answer, opens);
}

fn heading(level: u8, text: &str) -> Block {
    Block::Heading {
        level,
        text: text.to_owned(),
    }
}

fn push_answer(blocks: &mut Vec<Block>, answer: &AnswerView, opens: &Opens<'_>) {
    for found in &answer.answers {
        push_found(blocks, found, opens);
    }
    let passages = answer.passages.iter();
    blocks.extend(
        passages
            .filter_map(|passage| quoted(passage, opens))
            .map(Block::Quote),
    );
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
fn push_found(blocks: &mut Vec<Block>, found: &FoundAnswer, opens: &Opens<'_>) {
    let also =
        (!found.also.is_empty()).then(|| answers::also(found, found.also.iter().take(MOST_PLACES)));
    let Some((last, before)) = found.pieces.split_last() else {
        let words = Words {
            asked: "",
            text: &found.text,
            probability: found.probability,
        };
        blocks.push(item(&words, &found.quotation, also, opens));
        return;
    };
    let piece = |piece: &AnswerPiece, also| {
        let words = Words {
            asked: &piece.asked,
            text: &piece.text,
            probability: piece.probability,
        };
        item(&words, &piece.quotation, also, opens)
    };
    blocks.extend(before.iter().map(|before| piece(before, None)));
    blocks.push(piece(last, also));
}

/// Words that answer.
struct Words<'a> {
    /// The part of the question that they answer; empty if it has no parts.
    asked: &'a str,
    text: &'a str,
    probability: f32,
}

impl Words<'_> {
    /// As they are shown. Words that are their whole quotation have its marks, as the quotation does not stand below them.
    fn shown(&self, is_whole: bool) -> String {
        let text = in_line(self.text);
        let text = match is_whole {
            true => answers::quoted(&text),
            false => text.into_owned(),
        };
        let likely = answers::with_probability(&text, self.probability);
        answers::to_part(self.asked, &likely)
    }
}

/// Answering words with what is quoted for them and where else they stand. A quotation that consists of the same words is not
/// repeated: its place is enough, unless it is a row that the names of its columns explain.
fn item(
    words: &Words<'_>,
    quotation: &Quotation,
    also: Option<String>,
    opens: &Opens<'_>,
) -> Block {
    let is_whole = !quotation.text.is_empty() && same_words(words.text, &quotation.text);
    let shown = words.shown(is_whole);
    let quote = quoted(quotation, opens);
    let places = |place: &str| {
        let places = [Some(place), also.as_deref()];
        let places = places.into_iter().flatten().filter(|it| !it.is_empty());
        places.collect::<Vec<_>>().join("; ")
    };
    match quote {
        Some(quote) if !is_whole || has_named_columns(&quote) => Block::Item {
            text: shown,
            quotes: vec![Quote {
                place: places(&quote.place),
                ..quote
            }],
        },
        quote => said_at(
            shown,
            &places(&quote.map(|quote| quote.place).unwrap_or_default()),
        ),
    }
}

fn has_named_columns(quote: &Quote) -> bool {
    quote.rows.as_ref().is_some_and(Grid::has_head)
}

/// Words with their place, and nothing quoted for them.
fn said_at(words: String, place: &str) -> Block {
    Block::Item {
        text: match place.is_empty() {
            true => words,
            false => export::answered_at(&words, place),
        },
        quotes: Vec::new(),
    }
}

/// A quotation with its place; `None` for what was counted and is nowhere said.
fn quoted(quotation: &Quotation, opens: &Opens<'_>) -> Option<Quote> {
    (!quotation.text.is_empty()).then(|| Quote {
        place: answers::place(quotation),
        ..Quote::of(&quotation.text, rows::grid_of(quotation, opens))
    })
}

fn push_annotations(blocks: &mut Vec<Block>, annotations: &[Annotation], document: &Document) {
    let tabled = Tabled::of(document);
    let marked = |passage: &MarkedPassage, colour| marked(passage, colour, tabled.as_ref());
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
                let source = source.as_ref();
                let itself = source.filter(|source| same_words(text, &source.text));
                blocks.push(match itself {
                    Some(itself) => {
                        said_at(answers::quoted(&in_line(text)), &export::marked_at(itself))
                    }
                    None => Block::Item {
                        text: in_line(text).into_owned(),
                        quotes: source
                            .map(|source| marked(source, None))
                            .into_iter()
                            .collect(),
                    },
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

fn marked(
    passage: &MarkedPassage,
    colour: Option<MarkColour>,
    tabled: Option<&Tabled<'_>>,
) -> Quote {
    let rows = tabled.and_then(|tabled| tabled.grid(&passage.sentences, &passage.text));
    Quote {
        place: export::marked_at(passage),
        colour,
        ..Quote::of(&passage.text, rows)
    }
}
