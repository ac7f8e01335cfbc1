//! The head that finds answers, over the encoder.

use candle_core::{Device, Tensor};

use super::config::BigBirdConfig;
use super::layer::feed_forward;
use super::model::{BigBirdModel, TypedTokens, is_buffer};
use super::rows::feed_and_norm;
use crate::checkpoint::{Architecture, Checkpoint, Weights};
use crate::kernel::Spread;
use crate::layers::{FeedForward, Input, LayerNorm, Linear};
use crate::load::LoadOptions;
use crate::models::expect::expect;
use crate::models::progress::EncodeProgress;
use crate::models::span_logits::SpanLogits;
use crate::stop::Stop;
use crate::{Error, Result};

/// Reads a text and finds where the answer to a question is in it.
#[derive(Debug, Clone)]
pub struct BigBirdForQuestionAnswering {
    bert: BigBirdModel,
    feed_forward: FeedForward,
    output_norm: LayerNorm,
    qa_outputs: Linear,
}

/// `[CLS] question [SEP] text [SEP]`.
#[derive(Debug, Clone, Copy)]
pub struct Pair<'a> {
    /// Token ids of the pair.
    pub ids: &'a [u32],
    /// The number of tokens in `[CLS] question [SEP]`.
    pub question_length: usize,
}

/// For every token of a [`Pair`], how well an answer may start and end there. The logits of the question's
/// tokens are too low to win; that of `[CLS]` stands for "no answer".
#[derive(Debug, Clone, PartialEq)]
pub struct PairLogits {
    /// Logits of the start.
    pub start: Vec<f32>,
    /// Logits of the end.
    pub end: Vec<f32>,
}

/// The amount that lowers the logits of the question's tokens, so that no answer lies in the question.
const QUESTION_PENALTY: f64 = 1e6;

impl BigBirdForQuestionAnswering {
    /// Loads the model of a folder.
    ///
    /// # Errors
    /// If the folder holds another kind of model, or its tensors do not fit its configuration.
    pub fn load(checkpoint: &Checkpoint, device: &Device, options: LoadOptions) -> Result<Self> {
        let class = Architecture::BigBirdForQuestionAnswering;
        expect(checkpoint, class, "a reader (BigBirdForQuestionAnswering)")?;
        let weights = Weights::new(checkpoint, options.precision, device);
        Self::load_with(checkpoint, options, &weights)
    }

    pub(crate) fn load_with(
        checkpoint: &Checkpoint,
        options: LoadOptions,
        weights: &Weights,
    ) -> Result<Self> {
        let bert = BigBirdModel::load_below(checkpoint, options, weights, false)?;
        let model = Self::load_over(bert, &weights.at("qa_classifier"))?;
        weights.finish(is_buffer)?;
        Ok(model)
    }

    /// Loads the head alone, over a loaded encoder.
    ///
    /// # Errors
    /// If a tensor is missing or does not fit the encoder.
    pub fn load_over(bert: BigBirdModel, head: &Weights) -> Result<Self> {
        let (d, eps) = (bert.config.hidden_size, bert.config.layer_norm_eps);
        Ok(Self {
            feed_forward: feed_forward(&bert.config, head)?,
            output_norm: LayerNorm::load(d, eps, &head.at("output.LayerNorm"))?,
            qa_outputs: Linear::load(d, 2, true, &head.at("qa_outputs"))?,
            bert,
        })
    }

    /// The configuration of the encoder.
    pub fn config(&self) -> &BigBirdConfig {
        &self.bert.config
    }

    /// The encoder below the head.
    pub fn bert(&self) -> &BigBirdModel {
        &self.bert
    }

