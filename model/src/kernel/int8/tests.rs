//! Products and rows in int8 beside plain integers, on every instruction set of this processor.

use std::convert::Infallible;
use std::sync::Arc;

use proptest::prelude::*;

use super::level::available;
use super::rows::stride;
use super::{Bytes, Panels, Rows};
use crate::kernel::Spread;
use crate::kernel::panels::{GROUP, PANEL, PANEL_GROUP};

fn quantize(w: &[f32], n: usize, k: usize) -> Panels {
    let read = |row: usize, to: &mut [f32]| {
        to.copy_from_slice(&w[row * k..(row + 1) * k]);
        Ok::<(), Infallible>(())
    };
    Panels::quantize(n, k, read).unwrap()
}

/// The product of the quantized numbers in integers, and the largest intermediate sum of a block, both as
/// values.
fn plain(x: &Rows, w: &Panels, i: usize, j: usize) -> (f64, f64) {
    let k = w.inputs;
    let zero = i64::from(x.zeros[i]);
    let mut sum = -zero * i64::from(w.sums[j]);
    let mut largest = 0;
    for p in 0..k {
        let at = (j / PANEL * k.div_ceil(GROUP) + p / GROUP) * PANEL_GROUP;
        let w = w.values.get()[at + j % PANEL * GROUP + p % GROUP] as i8;
        sum += i64::from(x.values[i * stride(k) + p]) * i64::from(w);
        if (p + 1) % 4096 == 0 {
            largest = largest.max(sum.abs());
        }
    }
    let scale = f64::from(x.scales[i]) * f64::from(w.scales[j]);
    (sum as f64 * scale, largest.max(sum.abs()) as f64 * scale)
}

proptest! {
    #[test]
    fn every_level_equals_the_integers(
        m in 1usize..110, k in 1usize..90, n in 1usize..100, long in any::<bool>(),
        extreme in any::<bool>(), seed in any::<u32>()
    ) {
        // also beyond the depth of one block of sums
        let (m, k) = if long { (m % 14 + 1, 4 * k + 4080) } else { (m, k) };
        let mut random = crate::attention::random::RandomState::new(seed);
        let mut draw = |count: usize| -> Vec<f32> {
            (0..count)
                .map(|_| {
                    let value = random.next_u32() as f32 / u32::MAX as f32 - 0.5;
                    // every byte at its limit, where products of bytes saturate
                    if extreme { 1f32.copysign(value - 0.3) } else { value }
                })
                .collect()
        };
        let (x, w, bias) = (draw(m * k), draw(n * k), draw(n));
        let panels = quantize(&w, n, k);
        let rows = Rows::quantize(&x, k, Spread::Threads);
        let mut first: Option<Vec<f32>> = None;
        for level in available() {
            let mut y = vec![f32::NAN; m * n];
            panels.product_at(level, &rows, Some(&bias), &mut y, Spread::Threads);
            let mut here = vec![f32::NAN; m * n];
            panels.product_at(level, &rows, Some(&bias), &mut here, Spread::Here);
            prop_assert_eq!(&y, &here, "threads must not change {:?}", level);
            for i in 0..m {
                for j in (0..n).step_by(7) {
                    let (exact, largest) = plain(&rows, &panels, i, j);
                    let bias = f64::from(bias[j]);
                    let error = (f64::from(y[i * n + j]) - exact - bias).abs();
                    // the integers are exact; a few roundings to f32 follow
                    let limit = 4.0 * f64::from(f32::EPSILON) * (largest + bias.abs());
                    prop_assert!(error <= limit, "{level:?} {i} {j}: {error} of {largest}");
                }
            }
            match &first {
                Some(first) => prop_assert_eq!(first, &y, "{:?} differs", level),
                None => first = Some(y),
            }
        }
    }

    #[test]
    fn halves_make_a_whole(
        m in 1usize..9, k in 1usize..90, n in 1usize..60, long in any::<bool>(), seed in any::<u32>()
    ) {
        // also beyond the depth of one block of sums, and with more rows than a tile has
        let k = if long { 4 * k + 4080 } else { k };
        let mut random = crate::attention::random::RandomState::new(seed);
        let mut draw = |count: usize| -> Vec<f32> {
            (0..count).map(|_| random.next_u32() as f32 / u32::MAX as f32 - 0.4).collect()
        };
        let (mut x, w) = (draw(m * k), draw(n * k));
        let panels = quantize(&w, n, k);
        let mut rows = Rows::default();
        rows.refill_in_16_bits(&x, k);
        let mut y = vec![f32::NAN; m * n];
        panels.product_of_halves(&rows, &mut y);
        for level in available() {
            let mut at_level = vec![f32::NAN; m * n];
            panels.product_of_halves_at(level, &rows, &mut at_level);
            prop_assert_eq!(&y, &at_level, "{:?} differs", level);
        }
        let mut kept = vec![0f32; k];
        let mut check = |x: &[f32], y: &[f32], step: f32| {
            for j in 0..n {
                panels.row(j, &mut kept);
                for (i, x) in x.chunks(k).enumerate() {
                    let exact: f64 = x.iter().zip(&kept).map(|(x, w)| f64::from(*x) * f64::from(*w)).sum();
                    let off: f32 = kept.iter().map(|w| w.abs()).sum::<f32>() * step;
                    let error = (f64::from(y[i * n + j]) - exact).abs();
                    prop_assert!(error <= f64::from(off) + 1e-5 * exact.abs() + 1e-6, "{i} {j}: {error} of {exact}");
                }
            }
            Ok(())
        };
        check(&x, &y, 0.51 / 65535.0)?;

        // powers of e: the product multiplies what the row of scores becomes
        x.iter_mut().for_each(|x| *x *= 20.0);
        let scores = x.clone();
        let mut sums = Vec::new();
        rows.refill_with_powers(&mut x, k, &mut sums);
        for ((scores, powers), sum) in scores.chunks(k).zip(x.chunks(k)).zip(&sums) {
            let most = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
            for (score, power) in scores.iter().zip(powers) {
                prop_assert!((f64::from(score - most).exp() - f64::from(*power)).abs() < 1e-6);
            }
            prop_assert!((powers.iter().sum::<f32>() - sum).abs() < 1e-4 * sum);
        }
        panels.product_of_halves(&rows, &mut y);
        check(&x, &y, 0.51 / 65535.0)?;
    }

    #[test]
    fn a_row_is_kept_within_half_a_step(
        x in prop::collection::vec(prop_oneof![-1e-3f32..1e-3, -50f32..80.0, Just(0.0)], 1..100)
    ) {
        let rows = Rows::quantize(&x, x.len(), Spread::Here);
        let scale = rows.scales[0];
        for (i, x) in x.iter().enumerate() {
            let kept = (f32::from(rows.values[i]) - rows.zeros[0] as f32) * scale;
            prop_assert!((kept - x).abs() <= 1.01 * scale, "{x} became {kept}");
            if *x == 0.0 {
                prop_assert_eq!(kept, 0.0);
            }
        }
    }
}

