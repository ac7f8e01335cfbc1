//! `pagewing eval extract DIR`: compares extracted papers with the publishers' own JATS files beside the PDFs.
//! `docs/extraction.md` explains the numbers and lists them.

use std::collections::HashSet;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::jats::{self, Jats};
use super::lost;
use super::overlap::{order_tau, recall, words};
use crate::document::{BlockKind, Document, Place, ReadOptions, read};

/// Lost runs of words that are shown for each paper.
const MOST_RUNS: usize = 3;

/// The scores of one paper. Shares and scores are between 0 and 1.
#[derive(Debug, Clone, Serialize)]
pub struct PaperScore {
    /// File name of the PDF.
    pub file: String,
    /// Number of pages.
    pub pages: usize,
    /// Whether the paper has two columns.
    pub two_columns: bool,
    /// Why the paper cannot be read; all scores are 0 then.
    pub error: Option<String>,
    /// Recall of the words of all paragraphs.
    pub word_recall: f64,
    /// Recall of the trigrams of all paragraphs.
    pub trigram_recall: f64,
    /// Kendall's tau over the words that occur once.
    pub order_tau: f64,
    /// F1 of the section titles.
    pub headings_f1: f64,
    /// Whether the title is right.
    pub title: bool,
    /// F1 of the authors' surnames.
    pub authors_f1: f64,
    /// Share of the references that are entries of their own; `None` if the paper has none.
    pub references_found: Option<f64>,
    /// The longest runs of words that were lost, as their length and first words; see [`lost::runs`].
    pub lost: Vec<String>,
}

/// The scores of a folder of papers.
#[derive(Debug, Clone, Serialize)]
pub struct ExtractionReport {
    /// One score per paper with ground truth, sorted by name.
    pub papers: Vec<PaperScore>,
    /// Processor time per page in milliseconds, worker included; `None` where the system does not report it.
    pub cpu_ms_per_page: Option<f64>,
}

/// Reads and scores every `NAME.pdf` of a folder that has `NAME.jats.xml` beside it. `progress` receives each name
/// before the file is read.
///
/// # Errors
/// [`io::Error`] if the folder or a JATS file cannot be read. A PDF that cannot be read scores zero.
pub fn evaluate(
    folder: &Path,
    options: &ReadOptions,
    progress: &mut dyn FnMut(&str),
) -> io::Result<ExtractionReport> {
    let mut pdfs: Vec<PathBuf> = std::fs::read_dir(folder)?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| {
            path.extension()
                .is_some_and(|e| e.eq_ignore_ascii_case("pdf"))
        })
        .filter(|path| truth_beside(path).is_file())
        .collect();
    pdfs.sort();
    let mut papers = Vec::new();
    let (mut pages, mut cpu) = (0, 0.0);
    for pdf in &pdfs {
        let name = pdf
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        progress(&name);
        let truth = jats::parse(&std::fs::read_to_string(truth_beside(pdf))?)
            .map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))?;
        let before = cpu_ms();
        let document = read(pdf, options, &mut |_| ());
        cpu += cpu_ms()
            .zip(before)
            .map_or(0.0, |(after, before)| after - before);
        papers.push(match document {
            Ok(document) => {
                pages += document.pages.len();
                score(name, &document, &truth)
            }
            Err(error) => PaperScore::failed(name, error.to_string()),
        });
    }
    Ok(ExtractionReport {
        papers,
        cpu_ms_per_page: cpu_ms().filter(|_| pages > 0).map(|_| cpu / pages as f64),
    })
}

fn truth_beside(pdf: &Path) -> PathBuf {
    pdf.with_extension("jats.xml")
}

/// Processor time of this process and its reaped children, in milliseconds; `None` on systems other than Linux.
fn cpu_ms() -> Option<f64> {
    // The scheduler's clock ticks a hundred times a second (proc(5)).
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    let (_, fields) = stat.rsplit_once(')')?;
    let ticks: Option<u64> = fields
        .split_whitespace()
        .skip(11)
        .take(4)
        .map(|field| field.parse::<u64>().ok())
        .sum();
    Some(ticks? as f64 * 10.0)
}

impl PaperScore {
    fn failed(file: String, error: String) -> Self {
        Self {
            file,
            pages: 0,
            two_columns: false,
            error: Some(error),
            word_recall: 0.0,
            trigram_recall: 0.0,
            order_tau: 0.0,
            headings_f1: 0.0,
            title: false,
            authors_f1: 0.0,
            references_found: Some(0.0),
            lost: Vec::new(),
        }
    }
}