    /// The logits of starts and ends for rows of `[CLS] question [SEP] text [SEP]`, and the hidden
    /// states below.
    ///
    /// `question_lengths` counts the tokens of `[CLS] question [SEP]`; without it, a question ends at the first
    /// separator. The head lowers the question's logits, except that of `[CLS]`, which stands for "no answer".
    /// Without token types the question has type 0 and the rest type 1.
    ///
    /// # Errors
    /// The same as for [`BigBirdModel::forward`].
    pub fn forward(
        &self,
        input: &TypedTokens,
        question_lengths: Option<&[usize]>,
        stop: &Stop,
        progress: &mut dyn FnMut(EncodeProgress),
    ) -> Result<(SpanLogits, Tensor)> {
        let separator = self.bert.config.sep_token_id;
        let lengths: Vec<usize> = match question_lengths {
            Some(lengths) if lengths.len() == input.ids.len() => lengths.to_vec(),
            Some(_) => {
                return Err(Error::Input(
                    "there must be one question length per row".to_owned(),
                ));
            }
            None => {
                let first =
                    |row: &Vec<u32>| row.iter().position(|id| *id == separator).unwrap_or(0) + 1;
                input.ids.iter().map(first).collect()
            }
        };
        let rows = || input.ids.iter().zip(&lengths);
        let types: Vec<Vec<u32>> = rows()
            .map(|(row, question)| (0..row.len()).map(|i| u32::from(i >= *question)).collect())
            .collect();
        let typed = TypedTokens {
            token_types: Some(input.token_types.unwrap_or(&types)),
            ..*input
        };
        let hidden = self.bert.forward(&typed, stop, progress)?;
        let x = self.feed_forward.forward(&hidden, stop)?;
        let pairs = self
            .qa_outputs
            .forward(&self.output_norm.forward(&(x + &hidden)?)?)?;
        let in_question: Vec<f32> = rows()
            .flat_map(|(row, question)| {
                (0..row.len()).map(move |i| if i > 0 && i < *question { 1.0 } else { 0.0 })
            })
            .collect();
        let (batch, length, _) = pairs.dims3()?;
        let in_question = Tensor::from_vec(in_question, (batch, length, 1), &Device::Cpu)?
            .to_device(pairs.device())?
            .to_dtype(candle_core::DType::F32)?;
        let pairs = pairs.to_dtype(candle_core::DType::F32)?;
        let pairs = pairs.broadcast_sub(&(in_question * QUESTION_PENALTY)?)?;
        Ok((SpanLogits::from_pairs(&pairs)?, hidden))
    }

    /// Reads several pairs, each by itself; one call takes less time than several, and memory for all their
    /// tokens.
    ///
    /// # Errors
    /// The same as for [`BigBirdModel::forward`].
    pub fn read(&self, pairs: &[Pair<'_>], stop: &Stop) -> Result<Vec<PairLogits>> {
        if !self.has_kernels() {
            return pairs
                .iter()
                .map(|pair| self.read_one(*pair, stop))
                .collect();
        }
        let types: Vec<Vec<u32>> = pairs
            .iter()
            .map(|pair| {
                let tokens = 0..pair.ids.len();
                tokens
                    .map(|i| u32::from(i >= pair.question_length))
                    .collect()
            })
            .collect();
        let texts: Vec<(&[u32], &[u32])> = pairs
            .iter()
            .zip(&types)
            .map(|(pair, types)| (pair.ids, &types[..]))
            .collect();
        let (mut hidden, places) = self.bert.read_together(&texts, stop)?;
        let width = self.bert.config.hidden_size;
        feed_and_norm(
            &mut hidden,
            width,
            &self.feed_forward,
            &self.output_norm,
            stop,
        )?;
        let mut logits = vec![0f32; hidden.len() / width * 2];
        self.qa_outputs
            .apply(&Input::new(&hidden, width, Spread::Threads), &mut logits);
        let of_pair = |(pair, place): (&Pair<'_>, std::ops::Range<usize>)| {
            let column = |side: usize| -> Vec<f32> {
                let rows = logits[2 * place.start..2 * place.end].chunks_exact(2);
                let mut column: Vec<f32> = rows.map(|row| row[side]).collect();
                let question = column.iter_mut().take(pair.question_length).skip(1);
                question.for_each(|logit| *logit -= QUESTION_PENALTY as f32);
                column
            };
            PairLogits {
                start: column(0),
                end: column(1),
            }
        };
        Ok(pairs.iter().zip(places).map(of_pair).collect())
    }

    fn has_kernels(&self) -> bool {
        self.bert.has_kernels()
            && self.feed_forward.has_kernel()
            && self.output_norm.has_kernel()
            && self.qa_outputs.has_kernel()
    }

    fn read_one(&self, pair: Pair<'_>, stop: &Stop) -> Result<PairLogits> {
        let rows = [pair.ids.to_vec()];
        let tokens = TypedTokens {
            ids: &rows,
            mask: None,
            token_types: None,
        };
        let lengths = [pair.question_length];
        let (logits, _) = self.forward(&tokens, Some(&lengths), stop, &mut |_| {})?;
        Ok(PairLogits {
            start: logits.start.squeeze(0)?.to_vec1()?,
            end: logits.end.squeeze(0)?.to_vec1()?,
        })
    }
}
