//! Block-sparse attention, with and without extra global tokens, against full attention under the equivalent mask, and
//! the kernels against the portable operations, on random shapes.

use bigbird_pegasus::parts::pattern::{PatternShape, RandomTable};
use bigbird_pegasus::parts::{BlockLayout, Projections, TokenMask, batched, block_sparse, full};
use bigbird_pegasus::{Interrupted, RandomBlocks, Stop};
use candle_core::{DType, Device, Result, Tensor};
use proptest::prelude::*;

const CPU: Device = Device::Cpu;

#[derive(Debug, Clone)]
struct Case {
    batch: usize,
    heads: usize,
    dim: usize,
    block_size: usize,
    blocks: usize,
    random: usize,
    choice: RandomBlocks,
    seed: u32,
    /// Extra global tokens, which `mask` does not count.
    globals: usize,
    mask: Vec<Vec<bool>>,
}

impl Case {
    fn rows(&self) -> usize {
        self.globals + self.blocks * self.block_size
    }

    /// The mask of all rows.
    fn there(&self) -> Vec<Vec<bool>> {
        let row = |row: &Vec<bool>| [vec![true; self.globals], row.clone()].concat();
        self.mask.iter().map(row).collect()
    }
}

fn case() -> impl Strategy<Value = Case> {
    let choice = prop_oneof![
        Just(RandomBlocks::Seeded),
        Just(RandomBlocks::SeededTransformers),
        Just(RandomBlocks::Zero)
    ];
    let shape = (
        1usize..3,
        1usize..4,
        1usize..20,
        1usize..20,
        0usize..4,
        1usize..5,
        choice,
        any::<u32>(),
        prop_oneof![Just(0usize), 1usize..50],
    );
    shape.prop_flat_map(
        |(batch, heads, dim, block_size, random, more, choice, seed, globals)| {
            // just above the lengths that get full attention
            let blocks = 5 + 2 * random + more;
            let row = prop::collection::vec(prop::bool::weighted(0.9), blocks * block_size);
            let mask = prop::collection::vec(row, batch);
            mask.prop_map(move |mask| Case {
                batch,
                heads,
                dim,
                block_size,
                blocks,
                random,
                choice,
                seed,
                globals,
                mask,
            })
        },
    )
}

fn draw(shape: (usize, usize, usize)) -> Result<Tensor> {
    Tensor::randn(0f32, 1.0, shape, &CPU)
}

fn distance(a: &Tensor, b: &Tensor) -> Result<f32> {
    (a - b)?.abs()?.max_all()?.to_scalar()
}

