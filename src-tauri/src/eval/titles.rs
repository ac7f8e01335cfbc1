//! `pagewing eval titles FILE`: compares the titles of documents with those that a person sees on their first pages.
//! Titles are measured by themselves because most documents are not papers and have no publisher's XML beside them.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::extraction::same_title;
use crate::document::{ReadOptions, read};

/// A document and its right title.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// The path as the list has it.
    pub name: String,
    /// Where the file is.
    pub file: PathBuf,
    /// What a person who looks at the first page calls the document.
    pub title: String,
}

/// What reading a document gave for its title.
#[derive(Debug, Clone, Serialize)]
pub struct TitleScore {
    /// The path as the list has it.
    pub file: String,
    /// The right title.
    pub wanted: String,
    /// The title that was found, if any.
    pub found: Option<String>,
    /// Whether the two agree in nine tenths of their words, both ways.
    pub right: bool,
    /// Why the file cannot be read; the title is wrong then.
    pub error: Option<String>,
}

/// The titles of a list.
#[derive(Debug, Clone, Serialize)]
pub struct TitleReport {
    /// One score per line of the list, in its order; at least one.
    pub titles: Vec<TitleScore>,
    /// The share of titles that are right, from 0 to 1.
    pub right: f64,
}

/// Reads a list: on each line a path, relative to the list's folder, a tab and the right title. Empty lines and lines
/// that begin with `#` are left out.
///
/// # Errors
/// [`io::Error`] if the list cannot be read, or if a line has no tab, no path or no title.
pub fn list(path: &Path) -> io::Result<Vec<Wanted>> {
    let text = std::fs::read_to_string(path)?;
    let folder = path.parent().unwrap_or(Path::new(""));
    let lines = text.lines().zip(1..);
    lines
        .filter(|(line, _)| !line.trim().is_empty() && !line.starts_with('#'))
        .map(|(line, number)| {
            let pair = line.split_once('\t').map(|(p, t)| (p.trim(), t.trim()));
            match pair {
                Some((name, title)) if !name.is_empty() && !title.is_empty() => Ok(Wanted {
                    name: name.to_owned(),
                    file: folder.join(name),
                    title: title.to_owned(),
                }),
                _ => Err(io::Error::new(
                    io::ErrorKind::InvalidData,
                    format!("line {number} is not a path, a tab and a title"),
                )),
            }
        })
        .collect()
}

/// Reads each document of a list and compares its title; `None` if the list is empty. `progress` receives each path
/// before the file is read.
pub fn evaluate(
    wanted: &[Wanted],
    options: &ReadOptions,
    progress: &mut dyn FnMut(&str),
) -> Option<TitleReport> {
    let titles: Vec<TitleScore> = wanted
        .iter()
        .map(|wanted| {
            progress(&wanted.name);
            let (found, error) = match read(&wanted.file, options, &mut |_| ()) {
                Ok(document) => (document.title, None),
                Err(error) => (None, Some(error.to_string())),
            };
            let right = found
                .as_deref()
                .is_some_and(|found| same_title(&wanted.title, found));
            TitleScore {
                file: wanted.name.clone(),
                wanted: wanted.title.clone(),
                found,
                right,
                error,
            }
        })
        .collect();
    let right = titles.iter().filter(|score| score.right).count();
    let share = right as f64 / titles.len() as f64;
    (!titles.is_empty()).then_some(TitleReport {
        titles,
        right: share,
    })
}

impl fmt::Display for TitleReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for score in &self.titles {
            let verdict = if score.right { "right" } else { "wrong" };
            writeln!(f, "{verdict}  {}", score.file)?;
            writeln!(f, "       wanted: {}", score.wanted)?;
            let found = score.found.as_deref().or(score.error.as_deref());
            writeln!(f, "       found:  {}", found.unwrap_or("no title"))?;
        }
        let right = self.titles.iter().filter(|score| score.right).count();
        let all = self.titles.len();
        writeln!(
            f,
            "\n{right} of {all} titles are right: {:.1} %",
            100.0 * self.right
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn in_folder(lines: &str) -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("titles.tsv");
        std::fs::write(&path, lines).unwrap();
        (folder, path)
    }

    #[test]
    fn titles_agree_or_not_and_a_missing_file_is_wrong() {
        let (folder, path) =
            in_folder("# by eye\n\nwings.md\tThe Wings of Birds\nsongs.md\tSongs\nlost.md\tLost\n");
        std::fs::write(
            folder.path().join("wings.md"),
            "# The wings of birds\n\nThey are long.\n",
        )
        .unwrap();
        std::fs::write(
            folder.path().join("songs.md"),
            "# Eggs of the sea\n\nThey are blue.\n",
        )
        .unwrap();
        let report = evaluate(&list(&path).unwrap(), &ReadOptions::default(), &mut |_| ()).unwrap();
        let right: Vec<bool> = report.titles.iter().map(|score| score.right).collect();
        assert_eq!(right, [true, false, false]);
        assert!(report.titles[2].error.is_some());
        let printed = report.to_string();
        assert!(printed.contains("wanted: Songs\n       found:  Eggs of the sea"));
        assert!(printed.ends_with("1 of 3 titles are right: 33.3 %\n"));
    }

    #[test]
    fn an_empty_list_has_no_mean_and_a_bad_line_is_an_error() {
        let (_folder, path) = in_folder("# nothing yet\n");
        assert!(evaluate(&list(&path).unwrap(), &ReadOptions::default(), &mut |_| ()).is_none());
        let (_folder, path) = in_folder("wings.md\tWings\nsongs.md Songs\n");
        let error = list(&path).unwrap_err();
        assert_eq!(error.to_string(), "line 2 is not a path, a tab and a title");
        assert!(list(Path::new("/nowhere/titles.tsv")).is_err());
    }
}
