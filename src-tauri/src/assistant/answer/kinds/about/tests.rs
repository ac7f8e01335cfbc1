//! Facts about small documents, and about what first pages look like.

use super::*;
use crate::assistant::sample::{flow, paged, sectioned};
use crate::document::{Block, BlockId, BlockKind, Place, Rect};

/// A paper of two pages: lines of the publisher's, then a title, authors and text.
fn paper(front: &[(BlockKind, &str)]) -> Document {
    let mut document = paged(&[
        (1, "Rain carries zinc."),
        (2, "Copper was high, as Table 1 shows."),
        (2, "Table 1. Zinc and copper by roof."),
    ]);
    for (kind, text) in front {
        let id = BlockId(document.blocks.len() as u32);
        let rect = Rect {
            x0: 0.0,
            y0: 0.0,
            x1: 9.0,
            y1: 9.0,
        };
        document.blocks.push(Block {
            id,
            kind: *kind,
            section: None,
            text: (*text).into(),
            places: vec![Place::Page { page: 1, rect }],
            ocr: false,
        });
    }
    if let Some(block) = document.blocks.get_mut(2) {
        block.kind = BlockKind::Caption;
    }
    document.title = Some("Zinc in Barrels".into());
    document.authors = vec!["Dora Sample".into(), "Emil Sample".into()];
    document
}

const FRONT: [(BlockKind, &str); 8] = [
    (BlockKind::Title, "Zinc in Barrels"),
    (BlockKind::Authors, "Dora Sample1,* and Emil Sample2"),
    (
        BlockKind::Authors,
        "1Institute of Placeholder Chemistry, Example College",
    ),
    (BlockKind::Furniture, "* Correspondence: dora@example.org"),
    (
        BlockKind::Furniture,
        "Received: 31 August 2018; Accepted: 3 October 2018; Published: 5 October 2018",
    ),
    (
        BlockKind::Furniture,
        "Journal of Barrels 2018, 6, 104; doi:10.1234/barrels.6.104.",
    ),
    (BlockKind::Furniture, "ISSN 1234-567X"),
    (BlockKind::Furniture, "Keywords: zinc; rain"),
];

fn texts(document: &Document, question: &str) -> Vec<String> {
    let of = Named {
        document,
        title: "A paper",
    };
    let fact = fact(question).unwrap_or_else(|| panic!("{question}"));
    told(of, fact)
        .into_iter()
        .map(|answer| answer.text)
        .collect()
}

#[test]
fn a_paper_tells_about_itself() {
    let document = paper(&FRONT);
    for (question, wanted) in [
        ("How many pages does this document have?", "2 pages"),
        ("What is the title?", "Zinc in Barrels"),
        ("Who wrote this paper?", "Dora Sample, Emil Sample"),
        ("Who is the first author?", "Dora Sample"),
        ("Who is the last author?", "Emil Sample"),
        ("How many authors are there?", "2 authors"),
        (
            "Who is the corresponding author?",
            "Dora Sample; dora@example.org",
        ),
        (
            "Where do the authors work?",
            "1Institute of Placeholder Chemistry, Example College",
        ),
        ("When was it published?", "5 October 2018"),
        ("When was the paper received?", "31 August 2018"),
        ("When was it accepted?", "3 October 2018"),
        ("In which journal was it published?", "Journal of Barrels"),
        ("What is the DOI?", "10.1234/barrels.6.104"),
        ("What is the ISSN?", "1234-567X"),
        ("What are the keywords?", "zinc; rain"),
        ("How many tables are there?", "1 table"),
        ("What does Table 1 show?", "Zinc and copper by roof."),
    ] {
        assert_eq!(
            texts(&document, question).first().map(String::as_str),
            Some(wanted),
            "{question}"
        );
    }
    let table = texts(&document, "What does Table 1 show?");
    assert_eq!(
        table.get(1).map(String::as_str),
        Some("Copper was high, as Table 1 shows.")
    );
}

