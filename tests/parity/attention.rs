//! The block-sparse attention function by itself.

use bigbird_pegasus::Stop;
use bigbird_pegasus::parts::pattern::RandomTable;
use bigbird_pegasus::parts::{Projections, TokenMask, batched, block_sparse};
use candle_core::{DType, Tensor};

use crate::reference::{Reference, compare, device, number, text};

#[test]
fn block_sparse_attention_is_equal() {
    compare_attention(&Reference::committed());
}

#[test]
#[ignore = "needs ../shared/reference: parity in every case"]
fn block_sparse_attention_is_equal_in_every_case() {
    compare_attention(&Reference::whole());
}

fn compare_attention(reference: &Reference) {
    for case in &reference.cases("attention/index.json") {
        let tensors = reference.tensors(text(case, "file"));
        let input = |name: &str| {
            let t = tensors.get(name).expect("an input");
            let (batch, heads, length, dim) = t.dims4().expect("[batch, heads, length, dim]");
            let t = t.transpose(1, 2).and_then(|t| t.contiguous());
            t.and_then(|t| t.reshape((batch, length, heads * dim)))
                .expect("merged heads")
        };
        let dim = number(case, "head_dim") as f64;
        let query = (input("in.query") * dim.powf(-0.5)).expect("scaled");
        let (key, value) = (input("in.key"), input("in.value"));
        let mask = TokenMask::new(tensors.mask("in.attention_mask").expect("a mask"));
        let heads = number(case, "heads");
        let block_size = number(case, "block_size");
        let x = Projections {
            query: &query,
            key: &key,
            value: &value,
            heads,
        };
        let moved = [&query, &key, &value].map(|x| x.to_device(&device()).expect("moved"));
        let there = Projections {
            query: &moved[0],
            key: &moved[1],
            value: &moved[2],
            heads,
        };
        let stored = tensors
            .get("in.rand_attn")
            .expect("a table")
            .to_vec3::<i32>()
            .expect("a table");
        let row = |row: Vec<i32>| row.into_iter().map(|n| n as u32).collect();
        let drawn = stored
            .into_iter()
            .map(|head| head.into_iter().map(row).collect())
            .collect();
        let zero = RandomTable::Zero {
            num_random_blocks: number(case, "num_random_blocks"),
        };
        for (name, table) in [("eval", zero), ("seeded", RandomTable::Drawn(drawn))] {
            let theirs = tensors
                .get(&format!("out.{name}_context"))
                .expect("an output");
            let kernel = block_sparse::attend(&x, &table, block_size, &mask, &Stop::never())
                .expect("attends");
            let batched = batched::attend(&there, &table, block_size, &mask, &Stop::never())
                .expect("attends");
            for (path, ours) in [("kernel", kernel), ("batched", batched)] {
                let ours = ours.reshape(theirs.shape()).expect("heads apart");
                compare(
                    &format!("{} {name} {path}", text(case, "name")),
                    &ours,
                    theirs,
                    1e-5,
                    0.0,
                );
            }
            for (dtype, bits) in [(DType::F16, 11), (DType::BF16, 8)] {
                let half = [&query, &key, &value].map(|x| x.to_dtype(dtype).expect("a half"));
                let x = Projections {
                    query: &half[0],
                    key: &half[1],
                    value: &half[2],
                    heads,
                };
                let ours = batched::attend(&x, &table, block_size, &mask, &Stop::never())
                    .expect("attends");
                assert_eq!(ours.dtype(), dtype);
                let ours = ours.reshape(theirs.shape()).expect("heads apart");
                let what = format!("{} {name} {dtype:?}", text(case, "name"));
                compare_half(&what, &ours, theirs, 0.5f64.powi(bits));
            }
        }
    }
}

/// Compares contexts that were computed on the processor in a format which rounds to a share `step` of a number (2^-11 in
/// f16, 2^-8 in bf16): together they are off by at most 16 steps of their norm, and none by more than 64 steps.
///
/// A rounding is off by `step / sqrt(3)` in the mean. The reference's queries and keys are drawn with a deviation of 1.5,
/// and have 4 or 8 numbers for each head. So a score has a deviation of 2.25; those of the keys that are read most lie near 5,
/// as the root of the sum of the squares of their products does near 4. Rounding queries, keys and then the score moves it by
/// `sqrt(2 * 4^2 + 5^2) / sqrt(3)`, 4 to 5 steps, and three times as much where a product also sums in the format (up to 8
/// terms). A context is a mean of values that weights of the same relative error make: with the rounding of
/// weights, values and context it is off by 5 to 10 steps of its size, and by a few more where that product sums in
/// the format too. Hence 16. One wrong block among the 8 to 20 of one of both texts would be 57 steps of bf16 and more.
///
/// A single context is off most where two keys of the greatest scores (14, from products of norm 11) share all weight: by
/// `0.25 * sqrt(2) * 12` steps of the distance of their values, about 5; 64 steps are three times that.
fn compare_half(what: &str, ours: &Tensor, theirs: &Tensor, step: f64) {
    compare(what, ours, theirs, 64.0 * step, 0.0);
    let flat = |tensor: &Tensor| -> Vec<f64> {
        let flat = tensor.to_dtype(DType::F64).and_then(|t| t.flatten_all());
        flat.and_then(|t| t.to_vec1()).expect("numbers")
    };
    let (ours, theirs) = (flat(ours), flat(theirs));
    let norm = |values: &mut dyn Iterator<Item = f64>| values.map(|x| x * x).sum::<f64>().sqrt();
    let apart = norm(&mut ours.iter().zip(&theirs).map(|(a, b)| a - b));
    let share = apart / norm(&mut theirs.iter().copied());
    assert!(share > 0.0, "{what}: nothing was rounded");
    assert!(share < 16.0 * step, "{what}: off by {share:.1e}");
}
