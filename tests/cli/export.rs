//! `pagewing export`: files that programs of others read. Pandoc reads Markdown, HTML, DOCX and BibTeX here.

use pagewing::document::{Document, DocumentId, SentenceId};
use pagewing::library::{Library, MarkColour, NewAnnotation, NewTarget};
use pagewing::paths::Paths;
use pagewing_tests::pandoc;
use serde_json::Value;

use super::{Run, text};

/// A paper whose front matter has characters with a meaning in every format.
const PAPER: &str = "<!doctype html><html lang=\"en\"><head><title>Costs &amp; benefits of 100% {braces}: x_1 &lt; $2 #3</title>\
<meta name=\"author\" content=\"Zoë van der Berg\"></head><body>\
<h1>Costs &amp; benefits of 100% {braces}: x_1 &lt; $2 #3</h1>\
<p>doi:10.1000/abc_d(e)</p>\
<h2>1 Results</h2><p>The tags weighed 30 grams &amp; fell off *after* a year. Small birds rest on the shore of the sea.</p></body></html>";

const TITLE: &str = "Costs & benefits of 100% {braces}: x_1 < $2 #3";

/// A library with the paper and a note, as the window leaves them; returns the paper's file.
fn filled(run: &Run) -> std::path::PathBuf {
    let file = run.file("paper.html", PAPER);
    let library = Library::open(&Paths::under(&run.home.path().join("home"))).expect("a library");
    let read = run.run(["extract", "-q", "--json", text(&file)]);
    let document: Document = serde_json::from_str(&read.out).expect("a document");
    assert_eq!(document.title.as_deref(), Some(TITLE));
    library
        .put(&document, "paper.html", "paper.html")
        .expect("the library");
    mark(&library, &document);
    file
}

fn mark(library: &Library, document: &Document) {
    let id: &DocumentId = &document.id;
    let tags = document
        .sentences
        .iter()
        .find(|sentence| sentence.text.starts_with("The tags"));
    let sentence: SentenceId = tags.expect("the sentence").id;
    for (target, note) in [
        (
            NewTarget::Sentences {
                sentences: vec![sentence],
            },
            "really <b>heavy</b>?",
        ),
        (NewTarget::Document, "Read *again*.\nAnd again."),
    ] {
        let new = NewAnnotation {
            target,
            colour: Some(MarkColour::Yellow),
            note: note.into(),
        };
        library.annotate(id, &new).expect("an annotation");
    }
}

fn exported(run: &Run, name: &str, arguments: &[&str]) -> std::path::PathBuf {
    let file = run.home.path().join(name);
    let ended = run.run(arguments.iter().chain(&["-o", text(&file)]));
    assert_eq!(
        (ended.code, ended.out.as_str(), ended.err.as_str()),
        (0, "", "")
    );
    file
}

#[test]
fn a_program_of_others_reads_the_same_words_in_every_format() {
    let run = Run::new();
    filled(&run);
    for (name, from) in [
        ("a.md", "commonmark"),
        ("a.html", "html"),
        ("a.docx", "docx"),
    ] {
        let file = exported(&run, name, &["export", TITLE]);
        let read = pandoc(from, "plain", &file);
        assert!(read.contains(TITLE), "{name}: {read}");
        for words in [
            "The tags weighed 30 grams & fell off *after* a year.",
            "Note: really <b>heavy</b>?",
            "Read *again*.\n\nAnd again.",
            "Marks and notes",
        ] {
            assert!(read.contains(words), "{name} without {words:?}: {read}");
        }
    }
    // marks keep their colour, and headings are headings
    let page = pandoc("docx", "html", &run.home.path().join("a.docx"));
    assert!(page.contains(">Marks and notes</h1>"), "{page}");
    let plain = exported(&run, "a.txt", &["export", "costs & benefits"]);
    let plain = std::fs::read_to_string(plain).expect("the file");
    assert!(
        plain.contains("“The tags weighed 30 grams & fell off *after* a year.”"),
        "{plain}"
    );
}

/// A page in Hebrew: a title, and enough words to know the language by.
const HEBREW: &str = "<!doctype html><html lang=\"he\"><head><title>ציפורים</title></head><body><h1>ציפורים</h1>\
<p>הציפורים הגדולות נחות על חוף הים, והציפורים הקטנות עפות מעל הגלים כל היום. התגים שקלו שלושים גרם ונפלו אחרי שנה. \
בחורף נספרו מאות ציפורים לאורך החוף, ובקיץ נספרו רק מעטות מהן.</p></body></html>";

#[test]
fn a_program_of_others_reads_the_language_and_the_direction() {
    let run = Run::new();
    let file = run.file("birds.html", HEBREW);
    let library = Library::open(&Paths::under(&run.home.path().join("home"))).expect("a library");
    let read = run.run(["extract", "-q", "--json", text(&file)]);
    let document: Document = serde_json::from_str(&read.out).expect("a document");
    assert_eq!(document.language.as_deref(), Some("heb"));
    library
        .put(&document, "birds.html", "birds.html")
        .expect("the library");
    let new = NewAnnotation {
        target: NewTarget::Sentences {
            sentences: vec![document.sentences.last().expect("a sentence").id],
        },
        colour: Some(MarkColour::Yellow),
        note: "count again".into(),
    };
    library.annotate(&document.id, &new).expect("an annotation");

    let page = exported(&run, "a.html", &["export", text(&file)]);
    let markdown = pandoc("html", "markdown", &page);
    assert!(markdown.contains("lang: he"), "{markdown}");
    assert!(
        markdown.contains("## Marks and notes {#marks-and-notes dir=\"ltr\"}"),
        "{markdown}"
    );
    let word = exported(&run, "a.docx", &["export", text(&file)]);
    let page = pandoc("docx", "html", &word);
    assert!(page.contains("<span dir=\"rtl\">ציפורים</span>"), "{page}");
    assert!(page.contains("<p>Note: count again</p>"), "{page}");
}

