//! Models for sequences and for classes that Pagewing keeps: downloaded at a branch, named in commands, and converted.

use std::fs;
use std::path::PathBuf;

use pagewing_tests::family::Made;
use pagewing_tests::hub::Hub;
use pagewing_tests::pdf;
use serde_json::{Value, json};

use super::models::{card, line};
use super::{Ended, Run, ended, text};

const BRANCH: &str = "owner/dna@promoters_300_run_1";

/// A model that tells promoters from other sequences, in a folder of this name.
fn promoters(run: &Run, name: &str) -> PathBuf {
    Made::over_bases("BigBirdForSequenceClassification")
        .classes_of_texts(&["no promoter", "promoter"])
        .write(run.home.path(), name)
}

fn sequences(run: &Run) -> PathBuf {
    run.file("a.fa", format!(">a\n{}\n", "ACGTTGCATT".repeat(40)))
}

/// What `models list` says about the work on sequences.
fn task(run: &Run) -> Value {
    let tasks = line(&run.run(["models", "list", "--json"]));
    let mut tasks = tasks.as_array().expect("a list").iter();
    let found = tasks.find(|task| task["task"] == "sequences and classes");
    found.cloned().expect("the task is listed")
}

#[test]
fn a_model_of_a_branch_finds_classes_along_sequences() {
    let run = Run::new();
    let source = promoters(&run, "hub/owner/dna");
    let hub = Hub::serve(&run.home.path().join("hub")).expect("a free port");
    let download = || -> Ended {
        let mut command = run.command();
        command.env("HF_ENDPOINT", hub.endpoint());
        command.args(["models", "download", "-q", "--json", "--no-convert", BRANCH]);
        ended(&command.output().expect("it starts"))
    };
    let got = download();
    assert_eq!(got.code, 0, "{}", got.err);
    let told = line(&got);
    assert_eq!(told["chosen"], false);
    let model = &told["model"];
    assert_eq!(model["role"], "classifies");
    assert_eq!(model["state"]["kind"], "ready");
    let tasks = json!(["classify_bases", "classify_text", "encode"]);
    assert_eq!(model["tasks"], tasks);
    // it was not timed on words
    assert!(model["seconds"].is_null(), "{model}");

    let kept = run.home.path().join("home/data/models/owner--dna");
    let manifest = fs::read_to_string(kept.join("manifest.json")).expect("it is kept");
    let manifest: Value = serde_json::from_str(&manifest).expect("JSON");
    assert_eq!(manifest["requested"], "promoters_300_run_1");
    let commit = manifest["revision"].as_str().expect("a commit");
    assert_eq!(commit.len(), 40, "{commit}");

    let file = sequences(&run);
    let classify =
        |model: &str| run.run(["genome", "classify", text(&file), "--model", model, "-q"]);
    let whole = classify(text(&source));
    assert_eq!(whole.code, 0, "{}", whole.err);
    assert!(whole.out.contains("promoter"), "{}", whole.out);
    let at_commit = format!("owner/dna@{commit}");
    let last = "dna@promoters_300_run_1";
    for name in [BRANCH, "owner/dna", "dna", last, at_commit.as_str()] {
        let found = classify(name);
        assert_eq!(found.code, 0, "{name}: {}", found.err);
        assert_eq!(found.out, whole.out, "{name}");
    }
    let other = "owner/dna@main";
    classify(other).refused(1, &[other]);
    assert_eq!(run.run(["models", "path", BRANCH]).code, 0);

    // what is here is not asked for again
    let requests = hub.requests().len();
    assert_eq!(download().code, 0);
    assert_eq!(hub.requests().len(), requests);
    assert_eq!(run.run(["models", "verify", "-q", BRANCH]).code, 0);
    assert_eq!(run.run(["models", "remove", BRANCH]).code, 0);
    classify(BRANCH).refused(1, &[BRANCH]);
}

