//! The models, one folder or file per architecture.

mod batch;
pub mod bert;
pub mod bigbird;
pub mod bigbird_pegasus;
mod classification_head;
mod classifier;
mod expect;
mod progress;
mod sentences;
mod span_logits;
mod survey;
mod values;

pub use classifier::SequenceClassifier;
pub use progress::EncodeProgress;
pub use sentences::{Pooling, SentenceSettings};
pub use span_logits::SpanLogits;
pub use survey::survey;
