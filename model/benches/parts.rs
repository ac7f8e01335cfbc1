//! Measures the parts that reading and writing consist of, each beside the same work without a kernel of our
//! own. `README.md` says how to run it and how to read it.

use bigbird_pegasus::parts::pattern::{PatternShape, RandomTable};
use bigbird_pegasus::parts::{Projections, TokenMask, batched, block_sparse};
use bigbird_pegasus::{Linear, RandomBlocks, Stop, parts};
use candle_core::{Device, Tensor};
use divan::Bencher;
use divan::counter::ItemsCount;

fn main() {
    divan::main();
}

/// The sizes of the large checkpoints.
const WIDTH: usize = 1024;
const HEADS: usize = 16;
const WORDS: usize = 96_103;
/// Tokens of a long document.
const TOKENS: usize = 4096;
const BEAMS: usize = 5;

/// The seconds that each line may take.
const AT_MOST: f64 = 1.5;

fn draw(shape: &[usize]) -> Tensor {
    Tensor::randn(0f32, 1.0, shape, &Device::Cpu).expect("there is memory")
}

fn values(tensor: &Tensor) -> Vec<f32> {
    let flat = tensor.flatten_all().and_then(|flat| flat.to_vec1());
    flat.expect("f32 in main memory")
}

/// `x [rows, 1024]` times `w [4096, 1024]ᵀ`, the first product of a feed-forward part. An item is a
/// multiplication or an addition.
#[divan::bench_group(max_time = AT_MOST)]
mod product {
    use candle_core::Module;
    use candle_core::quantized::{GgmlDType, QMatMul, QTensor};

    use super::*;

    const OUTPUTS: usize = 4 * WIDTH;
    /// Reading in full, reading a short rest, ten and five beams, greedy.
    const ROWS: [usize; 5] = [4096, 48, 10, 5, 1];

    fn measure(bencher: Bencher, rows: usize, product: impl Fn(&Tensor) -> Tensor) {
        let x = draw(&[rows, WIDTH]);
        bencher
            .counter(ItemsCount::new(2 * rows * WIDTH * OUTPUTS))
            .bench_local(|| product(&x));
    }

    /// The kernel multiplies few rows within a step, many rows outside of one.
    fn as_in_use(rows: usize, work: impl FnOnce()) {
        if rows > 10 {
            work();
        } else {
            parts::as_in_a_step(work);
        }
    }

    #[divan::bench(args = ROWS)]
    fn f32_candle(bencher: Bencher, rows: usize) {
        let weights = draw(&[OUTPUTS, WIDTH]);
        let transposed = weights.t().expect("two dimensions");
        measure(bencher, rows, |x| x.matmul(&transposed).expect("it fits"));
    }

    #[divan::bench(args = ROWS)]
    fn f32_ours(bencher: Bencher, rows: usize) {
        let linear = Linear::new(draw(&[OUTPUTS, WIDTH]), None).expect("two dimensions");
        as_in_use(rows, || {
            measure(bencher, rows, |x| linear.forward(x).expect("it fits"));
        });
    }

    #[divan::bench(args = ROWS)]
    fn int8_candle_q8_0(bencher: Bencher, rows: usize) {
        let weights = QTensor::quantize(&draw(&[OUTPUTS, WIDTH]), GgmlDType::Q8_0);
        let product =
            QMatMul::from_qtensor(weights.expect("blocks of 32")).expect("two dimensions");
        measure(bencher, rows, |x| product.forward(x).expect("it fits"));
    }

    #[divan::bench(args = ROWS)]
    fn int8_ours(bencher: Bencher, rows: usize) {
        let linear = parts::int8_linear(&draw(&[OUTPUTS, WIDTH])).expect("two dimensions");
        as_in_use(rows, || {
            measure(bencher, rows, |x| linear.forward(x).expect("it fits"));
        });
    }
}

/// The attention of one encoder layer over 4,096 tokens. An item is a token.
#[divan::bench_group(max_time = AT_MOST)]
mod block_sparse_attention {
    use super::*;

    const BLOCK: usize = 64;

    fn measure(
        bencher: Bencher,
        attend: impl Fn(&Projections, &RandomTable, &TokenMask) -> Tensor,
    ) {
        let shape = PatternShape {
            length: TOKENS,
            block_size: BLOCK,
            num_random_blocks: 3,
            heads: HEADS,
            max_position_embeddings: TOKENS,
        };
        let table = RandomTable::new(RandomBlocks::Seeded, shape, 0).expect("enough blocks");
        let mask = TokenMask::all(1, TOKENS);
        let [query, key, value] = [(); 3].map(|()| draw(&[1, TOKENS, WIDTH]));
        let projections = Projections {
            query: &query,
            key: &key,
            value: &value,
            heads: HEADS,
        };
        bencher
            .counter(ItemsCount::new(TOKENS))
            .bench_local(|| attend(&projections, &table, &mask));
    }

