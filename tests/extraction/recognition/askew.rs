//! Pages that lie askew in their scan. The picture of a page is turned around its middle, so the level page and the angle
//! say where each word stands.

use std::path::{Path, PathBuf};

use pagewing::document::{
    BlockKind, Document, Place, Rect, Sentence, WordPlace, find_tesseract, read, words,
};

use pagewing_tests::fixture;
use pagewing_tests::pdf::of_picture;

use super::{scan, stand_in, with};
use crate::options;

/// Pixels of an inch of the pictures.
const DPI: f64 = 200.0;
/// A word is found only near its place: a word that stands on every page proves nothing.
const NEAR: f32 = 10.0;
/// Words that are higher than this, in points, are those of headings. Tesseract measures the height of a line by its letters;
/// where hardly one reaches below the line it takes it for smaller than it is, on a level page too: "The Berths" for 10.8
/// points instead of 13. So the upper edge of these words is not where they end.
const OF_TEXT: f32 = 11.0;

/// A page of which there is a picture, and the file with its text.
struct Page {
    picture: &'static str,
    text: PathBuf,
}

fn two_columns() -> Page {
    Page {
        picture: "columns.png",
        text: fixture("pdf/askew/columns.pdf"),
    }
}

/// What was read of a page that lies at an angle.
struct Lying {
    degrees: f64,
    document: Document,
    words: Vec<WordPlace>,
}

/// Scans the page at this angle, in degrees against the clock, and reads it with Tesseract.
fn lying(page: &Page, degrees: f64) -> Lying {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("scan.pdf");
    let picture = std::fs::read(fixture("pdf/askew").join(page.picture)).unwrap();
    std::fs::write(&file, of_picture(&picture, DPI, degrees)).unwrap();
    let program = find_tesseract().expect("Tesseract is installed");
    // what is kept is not recognized twice
    let options = with(Some(program), Some(&folder.path().join("recognized")));
    Lying {
        degrees,
        document: read(&file, &options, &mut |_| ()).unwrap(),
        words: words(&file, &options).unwrap().1,
    }
}

