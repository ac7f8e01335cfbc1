//! Measures how far the products of a model in int8 are from those in f32, on a text.

use super::request::ConvertOptions;
use crate::checkpoint::{Architecture, Checkpoint, CheckpointError, TablePacking, Weights};
use crate::load::LoadOptions;
use crate::models::bert::SentenceEncoder;
use crate::models::bigbird::{
    BigBirdConfig, BigBirdForMaskedLM, BigBirdForQuestionAnswering,
    BigBirdForSequenceClassification, BigBirdForTokenClassification, Pair, TypedTokens,
};
use crate::models::bigbird_pegasus::{BigBirdPegasusForConditionalGeneration, shift_tokens_right};
use crate::stop::Stop;
use crate::{Error, Result};

/// Tokens in each passage that a sentence encoder embeds for the comparison.
const PASSAGE: usize = 256;

/// Tokens that the decoder reads, or whose words are predicted, for the comparison.
const WRITTEN: usize = 16;

/// Lets the model of the weights' checkpoint read the text.
pub(super) fn compare(
    weights: &Weights,
    options: &ConvertOptions,
    stop: &Stop,
    told: &mut dyn FnMut(usize, usize),
) -> Result<()> {
    let (checkpoint, load) = (weights.checkpoint(), LoadOptions::default());
    match checkpoint.architecture() {
        Architecture::BigBirdPegasusForConditionalGeneration => {
            compare_writer(weights, options, stop, told)
        }
        Architecture::BigBirdForQuestionAnswering => {
            let reader = BigBirdForQuestionAnswering::load_with(checkpoint, load, weights)?;
            compare_reader(&reader, options, stop)?;
            told(2, 2);
            Ok(())
        }
        Architecture::BigBirdForMaskedLM
        | Architecture::BigBirdForSequenceClassification
        | Architecture::BigBirdForTokenClassification => {
            compare_head(weights, options, stop)?;
            told(2, 2);
            Ok(())
        }
        found if SentenceEncoder::is_one(found) => {
            let encoder = SentenceEncoder::load_with(checkpoint, load, weights)?;
            compare_sentence_encoder(&encoder, options, stop)?;
            told(2, 2);
            Ok(())
        }
        found => Err(Error::WrongArchitecture {
            found: found.clone(),
            wanted: "a model that can be converted (BigBirdPegasusForConditionalGeneration, BigBirdForQuestionAnswering, BigBirdForMaskedLM, BigBirdForSequenceClassification, BigBirdForTokenClassification or BertModel)",
        }),
    }
}

/// Lets an encoder with a head that classifies or predicts words read the text.
fn compare_head(weights: &Weights, options: &ConvertOptions, stop: &Stop) -> Result<()> {
    let (checkpoint, load) = (weights.checkpoint(), LoadOptions::default());
    let limit = BigBirdConfig::from_json(checkpoint.config())?.max_position_embeddings;
    let ids = [options.ids[..options.ids.len().min(limit)].to_vec()];
    let input = TypedTokens {
        ids: &ids,
        mask: None,
        token_types: None,
    };
    match checkpoint.architecture() {
        Architecture::BigBirdForSequenceClassification => {
            let model = BigBirdForSequenceClassification::load_with(checkpoint, load, weights)?;
            model.forward(&input, stop, &mut |_| {})?;
        }
        Architecture::BigBirdForTokenClassification => {
            let model = BigBirdForTokenClassification::load_with(checkpoint, load, weights)?;
            model.forward(&input, stop, &mut |_| {})?;
        }
        _ => {
            let model = BigBirdForMaskedLM::load_with(checkpoint, load, weights)?;
            let hidden = model.bert().forward(&input, stop, &mut |_| {})?;
            let some = hidden.narrow(1, 0, hidden.dim(1)?.min(WRITTEN))?;
            model.logits(&some.contiguous()?)?;
        }
    }
    Ok(())
}

/// Lets a reader, loaded with comparing weights, answer the question of the options.
///
/// # Errors
/// If the reader cannot read the tokens or `stop` interrupts the work.
pub fn compare_reader(
    reader: &BigBirdForQuestionAnswering,
    options: &ConvertOptions,
    stop: &Stop,
) -> Result<()> {
    let limit = reader.config().max_position_embeddings;
    let pair = Pair {
        ids: &options.ids[..options.ids.len().min(limit)],
        question_length: options.question.min(options.ids.len()),
    };
    reader.read(&[pair], stop)?;
    Ok(())
}

/// Lets a sentence encoder, loaded with comparing weights, embed the passages of the text.
///
/// # Errors
/// If the encoder cannot read the tokens or `stop` interrupts the work.
pub fn compare_sentence_encoder(
    encoder: &SentenceEncoder,
    options: &ConvertOptions,
    stop: &Stop,
) -> Result<()> {
    let limit = encoder.config().max_position_embeddings.min(PASSAGE);
    let texts: Vec<Vec<u32>> = options.ids.chunks(limit).map(<[u32]>::to_vec).collect();
    encoder.embed_all(&texts, stop, &mut |_| {})?;
    Ok(())
}

/// Lets a model that writes read the text, and its decoder the beginning of the text beside it. The decoder reads its
/// tokens at once, not one after another: so each matrix is read from the file once.
fn compare_writer(
    weights: &Weights,
    options: &ConvertOptions,
    stop: &Stop,
    told: &mut dyn FnMut(usize, usize),
) -> Result<()> {
    let load = LoadOptions::default();
    let checkpoint = weights.checkpoint();
    let model = BigBirdPegasusForConditionalGeneration::load_with(checkpoint, load, weights)?;
    let config = model.config();
    let limit = config.max_position_embeddings;
    let ids = &options.ids[..options.ids.len().min(limit)];
    let beginning = ids.get(..WRITTEN.min(limit)).unwrap_or(ids).to_vec();
    let written = shift_tokens_right(&[beginning], config.decoder_start_token_id);
    let of = config.encoder_layers + config.decoder_layers + 2;
    model.read_beside(ids, &written, stop, &mut |layers| told(layers, of))?;
    told(of, of);
    Ok(())
}

/// The relative error of a packed table, over all of it.
pub(super) fn table_error(
    checkpoint: &Checkpoint,
    name: &str,
    packing: &dyn TablePacking,
) -> Result<f64, CheckpointError> {
    let Some(&[rows, width]) = checkpoint.shape(name) else {
        return Ok(f64::INFINITY);
    };
    let sums = checkpoint.read_rows(name, [rows, width], |read| {
        let mut row = vec![0f32; width];
        let (mut apart, mut whole) = (0f64, 0f64);
        for at in 0..rows {
            read(at, &mut row)?;
            let (bytes, scale) = packing.pack(&row);
            let mut other = vec![0f32; width];
            packing.unpack(&bytes, scale, &mut other);
            for (a, b) in other.iter().zip(&row) {
                apart += f64::from(a - b).powi(2);
                whole += f64::from(*b).powi(2);
            }
        }
        Ok((apart, whole))
    })?;
    Ok((sums.0 / sums.1).sqrt())
}
