//! What the files of a table contain. That other programs read them is tested from outside, in `tests/cli/table.rs`.

use crate::assistant::sample::paged;
use crate::document::DocumentId;
use crate::export::{TableFormat, table};
use crate::fault::Fault;
use crate::library::{
    CellFound, CellOutcome, ColumnId, EvidenceCell, EvidenceColumn, EvidenceRow, EvidenceTable,
    Follows, LooseDocuments, Shelf, TableId,
};

/// Hostile to every format: markup, control characters, and what a spreadsheet would run.
const HOSTILE: &str =
    "=1+1|<script>alert(1)</script> & \"a\" *b* \u{1b}[31m \u{0} ]]> &lt; _x0041_";

fn found(words: &str, quoted: &str, page: Option<u32>) -> EvidenceCell {
    EvidenceCell {
        outcome: Some(CellOutcome::Found),
        found: Some(CellFound {
            words: words.into(),
            quoted: quoted.into(),
            page,
            probability: Some(0.82),
            others: 0,
        }),
        yours: None,
    }
}

fn sample(words: &str, title: &str) -> EvidenceTable {
    let row = |id: &str, title: &str, cells: [EvidenceCell; 2]| EvidenceRow {
        document: DocumentId(id.into()),
        title: title.into(),
        cells: cells.into(),
    };
    let not_found = EvidenceCell {
        outcome: Some(CellOutcome::NotFound),
        ..EvidenceCell::default()
    };
    let mine = EvidenceCell {
        yours: Some("a year".into()),
        ..found("a month", "It took a month.", Some(2))
    };
    let column = |id, question: &str| EvidenceColumn {
        id: ColumnId(id),
        question: question.into(),
    };
    EvidenceTable {
        id: TableId(1),
        title: title.into(),
        follows: Follows::Nothing,
        paused: false,
        made_at: 0,
        changed_at: 0,
        columns: vec![column(1, "How heavy?"), column(2, "How long?")],
        rows: vec![
            row(
                "aa",
                title,
                [found(words, "They weighed it.", Some(3)), mine],
            ),
            row("bb", "On Fins", [not_found, EvidenceCell::default()]),
        ],
    }
}

/// The file of a table, of whose papers the first can be opened.
fn file(of: &EvidenceTable, format: TableFormat) -> Result<Vec<u8>, Fault> {
    let mut loose = LooseDocuments::new().unwrap();
    let mut document = paged(&[(1, "They weighed it.")]);
    document.title = Some("On Wings".into());
    loose.add(document, "wings.pdf").unwrap();
    table(of, Shelf::Loose(&loose), format)
}

fn text(of: &EvidenceTable, format: TableFormat) -> String {
    String::from_utf8(file(of, format).unwrap()).unwrap()
}

#[test]
fn people_read_papers_down_questions_across_and_the_references_below() {
    assert_eq!(
        text(&sample("30 grams", "On Wings"), TableFormat::Markdown),
        "# On Wings\n\n\
         *2 papers, 2 questions. A percentage says how likely the words before it are right; the quotation behind them \
         stands on the page. What you wrote is marked \\[yours\\].*\n\n\
         | Paper | How heavy? | How long? |\n| --- | --- | --- |\n\
         | On Wings | 30 grams (82%): “They weighed it.” (p. 3) | a year \\[yours\\] |\n\
         | On Fins | not found | not asked yet |\n\n\
         ## References\n\n- On Wings\n- On Fins\n"
    );
}

#[test]
fn a_cell_that_is_its_quotation_is_said_once_and_programs_still_find_both() {
    let sample = sample("They weighed it", "On Wings");
    let read = text(&sample, TableFormat::Markdown);
    assert!(
        read.contains("| On Wings | “They weighed it” (82%) (p. 3) | a year"),
        "{read}"
    );
    let csv = text(&sample, TableFormat::Csv);
    assert!(
        csv.contains("\"They weighed it\",\"0.82\",\"They weighed it.\",\"3\""),
        "{csv}"
    );
}

#[test]
fn programs_find_each_fact_in_a_column_of_its_own() {
    let csv = text(&sample("-5", "On Wings"), TableFormat::Csv);
    let lines: Vec<&str> = csv.split("\r\n").collect();
    assert_eq!(
        lines,
        [
            "\u{feff}\"Paper\",\"Authors\",\"Year\",\"DOI\",\
             \"How heavy?\",\"How heavy? (probability)\",\"How heavy? (quotation)\",\"How heavy? (page)\",\
             \"How long?\",\"How long? (probability)\",\"How long? (quotation)\",\"How long? (page)\"",
            "\"On Wings\",\"\",\"\",\"\",\"-5\",\"0.82\",\"They weighed it.\",\"3\",\"a year\",\"\",\"\",\"\"",
            "\"On Fins\",\"\",\"\",\"\",\"not found\",\"\",\"\",\"\",\"not asked yet\",\"\",\"\",\"\"",
            "",
        ]
    );
    let csv = text(&sample(HOSTILE, "On Wings"), TableFormat::Csv);
    assert!(
        csv.contains("\"'=1+1|<script>alert(1)</script> & \"\"a\"\""),
        "{csv}"
    );
}

