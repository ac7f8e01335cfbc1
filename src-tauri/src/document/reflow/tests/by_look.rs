//! Word documents whose titles and headings are bold or large lines.

use super::docx::{Package, run};
use super::*;

const TEXT: &str = "The eels come up the river in the spring, when the water is warm enough, and nobody sees them before the first of May.";

/// A paragraph whose letters look like this; a size of 0 is that of the text.
fn line(look: &str, size: u16, text: &str) -> String {
    let bold = if look.contains('b') { "<w:b/>" } else { "" };
    let size = match size {
        0 => String::new(),
        size => format!("<w:sz w:val='{size}'/>"),
    };
    let centred = match look.contains('c') {
        true => "<w:pPr><w:jc w:val='center'/></w:pPr>",
        false => "",
    };
    format!("<w:p>{centred}<w:r><w:rPr>{bold}{size}</w:rPr><w:t>{text}</w:t></w:r></w:p>")
}

fn text() -> String {
    line("", 0, TEXT)
}

fn read_body(body: &str) -> Document {
    Package::of(body).read().expect("a document")
}

/// The titles of the sections with their levels.
fn sections(document: &Document) -> Vec<(u8, &str)> {
    let sections = document.sections.iter();
    sections
        .map(|section| (section.level, section.title.as_str()))
        .collect()
}

#[test]
fn bold_and_large_lines_are_the_title_and_the_headings() {
    let body = [
        line("bc", 32, "Eels of the Lower Weir"),
        line("c", 26, "A count by night"),
        line("c", 0, "Ida Holm and Omar Birch"),
        line("b", 0, "1. Aim"),
        text(),
        line("b", 0, "2. Methods"),
        line("b", 0, "2.1 The weir"),
        text(),
        line("b", 0, "3. Results"),
        text(),
    ];
    let document = read_body(&body.concat());
    assert_eq!(document.title.as_deref(), Some("Eels of the Lower Weir"));
    assert_eq!(document.authors, ["Ida Holm", "Omar Birch"]);
    assert_eq!(
        sections(&document),
        [
            (1, "1. Aim"),
            (1, "2. Methods"),
            (2, "2.1 The weir"),
            (1, "3. Results")
        ]
    );
    assert_eq!(document.blocks[0].kind, BlockKind::Title);
    assert_eq!(document.blocks[1].kind, BlockKind::Authors);
}

#[test]
fn headings_without_numbers_have_the_levels_of_their_sizes() {
    let body = [
        line("b", 0, "THE CLUB IN 2023"),
        line("b", 28, "Members"),
        text(),
        line("b", 0, "The young ones"),
        text(),
        line("b", 0, "The old ones"),
        text(),
        line("b", 28, "Money"),
        text(),
    ];
    let document = read_body(&body.concat());
    assert_eq!(document.title.as_deref(), Some("THE CLUB IN 2023"));
    assert_eq!(
        sections(&document),
        [
            (1, "Members"),
            (2, "The young ones"),
            (2, "The old ones"),
            (1, "Money")
        ]
    );
}

#[test]
fn the_first_of_several_sections_is_no_title() {
    let body = [
        line("b", 0, "1. Aim"),
        text(),
        line("b", 0, "2. Results"),
        text(),
    ];
    let document = read_body(&body.concat());
    assert_eq!(document.title, None);
    assert_eq!(sections(&document), [(1, "1. Aim"), (1, "2. Results")]);
    // a heading by its style is the title as before
    let styled =
        "<w:p><w:pPr><w:outlineLvl w:val='0'/></w:pPr>".to_owned() + &run("Eels") + "</w:p>";
    let document = read_body(&(styled + &body.concat()));
    assert_eq!(document.title.as_deref(), Some("Eels"));
    assert_eq!(sections(&document).len(), 2);
}

#[test]
fn styles_without_a_meaning_say_how_letters_look() {
    let styles = "<w:styles><w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val='22'/></w:rPr></w:rPrDefault></w:docDefaults>
        <w:style w:type='paragraph' w:default='1' w:styleId='n'><w:name w:val='Normal'/></w:style>
        <w:style w:type='paragraph' w:styleId='own'><w:name w:val='Zwischenzeile'/><w:basedOn w:val='n'/>
        <w:rPr><w:b/><w:sz w:val='28'/></w:rPr></w:style>
        <w:style w:type='character' w:styleId='s'><w:name w:val='Strong'/><w:rPr><w:b/></w:rPr></w:style></w:styles>";
    let own = |text: &str| {
        let named = "<w:pPr><w:pStyle w:val='own'/></w:pPr>";
        format!("<w:p>{named}{}</w:p>", run(text))
    };
    let strong = |text: &str| {
        format!("<w:p><w:r><w:rPr><w:rStyle w:val='s'/></w:rPr><w:t>{text}</w:t></w:r></w:p>")
    };
    let body = [
        text(),
        own("Rivers"),
        text(),
        strong("Upper weir"),
        text(),
        strong("Lower weir"),
        text(),
    ];
    let package = Package::of(&body.concat()).with("word/styles.xml", styles);
    let document = package.read().expect("a document");
    assert_eq!(
        sections(&document),
        [(1, "Rivers"), (2, "Upper weir"), (2, "Lower weir")]
    );
}

