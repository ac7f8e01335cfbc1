//! Models for sequences and for classes, and readers with a decoder: kept like others, and nothing else than what they are.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use candle_core::{DType, Device, Tensor, safetensors};
use serde_json::json;

use super::server::{COMMIT, Repository, Served};
use super::{Bench, NAME, id, tiny};
use crate::weights::store::{
    Damage, Figures, ModelRole, ModelState, Placement, StoreError, survey,
};
use crate::weights::{FamilyTask, ModelError};

/// Width of the hidden states.
const WIDTH: usize = 48;
/// Width between the feed-forward products.
const MIDDLE: usize = 96;
/// Longest input in tokens.
const POSITIONS: usize = 128;
/// A vocabulary in which each base is a token.
const WORDS: [&str; 10] = [
    "[UNK]", "[CLS]", "[SEP]", "[PAD]", "[MASK]", "A", "C", "G", "T", "N",
];

/// The tensors of a model, whose values are small and always the same.
#[derive(Default)]
struct Tensors(HashMap<String, Tensor>);

impl Tensors {
    fn add(&mut self, name: &str, shape: &[usize]) {
        let count: usize = shape.iter().product();
        let values: Vec<f32> = (0..count)
            .map(|n| ((n * 31) % 17) as f32 / 170.0 - 0.05)
            .collect();
        let tensor = Tensor::from_vec(values, shape, &Device::Cpu).unwrap();
        self.0.insert(name.to_owned(), tensor);
    }

    fn linear(&mut self, name: &str, outputs: usize, inputs: usize) {
        self.add(&format!("{name}.weight"), &[outputs, inputs]);
        self.add(&format!("{name}.bias"), &[outputs]);
    }

    fn norm(&mut self, name: &str) {
        let ones = Tensor::ones(WIDTH, DType::F32, &Device::Cpu).unwrap();
        self.0.insert(format!("{name}.weight"), ones);
        self.add(&format!("{name}.bias"), &[WIDTH]);
    }

    fn encoder(&mut self) {
        let embeddings = "bert.embeddings";
        for (name, rows) in [
            ("word_embeddings", WORDS.len()),
            ("position_embeddings", POSITIONS),
            ("token_type_embeddings", 2),
        ] {
            self.add(&format!("{embeddings}.{name}.weight"), &[rows, WIDTH]);
        }
        self.norm(&format!("{embeddings}.LayerNorm"));
        let layer = "bert.encoder.layer.0";
        for name in ["self.query", "self.key", "self.value", "output.dense"] {
            self.linear(&format!("{layer}.attention.{name}"), WIDTH, WIDTH);
        }
        self.norm(&format!("{layer}.attention.output.LayerNorm"));
        self.linear(&format!("{layer}.intermediate.dense"), MIDDLE, WIDTH);
        self.linear(&format!("{layer}.output.dense"), WIDTH, MIDDLE);
        self.norm(&format!("{layer}.output.LayerNorm"));
    }
}

/// A folder with a model over bases of this class.
fn over_bases(home: &Path, class: &str) -> PathBuf {
    let mut tensors = Tensors::default();
    tensors.encoder();
    match class {
        "BigBirdForSequenceClassification" => {
            tensors.linear("classifier.dense", WIDTH, WIDTH);
            tensors.linear("classifier.out_proj", 2, WIDTH);
        }
        "BigBirdForTokenClassification" => tensors.linear("classifier", 2, WIDTH),
        "BigBirdForMaskedLM" => {
            tensors.linear("cls.predictions.transform.dense", WIDTH, WIDTH);
            tensors.norm("cls.predictions.transform.LayerNorm");
            tensors.add("cls.predictions.bias", &[WORDS.len()]);
        }
        _ => {}
    }
    let config = json!({
        "architectures": [class], "model_type": "big_bird", "vocab_size": WORDS.len(),
        "hidden_size": WIDTH, "intermediate_size": MIDDLE, "num_attention_heads": 4,
        "num_hidden_layers": 1, "max_position_embeddings": POSITIONS, "type_vocab_size": 2,
        "hidden_act": "gelu_new", "attention_type": "original_full", "block_size": 16,
        "num_random_blocks": 1, "pad_token_id": 3, "sep_token_id": 2,
        "id2label": {"0": "no promoter", "1": "promoter"},
    });
    let vocabulary: serde_json::Map<_, _> = WORDS
        .iter()
        .enumerate()
        .map(|(id, word)| ((*word).to_owned(), json!(id)))
        .collect();
    let special = WORDS.iter().enumerate().take(5).map(|(id, word)| {
        json!({
            "id": id, "content": word, "single_word": false, "lstrip": false, "rstrip": false,
            "normalized": false, "special": true,
        })
    });
    let tokenizer = json!({
        "version": "1.0", "truncation": null, "padding": null,
        "added_tokens": special.collect::<Vec<_>>(), "normalizer": null,
        "pre_tokenizer": {"type": "WhitespaceSplit"}, "post_processor": null, "decoder": null,
        "model": {
            "type": "BPE", "dropout": null, "unk_token": "[UNK]", "continuing_subword_prefix": null,
            "end_of_word_suffix": null, "fuse_unk": false, "byte_fallback": false,
            "ignore_merges": false, "vocab": vocabulary, "merges": [],
        },
    });
    let folder = home.join(class);
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("config.json"), config.to_string()).unwrap();
    fs::write(folder.join("tokenizer.json"), tokenizer.to_string()).unwrap();
    safetensors::save(&tensors.0, folder.join("model.safetensors")).unwrap();
    folder
}

