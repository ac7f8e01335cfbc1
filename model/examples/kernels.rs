//! Prints the features that the crate finds in this processor, and the kernels that it chooses: `scripts/levels` compares
//! them with those that it forces. With `int8` or `f32`, a number of rows and a number of times, it also multiplies these
//! rows with 1,024 x 1,024 weights, so that an emulator can count instructions, with `RAYON_NUM_THREADS=1`: those of one
//! time are the difference between two runs.

use bigbird_pegasus::{Feature, Kernels, Linear, kernels, parts};
use candle_core::{DType, Device, Result, Tensor};

const WIDTH: usize = 1024;

fn main() -> Result<()> {
    let Kernels {
        features,
        float,
        int8,
    } = kernels();
    let features: Vec<_> = features.into_iter().map(Feature::name).collect();
    println!("{}", features.join(","));
    println!("int8 on {int8:?}, f32 on {float:?}");

    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [kind, rows, times] = &arguments[..] {
        let number = |text: &str| text.parse::<usize>().map_err(candle_core::Error::wrap);
        let weights = Tensor::ones((WIDTH, WIDTH), DType::F32, &Device::Cpu)?;
        let linear = match kind.as_str() {
            "int8" => parts::int8_linear(&weights)?,
            "f32" => Linear::new(weights, None)?,
            _ => candle_core::bail!("there are products in int8 and in f32, not in {kind}"),
        };
        let x = Tensor::ones((number(rows)?, WIDTH), DType::F32, &Device::Cpu)?;
        for _ in 0..number(times)? {
            linear.forward(&x)?;
        }
    }
    Ok(())
}
