//! The tensors of a checkpoint as the modules request them: by relative name, in one precision. A record of the
//! requested tensors lets the loader report leftovers.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use std::sync::{Arc, Mutex, PoisonError};

use candle_core::{Device, Tensor};

use super::error::CheckpointError;
use super::folder::Checkpoint;
use super::rows::StoredRows;
use super::table::PackedTable;
use crate::kernel::{float, int8};
use crate::load::Precision;
use crate::stop::Stop;

/// A place in a checkpoint's tree of names; a model takes its tensors from here.
#[derive(Clone)]
pub struct Weights<'a> {
    checkpoint: &'a Checkpoint,
    prefix: String,
    precision: Precision,
    device: Device,
    taken: Rc<RefCell<BTreeSet<String>>>,
    comparison: Option<(Comparison, Stop)>,
    surveys: bool,
    unused: Rc<RefCell<Vec<String>>>,
}

/// For every matrix the sums of `|int8 - f32|²` and `|f32|²` over its outputs.
pub(crate) type Comparison = Arc<Mutex<BTreeMap<String, [f64; 2]>>>;

/// A matrix in main memory, laid out for products.
pub(crate) enum PanelMatrix {
    /// Panels of f32.
    Float(float::Panels),
    /// Panels of int8.
    Int8(int8::Panels),
}

impl<'a> Weights<'a> {
    /// The root of the tree.
    pub fn new(checkpoint: &'a Checkpoint, precision: Precision, device: &Device) -> Self {
        Self {
            checkpoint,
            prefix: String::new(),
            precision,
            device: device.clone(),
            taken: Rc::default(),
            comparison: None,
            surveys: false,
            unused: Rc::default(),
        }
    }

    /// The root of the tree, for finding out whether a model fits: reads no numbers, and all tensors are zeros that
    /// take no memory.
    pub fn surveying(checkpoint: &'a Checkpoint) -> Self {
        let mut weights = Self::new(checkpoint, Precision::F32, &Device::Cpu);
        weights.surveys = true;
        weights
    }

    /// Whether the tree reads no numbers.
    pub(crate) fn surveys(&self) -> bool {
        self.surveys
    }

    /// The root of the tree, on the CPU, for measuring how int8 differs from f32. Products end early at `stop`.
    pub fn comparing(checkpoint: &'a Checkpoint, stop: &Stop) -> Self {
        let mut weights = Self::new(checkpoint, Precision::F32, &Device::Cpu);
        weights.comparison = Some((Comparison::default(), stop.clone()));
        weights
    }

    /// A matrix that measures its int8 error, if the tree measures errors and the file has numbers to round.
    pub(crate) fn compared(
        &self,
        shape: [usize; 2],
        name: &str,
    ) -> Result<Option<(StoredRows, String, Comparison, Stop)>, CheckpointError> {
        let Some((comparison, stop)) = self.comparison.clone() else {
            return Ok(None);
        };
        let full = self.full(name);
        let rows = self.checkpoint.stored_rows(&full, shape)?;
        self.taken.borrow_mut().insert(full.clone());
        Ok(rows.map(|rows| (rows, full, comparison, stop)))
    }

    /// The relative errors so far; infinite for matrices that no product used.
    pub(crate) fn errors(&self) -> BTreeMap<String, f64> {
        let Some((comparison, _)) = &self.comparison else {
            return BTreeMap::new();
        };
        let sums = comparison.lock().unwrap_or_else(PoisonError::into_inner);
        let errors = sums.iter().map(|(name, [apart, whole])| {
            let error = (apart / whole).sqrt();
            let error = if error.is_finite() {
                error
            } else {
                f64::INFINITY
            };
            (name.clone(), error)
        });
        errors.collect()
    }

    /// The first matrix, in alphabetical order, whose products in f32 are not finite.
    pub(crate) fn not_finite(&self) -> Option<String> {
        let (comparison, _) = self.comparison.as_ref()?;
        let sums = comparison.lock().unwrap_or_else(PoisonError::into_inner);
        let broken = sums.iter().find(|(_, [_, whole])| !whole.is_finite());
        broken.map(|(name, _)| name.clone())
    }

    /// The subtree `name`; the empty name is this tree itself.
    pub fn at(&self, name: impl std::fmt::Display) -> Self {
        let mut below = self.clone();
        below.prefix = self.full(&name.to_string());
        below
    }

    fn full(&self, name: &str) -> String {
        match (self.prefix.is_empty(), name.is_empty()) {
            (true, _) => name.to_owned(),
            (_, true) => self.prefix.clone(),
            _ => format!("{}.{name}", self.prefix),
        }
    }

