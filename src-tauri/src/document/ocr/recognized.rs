//! The recognized words of a page, each with its place in user space.

use serde::{Deserialize, Serialize};

use super::hocr::Line;
use crate::document::askew::Askew;
use crate::document::pdf::Picture;
use crate::document::types::Rect;

/// A word of which Tesseract is less sure than this, of 100, is left out: most of these are specks, edges and parts
/// of pictures.
const LEAST_SURE: f64 = 30.0;
/// The same for a whole line: a line of text that can be read is surer.
const LEAST_SURE_LINE: f64 = 45.0;
/// Height of the em, for a height of the letters with ascenders and descenders of 1.
const EM: f64 = 1.06;
/// Letters smaller than this, in points, are the grain of a picture.
const LEAST_SIZE: f32 = 2.0;

/// A page's words, in the order in which Tesseract read them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct RecognizedPage {
    /// 1-based.
    pub(crate) number: u32,
    /// The languages that Tesseract was asked for, as it names them.
    pub(crate) language: String,
    pub(crate) words: Vec<RecognizedWord>,
    /// How sure Tesseract is of the words, 0 to 100; `None` if there are none, or if the page was kept without it.
    #[serde(default)]
    pub(crate) confidence: Option<f32>,
    /// The rules of the page, in user space; of a page that lies askew, where they would be if it were put straight.
    #[serde(default)]
    pub(crate) rules: Vec<Rect>,
    /// How the page lies in its scan; `None` if its lines are level, or if an older version kept it.
    #[serde(default)]
    pub(crate) askew: Option<Askew>,
}

/// A word on its baseline.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct RecognizedWord {
    pub(crate) text: String,
    /// Beginning on the baseline, in points.
    pub(crate) x: f32,
    /// Height of the baseline there, in points.
    pub(crate) y: f32,
    /// Advance to the end of the word, in points.
    pub(crate) dx: f32,
    /// Vertical part of the advance, in points.
    pub(crate) dy: f32,
    /// Height of the em, in points.
    pub(crate) size: f32,
    /// Number of its line, counted over the page.
    pub(crate) line: u32,
}

impl RecognizedPage {
    /// The page of what Tesseract found in a picture.
    pub(super) fn new(lines: &[Line], picture: &Picture, language: &str) -> Self {
        let mut words = Vec::new();
        let (mut sure, mut letters) = (0.0, 0.0);
        for (number, line) in lines.iter().enumerate() {
            if !is_text(line) {
                continue;
            }
            let [left, _, right, bottom] = line.bounds;
            let (slope, offset) = line.baseline;
            // one height for the whole line: a page that lies askew was put straight, and the rest of the slope is chance
            let middle = bottom + offset + slope * (right - left) / 2.0;
            let size = (em(line) * picture.pixel()) as f32;
            for (place, word) in line.words.iter().enumerate() {
                if word.confidence < LEAST_SURE {
                    continue;
                }
                let length = word.text.chars().count() as f64;
                sure += word.confidence * length;
                letters += length;
                let bullet =
                    place == 0 && line.words.len() > 1 && is_bullet(&word.text, line, lines);
                let [x0, _, x1, _] = word.bounds;
                let (begin, end) = (picture.place(x0, middle), picture.place(x1, middle));
                words.push(RecognizedWord {
                    text: if bullet {
                        "\u{2022}".to_owned()
                    } else {
                        word.text.clone()
                    },
                    x: begin.0 as f32,
                    y: begin.1 as f32,
                    dx: (end.0 - begin.0) as f32,
                    dy: (end.1 - begin.1) as f32,
                    size,
                    line: number as u32,
                });
            }
        }
        words.retain(|word| word.size >= LEAST_SIZE && word.is_sane());
        Self {
            number: picture.number,
            language: language.to_owned(),
            words,
            confidence: (letters > 0.0).then_some((sure / letters) as f32),
            rules: Vec::new(),
            askew: None,
        }
    }

