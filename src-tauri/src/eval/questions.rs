//! Data sets of questions, about short contexts or about whole documents with the paragraphs that answer.
//!
//! Both are JSON lines, gzipped or not. A question about a document names it by `doc_id`; a second file holds the
//! documents.

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

use flate2::read::GzDecoder;
use serde::Deserialize;
use sha2::{Digest, Sha256};

use crate::document::{
    Block, BlockId, BlockKind, Document, DocumentId, Format, Place, Sentence, SentenceId,
    split_sentences,
};

/// A question with its correct answers.
#[derive(Debug, Clone, Deserialize)]
pub struct Asked {
    /// The question's name in the data set.
    pub id: String,
    /// The part of the data set that it is from.
    pub source: String,
    /// The words of the question.
    pub question: String,
    /// The text that the question is about, unless that is a document.
    #[serde(default)]
    pub context: Option<String>,
    /// The title of the article that the context is from.
    #[serde(default)]
    pub title: Option<String>,
    /// The name of the document that the question is about.
    #[serde(default)]
    pub doc_id: Option<String>,
    /// Correct answers; empty if the text has none.
    answers: Vec<Answer>,
    /// `extractive` if the answers are words of the text, which is also the default.
    #[serde(default)]
    pub answer_type: Option<String>,
    /// Indices of the document's paragraphs that answer.
    #[serde(default)]
    pub gold_paragraphs: Vec<usize>,
    /// Whether the text is part of the training data of readers.
    #[serde(default)]
    pub in_qa_train: bool,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
enum Answer {
    Placed { text: String },
    Said(String),
}

impl Asked {
    /// The words of the correct answers.
    pub fn answers(&self) -> Vec<String> {
        let text = |answer: &Answer| match answer {
            Answer::Placed { text } | Answer::Said(text) => text.clone(),
        };
        self.answers.iter().map(text).collect()
    }

    /// The name of what the question belongs to when documents are divided into halves: its document, or the article
    /// of its context.
    pub fn belongs_to(&self) -> String {
        match (&self.doc_id, &self.title) {
            (Some(id), _) => id.clone(),
            (None, Some(title)) => article(&self.source, title),
            (None, None) => self.context.clone().unwrap_or_default(),
        }
    }

    /// Whether a span of the text can be correct.
    pub fn is_extractive(&self) -> bool {
        self.answer_type.as_deref().unwrap_or("extractive") == "extractive"
    }
}

/// A document of a data set.
#[derive(Debug, Clone, Deserialize)]
pub struct LongText {
    doc_id: String,
    #[serde(default)]
    title: String,
    paragraphs: Vec<String>,
}

/// The questions of a file.
///
/// # Errors
/// [`io::Error`] if the file cannot be read or a line is not a question.
pub fn questions(path: &Path) -> io::Result<Vec<Asked>> {
    lines(path)
}

/// The documents of a file, by their names.
///
/// # Errors
/// [`io::Error`] if the file cannot be read or a line is not a document.
pub fn documents(path: &Path) -> io::Result<HashMap<String, LongText>> {
    let texts: Vec<LongText> = lines(path)?;
    Ok(texts
        .into_iter()
        .map(|text| (text.doc_id.clone(), text))
        .collect())
}

/// The name of an article, which is that of the whole document where the data has both: so both are in one half.
fn article(source: &str, title: &str) -> String {
    let begins = [
        ("squad-v2.0-dev", "squad"),
        ("squadshifts-newwiki", "newwiki"),
    ];
    let known = begins.iter().find(|(of, _)| *of == source);
    format!("{}:{title}", known.map_or(source, |(_, document)| document))
}

/// Joins the contexts of each article to a document, and gives each question the document of its article. Questions
/// without a title keep their context.
pub fn joined(asked: &mut [Asked]) -> HashMap<String, LongText> {
    let mut texts: HashMap<String, LongText> = HashMap::new();
    for question in asked.iter_mut() {
        let (Some(title), Some(context)) = (&question.title, &question.context) else {
            continue;
        };
        let id = article(&question.source, title);
        let text = texts.entry(id.clone()).or_insert_with(|| LongText {
            doc_id: id.clone(),
            title: title.clone(),
            paragraphs: Vec::new(),
        });
        let known = text.paragraphs.iter().position(|known| known == context);
        let at = known.unwrap_or(text.paragraphs.len());
        if known.is_none() {
            text.paragraphs.push(context.clone());
        }
        question.gold_paragraphs = vec![at];
        question.doc_id = Some(id);
    }
    texts
}

/// A half of the documents, by a hash of their names: settings are chosen on one and reported on the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Half {
    /// Even hashes.
    Choose,
    /// Odd hashes.
    Report,
}