/// Dense attention in f64 where each score gets the logarithm of how often the query reads its key block, or of 1 if
/// one of both is a global token, written independently of the crate's own attention.
fn dense(
    query: &Tensor,
    key: &Tensor,
    value: &Tensor,
    case: &Case,
    table: &RandomTable,
) -> Result<Tensor> {
    let (globals, length) = (case.globals, case.rows());
    let split = |x: &Tensor| {
        x.to_dtype(DType::F64)?
            .reshape((case.batch, length, case.heads, case.dim))?
            .transpose(1, 2)?
            .contiguous()
    };
    let scores = split(query)?.matmul(&split(key)?.transpose(2, 3)?)?;
    let mut bias = Vec::new();
    for row in &case.there() {
        for head in 0..case.heads {
            for q in 0..length {
                let block = q.checked_sub(globals).map(|q| q / case.block_size);
                let keys = block.map(|block| table.keys(head, block, case.blocks));
                for (k, there) in row.iter().enumerate() {
                    let block = k.checked_sub(globals).map(|k| k / case.block_size);
                    let count = match (&keys, block) {
                        (Some(keys), Some(block)) => keys
                            .iter()
                            .filter(|(b, _)| *b == block as u32)
                            .map(|(_, n)| *n)
                            .sum::<u32>(),
                        _ => 1,
                    };
                    bias.push(f64::from(count).ln() + if *there { 0.0 } else { -10_000.0 });
                }
            }
        }
    }
    let scores =
        (scores + Tensor::from_vec(bias, (case.batch, case.heads, length, length), &CPU)?)?;
    let weights = scores.broadcast_sub(&scores.max_keepdim(3)?)?.exp()?;
    let weights = weights.broadcast_div(&weights.sum_keepdim(3)?)?;
    let context = weights
        .matmul(&split(value)?)?
        .transpose(1, 2)?
        .contiguous()?;
    let there: Vec<f64> = case
        .there()
        .iter()
        .flatten()
        .map(|t| f64::from(u8::from(*t)))
        .collect();
    let there = Tensor::from_vec(there, (case.batch, length, 1), &CPU)?;
    context
        .reshape((case.batch, length, case.heads * case.dim))?
        .broadcast_mul(&there)?
        .to_dtype(DType::F32)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn block_sparse_is_full_attention_under_the_equivalent_mask(case in case()) {
        let length = case.blocks * case.block_size;
        let shape = PatternShape {
            length,
            block_size: case.block_size,
            num_random_blocks: case.random,
            heads: case.heads,
            max_position_embeddings: 4096,
        };
        let table = RandomTable::new(case.choice, shape, case.seed).expect("a table");
        let size = (case.batch, case.rows(), case.heads * case.dim);
        let layout = BlockLayout { global_tokens: case.globals, block_size: case.block_size };
        let (query, key, value) = (draw(size).unwrap(), draw(size).unwrap(), draw(size).unwrap());
        let x = Projections { query: &query, key: &key, value: &value, heads: case.heads };
        let mask = TokenMask::new(case.there());
        let expected = dense(&query, &key, &value, &case, &table).unwrap();
        let kernel = block_sparse::attend(&x, &table, layout, &mask, &Stop::never()).unwrap();
        let batched = batched::attend(&x, &table, layout, &mask, &Stop::never()).unwrap();
        prop_assert!(distance(&kernel, &expected).unwrap() < 2e-5);
        prop_assert!(distance(&batched, &expected).unwrap() < 2e-5);
        // scores of some units are rounded to 11 bits, or to 8, and so are weights and contexts
        for (dtype, step) in [(DType::F16, 0.5f32.powi(11)), (DType::BF16, 0.5f32.powi(8))] {
            let [query, key, value] = [&query, &key, &value].map(|x| x.to_dtype(dtype).unwrap());
            let x = Projections { query: &query, key: &key, value: &value, heads: case.heads };
            let half = block_sparse::attend(&x, &table, layout, &mask, &Stop::never()).unwrap();
            prop_assert_eq!(half.dtype(), dtype);
            let half = half.to_dtype(DType::F32).unwrap();
            let apart = distance(&half, &expected).unwrap();
            prop_assert!(apart < 64.0 * step, "{dtype:?}: {apart}");
        }
    }

    #[test]
    fn full_attention_kernels_equal_the_portable_operations(
        batch in 1usize..3, heads in 1usize..4, dim in 1usize..40, queries in 1usize..90, more in 0usize..90,
        causal in any::<bool>(), there in prop::collection::vec(prop::bool::weighted(0.8), 200),
    ) {
        let keys = queries + more;
        let width = heads * dim;
        let query = draw((batch, queries, width)).unwrap();
        let (key, value) = (draw((batch, keys, width)).unwrap(), draw((batch, keys, width)).unwrap());
        let x = Projections { query: &query, key: &key, value: &value, heads };
        let mut row = there[..keys].to_vec();
        row[0] = true;
        let mask = TokenMask::new(vec![row; batch]);
        for mask in [None, Some(&mask)] {
            let kernel = full::attend(&x, mask, causal, &Stop::never()).unwrap();
            let portable = full::attend_portable(&x, mask, causal, &Stop::never()).unwrap();
            prop_assert!(distance(&kernel, &portable).unwrap() < 2e-5);
        }
    }
}

/// Tables of several layers lie on the device together, and each layer reads its own.
#[test]
fn each_layer_reads_its_own_table() -> Result<()> {
    let (heads, block_size, blocks) = (2, 4, 12);
    let shape = PatternShape {
        length: blocks * block_size,
        block_size,
        num_random_blocks: 2,
        heads,
        max_position_embeddings: 4096,
    };
    let tables: Vec<RandomTable> = (0..3)
        .map(|layer| RandomTable::new(RandomBlocks::Seeded, shape, layer).expect("a table"))
        .collect();
    assert!(tables[0] != tables[1]);
    let x = [(); 3].map(|()| draw((2, shape.length, 6)));
    let [query, key, value] = x;
    let (query, key, value) = (query?, key?, value?);
    let x = Projections {
        query: &query,
        key: &key,
        value: &value,
        heads,
    };
    let mut there = vec![true; shape.length];
    there[40..].fill(false);
    let mask = TokenMask::new(vec![vec![true; shape.length], there]);
    let settings = (block_size, heads);
    let uploaded = batched::BlockTables::new(&tables, settings, &mask, (&CPU, DType::F32));
    let uploaded = uploaded.expect("it fits");
    for (layer, table) in tables.iter().enumerate() {
        let together = uploaded.attend(&x, layer, &Stop::never()).expect("attends");
        let alone = block_sparse::attend(&x, table, block_size, &mask, &Stop::never());
        assert!(distance(&together, &alone.expect("attends"))? < 2e-5);
    }
    let other = draw((2, shape.length + block_size, 6))?;
    let x = Projections {
        query: &other,
        key: &other,
        value: &other,
        heads,
    };
    assert!(uploaded.attend(&x, 0, &Stop::never()).is_err());
    Ok(())
}

