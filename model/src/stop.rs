//! Interrupts long work: a cancel flag and a deadline, checked often enough to act within a second.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

/// What interrupted the work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Interrupted {
    /// The cancel flag is true.
    #[error("cancelled")]
    Cancelled,
    /// The deadline is past.
    #[error("the deadline passed")]
    Deadline,
}

/// The condition that interrupts work: cheap to clone, cheap to check.
///
/// The encoder checks it between the parts of a layer and between query tiles of an attention; generation
/// checks it before every step and between the layers of a step.
///
/// ```
/// use std::sync::Arc;
/// use std::sync::atomic::{AtomicBool, Ordering};
///
/// use bigbird_pegasus::{Interrupted, Stop};
///
/// let cancelled = Arc::new(AtomicBool::new(false));
/// let stop = Stop::when(Arc::clone(&cancelled));
/// assert_eq!(stop.check(), Ok(()));
/// // as another thread does, such as that of a window
/// cancelled.store(true, Ordering::Relaxed);
/// assert_eq!(stop.check(), Err(Interrupted::Cancelled));
/// ```
#[derive(Debug, Clone, Default)]
pub struct Stop {
    cancelled: Option<Arc<AtomicBool>>,
    deadline: Option<Instant>,
}

impl Stop {
    /// A condition that never stops work.
    pub fn never() -> Self {
        Self::default()
    }

    /// Stops as soon as `flag` is true.
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

    /// An error if the work must end.
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
