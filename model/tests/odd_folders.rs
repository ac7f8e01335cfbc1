//! Model folders as people have them: the model in them is whole, and so it loads, or the error names the file that
//! is not what its name says.

mod support;

use std::fs;
use std::path::Path;

use bigbird_pegasus::checkpoint::model_folder;
use bigbird_pegasus::models::survey;
use bigbird_pegasus::tokenizer::PegasusTokenizer;
use bigbird_pegasus::{
    BigBirdPegasusForConditionalGeneration as Model, Checkpoint, CheckpointError, Error,
    LoadOptions,
};
use candle_core::Device;
use serde_json::json;

const WEIGHTS: &str = "model.safetensors";
const POINTER: &[u8] = b"version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 5\n";
const PAGE: &[u8] = b"<!DOCTYPE html>\n<html><head><title>Sign in</title></head></html>\n";

/// A good folder, changed.
fn changed(change: impl FnOnce(&Path)) -> tempfile::TempDir {
    let home = tempfile::tempdir().expect("a folder");
    support::write(home.path());
    change(home.path());
    home
}

/// Surveys and loads a folder; returns the tensors that the model does not use.
fn load(folder: &Path) -> Result<Vec<String>, Error> {
    let checkpoint = Checkpoint::open(folder)?;
    let surveyed = survey(&checkpoint).map_err(|error| error.to_string());
    let loaded = Model::load(&checkpoint, &Device::Cpu, LoadOptions::default());
    // a survey finds what loading finds
    assert_eq!(
        surveyed.as_ref().err(),
        loaded
            .as_ref()
            .err()
            .map(|error| error.to_string())
            .as_ref()
    );
    loaded.map(|_| surveyed.expect("it loads"))
}

/// Replaces the weights by changed ones.
fn reweigh(folder: &Path, change: impl FnOnce(&mut Vec<support::NamedTensor>)) {
    let mut tensors = support::tensors();
    change(&mut tensors);
    fs::write(folder.join(WEIGHTS), support::safetensors(&tensors)).expect("written");
}

fn move_into(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("created");
    for name in ["config.json", WEIGHTS] {
        fs::rename(from.join(name), to.join(name)).expect("moved");
    }
}

#[test]
fn tensors_without_a_place_are_passed_over_and_named() {
    let extra = [
        "model.encoder.embed_positions.position_ids",
        "position_ids",
        "summary_head.dense.weight",
    ];
    let home = changed(|folder| {
        reweigh(folder, |tensors| {
            tensors.extend(extra.map(|name| (name.to_owned(), vec![2], vec![0.0; 2])));
        });
    });
    assert_eq!(load(home.path()).expect("loads"), extra);
    // tied copies are no news
    let home = changed(|folder| {
        reweigh(folder, |tensors| {
            let shared = tensors[0].clone();
            tensors.push(("lm_head.weight".to_owned(), shared.1, shared.2));
        });
    });
    assert_eq!(load(home.path()).expect("loads"), [""; 0]);
}

#[test]
fn tensors_of_another_model_are_refused() {
    let home = changed(|folder| {
        reweigh(folder, |tensors| {
            let extra = |i| (format!("transformer.h.{i}.weight"), vec![1], vec![0.0]);
            tensors.extend((0..=tensors.len()).map(extra).collect::<Vec<_>>());
        });
    });
    let refused = load(home.path());
    assert!(matches!(
        refused,
        Err(Error::Checkpoint(CheckpointError::ExtraTensors { count, .. })) if count > 1
    ));
}

#[test]
fn names_that_a_wrapper_prefixed_are_understood() {
    for prefix in ["module.", "_orig_mod.", "module._orig_mod.module."] {
        let home = changed(|folder| {
            reweigh(folder, |tensors| {
                tensors
                    .iter_mut()
                    .for_each(|tensor| tensor.0 = format!("{prefix}{}", tensor.0));
            });
        });
        assert_eq!(load(home.path()).expect("loads"), [""; 0], "{prefix}");
    }
}

#[test]
fn a_configuration_of_another_editor_is_read() {
    let text = support::config().to_string().replace(',', ",\r\n");
    let wide = |mark: &[u8], number: fn(u16) -> [u8; 2]| {
        let units = text.encode_utf16().flat_map(number);
        mark.iter().copied().chain(units).collect::<Vec<u8>>()
    };
    for bytes in [
        [b"\xef\xbb\xbf", text.as_bytes()].concat(),
        wide(b"\xff\xfe", u16::to_le_bytes),
        wide(b"\xfe\xff", u16::to_be_bytes),
    ] {
        let home = changed(|folder| {
            fs::write(folder.join("config.json"), &bytes).expect("written");
            let generation = b"\xef\xbb\xbf{\"num_beams\": 2}\r\n";
            fs::write(folder.join("generation_config.json"), generation).expect("written");
        });
        load(home.path()).expect("loads");
    }
}

