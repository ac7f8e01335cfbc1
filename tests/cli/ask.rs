//! `pagewing ask`: questions to files, answers as text and as JSON, and every way in which a question can be
//! wrong.

use pagewing_tests::{fixture, pdf, shared};

use super::{Run, text};

fn json(out: &str) -> serde_json::Value {
    serde_json::from_str(out).unwrap_or_else(|error| panic!("{error}: {out}"))
}

#[test]
fn without_a_reader_passages_are_shown_with_their_page() {
    let run = Run::new();
    let file = run.file("birds.pdf", pdf::about_birds());
    let ended = run.run([
        "ask",
        "-q",
        text(&file),
        "Who told the story of the fisherman?",
    ]);
    assert_eq!(ended.code, 0, "{}", ended.err);
    assert!(
        ended.out.starts_with("Passages that mention this."),
        "{}",
        ended.out
    );
    assert!(
        ended.out.contains("A fisherman told us this story"),
        "{}",
        ended.out
    );
    assert!(ended.out.contains("p. 1"), "{}", ended.out);

    let ended = run.run([
        "ask",
        "-q",
        "--json",
        text(&file),
        "How many small birds were measured?",
    ]);
    // standard error names, for example, a page that could not be read in time
    assert_eq!((ended.code, ended.err.as_str()), (0, ""), "{}", ended.out);
    let line = json(&ended.out);
    assert_eq!(line["answer"]["status"]["kind"], "passages_only");
    assert_eq!(line["answer"]["answers"].as_array().map(Vec::len), Some(0));
    let first = &line["answer"]["passages"][0];
    assert_eq!(first["page"], 2);
    assert!(
        first["text"]
            .as_str()
            .is_some_and(|text| text.contains("42 large birds"))
    );
    assert!(!first["places"].as_array().expect("places").is_empty());
    assert!(line["error"].is_null());
}

#[test]
fn what_is_not_there_is_not_found() {
    let run = Run::new();
    let file = run.file("birds.pdf", pdf::about_birds());
    let ended = run.run(["ask", "-q", text(&file), "quantum chromodynamics"]);
    assert_eq!(ended.code, 3);
    assert!(
        ended.out.starts_with("No passage mentions this."),
        "{}",
        ended.out
    );
}

#[test]
#[ignore = "needs ../shared/models/reader-prototype"]
fn a_reader_quotes_the_words_with_page_and_score() {
    let reader = shared("models/reader-prototype");
    let run = Run::new();
    let file = run.file("birds.pdf", pdf::about_birds());
    let asked = [
        "ask",
        "-q",
        "--json",
        "--reader",
        text(&reader),
        text(&file),
    ];
    let ended = run.run(
        asked
            .iter()
            .copied()
            .chain(["How many small birds were measured?"]),
    );
    assert_eq!(ended.code, 0, "{}{}", ended.out, ended.err);
    let line = json(&ended.out);
    let best = &line["answer"]["answers"][0];
    assert!(
        best["text"]
            .as_str()
            .is_some_and(|text| text.contains("17")),
        "{line}"
    );
    assert_eq!(best["quotation"]["page"], 2);
    let probability = best["probability"].as_f64().expect("a number");
    assert!((0.0..=1.0).contains(&probability));

    let ended = run.run(
        asked
            .iter()
            .copied()
            .chain(["Which drugs lower cholesterol in mice?"]),
    );
    assert_eq!(ended.code, 3, "{}", ended.out);
    assert_eq!(json(&ended.out)["answer"]["status"]["kind"], "not_found");
}

#[test]
fn several_files_are_asked_together_and_a_bad_one_is_named() {
    let run = Run::new();
    let birds = run.file("birds.pdf", pdf::about_birds());
    let fish = run.file(
        "fish.txt",
        "Salmon return to the river where they hatched. They leap over weirs.",
    );
    let broken = run.file("broken.pdf", "%PDF-1.4 and nothing else");
    let files = [
        "ask",
        "-q",
        "--json",
        text(&birds),
        text(&fish),
        text(&broken),
    ];
    let ended = run.run(files.iter().copied().chain(["Where do salmon return to?"]));
    assert_eq!(ended.code, 0, "{}", ended.err);
    assert!(ended.err.contains("broken.pdf"), "{}", ended.err);
    let line = json(&ended.out);
    assert_eq!(line["answer"]["asked"], 2);
    assert_eq!(line["unread"].as_array().map(Vec::len), Some(1));
    assert_eq!(line["answer"]["passages"][0]["title"], "fish.txt");
    assert_eq!(line["answer"]["without_count"], 1);
}

