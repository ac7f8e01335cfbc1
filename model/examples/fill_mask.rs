//! Says which tokens best stand behind each `[MASK]` of a text, with the masked language model of a folder
//! (`BigBirdForMaskedLM`).
//!
//! ```text
//! cargo run --release --example fill_mask -p bigbird-pegasus -- FOLDER TEXT
//! ```

use std::error::Error;
use std::path::Path;

use bigbird_pegasus::models::bigbird::TypedTokens;
use bigbird_pegasus::tokenizer::BigBirdTokenizer;
use bigbird_pegasus::{BigBirdForMaskedLM, Checkpoint, LoadOptions, Stop};
use candle_core::Device;

/// Tokens for each mask.
const BEST: usize = 5;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [folder, text] = arguments.as_slice() else {
        return Err("usage: fill_mask FOLDER TEXT".into());
    };
    let folder = Path::new(folder);
    let tokenizer = BigBirdTokenizer::open(folder)?;
    let checkpoint = Checkpoint::open(folder)?;
    let model = BigBirdForMaskedLM::load(&checkpoint, &Device::Cpu, LoadOptions::default())?;

    let encoding = tokenizer.encode_marked(text)?;
    let rows = [encoding.ids];
    let input = TypedTokens {
        ids: &rows,
        mask: None,
        token_types: None,
    };
    let hidden = model.bert().forward(&input, &Stop::never(), &mut |_| {})?;
    for (place, id) in rows[0].iter().enumerate() {
        if Some(*id) != tokenizer.mask_token_id() {
            continue;
        }
        // only the masks need the product with all words
        let logits = model.logits(&hidden.narrow(1, place, 1)?)?;
        let logits: Vec<f32> = logits.flatten_all()?.to_vec1()?;
        let mut words: Vec<(u32, f32)> = (0..).zip(logits).collect();
        words.sort_by(|a, b| b.1.total_cmp(&a.1));
        println!("byte {}:", encoding.offsets[place].0);
        for (id, logit) in words.into_iter().take(BEST) {
            println!("{logit:8.3} {}", tokenizer.token(id).unwrap_or_default());
        }
    }
    Ok(())
}