#[test]
fn a_cache_leads_to_its_snapshot() {
    let home = changed(|folder| {
        let top = folder.join("models--org--name");
        move_into(folder, &top.join("snapshots/abc"));
        // a snapshot that a broken download left
        fs::create_dir_all(top.join("snapshots/zzz")).expect("created");
        fs::write(top.join("snapshots/zzz/config.json"), "{}").expect("written");
    });
    let top = home.path().join("models--org--name");
    let snapshot = top.join("snapshots/abc");
    for chosen in [&top, &top.join("snapshots"), &snapshot, home.path()] {
        assert_eq!(model_folder(chosen), snapshot);
        load(chosen).expect("loads");
    }
    fs::create_dir_all(top.join("snapshots/main")).expect("created");
    for name in ["config.json", WEIGHTS] {
        let copy = top.join("snapshots/main").join(name);
        fs::copy(snapshot.join(name), copy).expect("copied");
    }
    fs::create_dir_all(top.join("refs")).expect("created");
    fs::write(top.join("refs/main"), "abc\n").expect("written");
    assert_eq!(model_folder(&top), snapshot);
    // a reference leads nowhere else
    fs::write(top.join("refs/main"), "../../abc").expect("written");
    assert!(model_folder(&top).starts_with(top.join("snapshots")));
}

#[test]
fn a_folder_around_the_model_leads_to_it() {
    let home = changed(|folder| {
        move_into(folder, &folder.join("arxiv"));
        fs::create_dir(folder.join("1_Pooling")).expect("created");
        fs::write(folder.join("1_Pooling/config.json"), "{}").expect("written");
    });
    assert_eq!(model_folder(home.path()), home.path().join("arxiv"));
    load(home.path()).expect("loads");
    // which of two is meant, nobody knows
    fs::create_dir(home.path().join("pubmed")).expect("created");
    for name in ["config.json", WEIGHTS] {
        let from = home.path().join("arxiv").join(name);
        fs::copy(from, home.path().join("pubmed").join(name)).expect("copied");
    }
    assert_eq!(model_folder(home.path()), home.path());
    assert!(load(home.path()).is_err());
}

#[test]
fn weights_of_another_name_are_the_ones_that_are_meant() {
    let home = changed(|folder| {
        fs::rename(folder.join(WEIGHTS), folder.join("bigbird.safetensors")).expect("renamed");
        // what training leaves beside the weights
        for name in ["training_args.bin", "optimizer.pt", "scheduler.pt"] {
            fs::write(folder.join(name), b"\x80\x04cposix\nsystem\n.").expect("written");
        }
    });
    load(home.path()).expect("loads");
    let checkpoint = Checkpoint::open(home.path()).expect("opens");
    assert!(checkpoint.weight_files().eq(["bigbird.safetensors"]));

    let second = home.path().join("other.safetensors");
    fs::copy(home.path().join("bigbird.safetensors"), &second).expect("copied");
    let refused = load(home.path()).expect_err("which one?").to_string();
    assert!(
        refused.contains("bigbird.safetensors, other.safetensors"),
        "{refused}"
    );
    for name in ["bigbird.safetensors", "other.safetensors"] {
        fs::remove_file(home.path().join(name)).expect("removed");
    }
    assert!(matches!(
        load(home.path()),
        Err(Error::Checkpoint(CheckpointError::NoWeights { .. }))
    ));
}

#[test]
fn whole_weights_stand_in_for_a_pointer() {
    for broken in [POINTER, PAGE, b"", &[0; 64]] {
        let home = changed(|folder| {
            fs::rename(folder.join(WEIGHTS), folder.join("part.safetensors")).expect("renamed");
            fs::write(folder.join(WEIGHTS), broken).expect("written");
            let index = json!({"weight_map": {"model.shared.weight": "part.safetensors"}});
            let file = folder.join("model.safetensors.index.json");
            fs::write(file, index.to_string()).expect("written");
        });
        load(home.path()).expect("loads");
        // without a whole file the error is about the broken one
        fs::remove_file(home.path().join("model.safetensors.index.json")).expect("removed");
        let refused = load(home.path()).expect_err("no weights").to_string();
        assert!(refused.starts_with(WEIGHTS), "{refused}");
    }
}

#[test]
fn a_misplaced_file_is_named_whichever_it_is() {
    for (content, said) in [
        (POINTER, "Git LFS"),
        (PAGE, "web page"),
        (b"", "empty"),
        (&[0; 99], "zeros"),
    ] {
        for file in [
            "config.json",
            "generation_config.json",
            WEIGHTS,
            "model.safetensors.index.json",
        ] {
            let home = changed(|folder| {
                if file.contains("index") {
                    fs::remove_file(folder.join(WEIGHTS)).expect("removed");
                }
                fs::write(folder.join(file), content).expect("written");
            });
            let refused = load(home.path()).expect_err("not a model").to_string();
            assert!(
                refused.starts_with(file) && refused.contains(said),
                "{file}: {refused}"
            );
        }
        for file in ["spiece.model", "tokenizer.json"] {
            let home = tempfile::tempdir().expect("a folder");
            fs::write(home.path().join(file), content).expect("written");
            let refused = PegasusTokenizer::open(home.path()).expect_err("no tokenizer");
            let refused = refused.to_string();
            assert!(
                refused.starts_with(file) && refused.contains(said),
                "{file}: {refused}"
            );
        }
    }
    let home = changed(|folder| {
        fs::remove_file(folder.join("config.json")).expect("removed");
        fs::create_dir(folder.join("config.json")).expect("created");
    });
    let refused = load(home.path()).expect_err("a folder").to_string();
    assert_eq!(refused, "config.json is a folder");
}
