//! Writes a summary of a text file with the BigBirdPegasus model of a folder. The words appear as soon as they
//! are final.
//!
//! ```text
//! cargo run --release --example summarize -p bigbird-pegasus -- FOLDER FILE [BEAMS]
//! ```

use std::error::Error;
use std::io::Write;
use std::path::Path;

use bigbird_pegasus::tokenizer::PegasusTokenizer;
use bigbird_pegasus::{BigBirdPegasusForConditionalGeneration, Checkpoint, LoadOptions, Stop};
use candle_core::Device;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (folder, file, beams) = match arguments.as_slice() {
        [folder, file] => (Path::new(folder), file, 5),
        [folder, file, beams] => (Path::new(folder), file, beams.parse()?),
        _ => return Err("usage: summarize FOLDER FILE [BEAMS]".into()),
    };
    let tokenizer = PegasusTokenizer::open(folder)?;
    let checkpoint = Checkpoint::open(folder)?;
    let options = LoadOptions::default();
    let model = BigBirdPegasusForConditionalGeneration::load(&checkpoint, &Device::Cpu, options)?;

    let limit = model.config().max_position_embeddings;
    let ids = tokenizer
        .encode_truncated(&std::fs::read_to_string(file)?, limit)
        .ids;
    let source = model.encode(&ids, &Stop::never(), &mut |_| {})?;

    let (mut settled, mut shown) = (Vec::new(), String::new());
    let written = model
        .generate(&source)
        .beams(beams)
        .sequences(1)
        .on_tokens(|tokens| {
            settled.extend_from_slice(tokens);
            let text = tokenizer.decode(&settled, true);
            print!("{}", text.strip_prefix(&shown).unwrap_or_default());
            std::io::stdout().flush().ok();
            shown = text;
        })
        .run()?;
    println!();
    if let Some(best) = written.into_best() {
        eprintln!(
            "{} tokens read, {} written, score {}",
            ids.len(),
            best.ids.len(),
            best.score
        );
    }
    Ok(())
}