#[test]
fn a_document_is_classified_by_a_kept_model_and_not_summarized() {
    let run = Run::new();
    let folder = Made::over_words("BigBirdForSequenceClassification", "birds")
        .classes_of_texts(&["dull", "good"])
        .write(run.home.path(), "taste");
    let imported = run.run(["models", "import", "-q", text(&folder)]);
    assert_eq!(imported.code, 0, "{}", imported.err);
    let said = "give --model imported/taste to genome classify, classify or genome embed";
    assert!(imported.out.contains(said), "{}", imported.out);
    let file = run.file("birds.pdf", pdf::about_birds());
    let classify = |model: &str| run.run(["classify", text(&file), "--model", model, "-q"]);
    let (by_folder, by_id) = (classify(text(&folder)), classify("imported/taste"));
    assert_eq!(by_id.code, 0, "{}", by_id.err);
    assert_eq!(by_id.out, by_folder.out);
    let listed = run.run(["models", "list"]);
    let said = "for genome classify, classify and genome embed";
    assert!(listed.out.contains(said), "{}", listed.out);
    run.run(["summarize", "-q", text(&file), "--model", "imported/taste"])
        .refused(1, &["isn't a summarization model"]);
}

#[test]
fn the_choice_for_sequences_follows_a_model() {
    let run = Run::new();
    let folder = promoters(&run, "dna");
    let imported = run.run(["models", "import", "-q", "--json", "--use", text(&folder)]);
    assert_eq!(imported.code, 0, "{}", imported.err);
    assert_eq!(line(&imported)["chosen"], true);
    let id = "imported/dna";
    assert_eq!(card(&run, id)["in_use"], true);
    let used = |run: &Run| task(run)["folder"].as_str().map(str::to_owned);
    let original = used(&run).expect("a folder");
    let converted = run.run(["models", "convert", "-q", id]);
    assert_eq!(converted.code, 0, "{}", converted.err);
    let fast = used(&run).expect("a folder");
    assert_ne!(fast, original);
    assert!(PathBuf::from(&fast).join("model.safetensors").is_file());
    let ended = run.run([
        "genome",
        "classify",
        text(&sequences(&run)),
        "--model",
        id,
        "-q",
    ]);
    assert_eq!(ended.code, 0, "{}", ended.err);
    assert_eq!(run.run(["models", "remove", id]).code, 0);
    assert_eq!(used(&run), None);
}

#[test]
fn a_model_is_given_no_work_that_it_does_not_do() {
    let run = Run::new();
    let predicts = Made::over_bases("BigBirdForMaskedLM").predictions();
    let predicts = predicts.write(run.home.path(), "predicts");
    // it is kept, and not chosen for classes along sequences
    run.run(["models", "import", "-q", "--use", text(&predicts)])
        .refused(1, &["doesn't classify sequences"]);
    let id = "imported/predicts";
    assert_eq!(card(&run, id)["state"]["kind"], "ready");
    assert_eq!(card(&run, id)["in_use"], false);
    let file = sequences(&run);
    let score = run.run(["genome", "score", text(&file), "--model", id, "-q"]);
    assert_eq!(score.code, 0, "{}", score.err);

    let encoder = Made::over_bases("BigBirdModel").write(run.home.path(), "encoder");
    let imported = run.run(["models", "import", "-q", "--convert", text(&encoder)]);
    assert_eq!(imported.code, 0, "{}", imported.err);
    let id = "imported/encoder";
    // there is no fast copy of its kind
    assert_eq!(card(&run, id)["fast_copy"]["kind"], "needless");
    run.run(["models", "convert", "-q", id])
        .refused(1, &["BigBirdModel"]);
    let out = run.home.path().join("vectors.npy");
    let embed = run.run([
        "genome",
        "embed",
        text(&file),
        "--model",
        id,
        "--out",
        text(&out),
        "-q",
    ]);
    assert_eq!(embed.code, 0, "{}", embed.err);
    assert!(out.is_file());
}
