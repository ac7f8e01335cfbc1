//! How long an answer takes, in made-up books of several lengths: by the command line, which reads the file first, and
//! in the window, right after the import and when all passages are embedded.

use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use serde::Serialize;

use super::super::chosen::{self, Otherwise, Unusable};
use super::super::output::{self, Reported};
use super::super::progress::Progress;
use super::arguments::Arguments;
use super::book;
use crate::assistant::answer::{self, AskError, Budget, Request, WithReader};
use crate::document::{self, DocumentId, ReadOptions};
use crate::fault::{Fault, Outcome};
use crate::library::{Library, Shelf};
use crate::paths::Paths;
use crate::search::{EmbeddingError, Scope, WithEmbedder};
use crate::stage::Stage;
use crate::text;
use crate::weights::{Embedder, EmbedderFolder, Reader, ReaderFolder};

/// Number of questions to a book; the times are those of the median.
const QUESTIONS: u32 = 3;

/// The times of one book, in seconds.
#[derive(Debug, Clone, PartialEq, Serialize)]
struct AskedBook {
    /// Pages of the book.
    pages: u32,
    /// Passages that it has.
    passages: u64,
    /// `pagewing ask FILE QUESTION`, from its start to its end: it reads the file, loads the models and answers.
    command: f64,
    /// In the window, before anything is embedded.
    imported: Times,
    /// The time in which the background embeds all passages while nobody disturbs it, with the same threads.
    embedding: f64,
    /// In the window, when everything is embedded.
    embedded: Times,
    /// Number of questions whose first answer had the right words, and number of all.
    right: (u32, u32),
}

/// When an answer is there, in seconds.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
struct Times {
    /// The first quotation.
    first: f64,
    /// The final answer.
    last: f64,
}

/// The models that answer.
struct Models {
    reader: ReaderFolder,
    finder: Option<EmbedderFolder>,
}

pub(super) fn run(arguments: &Arguments, stop: &Arc<AtomicBool>) -> Outcome {
    let mut progress = Progress::new(text::asking().into(), arguments.quiet);
    let measured = models().and_then(|models| {
        let all = arguments.pages.len() as f32;
        let mut books = Vec::new();
        for (index, pages) in arguments.pages.iter().enumerate() {
            progress.advance(Stage::Measuring, index as f32 / all);
            books.push(measure(&models, *pages, arguments, stop)?);
        }
        Ok(books)
    });
    progress.finish();
    let error = match measured {
        Ok(books) if arguments.json => return output::print_json(&books),
        Ok(books) => return output::print(&table(&books)),
        Err(error) => error,
    };
    if arguments.json {
        output::print_json(&serde_json::json!({ "error": Reported::from(&error) }));
    }
    output::say(&error);
    Outcome::of(error.code())
}

/// A line for each book.
fn table(books: &[AskedBook]) -> String {
    let line = |cells: &[String]| {
        let cells: Vec<String> = cells.iter().map(|cell| format!("{cell:>11}")).collect();
        format!("{}\n", cells.join(" ").trim_end())
    };
    let heads = |row: usize| text::bench::ask_heads().map(|head| head[row].to_owned());
    let mut table = line(&heads(0)) + &line(&heads(1));
    for book in books {
        let times = [
            book.command,
            book.imported.first,
            book.imported.last,
            book.embedding,
            book.embedded.first,
            book.embedded.last,
        ];
        let mut cells = vec![book.pages.to_string(), book.passages.to_string()];
        cells.extend(times.map(|time| format!("{time:.2} s")));
        table.push_str(&line(&cells));
    }
    let right = books.iter().map(|book| book.right.0).sum();
    let all = books.iter().map(|book| book.right.1).sum();
    table.push_str(&format!("\n{}\n", text::bench::right(right, all)));
    table
}

fn models() -> Result<Models, Fault> {
    let unusable = |unusable: Unusable| unusable.error;
    let reader = chosen::reader(None, Otherwise::Chosen).map_err(unusable)?;
    Ok(Models {
        reader: reader.ok_or(Fault::NoModel)?,
        finder: chosen::embedder(None, Otherwise::Chosen).map_err(unusable)?,
    })
}

fn measure(
    models: &Models,
    pages: u32,
    arguments: &Arguments,
    stop: &Arc<AtomicBool>,
) -> Result<AskedBook, Fault> {
    let home = tempfile::tempdir().map_err(unwritable)?;
    let file = home.path().join("book.pdf");
    let bytes = book::pdf(pages).map_err(unwritable)?;
    std::fs::write(&file, bytes).map_err(unwritable)?;
    let command = command(&file, pages)?;
    let options = ReadOptions {
        stop: stop.clone(),
        ..ReadOptions::default()
    };
    let document = document::read(&file, &options, &mut |_| ())?;
    let library = Library::open(&Paths::under(home.path()))?;
    library.put(&document, "book.pdf", "book.pdf")?;
    let asked = Shelved {
        models,
        library: &library,
        id: document.id.clone(),
        reader: Reader::start(),
        embedder: Embedder::start(),
        threads: arguments.threads.map(|threads| threads as usize),
        stop,
    };
    asked.load()?;
    let mut right = 0;
    let mut imported = Vec::new();
    for turn in 0..QUESTIONS {
        imported.push(asked.ask(page_of(turn, pages), &mut right)?);
    }
    let began = Instant::now();
    let passages = asked.embed()?;
    let embedding = began.elapsed().as_secs_f64();
    let mut embedded = Vec::new();
    for turn in 0..QUESTIONS {
        embedded.push(asked.ask(page_of(turn, pages), &mut right)?);
    }
    Ok(AskedBook {
        pages,
        passages,
        command,
        imported: median(&imported),
        embedding,
        embedded: median(&embedded),
        right: (right, 2 * QUESTIONS),
    })
}

