//! How well scanned pages are recognized: scans of documents against the same documents with their text.

use std::collections::HashMap;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Instant;

use serde::Serialize;

use crate::document::{self, ReadError, ReadOptions, WordPlace};

/// A word is found only near its place: a word that stands on every page proves nothing.
const NEAR: f32 = 20.0;

/// What was measured.
#[derive(Debug, Serialize)]
pub struct Report {
    /// One for each pair of files.
    pub scans: Vec<Scan>,
}

/// What was measured of one document.
#[derive(Debug, Clone, Serialize)]
pub struct Scan {
    /// The file's name.
    pub name: String,
    /// Number of pages.
    pub pages: u32,
    /// Words of the document.
    pub words: usize,
    /// The share of them that was recognized at their place.
    pub recall: f32,
    /// The share of the recognized words that stand there.
    pub precision: f32,
    /// Distance of the edges of a word's box from where they are, in points: the median.
    pub median: f32,
    /// The same for 95 of 100 words.
    pub most: f32,
    /// Seconds for one page, from the opened file to its words.
    pub seconds_per_page: f32,
}

/// Reads every `NAME.scan.pdf` of a folder, recognizes it and compares it with `NAME.pdf`. `began` receives each name.
///
/// # Errors
/// If the folder cannot be listed.
pub fn evaluate(
    folder: &Path,
    options: &ReadOptions,
    began: &mut dyn FnMut(&str),
) -> io::Result<Report> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .collect();
    files.sort();
    let mut scans = Vec::new();
    for file in files {
        let name = file.file_name().map(|name| name.to_string_lossy());
        let Some(name) = name
            .as_deref()
            .and_then(|name| name.strip_suffix(".scan.pdf"))
        else {
            continue;
        };
        let original = folder.join(format!("{name}.pdf"));
        if !original.is_file() {
            continue;
        }
        began(name);
        scans.push(compare(name, &file, &original, options).map_err(io::Error::other)?);
    }
    Ok(Report { scans })
}

fn compare(
    name: &str,
    scan: &Path,
    original: &Path,
    options: &ReadOptions,
) -> Result<Scan, ReadError> {
    let (_, wanted) = document::words(original, &ReadOptions::default())?;
    let start = Instant::now();
    let (pages, found) = document::words(scan, options)?;
    let seconds = start.elapsed().as_secs_f32();
    let matched = matched(&wanted, &found);
    let (wanted, found) = (countable(&wanted), countable(&found));
    let share = |all: usize| matched.len() as f32 / all.max(1) as f32;
    Ok(Scan {
        name: name.to_owned(),
        pages,
        words: wanted,
        recall: share(wanted),
        precision: share(found),
        median: quantile(&matched, 0.5),
        most: quantile(&matched, 0.95),
        seconds_per_page: seconds / pages.max(1) as f32,
    })
}

/// The letters and digits of a word, in lower case.
fn key(word: &WordPlace) -> String {
    let letters = word.text.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

fn countable(words: &[WordPlace]) -> usize {
    words.iter().filter(|word| !key(word).is_empty()).count()
}

/// For each word that was found, how far the edges of its box are from where they are, in points, sorted. Each word is
/// found once.
fn matched(wanted: &[WordPlace], found: &[WordPlace]) -> Vec<f32> {
    let mut left: HashMap<(u32, String), Vec<&WordPlace>> = HashMap::new();
    for word in found {
        left.entry((word.page, key(word))).or_default().push(word);
    }
    let mut distances = Vec::new();
    for word in wanted.iter().filter(|word| !key(word).is_empty()) {
        let Some(candidates) = left.get_mut(&(word.page, key(word))) else {
            continue;
        };
        let nearest = candidates
            .iter()
            .enumerate()
            .min_by(|one, other| apart(word, one.1).total_cmp(&apart(word, other.1)))
            .map(|(place, candidate)| (place, apart(word, candidate)));
        if let Some((place, distance)) = nearest
            && distance <= NEAR
        {
            candidates.swap_remove(place);
            distances.push(distance);
        }
    }
    distances.sort_by(f32::total_cmp);
    distances
}

/// The largest distance between the edges of two boxes, in points.
fn apart(one: &WordPlace, other: &WordPlace) -> f32 {
    let (one, other) = (&one.rect, &other.rect);
    [
        one.x0 - other.x0,
        one.y0 - other.y0,
        one.x1 - other.x1,
        one.y1 - other.y1,
    ]
    .iter()
    .fold(0.0, |most, edge| most.max(edge.abs()))
}

fn quantile(sorted: &[f32], share: f32) -> f32 {
    let place = (sorted.len() as f32 * share) as usize;
    sorted
        .get(place.min(sorted.len().saturating_sub(1)))
        .copied()
        .unwrap_or(0.0)
}

impl fmt::Display for Report {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            to,
            "| scan | pages | words | recall | precision | boxes, median | boxes, 95 % | seconds a page |\n|---|---|---|---|---|---|---|---|"
        )?;
        let all: usize = self.scans.iter().map(|scan| scan.words).sum();
        let mut recalled = 0.0;
        for scan in &self.scans {
            recalled += scan.recall * scan.words as f32;
            writeln!(
                to,
                "| {} | {} | {} | {:.3} | {:.3} | {:.1} pt | {:.1} pt | {:.1} |",
                scan.name,
                scan.pages,
                scan.words,
                scan.recall,
                scan.precision,
                scan.median,
                scan.most,
                scan.seconds_per_page
            )?;
        }
        writeln!(
            to,
            "\nRecall of all {all} words: {:.4}.",
            recalled / all.max(1) as f32
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Rect;

    fn word(text: &str, x0: f32) -> WordPlace {
        WordPlace {
            page: 1,
            text: text.to_owned(),
            rect: Rect {
                x0,
                y0: 700.0,
                x1: x0 + 30.0,
                y1: 710.0,
            },
        }
    }

    #[test]
    fn a_word_counts_once_and_only_near_its_place() {
        let wanted = [word("Birds,", 50.0), word("birds", 100.0), word("—", 150.0)];
        assert_eq!(matched(&wanted, &[word("birds", 101.0)]), [1.0]);
        assert_eq!(
            matched(&wanted, &[word("birds", 101.0), word("Birds.", 52.0)]),
            [1.0, 2.0]
        );
        assert!(matched(&wanted, &[word("birds", 200.0)]).is_empty());
        assert_eq!(countable(&wanted), 2);
    }

    #[test]
    fn quantiles_of_few_and_of_no_distances() {
        assert_eq!(quantile(&[], 0.5), 0.0);
        assert_eq!(quantile(&[1.0, 2.0, 3.0], 0.5), 2.0);
        assert_eq!(quantile(&[1.0, 2.0, 3.0], 0.95), 3.0);
    }
}
