//! Faults that extraction once had: `faults/` has a small file for each, with one line of expectation.

use std::collections::BTreeSet;
use std::path::PathBuf;

use pagewing::document::{Document, read};

use crate::options;

/// A line of `faults.txt`.
struct Fault<'t> {
    file: &'t str,
    check: &'t str,
    words: &'t str,
}

impl<'t> Fault<'t> {
    fn parse(line: &'t str) -> Self {
        let fields: Vec<&str> = line.splitn(3, " | ").collect();
        let [file, check, words] = fields[..] else {
            panic!("{line:?} is not `file | check | words`");
        };
        Self { file, check, words }
    }

    /// Whether the document meets the expectation.
    fn is_mended(&self, document: &Document) -> bool {
        let mut prose = document.prose().map(|sentence| sentence.text.as_str());
        let mut blocks = document.blocks.iter();
        match self.check {
            "sentence" => prose.any(|text| text == self.words),
            "first sentence" => prose.next() == Some(self.words),
            "lacks" => !blocks.any(|block| block.text.contains(self.words)),
            "row" => {
                let mut rows = document.sentences.iter().map(|row| row.text.as_str());
                rows.any(|row| row.replace('\t', " | ") == self.words)
            }
            "titled" => document.title.as_deref().unwrap_or("-") == self.words,
            "sections" => {
                let sections = document.sections.iter();
                let titles: Vec<&str> = sections.map(|section| section.title.as_str()).collect();
                match titles.is_empty() {
                    true => self.words == "-",
                    false => titles.join(" | ") == self.words,
                }
            }
            check => match check.strip_prefix("section ") {
                Some(level) => {
                    let level: u8 = level.parse().expect("a level");
                    let mut sections = document.sections.iter();
                    sections.any(|section| section.level == level && section.title == self.words)
                }
                None => blocks.any(|block| {
                    let kind = serde_json::to_value(block.kind).expect("a kind");
                    kind == check && block.text == self.words
                }),
            },
        }
    }
}

#[test]
fn faults_stay_mended() {
    let folder = pagewing_tests::root().join("tests/extraction/faults");
    let table = std::fs::read_to_string(folder.join("faults.txt")).unwrap();
    let faults: Vec<Fault<'_>> = table
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(Fault::parse)
        .collect();
    let files: BTreeSet<PathBuf> = std::fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "pdf"))
        .collect();
    let path = |fault: &Fault<'_>| folder.join(fault.file).with_extension("pdf");
    let named: BTreeSet<PathBuf> = faults.iter().map(path).collect();
    assert_eq!(
        named, files,
        "every file has its line, and every line its file"
    );
    let mut back = Vec::new();
    for fault in &faults {
        let document = read(&path(fault), &options(), &mut |_| ()).unwrap();
        assert!(!document.blocks.is_empty(), "{}", fault.file);
        if !fault.is_mended(&document) {
            let blocks: Vec<String> = document
                .blocks
                .iter()
                .map(|block| format!("  {:?}: {}", block.kind, block.text))
                .collect();
            back.push(format!(
                "{}: {} {:?}, but these blocks were read:\n{}",
                fault.file,
                fault.check,
                fault.words,
                blocks.join("\n")
            ));
        }
    }
    assert!(back.is_empty(), "{}", back.join("\n"));
}
