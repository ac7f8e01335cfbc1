//! What models say along sequences. Where weights are zero, it is known what a model says.

mod refused;
mod resumed;
mod scores;
mod tracks;
mod vectors;

use std::path::{Path, PathBuf};

use pagewing_tests::family::Made;
use serde_json::Value;

use super::{Ended, Run, text};

const LABELS: [&str; 2] = ["no promoter", "promoter"];

/// Bases that look random and are always the same.
fn bases(count: usize) -> String {
    let base = |n: usize| ["A", "C", "G", "T"][(n * n * 7 + n / 3) % 13 % 4];
    (0..count).map(base).collect()
}

fn classifier(run: &Run) -> PathBuf {
    Made::over_bases("BigBirdForSequenceClassification")
        .classes_of_texts(&LABELS)
        .write(run.home.path(), "classifier")
}

/// A model whose probabilities of words are those of a softmax over `bias`, whatever it reads.
fn predicts(run: &Run, bias: impl Fn(usize) -> f32) -> PathBuf {
    Made::over_bases("BigBirdForMaskedLM")
        .predictions()
        .set("cls.predictions.transform.LayerNorm.weight", |_| 0.0)
        .set("cls.predictions.bias", bias)
        .write(run.home.path(), "predicts")
}

fn genome(run: &Run, command: &str, file: &Path, model: &Path, more: &[&str]) -> Ended {
    let fixed = ["genome", command, text(file), "--model", text(model), "-q"];
    run.run(fixed.iter().chain(more))
}

fn json(ended: &Ended) -> Value {
    serde_json::from_str(&ended.out).unwrap_or_else(|error| panic!("{error}: {}", ended.err))
}
