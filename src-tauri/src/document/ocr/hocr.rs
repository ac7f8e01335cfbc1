//! The words in Tesseract's hOCR output, with their boxes and the baselines of their lines, in pixels.
//!
//! hOCR and not TSV: it also has the baseline and the size of the letters of each line.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// The largest number of words to read of a page: a page of newspaper has 10,000.
const MOST_WORDS: usize = 50_000;
/// The longest word, in characters.
const LONGEST: usize = 200;

/// A line of words.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Line {
    /// Left, top, right, bottom.
    pub(super) bounds: [f64; 4],
    /// Slope of the baseline, and its height at the left edge, from the bottom, downwards.
    pub(super) baseline: (f64, f64),
    /// Height of the letters with ascenders and descenders; 0 if unknown.
    pub(super) size: f64,
    pub(super) words: Vec<Word>,
}

/// A word.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Word {
    pub(super) text: String,
    /// Left, top, right, bottom.
    pub(super) bounds: [f64; 4],
    /// How sure Tesseract is, 0 to 100.
    pub(super) confidence: f64,
}

/// Reads the lines of the output up to where it makes no sense.
pub(super) fn lines(text: &str) -> Vec<Line> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = false;
    let mut lines: Vec<Line> = Vec::new();
    let mut word: Option<Word> = None;
    let mut count = 0;
    loop {
        match reader.read_event() {
            Ok(Event::Start(element)) => {
                let (class, title) = class_and_title(&element);
                match class.as_str() {
                    "ocr_line" | "ocr_header" | "ocr_caption" | "ocr_textfloat" => {
                        word = None;
                        lines.extend(line(&title));
                    }
                    "ocrx_word" => word = started(&title),
                    _ => {}
                }
            }
            Ok(Event::Text(part)) => add(&mut word, &part),
            Ok(Event::GeneralRef(reference)) => add(&mut word, entity(&reference)),
            Ok(Event::End(element)) if element.name().as_ref() == "span" => {
                let Some(read) = word.take().filter(|word| !word.text.is_empty()) else {
                    continue;
                };
                if let Some(line) = lines.last_mut() {
                    line.words.push(read);
                    count += 1;
                }
                if count >= MOST_WORDS {
                    break;
                }
            }
            Ok(Event::Eof) | Err(_) => break,
            Ok(_) => {}
        }
    }
    lines.retain(|line| !line.words.is_empty());
    lines
}

/// Adds what stands in a word; markup within it, such as `<strong>`, is ignored.
fn add(word: &mut Option<Word>, part: &str) {
    if let Some(word) = word {
        let room = LONGEST.saturating_sub(word.text.chars().count());
        let printed = part
            .chars()
            .filter(|c| !c.is_whitespace() && !c.is_control());
        word.text.extend(printed.take(room));
    }
}

/// The character of one of the entities that Tesseract writes.
fn entity(name: &str) -> &'static str {
    match name {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "apos" | "#39" => "'",
        _ => "",
    }
}

fn class_and_title(element: &BytesStart<'_>) -> (String, String) {
    let value = |name: &str| {
        let attribute = element.try_get_attribute(name).ok().flatten()?;
        Some(attribute.value.into_owned())
    };
    (
        value("class").unwrap_or_default(),
        value("title").unwrap_or_default(),
    )
}

/// The numbers behind a name in the list of properties that a title is.
fn property<const N: usize>(title: &str, name: &str) -> Option<[f64; N]> {
    let values = title.split(';').find_map(|part| {
        let (key, values) = part.trim().split_once(' ')?;
        (key == name).then_some(values)
    })?;
    let mut numbers = [0.0; N];
    let mut values = values.split_whitespace();
    for number in &mut numbers {
        *number = values
            .next()?
            .parse()
            .ok()
            .filter(|n: &f64| n.is_finite() && n.abs() < 1.0e6)?;
    }
    Some(numbers)
}

fn bounds(title: &str) -> Option<[f64; 4]> {
    property(title, "bbox").filter(|[x0, y0, x1, y1]| x0 < x1 && y0 < y1)
}

fn line(title: &str) -> Option<Line> {
    let [slope, offset] = property(title, "baseline").unwrap_or_default();
    let [size] = property(title, "x_size").unwrap_or_default();
    Some(Line {
        bounds: bounds(title)?,
        baseline: (slope, offset),
        size: size.max(0.0),
        words: Vec::new(),
    })
}

fn started(title: &str) -> Option<Word> {
    let [confidence] = property(title, "x_wconf")?;
    Some(Word {
        text: String::new(),
        bounds: bounds(title)?,
        confidence,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = r#"<?xml version="1.0"?><html><body><div class='ocr_page' title='bbox 0 0 900 900'>
     <span class='ocr_line' id='l1' title="bbox 100 50 400 90; baseline 0.01 -8; x_size 36.5; x_descenders 8">
      <span class='ocrx_word' title='bbox 100 50 200 90; x_wconf 96'><strong>R&amp;D</strong></span>
      <span class='ocrx_word' title='bbox 220 50 400 82; x_wconf 31'>birds</span>
     </span>
     <span class='ocr_caption' title="bbox 100 150 400 190; baseline 0 0">
      <span class='ocrx_word' title='bbox 100 150 400 190; x_wconf 90'>Figure</span>
     </span></div></body></html>"#;

    #[test]
    fn lines_have_words_boxes_and_baselines() {
        let read = lines(PAGE);
        assert_eq!(read.len(), 2);
        let first = &read[0];
        assert_eq!((first.baseline, first.size), ((0.01, -8.0), 36.5));
        let words: Vec<_> = first
            .words
            .iter()
            .map(|word| (word.text.as_str(), word.bounds, word.confidence))
            .collect();
        assert_eq!(
            words,
            [
                ("R&D", [100.0, 50.0, 200.0, 90.0], 96.0),
                ("birds", [220.0, 50.0, 400.0, 82.0], 31.0)
            ]
        );
        assert_eq!(read[1].words.len(), 1);
    }

    #[test]
    fn what_makes_no_sense_is_left_out() {
        for rubbish in [
            "",
            "Segmentation fault",
            "<span class='ocrx_word' title='bbox 1 1 2 2; x_wconf 9'>a word without a line</span>",
            "<span class='ocr_line' title='bbox 0 0 9 9'><span class='ocrx_word' title='bbox 5 5 1 1; x_wconf 9'>inside out</span></span>",
            "<span class='ocr_line' title='bbox 0 0 9 9'><span class='ocrx_word' title='bbox 0 0 nan 9; x_wconf 9'>no number</span></span>",
            "<span class='ocr_line' title='bbox 0 0 9 9'><span class='ocrx_word' title='bbox 0 0 9 9; x_wconf 9'> </span></span>",
        ] {
            assert!(lines(rubbish).is_empty(), "{rubbish}");
        }
        let cut = PAGE.split("Figure").next().unwrap();
        assert_eq!(lines(cut).len(), 1);
    }

    #[test]
    fn a_page_of_endless_words_is_cut() {
        let word = "<span class='ocrx_word' title='bbox 0 0 9 9; x_wconf 9'>a</span>";
        let page = format!(
            "<span class='ocr_line' title='bbox 0 0 9 9'>{}</span>",
            word.repeat(MOST_WORDS + 10)
        );
        assert_eq!(lines(&page)[0].words.len(), MOST_WORDS);
        let long = format!(
            "<span class='ocr_line' title='bbox 0 0 9 9'>{}</span>",
            word.replace(">a<", &format!(">{}<", "a".repeat(9 * LONGEST)))
        );
        assert_eq!(lines(&long)[0].words[0].text.len(), LONGEST);
    }
}
