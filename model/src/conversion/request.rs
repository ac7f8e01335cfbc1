//! The inputs and the results of a conversion.

use std::collections::BTreeMap;

use crate::Result;
use crate::checkpoint::{Conversion, TablePacking, Weights};

/// The settings of a conversion.
#[derive(Debug, Clone, Copy)]
pub struct ConvertOptions<'a> {
    /// A hash of the source files, which distinguishes conversions of different models.
    pub source: &'a str,
    /// Tokens of a text to compare on; for a reader `[CLS] question [SEP] text [SEP]`.
    pub ids: &'a [u32],
    /// How many of these tokens a reader's question takes, with its markers; 0 for other models.
    pub question: usize,
    /// The largest relative error of a matrix's outputs, `|int8 - f32| / |f32|`, that the conversion accepts.
    pub bound: f64,
}

/// The default for the largest accepted relative error.
pub const ERROR_BOUND: f64 = 0.05;

/// The progress of a conversion.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ConvertEvent {
    /// The model reads the text in both precisions.
    Comparing {
        /// Layers and steps done so far.
        done: usize,
        /// Number of layers and steps.
        of: usize,
    },
    /// The conversion writes the file.
    Writing {
        /// Bytes written so far.
        done: u64,
        /// Bytes of the whole file.
        of: u64,
    },
}

/// The result of a conversion.
#[derive(Debug, Clone, PartialEq)]
pub struct Converted {
    /// Relative error of every matrix on the text; empty if the conversion continued an interrupted one.
    pub errors: BTreeMap<String, f64>,
    /// The description in the file.
    pub conversion: Conversion,
    /// Size of the file in bytes.
    pub bytes: u64,
    /// Bytes that an earlier, interrupted conversion wrote.
    pub continued_from: u64,
}

/// Lets a model read the text of the options with weights that compare both precisions; the callback receives
/// the parts done and the number of parts.
pub type Compare<'a> = dyn Fn(&Weights, &mut dyn FnMut(usize, usize)) -> Result<()> + 'a;

/// The steps of a conversion for one kind of model.
pub struct Recipe<'a> {
    /// Tables that the model only looks up, each with a packing that the checkpoint's format lists.
    pub tables: &'a [(&'a str, &'static dyn TablePacking)],
    /// Measures how int8 differs from f32.
    pub compare: &'a Compare<'a>,
}
