//! What a caller asks of a conversion, and what it gets back.

use std::collections::BTreeMap;

use crate::Result;
use crate::checkpoint::{Conversion, TablePacking, Weights};

/// How to convert.
#[derive(Debug, Clone, Copy)]
pub struct ConvertOptions<'a> {
    /// A hash of the files of the source, to tell conversions of different models apart.
    pub source: &'a str,
    /// Tokens of a text to compare on; for a reader `[CLS] question [SEP] text [SEP]`.
    pub ids: &'a [u32],
    /// How many of them a reader's question takes, with its markers; 0 for other models.
    pub question: usize,
    /// The largest relative error of a matrix's outputs, as `|int8 - f32| / |f32|`, that is accepted.
    pub bound: f64,
}

/// The largest relative error that is accepted where nobody says otherwise.
pub const ERROR_BOUND: f64 = 0.05;

/// How far a conversion is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ConvertEvent {
    /// The text is being read in both precisions.
    Comparing {
        /// Layers and steps done.
        done: usize,
        /// All layers and steps.
        of: usize,
    },
    /// The file is being written.
    Writing {
        /// Bytes so far.
        done: u64,
        /// All bytes.
        of: u64,
    },
}

/// What a conversion did.
#[derive(Debug, Clone, PartialEq)]
pub struct Converted {
    /// Relative error of every matrix on the text; empty where an interrupted conversion was continued.
    pub errors: BTreeMap<String, f64>,
    /// The description that the file carries.
    pub conversion: Conversion,
    /// Size of the file.
    pub bytes: u64,
    /// Bytes that an earlier, interrupted conversion had written.
    pub continued_from: u64,
}

/// Has a model read the text of the options with weights that compare both precisions, and calls back with the
/// parts done and all parts.
pub type Compare<'a> = dyn Fn(&Weights, &mut dyn FnMut(usize, usize)) -> Result<()> + 'a;

/// How one kind of model is converted.
pub struct Recipe<'a> {
    /// Tables that are only looked up, each with a packing that the checkpoint's format lists.
    pub tables: &'a [(&'a str, &'static dyn TablePacking)],
    /// Finds out how int8 differs from f32.
    pub compare: &'a Compare<'a>,
}
