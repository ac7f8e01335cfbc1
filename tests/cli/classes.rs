//! The class of a document, with a checkpoint of which it is known what it looks for: one word.

use std::path::PathBuf;

use serde_json::Value;

use super::family::{Made, WIDTH};
use super::{Run, text};

/// Says `good` if the text has the word "superb" anywhere, and otherwise `bad`. Its attention gives all tokens the same
/// weight, so that the share of the word among them is one of the numbers behind the marker in front; the classifier
/// looks at this number alone.
fn looks_for_superb(run: &Run) -> PathBuf {
    // the word has a direction of its own, and all other tokens share another
    let embedding = |n: usize| match (n / WIDTH, n % WIDTH) {
        (5, 0) | (0..5, 1) => 1.0,
        (5, 3) | (0..5, 2) => -1.0,
        _ => 0.0,
    };
    let scaled = |by: f32| move |n: usize| if n / WIDTH == n % WIDTH { by } else { 0.0 };
    let layer = "bert.encoder.layer.0";
    let mut made = Made::over_words("BigBirdForSequenceClassification", "superb")
        .classes_of_texts(&["bad", "good"])
        .set("bert.embeddings.word_embeddings.weight", embedding)
        .set(&format!("{layer}.attention.self.value.weight"), scaled(1.0))
        .set(
            &format!("{layer}.attention.output.dense.weight"),
            scaled(10.0),
        )
        .set("classifier.dense.weight", scaled(1.0))
        .set("classifier.out_proj.weight", |n| {
            if n == WIDTH { 800.0 } else { 0.0 }
        })
        .set(
            "classifier.out_proj.bias",
            |n| if n == 1 { -5.0 } else { 0.0 },
        );
    let zeros = [
        "bert.embeddings.position_embeddings.weight".to_owned(),
        "bert.embeddings.token_type_embeddings.weight".to_owned(),
        format!("{layer}.attention.self.query.weight"),
        format!("{layer}.attention.self.query.bias"),
        format!("{layer}.attention.self.key.weight"),
        format!("{layer}.attention.self.key.bias"),
        format!("{layer}.attention.self.value.bias"),
        format!("{layer}.attention.output.dense.bias"),
        format!("{layer}.intermediate.dense.weight"),
        format!("{layer}.intermediate.dense.bias"),
        format!("{layer}.output.dense.weight"),
        format!("{layer}.output.dense.bias"),
        "classifier.dense.bias".to_owned(),
    ];
    for name in zeros {
        made = made.set(&name, |_| 0.0);
    }
    made.write(run, "superb")
}

/// A document with sections, in which `telling` stands in the middle of the second.
fn review(telling: &str) -> String {
    let dull = |places: [&str; 2]| {
        places
            .map(|place| format!("The measured birds rested near the pond in the {place}."))
            .join(" ")
    };
    format!(
        "# A review\n\n## First\n\n{}\n\n## Second\n\n{} {telling} {}\n\n## Third\n\n{}\n",
        dull(["north", "south"]),
        dull(["east", "west"]),
        dull(["valley", "forest"]),
        dull(["meadow", "village"]),
    )
}

#[test]
fn the_sentence_that_decides_is_named() {
    let run = Run::new();
    let model = looks_for_superb(&run);
    let telling = "Their song was superb in the morning.";
    let file = run.file("review.md", review(telling));
    let arguments = ["classify", text(&file), "--model", text(&model), "-q"];
    let ended = run.run(arguments.iter().chain(&["--json"]));
    let line: Value =
        serde_json::from_str(&ended.out).unwrap_or_else(|e| panic!("{e}: {}", ended.err));
    assert_eq!(ended.code, 0, "{}", ended.err);
    assert_eq!(line["method"], "leave_one_out");
    let found = &line["classification"];
    assert_eq!(found["label"], "good", "{found}");
    assert!(
        found["probability"].as_f64().is_some_and(|p| p > 0.7),
        "{found}"
    );
    let evidence = found["evidence"].as_array().expect("a list");
    assert_eq!(evidence[0]["text"], telling, "{found}");
    assert!(evidence[0]["drop"].as_f64().is_some_and(|drop| drop > 0.3));
    let shown = run.run(arguments).out;
    for words in ["good, ", "leaving out sections", telling] {
        assert!(shown.contains(words), "{words}: {shown}");
    }
}

#[test]
fn a_document_without_the_word_has_the_other_class_and_no_sentence() {
    let run = Run::new();
    let model = looks_for_superb(&run);
    let file = run.file("review.md", review("Their song was quiet in the morning."));
    let ended = run.run(["classify", text(&file), "--model", text(&model), "-q"]);
    assert_eq!(ended.code, 0, "{}", ended.err);
    assert!(ended.out.starts_with("bad, 99%\n"), "{}", ended.out);
    assert!(
        ended.out.contains("No single sentence decides"),
        "{}",
        ended.out
    );
}

#[test]
fn models_and_files_that_do_not_fit_are_refused() {
    let run = Run::new();
    let model = looks_for_superb(&run);
    let empty = run.file("empty.md", "");
    run.run(["classify", text(&empty), "--model", text(&model), "-q"])
        .refused(3, &["The file is empty"]);
    let file = run.file("review.md", review("It was."));
    let predicts = Made::over_words("BigBirdForMaskedLM", "superb")
        .predictions()
        .write(&run, "predicts");
    run.run(["classify", text(&file), "--model", text(&predicts), "-q"])
        .refused(
            1,
            &[
                "doesn't classify texts",
                "BigBirdPegasusForSequenceClassification",
            ],
        );
}
