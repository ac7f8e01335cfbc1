//! The class of a document, with checkpoints of which it is known what they say. One of them looks for a word.

use std::fs;
use std::path::PathBuf;

use candle_core::{DType, Device, Tensor, safetensors};
use pagewing_tests::family::{Made, WIDTH};
use pagewing_tests::{fixture, pdf};
use serde_json::{Value, json};

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
    made.write(run.home.path(), "superb")
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
        .write(run.home.path(), "predicts");
    run.run(["classify", text(&file), "--model", text(&predicts), "-q"])
        .refused(
            1,
            &[
                "doesn't classify texts",
                "BigBirdPegasusForSequenceClassification",
            ],
        );
}

#[test]
fn labels_that_do_not_match_are_refused_and_missing_ones_are_mentioned() {
    let run = Run::new();
    let file = run.file("review.md", review("It was."));
    let made = || {
        Made::over_words("BigBirdForSequenceClassification", "superb")
            .classes_of_texts(&["bad", "good"])
    };
    let names = json!({"0": "bad", "1": "good", "2": "great"});
    let wrong = made()
        .with("id2label", names)
        .write(run.home.path(), "wrong");
    run.run(["classify", text(&file), "--model", text(&wrong), "-q"])
        .refused(1, &["names 3", "tell 2 classes"]);
    let nameless = made()
        .with("id2label", Value::Null)
        .write(run.home.path(), "nameless");
    let ended = run.run(["classify", text(&file), "--model", text(&nameless), "-q"]);
    assert_eq!(ended.code, 0, "{}", ended.err);
    let said = "no names for its classes";
    assert!(ended.err.contains(said), "{}", ended.err);
    assert!(ended.out.starts_with("LABEL_"), "{}", ended.out);
    // the other architecture names its classes in the same place
    let pegasus = pegasus(&run);
    let config = pegasus.join("config.json");
    let said = fs::read_to_string(&config).expect("its configuration");
    let mut said: Value = serde_json::from_str(&said).expect("JSON");
    said["id2label"] = json!({"0": "early"});
    fs::write(&config, said.to_string()).expect("the home can be written");
    run.run(["classify", text(&file), "--model", text(&pegasus), "-q"])
        .refused(1, &["names 1", "tell 2 classes"]);
}

#[test]
fn the_number_of_a_regression_is_no_percentage() {
    let run = Run::new();
    let model = Made::over_words("BigBirdForSequenceClassification", "superb")
        .classes_of_texts(&["stars"])
        .set("classifier.out_proj.weight", |_| 0.0)
        .set("classifier.out_proj.bias", |_| 4.5)
        .write(run.home.path(), "stars");
    let file = run.file("review.md", review("It was."));
    let ended = run.run(["classify", text(&file), "--model", text(&model), "-q"]);
    assert_eq!(ended.code, 0, "{}", ended.err);
    assert!(ended.out.starts_with("stars, 4.500\n"), "{}", ended.out);
}

/// The fixture's summarizer with a head that says `late` with a probability of three quarters, whatever it reads.
fn pegasus(run: &Run) -> PathBuf {
    let from = fixture("tiny-model");
    let folder = run.home.path().join("pegasus");
    fs::create_dir_all(&folder).expect("the home can be written");
    for name in ["spiece.model", "tokenizer_config.json"] {
        fs::copy(from.join(name), folder.join(name)).expect("the home can be written");
    }
    let config = fs::read_to_string(from.join("config.json")).expect("the fixture");
    let mut config: Value = serde_json::from_str(&config).expect("JSON");
    config["architectures"] = json!(["BigBirdPegasusForSequenceClassification"]);
    config["id2label"] = json!({"0": "early", "1": "late"});
    let width = config["d_model"].as_u64().expect("a width") as usize;
    fs::write(folder.join("config.json"), config.to_string()).expect("the home can be written");
    let mut tensors =
        safetensors::load(from.join("model.safetensors"), &Device::Cpu).expect("the fixture");
    tensors.retain(|name, _| name.starts_with("model."));
    let zeros = |shape: &[usize]| Tensor::zeros(shape, DType::F32, &Device::Cpu).expect("a tensor");
    let bias = Tensor::new(&[0.0, 3_f32.ln()], &Device::Cpu).expect("a tensor");
    for (name, tensor) in [
        ("dense.weight", zeros(&[width, width])),
        ("dense.bias", zeros(&[width])),
        ("out_proj.weight", zeros(&[2, width])),
        ("out_proj.bias", bias),
    ] {
        tensors.insert(format!("classification_head.{name}"), tensor);
    }
    safetensors::save(&tensors, folder.join("model.safetensors")).expect("the home");
    folder
}

#[test]
fn the_other_architecture_classifies_too() {
    let run = Run::new();
    let model = pegasus(&run);
    let file = run.file("birds.pdf", pdf::about_birds());
    let ended = run.run(["classify", text(&file), "--model", text(&model), "-q"]);
    assert_eq!(ended.code, 0, "{}", ended.err);
    assert!(
        ended
            .out
            .starts_with("late, 75%\n  early: 25%\n  late: 75%\n"),
        "{}",
        ended.out
    );
}
