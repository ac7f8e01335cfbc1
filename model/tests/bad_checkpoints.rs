//! Invalid model folders: each gives one clear error, without a panic or a large allocation.

mod support;

use std::path::Path;

use bigbird_pegasus::{
    BigBirdPegasusForConditionalGeneration as Model, Checkpoint, CheckpointError, ConfigError,
    Error, LoadOptions, Misplaced,
};
use candle_core::Device;
use serde_json::{Value, json};

fn load(folder: &Path) -> Result<Model, Error> {
    Model::load(
        &Checkpoint::open(folder)?,
        &Device::Cpu,
        LoadOptions::default(),
    )
}

/// Loads a good checkpoint after `spoil` has changed it.
fn spoilt(spoil: impl FnOnce(&Path)) -> Error {
    let folder = tempfile::tempdir().expect("a folder");
    support::write(folder.path());
    spoil(folder.path());
    load(folder.path()).expect_err("a spoilt checkpoint does not load")
}

/// The error of a folder whose weights are `bytes` in a file called `name`.
fn weights(name: &str, bytes: &[u8]) -> Error {
    spoilt(|folder| {
        std::fs::remove_file(folder.join("model.safetensors")).expect("removed");
        std::fs::write(folder.join(name), bytes).expect("written");
    })
}

#[test]
fn a_good_checkpoint_loads_and_counts_its_parameters() {
    let folder = tempfile::tempdir().expect("a folder");
    support::write(folder.path());
    assert!(load(folder.path()).is_ok());
    let checkpoint = Checkpoint::open(folder.path()).expect("opens");
    let count: usize = support::tensors()
        .iter()
        .map(|(_, _, values)| values.len())
        .sum();
    assert_eq!(checkpoint.parameters(), count as u64);
}

#[test]
fn shards_are_one_checkpoint() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    support::write(folder);
    std::fs::remove_file(folder.join("model.safetensors")).expect("removed");
    let tensors = support::tensors();
    let (first, second) = tensors.split_at(20);
    let mut map = serde_json::Map::new();
    for (file, part) in [("a.safetensors", first), ("b.safetensors", second)] {
        std::fs::write(folder.join(file), support::safetensors(part)).expect("written");
        map.extend(
            part.iter()
                .map(|(name, _, _)| (name.clone(), Value::from(file))),
        );
    }
    let index = folder.join("model.safetensors.index.json");
    std::fs::write(&index, json!({ "weight_map": map }).to_string()).expect("written");
    assert!(load(folder).is_ok());

    std::fs::write(
        &index,
        json!({"weight_map": {"x": "../a.safetensors"}}).to_string(),
    )
    .expect("written");
    let error = load(folder).expect_err("a path out of the folder is refused");
    assert!(
        error.to_string().contains("outside of the folder"),
        "{error}"
    );
    std::fs::remove_file(folder.join("b.safetensors")).expect("removed");
    std::fs::write(
        &index,
        json!({"weight_map": {"x": "b.safetensors"}}).to_string(),
    )
    .expect("written");
    assert!(matches!(
        load(folder),
        Err(Error::Checkpoint(CheckpointError::Unreadable { .. }))
    ));
}

#[test]
fn names_without_the_prefix_load() {
    let folder = tempfile::tempdir().expect("a folder");
    support::write(folder.path());
    let mut tensors = support::tensors();
    for (name, _, _) in &mut tensors {
        *name = name.trim_start_matches("model.").to_owned();
    }
    std::fs::write(
        folder.path().join("model.safetensors"),
        support::safetensors(&tensors),
    )
    .expect("written");
    assert!(load(folder.path()).is_ok());
}

#[test]
fn tensors_that_do_not_fit_are_named() {
    let name = "model.encoder.layers.1.fc1.weight";
    let with = |change: &dyn Fn(&mut Vec<support::NamedTensor>)| {
        let mut tensors = support::tensors();
        change(&mut tensors);
        weights("model.safetensors", &support::safetensors(&tensors))
    };
    let missing = with(&|tensors| tensors.retain(|tensor| tensor.0 != name));
    assert!(
        matches!(&missing, Error::Checkpoint(CheckpointError::MissingTensor { name: n, .. }) if n == name)
    );
    let extra = with(&|tensors| {
        tensors.push((
            "model.encoder.layers.2.fc1.bias".to_owned(),
            vec![1],
            vec![0.0],
        ))
    });
    assert!(
        matches!(&extra, Error::Checkpoint(CheckpointError::ExtraTensors { name, count: 1 }) if name.contains("layers.2"))
    );
    let shape = with(&|tensors| {
        let tensor = tensors
            .iter_mut()
            .find(|tensor| tensor.0 == name)
            .expect("there");
        tensor.1.reverse();
    });
    assert!(
        matches!(&shape, Error::Checkpoint(CheckpointError::Shape { name: n, .. }) if n == name)
    );
}

