//! Text to tokens and back.
//!
//! `BigBirdTokenizer` needs the feature `tokenizers`, which is on by default; [`PegasusTokenizer`] needs none.

#[cfg(feature = "tokenizers")]
mod bigbird;
#[deny(clippy::indexing_slicing)]
mod charsmap;
mod encoding;
mod error;
#[deny(clippy::indexing_slicing)]
mod file;
#[deny(clippy::indexing_slicing)]
mod json;
mod normalizer;
mod pegasus;
#[deny(clippy::indexing_slicing)]
mod sentencepiece;
mod unigram;
#[deny(clippy::indexing_slicing)]
mod vocabulary;

#[cfg(feature = "tokenizers")]
pub use bigbird::{BigBirdTokenizer, PairEncoding};
pub use encoding::Encoding;
pub use error::TokenizerError;
pub use pegasus::PegasusTokenizer;
