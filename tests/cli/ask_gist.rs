//! `pagewing ask --gist` and questions for a summary: a text that a model writes is labelled as written, stands
//! after the quotations, and names its sources.

use pagewing_tests::{fixture, pdf};
use serde_json::Value;

use super::{Run, text};

fn json(out: &str) -> Value {
    serde_json::from_str(out).unwrap_or_else(|error| panic!("{error}: {out}"))
}

const QUESTION: &str = "How many small birds were measured?";

#[test]
fn a_gist_is_written_from_the_cited_passages() {
    let run = Run::new();
    let file = run.file("birds.pdf", pdf::about_birds());
    let model = fixture("tiny-model");
    let asked = [
        "ask",
        "-q",
        text(&file),
        QUESTION,
        "--gist",
        "--model",
        text(&model),
    ];
    let ended = run.run(asked);
    assert_eq!(ended.code, 0, "{}", ended.err);
    let label = "In short, written by tiny-model from these passages:";
    let (quotations, written) = ended.out.split_once(label).expect("a gist");
    assert!(quotations.starts_with("Passages that mention this."));
    assert!(quotations.contains("42 large birds"), "{quotations}");

    let document = json(&run.run(["extract", "-q", "--json", text(&file)]).out);
    let line = json(&run.run(asked.iter().chain(&["--json"])).out);
    let gist = &line["answer"]["gist"];
    assert_eq!(gist["model"], "tiny-model");
    let sentences = gist["sentences"].as_array().expect("a list");
    assert!(!sentences.is_empty());
    for said in sentences {
        assert!(
            written.contains(said["text"].as_str().expect("a text")),
            "{written}"
        );
        let support = said["support"].as_f64().expect("a score");
        assert!((0.0..=1.0).contains(&support));
        let sources = said["evidence"].as_array().expect("a list");
        assert!(!sources.is_empty());
        let sum: f64 = sources.iter().filter_map(|s| s["weight"].as_f64()).sum();
        assert!((sum - 1.0).abs() < 1e-3, "{sum}");
        for source in sources {
            assert_eq!(source["document"], document["id"]);
            let id = source["sentence"].as_u64().expect("an id") as usize;
            assert_eq!(
                source["page"],
                document["sentences"][id]["places"][0]["page"]
            );
        }
    }
}

#[test]
fn the_model_chosen_in_the_window_writes_the_gist() {
    let run = Run::new();
    let file = run.file("birds.pdf", pdf::about_birds());
    let ask = ["ask", "-q", text(&file), QUESTION, "--gist"];
    run.run(ask)
        .refused(1, &["No summarization model is installed", "--model"]);
    choose_model(&run);
    let ended = run.run(ask);
    assert_eq!(ended.code, 0, "{}", ended.err);
    assert!(ended.out.contains("written by tiny-model"), "{}", ended.out);
    // without the option there is no gist
    let ended = run.run(&ask[..4]);
    assert!(!ended.out.contains("In short"), "{}", ended.out);
}

fn choose_model(run: &Run) {
    let folder = run.home.path().join("home/config");
    std::fs::create_dir_all(&folder).expect("the home can be written");
    let settings = serde_json::json!({ "model": text(&fixture("tiny-model")) });
    std::fs::write(folder.join("settings.json"), settings.to_string()).expect("the home");
}

#[test]
fn there_is_no_gist_of_what_was_not_found() {
    let run = Run::new();
    let file = run.file("birds.pdf", pdf::about_birds());
    let model = fixture("tiny-model");
    let ended = run.run([
        "ask",
        "-q",
        "--json",
        text(&file),
        "quantum chromodynamics",
        "--gist",
        "--model",
        text(&model),
    ]);
    assert_eq!(ended.code, 3, "{}", ended.err);
    assert!(json(&ended.out)["answer"]["gist"].is_null());
}

#[test]
fn a_model_that_cannot_write_is_named_before_anything_is_read() {
    let run = Run::new();
    let file = run.file("birds.pdf", pdf::about_birds());
    run.run([
        "ask",
        "-q",
        text(&file),
        QUESTION,
        "--gist",
        "--model",
        "nowhere",
    ])
    .refused(1, &["Model folder not found: nowhere"]);
}

#[test]
fn a_question_for_a_summary_is_answered_by_the_summarizer() {
    let run = Run::new();
    let file = run.file("birds.pdf", pdf::about_birds());
    let question = "What is this paper about?";
    let quoted = run.run(["ask", "-q", text(&file), question]);
    assert_eq!(quoted.code, 0, "{}", quoted.err);
    assert!(
        quoted
            .out
            .contains("Key sentences, quoted from the document"),
        "{}",
        quoted.out
    );

    let model = fixture("tiny-model");
    let written = run.run(["ask", "-q", text(&file), question, "--model", text(&model)]);
    assert_eq!(written.code, 0, "{}", written.err);
    assert!(
        written.out.contains("Summary written by tiny-model"),
        "{}",
        written.out
    );
    assert!(!written.out.contains("Key sentences"), "{}", written.out);
    choose_model(&run);
    let chosen = run.run(["ask", "-q", text(&file), question]);
    assert_eq!(chosen.out, written.out);
    let line = json(&run.run(["ask", "-q", "--json", text(&file), question]).out);
    assert_eq!(line["summaries"][0]["origin"]["name"], "tiny-model");
    assert_eq!(line["answer"]["status"]["to"], "summary");
}

#[test]
fn of_several_files_each_is_summarized_under_its_name() {
    let run = Run::new();
    let birds = run.file("birds.pdf", pdf::about_birds());
    let fish = run.file(
        "fish.txt",
        "Salmon return to the river where they hatched. They leap over weirs. Many of them are \
         caught by bears on the way. Those that arrive spawn in the gravel and die soon after.",
    );
    let ended = run.run([
        "ask",
        "-q",
        text(&birds),
        text(&fish),
        "Summarize these papers",
    ]);
    assert_eq!(ended.code, 0, "{}", ended.err);
    assert!(
        ended.out.contains("each document is read by itself"),
        "{}",
        ended.out
    );
    let titles: Vec<&str> = ended
        .out
        .lines()
        .filter(|line| *line == "fish.txt")
        .collect();
    assert_eq!(titles.len(), 1, "{}", ended.out);
}
