//! Prints the classes of a text file with their probabilities, with the classifier of a folder: a
//! `BigBirdForSequenceClassification` or a `BigBirdPegasusForSequenceClassification`.
//!
//! ```text
//! cargo run --release --example classify -p bigbird-pegasus -- FOLDER FILE
//! ```

use std::error::Error;
use std::path::Path;

use bigbird_pegasus::tokenizer::{BigBirdTokenizer, PegasusTokenizer};
use bigbird_pegasus::{Checkpoint, LoadOptions, SequenceClassifier, Stop};
use candle_core::Device;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [folder, file] = arguments.as_slice() else {
        return Err("usage: classify FOLDER FILE".into());
    };
    let (folder, text) = (Path::new(folder), std::fs::read_to_string(file)?);
    let checkpoint = Checkpoint::open(folder)?;
    let model = SequenceClassifier::load(&checkpoint, &Device::Cpu, LoadOptions::default())?;

    // the end of a long text is not read
    let limit = model.max_tokens();
    let ids = match &model {
        SequenceClassifier::BigBird(_) => {
            let tokenizer = BigBirdTokenizer::open(folder)?;
            let mut ids = tokenizer.encode_marked(&text)?.ids;
            if ids.len() > limit {
                ids.truncate(limit - 1);
                ids.push(tokenizer.sep_token_id());
            }
            ids
        }
        SequenceClassifier::BigBirdPegasus(_) => {
            let tokenizer = PegasusTokenizer::open(folder)?;
            tokenizer.encode_truncated(&text, limit).ids
        }
    };
    let logits = model.classify(&ids, &Stop::never())?;
    let probabilities = model.labels().probabilities(&logits);
    let mut classes: Vec<_> = model.labels().names().iter().zip(probabilities).collect();
    classes.sort_by(|a, b| b.1.total_cmp(&a.1));
    for (name, probability) in classes {
        println!("{probability:.4} {name}");
    }
    Ok(())
}
