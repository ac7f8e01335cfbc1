//! The phase as a whole: blocks of a paper in, its parts out.

use super::{Context, Structured, structure};
use crate::document::kind::RawKind;
use crate::document::layout::{BOLD, Line, RawBlock};
use crate::document::pdf::FileFacts;
use crate::document::sample::paragraph;

/// Running text of three lines, on a page.
fn prose(page: u32, y: f32) -> RawBlock {
    let lines = [
        "Large birds of the open sea rest on their wings for",
        "many days. We measured the wings of forty birds and",
        "found that all of them were long and very narrow.",
    ];
    on_page(paragraph(&lines, 50.0, 320.0, y), page)
}

fn on_page(block: RawBlock, page: u32) -> RawBlock {
    let kind = block.kind();
    let lines = block.into_lines();
    RawBlock::sample(
        lines.into_iter().map(|line| line.on_page(page)).collect(),
        kind,
    )
}

fn line(text: &str, page: u32, y: f32) -> Line {
    Line::sample(text).at(50.0, y).on_page(page)
}

fn heading(text: &str, page: u32, y: f32) -> RawBlock {
    line(text, page, y).bold().block()
}

/// Title, a name, and an abstract: the first page of every paper here.
fn first_page() -> Vec<RawBlock> {
    vec![
        line("The wings of large birds of the sea", 1, 740.0)
            .size(18.0)
            .block(),
        line("Anna Berg", 1, 710.0).block(),
        heading("Abstract", 1, 680.0),
        prose(1, 660.0),
    ]
}

fn read(more: Vec<RawBlock>) -> Structured {
    let mut blocks = first_page();
    blocks.extend(more);
    let facts = FileFacts::default();
    let context = Context {
        facts: &facts,
        furniture: Vec::new(),
        shapes: Vec::new(),
    };
    structure(blocks, &context)
}

/// Level and title of each heading.
fn headings(structured: &Structured) -> Vec<(u8, &str)> {
    structured
        .parts
        .iter()
        .filter_map(|part| part.heading.as_ref())
        .map(|heading| (heading.level, heading.title.as_str()))
        .collect()
}

/// The kind of the block that begins with a text.
fn kind(structured: &Structured, start: &str) -> Option<RawKind> {
    structured
        .parts
        .iter()
        .flat_map(|part| &part.blocks)
        .find(|block| block.rough_text().starts_with(start))
        .map(|block| block.kind())
}

#[test]
fn a_paper_is_its_front_and_then_headings_with_what_stands_under_them() {
    let paper = read(vec![
        heading("1 Introduction", 2, 740.0),
        prose(2, 720.0),
        prose(2, 660.0),
        heading("1.1 Bones", 2, 600.0),
        prose(2, 580.0),
    ]);
    assert_eq!(
        paper.title.as_deref(),
        Some("The wings of large birds of the sea")
    );
    assert_eq!(paper.authors, ["Anna Berg"]);
    assert_eq!(
        headings(&paper),
        [(1, "Abstract"), (1, "1 Introduction"), (2, "1.1 Bones")]
    );
    // title and name stand before the first heading; a heading is the first block of its part
    let counts: Vec<usize> = paper.parts.iter().map(|part| part.blocks.len()).collect();
    assert_eq!(counts, [2, 2, 3, 2]);
    let pages: Vec<u32> = paper
        .parts
        .iter()
        .filter_map(|part| Some(part.heading.as_ref()?.page))
        .collect();
    assert_eq!(pages, [1, 2, 2]);
}

#[test]
fn a_heading_that_is_split_off_moves_no_level() {
    let mut lines =
        vec![line("Birds. We measured the wings of forty birds that", 2, 720.0).styled(6, BOLD)];
    lines.extend(prose(2, 708.0).into_lines());
    let paper = read(vec![
        heading("1 Introduction", 2, 740.0),
        RawBlock::sample(lines, RawKind::Paragraph),
        heading("1.1 Bones", 2, 600.0),
        prose(2, 580.0),
    ]);
    assert_eq!(
        headings(&paper),
        [
            (1, "Abstract"),
            (1, "1 Introduction"),
            (4, "Birds"),
            (2, "1.1 Bones")
        ]
    );
}