/// The small writer with a head that classifies.
fn of_texts(home: &Path) -> PathBuf {
    let class = "BigBirdPegasusForSequenceClassification";
    with_head(home, class, |tensors, width| {
        tensors.linear("classification_head.dense", width, width);
        tensors.linear("classification_head.out_proj", 2, width);
    })
}

/// The small writer as another class, with the head of that.
fn with_head(home: &Path, class: &str, head: impl FnOnce(&mut Tensors, usize)) -> PathBuf {
    let folder = home.join(class);
    fs::create_dir_all(&folder).unwrap();
    fs::copy(tiny().join("spiece.model"), folder.join("spiece.model")).unwrap();
    let config = fs::read(tiny().join("config.json")).unwrap();
    let mut config: serde_json::Value = serde_json::from_slice(&config).unwrap();
    config["architectures"] = json!([class]);
    config["id2label"] = json!({"0": "early", "1": "late"});
    let width = usize::try_from(config["d_model"].as_u64().unwrap()).unwrap();
    fs::write(folder.join("config.json"), config.to_string()).unwrap();
    let mut tensors =
        Tensors(safetensors::load(tiny().join("model.safetensors"), &Device::Cpu).unwrap());
    tensors.0.retain(|name, _| name.starts_with("model."));
    head(&mut tensors, width);
    safetensors::save(&tensors.0, folder.join("model.safetensors")).unwrap();
    folder
}

/// A folder of each class, with what its model does and whether it can be converted.
fn each(home: &Path) -> [(PathBuf, Vec<FamilyTask>, bool); 5] {
    use FamilyTask::{ClassifyBases, ClassifyText, Encode, Predict};
    let bases = |class: &str| over_bases(home, class);
    [
        (bases("BigBirdModel"), vec![Encode], false),
        (bases("BigBirdForMaskedLM"), vec![Predict, Encode], true),
        (
            bases("BigBirdForTokenClassification"),
            vec![ClassifyBases, Encode],
            true,
        ),
        (
            bases("BigBirdForSequenceClassification"),
            vec![ClassifyBases, ClassifyText, Encode],
            true,
        ),
        (of_texts(home), vec![ClassifyText], false),
    ]
}

