//! Loading may hold at most 1.2 times the tensors' size in their precision. The test is alone in this file: the
//! peak is the whole process's, and other tests would add to it.

#[path = "../examples/support/mod.rs"]
mod support;

use bigbird_pegasus::{BigBirdPegasusForConditionalGeneration, Checkpoint, LoadOptions};
use candle_core::Device;
use serde_json::json;

#[test]
#[cfg_attr(
    not(target_os = "linux"),
    ignore = "only Linux knows how much memory a process has held"
)]
fn loading_holds_little_more_than_the_tensors() {
    // large enough to make code, stacks and threads negligible
    let config = json!({
        "architectures": ["BigBirdPegasusForConditionalGeneration"], "model_type": "bigbird_pegasus",
        "vocab_size": 32000, "d_model": 512, "max_position_embeddings": 4096,
        "encoder_layers": 6, "encoder_ffn_dim": 2048, "encoder_attention_heads": 8,
        "decoder_layers": 6, "decoder_ffn_dim": 2048, "decoder_attention_heads": 8,
        "activation_function": "gelu_new", "attention_type": "block_sparse", "block_size": 64,
        "num_random_blocks": 3, "scale_embedding": true, "use_bias": false,
    });
    for half_precision in [false, true] {
        let folder = tempfile::tempdir().expect("a folder");
        let parameters = support::write_checkpoint(folder.path(), &config, half_precision)
            .expect("a checkpoint");
        support::reset_peak_memory();
        let before = support::peak_memory().expect("Linux knows");
        let checkpoint = Checkpoint::open(folder.path()).expect("a checkpoint");
        let model = BigBirdPegasusForConditionalGeneration::load(
            &checkpoint,
            &Device::Cpu,
            LoadOptions::default(),
        )
        .expect("a model");
        let held = support::peak_memory().expect("as before") - before;
        // on the CPU weights are f32, whatever the file's precision
        let size = 4 * parameters;
        assert!(
            held > size / 2 && held < size * 6 / 5,
            "half precision {half_precision}: {held} bytes held for {size} bytes of tensors"
        );
        drop(model);
    }
}
