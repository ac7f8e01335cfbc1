//! Which words of a first page are its title, and where names and addresses end.

use super::body::Body;
use super::front::{Front, front};
use crate::document::kind::RawKind;
use crate::document::layout::{Line, RawBlock};
use crate::document::pdf::FileFacts;
use crate::document::sample::paragraph;

const TITLE: &str = "The wings of large birds of the sea";

/// Running text of 33 words, in the usual size.
const PROSE: [&str; 4] = [
    "Large birds of the open sea rest on their wings for",
    "many days. We measured the wings of forty birds and",
    "found that all of them were long and very narrow, as",
    "others had said.",
];

fn prose(y: f32) -> RawBlock {
    paragraph(&PROSE, 50.0, 320.0, y)
}

fn line(text: &str, size: f32, y: f32) -> RawBlock {
    Line::sample(text).size(size).at(50.0, y).block()
}

/// Blocks over an abstract at the foot of the page.
fn page(mut blocks: Vec<RawBlock>) -> Vec<RawBlock> {
    blocks.push(line("Abstract", 10.0, 460.0));
    blocks.push(prose(440.0));
    blocks
}

fn read_with(blocks: &mut Vec<RawBlock>, furniture: &[&str], facts: &FileFacts) -> Front {
    let furniture: Vec<String> = furniture.iter().map(|text| (*text).to_owned()).collect();
    let body = Body::of(blocks);
    front(blocks, &furniture, facts, &body)
}

/// The front of a page in a file that says nothing about itself, and the kinds of the page's blocks.
fn read(mut blocks: Vec<RawBlock>) -> (Front, Vec<RawKind>) {
    let found = read_with(&mut blocks, &[], &FileFacts::default());
    (found, blocks.iter().map(RawBlock::kind).collect())
}

fn title(blocks: Vec<RawBlock>) -> Option<String> {
    read(blocks).0.title
}

#[test]
fn the_largest_words_at_the_top_are_the_title() {
    use RawKind::{Authors, Paragraph, Title};
    let (found, kinds) = read(page(vec![
        line(TITLE, 18.0, 700.0),
        line("Anna Berg and Kit Lam", 10.0, 670.0),
        line("Department of Zoology, Oslo", 10.0, 655.0),
    ]));
    assert_eq!(found.title.as_deref(), Some(TITLE));
    assert_eq!(found.authors, ["Anna Berg", "Kit Lam"]);
    assert_eq!(kinds, [Title, Authors, Authors, Paragraph, Paragraph]);
    assert_eq!(found.end, 3);
}

#[test]
fn what_stands_over_the_subject_of_a_letter_is_text() {
    let (found, kinds) = read(vec![
        line("3 Short Street, Exampletown", 10.0, 740.0),
        line("2 February 2022", 10.0, 725.0),
        line(TITLE, 14.0, 700.0),
        prose(660.0),
    ]);
    assert_eq!(found.title.as_deref(), Some(TITLE));
    assert!(!kinds.contains(&RawKind::Furniture), "{kinds:?}");
}

#[test]
fn the_title_page_of_a_thesis_is_its_own() {
    use RawKind::{Authors, Furniture, Paragraph, Title};
    let cover = |kind: &str| {
        let mut blocks = vec![
            line("University of the Island", 12.0, 740.0),
            line(kind, 12.0, 720.0),
            line(TITLE, 18.0, 690.0),
            line("submitted by", 10.0, 670.0),
            line("Anna Berg", 10.0, 650.0),
        ];
        let text = [line("Abstract", 10.0, 700.0), prose(680.0)];
        blocks.extend(text.map(|block| {
            let lines = block.into_lines().into_iter();
            let lines = lines.map(|line| line.on_page(2)).collect();
            RawBlock::sample(lines, Paragraph)
        }));
        read(blocks).1
    };
    let kinds = cover("Doctoral Dissertation");
    let own = [Paragraph, Paragraph, Title, Authors, Authors];
    assert_eq!(kinds.get(..5), Some(own.as_slice()));
    // the cover of a repository before a paper
    let kinds = cover("Synthesis and Reports");
    assert_eq!(kinds.get(..2), Some([Furniture, Furniture].as_slice()));
}

#[test]
fn large_words_at_the_foot_of_the_page_are_not_the_title() {
    let mut blocks = page(vec![line(TITLE, 14.0, 700.0)]);
    blocks.push(line("Come to the museum of birds in Oslo", 24.0, 60.0));
    assert_eq!(title(blocks).as_deref(), Some(TITLE));
}