#[test]
fn a_folder_of_each_class_is_kept_for_what_it_does() {
    let bench = Bench::new();
    for (folder, tasks, converts) in each(bench.home.path()) {
        let found = survey(&folder).unwrap();
        assert_eq!(found.role, ModelRole::Classifies, "{folder:?}");
        let add = |how| bench.store.add(&folder, how, &bench.stop, &mut |_| ());
        let id = add(Placement::Copy).unwrap();
        let kept = bench.store.get(&id).unwrap().unwrap();
        assert_eq!(
            (kept.state, kept.role),
            (ModelState::Ready, Some(ModelRole::Classifies))
        );
        let figures: Figures = kept.figures.unwrap();
        assert_eq!(figures.tasks, tasks, "{folder:?}");
        assert_eq!(figures.fast_copy_bytes().is_some(), converts, "{folder:?}");
        assert!(figures.parameters > 10_000, "{}", figures.parameters);
        assert!(figures.memory.iter().all(|(_, bytes)| *bytes > 0));
        bench.store.verify(&id, &bench.stop, &mut |_| ()).unwrap();

        let converted = bench.convert(&id, true);
        let after = bench.store.get(&id).unwrap().unwrap();
        assert_eq!(after.state, ModelState::Ready, "{folder:?}");
        if converts {
            converted.unwrap();
            assert!(after.folder.unwrap().ends_with("int8"));
            bench.store.verify(&id, &bench.stop, &mut |_| ()).unwrap();
        } else {
            // it is refused, and the model is what it was
            assert!(
                matches!(
                    &converted,
                    Err(StoreError::Model(ModelError::WrongArchitecture(_)))
                ),
                "{converted:?}"
            );
            assert!(after.folder.unwrap().ends_with("original"));
        }
        bench.store.remove(&id).unwrap();
        assert_eq!(bench.store.state(&id).unwrap(), ModelState::Absent);
    }
}

#[test]
fn a_branch_is_kept_with_the_commit_that_it_meant() {
    let bench = Bench::new();
    let folder = over_bases(bench.home.path(), "BigBirdForSequenceClassification");
    let server = Repository::start(Served::folder(&folder));
    let branch = format!("{NAME}@promoters_300_run_1");
    bench.download_of(&branch, &server, &mut |_| ()).unwrap();
    let kept = bench.store.get(&id()).unwrap().unwrap();
    assert_eq!(kept.state, ModelState::Ready);
    assert_eq!(kept.role, Some(ModelRole::Classifies));
    assert_eq!(kept.revision.as_deref(), Some(COMMIT));
    for (revision, is_its) in [
        (COMMIT, true),
        ("promoters_300_run_1", true),
        ("main", false),
        ("promoters", false),
    ] {
        assert_eq!(kept.is_at(revision), is_its, "{revision}");
    }
    // the files are those of the commit, whatever the branch means meanwhile
    let files = server.asked();
    assert!(files.iter().skip(1).all(|asked| asked.contains(COMMIT)));
    server.forget();
    bench.download_of(&branch, &server, &mut |_| ()).unwrap();
    assert_eq!(server.asked(), [""; 0]);
}

#[test]
fn names_that_do_not_fit_the_classes_make_a_download_unusable() {
    let bench = Bench::new();
    let folder = over_bases(bench.home.path(), "BigBirdForTokenClassification");
    let mut served = Served::folder(&folder);
    let config = String::from_utf8(served.files["config.json"].clone()).unwrap();
    let config = config.replace("\"1\":\"promoter\"", "\"1\":\"promoter\",\"2\":\"other\"");
    served
        .files
        .insert("config.json".into(), config.into_bytes());
    let error = bench.download(&Repository::start(served)).unwrap_err();
    assert!(
        matches!(
            &error,
            StoreError::Damaged {
                damage: Damage::NotUsable { .. },
                ..
            }
        ),
        "{error:?}"
    );
}

#[test]
fn an_encoder_without_one_of_its_tensors_is_refused() {
    let bench = Bench::new();
    let folder = over_bases(bench.home.path(), "BigBirdModel");
    let weights = folder.join("model.safetensors");
    let mut tensors = safetensors::load(&weights, &Device::Cpu).unwrap();
    tensors.remove("bert.encoder.layer.0.output.dense.weight");
    safetensors::save(&tensors, &weights).unwrap();
    let refused = survey(&folder);
    assert!(matches!(refused, Err(StoreError::Model(_))), "{refused:?}");
}

#[test]
fn a_reader_with_a_decoder_is_kept_as_a_reader_and_has_no_fast_copy() {
    let bench = Bench::new();
    let class = "BigBirdPegasusForQuestionAnswering";
    let folder = with_head(bench.home.path(), class, |tensors, width| {
        tensors.linear("qa_outputs", 2, width);
    });
    let add = bench
        .store
        .add(&folder, Placement::Copy, &bench.stop, &mut |_| ());
    let kept = bench.store.get(&add.unwrap()).unwrap().unwrap();
    assert_eq!(
        (kept.state, kept.role),
        (ModelState::Ready, Some(ModelRole::Reads))
    );
    let figures = kept.figures.unwrap();
    assert_eq!((figures.fast_copy_bytes(), figures.tasks), (None, vec![]));
}
