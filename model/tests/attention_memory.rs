//! Block-sparse attention without kernels takes bounded memory, however long the input is. The test is alone in this
//! file: the peak is the whole process's, and other tests would add to it.

#[path = "../examples/support/mod.rs"]
mod support;

use bigbird_pegasus::parts::pattern::{PatternShape, RandomTable};
use bigbird_pegasus::parts::{Projections, TokenMask, batched, block_sparse};
use bigbird_pegasus::{RandomBlocks, Stop};
use candle_core::{Device, Tensor};

#[test]
#[cfg_attr(
    not(target_os = "linux"),
    ignore = "only Linux knows how much memory a process has held"
)]
fn long_inputs_are_read_in_slices() {
    let (heads, dim) = (4, 64);
    let shape = PatternShape {
        length: 16_384,
        block_size: 64,
        num_random_blocks: 3,
        heads,
        max_position_embeddings: 16_384,
    };
    let table = RandomTable::new(RandomBlocks::Seeded, shape, 1).expect("a table");
    let size = (1, shape.length, heads * dim);
    let draw = || Tensor::randn(0f32, 1.0, size, &Device::Cpu).expect("there is memory");
    let (query, key, value) = (draw(), draw(), draw());
    let x = Projections {
        query: &query,
        key: &key,
        value: &value,
        heads,
    };
    let mask = TokenMask::all(1, shape.length);
    support::reset_peak_memory();
    let before = support::peak_memory().expect("Linux knows");
    let context = batched::attend(&x, &table, shape.block_size, &mask, &Stop::never());
    let held = support::peak_memory().expect("as before") - before;
    // keys, values and three copies of the scores of all blocks at once would take 660 MB
    assert!(held < 400 << 20, "{held} bytes held");
    let kernel = block_sparse::attend(&x, &table, shape.block_size, &mask, &Stop::never());
    let apart = (context.expect("attends") - kernel.expect("attends")).and_then(|d| d.abs());
    let apart = apart.and_then(|d| d.max_all()?.to_scalar::<f32>());
    assert!(apart.expect("a number") < 2e-5);
}