#[test]
fn a_name_that_the_running_head_puts_before_a_year_is_not_the_title() {
    const JOURNAL: &str = "Birds of the North";
    let blocks = || page(vec![line(JOURNAL, 20.0, 740.0), line(TITLE, 18.0, 700.0)]);
    let with =
        |furniture: &str| read_with(&mut blocks(), &[furniture], &FileFacts::default()).title;
    let head = with("Birds of the north 12 (2010), 3-9");
    assert_eq!(head.as_deref(), Some(TITLE));
    // a running head may also repeat the title
    assert_eq!(with(JOURNAL).as_deref(), Some(JOURNAL));
}

#[test]
fn a_masthead_is_larger_than_the_title_and_no_names_follow_it() {
    use RawKind::{Furniture, Title};
    for under in ["Vol. 12, No. 3, pages 201 to 203", "ISSN 1234-5678"] {
        let (found, kinds) = read(page(vec![
            line("Northern Letters on Birds", 24.0, 760.0),
            line(under, 9.0, 740.0),
            line(TITLE, 14.0, 700.0),
            line("Anna Berg and Kit Lam", 10.0, 670.0),
        ]));
        assert_eq!(found.title.as_deref(), Some(TITLE));
        assert_eq!(found.authors, ["Anna Berg", "Kit Lam"]);
        assert_eq!(
            kinds.get(..3),
            Some([Furniture, Furniture, Title].as_slice())
        );
    }
}

#[test]
fn words_before_a_colon_are_a_part_of_the_title_in_any_size() {
    let found = title(page(vec![
        line("Long Wings:", 20.0, 720.0),
        line("A Survey of Birds", 15.0, 700.0),
        line("Anna Berg and Kit Lam", 10.0, 670.0),
    ]));
    assert_eq!(found.as_deref(), Some("Long Wings: A Survey of Birds"));
}

#[test]
fn a_title_in_the_file_ends_where_the_page_says_it_in_full() {
    let lines = ["Birds of the North", "Anna Berg and Kit Lam of Oslo"]
        .iter()
        .zip([700.0, 682.0])
        .map(|(text, y)| Line::sample(text).size(18.0).at(50.0, y));
    let mut blocks = page(vec![RawBlock::sample(lines.collect(), RawKind::Paragraph)]);
    let facts = FileFacts {
        title: Some("Birds of the North".to_owned()),
        ..FileFacts::default()
    };
    let found = read_with(&mut blocks, &[], &facts);
    assert_eq!(found.title.as_deref(), Some("Birds of the North"));
}

#[test]
fn a_large_word_over_a_long_line_is_a_logo() {
    let logo = || line("WINGS", 22.0, 740.0);
    let below = page(vec![logo(), line(TITLE, 18.0, 700.0)]);
    assert_eq!(title(below).as_deref(), Some(TITLE));
    assert_eq!(title(page(vec![logo()])).as_deref(), Some("WINGS"));
}

#[test]
fn a_rubric_over_the_title_is_furniture() {
    for rubric in ["Research Article", "REVIEW", "https://doi.org/10.1000/182"] {
        let (found, kinds) = read(page(vec![
            line(rubric, 22.0, 740.0),
            line("Large birds", 18.0, 700.0),
        ]));
        assert_eq!(found.title.as_deref(), Some("Large birds"), "{rubric}");
        assert_eq!(kinds.first(), Some(&RawKind::Furniture), "{rubric}");
    }
}

#[test]
fn lines_that_are_set_alike_and_close_are_one_title() {
    let second = |text: &str, size: f32, y: f32| {
        title(page(vec![
            line("The wings of large birds", 18.0, 700.0),
            line(text, size, y),
        ]))
    };
    let whole = "The wings of large birds and of small ones";
    let first = "The wings of large birds";
    let small = "and of small ones*";
    assert_eq!(second(small, 18.0, 678.0).as_deref(), Some(whole));
    // a small letter continues a title in another size, a capital begins a subtitle
    assert_eq!(second(small, 16.0, 678.0).as_deref(), Some(whole));
    assert_eq!(
        second("A first report", 16.0, 678.0).as_deref(),
        Some(first)
    );
    assert_eq!(second(small, 18.0, 650.0).as_deref(), Some(first));
}

#[test]
fn a_title_in_the_file_chooses_among_printed_lines() {
    const LARGEST: &str = "Proceedings of the northern meeting";
    let with = |title: &str| {
        let mut blocks = page(vec![line(LARGEST, 22.0, 740.0), line(TITLE, 12.0, 700.0)]);
        let facts = FileFacts {
            title: Some(title.to_owned()),
            ..FileFacts::default()
        };
        read_with(&mut blocks, &[], &facts).title
    };
    let found = with("The Wings of Large Birds of the Sea.");
    assert_eq!(found.as_deref(), Some(TITLE), "as it is printed");
    assert_eq!(with("Songs of small birds").as_deref(), Some(LARGEST));
    // the name of a file or of a program, and a word or two, choose nothing
    for name in ["The wings of large birds of the sea.dvi", "the sea"] {
        assert_eq!(with(name).as_deref(), Some(LARGEST), "{name}");
    }
}