#[test]
fn a_letter_is_called_by_its_subject() {
    let body = [
        line("b", 36, "Harbour Works"),
        line("b", 0, "3 Elm Close"),
        line("", 0, "Dear Mrs Holm,"),
        line("b", 0, "Your berth at the north quay"),
        text(),
        line("b", 0, "Omar Birch"),
    ];
    let document = read_body(&body.concat());
    assert_eq!(
        document.title.as_deref(),
        Some("Your berth at the north quay")
    );
    assert!(sections(&document).is_empty());
}

#[test]
fn what_is_bold_for_another_reason_stays_text() {
    let heading = |text: &str| {
        let level = "<w:pPr><w:outlineLvl w:val='0'/></w:pPr>";
        format!("<w:p>{level}{}</w:p>", run(text))
    };
    for (body, titles) in [
        // a single line is emphasis
        (
            [text(), line("b", 0, "Please bring a lamp"), text()].concat(),
            vec![],
        ),
        // an address, and what is a sentence
        (
            [
                text(),
                line("b", 0, "Harbour Works"),
                line("b", 0, "Elm Close"),
                line("b", 0, "North Quay"),
                text(),
                line("b", 0, "Nobody is to open the gate."),
                text(),
                line("b", 0, "Nobody is to close it."),
                text(),
            ]
            .concat(),
            vec![],
        ),
        // whoever speaks
        (
            [line("b", 0, "Holm"), text(), line("b", 0, "Birch"), text()]
                .concat()
                .repeat(4),
            vec![],
        ),
        // the author knows styles
        (
            [
                text(),
                heading("Rivers"),
                line("b", 0, "The upper weir"),
                text(),
                heading("Lakes"),
                line("b", 0, "The lower weir"),
                text(),
            ]
            .concat(),
            vec!["Rivers", "Lakes"],
        ),
        // everything is bold
        (
            [
                line("b", 0, TEXT),
                line("b", 0, "Rivers"),
                line("b", 0, TEXT),
            ]
            .concat()
            .repeat(2),
            vec![],
        ),
    ] {
        let document = read_body(&body);
        let found: Vec<&str> = sections(&document)
            .into_iter()
            .map(|(_, title)| title)
            .collect();
        assert_eq!(found, titles, "{body}");
    }
}

#[test]
fn questions_in_bold_are_asked_and_a_lighter_line_belongs_to_the_title() {
    let interview = [
        line("b", 48, "Forty Years of Listening"),
        line("", 28, "Ida Holm on the last station of the coast"),
        text(),
        line("b", 0, "When did you send the last message?"),
        text(),
        line("b", 0, "Did anybody answer?"),
        text(),
        line("b", 0, "\u{201c}Do you miss it?\u{201d}"),
        text(),
    ];
    let document = read_body(&interview.concat());
    assert_eq!(document.title.as_deref(), Some("Forty Years of Listening"));
    assert!(sections(&document).is_empty());
    assert_eq!(document.blocks[1].kind, BlockKind::Authors);
    assert_eq!(document.blocks[3].kind, BlockKind::Paragraph);
    // a report may ask once, and number what it asks
    let report = [
        line("b", 48, "Eels of the Lower Weir"),
        text(),
        line("b", 0, "Where do eels go?"),
        text(),
        line("b", 0, "The weir"),
        text(),
    ];
    let found = read_body(&report.concat());
    assert_eq!(
        sections(&found),
        [(1, "Where do eels go?"), (1, "The weir")]
    );
    let numbered = ["1. Where?", "2. When?", "3. Why?"].map(|asked| line("b", 0, asked) + &text());
    assert_eq!(sections(&read_body(&numbered.concat())).len(), 3);
}

#[test]
fn names_are_authors_only_of_a_document_with_sections() {
    let certificate = [
        line("bc", 40, "Certificate"),
        line("c", 0, "Ida Holm"),
        text(),
    ];
    let document = read_body(&certificate.concat());
    assert_eq!(document.title.as_deref(), Some("Certificate"));
    assert!(document.authors.is_empty());
    let story = [
        line("bc", 40, "The Weir"),
        line("c", 0, "by Ida Holm"),
        text(),
    ];
    assert_eq!(read_body(&story.concat()).authors, ["Ida Holm"]);
}
