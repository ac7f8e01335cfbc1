//! The models that Pagewing keeps: imported, listed, verified, named in other commands, and removed.

use std::fs;
use std::path::{Path, PathBuf};

use pagewing_tests::{fixture, pdf};
use serde_json::Value;

use super::{Ended, Run, text};

/// A copy of the small model.
pub(crate) fn copy_of_tiny(to: &Path) {
    fs::create_dir_all(to).expect("the home can be written");
    for entry in fs::read_dir(fixture("tiny-model")).expect("the fixture") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().expect("a name");
        fs::copy(&path, to.join(name)).expect("the home can be written");
    }
}

/// The lines of JSON that a command printed.
pub(crate) fn lines(ended: &Ended) -> Vec<Value> {
    let lines = ended.out.lines();
    lines
        .map(|line| serde_json::from_str(line).expect("a line of JSON"))
        .collect()
}

/// The one line of JSON that a command printed.
pub(crate) fn line(ended: &Ended) -> Value {
    let mut lines = lines(ended);
    assert_eq!(lines.len(), 1, "{}{}", ended.out, ended.err);
    lines.remove(0)
}

/// What `models list` says about a model.
pub(crate) fn card(run: &Run, id: &str) -> Value {
    let tasks = line(&run.run(["models", "list", "--json"]));
    let tasks = tasks.as_array().expect("a list").iter();
    tasks
        .flat_map(|task| task["models"].as_array().expect("a list"))
        .find(|model| model["id"] == id)
        .cloned()
        .unwrap_or_else(|| panic!("{id} is not listed"))
}

/// Changes one bit in the middle of a file.
pub(crate) fn flip_a_bit(file: &Path) {
    let mut bytes = fs::read(file).expect("the file");
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(file, bytes).expect("the file can be written");
}

/// A folder with the small model, outside of the store.
fn folder(run: &Run) -> PathBuf {
    let folder = run.home.path().join("my model");
    copy_of_tiny(&folder);
    folder
}

/// Imports the folder and returns what was printed about it.
fn import(run: &Run, folder: &Path, options: &[&str]) -> Value {
    let command = ["models", "import", "-q", "--json", text(folder)];
    let ended = run.run(command.iter().chain(options));
    assert_eq!(ended.code, 0, "{}", ended.err);
    line(&ended)
}

fn summary_of_birds(run: &Run, options: &[&str]) -> Ended {
    let file = run.file("birds.pdf", pdf::about_birds());
    let command = ["summarize", "-q", "--json", text(&file)];
    let quick = ["--beams", "1", "--max-tokens", "8"];
    run.run(command.iter().chain(&quick).chain(options))
}

#[test]
fn a_folder_is_copied_and_used() {
    let run = Run::new();
    let folder = folder(&run);
    let imported = import(&run, &folder, &["--copy"]);
    assert_eq!(imported["chosen"], true);
    let model = &imported["model"];
    assert_eq!(model["role"], "writes");
    assert_eq!(model["state"]["kind"], "ready");
    assert_eq!(model["origin"]["kind"], "copied");
    let id = model["id"].as_str().expect("an id").to_owned();
    // the copy does not need the original
    fs::remove_dir_all(&folder).expect("it is there");

    let path = run.run(["models", "path", &id]);
    assert_eq!(path.code, 0, "{}", path.err);
    let path = Path::new(path.out.trim());
    assert!(path.join("model.safetensors").is_file());
    assert!(path.starts_with(run.home.path().join("home")));

    // without an option, by its id, by its name, and not at all
    let name = id.rsplit('/').next().expect("a name");
    for (options, origin) in [
        (&[][..], "model"),
        (&["--model", &id], "model"),
        (&["--model", name], "model"),
        (&["--model", "none"], "key_sentences"),
    ] {
        let ended = summary_of_birds(&run, options);
        assert_eq!(ended.code, 0, "{options:?}: {}", ended.err);
        let summary = &line(&ended)["summary"];
        assert_eq!(summary["origin"]["kind"], origin, "{options:?}");
    }
}

