//! Kernels that work on each row, or each value, by itself: layer norm and the activations.

use rayon::prelude::*;

use super::simd::{self, Arch, Kernel};
use crate::config::Activation;

/// Number of rows per task.
const CHUNK: usize = 32;

/// Layer norm of every row of `x [rows, weight.len()]`, with the mean taken first and the variance of
/// the differences after it.
pub(crate) fn layer_norm(x: &[f32], weight: &[f32], bias: &[f32], eps: f32) -> Vec<f32> {
    let width = weight.len();
    let mut y = vec![0f32; x.len()];
    y.par_chunks_mut(CHUNK * width)
        .zip(x.par_chunks(CHUNK * width))
        .for_each(|(y, x)| {
            simd::run(LayerNorm {
                x,
                weight,
                bias,
                eps,
                y,
            });
        });
    y
}

/// The same on this thread, into `y`.
pub(crate) fn layer_norm_into(x: &[f32], weight: &[f32], bias: &[f32], eps: f32, y: &mut [f32]) {
    simd::run(LayerNorm {
        x,
        weight,
        bias,
        eps,
        y,
    });
}

struct LayerNorm<'a> {
    x: &'a [f32],
    weight: &'a [f32],
    bias: &'a [f32],
    eps: f32,
    y: &'a mut [f32],
}

impl Kernel for LayerNorm<'_> {
    type Output = ();

    #[inline(always)]
    fn run<A: Arch>(self) {
        let width = self.weight.len();
        for (x, y) in self
            .x
            .chunks_exact(width)
            .zip(self.y.chunks_exact_mut(width))
        {
            let mean = simd::sum(x) / width as f32;
            for (y, x) in y.iter_mut().zip(x) {
                *y = x - mean;
            }
            let variance = simd::dot::<A>(y, y) / width as f32;
            let scale = 1.0 / (variance + self.eps).sqrt();
            for ((y, weight), bias) in y.iter_mut().zip(self.weight).zip(self.bias) {
                *y = A::mul_add(*y * scale, *weight, *bias);
            }
        }
    }
}

/// Applies `activation` to every value; `None` if the activation has no kernel.
pub(crate) fn activate(x: &[f32], activation: Activation) -> Option<Vec<f32>> {
    if !activation.has_kernel() {
        return None;
    }
    let mut y = x.to_vec();
    y.par_chunks_mut(16 * 1024)
        .for_each(|y| activate_in_place(y, activation));
    Some(y)
}

/// The same on this thread, in place; does nothing if the activation has no kernel.
pub(crate) fn activate_in_place(x: &mut [f32], activation: Activation) {
    match activation {
        Activation::Relu => x.iter_mut().for_each(|x| *x = x.max(0.0)),
        Activation::Gelu => simd::run(Gelu { x }),
        Activation::GeluNew => simd::run(GeluNew { x }),
        _ => {}
    }
}

impl Activation {
    /// Whether [`activate`] has a kernel for it.
    pub(crate) fn has_kernel(self) -> bool {
        matches!(self, Self::Gelu | Self::GeluNew | Self::Relu)
    }
}

/// `x / (1 + e^(-2u))` with `u = sqrt(2 / pi) (x + 0.044715 x³)`, which is `x (1 + tanh u) / 2`.
struct GeluNew<'a> {
    x: &'a mut [f32],
}

impl Kernel for GeluNew<'_> {
    type Output = ();

    #[inline(always)]
    fn run<A: Arch>(self) {
        const SQRT_2_OVER_PI: f32 = 0.797_884_6;
        for value in self.x.iter_mut() {
            let x = *value;
            let u = SQRT_2_OVER_PI * A::mul_add(0.044_715 * x * x, x, x);
            *value = x / (1.0 + simd::exp::<A>(-2.0 * u));
        }
    }
}

