//! How long a search takes in a library of many papers, with vectors and without:
//! `cargo run --release -p pagewing --no-default-features --example search_speed -- 1000`.
//!
//! The papers are made up: 6,000 words each, of a vocabulary as skewed as that of a language, so that the
//! words of a question are in as many passages as they would be in real ones.

use std::error::Error;
use std::time::{Duration, Instant};

use pagewing::document::{
    Block, BlockId, BlockKind, Document, DocumentId, Format, Sentence, SentenceId,
};
use pagewing::library::{Library, Shelf};
use pagewing::paths::Paths;
use pagewing::search::{Embedding, Question, Scope, quantized, search};

const SENTENCES: u32 = 300;
const WORDS: u32 = 20;
const VOCABULARY: f64 = 60_000.0;
const DIMENSIONS: usize = 384;
const QUESTIONS: u64 = 50;

/// The next number of a linear congruential generator, 0 to 1.
fn random(state: &mut u64) -> f64 {
    *state = state
        .wrapping_mul(6_364_136_223_846_793_005)
        .wrapping_add(1_442_695_040_888_963_407);
    (*state >> 11) as f64 / (1_u64 << 53) as f64
}

/// A word whose rank is distributed by Zipf's law.
fn word(state: &mut u64) -> String {
    let rank = VOCABULARY.powf(random(state)) as u64;
    format!("w{rank}")
}

fn paper(number: u64) -> Document {
    let mut state = number + 1;
    let block = BlockId(0);
    let sentence = |id| Sentence {
        id: SentenceId(id),
        block,
        start: 0,
        end: 0,
        text: (0..WORDS)
            .map(|_| word(&mut state))
            .collect::<Vec<_>>()
            .join(" "),
        places: Vec::new(),
    };
    Document {
        id: DocumentId(format!("{number:064x}")),
        format: Format::Text,
        title: Some(format!("Paper {number}")),
        authors: Vec::new(),
        language: None,
        pages: Vec::new(),
        sections: Vec::new(),
        blocks: vec![Block {
            id: block,
            kind: BlockKind::Paragraph,
            section: None,
            text: String::new(),
            places: Vec::new(),
            ocr: false,
        }],
        sentences: (0..SENTENCES).map(sentence).collect(),
        notes: Vec::new(),
        links: Vec::new(),
    }
}

fn vector(state: &mut u64) -> Vec<f32> {
    let vector: Vec<f32> = (0..DIMENSIONS)
        .map(|_| random(state) as f32 - 0.5)
        .collect();
    let length = vector.iter().map(|x| x * x).sum::<f32>().sqrt();
    vector.iter().map(|x| x / length).collect()
}

fn main() -> Result<(), Box<dyn Error>> {
    let papers: u64 = match std::env::args().nth(1) {
        Some(number) => number.parse()?,
        None => 1000,
    };
    let home = tempfile::tempdir()?;
    let library = Library::open(&Paths::under(home.path()))?;
    let shelf = Shelf::Library(&library);
    let before = Instant::now();
    let mut state = 7;
    for number in 0..papers {
        let paper = paper(number);
        library.put(&paper, "paper.txt", "00/paper.txt")?;
        let vectors: Vec<(i64, Vec<u8>)> = shelf
            .passages_without_vector("made up", &paper.id)?
            .into_iter()
            .map(|passage| (passage, quantized(&vector(&mut state))))
            .collect();
        shelf.put_passage_vectors("made up", &vectors)?;
    }
    println!(
        "{papers} papers, {} passages, kept and indexed in {:.1} s",
        shelf.passage_numbers()?,
        before.elapsed().as_secs_f64()
    );
    for embedded in [false, true] {
        let mut times: Vec<Duration> = Vec::new();
        for _ in 0..QUESTIONS {
            let text: Vec<String> = (0..8).map(|_| word(&mut state)).collect();
            let text = text.join(" ");
            let vector = vector(&mut state);
            let question = Question {
                text: &text,
                embedding: embedded.then_some(Embedding {
                    model: "made up",
                    vector: &vector,
                }),
            };
            let before = Instant::now();
            search(shelf, &Scope::Everything, question, 12, 36)?;
            times.push(before.elapsed());
        }
        times.sort();
        let with = if embedded {
            "words and vectors"
        } else {
            "words"
        };
        let at = |share: usize| {
            times
                .get(times.len() * share / 100)
                .map_or(0.0, |time| time.as_secs_f64() * 1000.0)
        };
        println!(
            "{with}: median {:.0} ms, of 100 the 95th {:.0} ms",
            at(50),
            at(95)
        );
    }
    Ok(())
}
