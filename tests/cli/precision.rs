//! `--precision`: applied if the device and the folder allow it, otherwise refused with an alternative.

use std::path::{Path, PathBuf};

use pagewing_tests::{fixture, pdf};
use serde_json::Value;

use super::{Ended, Run, text};

fn json(out: &str) -> Value {
    serde_json::from_str(out).unwrap_or_else(|error| panic!("{error}: {out}"))
}

fn bench(run: &Run, model: &Path, more: &[&str]) -> Ended {
    let work = ["--tokens", "300", "--new-tokens", "4", "--beams", "2"];
    let command = ["bench", "-q", "--model", text(model)];
    run.run(command.iter().chain(&work).chain(more))
}

/// The precision in which `bench` measured.
fn measured(run: &Run, model: &Path, more: &[&str]) -> String {
    let ended = bench(run, model, &[more, &["--json"]].concat());
    assert_eq!(ended.code, 0, "{}", ended.err);
    let told = json(&ended.out);
    told["precision"].as_str().expect("a precision").to_owned()
}

/// The sentences of a summary, with the weights of their sources.
fn written(run: &Run, model: &Path, more: &[&str]) -> Value {
    let file = run.file("birds.pdf", pdf::about_birds());
    let command = ["summarize", "-q", "--json", text(&file), "--model"];
    let settings = [text(model), "--beams", "2", "--max-tokens", "24"];
    let ended = run.run(command.iter().chain(&settings).chain(more));
    assert_eq!(ended.code, 0, "{}", ended.err);
    let sentences = json(&ended.out)["summary"]["sentences"].take();
    assert!(sentences.as_array().is_some_and(|list| !list.is_empty()));
    sentences
}

/// An int8 copy of the fixture's model.
fn converted(run: &Run) -> PathBuf {
    let out = run.home.path().join("small");
    let model = fixture("tiny-model");
    let ended = run.run(["models", "convert", "-q", text(&model), "--out", text(&out)]);
    assert_eq!(ended.code, 0, "{}", ended.err);
    out
}

#[test]
fn without_the_card_that_was_asked_for_the_processor_is_used_and_one_sentence_says_why() {
    let run = Run::new();
    let model = fixture("tiny-model");
    let why = "Models run on the processor: this build of Pagewing does not support such a card.\n";
    for (device, said) in [("auto", ""), ("cpu", ""), ("cuda", why), ("metal", why)] {
        let ended = bench(&run, &model, &["--json", "--device", device]);
        assert_eq!((ended.code, ended.err.as_str()), (0, said), "{device}");
        let told = json(&ended.out);
        assert_eq!(
            (&told["card"], &told["precision"]),
            (&Value::Null, &Value::from("f32"))
        );
    }
    let ended = bench(&run, &model, &["--device", "abacus"]);
    assert_eq!(ended.code, 2, "{}", ended.err);
}

#[test]
fn a_copy_in_half_precision_takes_half_the_disk_and_is_read_in_f32_here() {
    let run = Run::new();
    let model = fixture("tiny-model");
    let size = |folder: &Path| {
        let weights = folder.join("model.safetensors");
        std::fs::metadata(weights).expect("weights").len()
    };
    for half in ["bf16", "f16"] {
        let out = run.home.path().join(half);
        let command = ["models", "convert", "-q", "--json", text(&model)];
        let ended = run.run(
            command
                .iter()
                .chain(&["--precision", half, "--out", text(&out)]),
        );
        assert_eq!(ended.code, 0, "{}", ended.err);
        let told = json(&ended.out);
        assert_eq!(told["precision"], half);
        assert_eq!(told["bytes"], size(&out));
        assert!(size(&out) < size(&model) * 6 / 10);
        // no processor computes in halves
        assert_eq!(measured(&run, &out, &[]), "f32");
    }
}

#[test]
fn a_folder_is_measured_in_the_precision_that_is_asked_for() {
    let run = Run::new();
    let model = fixture("tiny-model");
    assert_eq!(measured(&run, &model, &[]), "f32");
    assert_eq!(measured(&run, &model, &["--precision", "automatic"]), "f32");
    assert_eq!(measured(&run, &model, &["--precision", "f32"]), "f32");
    assert_eq!(measured(&run, &model, &["--precision", "int8"]), "int8");
    assert_eq!(measured(&run, &model, &["--int8"]), "int8");

    let small = converted(&run);
    assert_eq!(measured(&run, &small, &[]), "int8");
    assert_eq!(measured(&run, &small, &["--precision", "int8"]), "int8");
}

#[test]
fn a_summary_is_written_in_the_precision_that_is_asked_for() {
    let run = Run::new();
    let model = fixture("tiny-model");
    let exact = written(&run, &model, &[]);
    assert_eq!(written(&run, &model, &["--precision", "f32"]), exact);
    let quantized = written(&run, &model, &["--precision", "int8"]);
    assert_ne!(quantized, exact);
    assert_eq!(written(&run, &model, &["--precision", "int8"]), quantized);
    // both round the same matrices, and the measurement is remembered
    assert_eq!(written(&run, &converted(&run), &[]), quantized);
    let plans = std::fs::read_dir(run.home.path().join("home/data/int8")).expect("the data folder");
    assert_eq!(plans.count(), 1);
}

