//! Text to tokens and back.

mod bigbird;
mod charsmap;
mod encoding;
mod error;
mod file;
mod json;
mod normalizer;
mod pegasus;
mod sentencepiece;
mod unigram;
mod vocabulary;

pub use bigbird::{BigBirdTokenizer, PairEncoding};
pub use encoding::Encoding;
pub use error::TokenizerError;
pub use pegasus::PegasusTokenizer;
