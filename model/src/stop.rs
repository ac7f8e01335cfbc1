//! Interrupting long work: a cancel flag and a deadline, looked at often enough to act within a second.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

/// Why work was interrupted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Interrupted {
    /// The cancel flag was raised.
    #[error("cancelled")]
    Cancelled,
    /// The deadline passed.
    #[error("the deadline passed")]
    Deadline,
}

/// When to give up: cheap to clone, cheap to ask.
///
/// The encoder asks between the parts of a layer and between query tiles of an attention, generation
/// before every step and between the layers of a step.
#[derive(Debug, Clone, Default)]
pub struct Stop {
    cancelled: Option<Arc<AtomicBool>>,
    deadline: Option<Instant>,
}

impl Stop {
    /// Never stops.
    pub fn never() -> Self {
        Self::default()
    }

    /// Stops once `flag` is true.
    pub fn when(flag: Arc<AtomicBool>) -> Self {
        Self {
            cancelled: Some(flag),
            deadline: None,
        }
    }

    /// Stops also at `deadline`.
    pub fn with_deadline(mut self, deadline: Instant) -> Self {
        self.deadline = Some(deadline);
        self
    }

    /// An error once the work should end.
    pub fn check(&self) -> Result<(), Interrupted> {
        if let Some(flag) = &self.cancelled
            && flag.load(Ordering::Relaxed)
        {
            return Err(Interrupted::Cancelled);
        }
        match self.deadline {
            Some(deadline) if Instant::now() >= deadline => Err(Interrupted::Deadline),
            _ => Ok(()),
        }
    }
}
