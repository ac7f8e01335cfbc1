//! Which blocks are headings, how deep they are, and which paragraphs begin with one.

use super::body::Body;
use super::headings::find;
use super::run_ins::split_run_ins;
use crate::document::kind::RawKind;
use crate::document::layout::{BOLD, ITALIC, Line, RawBlock};
use crate::document::sample::{column, paragraph};

/// Running text of three lines.
fn prose() -> RawBlock {
    let lines = [
        "Large birds of the open sea rest on their wings for",
        "many days. We measured the wings of forty birds and",
        "found that all of them were long.",
    ];
    paragraph(&lines, 50.0, 320.0, 600.0)
}

fn plain(text: &str) -> Line {
    Line::sample(text).at(50.0, 640.0)
}

fn bold(text: &str) -> RawBlock {
    plain(text).bold().block()
}

/// Headings with their levels, by the file's outline and by the look of the blocks.
fn found_with(mut blocks: Vec<RawBlock>, outline: &[(u8, &str)]) -> Vec<(String, u8)> {
    let body = Body::of(&blocks);
    let outline: Vec<(u8, String)> = outline
        .iter()
        .map(|(level, title)| (*level, (*title).to_owned()))
        .collect();
    find(&mut blocks, 0, &body, &outline);
    blocks.iter().filter_map(heading).collect()
}

/// Text and level of a heading.
fn heading(block: &RawBlock) -> Option<(String, u8)> {
    match block.kind() {
        RawKind::Heading { level } => Some((block.rough_text().trim_end().to_owned(), level)),
        _ => None,
    }
}

fn found(blocks: Vec<RawBlock>) -> Vec<String> {
    found_with(blocks, &[])
        .into_iter()
        .map(|(text, _)| text)
        .collect()
}

#[test]
fn a_heading_needs_more_than_bold_letters() {
    let before_text = |text: &str| found(vec![bold(text), prose()]).len();
    assert_eq!(before_text("Wings of large birds"), 1);
    for text in [
        "We measured their wings.",
        "wings of large birds",
        "Wings of birds [12]",
        "W = length of wing",
        "Write to anna@example.org",
        "See http://example.org/wings",
        "Wings and songs. They are what birds are known for",
        "12",
    ] {
        assert_eq!(before_text(text), 0, "{text}");
    }
    assert_eq!(before_text(&"Wings ".repeat(22)), 1);
    assert_eq!(before_text(&"Wings ".repeat(23)), 0);
}

#[test]
fn scripts_without_capitals_have_headings() {
    let headings = [
        "1. \u{958b}\u{9928}\u{6642}\u{9593}",
        "2. \u{8cb8}\u{51fa}",
        "1. \u{5de}\u{5d9}\u{5dd}",
        "2. \u{627}\u{644}\u{645}\u{643}\u{627}\u{646}",
        "1. \u{e2a}\u{e21}\u{e32}\u{e0a}\u{e34}\u{e01}",
        "\u{7b2c}\u{4e00}\u{7ae0} \u{7e3d}\u{5247}",
        "\u{4e00}\u{3001}\u{5929}\u{6c14}",
        "\u{6982}\u{8981}\u{6587}",
    ];
    for text in headings {
        assert_eq!(found(vec![bold(text), prose()]), [text]);
    }
    let sentence =
        "\u{65e5}\u{66dc}\u{65e5}\u{306f}\u{4f11}\u{9928}\u{3057}\u{307e}\u{3059}\u{3002}";
    assert!(found(vec![bold(sentence), prose()]).is_empty());
}

#[test]
fn a_heading_stands_before_text() {
    assert_eq!(found(vec![prose(), bold("Wings of large birds")]).len(), 0);
    // a cell has a neighbour on its own line
    let cell = Line::sample("12.5 cm").at(170.0, 640.0).block();
    let row = vec![bold("Wings of large birds"), cell, prose()];
    assert_eq!(found(row).len(), 0);
}

#[test]
fn bold_says_nothing_where_the_text_is_bold() {
    let text = prose().into_lines().into_iter().map(Line::bold).collect();
    let text = RawBlock::sample(text, RawKind::Paragraph);
    assert_eq!(found(vec![bold("Wings of large birds"), text]).len(), 0);
}

#[test]
fn a_name_that_papers_share_is_a_heading_in_any_dress() {
    let named = |block: RawBlock| found(vec![block, prose()]).len();
    assert_eq!(named(plain("Introduction").block()), 1);
    assert_eq!(named(plain("Songs").block()), 0);
    let cell = RawBlock::sample(vec![plain("Results")], RawKind::Table);
    assert_eq!(named(cell), 0);
}

#[test]
fn a_face_of_its_own_sets_a_heading_apart() {
    let set = |heading: u32| {
        let text = prose().into_lines().into_iter().map(|line| line.font(1));
        let text = RawBlock::sample(text.collect(), RawKind::Paragraph);
        let heading = plain("Wings of large birds").font(heading).block();
        found(vec![heading, text]).len()
    };
    assert_eq!(set(1), 0);
    assert_eq!(set(2), 1);
}

#[test]
fn a_number_gives_the_level() {
    let blocks = ["1 Wings", "1.2 Bones", "1.2.3 Small bones", "IV. Songs"]
        .into_iter()
        .flat_map(|text| [plain(text).block(), prose()])
        .collect();
    let levels: Vec<u8> = found_with(blocks, &[])
        .iter()
        .map(|(_, level)| *level)
        .collect();
    assert_eq!(levels, [1, 2, 3, 1]);
    // items of a list, and a year
    for text in ["1. We took ten birds.", "ii) Low cost", "2010 Was good"] {
        assert_eq!(found(vec![plain(text).block(), prose()]).len(), 0, "{text}");
    }
}

