//! The tensors of a checkpoint as the modules ask for them: by relative name, in one precision, and
//! with a record of what was taken, so that leftovers can be reported.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::rc::Rc;

use candle_core::{DType, Device, Tensor};

use super::{Checkpoint, CheckpointError};

/// A place in a checkpoint's tree of names.
#[derive(Clone)]
pub(crate) struct Weights<'a> {
    checkpoint: &'a Checkpoint,
    prefix: String,
    dtype: DType,
    device: Device,
    taken: Rc<RefCell<BTreeSet<String>>>,
}

impl<'a> Weights<'a> {
    /// The root of the tree.
    pub(crate) fn new(checkpoint: &'a Checkpoint, dtype: DType, device: &Device) -> Self {
        Self {
            checkpoint,
            prefix: String::new(),
            dtype,
            device: device.clone(),
            taken: Rc::default(),
        }
    }

    /// The subtree `name`; the empty name is this tree itself.
    pub(crate) fn at(&self, name: impl std::fmt::Display) -> Self {
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

    /// Where tensors are loaded to.
    pub(crate) fn device(&self) -> &Device {
        &self.device
    }

    /// Whether the subtree has a tensor `name`.
    pub(crate) fn has(&self, name: &str) -> bool {
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
        let tensor = self
            .checkpoint
            .tensor(&full, shape, self.dtype, &self.device)?;
        self.taken.borrow_mut().insert(full);
        Ok(tensor)
    }

    /// An error if tensors are left that were neither taken nor are known to be needless.
    pub(crate) fn finish(&self, needless: impl Fn(&str) -> bool) -> Result<(), CheckpointError> {
        let taken = self.taken.borrow();
        let mut left = self
            .checkpoint
            .names()
            .filter(|name| !taken.contains(*name) && !needless(name));
        match left.next() {
            None => Ok(()),
            Some(first) => Err(CheckpointError::ExtraTensors {
                name: first.to_owned(),
                count: 1 + left.count(),
            }),
        }
    }
}
