//! `pagewing ask --all`: asks the whole library, gives every document its share, and names the documents that have
//! nothing on the question.

use std::collections::BTreeSet;

use pagewing::document::Document;
use pagewing::library::Library;
use pagewing::paths::Paths;
use pagewing_tests::shared;
use serde_json::Value;

use super::{Run, text};

/// Real papers, each with a part of its title.
const PAPERS: [(&str, &str); 4] = [
    ("pmc-PMC1397864", "Curcuma longa"),
    ("pmc-PMC5806308", "Ocimum"),
    ("jcon-00138", "Julia"),
    ("jose-00143", ""),
];

/// Imports real papers into the run's library as the window does.
fn filled(run: &Run) -> Vec<String> {
    let library = Library::open(&Paths::under(&run.home.path().join("home"))).expect("a library");
    let mut titles = Vec::new();
    for (name, title) in PAPERS {
        let file = shared(&format!("pdfs/papers/{name}.pdf"));
        let read = run.run(["extract", "-q", "--json", text(&file)]);
        let document: Document = serde_json::from_str(&read.out).expect("a document");
        let file_name = format!("{name}.pdf");
        library
            .put(&document, &file_name, &file_name)
            .expect("the library");
        let known = document.title.unwrap_or(file_name);
        assert!(known.contains(title), "{known}");
        titles.push(known);
    }
    titles
}

fn asked(run: &Run, arguments: &[&str]) -> (i32, Value) {
    let ended = run.run(["ask", "-q", "--all", "--json"].iter().chain(arguments));
    let line = serde_json::from_str(&ended.out).unwrap_or_else(|e| panic!("{e}: {}", ended.err));
    (ended.code, line)
}

fn titles(of: &Value) -> Vec<&str> {
    let list = of.as_array().map(Vec::as_slice).unwrap_or_default();
    list.iter()
        .filter_map(|one| one["title"].as_str())
        .collect()
}

#[test]
#[ignore = "needs ../shared/pdfs/papers"]
fn the_one_paper_that_answers_does_and_the_others_are_named() {
    let run = Run::new();
    let known = filled(&run);
    let question = "Which microdilution broth was inoculated with Staphylococcus?";
    let (code, line) = asked(&run, &[question]);
    assert_eq!(code, 0, "{line}");
    let answer = &line["answer"];
    assert_eq!(answer["asked"], 4);
    assert_eq!(answer["passages"][0]["title"], known[1].as_str(), "{line}");
    // each of the four has a passage or is listed as having none
    let with: BTreeSet<&str> = titles(&answer["passages"]).into_iter().collect();
    let without: BTreeSet<&str> = titles(&answer["without"]).into_iter().collect();
    assert!(with.is_disjoint(&without), "{line}");
    assert_eq!(with.len() + without.len(), 4, "{line}");
    assert!(!without.is_empty(), "{line}");
    assert_eq!(answer["without_count"], without.len());

    let ended = run.run(["ask", "-q", "--all", question]);
    let named = ended
        .out
        .split_once("Nothing on this in: ")
        .expect("the silent are named")
        .1;
    for title in without {
        assert!(named.contains(title), "{title}: {named}");
    }
}

#[test]
#[ignore = "needs ../shared/pdfs/papers"]
fn each_paper_has_its_turn_before_any_has_its_second() {
    let run = Run::new();
    let known = filled(&run);
    let (_, line) = asked(&run, &["What results did the study show?", "--top", "12"]);
    let found = titles(&line["answer"]["passages"]);
    let several: BTreeSet<&str> = found.iter().copied().collect();
    assert!(several.len() >= 3, "{found:?}");
    let first: BTreeSet<&str> = found.iter().copied().take(several.len()).collect();
    assert_eq!(first, several, "{found:?}");
    for title in &known {
        let own = found.iter().filter(|found| *found == title).count();
        assert!(own <= 12 / 3, "{title}: {found:?}");
    }
}

#[test]
#[ignore = "needs ../shared/models/reader-prototype and ../shared/pdfs/papers"]
fn a_reader_answers_from_the_library() {
    let reader = shared("models/reader-prototype");
    let run = Run::new();
    let known = filled(&run);
    let question = "For how long was LAD occlusion undertaken?";
    let (code, line) = asked(&run, &["--reader", text(&reader), question]);
    assert_eq!(code, 0, "{line}");
    let best = &line["answer"]["answers"][0];
    assert!(
        best["text"]
            .as_str()
            .is_some_and(|text| text.contains("45 min")),
        "{line}"
    );
    assert_eq!(best["quotation"]["title"], known[0].as_str());
    let silent = titles(&line["answer"]["without"]);
    assert!(silent.contains(&known[2].as_str()), "{line}");
}

#[test]
#[ignore = "needs ../shared/pdfs/papers"]
fn a_library_of_several_is_not_summarized_at_once() {
    let run = Run::new();
    filled(&run);
    let (code, line) = asked(&run, &["Summarize these papers"]);
    assert_eq!(code, 3);
    let said = line["answer"]["message"].as_str().unwrap_or_default();
    assert!(
        said.contains("4 documents were asked") && said.contains("name one"),
        "{said}"
    );
    assert_eq!(line["summaries"].as_array().map(Vec::len), Some(0));
}