/// `x (1 + erf(x / sqrt 2)) / 2`, with formula 7.1.26 of Abramowitz and Stegun for `1 - erf`, which is
/// within 1.5e-7.
struct Gelu<'a> {
    x: &'a mut [f32],
}

impl Kernel for Gelu<'_> {
    type Output = ();

    #[inline(always)]
    fn run<A: Arch>(self) {
        for value in self.x.iter_mut() {
            let x = *value;
            let t = x.abs() * std::f32::consts::FRAC_1_SQRT_2;
            let k = 1.0 / A::mul_add(0.327_591_1, t, 1.0);
            let sum = A::mul_add(1.061_405_4, k, -1.453_152);
            let sum = A::mul_add(sum, k, 1.421_413_7);
            let sum = A::mul_add(sum, k, -0.284_496_74);
            let sum = A::mul_add(sum, k, 0.254_829_6);
            let tail = 0.5 * sum * k * simd::exp::<A>(-t * t);
            *value = x * if x < 0.0 { tail } else { 1.0 - tail };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use candle_core::{Device, Tensor};

    #[test]
    fn gelu_new_equals_the_formula() {
        let xs: Vec<f32> = (-1000..1000).map(|i| i as f32 * 0.013).collect();
        let ours = activate(&xs, Activation::GeluNew).unwrap();
        for (&x, y) in xs.iter().zip(ours) {
            let x = f64::from(x);
            let u = (2.0 / std::f64::consts::PI).sqrt() * (x + 0.044715 * x.powi(3));
            let exact = 0.5 * x * (1.0 + u.tanh());
            assert!(
                (f64::from(y) - exact).abs() < 1e-6 * exact.abs().max(1.0),
                "gelu({x}) = {y}"
            );
        }
    }

    #[test]
    fn gelu_equals_candles() {
        let xs: Vec<f32> = (-1000..1000).map(|i| i as f32 * 0.013).collect();
        let exact = Tensor::new(&xs[..], &Device::Cpu).unwrap();
        let exact = exact.to_dtype(candle_core::DType::F64).unwrap();
        let exact: Vec<f64> = exact.gelu_erf().unwrap().to_vec1().unwrap();
        let ours = activate(&xs, Activation::Gelu).unwrap();
        for ((x, y), exact) in xs.iter().zip(ours).zip(exact) {
            assert!(
                (f64::from(y) - exact).abs() < 1e-6 * exact.abs().max(1.0),
                "gelu({x}) = {y}, not {exact}"
            );
        }
    }

    #[test]
    fn layer_norm_equals_the_formula() {
        for width in [1, 7, 16, 48, 1024] {
            let x: Vec<f32> = (0..3 * width)
                .map(|i| (i as f32 * 0.7).sin() * 9.0 + 60.0)
                .collect();
            let weight: Vec<f32> = (0..width).map(|i| 1.0 + i as f32 * 0.01).collect();
            let bias: Vec<f32> = (0..width).map(|i| i as f32 * 0.1).collect();
            let ours = layer_norm(&x, &weight, &bias, 1e-5);
            let t = Tensor::from_slice(&x, (3, width), &Device::Cpu).unwrap();
            let t = t.to_dtype(candle_core::DType::F64).unwrap();
            let centred = t.broadcast_sub(&t.mean_keepdim(1).unwrap()).unwrap();
            let variance = centred.sqr().unwrap().mean_keepdim(1).unwrap();
            let exact = centred
                .broadcast_div(&(variance + 1e-5).unwrap().sqrt().unwrap())
                .unwrap();
            let exact = exact.to_vec2::<f64>().unwrap();
            for (i, y) in ours.iter().enumerate() {
                let (row, column) = (i / width, i % width);
                let want = exact[row][column] * f64::from(weight[column]) + f64::from(bias[column]);
                assert!(
                    (f64::from(*y) - want).abs() < 2e-4,
                    "width {width}: {y} is not {want}"
                );
            }
        }
    }
}
