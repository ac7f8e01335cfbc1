//! Finds the answer to a question in a text file with the BigBird reader of a folder.
//!
//! ```text
//! cargo run --release --example answer -p bigbird-pegasus -- FOLDER FILE QUESTION
//! ```

use std::error::Error;
use std::path::Path;

use bigbird_pegasus::models::bigbird::Pair;
use bigbird_pegasus::tokenizer::BigBirdTokenizer;
use bigbird_pegasus::{BigBirdForQuestionAnswering, Checkpoint, LoadOptions, Stop};
use candle_core::Device;

/// The longest answer in tokens.
const LONGEST: usize = 30;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [folder, file, question] = arguments.as_slice() else {
        return Err("usage: answer FOLDER FILE QUESTION".into());
    };
    let (folder, text) = (Path::new(folder), std::fs::read_to_string(file)?);
    let tokenizer = BigBirdTokenizer::open(folder)?;
    let checkpoint = Checkpoint::open(folder)?;
    let options = LoadOptions::default();
    let model = BigBirdForQuestionAnswering::load(&checkpoint, &Device::Cpu, options)?;

    let mut input = tokenizer.encode_pair(question, &text)?;
    let limit = model.config().max_position_embeddings;
    if input.ids.len() > limit {
        // the end of the text is not read
        input.ids.truncate(limit - 1);
        input.ids.push(tokenizer.sep_token_id());
    }
    let pair = Pair {
        ids: &input.ids,
        question_length: input.question_length,
    };
    let logits = model.read(&[pair], &Stop::never())?;
    let logits = logits.first().ok_or("the model read nothing")?;

    // the first token, [CLS], stands for "no answer"
    let mut best = (None, logits.start[0] + logits.end[0]);
    let last = input.ids.len() - 1;
    for start in input.question_length..last {
        for end in start..last.min(start + LONGEST) {
            let score = logits.start[start] + logits.end[end];
            if score > best.1 {
                best = (Some((start, end)), score);
            }
        }
    }
    match best {
        (Some((start, end)), score) => {
            let offsets = &input.text_offsets;
            let from = offsets[start - input.question_length].0;
            let to = offsets[end - input.question_length].1;
            println!("{}", &text[from..to]);
            eprintln!("bytes {from} to {to}, score {score}");
        }
        (None, score) => println!("The text has no answer (score {score})."),
    }
    Ok(())
}