/// The letters and digits of a word, in lower case.
fn key(word: &str) -> String {
    let letters = word.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

fn keys(text: &str) -> Vec<String> {
    let keys = text.split_whitespace().map(key);
    keys.filter(|key| !key.is_empty()).collect()
}

/// A point of a page with this middle, once the page is turned.
fn turned((x, y): (f32, f32), middle: (f32, f32), degrees: f64) -> (f32, f32) {
    let (sin, cos) = degrees.to_radians().sin_cos();
    let (dx, dy) = (f64::from(x - middle.0), f64::from(y - middle.1));
    (
        middle.0 + (dx * cos - dy * sin) as f32,
        middle.1 + (dx * sin + dy * cos) as f32,
    )
}

impl Lying {
    fn middle(&self) -> (f32, f32) {
        let crop = self.document.pages[0].crop;
        ((crop.x0 + crop.x1) / 2.0, (crop.y0 + crop.y1) / 2.0)
    }

    /// The box of a word of the level page once the page lies at the angle.
    fn place(&self, rect: &Rect) -> Rect {
        let corners = [
            (rect.x0, rect.y0),
            (rect.x1, rect.y0),
            (rect.x0, rect.y1),
            (rect.x1, rect.y1),
        ]
        .map(|corner| turned(corner, self.middle(), self.degrees));
        let least = |of: fn(&(f32, f32)) -> f32| corners.iter().map(of).fold(f32::MAX, f32::min);
        let most = |of: fn(&(f32, f32)) -> f32| corners.iter().map(of).fold(f32::MIN, f32::max);
        Rect {
            x0: least(|at| at.0),
            y0: least(|at| at.1),
            x1: most(|at| at.0),
            y1: most(|at| at.1),
        }
    }

    /// How far the edges of the words of the level page are from where they are, in points, without words that were not
    /// recognized; and the share of those that were. The words of headings count without their upper edge.
    fn distances(&self, level: &[WordPlace]) -> (f32, Vec<(f32, String)>) {
        let mut found: Vec<&WordPlace> = self.words.iter().collect();
        let mut distances = Vec::new();
        let mut all = 0;
        for word in level.iter().filter(|word| !key(&word.text).is_empty()) {
            all += 1;
            let place = self.place(&word.rect);
            let nearest = found
                .iter()
                .enumerate()
                .filter(|(_, other)| key(&other.text) == key(&word.text))
                .map(|(at, other)| {
                    let mut seen = other.rect;
                    if word.rect.y1 - word.rect.y0 > OF_TEXT {
                        seen.y1 = place.y1;
                    }
                    (apart(&place, &seen), at)
                })
                .min_by(|one, other| one.0.total_cmp(&other.0));
            if let Some((distance, at)) = nearest
                && distance < NEAR
            {
                found.swap_remove(at);
                distances.push((distance, word.text.clone()));
            }
        }
        (distances.len() as f32 / all as f32, distances)
    }

    /// The words of the level page whose middle lies under the highlight of a sentence.
    fn under(&self, sentence: &Sentence, level: &[WordPlace]) -> Vec<String> {
        let rects: Vec<&Rect> = sentence
            .places
            .iter()
            .filter_map(|place| match place {
                Place::Page { rect, .. } => Some(rect),
                Place::Flow { .. } => None,
            })
            .collect();
        let covered = |word: &&WordPlace| {
            let rect = &word.rect;
            let middle = ((rect.x0 + rect.x1) / 2.0, (rect.y0 + rect.y1) / 2.0);
            let (x, y) = turned(middle, self.middle(), self.degrees);
            let holds =
                |rect: &&Rect| (rect.x0..=rect.x1).contains(&x) && (rect.y0..=rect.y1).contains(&y);
            rects.iter().any(holds)
        };
        let words = level.iter().filter(covered).map(|word| key(&word.text));
        words.filter(|key| !key.is_empty()).collect()
    }
}

/// The largest distance between the edges of two boxes, in points.
fn apart(one: &Rect, other: &Rect) -> f32 {
    [
        one.x0 - other.x0,
        one.y0 - other.y0,
        one.x1 - other.x1,
        one.y1 - other.y1,
    ]
    .iter()
    .fold(0.0, |most, edge| most.max(edge.abs()))
}

/// The number of words that two texts have in the same order.
fn in_order(one: &[String], other: &[String]) -> usize {
    let mut before = vec![0; other.len() + 1];
    for word in one {
        let mut row = vec![0; other.len() + 1];
        for (at, candidate) in other.iter().enumerate() {
            row[at + 1] = match word == candidate {
                true => before[at] + 1,
                false => row[at].max(before[at + 1]),
            };
        }
        before = row;
    }
    before[other.len()]
}

fn all_words(document: &Document) -> Vec<String> {
    let blocks = document.blocks.iter();
    blocks.flat_map(|block| keys(&block.text)).collect()
}

/// The first and last word of each block that is long enough for a paragraph.
fn paragraphs(document: &Document) -> Vec<(String, String)> {
    let texts = document.blocks.iter().map(|block| keys(&block.text));
    texts
        .filter(|words| words.len() > 15)
        .map(|words| (words[0].clone(), words[words.len() - 1].clone()))
        .collect()
}

/// The letters and digits of the cells of the only table, row by row.
fn rows(document: &Document) -> Vec<Vec<String>> {
    let blocks = document.blocks.iter();
    let tables: Vec<&str> = blocks
        .filter(|block| block.kind == BlockKind::Table)
        .map(|block| block.text.as_str())
        .collect();
    let cells = |row: &str| row.split('\t').map(key).collect();
    match tables.as_slice() {
        [table] => table.lines().map(cells).collect(),
        // neither none nor several are one
        tables => vec![vec![format!("{tables:?}")]],
    }
}

fn level_words(page: &Path) -> Vec<WordPlace> {
    words(page, &options()).unwrap().1
}

#[test]
#[ignore = "needs Tesseract"]
fn tesseract_reads_two_columns_that_lie_askew_in_order_and_in_place() {
    let page = two_columns();
    let level = read(&page.text, &options(), &mut |_| ()).unwrap();
    let (text, words) = (all_words(&level), level_words(&page.text));
    let mut wrong = Vec::new();
    for degrees in [0.0, 0.4, 1.0, -1.0, 3.0, -3.0] {
        let lying = lying(&page, degrees);
        let ordered = in_order(&text, &all_words(&lying.document)) as f32 / text.len() as f32;
        let (recall, distances) = lying.distances(&words);
        let far: Vec<_> = distances.iter().filter(|far| far.0 > 2.0).collect();
        println!("{degrees} degrees: recall {recall:.3}, in order {ordered:.3}, far {far:?}");
        let mut check = |holds: bool, what: String| {
            if !holds {
                wrong.push(format!("{degrees}: {what}"));
            }
        };
        check(recall >= 0.97, format!("recall {recall}"));
        check(ordered >= 0.97, format!("in order {ordered}"));
        // Tesseract's own box of one "a" begins too far left, also on the level page
        let known = far.iter().all(|(_, word)| word == "a");
        check(known && far.len() <= 1, format!("far {far:?}"));
        let (seen, whole) = (paragraphs(&lying.document), paragraphs(&level));
        // a word that was read wrongly is still the first of its paragraph
        let ends = |ends: &[(String, String)]| -> Vec<String> {
            let ends = ends.iter().flat_map(|(first, last)| [first, last]);
            ends.cloned().collect()
        };
        let (seen_ends, ends) = (ends(&seen), ends(&whole));
        let other = seen_ends.iter().zip(&ends).filter(|(a, b)| a != b).count();
        check(
            seen.len() == whole.len() && other <= 1,
            format!("paragraphs {seen:?}"),
        );
        for sentence in &lying.document.sentences {
            let (said, under) = (keys(&sentence.text), lying.under(sentence, &words));
            // a word that was read wrongly is still one word
            let lost = said.len() - in_order(&said, &under);
            check(
                said.len() == under.len() && lost <= 1,
                format!("{:?} lies over {under:?}", sentence.text),
            );
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
#[ignore = "needs Tesseract"]
fn tesseract_reads_the_rows_of_tables_that_lie_askew() {
    let pages = [
        // at one degree against the clock Tesseract takes the name of its last row for a text of its own
        Page {
            picture: "table.png",
            text: fixture("field/table_only_page.pdf"),
        },
        Page {
            picture: "grid.png",
            text: fixture("pdf/askew/grid.pdf"),
        },
    ];
    let mut wrong = Vec::new();
    for (page, angles) in pages.into_iter().zip([&[-1.0, 3.0][..], &[1.0, -1.0, 3.0]]) {
        let level = rows(&read(&page.text, &options(), &mut |_| ()).unwrap());
        for degrees in angles.iter().copied() {
            let lying = lying(&page, degrees);
            let seen = rows(&lying.document);
            // Tesseract reads a digit or two of the smaller table wrongly once its picture has been turned twice
            let cells = || seen.iter().flatten().zip(level.iter().flatten());
            let other = cells().filter(|(seen, level)| seen != level);
            let are_digits = |word: &str| word.chars().all(|c| c.is_ascii_digit());
            let numbers = other.clone().filter(|(_, level)| are_digits(level)).count();
            let shape = |rows: &[Vec<String>]| rows.iter().map(Vec::len).collect::<Vec<_>>();
            if shape(&seen) != shape(&level) || other.count() > numbers || numbers > 2 {
                wrong.push(format!("{} at {degrees}: {seen:?}", page.picture));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[cfg(unix)]
#[test]
fn only_the_picture_of_a_page_that_lies_askew_is_put_straight() {
    for (behaviour, tenths) in [("reads_level", None), ("reads_askew", Some(10))] {
        let folder = tempfile::tempdir().unwrap();
        let options = with(stand_in(behaviour), Some(folder.path()));
        read(&scan(), &options, &mut |_| ()).unwrap();
        for page in 1..=3 {
            let kept = std::fs::read(folder.path().join(format!("{page}.json"))).unwrap();
            let kept: serde_json::Value = serde_json::from_slice(&kept).unwrap();
            assert!(!kept["words"].as_array().unwrap().is_empty());
            // a page that is drawn anew says at which angle
            let angle = kept["askew"]["tenths"].as_i64();
            assert_eq!(angle, tenths, "{behaviour}, page {page}");
        }
    }
}

#[cfg(unix)]
#[test]
fn words_of_lines_that_rise_stand_on_the_page_as_it_was_scanned() {
    let options = with(stand_in("reads_askew"), None);
    let read = read(&scan(), &options, &mut |_| ()).unwrap();
    let on_first = |place: &Place| match place {
        Place::Page { page: 1, rect } => Some(*rect),
        _ => None,
    };
    let line: Vec<Rect> = read
        .sentences
        .iter()
        .find(|sentence| sentence.text.starts_with("Berth3") && sentence.page() == Some(1))
        .map(|sentence| sentence.places.iter().filter_map(on_first).collect())
        .unwrap();
    // 300 pixels are an inch; the line begins 300 from the left and 866 from the top on its baseline, and ends 1500 from
    // the left and 21 higher
    let height = read.pages[0].crop.y1;
    let at = |x: f32| height - (866.0 - 0.0175 * (x - 300.0)) * 72.0 / 300.0;
    let (first, last) = (line.first().unwrap(), line.last().unwrap());
    assert!((first.x0 - 72.0).abs() < 1.0, "{line:?}");
    assert!((last.x1 - 360.0).abs() < 1.0, "{line:?}");
    assert!(line.len() > 1 && last.y0 > first.y0 + 3.0, "{line:?}");
    for rect in &line {
        // a quarter em below the baseline, which is 11 points high
        let baseline = at((rect.x0 + rect.x1) / 2.0 * 300.0 / 72.0);
        assert!(
            (rect.y0 + 2.9 - baseline).abs() < 1.0,
            "{rect:?} {baseline}"
        );
        assert!(rect.y1 - rect.y0 < 14.0, "{rect:?}");
    }
}
