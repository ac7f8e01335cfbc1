//! The tokenizer of BigBird readers: question and text between `[CLS]` and `[SEP]`.
//!
//! A `tokenizer.json` of any kind (WordPiece, unigram, BPE) goes through the `tokenizers` crate; a bare
//! `spiece.model` through this crate's own unigram.

use std::path::Path;

use tokenizers::Tokenizer;

use super::encoding::Encoding;
use super::error::TokenizerError;
use super::file::read;
use super::pegasus::PegasusTokenizer;
use super::sentencepiece::SentencePieceModel;
use super::vocabulary::Vocabulary;
use crate::cause::Cause;

/// The tokenizer of a BigBird model folder.
#[derive(Debug, Clone)]
pub struct BigBirdTokenizer {
    inner: Inner,
    cls: u32,
    sep: u32,
}

#[derive(Debug, Clone)]
enum Inner {
    Json(Box<Tokenizer>),
    SentencePiece(Box<PegasusTokenizer>),
}

/// A question and a text, in the form that a reader takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PairEncoding {
    /// `[CLS] question [SEP] text [SEP]`
    pub ids: Vec<u32>,
    /// Number of tokens in `[CLS] question [SEP]`; those of the text follow.
    pub question_length: usize,
    /// For every token of the text its bytes in the text, in order.
    pub text_offsets: Vec<(usize, usize)>,
}

impl BigBirdTokenizer {
    /// Opens the tokenizer of a folder: `tokenizer.json`, or else `spiece.model`.
    ///
    /// # Errors
    /// If neither file exists, the file is damaged, or it has no `[CLS]` and `[SEP]`.
    pub fn open(folder: &Path) -> Result<Self, TokenizerError> {
        let file = ["tokenizer.json", "spiece.model"]
            .into_iter()
            .find(|file| folder.join(file).exists());
        let file = file.ok_or(TokenizerError::Missing)?;
        let bytes = read(folder, file)?;
        let damaged = |source: Cause| TokenizerError::Damaged {
            file: file.to_owned(),
            source,
        };
        let no_markers = || damaged("it has no [CLS] and [SEP]".into());
        if file == "tokenizer.json" {
            let mut tokenizer = Tokenizer::from_bytes(&bytes).map_err(damaged)?;
            // settings of whoever saved the file; callers cut texts themselves
            tokenizer.with_truncation(None).map_err(damaged)?;
            tokenizer.with_padding(None);
            let id = |token| tokenizer.token_to_id(token).ok_or_else(no_markers);
            let (cls, sep) = (id("[CLS]")?, id("[SEP]")?);
            let inner = Inner::Json(Box::new(tokenizer));
            return Ok(Self { inner, cls, sep });
        }
        let model = SentencePieceModel::parse(&bytes)?;
        let id = |text: &str| {
            model
                .pieces
                .iter()
                .position(|piece| piece.text == text)
                .map(|id| id as u32)
        };
        let (cls, sep) = (
            id("[CLS]").ok_or_else(no_markers)?,
            id("[SEP]").ok_or_else(no_markers)?,
        );
        let names = ["<pad>", "<s>", "</s>", "<unk>", "[CLS]", "[SEP]", "[MASK]"];
        let special = names
            .iter()
            .filter_map(|name| Some(((*name).to_owned(), id(name)?)))
            .collect();
        let vocabulary = Vocabulary {
            model,
            offset: 0,
            special,
        };
        let inner = Inner::SentencePiece(Box::new(PegasusTokenizer::new(vocabulary, file)?));
        Ok(Self { inner, cls, sep })
    }

    /// Number of tokens, with added ones.
    pub fn vocab_size(&self) -> usize {
        match &self.inner {
            Inner::Json(tokenizer) => tokenizer.get_vocab_size(true),
            Inner::SentencePiece(tokenizer) => tokenizer.vocab_size(),
        }
    }

    /// The id of `[CLS]`.
    pub fn cls_token_id(&self) -> u32 {
        self.cls
    }

    /// The id of `[SEP]`.
    pub fn sep_token_id(&self) -> u32 {
        self.sep
    }

    /// The tokens of `text` alone, without any marker.
    ///
    /// # Errors
    /// If the tokenizer's rules fail on this text.
    pub fn encode(&self, text: &str) -> Result<Encoding, TokenizerError> {
        match &self.inner {
            Inner::Json(tokenizer) => {
                let encoding = tokenizer.encode(text, false).map_err(rules_fail)?;
                Ok(Encoding {
                    ids: encoding.get_ids().to_vec(),
                    offsets: encoding.get_offsets().to_vec(),
                })
            }
            Inner::SentencePiece(tokenizer) => {
                let mut encoding = tokenizer.encode(text);
                // its end token
                encoding.ids.pop();
                encoding.offsets.pop();
                Ok(encoding)
            }
        }
    }

    /// Tokenizes a question and a text, in the form that a reader takes.
    ///
    /// # Errors
    /// The same as for [`Self::encode`].
    pub fn encode_pair(&self, question: &str, text: &str) -> Result<PairEncoding, TokenizerError> {
        let (question, text) = (self.encode(question)?, self.encode(text)?);
        let mut ids = vec![self.cls];
        ids.extend(question.ids);
        ids.push(self.sep);
        let question_length = ids.len();
        ids.extend(text.ids);
        ids.push(self.sep);
        Ok(PairEncoding {
            ids,
            question_length,
            text_offsets: text.offsets,
        })
    }

    /// The text of `ids`.
    ///
    /// # Errors
    /// If the tokenizer's rules fail on these ids.
    pub fn decode(&self, ids: &[u32], skip_special: bool) -> Result<String, TokenizerError> {
        match &self.inner {
            Inner::Json(tokenizer) => tokenizer.decode(ids, skip_special).map_err(rules_fail),
            Inner::SentencePiece(tokenizer) => Ok(tokenizer.decode(ids, skip_special)),
        }
    }
}

/// The rules of a `tokenizer.json` do not accept a text or ids.
fn rules_fail(source: Cause) -> TokenizerError {
    TokenizerError::Damaged {
        file: "tokenizer.json".to_owned(),
        source,
    }
}