/// Compares a document with the publisher's ground truth.
pub fn score(file: String, document: &Document, truth: &Jats) -> PaperScore {
    let paragraphs: Vec<Vec<String>> = truth.paragraphs.iter().map(|p| words(p)).collect();
    let text: Vec<String> = document
        .blocks
        .iter()
        .filter(|block| block.kind != BlockKind::Furniture)
        .flat_map(|block| words(&block.text))
        .collect();
    let found = [text];
    let [text] = &found;
    PaperScore {
        file,
        pages: document.pages.len(),
        two_columns: two_columns(document),
        error: None,
        word_recall: recall(&paragraphs, &found, 1),
        trigram_recall: recall(&paragraphs, &found, 3),
        order_tau: order_tau(&paragraphs.concat(), text),
        headings_f1: headings_f1(document, truth),
        title: document
            .title
            .as_deref()
            .is_some_and(|title| same_title(&truth.title, title)),
        authors_f1: authors_f1(document, truth),
        references_found: references_found(document, truth),
        lost: lost::runs(&paragraphs, text, MOST_RUNS),
    }
}

/// Whether more than 30 % of the places of prose lie in the left half of a page, and more than 30 % in the right.
fn two_columns(document: &Document) -> bool {
    let (mut left, mut right, mut all) = (0.0, 0.0, 0.0);
    for block in document.blocks.iter().filter(|block| block.kind.is_prose()) {
        for place in &block.places {
            let Place::Page { page, rect } = place else {
                continue;
            };
            let Some(page) = document.pages.get(*page as usize - 1) else {
                continue;
            };
            let middle = (page.crop.x0 + page.crop.x1) / 2.0;
            all += 1.0;
            left += f64::from(u8::from(rect.x1 < middle + 5.0));
            right += f64::from(u8::from(rect.x0 > middle - 5.0));
        }
    }
    left > 0.3 * all && right > 0.3 * all
}

fn f1(hits: usize, found: usize, wanted: usize) -> f64 {
    match found + wanted {
        0 => 1.0,
        sum => 2.0 * hits as f64 / sum as f64,
    }
}

/// The words of a heading without its number, joined.
fn heading_key(heading: &str) -> String {
    let words = words(heading);
    let numbered = words
        .iter()
        .take_while(|word| word.chars().all(|c| c.is_ascii_digit()))
        .count();
    let rest = words
        .get(numbered..)
        .filter(|rest| !rest.is_empty())
        .unwrap_or(&words);
    rest.concat()
}

fn headings_f1(document: &Document, truth: &Jats) -> f64 {
    let mut wanted: Vec<String> = truth.headings.iter().map(|h| heading_key(h)).collect();
    let optional: HashSet<String> = truth
        .optional_headings
        .iter()
        .map(|h| heading_key(h))
        .collect();
    let count = wanted.len();
    let (mut hits, mut found) = (0, 0);
    for section in &document.sections {
        let key = heading_key(&section.title);
        if let Some(place) = wanted.iter().position(|heading| *heading == key) {
            wanted.swap_remove(place);
            hits += 1;
            found += 1;
        } else if !optional.contains(&key) && !is_back_matter(&key) {
            found += 1;
        }
    }
    f1(hits, found, count)
}

/// Whether a heading is one that papers print but publishers' XML does not keep among section titles.
fn is_back_matter(key: &str) -> bool {
    [
        "abstract",
        "references",
        "acknowledg",
        "keywords",
        "conflict",
        "competinginterest",
        "funding",
        "authorcontribution",
        "authorscontribution",
        "supplement",
        "supporting",
        "availability",
        "dataavailability",
        "abbreviations",
        "prepublication",
        "additionalfile",
        "ethic",
        "consent",
        "authordetails",
        "authorinformation",
        "publishersnote",
        "background",
    ]
    .iter()
    .any(|start| key.starts_with(start))
        && key != "background"
}

/// Whether two titles agree: the same words, or an F1 of 0.9 over the sets of words.
pub(super) fn same_title(truth: &str, found: &str) -> bool {
    let (truth, found) = (words(truth), words(found));
    if truth.concat() == found.concat() {
        return true;
    }
    let (truth, found): (HashSet<_>, HashSet<_>) =
        (truth.into_iter().collect(), found.into_iter().collect());
    let shared = truth.intersection(&found).count();
    f1(shared, found.len(), truth.len()) >= 0.9
}

