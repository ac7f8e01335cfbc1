//! Continues a text with the decoder of a folder (`BigBirdPegasusForCausalLM`): the best token, one after another.
//!
//! ```text
//! cargo run --release --example continue_text -p bigbird-pegasus -- FOLDER TEXT [TOKENS]
//! ```
//!
//! The class reads its whole text for each token. A model that writes about a source remembers what it has read: see
//! the example `summarize`.

use std::error::Error;
use std::path::Path;

use bigbird_pegasus::tokenizer::PegasusTokenizer;
use bigbird_pegasus::{BigBirdPegasusForCausalLM, Checkpoint, LoadOptions};
use candle_core::{D, Device};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (folder, text, count) = match arguments.as_slice() {
        [folder, text] => (Path::new(folder), text, 20),
        [folder, text, count] => (Path::new(folder), text, count.parse()?),
        _ => return Err("usage: continue_text FOLDER TEXT [TOKENS]".into()),
    };
    let tokenizer = PegasusTokenizer::open(folder)?;
    let checkpoint = Checkpoint::open(folder)?;
    let model = BigBirdPegasusForCausalLM::load(&checkpoint, &Device::Cpu, LoadOptions::default())?;

    let mut ids = vec![model.config().decoder_start_token_id];
    ids.extend(tokenizer.encode(text).ids);
    // the end token
    ids.pop();
    let limit = model.config().max_position_embeddings;
    for _ in 0..count {
        if ids.len() >= limit {
            break;
        }
        let rows = [ids.clone()];
        let logits = model.forward(&rows, None, None)?;
        let last = logits.narrow(1, ids.len() - 1, 1)?;
        let next = last.argmax(D::Minus1)?.flatten_all()?.to_vec1::<u32>()?[0];
        if next == tokenizer.eos_token_id() {
            break;
        }
        ids.push(next);
    }
    println!("{}", tokenizer.decode(&ids[1..], true));
    Ok(())
}
