//! What an export contains. That other programs read the files is tested from outside, in `tests/cli/export.rs`.

use super::*;
use crate::assistant::answer::{
    AnswerStatus, AnswerView, FoundAnswer, QuestionKind, Quotation, kept as kept_answer,
};
use crate::assistant::sample::paged;
use crate::assistant::summary::{
    SummaryOptions, SummaryOrigin, SummarySentence, SummaryView, kept as kept_summary,
};
use crate::document::{DocumentId, SentenceId};
use crate::library::{MarkColour, NewAnnotation, NewTarget};
use crate::paths::Paths;

/// Hostile to every format: markup, control characters, and what a spreadsheet would run.
const HOSTILE: &str =
    "<script>alert(1)</script> & \"a\" *b* _c_ [d](e) `f` \\g {h} $i$ \u{1b}[31m \u{0} ]]> &lt;";

pub(super) fn library(summary: &str, note: &str) -> (tempfile::TempDir, Library, DocumentId) {
    let home = tempfile::tempdir().unwrap();
    let library = Library::open(&Paths::under(home.path())).unwrap();
    let mut document = paged(&[(3, "The tags weighed 30 grams."), (4, "Birds rest.")]);
    document.title = Some(format!("On Wings {summary}"));
    library.put(&document, "wings.pdf", "aa.pdf").unwrap();
    let id = document.id.clone();
    let view = SummaryView {
        document: id.clone(),
        origin: SummaryOrigin::KeySentences,
        options: SummaryOptions::default(),
        sentences: vec![SummarySentence {
            support: None,
            ..SummarySentence::sample(summary, &[0])
        }],
        draft: String::new(),
        complete: true,
        remarks: vec![],
        coverage: vec![],
        version: None,
    };
    library
        .put_summary(&id, "recipe", &kept_summary::kept(&view))
        .unwrap();
    for question in ["How heavy?", "How far?"] {
        let answer = answer(&id, question, summary);
        let asked = vec![(id.clone(), "On Wings".to_owned())];
        library
            .keep_question(&kept_answer::kept(&answer, Some(asked)).unwrap())
            .unwrap();
    }
    for target in [
        NewTarget::Sentences {
            sentences: vec![SentenceId(1)],
        },
        NewTarget::Document,
    ] {
        let new = NewAnnotation {
            target,
            colour: Some(MarkColour::Blue),
            note: note.into(),
        };
        library.annotate(&id, &new).unwrap();
    }
    (home, library, id)
}

pub(super) fn answer(id: &DocumentId, question: &str, words: &str) -> AnswerView {
    AnswerView {
        question: question.into(),
        asks_for: QuestionKind::Words,
        status: AnswerStatus::Found,
        provisional: false,
        reader: Some("reader".into()),
        asked: 1,
        answers: vec![FoundAnswer {
            text: words.into(),
            probability: 0.82,
            quotation: Quotation {
                document: id.clone(),
                title: "On Wings".into(),
                text: "The tags weighed 30 grams.".into(),
                start: 17,
                end: 25,
                sentences: vec![SentenceId(0)],
                page: Some(3),
                places: vec![],
                section: None,
                recognized: false,
            },
            also: vec![],
            pieces: vec![],
        }],
        passages: vec![],
        without: vec![],
        without_count: 0,
        gist: None,
        remarks: vec![],
    }
}

pub(super) fn all(format: ExportFormat) -> ExportOptions {
    ExportOptions {
        format,
        summary: true,
        answers: true,
        notes: true,
    }
}

pub(super) fn text(library: &Library, id: &DocumentId, options: ExportOptions) -> String {
    String::from_utf8(export(library, id, options).unwrap()).unwrap()
}