    /// The page with the rules that were found on it, and how it lies.
    pub(super) fn with_rules(self, rules: Vec<Rect>, askew: Option<Askew>) -> Self {
        Self {
            rules,
            askew,
            ..self
        }
    }

    /// Whether the words can stand on a page. A kept page may be damaged.
    pub(super) fn is_sane(&self) -> bool {
        const MOST_RULES: usize = 2_000;
        let is_place = |n: f32| n.is_finite() && n.abs() < 1.0e5;
        let on_page = |rule: &Rect| {
            [rule.x0, rule.y0, rule.x1, rule.y1]
                .into_iter()
                .all(is_place)
        };
        self.words.iter().all(RecognizedWord::is_sane)
            && self.rules.len() <= MOST_RULES
            && self.rules.iter().all(on_page)
            && self.askew.is_none_or(Askew::is_sane)
            && self
                .confidence
                .is_none_or(|sure| (0.0..=100.0).contains(&sure))
    }

    /// All words, with spaces between them.
    pub(super) fn text(&self) -> String {
        let words: Vec<&str> = self.words.iter().map(|word| word.text.as_str()).collect();
        words.join(" ")
    }
}

impl RecognizedWord {
    fn is_sane(&self) -> bool {
        let numbers = [self.x, self.y, self.dx, self.dy, self.size];
        numbers.iter().all(|n| n.is_finite() && n.abs() < 1.0e5)
            && (0.5..1.0e4).contains(&self.size)
            && (1..=1_000).contains(&self.text.len())
    }
}

/// Whether a word at the beginning of a line is what Tesseract reads for a bullet, or for a button of a form. The signs of
/// copyright and of addresses are one if they stand in a column of such signs.
fn is_bullet(word: &str, line: &Line, lines: &[Line]) -> bool {
    let alone = |word: &str| matches!(word, "\u{a2}" | "\u{ae}");
    let word = word.trim_end_matches('.');
    let in_column = |word: &str| alone(word) || matches!(word, "\u{a9}" | "@");
    let below_others = || {
        let em = em(line);
        let others = lines.iter().filter(|other| {
            let begins = other.words.first().map_or("", |word| word.text.as_str());
            let begins = begins.trim_end_matches('.');
            (in_column(begins) || matches!(begins, "\u{2022}" | "*"))
                && (left(other) - left(line)).abs() < em
        });
        others.count() >= 2
    };
    alone(word) || (in_column(word) && below_others())
}

fn left(line: &Line) -> f64 {
    let [left, ..] = line.bounds;
    left
}

/// Whether a line is text, and not what Tesseract sees in a picture: it is sure of its words, and they have letters or
/// digits.
fn is_text(line: &Line) -> bool {
    let (mut sure, mut all) = (0.0, 0.0);
    let mut letters = 0;
    for word in &line.words {
        let count = word.text.chars().count() as f64;
        sure += word.confidence * count;
        all += count;
        letters += word.text.chars().filter(|c| c.is_alphanumeric()).count();
    }
    letters > 0 && sure >= LEAST_SURE_LINE * all
}

/// Height of the em of a line, in pixels.
fn em(line: &Line) -> f64 {
    let [_, top, _, bottom] = line.bounds;
    let height = bottom - top;
    // without a size, or with one that the box contradicts, the box is the measure
    if line.size > 0.4 * height && line.size < 2.5 * height {
        line.size * EM
    } else {
        height * EM
    }
}

/// How much sure text there is: what decides between two readings of one page.
pub(super) fn score(lines: &[Line]) -> f64 {
    lines
        .iter()
        .filter(|line| is_text(line))
        .flat_map(|line| &line.words)
        .filter(|word| word.confidence >= 60.0)
        .map(|word| word.confidence / 100.0 * word.text.chars().count() as f64)
        .sum()
}