#[test]
fn weights_are_kept_within_half_a_step_and_read_back() {
    let (n, k) = (19, 10);
    let w: Vec<f32> = (0..n * k)
        .map(|i| (i as f32 * 0.37).sin() * (1 + i / k) as f32)
        .collect();
    let panels = quantize(&w, n, k);
    let mut row = vec![0f32; k];
    for output in 0..n {
        panels.row(output, &mut row);
        let scale = panels.scales[output];
        for (kept, w) in row.iter().zip(&w[output * k..]) {
            assert!((kept - w).abs() <= 0.5001 * scale);
        }
    }
    let (values, scales, sums) = panels.parts();
    let bytes = || Bytes::of(Arc::new(values.to_vec()), 0..values.len()).unwrap();
    assert!(Panels::from_parts(n, k, bytes(), scales.to_vec(), sums.to_vec()).is_some());
    assert!(Panels::from_parts(n + 16, k, bytes(), scales.to_vec(), sums.to_vec()).is_none());
    assert!(Panels::from_parts(n, k + 4, bytes(), scales.to_vec(), sums.to_vec()).is_none());
    assert!(Panels::from_parts(n, k, bytes(), vec![f32::NAN; 32], sums.to_vec()).is_none());
    assert!(Bytes::of(Arc::new(values.to_vec()), 5..values.len() + 1).is_none());
}

#[test]
fn rows_of_zeros_and_of_nothing_useful_stay_harmless() {
    let w = vec![1f32; 16 * 8];
    let panels = quantize(&w, 16, 8);
    for (x, check) in [
        ([0f32; 8], (|y| y == 0.0) as fn(f32) -> bool),
        ([f32::INFINITY; 8], |y| !y.is_finite()),
    ] {
        let mut y = vec![7f32; 16];
        panels.product(
            &Rows::quantize(&x, 8, Spread::Here),
            None,
            &mut y,
            Spread::Here,
        );
        assert!(y.iter().all(|y| check(*y)), "{x:?} gave {y:?}");
    }
}
