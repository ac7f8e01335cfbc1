//! The reference folder, and how the tests compare numbers with it.

use std::collections::HashMap;
use std::path::PathBuf;

use bigbird_pegasus::RandomBlocks;
use bigbird_pegasus::config::AttentionType;
use candle_core::{DType, Device, Tensor};
use serde_json::Value;

/// A folder of inputs and of the outputs that transformers computes from them.
pub(crate) struct Reference {
    folder: PathBuf,
    committed: bool,
}

impl Reference {
    /// The few cases that are part of this repository.
    pub(crate) fn committed() -> Self {
        Self {
            folder: pagewing_tests::fixture("reference"),
            committed: true,
        }
    }

    /// Every case: `../shared/reference`, or the folder that `PAGEWING_REFERENCE` names.
    pub(crate) fn whole() -> Self {
        let folder = std::env::var_os("PAGEWING_REFERENCE")
            .map_or_else(|| pagewing_tests::shared("reference"), PathBuf::from);
        Self {
            folder,
            committed: false,
        }
    }

    pub(crate) fn is_committed(&self) -> bool {
        self.committed
    }

    /// A file or folder of the reference. The repository has `checkpoints/tiny-a` once only, as `tiny-model`.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        if self.committed && name == "checkpoints/tiny-a" {
            return pagewing_tests::fixture("tiny-model");
        }
        self.folder.join(name)
    }

    /// A parsed JSON file.
    pub(crate) fn json(&self, name: &str) -> Value {
        let path = self.path(name);
        let text = std::fs::read(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        serde_json::from_slice(&text).expect("the reference's JSON is valid")
    }

    /// The values of a file with one JSON value per line.
    pub(crate) fn lines(&self, name: &str) -> Vec<Value> {
        let path = self.path(name);
        let text =
            std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        text.lines()
            .map(|line| serde_json::from_str(line).expect("the reference's JSON is valid"))
            .collect()
    }

    /// The cases of an index file, at least one.
    pub(crate) fn cases(&self, name: &str) -> Vec<Value> {
        let cases = match self.json(name) {
            Value::Array(cases) => cases,
            Value::Object(mut index) => match index.remove("cases") {
                Some(Value::Array(cases)) => cases,
                _ => panic!("{name} has no cases"),
            },
            _ => panic!("{name} is no index"),
        };
        assert!(!cases.is_empty(), "{name} has no cases");
        cases
    }

    /// A file's tensors, by name.
    pub(crate) fn tensors(&self, name: &str) -> Tensors {
        Tensors(
            candle_core::safetensors::load(self.path(name), &Device::Cpu)
                .expect("the reference's tensors are readable"),
        )
    }
}

/// A text field of a case.
pub(crate) fn text<'a>(case: &'a Value, field: &str) -> &'a str {
    case[field]
        .as_str()
        .unwrap_or_else(|| panic!("{field} is missing in {case}"))
}

/// A number of a case.
pub(crate) fn number(case: &Value, field: &str) -> usize {
    case[field]
        .as_u64()
        .unwrap_or_else(|| panic!("{field} is missing in {case}")) as usize
}

/// Rows of token ids.
pub(crate) fn rows(value: &Value) -> Vec<Vec<u32>> {
    serde_json::from_value(value.clone()).expect("rows of token ids")
}

/// The tensors of a case's file, by name.
pub(crate) struct Tensors(HashMap<String, Tensor>);

impl Tensors {
    pub(crate) fn get(&self, name: &str) -> Option<&Tensor> {
        self.0.get(name)
    }

    pub(crate) fn names(&self) -> Vec<&str> {
        let mut names: Vec<&str> = self.0.keys().map(String::as_str).collect();
        names.sort_unstable();
        names
    }

    /// Rows of ids.
    pub(crate) fn ids(&self, name: &str) -> Option<Vec<Vec<u32>>> {
        let rows = self
            .get(name)?
            .to_dtype(DType::I64)
            .ok()?
            .to_vec2::<i64>()
            .ok()?;
        Some(
            rows.into_iter()
                .map(|row| row.into_iter().map(|id| id as u32).collect())
                .collect(),
        )
    }

    /// Rows of a mask.
    pub(crate) fn mask(&self, name: &str) -> Option<Vec<Vec<bool>>> {
        let rows = self.ids(name)?;
        Some(
            rows.into_iter()
                .map(|row| row.into_iter().map(|there| there != 0).collect())
                .collect(),
        )
    }
}

/// The device that models run on: a graphics card in builds for one, otherwise the processor.
pub(crate) fn device() -> Device {
    let card = match (cfg!(feature = "cuda"), cfg!(feature = "metal")) {
        (true, _) => Device::new_cuda(0),
        (false, true) => Device::new_metal(0),
        (false, false) => return Device::Cpu,
    };
    card.unwrap_or_else(|error| panic!("no graphics card answers: {error}"))
}

/// Attention and random blocks of one of the reference's modes.
pub(crate) fn mode(name: &str) -> (Option<AttentionType>, RandomBlocks) {
    match name {
        "full" => (Some(AttentionType::OriginalFull), RandomBlocks::Zero),
        "eval" | "auto" => (Some(AttentionType::BlockSparse), RandomBlocks::Zero),
        "seeded" => (
            Some(AttentionType::BlockSparse),
            RandomBlocks::SeededTransformers,
        ),
        "seeded_google" => (Some(AttentionType::BlockSparse), RandomBlocks::Seeded),
        "none" => (None, RandomBlocks::Zero),
        other => panic!("unknown mode {other}"),
    }
}

/// The largest differences between two tensors.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Difference {
    pub(crate) absolute: f64,
    pub(crate) relative: f64,
}

/// Compares with `|a - b| <= absolute + relative * |b|`.
pub(crate) fn compare(
    what: &str,
    ours: &Tensor,
    theirs: &Tensor,
    absolute: f64,
    relative: f64,
) -> Difference {
    assert_eq!(ours.dims(), theirs.dims(), "{what}: the shapes differ");
    let flat = |t: &Tensor| -> Vec<f64> {
        let t = t
            .to_device(&Device::Cpu)
            .and_then(|t| t.to_dtype(DType::F64)?.flatten_all())
            .expect("a float tensor");
        t.to_vec1().expect("a flat tensor")
    };
    let mut largest = Difference {
        absolute: 0.0,
        relative: 0.0,
    };
    let mut size = 0f64;
    for (a, b) in flat(ours).into_iter().zip(flat(theirs)) {
        let difference = (a - b).abs();
        assert!(
            difference <= absolute + relative * b.abs(),
            "{what}: {a} instead of {b}, off by {difference:e}"
        );
        largest.absolute = largest.absolute.max(difference);
        size = size.max(b.abs());
    }
    largest.relative = if size > 0.0 {
        largest.absolute / size
    } else {
        0.0
    };
    largest
}