    #[divan::bench]
    fn candle(bencher: Bencher) {
        measure(bencher, |x, table, mask| {
            batched::attend(x, table, BLOCK, mask, &Stop::never()).expect("it fits")
        });
    }

    #[divan::bench]
    fn ours(bencher: Bencher) {
        measure(bencher, |x, table, mask| {
            block_sparse::attend(x, table, BLOCK, mask, &Stop::never()).expect("it fits")
        });
    }
}

/// Five beams reading 4,096 tokens in one decoder layer, without the projections. An item is a beam.
#[divan::bench_group(max_time = AT_MOST)]
mod cross_attention_step {
    use bigbird_pegasus::parts::full;

    use super::*;

    fn ours(bencher: Bencher, int8: bool) {
        let [key, value] = [(); 2].map(|()| values(&draw(&[TOKENS, WIDTH])));
        let source = parts::Source::new(&key, &value, WIDTH, HEADS, int8);
        let query = values(&draw(&[BEAMS, WIDTH]));
        let mut context = vec![0f32; BEAMS * WIDTH];
        parts::as_in_a_step(|| {
            bencher
                .counter(ItemsCount::new(BEAMS))
                .bench_local(|| source.read(&query, divan::black_box(&mut context)));
        });
    }

    /// Full attention of candle operations, keys and values shared by the beams.
    #[divan::bench]
    fn f32_candle(bencher: Bencher) {
        let query = draw(&[1, BEAMS, WIDTH]);
        let [key, value] = [(); 2].map(|()| draw(&[1, TOKENS, WIDTH]));
        let projections = Projections {
            query: &query,
            key: &key,
            value: &value,
            heads: HEADS,
        };
        bencher.counter(ItemsCount::new(BEAMS)).bench_local(|| {
            full::attend_portable(&projections, None, false, &Stop::never()).expect("it fits")
        });
    }

    #[divan::bench]
    fn f32_ours(bencher: Bencher) {
        ours(bencher, false);
    }

    #[divan::bench]
    fn int8_ours(bencher: Bencher) {
        ours(bencher, true);
    }
}

/// From the logits of five beams over 96,103 words to the ten best continuations. An item is a score.
#[divan::bench_group(max_time = AT_MOST)]
mod best_of_all_words {
    use bigbird_pegasus::GenerationConfig;
    use bigbird_pegasus::parts::{NextLogits, NextTokens, generate};
    use candle_core::D;

    use super::*;

    /// A decoder whose scores are fixed.
    struct Decided {
        logits: Vec<f32>,
    }

    impl NextTokens for Decided {
        fn next(&mut self, _: &[u32], _: &[usize]) -> bigbird_pegasus::Result<NextLogits> {
            Ok(NextLogits {
                logits: self.logits.clone(),
                attention: None,
            })
        }

        fn vocab_size(&self) -> usize {
            WORDS
        }
    }

    /// The same in candle operations: log-softmax, all scores sorted, the first ten taken.
    #[divan::bench]
    fn candle(bencher: Bencher) {
        let logits = draw(&[BEAMS, WORDS]);
        let best = || -> candle_core::Result<Vec<f32>> {
            let scores = candle_nn::ops::log_softmax(&logits, D::Minus1)?;
            let (sorted, _) = scores.reshape((1, BEAMS * WORDS))?.sort_last_dim(false)?;
            sorted
                .narrow(D::Minus1, 0, 2 * BEAMS)?
                .flatten_all()?
                .to_vec1()
        };
        bencher
            .counter(ItemsCount::new(BEAMS * WORDS))
            .bench_local(|| best().expect("it fits"));
    }

    /// A whole search of one step; each pass copies the logits.
    #[divan::bench]
    fn ours(bencher: Bencher) {
        let mut decoder = Decided {
            logits: values(&draw(&[BEAMS, WORDS])),
        };
        let config = GenerationConfig {
            num_beams: BEAMS,
            max_new_tokens: Some(1),
            ..GenerationConfig::default()
        };
        bencher
            .counter(ItemsCount::new(BEAMS * WORDS))
            .bench_local(|| {
                let stop = Stop::never();
                generate(&mut decoder, &[], &config, &stop, &mut |_| {}).expect("one step")
            });
    }
}
