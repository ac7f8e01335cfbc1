//! The starter model, which is part of the repository. If no model is chosen, it answers and refuses, and the
//! output names it; a damaged one is an error.

use std::path::{Path, PathBuf};

use pagewing_tests::pdf;

use super::{Ended, Run, ended, text};

fn assets(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../assets")
        .join(path)
}

fn run_with(run: &Run, starter: &Path, arguments: &[&str]) -> Ended {
    let mut command = run.command();
    command.env("PAGEWING_STARTER", starter).args(arguments);
    ended(&command.output().expect("the binary can be started"))
}

fn paper() -> PathBuf {
    assets("example/shelf-life-of-small-fruits.pdf")
}

#[test]
fn a_question_to_the_example_paper_is_answered_on_its_page() {
    let (run, paper) = (Run::new(), paper());
    let question = "How high are losses during harvest, handling and marketing?";
    let asked = ["ask", "-q", "--json", text(&paper), question];
    let ended = run_with(&run, &assets("starter"), &asked);
    assert_eq!(ended.code, 0, "{}", ended.err);
    let line: serde_json::Value = serde_json::from_str(&ended.out).expect("JSON");
    let view = &line["answer"];
    assert_eq!(view["reader"], "starter model");
    let first = &view["answers"][0];
    assert!(
        first["text"]
            .as_str()
            .is_some_and(|said| said.contains("50%")),
        "{first}"
    );
    assert_eq!(first["quotation"]["page"], 1);
    assert!(view["remarks"].to_string().contains("starter model"));
}

#[test]
fn what_the_example_paper_does_not_say_is_not_found() {
    let run = Run::new();
    let question = "Who won the football world cup in 1998?";
    let ended = run_with(
        &run,
        &assets("starter"),
        &["ask", "-q", text(&paper()), question],
    );
    assert_eq!(ended.code, 3, "{}{}", ended.out, ended.err);
}

#[test]
fn the_list_of_models_names_it() {
    let run = Run::new();
    let ended = run_with(&run, &assets("starter"), &["models", "list"]);
    assert_eq!(ended.code, 0);
    assert!(
        ended.out.contains("answering questions: the starter model"),
        "{}",
        ended.out
    );
    let ended = run.run(["models", "list"]);
    assert!(
        ended.out.contains("answering questions: no model"),
        "{}",
        ended.out
    );
}

#[test]
fn a_damaged_one_is_told() {
    let run = Run::new();
    let broken = run.home.path().join("starter");
    std::fs::create_dir_all(&broken).expect("the home can be written");
    for file in ["config.json", "tokenizer.json"] {
        std::fs::copy(assets("starter").join(file), broken.join(file)).expect("copied");
    }
    let whole = std::fs::read(assets("starter/model.safetensors")).expect("the shipped weights");
    std::fs::write(broken.join("model.safetensors"), &whole[..whole.len() / 2]).expect("written");
    let file = run.file("birds.pdf", pdf::about_birds());
    let question = "How many large birds were measured?";
    run_with(&run, &broken, &["ask", "-q", text(&file), question])
        .refused(1, &["truncated", "install it again"]);
    // commands that need no model still work
    let ended = run_with(&run, &broken, &["summarize", "-q", text(&file)]);
    assert_eq!(ended.code, 0, "{}", ended.err);
    std::fs::write(broken.join("model.safetensors"), b"no weights at all").expect("written");
    assert_eq!(
        run_with(&run, &broken, &["ask", "-q", text(&file), question]).code,
        1
    );
}

#[test]
fn the_time_of_answers_is_measured_in_books_made_for_it() {
    let run = Run::new();
    let measured = ["bench", "--ask", "--pages", "3,12", "-q", "--json"];
    let ended = run_with(&run, &assets("starter"), &measured);
    assert_eq!(ended.code, 0, "{}", ended.err);
    let books: serde_json::Value = serde_json::from_str(&ended.out).expect("JSON");
    let pages: Vec<_> = books
        .as_array()
        .expect("books")
        .iter()
        .map(|book| book["pages"].as_u64())
        .collect();
    assert_eq!(pages, [Some(3), Some(12)]);
    for book in books.as_array().expect("books") {
        assert!(
            book["passages"].as_u64() >= book["pages"].as_u64(),
            "{book}"
        );
        for times in ["imported", "embedded"] {
            let (first, last) = (&book[times]["first"], &book[times]["last"]);
            assert!(first.as_f64() > Some(0.0) && first.as_f64() <= last.as_f64());
        }
    }
}