#[test]
fn a_reference_has_what_the_document_shows() {
    let run = Run::new();
    let file = filled(&run);
    let bib = exported(&run, "a.bib", &["export", text(&file)]);
    let read: Value = serde_json::from_str(&pandoc("bibtex", "csljson", &bib)).expect("JSON");
    let entry = &read[0];
    assert_eq!(entry["title"], TITLE);
    assert_eq!(entry["author"][0]["given"], "Zoë");
    // which kind of particle "van der" is differs between versions of pandoc
    let author = &entry["author"][0];
    let particle = ["dropping-particle", "non-dropping-particle"]
        .iter()
        .find_map(|kind| author[*kind].as_str());
    assert_eq!(particle, Some("van der"), "{entry}");
    assert_eq!(author["family"], "Berg");
    assert_eq!(entry["DOI"], "10.1000/abc_d(e)");
    assert_eq!(entry.get("issued"), None, "no year is printed");

    let ris = exported(&run, "a.ris", &["export", text(&file)]);
    let ris = std::fs::read_to_string(ris).expect("the file");
    let lines: Vec<&str> = ris.split("\r\n").collect();
    assert_eq!(
        lines,
        [
            "TY  - GEN",
            "AU  - van der Berg, Zoë",
            &format!("TI  - {TITLE}"),
            "DO  - 10.1000/abc_d(e)",
            "ER  - ",
            ""
        ]
    );
}

#[test]
fn a_file_that_is_not_in_the_library_has_a_reference_and_nothing_else() {
    let run = Run::new();
    let file = run.file("paper.html", PAPER);
    let printed = run.run(["export", text(&file), "--format", "bibtex"]);
    assert_eq!(printed.code, 0, "{}", printed.err);
    assert!(
        printed.out.starts_with("@misc{vanderbergcosts,\n"),
        "{}",
        printed.out
    );
    run.run(["export", text(&file)])
        .refused(1, &["isn't in the library"]);
}

#[test]
fn what_cannot_be_exported_is_said() {
    let run = Run::new();
    filled(&run);
    let json = run.run(["export", TITLE, "--notes", "--format", "json"]);
    let facts: Value = serde_json::from_str(&json.out).expect("JSON");
    assert_eq!(facts["annotations"][1]["note"], "really <b>heavy</b>?");
    assert_eq!(facts["summary"], Value::Null);
    let id = facts["document"].as_str().expect("an id");
    assert_eq!(run.run(["export", &id[..8]]).code, 0);

    run.run(["export", TITLE, "--summary"])
        .refused(3, &["nothing to export"]);
    run.run(["export", "zebras"])
        .refused(1, &["isn't in the library"]);
    let pdf = run.home.path().join("a.pdf");
    run.run(["export", TITLE, "-o", text(&pdf)])
        .refused(2, &["--format"]);
    assert!(!pdf.exists());
    let nowhere = run.home.path().join("nothing/a.md");
    let ended = run.run(["export", TITLE, "-o", text(&nowhere)]);
    ended.refused(1, &["can't write", "a.md"]);
}

#[test]
fn several_documents_become_files_in_a_folder_or_entries_of_one_list() {
    let run = Run::new();
    let file = filled(&run);
    let out = run.home.path().join("out");
    let names = || {
        let entries = std::fs::read_dir(&out).expect("the folder");
        let names = entries.map(|entry| entry.expect("a file").file_name());
        let mut names: Vec<_> = names
            .map(|name| name.to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    };
    run.run(["export", TITLE, "zebras"]).refused(2, &["--into"]);
    // named twice, it is written once, and what is not there is named
    let ended = run.run(["export", TITLE, text(&file), "zebras", "--into", text(&out)]);
    ended.refused(1, &["zebras", "isn't in the library", "1 file written to"]);
    let name = "Costs & benefits of 100% {braces} x_1 $2 #3";
    assert_eq!(names(), [format!("{name}.md")]);
    let ended = run.run(["export", TITLE, "--into", text(&out)]);
    assert_eq!(ended.code, 0, "{}", ended.err);
    assert_eq!(names(), [format!("{name} (2).md"), format!("{name}.md")]);

    let ended = run.run(["export", TITLE, "zebras", "--format", "ris"]);
    assert_eq!(ended.out.matches("TY  - ").count(), 1);
    assert_eq!(ended.code, 1);
}

#[test]
fn a_title_that_several_documents_have_is_not_enough() {
    let run = Run::new();
    let library = Library::open(&Paths::under(&run.home.path().join("home"))).expect("a library");
    for name in ["one.txt", "two.txt"] {
        let file = run.file(
            name,
            format!("On Wings\n\nBirds fly over the sea in {name}.\n"),
        );
        let read = run.run(["extract", "-q", "--json", text(&file)]);
        let mut document: Document = serde_json::from_str(&read.out).expect("a document");
        document.title = Some(format!("On wings, {name}"));
        library.put(&document, name, name).expect("the library");
    }
    run.run(["export", "wings"])
        .refused(2, &["Several documents", "one.txt", "two.txt"]);
}