#[test]
fn every_fact_is_quoted_where_it_stands() {
    let document = paper(&FRONT);
    let of = Named {
        document: &document,
        title: "A paper",
    };
    for question in [
        "Title?",
        "When was it published?",
        "DOI?",
        "Who is the first author?",
    ] {
        let found = told(of, fact(question).unwrap());
        let quotation = &found[0].quotation;
        let marked: String = quotation
            .text
            .chars()
            .skip(quotation.start as usize)
            .take((quotation.end - quotation.start) as usize)
            .collect();
        assert_eq!(marked, found[0].text, "{question}");
        assert_eq!(quotation.page, Some(1), "{question}");
        assert!(!quotation.places.is_empty(), "{question}");
    }
    // nothing on the last page says how many there are
    let pages = told(of, fact("How many pages?").unwrap());
    assert_eq!(pages[0].quotation.page, Some(2));
    assert_eq!(pages[0].quotation.text, "");
    assert!(!pages[0].quotation.places.is_empty());
}

#[test]
fn what_a_page_does_not_say_is_not_made_up() {
    let bare = paged(&[(1, "Rain carries zinc in 1998."), (2, "Copper was high.")]);
    for question in [
        "What is the title?",
        "Who wrote this paper?",
        "When was it received?",
        "What is the DOI?",
        "In which journal was it published?",
        "How many figures are there?",
        "What does Figure 7 show?",
        "What are the keywords?",
        "What is on page 9?",
    ] {
        assert_eq!(texts(&bare, question), Vec::<String>::new(), "{question}");
    }
}

#[test]
fn a_fact_that_is_not_shown_is_named() {
    for (question, wanted) in [
        ("What is the DOI?", DocumentFact::Doi),
        ("Who wrote this paper?", DocumentFact::Authors),
        ("When was it published?", DocumentFact::Published),
        ("What is the licence?", DocumentFact::Licence),
        ("How many figures are there?", DocumentFact::Figures),
    ] {
        let remark = missing(fact(question).unwrap());
        assert_eq!(
            remark,
            Some(AnswerRemark::NotShown { fact: wanted }),
            "{question}"
        );
    }
    let figure = missing(fact("What does Figure 7 show?").unwrap());
    assert_eq!(figure, Some(AnswerRemark::NoSuchFigure { number: 7 }));
}

#[test]
fn the_page_of_a_table_is_that_of_its_caption() {
    let document = paper(&FRONT);
    assert_eq!(texts(&document, "On which page is Table 1?"), ["page 2"]);
    assert_eq!(
        texts(&document, "On which page is Table 4?"),
        Vec::<String>::new()
    );
}

#[test]
fn the_contents_of_a_page_are_quoted() {
    let document = paper(&FRONT);
    let said = texts(&document, "What is on page 2?");
    assert_eq!(
        said,
        ["Copper was high, as Table 1 shows.; Table 1. Zinc and copper by roof."]
    );
    let missing = remark(&document, Fact::OnPage(Which::Number(9)));
    assert_eq!(
        missing,
        Some(AnswerRemark::NoSuchPage { page: 9, pages: 2 })
    );
    assert_eq!(remark(&document, Fact::OnPage(Which::Number(2))), None);
}

#[test]
fn a_document_without_pages_has_words() {
    let document = flow(&["Rain carries zinc.", "Copper was high."]);
    assert_eq!(
        texts(&document, "How many pages does this document have?"),
        ["6 words"]
    );
    assert_eq!(
        remark(&document, Fact::Count(Part::Pages)),
        Some(AnswerRemark::WithoutPages)
    );
}

#[test]
fn sections_are_listed_and_counted() {
    let document = sectioned(&[
        ("Abstract", 1, &["It rained."]),
        ("Methods", 1, &["We measured."]),
        ("Sampling", 2, &["Once a month."]),
        ("Results", 1, &["Zinc was high."]),
    ]);
    assert_eq!(
        texts(&document, "Which sections does it have?"),
        ["Abstract; Methods; Results"]
    );
    assert_eq!(
        texts(&document, "How many sections are there?"),
        ["3 sections (4 with subsections)"]
    );
    assert_eq!(
        texts(&document, "What does the abstract say?"),
        ["It rained."]
    );
}