#[test]
fn a_linked_folder_is_used_where_it_is_and_outlives_its_removal() {
    let run = Run::new();
    let folder = folder(&run);
    let imported = import(&run, &folder, &["--link", "--no-use"]);
    assert_eq!(imported["chosen"], false);
    let id = imported["model"]["id"].as_str().expect("an id").to_owned();
    assert_eq!(imported["model"]["origin"]["kind"], "linked");
    let path = run.run(["models", "path", &id]);
    let whole = folder.canonicalize().expect("it is there");
    assert_eq!(Path::new(path.out.trim()), whole);

    let removed = run.run(["models", "remove", &id]);
    assert_eq!(removed.code, 0, "{}", removed.err);
    assert!(removed.out.contains("stays"), "{}", removed.out);
    assert!(folder.join("model.safetensors").is_file());
    run.run(["models", "path", &id]).refused(1, &[&id]);
}

#[test]
fn a_fast_copy_is_made_on_request_and_followed() {
    let run = Run::new();
    let folder = folder(&run);
    let imported = import(&run, &folder, &[]);
    let id = imported["model"]["id"].as_str().expect("an id").to_owned();
    assert_eq!(imported["model"]["fast_copy"]["kind"], "possible");
    let converted = run.run(["models", "convert", "-q", "--json", &id]);
    assert_eq!(converted.code, 0, "{}", converted.err);
    let model = &line(&converted)["model"];
    assert_eq!(model["fast_copy"]["kind"], "made");
    assert_eq!(model["fast_copy"]["original_bytes"], 0);
    assert!(model["in_use"].as_bool().expect("a flag"), "{model}");
    let summary = line(&summary_of_birds(&run, &[]));
    assert_eq!(summary["summary"]["origin"]["kind"], "model");
    assert!(!folder.with_file_name("my model-int8").exists());
}

#[test]
fn a_copy_in_half_precision_of_a_kept_model_needs_a_folder() {
    let run = Run::new();
    let imported = import(&run, &folder(&run), &[]);
    let id = imported["model"]["id"].as_str().expect("an id").to_owned();
    let half = ["models", "convert", "-q", "--precision", "bf16", &id];
    run.run(half).refused(2, &["--out"]);
    let out = run.home.path().join("half");
    let ended = run.run(half.iter().chain(&["--out", text(&out)]));
    assert_eq!(ended.code, 0, "{}", ended.err);
    assert!(ended.out.contains("in bf16"), "{}", ended.out);
    assert!(out.join("model.safetensors").is_file());
}

#[test]
fn a_flipped_bit_is_found() {
    let run = Run::new();
    let imported = import(&run, &folder(&run), &[]);
    let id = imported["model"]["id"].as_str().expect("an id").to_owned();
    for name in [id.as_str(), "all"] {
        let well = run.run(["models", "verify", "-q", "--json", name]);
        assert_eq!(well.code, 0, "{}", well.err);
        assert_eq!(line(&well)["state"]["kind"], "ready");
    }
    let path = run.run(["models", "path", &id]).out;
    flip_a_bit(&Path::new(path.trim()).join("model.safetensors"));

    let ill = run.run(["models", "verify", "-q", "--json", &id]);
    assert_eq!(ill.code, 1, "{}", ill.out);
    let told = line(&ill);
    assert_eq!(told["state"]["kind"], "damaged");
    assert_eq!(told["state"]["damage"]["kind"], "other_hash");
    assert_eq!(told["state"]["damage"]["file"], "model.safetensors");
    assert_eq!(told["error"]["code"], "model_files_wrong");
    assert!(ill.err.contains("model.safetensors"), "{}", ill.err);
    assert_eq!(card(&run, &id)["state"]["kind"], "damaged");
    // only a ready model is loaded
    run.run(["models", "path", &id]).refused(1, &[&id]);
    let ended = summary_of_birds(&run, &["--model", &id]);
    assert_eq!(ended.code, 1);
}