    /// The checkpoint behind the tree.
    pub fn checkpoint(&self) -> &'a Checkpoint {
        self.checkpoint
    }

    /// The device that tensors load to.
    pub fn device(&self) -> &Device {
        &self.device
    }

    /// The precision that the caller chose.
    pub fn precision(&self) -> Precision {
        self.precision
    }

    /// Whether the subtree has a tensor `name`.
    pub fn has(&self, name: &str) -> bool {
        self.checkpoint.contains(&self.full(name))
    }

    /// Whether any tensor's name begins with this subtree's name and `name`.
    pub(crate) fn has_below(&self, name: &str) -> bool {
        let start = self.full(name) + ".";
        self.checkpoint
            .names()
            .any(|tensor| tensor.starts_with(&start))
    }

    /// Loads the tensor `name`, which must have this shape.
    pub(crate) fn get(&self, shape: &[usize], name: &str) -> Result<Tensor, CheckpointError> {
        let full = self.full(name);
        let dtype = self.precision.dtype();
        let tensor = match self.surveys {
            true => self.checkpoint.zeros(&full, shape, dtype)?,
            false => self.checkpoint.tensor(&full, shape, dtype, &self.device)?,
        };
        self.taken.borrow_mut().insert(full);
        Ok(tensor)
    }

    /// Gives `read` the rows of a matrix, see [`Checkpoint::read_rows`].
    pub(crate) fn read_rows<T>(
        &self,
        shape: [usize; 2],
        name: &str,
        read: impl FnOnce(
            &(dyn Fn(usize, &mut [f32]) -> Result<(), CheckpointError> + Sync),
        ) -> Result<T, CheckpointError>,
    ) -> Result<T, CheckpointError> {
        let full = self.full(name);
        let done = self.checkpoint.read_rows(&full, shape, read)?;
        self.taken.borrow_mut().insert(full);
        Ok(done)
    }

    /// A matrix in int8: taken from the file if it is int8 there, else quantized here. A matrix stays in higher
    /// precision if a converted file holds it so, or if the checkpoint has a plan that does not list it.
    pub(crate) fn int8(
        &self,
        shape: [usize; 2],
        name: &str,
    ) -> Result<PanelMatrix, CheckpointError> {
        let full = self.full(name);
        if let Some(panels) = self.checkpoint.int8(&full, shape)? {
            self.taken.borrow_mut().insert(full);
            return Ok(PanelMatrix::Int8(panels));
        }
        let [outputs, inputs] = shape;
        let plan = self.checkpoint.conversion().or(self.checkpoint.plan());
        if plan.is_some_and(|plan| !plan.int8.contains_key(&full)) {
            let panels = |read: &(dyn Fn(usize, &mut [f32]) -> _ + Sync)| {
                float::Panels::pack(outputs, inputs, read)
            };
            let panels = self.read_rows(shape, name, panels)?;
            return Ok(PanelMatrix::Float(panels));
        }
        let panels = |read: &(dyn Fn(usize, &mut [f32]) -> _ + Sync)| {
            int8::Panels::quantize(outputs, inputs, read)
        };
        let panels = self.read_rows(shape, name, panels)?;
        Ok(PanelMatrix::Int8(panels))
    }

    /// A packed table, if the file holds it packed.
    pub(crate) fn packed_table(
        &self,
        shape: [usize; 2],
        name: &str,
    ) -> Result<Option<PackedTable>, CheckpointError> {
        let full = self.full(name);
        let table = self.checkpoint.packed_table(&full, shape)?;
        if table.is_some() {
            self.taken.borrow_mut().insert(full);
        }
        Ok(table)
    }

    /// An error about a tensor of this subtree.
    pub(crate) fn failed(&self, name: &str, source: candle_core::Error) -> CheckpointError {
        CheckpointError::Tensor {
            name: self.full(name),
            source,
        }
    }

    /// Notes the tensors that the model did not take and that are not `needless`. As in transformers, they do no
    /// harm; [`Self::unused`] returns their names.
    ///
    /// # Errors
    /// If they show that the configuration belongs to another model: one of them is a part of a further layer, or
    /// the model took fewer tensors than it left.
    pub fn finish(&self, needless: impl Fn(&str) -> bool) -> Result<(), CheckpointError> {
        let taken = self.taken.borrow();
        let left: Vec<String> = self
            .checkpoint
            .names()
            .filter(|name| !taken.contains(*name) && !needless(name))
            .map(str::to_owned)
            .collect();
        let kinds: BTreeSet<String> = taken.iter().map(|name| without_numbers(name)).collect();
        let further = left
            .iter()
            .find(|name| kinds.contains(&without_numbers(name)));
        let another = further.or(left.first().filter(|_| left.len() > taken.len()));
        if let Some(name) = another {
            return Err(CheckpointError::ExtraTensors {
                name: name.clone(),
                count: left.len(),
            });
        }
        *self.unused.borrow_mut() = left;
        Ok(())
    }

    /// The tensors without a place in the model, in alphabetical order; known after [`Self::finish`].
    pub fn unused(&self) -> Vec<String> {
        self.unused.borrow().clone()
    }
}

/// A name whose numbers are all alike, so that it stands for the same tensor of every layer.
fn without_numbers(name: &str) -> String {
    let number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let parts = name
        .split('.')
        .map(|part| if number(part) { "#" } else { part });
    parts.collect::<Vec<_>>().join(".")
}
