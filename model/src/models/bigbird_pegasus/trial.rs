//! A small encoder of random weights, computed on a device and on the processor: a graphics card whose driver computes
//! other numbers is found before anybody reads what a model wrote on it.

use candle_core::{DType, Device, Tensor};

use super::config::LAYER_NORM_EPS;
use super::encoder_layer::EncoderLayer;
use crate::Result;
use crate::attention::TokenMask;
use crate::attention::plan::{AttentionPlan, AttentionSettings};
use crate::attention::random::RandomState;
use crate::config::{Activation, AttentionType, RandomBlocks};
use crate::kernel;
use crate::layers::{FeedForward, LayerNorm, Linear, SelfAttention};
use crate::load::Precision;
use crate::stop::Stop;

const LAYERS: usize = 2;
const WIDTH: usize = 64;
const MIDDLE: usize = 128;
const HEADS: usize = 4;
/// Tokens per block; with one random block, more than 112 tokens get block-sparse attention.
const BLOCK: usize = 16;
/// Tokens, of which the last block has few.
const TOKENS: usize = 133;

/// How far the outputs of a small encoder on `device` in `precision` are from those on the processor in f32, as a share
/// of the latter's size; infinite if they are not numbers. On the processor itself it compares Candle operations with
/// the kernels.
///
/// # Errors
/// If the device or its driver fails.
pub fn disagreement(device: &Device, precision: Precision) -> Result<f32> {
    let here = encoded(&Device::Cpu, DType::F32)?;
    let there = kernel::set_aside(|| encoded(device, precision.dtype()))?;
    Ok(share(&there, &here))
}

/// The outputs of all layers about an input that is always the same.
fn encoded(device: &Device, dtype: DType) -> Result<Vec<f32>> {
    let mut random = RandomState::new(1);
    let mut draw = |shape: &[usize], centre: f32, spread: f32| -> Result<Tensor> {
        let count: usize = shape.iter().product();
        let values: Vec<f32> = (0..count)
            .map(|_| centre + spread * (random.next_u32() as f32 / u32::MAX as f32 - 0.5))
            .collect();
        let drawn = Tensor::from_vec(values, shape, &Device::Cpu)?;
        Ok(drawn.to_device(device)?.to_dtype(dtype)?)
    };
    let settings = AttentionSettings {
        attention_type: AttentionType::BlockSparse,
        random_blocks: RandomBlocks::Seeded,
        block_size: BLOCK,
        num_random_blocks: 1,
        heads: HEADS,
        max_position_embeddings: 4096,
        num_global_tokens: 0,
    };
    let plan = AttentionPlan::new(settings, &TokenMask::all(1, TOKENS), TOKENS);
    let mut x = draw(&[1, plan.padded_length(TOKENS), WIDTH], 0.0, 2.0)?;
    let plan = plan.with_tables(&x, LAYERS)?;
    for number in 0..LAYERS {
        let layer = layer(&mut draw)?;
        x = layer.forward(x, &plan, number, &Stop::never())?;
    }
    let x = x.narrow(1, 0, TOKENS)?.to_dtype(DType::F32)?;
    Ok(x.flatten_all()?.to_vec1()?)
}

fn layer(draw: &mut impl FnMut(&[usize], f32, f32) -> Result<Tensor>) -> Result<EncoderLayer> {
    let mut linear = |outputs: usize, inputs: usize| -> Result<Linear> {
        // products keep about the size of their inputs
        let spread = 2.0 * (3.0 / inputs as f32).sqrt();
        Ok(Linear::new(draw(&[outputs, inputs], 0.0, spread)?, None)?)
    };
    let self_attn = SelfAttention {
        query: linear(WIDTH, WIDTH)?,
        key: linear(WIDTH, WIDTH)?,
        value: linear(WIDTH, WIDTH)?,
        output: linear(WIDTH, WIDTH)?,
        heads: HEADS,
    };
    let feed_forward = FeedForward {
        first: linear(MIDDLE, WIDTH)?,
        second: linear(WIDTH, MIDDLE)?,
        activation: Activation::GeluNew,
    };
    let mut norm = || -> Result<LayerNorm> {
        let (weight, bias) = (draw(&[WIDTH], 1.0, 0.4)?, draw(&[WIDTH], 0.0, 0.2)?);
        Ok(LayerNorm::new(weight, bias, LAYER_NORM_EPS))
    };
    Ok(EncoderLayer {
        self_attn_layer_norm: norm()?,
        self_attn,
        final_layer_norm: norm()?,
        feed_forward,
    })
}

/// The distance of `there` from `here`, as a share of the size of `here`.
fn share(there: &[f32], here: &[f32]) -> f32 {
    let size = |values: &mut dyn Iterator<Item = f32>| -> f32 {
        values.map(|value| value * value).sum::<f32>().sqrt()
    };
    let apart = size(&mut there.iter().zip(here).map(|(a, b)| a - b));
    let share = apart / size(&mut here.iter().copied());
    match share.is_finite() && there.len() == here.len() {
        true => share,
        false => f32::INFINITY,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn candle_operations_agree_with_the_kernels_within_rounding() -> Result<()> {
        // a number of f16 has 11 bits, and one of bf16 has 8
        for (precision, most) in [
            (Precision::F32, 1e-5),
            (Precision::F16, 16.0 * 0.5f32.powi(11)),
            (Precision::Bf16, 16.0 * 0.5f32.powi(8)),
        ] {
            let apart = disagreement(&Device::Cpu, precision)?;
            assert!(apart > 0.0 && apart < most, "{precision:?}: {apart}");
        }
        Ok(())
    }

    #[test]
    fn a_wrong_number_anywhere_is_far_away() {
        let here = [1.0, -2.0, 2.0];
        assert_eq!(share(&here, &here), 0.0);
        assert!((share(&[1.0, -2.0, 2.3], &here) - 0.1).abs() < 1e-6);
        assert_eq!(share(&[1.0, f32::NAN, 2.0], &here), f32::INFINITY);
        assert_eq!(share(&here[..2], &here), f32::INFINITY);
    }
}
