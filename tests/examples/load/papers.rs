//! Papers of any length, no two alike, and what they can be asked.

use pagewing_tests::pdf;

/// Sentences of a paper, which fill the pages.
const FILLER: &str = include_str!("../../../assets/example/excerpt.txt");

/// Lines of a page, and the longest line in characters.
const LINES: usize = 44;
const LINE: usize = 88;

/// A PDF of running text. On its first page stands one fact of its own.
pub(crate) fn paper(number: usize, pages: usize) -> Vec<u8> {
    let sentences: Vec<&str> = FILLER
        .split_inclusive(". ")
        .map(str::trim)
        .filter(|sentence| sentence.is_ascii() && sentence.len() > 40)
        .collect();
    let title = format!("Winds of the year at station {number}");
    let mut lines = vec![title, String::new()];
    lines.extend(wrapped(&fact(number)));
    // every paper begins elsewhere and takes other steps
    let step = 1 + number % (sentences.len() - 1).max(1);
    let mut at = number * 7;
    while lines.len() < LINES * pages {
        let paragraph: Vec<&str> = (0..5)
            .map(|turn| sentences[(at + turn * step) % sentences.len()])
            .collect();
        at += 5 * step;
        lines.extend(wrapped(&paragraph.join(" ")));
        lines.push(String::new());
    }
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let pages: Vec<&[&str]> = lines.chunks(LINES).take(pages).collect();
    pdf::of_lines(&pages)
}

/// The question whose answer a paper has.
pub(crate) fn question(number: usize) -> String {
    format!("What mean wind did station {number} record in May?")
}

/// The answer to [`question`].
pub(crate) fn answer(number: usize) -> String {
    format!("{}.{} knots", 3 + number % 37, number % 10)
}

fn fact(number: usize) -> String {
    let answer = answer(number);
    format!("In May, station {number} recorded a mean wind of {answer}.")
}

/// The lines of a paragraph.
fn wrapped(paragraph: &str) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in paragraph.split_whitespace() {
        let longer = lines
            .last()
            .is_some_and(|line| !line.is_empty() && line.len() + 1 + word.len() > LINE);
        if longer {
            lines.push(String::new());
        }
        if let Some(line) = lines.last_mut() {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    lines
}
