//! Why models run on the processor although a graphics card was wanted.

use bigbird_pegasus::CardFailure;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Why models run on the processor although a graphics card was wanted.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Fallback {
    /// This build does not support such a card.
    #[error("this build supports no such card")]
    NotSupported,
    /// There is no card, or its driver does not work.
    #[error("no card answered: {detail}")]
    NoCard {
        /// The driver's report, as text.
        detail: String,
    },
    /// A small encoder computes other numbers on the card than on the processor.
    #[error("the card computes other numbers than the processor")]
    Disagrees,
    /// A model does not fit into the card's memory.
    #[error("{needed} bytes of the card's memory needed, {available} free")]
    TooSmall {
        /// Bytes needed, an estimate.
        #[ts(type = "number")]
        needed: u64,
        /// Bytes that are free.
        #[ts(type = "number")]
        available: u64,
    },
    /// The card's memory ran out while a model worked.
    #[error("the card's memory ran out")]
    OutOfMemory,
    /// The card or its driver failed while a model worked.
    #[error("the card failed: {detail}")]
    Failed {
        /// The driver's report, as text.
        detail: String,
    },
}

impl From<CardFailure> for Fallback {
    fn from(failure: CardFailure) -> Self {
        match failure.out_of_memory {
            true => Self::OutOfMemory,
            false => Self::Failed {
                detail: failure.detail,
            },
        }
    }
}
