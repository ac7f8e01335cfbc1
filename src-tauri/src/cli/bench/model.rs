//! How fast a model that writes is on this machine.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use super::super::chosen;
use super::super::output::{self, Reported};
use super::super::progress::Progress;
use super::arguments::Arguments;
use crate::fault::{Fault, Outcome};
use crate::text;
use crate::weights::PrecisionChoice;
use crate::weights::{Measured, ModelError, ModelFolder, Work, measure};

pub(super) fn run(arguments: &Arguments, model: &Path, stop: &Arc<AtomicBool>) -> Outcome {
    let measured = chosen::folder(model)
        .and_then(|folder| bench(&folder, arguments, stop).map_err(Fault::from));
    let error = match measured {
        Ok(measured) if arguments.json => return output::print_json(&measured),
        Ok(measured) => return output::print(&table(&measured)),
        Err(error) => error,
    };
    if arguments.json {
        output::print_json(&serde_json::json!({ "error": Reported::from(&error) }));
    }
    output::complain(model, &error);
    Outcome::of(error.code())
}

fn bench(
    folder: &Path,
    arguments: &Arguments,
    stop: &Arc<AtomicBool>,
) -> Result<Measured, ModelError> {
    let precision = match (arguments.precision, arguments.int8) {
        (Some(precision), _) => precision.into(),
        (None, true) => PrecisionChoice::Int8,
        (None, false) => PrecisionChoice::Automatic,
    };
    let folder = chosen::with_plans(ModelFolder::open_in(folder, precision)?);
    let mut progress = Progress::new(folder.name.clone(), arguments.quiet);
    let work = Work {
        tokens: arguments.tokens as usize,
        new_tokens: arguments.new_tokens as usize,
        beams: arguments.beams as usize,
        lengths: arguments.lengths.iter().map(|n| *n as usize).collect(),
    };
    let threads = arguments.threads.map_or(0, |threads| threads as usize);
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .build()
        .map_err(|error| ModelError::Failed(error.to_string()))?;
    // this thread draws the progress while it waits for the work
    let (sender, receiver) = std::sync::mpsc::channel();
    let result = std::thread::scope(|scope| {
        let work = scope.spawn(|| {
            pool.install(|| {
                measure(&folder, &work, stop, &mut |stage, done| {
                    let _ = sender.send((stage, done));
                })
            })
        });
        loop {
            match receiver.recv_timeout(std::time::Duration::from_millis(100)) {
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

fn table(measured: &Measured) -> String {
    let rows = text::bench::rows(measured);
    let mut table: String = rows
        .iter()
        .map(|(name, value)| format!("{name:<18} {value}\n"))
        .collect();
    table.push_str(&lengths_table(measured));
    table
}

/// How the time of reading grows with the length; empty if no lengths were asked for.
fn lengths_table(measured: &Measured) -> String {
    let mut table = String::new();
    if !measured.lengths.is_empty() {
        let [tokens, seconds, speed, growth] = text::bench::length_heads();
        table.push_str(&format!(
            "\n{tokens:>11}  {seconds:>8}  {speed:>17}  {growth:>12}\n"
        ));
    }
    for length in &measured.lengths {
        let growth = length
            .per_doubling
            .map_or_else(String::new, |factor| format!("{factor:.2}x"));
        let line = format!(
            "{:>11}  {:>8.2}  {:>17.0}  {growth:>12}",
            length.tokens, length.encode, length.tokens_per_second
        );
        table.push_str(line.trim_end());
        table.push('\n');
    }
    if !measured.too_long.is_empty() {
        let line = text::bench::too_long(&measured.too_long);
        table.push_str(&format!("\n{line}\n"));
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::weights::Length;

    #[test]
    fn lengths_are_a_table_of_their_own() {
        let length = |tokens: usize, encode: f64, per_doubling| Length {
            tokens,
            encode,
            tokens_per_second: tokens as f64 / encode,
            per_doubling,
        };
        let measured = Measured {
            card: None,
            precision: "int8",
            threads: 2,
            tokens: 4096,
            beams: 5,
            new_tokens: 64,
            load: 0.5,
            encode: 4.0,
            first_token: 4.1,
            write: 2.0,
            tokens_per_second: 32.0,
            peak_memory: None,
            lengths: vec![length(2048, 2.0, None), length(4096, 4.2, Some(2.1))],
            too_long: vec![8192],
        };
        let lines = "
tokens read   seconds  tokens per second  per doubling
       2048      2.00               1024
       4096      4.20                975         2.10x

Left out, longer than the model can read: 8192
";
        assert_eq!(lengths_table(&measured), lines);
        assert!(table(&measured).ends_with(lines));
        let alone = Measured {
            lengths: Vec::new(),
            too_long: Vec::new(),
            ..measured
        };
        assert_eq!(lengths_table(&alone), "");
    }
}