#[test]
fn where_no_line_stands_out_the_file_gives_the_title() {
    let with = |title: &str| {
        let facts = FileFacts {
            title: Some(title.to_owned()),
            ..FileFacts::default()
        };
        let mut blocks = page(Vec::new());
        let found = read_with(&mut blocks, &[], &facts);
        assert_eq!(found.end, 0);
        found.title
    };
    assert_eq!(with(TITLE).as_deref(), Some(TITLE));
    assert_eq!(with("Microsoft Word - the wings.doc"), None);
    assert_eq!(with("wings7"), None);
}

#[test]
fn a_title_in_the_size_of_the_text_is_bold() {
    let set = |bold: bool| {
        let line = Line::sample(TITLE).at(50.0, 700.0);
        let line = if bold { line.bold() } else { line };
        title(page(vec![line.block()]))
    };
    assert_eq!(set(true).as_deref(), Some(TITLE));
    assert_eq!(set(false), None);
}

#[test]
fn running_text_above_the_title_stays_text() {
    use RawKind::{Furniture, Paragraph, Title};
    let (_, kinds) = read(page(vec![
        line("Volume 3 of the series", 8.0, 790.0),
        prose(770.0),
        line(TITLE, 18.0, 700.0),
    ]));
    assert_eq!(
        kinds.get(..3),
        Some([Furniture, Paragraph, Title].as_slice())
    );
}

#[test]
fn names_end_where_the_text_begins() {
    let ends = |behind: RawBlock| {
        let blocks = vec![
            line(TITLE, 18.0, 700.0),
            line("Anna Berg", 10.0, 670.0),
            behind,
            prose(440.0),
        ];
        read(blocks).0.end
    };
    assert_eq!(ends(line("Abstract. We measured", 10.0, 640.0)), 2);
    assert_eq!(ends(line("1. Introduction", 10.0, 640.0)), 2);
    assert_eq!(ends(prose(640.0)), 2);
    let next_page = Line::sample("Kit Lam").at(50.0, 700.0).on_page(2);
    assert_eq!(ends(next_page.block()), 2);
    assert_eq!(ends(line("Kit Lam", 10.0, 640.0)), 3);
    // an address as long as running text
    let address = [
        "Institute of the wings of large birds and of the sea,",
        "Department of Zoology of the University of the city of",
        "Oslo, and School of all the birds that rest on wings,",
        "of Oslo too.",
    ];
    assert_eq!(ends(paragraph(&address, 50.0, 320.0, 640.0)), 3);
}

#[test]
fn dates_between_the_names_and_the_text_are_furniture() {
    use RawKind::{Authors, Furniture, Title};
    let (found, kinds) = read(page(vec![
        line(TITLE, 18.0, 700.0),
        line("Anna Berg", 10.0, 670.0),
        line("Received 3 May 2010", 10.0, 640.0),
    ]));
    assert_eq!(found.authors, ["Anna Berg"]);
    assert_eq!(kinds.get(..3), Some([Title, Authors, Furniture].as_slice()));
}

#[test]
fn a_page_of_short_pieces_has_a_title_and_no_authors() {
    let (found, kinds) = read(vec![
        line(TITLE, 18.0, 700.0),
        line("Anna Berg", 10.0, 670.0),
        line("Kit Lam", 10.0, 600.0),
        line("Third of May", 10.0, 500.0),
        line("Museum of birds", 10.0, 400.0),
    ]);
    assert_eq!((found.end, found.authors.len()), (1, 0));
    assert_eq!(kinds.get(1), Some(&RawKind::Paragraph));
}

#[test]
fn lines_under_a_title_are_text_where_they_name_nobody() {
    use RawKind::{Paragraph, Title};
    let (found, kinds) = read(vec![
        line(TITLE, 18.0, 700.0),
        line("375 g of flour", 10.0, 660.0),
        line("Methods", 10.0, 600.0),
        line(
            "Mix the flour with the yeast and the salt, and leave it.",
            10.0,
            580.0,
        ),
    ]);
    assert_eq!(found.end, 2);
    assert_eq!(kinds, [Title, Paragraph, Paragraph, Paragraph]);
}

#[test]
fn the_file_names_authors_where_the_page_does_not() {
    let with = |printed: &str| {
        let mut blocks = page(vec![line(TITLE, 18.0, 700.0), line(printed, 10.0, 670.0)]);
        let facts = FileFacts {
            author: Some("Ida Holm; Per Dahl".to_owned()),
            ..FileFacts::default()
        };
        read_with(&mut blocks, &[], &facts).authors
    };
    assert_eq!(
        with("Department of Zoology, Oslo"),
        ["Ida Holm", "Per Dahl"]
    );
    assert_eq!(with("Anna Berg"), ["Anna Berg"]);
}
