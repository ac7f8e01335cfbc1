//! A `BigBirdPegasusForQuestionAnswering` checkpoint as the reader. Its weights are random, so its answers mean
//! nothing, but their places must be right.

use std::fs;
use std::path::{Path, PathBuf};

use candle_core::{Device, Tensor, safetensors};
use pagewing_tests::{fixture, pdf};
use serde_json::Value;

use super::{Run, text};

/// The fixture's summarizer with a reader's head. Its profile shows every span.
fn reader(run: &Run, name: &str) -> PathBuf {
    let from = fixture("tiny-model");
    let folder = run.home.path().join(name);
    fs::create_dir_all(&folder).expect("the home can be written");
    for name in ["spiece.model", "tokenizer_config.json"] {
        fs::copy(from.join(name), folder.join(name)).expect("the home can be written");
    }
    let config = fs::read_to_string(from.join("config.json")).expect("the fixture");
    let config = config.replace("ForConditionalGeneration", "ForQuestionAnswering");
    let width: Value = serde_json::from_str(&config).expect("JSON");
    let width = width["d_model"].as_u64().expect("a width") as usize;
    fs::write(folder.join("config.json"), config).expect("the home can be written");
    let mut tensors =
        safetensors::load(from.join("model.safetensors"), &Device::Cpu).expect("the fixture");
    tensors.retain(|name, _| name.starts_with("model."));
    // two rows that differ, without randomness
    let head: Vec<f32> = (0..2 * width)
        .map(|n| ((n * 37 % 101) as f32 - 50.0) / 50.0)
        .collect();
    let head = Tensor::from_vec(head, (2, width), &Device::Cpu).expect("a tensor");
    let bias = Tensor::new(&[0.1f32, -0.1], &Device::Cpu).expect("a tensor");
    tensors.insert("qa_outputs.weight".into(), head);
    tensors.insert("qa_outputs.bias".into(), bias);
    safetensors::save(&tensors, folder.join("model.safetensors")).expect("the home");
    folder
}

fn with_profile(folder: &Path, profile: &str) {
    fs::write(folder.join("reader_profile.json"), profile).expect("the home can be written");
}

fn asked(run: &Run, reader: &Path, file: &Path, question: &str) -> (i32, Value) {
    let ended = run.run([
        "ask",
        "-q",
        "--json",
        "--top",
        "5",
        "--reader",
        text(reader),
        text(file),
        question,
    ]);
    let line = serde_json::from_str(&ended.out).unwrap_or_else(|e| panic!("{e}: {}", ended.err));
    (ended.code, line)
}

#[test]
fn what_it_points_at_is_quoted_where_it_stands() {
    let run = Run::new();
    let file = run.file("birds.pdf", pdf::about_birds());
    let reader = reader(&run, "bird-reader");
    // windows as long as the model's positions, and windows of a passage or less
    for window in [4096, 64] {
        with_profile(
            &reader,
            &format!(
                r#"{{"window":{window},"passages":20,"null":0,"words":0,"slope":1,"bias":50,"threshold":0}}"#
            ),
        );
        let (code, line) = asked(&run, &reader, &file, "What was measured in small birds?");
        assert_eq!(code, 0, "{line}");
        assert_eq!(line["answer"]["status"]["kind"], "found");
        assert_eq!(line["answer"]["reader"], "bird-reader");
        let document: Value =
            serde_json::from_str(&run.run(["extract", "-q", "--json", text(&file)]).out)
                .expect("JSON");
        let answers = line["answer"]["answers"].as_array().expect("a list");
        assert!(!answers.is_empty());
        for answer in answers {
            quoted_right(answer, &document);
        }
    }
}

fn quoted_right(answer: &Value, document: &Value) {
    let quotation = &answer["quotation"];
    let ids = quotation["sentences"].as_array().expect("a list");
    assert!(!ids.is_empty());
    let sentences: Vec<&Value> = ids
        .iter()
        .map(|id| &document["sentences"][id.as_u64().expect("an id") as usize])
        .collect();
    let texts: Vec<&str> = sentences
        .iter()
        .filter_map(|s| s["text"].as_str())
        .collect();
    assert_eq!(quotation["text"].as_str(), Some(texts.join(" ").as_str()));
    let place = |key: &str| quotation[key].as_u64().expect("a place") as usize;
    let words: String = texts
        .join(" ")
        .chars()
        .skip(place("start"))
        .take(place("end") - place("start"))
        .collect();
    assert_eq!(answer["text"], words.as_str());
    assert!(!words.is_empty());
    assert_eq!(quotation["page"], sentences[0]["places"][0]["page"]);
    let places: Vec<Value> = sentences
        .iter()
        .flat_map(|s| s["places"].as_array().cloned().unwrap_or_default())
        .collect();
    assert_eq!(quotation["places"].as_array(), Some(&places));
    let probability = answer["probability"].as_f64().expect("a number");
    assert!((0.0..=1.0).contains(&probability));
}

#[test]
fn it_may_refuse_and_then_the_nearest_passages_are_shown() {
    let run = Run::new();
    let file = run.file("birds.pdf", pdf::about_birds());
    let reader = reader(&run, "bird-reader");
    with_profile(
        &reader,
        r#"{"window":4096,"passages":20,"null":1,"words":0,"slope":0.000001,"bias":-50,"threshold":1}"#,
    );
    // a sentence with all words of the question would answer as a whole
    let question = "What was measured in the nests of small birds at night?";
    let (code, line) = asked(&run, &reader, &file, question);
    assert_eq!(code, 3, "{line}");
    assert_eq!(line["answer"]["status"]["kind"], "not_found");
    assert!(
        !line["answer"]["passages"]
            .as_array()
            .expect("a list")
            .is_empty()
    );
}
