//! `pagewing bench`: how fast a model is on this machine.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use super::progress::Progress;
use super::{Outcome, output};
use crate::views::ApiError;
use crate::weights::{Measured, ModelError, ModelFolder, Work, measure};

#[derive(clap::Args)]
pub(super) struct Arguments {
    /// Folder of a BigBirdPegasus checkpoint, converted to int8 or not
    #[arg(long, value_name = "DIR")]
    model: PathBuf,
    /// Tokens to read
    #[arg(long, value_name = "N", default_value_t = 4096, value_parser = clap::value_parser!(u32).range(1..=65536))]
    tokens: u32,
    /// Tokens to write
    #[arg(long, value_name = "N", default_value_t = 64, value_parser = clap::value_parser!(u32).range(1..=4096))]
    new_tokens: u32,
    /// Beams of the search
    #[arg(long, value_name = "N", default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..=32))]
    beams: u32,
    /// Quantize the weights to int8 while loading, if the folder is not converted
    #[arg(long)]
    int8: bool,
    /// Threads; one per core by default
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=1024))]
    threads: Option<u32>,
    /// Print JSON
    #[arg(long)]
    json: bool,
    /// Print no progress
    #[arg(long, short)]
    quiet: bool,
}

pub(super) fn run(arguments: &Arguments, stop: &Arc<AtomicBool>) -> Outcome {
    let error: ApiError = match bench(arguments, stop) {
        Ok(measured) if arguments.json => return output::print_json(&measured),
        Ok(measured) => return output::print(&table(&measured)),
        Err(error) => error.into(),
    };
    if arguments.json {
        output::print_json(&serde_json::json!({ "error": error }));
    }
    output::complain(&arguments.model, &error);
    Outcome::of(&error)
}

fn bench(arguments: &Arguments, stop: &Arc<AtomicBool>) -> Result<Measured, ModelError> {
    let folder = ModelFolder::open(&arguments.model)?;
    let mut progress = Progress::new(folder.name.clone(), arguments.quiet);
    let work = Work {
        tokens: arguments.tokens as usize,
        new_tokens: arguments.new_tokens as usize,
        beams: arguments.beams as usize,
        int8: arguments.int8,
    };
    let threads = arguments.threads.map_or(0, |threads| threads as usize);
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .build()
        .map_err(|error| ModelError::Failed(error.to_string()))?;
    // the progress is drawn by this thread, which only waits meanwhile
    let (told, heard) = std::sync::mpsc::channel();
    let result = std::thread::scope(|scope| {
        let work = scope.spawn(|| {
            pool.install(|| {
                measure(&folder, work, stop, &mut |stage, done| {
                    let _ = told.send((stage, done));
                })
            })
        });
        loop {
            match heard.recv_timeout(std::time::Duration::from_millis(100)) {
                Ok((stage, done)) => progress.advance(stage, done),
                Err(_) if work.is_finished() => break,
                Err(_) => {}
            }
        }
        work.join()
            .unwrap_or_else(|_| Err(ModelError::Failed("it made a mistake of its own".into())))
    });
    progress.finish();
    result
}

fn table(m: &Measured) -> String {
    let memory = match m.peak_memory {
        Some(bytes) => format!("{:.2} GB", bytes as f64 / 1e9),
        None => "not known on this system".to_owned(),
    };
    let rows = [
        ("precision", m.precision.to_owned()),
        ("threads", m.threads.to_string()),
        ("load", format!("{:.2} s", m.load)),
        (
            "encode",
            format!("{:.2} s for {} tokens", m.encode, m.tokens),
        ),
        ("first token", format!("{:.2} s", m.first_token)),
        (
            "write",
            format!(
                "{:.2} s for {} tokens with {} beams",
                m.write, m.new_tokens, m.beams
            ),
        ),
        ("tokens per second", format!("{:.1}", m.tokens_per_second)),
        ("in all", format!("{:.2} s", m.encode + m.write)),
        ("peak memory", memory),
    ];
    rows.iter()
        .map(|(name, value)| format!("{name:<18} {value}\n"))
        .collect()
}
