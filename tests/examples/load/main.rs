//! Much work at once, and little work for long: what it takes in time, memory and files. `scripts/load` runs it;
//! `docs/reliability.md` has its figures.
//!
//! ```text
//! cargo run --release -p pagewing-tests --features window --example load -- \
//!     [--papers N] [--pages N] [--questions N] [--minutes N]
//! ```
//!
//! The work is done by the jobs of the window, without a window. An amount of 0 leaves a part out. The program fails if work
//! fails, or if memory, files or open files grow while the same work is done again and again.

mod measured;
mod papers;
mod rounds;
mod work;

use std::error::Error;
use std::process::ExitCode;
use std::time::Duration;

use pagewing::document::worker;
use pagewing::weights;

// counts and limits memory in the workers that this program starts
#[global_allocator]
static ALLOCATOR: worker::CountingAllocator = worker::CountingAllocator;

type Outcome<T = ()> = Result<T, Box<dyn Error>>;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if arguments == [worker::WORKER_ARGUMENT] {
        return worker::run(weights::looked_through);
    }
    match Amounts::of(&arguments).and_then(|amounts| load(&amounts)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// How much there is to do.
struct Amounts {
    papers: usize,
    pages: usize,
    questions: usize,
    minutes: u64,
}

impl Amounts {
    fn of(arguments: &[String]) -> Outcome<Self> {
        let mut amounts = Self {
            papers: 1000,
            pages: 3000,
            questions: 200,
            minutes: 120,
        };
        for pair in arguments.chunks(2) {
            let [name, number] = pair else {
                return Err(format!("{pair:?} has no number").into());
            };
            match name.as_str() {
                "--papers" => amounts.papers = number.parse()?,
                "--pages" => amounts.pages = number.parse()?,
                "--questions" => amounts.questions = number.parse()?,
                "--minutes" => amounts.minutes = number.parse()?,
                other => return Err(format!("there is no option {other}").into()),
            }
        }
        Ok(amounts)
    }
}

fn load(amounts: &Amounts) -> Outcome {
    println!("| work | time | memory at the end | most memory | kept on the disk |");
    println!("| --- | --- | --- | --- | --- |");
    let library = tempfile::tempdir()?;
    if amounts.papers > 0 {
        println!("{}", work::drop_papers(library.path(), amounts.papers)?);
        if amounts.questions > 0 {
            let asked = work::ask(library.path(), amounts.papers, amounts.questions)?;
            println!("{asked}");
        }
    }
    if amounts.pages > 0 {
        let shelf = tempfile::tempdir()?;
        println!("{}", work::read_book(shelf.path(), amounts.pages)?);
    }
    if amounts.minutes > 0 {
        println!();
        let time = Duration::from_secs(60 * amounts.minutes);
        let home = tempfile::tempdir()?;
        rounds::again_and_again(home.path(), time)?.told()?;
    }
    Ok(())
}