#[test]
fn rights_on_the_first_and_last_page_are_furniture() {
    let rights = |page: u32| {
        line("\u{a9} 2010 The Authors", page, 60.0)
            .size(8.0)
            .block()
    };
    let on = |page: u32| {
        let mut blocks = vec![heading("Introduction", 2, 740.0)];
        for number in 2..=3 {
            blocks.push(prose(number, 720.0));
            if number == page {
                blocks.push(rights(page));
            }
        }
        kind(&read(blocks), "\u{a9}")
    };
    assert_eq!(on(3), Some(RawKind::Furniture));
    // on a page between them it may be quoted
    assert_eq!(on(2), Some(RawKind::Paragraph));
}

#[test]
fn running_text_that_begins_like_a_date_is_text() {
    let lines = [
        "Published accounts of the birds of the open sea are",
        "few. We know of three, and all of them are by people",
        "who had seen the birds from the deck of a ship.",
    ];
    let paper = read(vec![
        heading("Introduction", 2, 740.0),
        on_page(paragraph(&lines, 50.0, 320.0, 720.0), 2),
    ]);
    assert_eq!(kind(&paper, "Published"), Some(RawKind::Paragraph));
}

/// A list of two entries in one block, with what stands behind it.
fn with_list(behind: Vec<RawBlock>) -> Structured {
    let entries = vec![
        line("1. Berg A: On the wings of birds of the sea.", 2, 700.0),
        line("Zoology 2010, 3:12.", 2, 688.0),
        line("2. Lam K: On their songs. Zoology 2009, 7:1.", 2, 676.0),
    ];
    let mut blocks = vec![
        heading("Introduction", 1, 600.0),
        prose(1, 580.0),
        heading("References", 2, 720.0),
        RawBlock::sample(entries, RawKind::Paragraph),
    ];
    blocks.extend(behind);
    read(blocks)
}

#[test]
fn behind_the_heading_references_stand_entries() {
    let paper = with_list(Vec::new());
    let list = paper.parts.last().map(|part| part.blocks.as_slice());
    let texts: Vec<(RawKind, &str)> = list
        .unwrap_or_default()
        .iter()
        .map(|block| (block.kind(), block.rough_text()))
        .collect();
    assert_eq!(
        texts,
        [
            (RawKind::Heading { level: 1 }, "References"),
            (
                RawKind::Reference,
                "1. Berg A: On the wings of birds of the sea. Zoology 2010, 3:12."
            ),
            (
                RawKind::Reference,
                "2. Lam K: On their songs. Zoology 2009, 7:1."
            ),
        ]
    );
}

#[test]
fn a_caption_among_the_entries_is_not_one() {
    let caption = line("Figure 3: A wing", 2, 640.0).block();
    let entry = line("3. Holm I: On eggs. Zoology 2008, 2:5.", 2, 600.0).block();
    let paper = with_list(vec![caption, entry]);
    assert_eq!(kind(&paper, "Figure 3"), Some(RawKind::Caption));
    assert_eq!(kind(&paper, "3. Holm"), Some(RawKind::Reference));
}

#[test]
fn the_list_ends_at_back_matter_and_at_a_heading() {
    let conflict = [
        "Conflict of interest: we know of none that anybody",
        "could have, and nobody paid us for what we measured.",
    ];
    let paper = with_list(vec![
        on_page(paragraph(&conflict, 50.0, 320.0, 640.0), 2),
        prose(2, 600.0),
    ]);
    let last = paper.parts.last();
    let kinds: Vec<RawKind> = last
        .map(|part| part.blocks.iter().map(|block| block.kind()).collect())
        .unwrap_or_default();
    // the statement's first words are split off; what stands behind it is text
    let head = RawKind::Heading { level: 4 };
    let expected = [head, RawKind::Paragraph, RawKind::Paragraph];
    assert_eq!(kinds.get(..3), Some(expected.as_slice()));
    let paper = with_list(vec![heading("Appendix A", 2, 640.0), prose(2, 600.0)]);
    let last = paper.parts.last().and_then(|part| part.blocks.last());
    assert_eq!(last.map(|block| block.kind()), Some(RawKind::Paragraph));
}
