//! How quotations stand in what is exported: rows of a table as a table that programs of others read, and sentences in quotation
//! marks, so that nobody takes them for written text.

use super::sheet::Block;
use super::tests::{all, answer, library, text};
use super::*;
use crate::assistant::answer::{AnswerView, kept as kept_answer};
use crate::assistant::sample::paged;
use crate::assistant::summary::{SummaryOptions, SummaryOrigin, SummarySentence, SummaryView};
use crate::document::{BlockKind, SentenceId};
use crate::library::{MarkColour, NewAnnotation, NewTarget};

/// The names of columns, two rows, a sentence, and a line with a gap that is in no table.
const STATIONS: [(u32, &str); 5] = [
    (3, "Station\tHeight (m)\tOpened"),
    (3, "Kestrel Point\t412\t1951"),
    (4, "Otter Mill\t95 | 96\t1949"),
    (4, "They are open in summer."),
    (4, "Low tide\t6:40"),
];

fn stations(id: &DocumentId) -> Document {
    let mut document = paged(&STATIONS);
    document.id = id.clone();
    document.title = Some("Stations".into());
    for block in document.blocks.iter_mut().take(3) {
        block.kind = BlockKind::Table;
    }
    document
}

/// What is exported of a question that a sentence answers with these words.
fn answered(format: ExportFormat, words: &str, sentence: u32) -> Vec<u8> {
    let (_home, library, id) = library("Tags are light.", "");
    let document = stations(&id);
    library.put(&document, "wings.pdf", "aa.pdf").unwrap();
    let (page, quoted) = STATIONS[sentence as usize];
    let mut view: AnswerView = answer(&id, "How high?", words);
    let quotation = &mut view.answers[0].quotation;
    quotation.text = quoted.into();
    (quotation.start, quotation.end) = (0, 3);
    quotation.sentences = vec![SentenceId(sentence)];
    quotation.page = Some(page);
    library
        .keep_question(&kept_answer::kept(&view, None).unwrap())
        .unwrap();
    let newest = library.questions(None, "", None).unwrap().questions[0].id;
    export_questions(&library, Some(newest), format).unwrap().1
}

fn answered_text(format: ExportFormat, words: &str, sentence: u32) -> String {
    String::from_utf8(answered(format, words, sentence)).unwrap()
}

/// The number of tables, and of cells in them, that a parser of others finds.
fn cells_of(markdown: &str) -> (usize, usize) {
    use pulldown_cmark::{Event, Options, Parser, Tag};
    let events = Parser::new_ext(markdown, Options::ENABLE_TABLES);
    events.fold((0, 0), |(tables, cells), event| match event {
        Event::Start(Tag::Table(_)) => (tables + 1, cells),
        Event::Start(Tag::TableCell) => (tables, cells + 1),
        _ => (tables, cells),
    })
}

#[test]
fn a_quoted_row_stands_under_the_names_of_its_columns() {
    let markdown = answered_text(ExportFormat::Markdown, "95", 2);
    assert!(
        markdown.ends_with(
            "- 95 (82%)\n  > | Station | Height (m) | Opened |\n  > | --- | --- | --- |\n  \
             > | Otter Mill | 95 \\| 96 | 1949 |\n  >\n  > — On Wings, p. 4\n"
        ),
        "{markdown}"
    );
    assert_eq!(cells_of(&markdown), (1, 6), "{markdown}");

    let page = answered_text(ExportFormat::Html, "95", 2);
    let parsed = scraper::Html::parse_document(&page);
    let texts = |css: &str| {
        let selector = scraper::Selector::parse(css).unwrap();
        let found = parsed.select(&selector);
        found
            .map(|element| element.text().collect::<String>())
            .collect::<Vec<_>>()
    };
    let table = "li > blockquote > table";
    assert_eq!(
        texts(&format!("{table} > thead th")),
        ["Station", "Height (m)", "Opened"]
    );
    assert_eq!(
        texts(&format!("{table} > tbody p")),
        ["Otter Mill", "95 | 96", "1949"]
    );

    let plain = answered_text(ExportFormat::Text, "95", 2);
    assert!(
        plain.ends_with("- 95 (82%)\n    “Otter Mill · 95 | 96 · 1949”\n    — On Wings, p. 4\n"),
        "{plain}"
    );
}

#[test]
fn a_word_document_has_a_quoted_row_as_a_table_on_an_upright_page() {
    let file = answered(ExportFormat::Docx, "412", 1);
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(file)).unwrap();
    let part = archive.by_name("word/document.xml").unwrap();
    let part = std::io::read_to_string(part).unwrap();
    let parsed = roxmltree::Document::parse(&part).unwrap();
    let count = |name: &str| {
        let nodes = parsed.descendants();
        nodes.filter(|node| node.tag_name().name() == name).count()
    };
    assert_eq!(
        (count("tbl"), count("tr"), count("tc")),
        (1, 2, 6),
        "{part}"
    );
    assert_eq!((count("tblHeader"), count("sectPr")), (1, 0), "{part}");
    // what stands behind a table is a paragraph
    let table = parsed
        .descendants()
        .find(|node| node.tag_name().name() == "tbl");
    let behind = table
        .and_then(|table| table.next_sibling_element())
        .unwrap();
    assert_eq!(behind.tag_name().name(), "p", "{part}");
}