#[test]
fn other_files_are_called_what_they_are() {
    for name in ["model.safetensors", "pytorch_model.bin"] {
        let found = |bytes: &[u8]| match weights(name, bytes) {
            Error::Checkpoint(CheckpointError::NotWeights { found, .. }) => found,
            other => panic!("{other}"),
        };
        let pointer = b"version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 5\n";
        assert_eq!(found(pointer), Misplaced::GitLfsPointer);
        let page = b"<!DOCTYPE html><html><body>404</body></html>";
        assert_eq!(found(page), Misplaced::WebPage);
        assert_eq!(found(b""), Misplaced::EmptyFile);
        assert_eq!(found(&[0; 4096]), Misplaced::Zeros);
        assert_eq!(found(b"Entry not found"), Misplaced::ServerError);
    }
}

#[test]
fn truncated_and_damaged_files_are_errors_at_every_length() {
    let good = support::safetensors(&support::tensors());
    for length in (0..good.len()).step_by(good.len() / 97) {
        assert!(matches!(
            weights("model.safetensors", &good[..length]),
            Error::Checkpoint(_)
        ));
    }
    let mut huge = good.clone();
    huge[..8].copy_from_slice(&u64::MAX.to_le_bytes());
    assert!(matches!(
        weights("model.safetensors", &huge),
        Error::Checkpoint(CheckpointError::Damaged { .. })
    ));
    let lies = br#"{"a":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,4]}}"#;
    let mut file = (lies.len() as u64).to_le_bytes().to_vec();
    file.extend_from_slice(lies);
    file.extend([0; 4]);
    assert!(matches!(
        weights("model.safetensors", &file),
        Error::Checkpoint(_)
    ));
}

#[test]
fn folders_without_a_model_say_so() {
    let no_folder = load(Path::new("/nowhere/at/all")).expect_err("no folder");
    assert!(matches!(
        no_folder,
        Error::Checkpoint(CheckpointError::NoFolder { .. })
    ));
    let no_weights =
        spoilt(|folder| std::fs::remove_file(folder.join("model.safetensors")).expect("removed"));
    assert!(matches!(
        no_weights,
        Error::Checkpoint(CheckpointError::NoWeights { .. })
    ));
    let no_config =
        spoilt(|folder| std::fs::remove_file(folder.join("config.json")).expect("removed"));
    assert!(matches!(
        no_config,
        Error::Checkpoint(CheckpointError::Config(ConfigError::Unreadable { .. }))
    ));
}

#[test]
fn wrong_settings_are_named_with_what_is_allowed() {
    let cases = [
        (
            "encoder_attention_heads",
            json!(5),
            "a divisor of d_model (24)",
        ),
        ("decoder_attention_heads", json!(0), "a whole number from 1"),
        ("block_size", json!(0), "a whole number from 1"),
        ("activation_function", json!("quick_gelu"), "gelu_new"),
        ("attention_type", json!("sparse"), "block_sparse"),
        ("d_model", json!("large"), "a whole number"),
        ("d_model", json!(-3), "a whole number"),
        ("vocab_size", json!(1e30), "a whole number"),
        ("scale_embedding", json!(1), "true or false"),
        ("eos_token_id", json!(97), "a whole number from 0 to 96"),
    ];
    for (field, value, allowed) in cases {
        let error = spoilt(|folder| {
            let mut config = support::config();
            config[field] = value.clone();
            std::fs::write(folder.join("config.json"), config.to_string()).expect("written");
        });
        let message = error.to_string();
        assert!(
            message.contains(field) && message.contains(allowed),
            "{message}"
        );
    }
}

#[test]
fn another_architecture_is_refused_by_name() {
    for (class, named) in [
        (json!(["T5Model"]), "T5Model"),
        (json!(["BigBirdModel"]), "BigBirdModel"),
    ] {
        let error = spoilt(|folder| {
            let mut config = support::config();
            config["architectures"] = class.clone();
            std::fs::write(folder.join("config.json"), config.to_string()).expect("written");
        });
        assert!(
            matches!(&error, Error::WrongArchitecture { .. }) && error.to_string().contains(named),
            "{error}"
        );
    }
}

#[test]
fn configurations_larger_than_the_weights_allocate_nothing() {
    let error = spoilt(|folder| {
        let mut config = support::config();
        config["vocab_size"] = json!(16_000_000);
        config["d_model"] = json!(999_999);
        config["encoder_attention_heads"] = json!(1);
        config["decoder_attention_heads"] = json!(1);
        std::fs::write(folder.join("config.json"), config.to_string()).expect("written");
    });
    assert!(
        matches!(error, Error::Checkpoint(CheckpointError::Shape { .. })),
        "{error}"
    );
}
