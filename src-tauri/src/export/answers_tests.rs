//! How answers stand in what is exported: with all their places, and said once.

use super::tests::{answer, library};
use super::*;
use crate::assistant::answer::{AnswerPiece, AnswerView, Quotation, kept as kept_answer};

/// What is exported of one question, whose answer `change` makes another one.
fn exported(format: ExportFormat, change: impl Fn(&mut AnswerView)) -> String {
    let (_home, library, id) = library("Tags are light.", "");
    let mut view = answer(&id, "Which birds?", "30 grams");
    change(&mut view);
    library
        .keep_question(&kept_answer::kept(&view, None).unwrap())
        .unwrap();
    let newest = library.questions(None, "", None).unwrap().questions[0].id;
    let (_, contents) = export_questions(&library, Some(newest), format).unwrap();
    match format {
        ExportFormat::Docx => {
            let mut archive = zip::ZipArchive::new(std::io::Cursor::new(contents)).unwrap();
            let part = archive.by_name("word/document.xml").unwrap();
            std::io::read_to_string(part).unwrap()
        }
        _ => String::from_utf8(contents).unwrap(),
    }
}

fn on_page(quotation: &Quotation, page: u32) -> Quotation {
    Quotation {
        page: Some(page),
        ..quotation.clone()
    }
}

/// The answer stands on another page too.
fn twice(view: &mut AnswerView) {
    let found = &mut view.answers[0];
    found.also = vec![on_page(&found.quotation, 7)];
}

#[test]
fn the_other_places_of_an_answer_belong_to_its_quotation() {
    for (format, words) in [
        (
            ExportFormat::Markdown,
            "- 30 grams (82%)\n  > The tags weighed 30 grams.\n  >\n  > — On Wings, p. 3; also: p. 7\n",
        ),
        (
            ExportFormat::Text,
            "- 30 grams (82%)\n    “The tags weighed 30 grams.”\n    — On Wings, p. 3; also: p. 7\n",
        ),
        (
            ExportFormat::Html,
            "<cite>On Wings, p. 3; also: p. 7</cite></blockquote></li>",
        ),
        (ExportFormat::Docx, "— On Wings, p. 3; also: p. 7</w:t>"),
    ] {
        let file = exported(format, twice);
        assert!(file.contains(words), "{format:?}: {file}");
        assert_eq!(file.matches("also:").count(), 1, "{format:?}: {file}");
    }
}

#[test]
fn the_other_places_of_several_pieces_stand_with_the_last() {
    let file = exported(ExportFormat::Text, |view| {
        twice(view);
        let found = &mut view.answers[0];
        let piece = |text: &str, page| AnswerPiece {
            asked: String::new(),
            text: text.into(),
            probability: 0.82,
            quotation: on_page(&found.quotation, page),
        };
        found.pieces = vec![piece("30 grams", 3), piece("30", 4)];
    });
    assert!(
        file.contains("    — On Wings, p. 3\n- 30 (82%)\n"),
        "{file}"
    );
    assert!(
        file.ends_with("    — On Wings, p. 4; also: p. 7\n"),
        "{file}"
    );
}

#[test]
fn an_answer_that_is_its_quotation_is_said_once() {
    let file = exported(ExportFormat::Text, |view| {
        twice(view);
        view.answers[0].text = "The tags weighed 30 grams".into();
    });
    assert!(
        file.ends_with("- “The tags weighed 30 grams” (82%) — On Wings, p. 3; also: p. 7\n"),
        "{file}"
    );
}
