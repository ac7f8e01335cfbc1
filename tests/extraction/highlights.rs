//! A highlight covers its sentence: poppler, an independent reader, returns the words under the rectangles, and
//! they must be the words of the sentence.

use std::collections::HashSet;
use std::path::Path;
use std::process::Command;

use pagewing::document::{Document, Place, Rect, Sentence, read};

use pagewing_tests::{fixture, shared};

use crate::options;

/// Words of one page with their boxes, in points from the upper left corner of the crop box.
fn words(file: &Path, page: u32) -> Vec<(Rect, String)> {
    let number = page.to_string();
    let output = Command::new("pdftotext")
        .args(["-bbox", "-cropbox", "-f", &number, "-l", &number])
        .arg(file)
        .arg("-")
        .output()
        .expect("pdftotext runs: `./test rust` installs poppler-utils");
    let html = String::from_utf8_lossy(&output.stdout).into_owned();
    let attribute = |line: &str, name: &str| -> Option<f32> {
        line.split(&format!("{name}=\""))
            .nth(1)?
            .split('"')
            .next()?
            .parse()
            .ok()
    };
    html.lines()
        .filter(|line| line.trim_start().starts_with("<word"))
        .filter_map(|line| {
            let rect = Rect {
                x0: attribute(line, "xMin")?,
                y0: attribute(line, "yMin")?,
                x1: attribute(line, "xMax")?,
                y1: attribute(line, "yMax")?,
            };
            let text = line.split('>').nth(1)?.split('<').next()?.to_owned();
            Some((rect, text))
        })
        .collect()
}

fn letters(text: &str) -> String {
    text.replace("&amp;", "&")
        .replace("\u{fb01}", "fi")
        .replace("\u{fb02}", "fl")
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// The words under the rectangles of a sentence, and the share of them that belongs to the sentence.
fn read_back(document: &Document, sentence: &Sentence, file: &Path) -> Option<(String, String)> {
    let mut under = String::new();
    for place in &sentence.places {
        let Place::Page { page, rect } = place else {
            return None;
        };
        let crop = document.pages[*page as usize - 1].crop;
        let mut held: Vec<(Rect, String)> = words(file, *page)
            .into_iter()
            .filter(|(word, _)| {
                let x = (word.x0 + word.x1) / 2.0 + crop.x0;
                let y = crop.y1 - (word.y0 + word.y1) / 2.0;
                x >= rect.x0 - 0.5 && x <= rect.x1 + 0.5 && y >= rect.y0 && y <= rect.y1
            })
            .collect();
        // along the line, and a fraction from above: the other reader gives its lower part after the line
        held.sort_by(|(a, _), (b, _)| (a.x0 + a.x1).total_cmp(&(b.x0 + b.x1)));
        for at in 1..held.len() {
            let (one, next) = (&held[at - 1].0, &held[at].0);
            if next.x0 < (one.x0 + one.x1) / 2.0 && next.y0 < one.y0 {
                held.swap(at - 1, at);
            }
        }
        for (_, text) in held {
            under.push_str(&text);
            under.push(' ');
        }
    }
    Some((letters(&under), letters(&sentence.text)))
}

/// The share of the letter trigrams of `of` that occur in `text`.
fn share(of: &str, text: &str) -> f64 {
    let grams = |text: &str| -> Vec<String> {
        let all: Vec<char> = text.chars().collect();
        all.windows(3).map(|gram| gram.iter().collect()).collect()
    };
    let had: HashSet<String> = grams(text).into_iter().collect();
    let wanted = grams(of);
    let hits = wanted.iter().filter(|gram| had.contains(*gram)).count();
    hits as f64 / wanted.len().max(1) as f64
}

fn check(file: &Path, count: usize) {
    let document = read(file, &options(), &mut |_| ()).unwrap();
    let prose: Vec<&Sentence> = document
        .prose()
        .filter(|sentence| sentence.text.chars().count() > 40)
        .collect();
    let step = (prose.len() / count).max(1);
    for sentence in prose.iter().step_by(step).take(count) {
        let (under, wanted) = read_back(&document, sentence, file).unwrap();
        let found = share(&wanted, &under);
        assert!(
            found >= 0.95,
            "{}: {found:.2} of {:?} under its rectangles, which hold {under:?}",
            file.display(),
            sentence.text
        );
        // and little else: a rectangle does not cover its neighbours
        assert!(
            under.chars().count() <= wanted.chars().count() * 12 / 10 + 12,
            "{}: {under:?} under the rectangles of {wanted:?}",
            file.display()
        );
    }
}

#[test]
fn highlights_stand_on_their_sentences() {
    check(&fixture("pdf/dftk.pdf"), 20);
}

#[test]
#[ignore = "needs ../shared/pdfs/papers"]
fn highlights_stand_on_the_sentences_of_papers() {
    let papers = shared("pdfs/papers");
    for name in [
        "jcon-00092.pdf",
        "pmc-PMC4889806.pdf",
        "pmc-PMC5860693.pdf",
        "pmc-PMC5981179.pdf",
        "jose-00173.pdf",
    ] {
        check(&papers.join(name), 20);
    }
}
