//! The tokenizer of BigBird: texts between `[CLS]` and `[SEP]`.
//!
//! A `tokenizer.json` of any kind (WordPiece, unigram, BPE) goes through the `tokenizers` crate; a bare
//! `spiece.model` through this crate's own unigram. `tokenizer_config.json` may name the special tokens otherwise.

use std::path::Path;

use serde::de::IgnoredAny;
use serde_json::{Map, Value};
use tokenizers::Tokenizer;

use super::encoding::Encoding;
use super::error::TokenizerError;
use super::file::read;
use super::json::settings;
use super::pegasus::PegasusTokenizer;
use super::sentencepiece::SentencePieceModel;
use super::vocabulary::{Vocabulary, special_token};
use crate::cause::Cause;

/// The tokenizer of a BigBird model folder.
#[derive(Debug, Clone)]
pub struct BigBirdTokenizer {
    inner: Inner,
    special: SpecialTokens,
}

/// The special tokens of a vocabulary.
#[derive(Debug, Clone, Copy)]
struct SpecialTokens {
    cls: u32,
    sep: u32,
    mask: Option<u32>,
    pad: Option<u32>,
    unknown: Option<u32>,
}

impl SpecialTokens {
    /// Finds those that the settings name, or else those of BERT and of SentencePiece; `None` without the two around
    /// texts.
    fn find(settings: &Map<String, Value>, id: &dyn Fn(&str) -> Option<u32>) -> Option<Self> {
        let find = |field: &str, defaults: &[&str]| {
            let named = special_token(settings, field, None).and_then(|name| id(&name));
            named.or_else(|| defaults.iter().find_map(|name| id(name)))
        };
        Some(Self {
            cls: find("cls_token", &["[CLS]"])?,
            sep: find("sep_token", &["[SEP]"])?,
            mask: find("mask_token", &["[MASK]"]),
            pad: find("pad_token", &["[PAD]", "<pad>"]),
            unknown: find("unk_token", &["[UNK]", "<unk>"]),
        })
    }
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
        let settings = settings(folder)?;
        if file == "tokenizer.json" {
            // a decoder in text that is no JSON is a panic there (tokenizers 0.23.2)
            serde_json::from_slice::<IgnoredAny>(&bytes).map_err(|error| damaged(error.into()))?;
            let mut tokenizer = Tokenizer::from_bytes(&bytes).map_err(damaged)?;
            // settings of whoever saved the file; callers cut texts themselves
            tokenizer.with_truncation(None).map_err(damaged)?;
            tokenizer.with_padding(None);
            let id = |token: &str| tokenizer.token_to_id(token);
            let special = SpecialTokens::find(&settings, &id).ok_or_else(no_markers)?;
            let inner = Inner::Json(Box::new(tokenizer));
            return Ok(Self { inner, special });
        }
        let model = SentencePieceModel::parse(&bytes)?;
        let id = |text: &str| {
            model
                .pieces
                .iter()
                .position(|piece| piece.text == text)
                .map(|id| id as u32)
        };
        let special = SpecialTokens::find(&settings, &id).ok_or_else(no_markers)?;
        // the default of each field, which `tokenizer_config.json` may replace
        let names = [
            ("pad_token", "<pad>"),
            ("bos_token", "<s>"),
            ("eos_token", "</s>"),
            ("unk_token", "<unk>"),
            ("cls_token", "[CLS]"),
            ("sep_token", "[SEP]"),
            ("mask_token", "[MASK]"),
        ];
        let named = names.into_iter().filter_map(|(field, default)| {
            let name = special_token(&settings, field, Some(default))?;
            let id = id(&name)?;
            Some((name, id))
        });
        let named = named.collect();
        let vocabulary = Vocabulary {
            model,
            offset: 0,
            special: named,
        };
        let inner = Inner::SentencePiece(Box::new(PegasusTokenizer::new(vocabulary, file)?));
        Ok(Self { inner, special })
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
        self.special.cls
    }

    /// The id of `[SEP]`.
    pub fn sep_token_id(&self) -> u32 {
        self.special.sep
    }

    /// The id of `[MASK]`, if the vocabulary has it.
    pub fn mask_token_id(&self) -> Option<u32> {
        self.special.mask
    }

    /// The id of the padding token, if the vocabulary has it.
    pub fn pad_token_id(&self) -> Option<u32> {
        self.special.pad
    }

    /// The id that stands for unknown text, if the vocabulary has it.
    pub fn unk_token_id(&self) -> Option<u32> {
        self.special.unknown
    }

    /// The text of one token as the vocabulary has it.
    pub fn token(&self, id: u32) -> Option<String> {
        match &self.inner {
            Inner::Json(tokenizer) => tokenizer.id_to_token(id),
            Inner::SentencePiece(tokenizer) => tokenizer.token(id).map(str::to_owned),
        }
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

    /// `[CLS] text [SEP]`, in the form that models take; the marks have empty ranges at the ends of the text.
    ///
    /// # Errors
    /// The same as for [`Self::encode`].
    pub fn encode_marked(&self, text: &str) -> Result<Encoding, TokenizerError> {
        let mut encoding = self.encode(text)?;
        encoding.ids.insert(0, self.special.cls);
        encoding.ids.push(self.special.sep);
        encoding.offsets.insert(0, (0, 0));
        encoding.offsets.push((text.len(), text.len()));
        Ok(encoding)
    }

    /// Tokenizes a question and a text, in the form that a reader takes.
    ///
    /// # Errors
    /// The same as for [`Self::encode`].
    pub fn encode_pair(&self, question: &str, text: &str) -> Result<PairEncoding, TokenizerError> {
        let (question, text) = (self.encode(question)?, self.encode(text)?);
        let mut ids = vec![self.special.cls];
        ids.extend(question.ids);
        ids.push(self.special.sep);
        let question_length = ids.len();
        ids.extend(text.ids);
        ids.push(self.special.sep);
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