#[test]
fn a_removed_model_frees_its_space_and_is_not_chosen_any_more() {
    let run = Run::new();
    let imported = import(&run, &folder(&run), &[]);
    let id = imported["model"]["id"].as_str().expect("an id").to_owned();
    let weights = fs::metadata(fixture("tiny-model/model.safetensors")).expect("the fixture");
    let removed = run.run(["models", "remove", "--json", &id]);
    assert_eq!(removed.code, 0, "{}", removed.err);
    let freed = line(&removed)["freed"].as_u64().expect("bytes");
    assert!(freed > weights.len(), "{freed}");
    let kept = run.home.path().join("home/data/models");
    let left = fs::read_dir(kept).expect("the store").flatten();
    let left: Vec<_> = left
        .map(|entry| entry.file_name())
        .filter(|name| !name.to_string_lossy().starts_with('.'))
        .filter(|name| name != "recorded.json")
        .collect();
    assert!(left.is_empty(), "{left:?}");
    let summary = line(&summary_of_birds(&run, &[]));
    assert_eq!(summary["summary"]["origin"]["kind"], "key_sentences");
    run.run(["models", "remove", &id]).refused(1, &[&id]);
    let absent = "google/bigbird-pegasus-large-arxiv";
    run.run(["models", "remove", absent]).refused(1, &[absent]);
}

#[test]
fn a_model_in_the_cache_of_another_program_is_found_and_imported() {
    let run = Run::new();
    let nothing = run.run(["models", "import", "--cached"]);
    assert_eq!(nothing.code, 0, "{}", nothing.err);
    assert!(nothing.out.contains("no models"), "{}", nothing.out);

    let repository = run.home.path().join("hugging/hub/models--owner--tiny");
    let commit = "0123456789abcdef0123456789abcdef01234567";
    copy_of_tiny(&repository.join("snapshots").join(commit));
    fs::create_dir_all(repository.join("refs")).expect("the home can be written");
    fs::write(repository.join("refs/main"), commit).expect("the home can be written");
    let found = line(&run.run(["models", "import", "--cached", "--json"]));
    assert_eq!(found[0]["name"], "owner/tiny");
    assert_eq!(found[0]["role"], "writes");

    let imported = import(&run, Path::new("owner/tiny"), &["--cached", "--link"]);
    assert_eq!(imported["model"]["id"], "owner/tiny");
    assert_eq!(imported["model"]["state"]["kind"], "ready");
    // what was imported is not offered again
    let found = line(&run.run(["models", "import", "--cached", "--json"]));
    assert_eq!(found.as_array().map(Vec::len), Some(0));
}

#[test]
fn what_is_not_a_model_is_refused_and_leaves_nothing() {
    let run = Run::new();
    let empty = run.home.path().join("empty");
    fs::create_dir(&empty).expect("the home can be written");
    run.run(["models", "import", text(&empty)])
        .refused(1, &["empty", "config.json"]);
    run.run(["models", "import", "nowhere"])
        .refused(1, &["nowhere"]);
    run.run(["models", "import"]).refused(2, &["DIR"]);
    for command in ["verify", "remove", "path"] {
        run.run(["models", command, "nobody/nothing"])
            .refused(1, &["nobody/nothing"]);
    }
    // a model of the catalogue that is not here
    let arxiv = "google/bigbird-pegasus-large-arxiv";
    run.run(["models", "path", arxiv]).refused(1, &[arxiv]);
    let file = run.file("birds.pdf", pdf::about_birds());
    run.run(["summarize", "-q", text(&file), "--model", arxiv])
        .refused(1, &[arxiv]);
    assert_eq!(card(&run, arxiv)["state"]["kind"], "absent");
}
