//! Kills Pagewing at random moments of each kind of work, and looks after each kill whether the library opens and everything
//! is there that was finished. `scripts/kills` runs it; `docs/reliability.md` has its figures.
//!
//! ```text
//! cargo run --release -p pagewing-tests --features window --example kills -- [KILLS] [SEED] [PAGEWING]
//! ```
//!
//! The work is done by this program itself, started again with the name of a stage: it calls the same jobs as the window and
//! prints a line for each thing that is finished. Only conversions and downloads are done by the program `PAGEWING`, and left out
//! without it; so is recognition without Tesseract.

mod check;
mod download;
mod moving;
mod older;
mod work;

use std::error::Error;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

use pagewing::document::{find_tesseract, worker};
use pagewing::weights;
use pagewing_tests::fixture;

// counts and limits memory in the workers that this program starts
#[global_allocator]
static ALLOCATOR: worker::CountingAllocator = worker::CountingAllocator;

type Outcome<T = ()> = Result<T, Box<dyn Error>>;

/// How often a stage is run to its end, to find out how long it takes.
const WHOLE_RUNS: u64 = 2;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let ended = match arguments.as_slice() {
        [argument] if *argument == worker::WORKER_ARGUMENT => {
            return worker::run(weights::looked_through);
        }
        ["stage", stage, home, turn] => staged(stage, home, turn),
        _ => kills(&arguments),
    };
    match ended {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn staged(stage: &str, home: &str, turn: &str) -> Outcome {
    work::run(stage, Path::new(home), turn.parse()?)
}

/// What became of the kills of a stage.
struct Tally {
    stage: &'static str,
    took: Duration,
    killed: usize,
    /// The work was over before the kill.
    late: usize,
}

fn kills(arguments: &[&str]) -> Outcome {
    let count = arguments
        .first()
        .map_or(Ok(300), |count| count.parse::<usize>())?;
    let seed = arguments.get(1).map_or(Ok(1), |seed| seed.parse::<u64>())?;
    let folder = tempfile::tempdir()?;
    let home = folder.path();
    let programs = Programs {
        pagewing: arguments.get(2).map(PathBuf::from),
        shop: download::Shop::open()?,
    };
    let mut chance = Chance(seed);
    let mut kept = Vec::new();
    let mut tallies = Vec::new();
    let mut turn = 0;
    let stages = work::STAGES.into_iter();
    for stage in stages.filter(|stage| programs.can_do(stage)) {
        let mut took = Duration::ZERO;
        for _ in 0..WHOLE_RUNS {
            turn += 1;
            let began = Instant::now();
            let mut run = Stage::begin(stage, home, turn, &programs)?;
            let ended = run.child.wait()?;
            kept.extend(run.kept());
            took = took.max(began.elapsed());
            if !ended.success() {
                return Err(format!("{stage} fails without a kill: {ended}").into());
            }
            check::all(home, &kept)?;
        }
        tallies.push(Tally {
            stage,
            took,
            killed: 0,
            late: 0,
        });
    }
    let kinds = tallies.len();
    for kill in 0..count {
        turn += 1;
        let tally = &mut tallies[kill % kinds];
        let mut run = Stage::begin(tally.stage, home, turn, &programs)?;
        std::thread::sleep(tally.took.mul_f64(chance.share()));
        match run.child.try_wait()? {
            Some(_) => tally.late += 1,
            None => tally.killed += 1,
        }
        run.child.kill()?;
        run.child.wait()?;
        kept.extend(run.kept());
        check::all(home, &kept)
            .map_err(|error| format!("seed {seed}, kill {kill}, in {}: {error}", tally.stage))?;
    }
    let left = work::finish(home)?;
    if let Some(pagewing) = &programs.pagewing {
        programs.shop.finish(pagewing, home)?;
    }
    check::all(home, &kept)?;
    print(&tallies, kept.len(), &left);
    Ok(())
}

fn print(tallies: &[Tally], kept: usize, left: &work::Left) {
    println!("| stage | time without a kill | killed | over before the kill |");
    println!("| --- | --- | --- | --- |");
    for Tally {
        stage,
        took,
        killed,
        late,
    } in tallies
    {
        println!("| {stage} | {} ms | {killed} | {late} |", took.as_millis());
    }
    println!();
    println!(
        "{kept} things were finished, and all of them were there after each kill. Of {} jobs, {} were set aside.",
        left.jobs, left.set_aside
    );
}

/// What some stages need besides this program.
struct Programs {
    pagewing: Option<PathBuf>,
    shop: download::Shop,
}

impl Programs {
    fn can_do(&self, stage: &str) -> bool {
        match stage {
            work::CONVERSION | work::DOWNLOAD => self.pagewing.is_some(),
            work::RECOGNITION => find_tesseract().is_some(),
            _ => true,
        }
    }
}

/// A running stage.
struct Stage {
    child: Child,
}

impl Stage {
    fn begin(stage: &str, home: &Path, turn: u64, programs: &Programs) -> Outcome<Self> {
        let mut command = match (&programs.pagewing, stage) {
            (Some(pagewing), work::CONVERSION) => {
                let mut command = Command::new(pagewing);
                command
                    .env("PAGEWING_HOME", home)
                    .args(["models", "convert", "-q"])
                    .arg(fixture("tiny-model"))
                    .arg("--out")
                    .arg(home.join("converted"));
                command
            }
            (Some(pagewing), work::DOWNLOAD) => programs.shop.command(pagewing, home)?,
            _ => {
                let mut command = Command::new(std::env::current_exe()?);
                command
                    .args(["stage", stage])
                    .arg(home)
                    .arg(turn.to_string());
                command
            }
        };
        match stage {
            work::MIGRATION => older::make(home)?,
            work::MOVING => moving::make(home)?,
            _ => {}
        }
        let child = command
            // a model that is on this machine would make the work another one
            .env("PAGEWING_STARTER", "none")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        Ok(Self { child })
    }

    /// What it said was finished. The program has ended, so the pipe has an end.
    fn kept(&mut self) -> Vec<Vec<String>> {
        let output = self.child.stdout.take();
        let lines = output
            .into_iter()
            .flat_map(|output| BufReader::new(output).lines());
        let lines = lines.map_while(Result::ok);
        // a kill may cut the last line short
        let whole = lines.filter_map(|line| Some(line.strip_suffix(work::END)?.to_owned()));
        whole
            .map(|line| line.split('\t').map(str::to_owned).collect())
            .collect()
    }
}

/// Random numbers that are the same for the same seed (SplitMix64).
struct Chance(u64);

impl Chance {
    /// From 0 to a little more than 1, so that some kills come too late.
    fn share(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^= mixed >> 31;
        (mixed >> 11) as f64 / (1_u64 << 53) as f64 * 1.05
    }
}