/// The texts of all parts of a package, each of which is sound XML.
fn parts(package: Vec<u8>) -> Vec<(String, String)> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(package)).unwrap();
    let mut parts = Vec::new();
    for at in 0..archive.len() {
        let part = archive.by_index(at).unwrap();
        let name = part.name().unwrap().to_string();
        let text = std::io::read_to_string(part).unwrap();
        roxmltree::Document::parse(&text).unwrap();
        parts.push((name, text));
    }
    parts
}

fn texts(part: &str) -> Vec<String> {
    let parsed = roxmltree::Document::parse(part).unwrap();
    let texts = parsed.descendants().filter(|node| {
        let name = node.tag_name().name();
        name == "t" || name == "v"
    });
    texts
        .map(|node| node.text().unwrap_or_default().to_owned())
        .collect()
}

#[test]
fn a_workbook_has_the_table_each_cell_and_the_references_and_nothing_in_it_is_a_formula() {
    let parts = parts(file(&sample(HOSTILE, "On Wings"), TableFormat::Xlsx).unwrap());
    let names: Vec<&str> = parts.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(
        names,
        [
            "[Content_Types].xml",
            "_rels/.rels",
            "xl/workbook.xml",
            "xl/_rels/workbook.xml.rels",
            "xl/styles.xml",
            "xl/worksheets/sheet1.xml",
            "xl/worksheets/sheet2.xml",
            "xl/worksheets/sheet3.xml",
        ]
    );
    for (name, part) in &parts {
        assert!(
            !part.contains("<f>") && !part.contains("<script>"),
            "{name}"
        );
    }
    let table = texts(&parts[5].1);
    assert_eq!(
        &table[..6],
        ["Paper", "Authors", "Year", "DOI", "How heavy?", "How long?"]
    );
    assert!(table[10].starts_with("=1+1|<script>"), "{table:?}");
    assert!(
        table[10].ends_with("_x005F_x0041_ (82%)\n“They weighed it.”\np. 3"),
        "{table:?}"
    );
    let cells = texts(&parts[6].1);
    let row = |at: usize| cells[7 * at..7 * at + 7].to_vec();
    assert_eq!(
        row(2),
        ["On Wings", "How long?", "a year", "", "", "", "you"]
    );
    assert_eq!(
        row(3),
        ["On Fins", "How heavy?", "not found", "", "", "", ""]
    );
    assert_eq!(&row(1)[3..], ["0.82", "They weighed it.", "3", "Pagewing"]);
    assert_eq!(
        texts(&parts[7].1),
        [
            "Paper",
            "References",
            "On Wings",
            "On Wings",
            "On Fins",
            "On Fins"
        ]
    );
}

#[test]
fn a_word_document_has_the_table_on_a_page_on_its_side() {
    let parts = parts(file(&sample(HOSTILE, HOSTILE), TableFormat::Docx).unwrap());
    let (_, part) = parts
        .iter()
        .find(|(name, _)| name == "word/document.xml")
        .unwrap();
    let parsed = roxmltree::Document::parse(part).unwrap();
    let count = |name: &str| {
        let nodes = parsed.descendants();
        nodes.filter(|node| node.tag_name().name() == name).count()
    };
    assert_eq!((count("tbl"), count("tr"), count("tc")), (1, 3, 9));
    assert_eq!(
        (count("gridCol"), count("tblHeader"), count("sectPr")),
        (3, 1, 1)
    );
    // every cell has a paragraph, and what stands last in the body is the section
    let cells = parsed
        .descendants()
        .filter(|node| node.tag_name().name() == "tc");
    for cell in cells {
        assert!(cell.children().any(|node| node.tag_name().name() == "p"));
    }
    let body = parsed.root_element().first_element_child().unwrap();
    let last = body.last_element_child().unwrap();
    assert_eq!(last.tag_name().name(), "sectPr");
}

#[test]
fn a_table_without_papers_or_questions_is_not_exported() {
    let mut empty = sample("30 grams", "On Wings");
    empty.rows.clear();
    let none = file(&empty, TableFormat::Csv);
    assert_eq!(none, Err(Fault::NothingToExport));
    let mut empty = sample("30 grams", "On Wings");
    empty.columns.clear();
    let none = file(&empty, TableFormat::Xlsx);
    assert_eq!(none, Err(Fault::NothingToExport));
}