impl Half {
    /// Whether a document is in this half: by the first byte of its name's SHA-256.
    pub fn has(self, document: &str) -> bool {
        let even = Sha256::digest(document.as_bytes())
            .first()
            .is_none_or(|byte| byte % 2 == 0);
        even == (self == Self::Choose)
    }
}

fn lines<T: serde::de::DeserializeOwned>(path: &Path) -> io::Result<Vec<T>> {
    let mut file = BufReader::new(File::open(path)?);
    let gzip = file.fill_buf()?.starts_with(&[0x1f, 0x8b]);
    let text: Box<dyn Read> = if gzip {
        Box::new(GzDecoder::new(file))
    } else {
        Box::new(file)
    };
    BufReader::new(text)
        .lines()
        .enumerate()
        .map(|(number, line)| {
            serde_json::from_str(&line?)
                .map_err(|error| io::Error::other(format!("line {}: {error}", number + 1)))
        })
        .collect()
}

impl LongText {
    /// The document as the application stores it: a block per paragraph, without headings.
    pub fn document(&self) -> Document {
        let mut document = Document {
            id: DocumentId(self.doc_id.clone()),
            format: Format::Text,
            title: Some(self.title.clone()),
            authors: Vec::new(),
            language: Some("eng".to_owned()),
            pages: Vec::new(),
            sections: Vec::new(),
            blocks: Vec::new(),
            sentences: Vec::new(),
            notes: Vec::new(),
            links: Vec::new(),
        };
        for (index, paragraph) in self.paragraphs.iter().enumerate() {
            let block = BlockId(index as u32);
            document.blocks.push(Block {
                id: block,
                kind: BlockKind::Paragraph,
                section: None,
                text: paragraph.clone(),
                places: Vec::new(),
                ocr: false,
            });
            let characters: Vec<char> = paragraph.chars().collect();
            for (start, end) in split_sentences(&characters) {
                let text = characters.get(start..end).unwrap_or_default().iter();
                let (start, end) = (start as u32, end as u32);
                document.sentences.push(Sentence {
                    id: SentenceId(document.sentences.len() as u32),
                    block,
                    start,
                    end,
                    text: text.collect(),
                    places: vec![Place::Flow { block, start, end }],
                });
            }
        }
        document
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    #[test]
    fn both_kinds_of_lines_are_read() {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(
            br#"{"id":"1","source":"s","question":"Who?","context":"Ada.","answers":[{"text":"Ada","start":0}],"is_impossible":false}
{"id":"2","source":"t","question":"Why?","doc_id":"d","answers":["No"],"answer_type":"abstractive","gold_paragraphs":[3],"in_qa_train":true}
"#,
        )
        .unwrap();
        let asked = questions(file.path()).unwrap();
        assert_eq!(asked[0].answers(), ["Ada"]);
        assert!(asked[0].is_extractive() && !asked[0].in_qa_train);
        assert_eq!(asked[1].answers(), ["No"]);
        assert!(!asked[1].is_extractive() && asked[1].in_qa_train);

        file.write_all(b"{}\n").unwrap();
        let error = questions(file.path()).unwrap_err().to_string();
        assert!(error.starts_with("line 3:"), "{error}");
    }

    #[test]
    fn every_document_is_in_one_half() {
        // SHA-256 of "abc" begins with ba, of the empty text with e3
        assert!(Half::Choose.has("abc") && !Half::Report.has("abc"));
        assert!(Half::Report.has("") && !Half::Choose.has(""));
    }

    #[test]
    fn contexts_of_an_article_become_a_document() {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        for (id, context) in [(1, "One."), (2, "Two."), (3, "One.")] {
            let line = format!(
                r#"{{"id":"{id}","source":"s","title":"T","context":"{context}","question":"Q","answers":[]}}"#
            );
            writeln!(file, "{line}").unwrap();
        }
        let mut asked = questions(file.path()).unwrap();
        let texts = joined(&mut asked);
        assert_eq!(texts.len(), 1);
        assert_eq!(texts["s:T"].paragraphs, ["One.", "Two."]);
        let gold: Vec<usize> = asked
            .iter()
            .flat_map(|q| q.gold_paragraphs.clone())
            .collect();
        assert_eq!(gold, [0, 1, 0]);
        assert!(asked.iter().all(|q| q.belongs_to() == "s:T"));
    }

    #[test]
    fn a_text_becomes_a_document_of_its_paragraphs() {
        let text = LongText {
            doc_id: "d".into(),
            title: "T".into(),
            paragraphs: vec!["One. Two is more.".into(), "Three.".into()],
        };
        let document = text.document();
        let said: Vec<(&str, u32)> = document
            .sentences
            .iter()
            .map(|s| (s.text.as_str(), s.block.0))
            .collect();
        assert_eq!(said, [("One.", 0), ("Two is more.", 0), ("Three.", 1)]);
    }
}
