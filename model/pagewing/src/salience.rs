//! Scores how likely a summary is to use a sentence: a small head over sentence vectors.
//!
//! `score = output(gelu(hidden([20 v, 400 v m, places])))` for a sentence's vector `v` and the mean `m` of all
//! sentences of the document, both of unit length, and its six [`PLACES`]. Tensors: `salience.hidden`
//! and `salience.output`, each with `weight` and `bias`. Only the order of a document's scores means something.

use bigbird_pegasus::config::Activation;
use bigbird_pegasus::{Checkpoint, Error, Linear, Result};
use candle_core::{DType, Device, Tensor};

/// Where a sentence stands: its place in the document and in its section, from 0 to 1; whether it is the first of its
/// section; the section's place among sections, from 0 to 1; `ln(1 + words) / 4`. The sixth, its cosine with the
/// mean, is computed here.
pub const PLACES: usize = 6;

/// Factors that bring the vectors' numbers to about 1.
const VECTOR_SCALE: f32 = 20.0;
const PRODUCT_SCALE: f32 = 400.0;

/// The head that scores sentences.
#[derive(Debug, Clone)]
pub struct SalienceHead {
    hidden: Linear,
    output: Linear,
    width: usize,
}

impl SalienceHead {
    /// Loads the head of a starter model whose vectors have this width; `None` if it has none.
    ///
    /// # Errors
    /// If its tensors do not fit each other.
    pub fn load(checkpoint: &Checkpoint, width: usize) -> Result<Option<Self>> {
        let Some(&[middle, _]) = checkpoint.shape("salience.hidden.weight") else {
            return Ok(None);
        };
        let inputs = 2 * width + PLACES;
        let load = |inputs: usize, outputs: usize, name: &str| -> Result<Linear> {
            let tensor = |part: &str, shape: &[usize]| {
                let name = format!("salience.{name}.{part}");
                checkpoint.tensor(&name, shape, DType::F32, &Device::Cpu)
            };
            let (weight, bias) = (
                tensor("weight", &[outputs, inputs])?,
                tensor("bias", &[outputs])?,
            );
            Ok(Linear::new(weight, Some(bias))?)
        };
        Ok(Some(Self {
            hidden: load(inputs, middle, "hidden")?,
            output: load(middle, 1, "output")?,
            width,
        }))
    }

    /// The scores of a document's sentences, computed from their vectors and places.
    ///
    /// # Errors
    /// If the vectors have another width than the head.
    pub fn scores(&self, vectors: &[Vec<f32>], places: &[[f32; PLACES - 1]]) -> Result<Vec<f32>> {
        let width = self.width;
        if vectors.len() != places.len() || vectors.iter().any(|v| v.len() != width) {
            return Err(Error::Input(
                "the sentences' vectors do not fit the head".to_owned(),
            ));
        }
        if vectors.is_empty() {
            return Ok(Vec::new());
        }
        let mut mean = vec![0f32; width];
        for vector in vectors {
            mean.iter_mut().zip(vector).for_each(|(sum, x)| *sum += x);
        }
        let length = mean.iter().map(|x| x * x).sum::<f32>().sqrt();
        mean.iter_mut()
            .for_each(|x| *x /= length.max(f32::MIN_POSITIVE));
        let mut inputs = Vec::with_capacity(vectors.len() * (2 * width + PLACES));
        for (vector, places) in vectors.iter().zip(places) {
            let products = || vector.iter().zip(&mean).map(|(v, m)| v * m);
            inputs.extend(vector.iter().map(|v| VECTOR_SCALE * v));
            inputs.extend(products().map(|product| PRODUCT_SCALE * product));
            inputs.extend(places);
            inputs.push(products().sum());
        }
        let inputs = Tensor::from_vec(inputs, (vectors.len(), 2 * width + PLACES), &Device::Cpu)?;
        let hidden = Activation::Gelu.forward(&self.hidden.forward(&inputs)?)?;
        Ok(self.output.forward(&hidden)?.flatten_all()?.to_vec1()?)
    }
}