/// Without extra global tokens nothing changes, to the bit.
#[test]
fn no_global_tokens_are_blocks_alone() -> Result<()> {
    let table = RandomTable::Zero {
        num_random_blocks: 1,
    };
    let x = [(); 3].map(|()| draw((2, 70, 8)));
    let [query, key, value] = x;
    let (query, key, value) = (query?, key?, value?);
    let x = Projections {
        query: &query,
        key: &key,
        value: &value,
        heads: 2,
    };
    let mut there = vec![vec![true; 70]; 2];
    there[1][60..].fill(false);
    let mask = TokenMask::new(there);
    let none = BlockLayout {
        global_tokens: 0,
        block_size: 10,
    };
    let stop = Stop::never();
    for [alone, none] in [
        [
            block_sparse::attend(&x, &table, 10, &mask, &stop),
            block_sparse::attend(&x, &table, none, &mask, &stop),
        ],
        [
            batched::attend(&x, &table, 10, &mask, &stop),
            batched::attend(&x, &table, none, &mask, &stop),
        ],
    ] {
        let flat = |found: bigbird_pegasus::Result<Tensor>| {
            found.expect("attends").flatten_all()?.to_vec1::<f32>()
        };
        assert_eq!(flat(alone)?, flat(none)?);
    }
    // rows that are neither global tokens nor whole blocks
    let odd = BlockLayout {
        global_tokens: 7,
        block_size: 10,
    };
    assert!(block_sparse::attend(&x, &table, odd, &mask, &stop).is_err());
    assert!(batched::attend(&x, &table, odd, &mask, &stop).is_err());
    Ok(())
}

#[test]
fn extreme_scores_stay_finite() -> Result<()> {
    let size = (1, 70, 8);
    let (query, key) = ((draw(size)? * 1e4)?, (draw(size)? * 1e4)?);
    let value = draw(size)?;
    let x = Projections {
        query: &query,
        key: &key,
        value: &value,
        heads: 2,
    };
    let context = full::attend(&x, None, false, &Stop::never()).expect("attends");
    for value in context.flatten_all()?.to_vec1::<f32>()? {
        assert!(value.is_finite());
    }
    Ok(())
}

#[test]
fn shapes_that_do_not_fit_are_errors() -> Result<()> {
    let (a, b) = (draw((1, 70, 8))?, draw((1, 70, 6))?);
    let x = Projections {
        query: &a,
        key: &b,
        value: &b,
        heads: 2,
    };
    assert!(full::attend(&x, None, false, &Stop::never()).is_err());
    let x = Projections {
        query: &a,
        key: &a,
        value: &a,
        heads: 2,
    };
    let table = RandomTable::Zero {
        num_random_blocks: 1,
    };
    let mask = TokenMask::all(1, 70);
    assert!(block_sparse::attend(&x, &table, 16, &mask, &Stop::never()).is_err());
    assert!(block_sparse::attend(&x, &table, 10, &mask, &Stop::never()).is_ok());
    Ok(())
}

#[test]
fn a_raised_flag_interrupts() -> Result<()> {
    let a = draw((1, 70, 8))?;
    let x = Projections {
        query: &a,
        key: &a,
        value: &a,
        heads: 2,
    };
    let flag = std::sync::Arc::new(std::sync::atomic::AtomicBool::new(true));
    let stop = Stop::when(flag);
    let table = RandomTable::Zero {
        num_random_blocks: 1,
    };
    let mask = TokenMask::all(1, 70);
    for interrupted in [
        full::attend(&x, None, false, &stop),
        full::attend_portable(&x, None, false, &stop),
        block_sparse::attend(&x, &table, 10, &mask, &stop),
        batched::attend(&x, &table, 10, &mask, &stop),
    ] {
        assert!(matches!(
            interrupted.expect_err("interrupted"),
            bigbird_pegasus::Error::Interrupted(Interrupted::Cancelled)
        ));
    }
    Ok(())
}