#[test]
fn dates_and_journals_are_taken_from_many_forms() {
    for (line, date, journal) in [
        (
            "Microorganisms 2018, 6, 104; doi:10.3390/x",
            "2018",
            Some("Microorganisms"),
        ),
        ("BMC Medicine 2006, 6:3", "2006", Some("BMC Medicine")),
        (
            "The Open Journal, 2016, 10, (Suppl-1) 214-226",
            "2016",
            Some("The Open Journal"),
        ),
        ("Published: 01 May 2025", "01 May 2025", None),
        (
            "Published online September 8, 2017",
            "September 8, 2017",
            None,
        ),
        ("© 2006 Sample et al; licensee Example Ltd.", "2006", None),
        ("arXiv:2101.00123v2 [cs.CL] 3 Jan 2021", "3 Jan 2021", None),
        (
            "Proceedings of the 17th Conference on Barrels, pages 16–19 May 2-6, 2023",
            "May 2-6, 2023",
            Some("Proceedings of the 17th Conference on Barrels"),
        ),
        (
            "Sample et al. Frontiers in Rain (2018) 18:7",
            "2018",
            Some("Frontiers in Rain"),
        ),
    ] {
        let document = paper(&[(BlockKind::Furniture, line)]);
        let found = texts(&document, "When was it published?");
        assert_eq!(found.first().map(String::as_str), Some(date), "{line}");
        let found = texts(&document, "In which journal was it published?");
        assert_eq!(found.first().map(String::as_str), journal, "{line}");
    }
    for line in [
        "Page 12 of 14",
        "51 Example Street, Exampletown 1998",
        "www.example.org",
    ] {
        let document = paper(&[(BlockKind::Furniture, line)]);
        let found = texts(&document, "In which journal was it published?");
        assert_eq!(found, Vec::<String>::new(), "{line}");
    }
}

#[test]
fn a_year_of_something_else_is_not_when_it_was_published() {
    let table = "Station\tHeight (m)\tOpened\tRain (mm)\nPlaceholder North\t412\t1951\t803";
    let letterhead = "Property management since 1968 Example Street 14 · 24103 Exampletown";
    for (kind, line) in [
        (BlockKind::Table, table),
        (BlockKind::Table, "Title\tPublished\nBarrels\t1951"),
        (BlockKind::Paragraph, "Placeholder North 412 1951 803"),
        (BlockKind::Paragraph, letterhead),
        (BlockKind::Furniture, letterhead),
        (BlockKind::Furniture, "Barrels Ltd, est. 1968"),
        (BlockKind::Furniture, "Cooperage, founded in the year 1968"),
    ] {
        let document = paper(&[(kind, line)]);
        assert_eq!(front_matter(&document).year, None, "{line}");
        let found = texts(&document, "When was it published?");
        assert_eq!(found, Vec::<String>::new(), "{line}");
        let found = texts(&document, "In which journal was it published?");
        assert!(kind != BlockKind::Table || found.is_empty(), "{found:?}");
    }
    for (line, year) in [
        ("The Vicarage, 12 September 1987", 1987),
        ("Barrels Ltd, since 1968 | 4 May 2021", 2021),
        ("© 2006 Sample et al; licensee Example Ltd.", 2006),
        ("1(1), 2019", 2019),
    ] {
        let kind = match line.starts_with("The") {
            true => BlockKind::Paragraph,
            false => BlockKind::Furniture,
        };
        let document = paper(&[(BlockKind::Table, table), (kind, line)]);
        assert_eq!(front_matter(&document).year, Some(year), "{line}");
    }
}

#[test]
fn the_front_matter_says_where_in_its_journal_a_paper_stands() {
    let front = front_matter(&paper(&FRONT));
    assert_eq!(front.journal.as_deref(), Some("Journal of Barrels"));
    assert_eq!(front.volume.as_deref(), Some("6"));
    assert_eq!((front.issue, front.pages.as_deref()), (None, Some("104")));
    // a line that goes on in the next block, as a foot of two lines does
    let lines = [
        (
            BlockKind::Furniture,
            "Sample, & Sample. (2024). Zinc in Barrels. Journal of Open Barrel",
        ),
        (
            BlockKind::Furniture,
            "Education, 7(80), 173. https://doi.org/10.1234/b.",
        ),
    ];
    let front = front_matter(&paper(&lines));
    assert_eq!(
        front.journal.as_deref(),
        Some("Journal of Open Barrel Education")
    );
    assert_eq!(front.issue.as_deref(), Some("80"));
    assert_eq!(front.pages.as_deref(), Some("173"));
    // a journal without a volume says nothing of where the document stands
    let lines = [(BlockKind::Furniture, "Proceedings of the Barrel Conference")];
    assert_eq!(front_matter(&paper(&lines)).journal, None);
}
