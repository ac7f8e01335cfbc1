//! Foreign bytes, changed at random: every parser ends with a result or a typed error. A find is written to a file, and becomes
//! a case of its own where the other tests of that parser stand.
//!
//! A run makes a few hundred cases, always the same, and leaves a target after two seconds, so that it costs the other tests
//! little. `PAGEWING_FUZZ_SECONDS` has each target run that long instead, and `PAGEWING_FUZZ_SEED` gives other cases:
//!
//! ```text
//! PAGEWING_FUZZ_SECONDS=600 PAGEWING_FUZZ_SEED=7 cargo test --release -p pagewing-tests --test fuzz
//! ```

mod arguments;
mod bibliographies;
mod documents;
#[cfg(unix)]
mod frames;
mod kept;
mod models;
mod mutate;
#[cfg(feature = "window")]
mod rows;
mod sequences;
mod stores;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use mutate::Chance;

/// How long a run stays with a target that nobody gave a time. A slow machine makes fewer of the same cases.
const SHORT: Duration = Duration::from_secs(2);

/// Runs a target on changed inputs: `few` of them, or as many as the time allows. The target returns what is wrong; a panic is
/// wrong, too.
fn fuzz(target: &str, corpus: &[Vec<u8>], few: usize, run: &dyn Fn(&[u8]) -> Result<(), String>) {
    let change = |chance: &mut Chance| {
        let input = chance.one_of(corpus).cloned().unwrap_or_default();
        mutate::changed(input, corpus, chance)
    };
    fuzz_by(target, few, &change, run);
}

/// [`fuzz`] with inputs that the caller makes.
fn fuzz_by(
    target: &str,
    few: usize,
    make: &dyn Fn(&mut Chance) -> Vec<u8>,
    run: &dyn Fn(&[u8]) -> Result<(), String>,
) {
    let seed = variable("PAGEWING_FUZZ_SEED").unwrap_or(1);
    let time = variable("PAGEWING_FUZZ_SECONDS").map(Duration::from_secs);
    let began = Instant::now();
    let goes_on = |case: usize| match time {
        Some(time) => began.elapsed() < time,
        None => case < few && (case == 0 || began.elapsed() < SHORT),
    };
    let mut case = 0;
    while goes_on(case) {
        let input = make(&mut Chance::of(seed, case as u64));
        let ended = catch_unwind(AssertUnwindSafe(|| run(&input)));
        let wrong = match ended {
            Ok(Ok(())) => None,
            Ok(Err(wrong)) => Some(wrong),
            Err(_) => Some("it panics".to_owned()),
        };
        if let Some(wrong) = wrong {
            let find = kept_find(target, seed, case, &input);
            panic!(
                "{target}, seed {seed}, case {case}: {wrong}; the input is in {}",
                find.display()
            );
        }
        case += 1;
    }
    println!("{target}: {case} cases");
}

fn variable(name: &str) -> Option<u64> {
    let value = std::env::var(name).ok()?;
    Some(value.parse().unwrap_or_else(|_| panic!("{name}={value}")))
}

/// Keeps an input that something is wrong with.
fn kept_find(target: &str, seed: u64, case: usize, input: &[u8]) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("fuzz");
    let find = folder.join(format!("{target}-{seed}-{case}"));
    std::fs::create_dir_all(&folder).expect("the target folder can be written");
    std::fs::write(&find, input).expect("the target folder can be written");
    find
}

/// The files of a folder with this ending, as a corpus.
fn corpus(folder: &Path, ending: &str) -> Vec<Vec<u8>> {
    let entries = std::fs::read_dir(folder).expect("the fixtures").flatten();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|found| found == ending));
    paths.sort();
    let files: Vec<Vec<u8>> = paths
        .iter()
        .map(|path| std::fs::read(path).expect("a fixture"))
        .collect();
    assert!(!files.is_empty(), "no {ending} in {}", folder.display());
    files
}