fn authors_f1(document: &Document, truth: &Jats) -> f64 {
    let mut names: Vec<String> = document
        .authors
        .iter()
        .map(|name| words(name).concat())
        .collect();
    let count = names.len();
    let mut hits = 0;
    for surname in &truth.surnames {
        let key = words(surname).concat();
        if let Some(place) = names.iter().position(|name| name.contains(&key)) {
            names.swap_remove(place);
            hits += 1;
        }
    }
    f1(hits, count, truth.surnames.len())
}

/// Share of the references that are found. A reference is found if one of our entries shares seven tenths of the
/// words of the shorter one with it (journals print "et al." and leave identifiers out), and the entry is not
/// several references in one.
fn references_found(document: &Document, truth: &Jats) -> Option<f64> {
    if truth.references.is_empty() {
        return None;
    }
    let telling = |text: &str| -> HashSet<String> {
        words(text)
            .into_iter()
            .filter(|word| word.chars().count() > 1)
            .collect()
    };
    let mut entries: Vec<HashSet<String>> = document
        .blocks
        .iter()
        .filter(|block| block.kind == BlockKind::Reference)
        .map(|block| telling(&block.text))
        .collect();
    let mut hits = 0;
    for reference in &truth.references {
        let wanted = telling(reference);
        let best = entries
            .iter()
            .enumerate()
            .map(|(place, entry)| (entry.intersection(&wanted).count(), entry.len(), place))
            .max_by_key(|(shared, _, _)| *shared);
        if let Some((shared, length, place)) = best
            && shared * 10 >= wanted.len().min(length) * 7
            && wanted.len().min(length) >= 3
            && shared * 2 >= length
        {
            entries.swap_remove(place);
            hits += 1;
        }
    }
    Some(hits as f64 / truth.references.len() as f64)
}

impl ExtractionReport {
    fn mean(&self, of: impl Fn(&PaperScore) -> Option<f64>) -> f64 {
        let values: Vec<f64> = self.papers.iter().filter_map(of).collect();
        values.iter().sum::<f64>() / values.len().max(1) as f64
    }
}

impl fmt::Display for ExtractionReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "| paper | pages | columns | words | trigrams | order | headings | title | authors | references |"
        )?;
        writeln!(f, "|---|---|---|---|---|---|---|---|---|---|")?;
        for paper in &self.papers {
            if let Some(error) = &paper.error {
                writeln!(f, "| {} | | | {error} | | | | | | |", paper.file)?;
                continue;
            }
            writeln!(
                f,
                "| {} | {} | {} | {:.3} | {:.3} | {:.3} | {:.2} | {} | {:.2} | {} |",
                paper.file,
                paper.pages,
                if paper.two_columns { 2 } else { 1 },
                paper.word_recall,
                paper.trigram_recall,
                paper.order_tau,
                paper.headings_f1,
                if paper.title { "right" } else { "wrong" },
                paper.authors_f1,
                paper
                    .references_found
                    .map_or("-".to_owned(), |share| format!("{share:.2}")),
            )?;
        }
        let least = self
            .papers
            .iter()
            .map(|paper| paper.trigram_recall)
            .fold(1.0, f64::min);
        writeln!(
            f,
            "| **mean of {}** | | | {:.3} | **{:.4}** | {:.3} | **{:.3}** | **{:.0} %** | {:.3} | **{:.3}** |",
            self.papers.len(),
            self.mean(|p| Some(p.word_recall)),
            self.mean(|p| Some(p.trigram_recall)),
            self.mean(|p| Some(p.order_tau)),
            self.mean(|p| Some(p.headings_f1)),
            100.0 * self.mean(|p| Some(f64::from(u8::from(p.title)))),
            self.mean(|p| Some(p.authors_f1)),
            self.mean(|p| p.references_found),
        )?;
        writeln!(
            f,
            "\nTwo-column papers: trigrams {:.4}. Least: {least:.3}. Processor time: {}.",
            self.mean(|p| p.two_columns.then_some(p.trigram_recall)),
            self.cpu_ms_per_page
                .map_or("not known here".to_owned(), |ms| format!(
                    "{ms:.1} ms a page"
                )),
        )?;
        for paper in self.papers.iter().filter(|paper| !paper.lost.is_empty()) {
            writeln!(f, "\nLost of {}:", paper.file)?;
            for run in &paper.lost {
                writeln!(f, "- {run}")?;
            }
        }
        Ok(())
    }
}