/// The page with the answer to a question: somewhere in the middle, at the end, and at the beginning.
fn page_of(turn: u32, pages: u32) -> u32 {
    match turn {
        0 => pages.div_ceil(2),
        1 => pages,
        _ => pages.div_ceil(10),
    }
}

/// The median of each time.
fn median(times: &[Times]) -> Times {
    let middle = |of: fn(&Times) -> f64| {
        let mut all: Vec<f64> = times.iter().map(of).collect();
        all.sort_by(f64::total_cmp);
        all.get(all.len() / 2).copied().unwrap_or(f64::NAN)
    };
    Times {
        first: middle(|times| times.first),
        last: middle(|times| times.last),
    }
}

/// Seconds of the whole program with one file and one question.
fn command(file: &Path, pages: u32) -> Result<f64, Fault> {
    let program = std::env::current_exe().map_err(unwritable)?;
    let began = Instant::now();
    Command::new(program)
        .args(["ask", "--quiet", "--json"])
        .arg(file)
        .arg(book::question(page_of(0, pages)))
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .map_err(unwritable)?;
    Ok(began.elapsed().as_secs_f64())
}

fn unwritable(error: std::io::Error) -> Fault {
    Fault::TemporaryUnwritable {
        detail: error.to_string(),
    }
}

/// A book in a library.
struct Shelved<'a> {
    models: &'a Models,
    library: &'a Library,
    id: DocumentId,
    reader: Reader,
    embedder: Embedder,
    threads: Option<usize>,
    stop: &'a Arc<AtomicBool>,
}

impl Shelved<'_> {
    /// Loads the models: the first question of a day loads them too, while passages are looked up.
    fn load(&self) -> Result<(), Fault> {
        let folder = &self.models.reader;
        let ids = folder.encode(&book::question(1))?.ids;
        let inputs = vec![folder.input(&ids, &ids)];
        let (threads, stop) = (self.threads, self.stop);
        self.reader
            .read(folder, inputs, threads, stop, &mut |_| {})?;
        if let Some(finder) = &self.models.finder {
            self.embedder
                .embed_question(finder, &book::question(1), threads, stop)?;
        }
        Ok(())
    }

    fn finder(&self) -> Option<WithEmbedder<'_>> {
        self.models.finder.as_ref().map(|folder| WithEmbedder {
            folder,
            embedder: &self.embedder,
            threads: self.threads,
        })
    }

    /// Embeds what is not embedded yet, and returns the number of all passages.
    fn embed(&self) -> Result<u64, Fault> {
        let Some(with) = self.finder() else {
            return Ok(0);
        };
        let ids = std::slice::from_ref(&self.id);
        with.index(Shelf::Library(self.library), ids, self.stop, &mut |_| {})
            .map_err(|error| match error {
                EmbeddingError::Model(error) => Fault::from(error),
                EmbeddingError::Library(error) => Fault::from(error),
            })?;
        Ok(self.library.embedded(&with.folder.fingerprint)?.passages)
    }

    /// Asks about the fact of a page.
    fn ask(&self, page: u32, right: &mut u32) -> Result<Times, Fault> {
        let question = book::question(page);
        let first = std::cell::Cell::new(None);
        let began = Instant::now();
        let request = Request {
            shelf: Shelf::Library(self.library),
            scope: &Scope::Documents(vec![self.id.clone()]),
            question: &question,
            reader: Some(WithReader {
                folder: &self.models.reader,
                reader: &self.reader,
            }),
            embedder: self.finder(),
            gist: None,
            renew: None,
            top: 3,
            budget: Budget::patient(),
            early: Some(&|_| first.set(Some(began.elapsed().as_secs_f64()))),
            threads: self.threads,
            stop: self.stop,
        };
        let view = answer::answer(&request, &mut |_, _| {})?.view;
        let last = began.elapsed().as_secs_f64();
        if self.stop.load(Ordering::Relaxed) {
            return Err(AskError::Cancelled.into());
        }
        let says = view.answers.first().map(|answer| answer.text.as_str());
        *right += u32::from(says.is_some_and(|says| says.contains(&book::knots(page))));
        Ok(Times {
            first: first.get().unwrap_or(last),
            last,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_taken_of_each_time() {
        let times = [(1.0, 9.0), (3.0, 7.0), (2.0, 8.0)].map(|(first, last)| Times { first, last });
        let expected = Times {
            first: 2.0,
            last: 8.0,
        };
        assert_eq!(median(&times), expected);
    }
}