#[test]
fn a_question_of_another_kind_is_answered_with_what_can_be_done() {
    let run = Run::new();
    let file = run.file("birds.pdf", pdf::about_birds());
    let ended = run.run(["ask", "-q", text(&file), "Summarize this paper"]);
    assert_eq!(ended.code, 0, "{}", ended.err);
    assert!(ended.out.contains("asks for a summary"), "{}", ended.out);
    assert!(ended.out.contains("Key sentences"), "{}", ended.out);
    let ended = run.run([
        "ask",
        "-q",
        text(&file),
        "List all birds that were measured",
    ]);
    assert!(ended.out.contains("may be incomplete"), "{}", ended.out);
}

#[test]
fn wrong_questions_are_refused_before_anything_is_read() {
    let run = Run::new();
    let file = run.file("birds.pdf", pdf::about_birds());
    run.run(["ask", "-q", text(&file), ""])
        .refused(2, &["question is empty"]);
    run.run(["ask", "-q", text(&file), "?!"])
        .refused(2, &["no words"]);
    run.run(["ask", "-q", text(&file), &"why ".repeat(2500)])
        .refused(2, &["9999 characters", "one thing at a time"]);
    run.run(["ask", "-q", text(&file)])
        .refused(2, &["question is missing"]);
    run.run(["ask", "-q", "What is this?"])
        .refused(2, &["no file to ask"]);
    run.run(["ask", "-q", "--all", text(&file), "What?"])
        .refused(2, &["--all"]);
    run.run(["ask"]).refused(2, &["QUESTION"]);
    run.run(["ask", "-q", "nowhere.pdf", "Who was it?"])
        .refused(1, &["nowhere.pdf"]);
}

#[test]
fn a_question_in_another_language_is_said() {
    let run = Run::new();
    let file = run.file("birds.pdf", pdf::about_birds());
    let ended = run.run([
        "ask",
        "-q",
        text(&file),
        "Welche Vögel wurden auf der Insel im Frühling gemessen und wie lang waren die Flügel?",
    ]);
    assert!(ended.out.contains("German"), "{}", ended.out);
    assert!(ended.out.contains("English"), "{}", ended.out);
}

#[test]
fn a_document_without_text_is_refused() {
    let run = Run::new();
    let scanned = fixture("pdf/scanned.pdf");
    run.run(["ask", "-q", text(&scanned), "What does it say?"])
        .refused(3, &["scanned", "Tesseract"]);
}

#[test]
fn a_missing_or_wrong_reader_is_named() {
    let run = Run::new();
    let file = run.file("birds.pdf", pdf::about_birds());
    let model = fixture("tiny-model");
    run.run([
        "ask",
        "-q",
        "--reader",
        text(&model),
        text(&file),
        "Who was it?",
    ])
    .refused(
        1,
        &["doesn't answer questions", "BigBirdForQuestionAnswering"],
    );
    run.run([
        "ask",
        "-q",
        "--reader",
        "nowhere",
        text(&file),
        "Who was it?",
    ])
    .refused(1, &["Model folder not found: nowhere"]);
}

#[test]
fn a_book_of_3000_pages_is_asked() {
    let mut lines: Vec<Vec<String>> = (0..3000)
        .map(|page| {
            (0..6)
                .map(|line| format!("On page {page} line {line} speaks of rivers, towns and roads of the region."))
                .collect()
        })
        .collect();
    lines[2345].push("The lighthouse of Tarifa was lit for the first time in 1813.".into());
    let pages: Vec<Vec<&str>> = lines
        .iter()
        .map(|page| page.iter().map(String::as_str).collect())
        .collect();
    let pages: Vec<&[&str]> = pages.iter().map(Vec::as_slice).collect();
    let run = Run::new();
    let file = run.file("book.pdf", pdf::of_lines(&pages));
    let ended = run.run([
        "ask",
        "-q",
        "--json",
        text(&file),
        "When was the lighthouse of Tarifa lit?",
    ]);
    assert_eq!(ended.code, 0, "{}", ended.err);
    assert_eq!(json(&ended.out)["answer"]["passages"][0]["page"], 2346);
}

#[test]
fn an_empty_library_has_nothing_to_ask() {
    let run = Run::new();
    run.run(["ask", "-q", "--all", "Who was it?"])
        .refused(1, &["no documents to ask"]);
}
