//! What Pagewing adds to the models: the starter model and its file, the head that scores sentences, words in
//! six bits, and the names in converted files. The models themselves come from [`bigbird_pegasus`].

mod convert;
mod format;
mod load;
pub mod salience;
mod six_bits;
pub mod starter;

pub use convert::convert;
pub use format::{FORMAT, open};
pub use load::{load_reader, load_sentence_encoder, survey};
pub use salience::SalienceHead;