/// Whether a reading leaves something to wish: nothing was found, or Tesseract is not sure of half of it.
pub(super) fn is_poor(lines: &[Line]) -> bool {
    let all: usize = lines
        .iter()
        .flat_map(|line| &line.words)
        .map(|word| word.text.chars().count())
        .sum();
    score(lines) < 0.5 * all as f64 || all < 20
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::ocr::hocr::Word;

    fn picture() -> Picture {
        Picture {
            number: 3,
            width: 1000,
            height: 1000,
            dpi: 144,
            grey: Vec::new(),
            to_user_space: [0.5, 0.0, 0.0, -0.5, 0.0, 500.0],
        }
    }

    fn line(words: &[(&str, f64)]) -> Line {
        let place = |n: usize| 100.0 * n as f64;
        Line {
            bounds: [0.0, 100.0, place(words.len()), 120.0],
            baseline: (0.0, -5.0),
            size: 20.0,
            words: words
                .iter()
                .enumerate()
                .map(|(n, (text, confidence))| Word {
                    text: (*text).to_owned(),
                    bounds: [place(n), 100.0, place(n) + 90.0, 120.0],
                    confidence: *confidence,
                })
                .collect(),
        }
    }

    #[test]
    fn words_stand_on_the_baseline_of_their_line() {
        let page = RecognizedPage::new(
            &[line(&[("big", 90.0), ("birds", 90.0)])],
            &picture(),
            "eng",
        );
        let places: Vec<_> = page
            .words
            .iter()
            .map(|word| (word.text.as_str(), word.x, word.y, word.dx, word.dy))
            .collect();
        // the baseline is 115 pixels below the upper edge of a page of 500 points
        assert_eq!(
            places,
            [
                ("big", 0.0, 442.5, 45.0, 0.0),
                ("birds", 50.0, 442.5, 45.0, 0.0)
            ]
        );
        assert_eq!((page.number, page.language.as_str()), (3, "eng"));
        assert_eq!(page.confidence, Some(90.0));
    }

    #[test]
    fn what_is_not_sure_is_left_out() {
        let texts = |words: &[(&str, f64)]| {
            let page = RecognizedPage::new(&[line(words)], &picture(), "eng");
            page.text()
        };
        assert_eq!(
            texts(&[("birds", 95.0), ("~", 10.0), ("fly", 95.0)]),
            "birds fly"
        );
        assert_eq!(
            texts(&[("\u{a2}", 95.0), ("birds", 95.0)]),
            "\u{2022} birds"
        );
        assert_eq!(texts(&[("80", 95.0), ("\u{a2}", 95.0)]), "80 \u{a2}");
        let column = [
            line(&[("\u{a2}", 95.0), ("Birds", 95.0)]),
            line(&[("\u{a9}", 95.0), ("Fish", 95.0)]),
            line(&[("*", 95.0), ("Bats", 95.0)]),
        ];
        let page = RecognizedPage::new(&column, &picture(), "eng");
        assert_eq!(page.text(), "\u{2022} Birds \u{2022} Fish * Bats");
        assert_eq!(texts(&[("\u{a9}", 95.0), ("2019", 95.0)]), "\u{a9} 2019");
        let buttons = [
            line(&[("\u{a9}.", 95.0), ("Student", 95.0)]),
            line(&[("@", 95.0), ("Adult", 95.0)]),
        ];
        let page = RecognizedPage::new(&buttons, &picture(), "eng");
        assert_eq!(page.text(), "\u{2022} Student \u{2022} Adult");
        // the grain of a photograph
        assert_eq!(texts(&[("Ae", 40.0), ("ii", 35.0)]), "");
        assert_eq!(texts(&[("|", 95.0), ("—", 95.0)]), "");
    }

    #[test]
    fn a_reading_of_nothing_or_of_doubts_is_poor() {
        assert!(is_poor(&[]));
        assert!(is_poor(&[line(&[
            ("Birds", 40.0),
            ("of the air and sea", 30.0)
        ])]));
        assert!(!is_poor(&[line(&[
            ("Birds", 90.0),
            ("of the air and sea", 95.0)
        ])]));
    }
}