/// Without the time of each question.
fn timeless(text: &str) -> String {
    let lines = text.lines().map(|line| {
        let mark = if line.starts_with('*') { "*" } else { "" };
        let rest = line.strip_prefix(mark).unwrap_or(line);
        match rest.split_once(". ") {
            Some((time, after)) if time.len() == 16 && time.starts_with("20") => {
                format!("{mark}{after}")
            }
            _ => line.to_owned(),
        }
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn questions_are_exported_by_themselves_one_or_all() {
    let (_home, library, id) = library("Tags are light.", "");
    let to_all = answer(&id, "Which birds?", "Birds");
    library
        .keep_question(&kept_answer::kept(&to_all, None).unwrap())
        .unwrap();
    let exported = |which, format| {
        let (title, contents) = export_questions(&library, which, format).unwrap();
        (title, String::from_utf8_lossy(&contents).into_owned())
    };
    let (title, all) = exported(None, ExportFormat::Markdown);
    assert_eq!(title, "Questions and answers");
    let headings: Vec<_> = all.lines().filter(|line| line.starts_with('#')).collect();
    assert_eq!(
        headings,
        [
            "# Questions and answers",
            "## How heavy?",
            "## How far?",
            "## Which birds?"
        ]
    );
    for words in [
        "*It was put to “On Wings”.*",
        "*It was put to all documents.*",
        "— On Wings, p. 3",
    ] {
        assert!(all.contains(words), "{all}");
    }
    let newest = library.questions(None, "", None).unwrap().questions[0].id;
    let (title, one) = exported(Some(newest), ExportFormat::Text);
    assert_eq!(title, "Which birds?");
    assert!(one.starts_with("Which birds?\n\nIt was put to all documents.\n"));
    assert!(
        one.contains("- Birds") && !one.contains("How heavy?"),
        "{one}"
    );
    let (_, facts) = exported(None, ExportFormat::Json);
    let facts: serde_json::Value = serde_json::from_str(&facts).unwrap();
    assert_eq!(facts["version"], 1);
    assert_eq!(facts["questions"][2]["question"], "Which birds?");
    let quotation = &facts["questions"][0]["answer"]["answers"][0]["quotation"];
    assert_eq!(quotation["page"], 3);
    let (_, page) = exported(None, ExportFormat::Html);
    assert!(page.contains("<h2>Which birds?</h2>"), "{page}");
    assert!(!exported(None, ExportFormat::Docx).1.is_empty());
}

#[test]
fn without_questions_there_are_none_to_export() {
    let (_home, library, _) = library("Tags are light.", "");
    let refused = |which, format| export_questions(&library, which, format).unwrap_err();
    for format in [ExportFormat::Bibtex, ExportFormat::Ris] {
        assert_eq!(refused(None, format), Fault::NothingToExport);
    }
    let unknown = Some(QuestionId(99));
    assert_eq!(refused(unknown, ExportFormat::Text), Fault::NotKept);
    library.delete_questions(None).unwrap();
    assert_eq!(refused(None, ExportFormat::Text), Fault::NothingToExport);
}

#[test]
fn a_persons_words_in_the_summary_are_marked_as_theirs() {
    let (_home, library, id) = library("Tags are light.", "");
    let shown = library.shown_version(&id).unwrap().unwrap();
    let mut changed = shown.summary;
    let sentence = &mut changed.sentences[0];
    sentence.text = "Each tag weighed 30 grams.".into();
    sentence.sources[0].page = Some(3);
    sentence.yours = true;
    library
        .change_version(&id, shown.version.id, &changed)
        .unwrap();
    let summary = ExportOptions {
        answers: false,
        notes: false,
        ..all(ExportFormat::Markdown)
    };
    assert_eq!(
        text(&library, &id, summary),
        "# On Wings Tags are light.\n\n*4 pages*\n\n\
         ## Summary\n\n*Key sentences, quoted from the document, with your changes*\n\n\
         - Each tag weighed 30 grams. \\[yours; p. 3\\]\n  > p. 3: The tags weighed 30 grams.\n"
    );
    let json: serde_json::Value = serde_json::from_str(&text(
        &library,
        &id,
        ExportOptions {
            format: ExportFormat::Json,
            ..summary
        },
    ))
    .unwrap();
    assert_eq!(json["summary"]["sentences"][0]["yours"], true);
    assert_eq!(json["summary"]["version"]["changed"], true);
}

#[test]
fn people_read_everything_with_its_pages() {
    let (_home, library, id) = library("Tags are light.", "check this");
    assert_eq!(
        timeless(&text(&library, &id, all(ExportFormat::Markdown))),
        "# On Wings Tags are light.\n\n*4 pages*\n\n\
         ## Summary\n\n*Key sentences, quoted from the document*\n\n- “Tags are light.”\n\n\
         ## Questions and answers\n\n\
         ### How heavy?\n\n*One answer was found.*\n\n- Tags are light. (82%)\n  > The tags weighed 30 grams.\n  >\n  > — On Wings, p. 3\n\n\
         ### How far?\n\n*One answer was found.*\n\n- Tags are light. (82%)\n  > The tags weighed 30 grams.\n  >\n  > — On Wings, p. 3\n\n\
         ## Marks and notes\n\ncheck this\n\n> Birds rest.\n>\n> — p. 4, marked in blue\n\nNote: check this"
    );
    assert_eq!(
        timeless(&text(&library, &id, all(ExportFormat::Text))),
        "On Wings Tags are light.\n\n4 pages\n\n\
         Summary\n-------\n\nKey sentences, quoted from the document\n\n- “Tags are light.”\n\n\
         Questions and answers\n---------------------\n\n\
         How heavy?\n\nOne answer was found.\n\n- Tags are light. (82%)\n    “The tags weighed 30 grams.”\n    — On Wings, p. 3\n\n\
         How far?\n\nOne answer was found.\n\n- Tags are light. (82%)\n    “The tags weighed 30 grams.”\n    — On Wings, p. 3\n\n\
         Marks and notes\n---------------\n\ncheck this\n\n  “Birds rest.”\n  — p. 4, marked in blue\n\nNote: check this"
    );
}

#[test]
fn pinned_sentences_and_colours_without_a_page_are_named() {
    let (_home, library, id) = library("Tags are light.", "");
    let shown = library.shown_version(&id).unwrap().unwrap();
    let mut changed = shown.summary;
    changed.sentences[0].pinned = true;
    library
        .change_version(&id, shown.version.id, &changed)
        .unwrap();
    let summary = ExportOptions {
        answers: false,
        notes: false,
        ..all(ExportFormat::Text)
    };
    let read = text(&library, &id, summary);
    assert!(read.contains("- “Tags are light.” [pinned]\n"), "{read}");
    assert_eq!(
        crate::text::export::place_and_mark("", Some(MarkColour::Pink)),
        "marked in pink"
    );
    assert_eq!(crate::text::export::place_and_mark("p. 2", None), "p. 2");
}

#[test]
fn the_number_of_pages_is_said_where_there_are_pages() {
    let (_home, library, id) = library("Tags are light.", "check this");
    let mut document = (*library.shared_document(&id).unwrap()).clone();
    let page = document.pages[0].clone();
    for (pages, byline) in [(0, None), (1, Some("*1 page*")), (12, Some("*12 pages*"))] {
        document.pages = vec![page.clone(); pages];
        library.put(&document, "wings.pdf", "aa.pdf").unwrap();
        let read = text(&library, &id, all(ExportFormat::Markdown));
        let second = read.lines().nth(2).unwrap();
        assert_eq!(Some(second).filter(|line| line.contains("page")), byline);
        let json = text(&library, &id, all(ExportFormat::Json));
        let json: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!(json["pages"].as_u64().unwrap_or(0), pages as u64);
    }
}

#[test]
fn only_what_is_wanted_is_exported() {
    let (_home, library, id) = library("Tags are light.", "check this");
    let none = ExportOptions {
        summary: false,
        answers: false,
        notes: false,
        ..all(ExportFormat::Text)
    };
    let notes = text(
        &library,
        &id,
        ExportOptions {
            notes: true,
            ..none
        },
    );
    assert!(notes.contains("check this") && !notes.contains("Summary") && !notes.contains("How"));
    assert_eq!(export(&library, &id, none), Err(Fault::NothingToExport));
    let other = DocumentId("bb".into());
    assert_eq!(export(&library, &other, none), Err(Fault::NotInLibrary));
}

#[test]
fn json_has_the_facts() {
    let (_home, library, id) = library("Tags are light.", "check this");
    let json: serde_json::Value =
        serde_json::from_str(&text(&library, &id, all(ExportFormat::Json))).unwrap();
    assert_eq!(json["version"], 1);
    assert_eq!(json["document"], id.0);
    assert_eq!(json["summary"]["sentences"][0]["text"], "Tags are light.");
    assert_eq!(json["questions"][0]["question"], "How heavy?");
    let answer = &json["questions"][1]["answer"]["answers"][0];
    assert_eq!(answer["quotation"]["page"], 3);
    assert_eq!(json["annotations"][0]["target"]["kind"], "document");
    assert_eq!(json["annotations"][1]["colour"], "blue");
    assert_eq!(json["annotations"][1]["target"]["passage"]["page"], 4);
}

#[test]
fn a_web_page_contains_no_markup_of_the_document() {
    let (_home, library, id) = library(HOSTILE, HOSTILE);
    let page = text(&library, &id, all(ExportFormat::Html));
    assert!(!page.contains("<script") && !page.contains('\u{1b}') && !page.contains('\u{0}'));
    // a parser that is not ours sees the words as text
    let parsed = scraper::Html::parse_document(&page);
    let select = |css: &str| {
        let selector = scraper::Selector::parse(css).unwrap();
        let found = parsed.select(&selector);
        found
            .map(|element| element.text().collect::<String>())
            .collect::<Vec<_>>()
    };
    let words = HOSTILE.replace(['\u{1b}', '\u{0}'], " ");
    assert_eq!(select("h1"), [format!("On Wings {words}")]);
    assert!(select("li")[0].starts_with(&format!("“{words}”")));
    assert_eq!(select("mark.blue"), ["Birds rest."]);
    assert_eq!(
        select("h2"),
        ["Summary", "Questions and answers", "Marks and notes"]
    );
    assert_eq!(
        select("script").len() + select("img").len() + select("a").len(),
        0
    );
}

#[test]
fn markdown_contains_no_markup_of_the_document() {
    let (_home, library, id) = library(HOSTILE, HOSTILE);
    let markdown = text(&library, &id, all(ExportFormat::Markdown));
    let mut words = String::new();
    for event in pulldown_cmark::Parser::new(&markdown) {
        match event {
            pulldown_cmark::Event::Text(text) => words.push_str(&text),
            pulldown_cmark::Event::Html(_)
            | pulldown_cmark::Event::InlineHtml(_)
            | pulldown_cmark::Event::Code(_)
            | pulldown_cmark::Event::Start(pulldown_cmark::Tag::Link { .. }) => {
                panic!("{event:?}")
            }
            _ => words.push('\n'),
        }
    }
    let line: Vec<&str> = HOSTILE.split(['\u{1b}', '\u{0}']).collect();
    assert!(words.contains(line[0].trim_end()), "{words}");
    assert!(words.contains("]]> &lt;"), "{words}");
}

#[test]
fn a_word_document_is_an_archive_of_sound_xml() {
    let (_home, library, id) = library(HOSTILE, HOSTILE);
    let file = export(&library, &id, all(ExportFormat::Docx)).unwrap();
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(file)).unwrap();
    let mut document = String::new();
    for at in 0..archive.len() {
        let part = archive.by_index(at).unwrap();
        let is_document = part.name().is_ok_and(|name| name == "word/document.xml");
        let part = std::io::read_to_string(part).unwrap();
        roxmltree::Document::parse(&part).unwrap();
        if is_document {
            document = part;
        }
    }
    let parsed = roxmltree::Document::parse(&document).unwrap();
    let texts: String = parsed
        .descendants()
        .filter_map(|node| node.text())
        .collect();
    assert!(
        texts.contains("<script>alert(1)</script> & \"a\""),
        "{texts}"
    );
    assert!(texts.contains("“Birds rest.”— p. 4"), "{texts}");
}

#[test]
fn names_of_files_are_those_that_every_system_takes() {
    for (title, name) in [
        ("On Wings", "On Wings.bib"),
        ("a/b\\c: \"d\"?", "a b c d.bib"),
        ("../../etc/passwd", "etc passwd.bib"),
        (" \u{0}\n", "document.bib"),
        ("...", "document.bib"),
    ] {
        assert_eq!(file_name(title, ExportFormat::Bibtex), name);
    }
    assert!(
        file_name(&"水".repeat(500), ExportFormat::Ris)
            .chars()
            .count()
            < 100
    );
}

#[test]
fn a_file_that_cannot_be_written_leaves_what_was_there() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("notes.md");
    write(&path, b"one").unwrap();
    write(&path, b"two").unwrap();
    assert_eq!(std::fs::read(&path).unwrap(), b"two");
    let nowhere = home.path().join("nothing/notes.md");
    assert!(matches!(
        write(&nowhere, b"x"),
        Err(Fault::ExportUnwritable { .. })
    ));
    assert_eq!(std::fs::read_dir(home.path()).unwrap().count(), 1);
}