#[test]
fn half_precision_is_refused_on_a_processor() {
    let run = Run::new();
    let file = run.file("birds.pdf", pdf::about_birds());
    let model = fixture("tiny-model");
    for half in ["f16", "bf16"] {
        let wanted = ["--model", text(&model), "--precision", half];
        let said = [&format!("{half} needs a graphics card"), "int8"];
        let summarize = ["summarize", "-q", text(&file)];
        run.run(summarize.iter().chain(&wanted)).refused(1, &said);
        let ask = ["ask", "-q", text(&file), "How many birds?", "--gist"];
        run.run(ask.iter().chain(&wanted)).refused(1, &said);
        bench(&run, &model, &["--precision", half]).refused(1, &said);
    }
    let ended = bench(&run, &model, &["--precision", "f16", "--json"]);
    assert_eq!(ended.code, 1);
    let error = &json(&ended.out)["error"];
    assert_eq!(error["code"], "precision_not_here");
    assert!(
        error["hint"]
            .as_str()
            .is_some_and(|hint| hint.contains("int8"))
    );
}

#[test]
fn what_int8_rounded_away_is_not_promised_back() {
    let run = Run::new();
    let small = converted(&run);
    let said = ["converted to int8", "can't come back", "converted from"];
    bench(&run, &small, &["--precision", "f32"]).refused(1, &said);
    let ended = bench(&run, &small, &["--precision", "f32", "--json"]);
    assert_eq!(json(&ended.out)["error"]["code"], "precision_lost");
}

#[test]
fn a_precision_that_means_nothing_is_wrong_use() {
    let run = Run::new();
    let file = run.file("birds.pdf", pdf::about_birds());
    let model = fixture("tiny-model");
    bench(&run, &model, &["--precision", "int4"]).refused(2, &["int4", "bf16"]);
    bench(&run, &model, &["--int8", "--precision", "f32"]).refused(2, &["--precision"]);
    // key sentences have no precision
    run.run(["summarize", text(&file), "--precision", "int8"])
        .refused(2, &["--model"]);
}

#[test]
fn the_chosen_model_is_had_in_the_precision_that_is_set() {
    let run = Run::new();
    let file = run.file("birds.pdf", pdf::about_birds());
    let set = |precision: &str| {
        let folder = run.home.path().join("home/config");
        std::fs::create_dir_all(&folder).expect("the home can be written");
        let settings = serde_json::json!({
            "model": text(&fixture("tiny-model")),
            "precision": precision,
        });
        std::fs::write(folder.join("settings.json"), settings.to_string()).expect("the home");
    };
    let ask = ["ask", "-q", text(&file), "How many small birds?", "--gist"];
    set("f16");
    run.run(ask).refused(1, &["f16 needs a graphics card"]);
    assert!(
        run.run(["doctor"])
            .out
            .contains("f16 needs a graphics card")
    );
    // the option overrides the setting
    let ended = run.run(ask.iter().chain(&["--precision", "f32"]));
    assert_eq!(ended.code, 0, "{}", ended.err);

    set("int8");
    assert_eq!(run.run(ask).code, 0);
    let doctor = run.run(["doctor"]);
    assert!(doctor.out.contains("weights in int8"), "{}", doctor.out);
    // a value that a newer version wrote is unknown here
    set("int4");
    let doctor = run.run(["doctor"]);
    assert!(doctor.out.contains("weights in f32"), "{}", doctor.out);
}

#[test]
fn the_cost_of_longer_inputs_is_told() {
    let run = Run::new();
    let model = fixture("tiny-model");
    let lengths = ["--lengths", "512,128,256,2048,256"];
    let ended = bench(&run, &model, &[&lengths[..], &["--json"]].concat());
    assert_eq!(ended.code, 0, "{}", ended.err);
    let told = json(&ended.out);
    // in order, once each, and within the model's 512 positions
    let read = told["lengths"].as_array().expect("a list");
    let tokens: Vec<_> = read.iter().map(|length| &length["tokens"]).collect();
    assert_eq!(tokens, [128, 256, 512]);
    assert_eq!(told["too_long"], serde_json::json!([2048]));
    assert!(read[0]["per_doubling"].is_null());
    for (before, length) in read.iter().zip(&read[1..]) {
        let number = |length: &Value, field: &str| length[field].as_f64().expect("a number");
        let growth = number(length, "encode") / number(before, "encode");
        assert!((number(length, "per_doubling") - growth).abs() < 1e-9 * growth);
        let speed = number(length, "tokens") / number(length, "encode");
        assert!((number(length, "tokens_per_second") - speed).abs() < 1e-9 * speed);
    }

    let table = bench(&run, &model, &lengths).out;
    let (parts, growth) = table.split_once("\n\n").expect("two tables");
    for part in ["encode", "first token", "tokens per second", "peak memory"] {
        assert!(parts.contains(part), "{table}");
    }
    let lines: Vec<&str> = growth.lines().collect();
    assert!(lines[0].contains("per doubling"), "{table}");
    assert!(
        lines[1].contains("128") && !lines[1].ends_with('x'),
        "{table}"
    );
    assert!(
        lines[3].contains("512") && lines[3].ends_with('x'),
        "{table}"
    );
    assert!(lines[5].contains("2048"), "{table}");

    // without the option there is no second table
    let table = bench(&run, &model, &[]).out;
    assert!(!table.contains("per doubling") && !table.contains("\n\n"));
    bench(&run, &model, &["--lengths", "0"]).refused(2, &["0"]);
}

#[test]
fn a_copy_of_a_newer_version_is_refused() {
    let run = Run::new();
    let small = converted(&run);
    let file = small.join("model.safetensors");
    let bytes = std::fs::read(&file).expect("the copy");
    let version = br#"\"version\":1"#;
    let place = bytes
        .windows(version.len())
        .position(|part| part == version);
    let place = place.expect("a version") + version.len() - 1;
    for (digit, said) in [(b'2', "newer version"), (b'0', "older version")] {
        let mut other = bytes.clone();
        other[place] = digit;
        std::fs::write(&file, other).expect("the copy can be written");
        bench(&run, &small, &[]).refused(1, &[said, "fast copy"]);
    }
}
