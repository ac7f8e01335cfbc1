//! The reference folder, and how numbers are compared with it.

use std::collections::HashMap;
use std::path::PathBuf;

use bigbird_pegasus::RandomBlocks;
use bigbird_pegasus::config::AttentionType;
use candle_core::{DType, Device, Tensor};
use serde_json::Value;

/// The reference folder, or nothing (with a word) where it is absent.
pub(crate) fn folder() -> Option<PathBuf> {
    let folder = match std::env::var_os("PAGEWING_REFERENCE") {
        Some(folder) => PathBuf::from(folder),
        None => PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared/reference"),
    };
    if folder.is_dir() {
        return Some(folder);
    }
    println!(
        "skipped: there is no reference folder at {}",
        folder.display()
    );
    None
}

/// A parsed JSON file of the folder.
pub(crate) fn json(path: &str) -> Option<Value> {
    let text = std::fs::read(folder()?.join(path)).ok()?;
    Some(serde_json::from_slice(&text).expect("the reference's JSON is valid"))
}

/// The cases of an index file.
pub(crate) fn cases(path: &str) -> Vec<Value> {
    match json(path) {
        Some(Value::Array(cases)) => cases,
        Some(Value::Object(mut index)) => match index.remove("cases") {
            Some(Value::Array(cases)) => cases,
            _ => panic!("{path} has no cases"),
        },
        _ => Vec::new(),
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

/// A file of tensors.
pub(crate) struct Tensors(HashMap<String, Tensor>);

impl Tensors {
    pub(crate) fn open(path: &str) -> Self {
        let path = folder().expect("a reference folder").join(path);
        Self(
            candle_core::safetensors::load(path, &Device::Cpu)
                .expect("the reference's tensors are readable"),
        )
    }

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
            .to_dtype(DType::F64)
            .and_then(|t| t.flatten_all())
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