#[test]
fn a_row_that_is_the_answer_is_quoted_in_a_line_and_explained_by_its_table() {
    let markdown = answered_text(ExportFormat::Markdown, "Kestrel Point\t412\t1951", 1);
    assert!(
        markdown.contains("- “Kestrel Point · 412 · 1951” (82%)\n  > | Station |"),
        "{markdown}"
    );
}

#[test]
fn a_row_whose_table_is_not_known_is_a_line_without_bars() {
    let markdown = answered_text(ExportFormat::Markdown, "6:40", 4);
    assert!(
        markdown.ends_with("- 6:40 (82%)\n  > Low tide · 6:40\n  >\n  > — On Wings, p. 4\n"),
        "{markdown}"
    );
    assert_eq!(cells_of(&markdown), (0, 0));
    let whole = answered_text(ExportFormat::Markdown, "Low tide\t6:40", 4);
    assert!(
        whole.ends_with("- “Low tide · 6:40” (82%) — On Wings, p. 4\n"),
        "{whole}"
    );
}

/// A summary of the stations, in Markdown.
fn summarized(origin: SummaryOrigin, sentences: Vec<SummarySentence>) -> String {
    let id = DocumentId("aa".into());
    let summary = SummaryView {
        document: id.clone(),
        origin,
        options: SummaryOptions::default(),
        sentences,
        draft: String::new(),
        complete: true,
        remarks: vec![],
        coverage: vec![],
        version: None,
    };
    let document = stations(&id);
    let shown = SummaryBlocks {
        document: Some(&document),
        summary: &summary,
        headings: false,
        evidence: true,
    };
    let blocks: Vec<Block> = shown.blocks(2);
    markdown(&Sheet {
        title: "Stations".into(),
        blocks,
    })
}

/// A sentence of the stations.
fn quoted(sentence: u32) -> SummarySentence {
    let (page, text) = STATIONS[sentence as usize];
    let mut quoted = SummarySentence::sample(text, &[sentence]);
    quoted.support = None;
    quoted.evidence[0].page = Some(page);
    quoted
}

#[test]
fn rows_of_a_summary_are_one_table_and_its_sentences_have_quotation_marks() {
    let sentences = vec![quoted(0), quoted(1), quoted(2), quoted(3), quoted(4)];
    let read = summarized(SummaryOrigin::KeySentences, sentences);
    assert_eq!(
        read,
        "# Stations\n\n*Key sentences, quoted from the document*\n\n\
         > | Station | Height (m) | Opened |\n> | --- | --- | --- |\n\
         > | Kestrel Point | 412 | 1951 |\n> | Otter Mill | 95 \\| 96 | 1949 |\n>\n> — p. 3, p. 4\n\n\
         - “They are open in summer.” \\[p. 4\\]\n- “Low tide · 6:40” \\[p. 4\\]\n"
    );
    assert_eq!(cells_of(&read), (1, 9));
}

#[test]
fn what_a_person_or_a_model_wrote_has_no_quotation_marks() {
    let written = SummarySentence {
        text: "The mill is low.".into(),
        support: Some(0.9),
        ..quoted(2)
    };
    let changed = SummarySentence {
        text: "It opens in June.".into(),
        yours: true,
        ..quoted(3)
    };
    let model = SummaryOrigin::Model { name: "m".into() };
    assert_eq!(
        summarized(model, vec![written, changed]),
        "# Stations\n\n*Summary written by m*\n\n\
         - The mill is low. \\[p. 4\\]\n  > p. 4, 100%:\n  >\n  \
         > | Station | Height (m) | Opened |\n  > | --- | --- | --- |\n  \
         > | Otter Mill | 95 \\| 96 | 1949 |\n\
         - It opens in June. \\[yours; p. 4\\]\n  > p. 4: They are open in summer.\n"
    );
}

#[test]
fn marked_rows_are_a_table_and_a_noted_key_sentence_is_quoted_once() {
    let (_home, library, id) = library("Tags are light.", "");
    library.put(&stations(&id), "wings.pdf", "aa.pdf").unwrap();
    let rows = NewTarget::Sentences {
        sentences: vec![SentenceId(1), SentenceId(2)],
    };
    let key = NewTarget::SummarySentence {
        text: "They are open in summer.".into(),
        sources: vec![SentenceId(3)],
    };
    for target in [rows, key] {
        let new = NewAnnotation {
            target,
            colour: Some(MarkColour::Pink),
            note: "check".into(),
        };
        library.annotate(&id, &new).unwrap();
    }
    let read = text(&library, &id, all(ExportFormat::Markdown));
    assert!(
        read.contains(
            "> | Kestrel Point | 412 | 1951 |\n> | Otter Mill | 95 \\| 96 | 1949 |\n>\n\
             > — p. 3, marked in pink\n"
        ),
        "{read}"
    );
    assert!(
        read.contains("- “They are open in summer.” — p. 4\n"),
        "{read}"
    );
    assert_eq!(
        read.matches("They are open in summer.").count(),
        1,
        "{read}"
    );
    let page = text(&library, &id, all(ExportFormat::Html));
    assert!(page.contains("<table class=\"pink\">"), "{page}");
}