#[test]
fn without_numbers_the_look_gives_the_level() {
    let blocks = vec![
        bold("Bones of the wing"),
        prose(),
        plain("Birds of the sea").size(14.0).block(),
        prose(),
        plain("Small bones").italic().block(),
        prose(),
        bold("Songs of the birds"),
        prose(),
    ];
    let levels: Vec<u8> = found_with(blocks, &[])
        .iter()
        .map(|(_, level)| *level)
        .collect();
    assert_eq!(levels, [2, 1, 3, 2]);
}

#[test]
fn the_outline_of_the_file_is_believed() {
    let blocks = || {
        vec![
            plain("1 Birds of the sea").block(),
            plain("Songs").block(),
            prose(),
        ]
    };
    let outline = [(3, "2.4 Birds of the Sea"), (2, "Songs")];
    assert_eq!(
        found_with(blocks(), &outline),
        [
            ("1 Birds of the sea".to_owned(), 3),
            ("Songs".to_owned(), 2)
        ]
    );
    assert_eq!(found(blocks()), ["1 Birds of the sea"]);
}

#[test]
fn titles_of_cited_works_are_not_headings() {
    let blocks = vec![
        bold("Wings of geese"),
        prose(),
        bold("References"),
        prose(),
        bold("Wings of seabirds"),
        prose(),
        bold("Appendix A"),
        bold("Wings of songbirds"),
        prose(),
    ];
    assert_eq!(
        found(blocks),
        [
            "Wings of geese",
            "References",
            "Appendix A",
            "Wings of songbirds"
        ]
    );
}

#[test]
fn of_two_lists_of_references_the_first_has_entries() {
    let twice = |behind: &str| {
        let blocks = vec![
            plain("References").block(),
            plain(behind).block(),
            prose(),
            plain("References").block(),
            plain("1. Berg A: Wings. Zoology 2010, 3.").block(),
        ];
        found(blocks).len()
    };
    // the name of a column of a table
    assert_eq!(twice("Ibid and passim"), 1);
    assert_eq!(twice("1. Lam K: Songs. Zoology 2009, 7."), 2);
}

/// The heading that is split off a paragraph whose first line is this, with its level.
fn split(first: Line) -> Option<(String, u8)> {
    let mut lines = vec![first];
    let more = [
        "and found them to be long and narrow,",
        "as others had said before us.",
    ];
    lines.extend(column(&more, 50.0, 320.0, 628.0));
    let paragraph = RawBlock::sample(lines, RawKind::Paragraph);
    let blocks = split_run_ins(vec![paragraph], 0, &Body::of(&[prose()]));
    let rest = blocks.last().map(RawBlock::kind);
    assert_eq!(rest, Some(RawKind::Paragraph));
    blocks.first().and_then(heading)
}

/// The text of that heading.
fn head(first: Line) -> String {
    split(first).map(|(text, _)| text).unwrap_or_default()
}

#[test]
fn a_heading_in_its_paragraphs_line_is_set_apart_and_ends_with_a_mark() {
    let text = "Data collection. We measured the wings";
    assert_eq!(head(plain(text).styled(16, BOLD)), "Data collection.");
    assert_eq!(head(plain(text).styled(16, ITALIC)), "Data collection.");
    // the mark is set like the text
    assert_eq!(head(plain(text).styled(15, BOLD)), "Data collection.");
    assert!(head(plain(text)).is_empty());
    assert!(head(plain("Data collection took place in the north").styled(15, BOLD)).is_empty());
    assert!(head(plain("data collection. We measured the wings").styled(16, BOLD)).is_empty());
}

#[test]
fn an_abstract_in_its_paragraphs_line_needs_no_look() {
    assert_eq!(head(plain("Abstract: We measured the wings")), "Abstract:");
    assert_eq!(head(plain("Summary. We measured the wings")), "Summary.");
    assert_eq!(head(plain("Funding: The museum paid for it")), "Funding:");
    assert!(head(plain("Funding. The museum paid for it")).is_empty());
    assert!(head(plain("Results: The wings were measured")).is_empty());
}

#[test]
fn the_parts_of_a_line_that_is_split_keep_their_places() {
    let line = plain("Abstract: We measured the wings").styled(9, BOLD);
    let paragraph = RawBlock::sample(vec![line], RawKind::Paragraph);
    let blocks = split_run_ins(vec![paragraph], 0, &Body::of(&[prose()]));
    let edges: Vec<_> = blocks
        .iter()
        .flat_map(RawBlock::lines)
        .map(|line| (line.x0, line.x1, line.edges.len()))
        .collect();
    // 31 letters of 5 points; the space between the parts belongs to neither
    assert_eq!(edges, [(50.0, 95.0, 9), (100.0, 205.0, 21)]);
}

#[test]
fn the_front_of_a_paper_is_not_split() {
    let blocks = || vec![plain("Abstract: We measured the wings").block(); 2];
    let body = Body::of(&[prose()]);
    assert_eq!(split_run_ins(blocks(), 1, &body).len(), 3);
    assert_eq!(split_run_ins(blocks(), 0, &body).len(), 4);
}

#[test]
fn a_heading_that_opens_a_paragraph_is_deep_unless_its_name_or_number_says_more() {
    let level = |text: &str, head: usize| {
        let split = split(plain(text).styled(head, BOLD));
        split.map(|(_, level)| level)
    };
    assert_eq!(level("Data collection. We measured the wings", 16), Some(4));
    assert_eq!(level("2.1 Collection. We measured the wings", 15), Some(2));
    assert_eq!(level("Abstract: We measured the wings", 9), Some(1));
    assert_eq!(level("Funding: The museum paid for it", 8), Some(4));
}
