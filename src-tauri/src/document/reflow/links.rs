//! Links on their way through a reader. The words of a link are carried between two marks while their text is put together,
//! and become a range of the characters of its block. Marks never change a text: where they would, the link is left out.

use crate::document::piece::Linked;

/// What stands before the words of a link, with its number behind it, and what stands after them. They are characters of no
/// script; a text that has them loses them.
const BEGIN: char = '\u{fdd1}';
const END: char = '\u{fdd2}';

/// The character for the first number. No step of a reader changes the ideographs from here on.
const NUMBERS: u32 = 0x2_0000;
/// Links of one story or page beyond this number are left out.
const MOST: usize = 40_000;
/// Longer addresses are left out, in characters; none of them would be opened.
const LONGEST: usize = 2_048;

/// The links of a text that is being put together.
#[derive(Debug, Default)]
pub(super) struct Marks {
    addresses: Vec<String>,
    /// The number of the link whose words follow.
    open: Option<usize>,
    /// Whether its words have begun in the present buffer.
    begun: bool,
}

impl Marks {
    /// The words that follow lead to an address, if it is one to follow.
    pub(super) fn open(&mut self, address: &str) {
        self.open = None;
        let address = address.trim();
        if leads_out(address) && self.addresses.len() < MOST {
            self.open = Some(self.addresses.len());
            self.addresses.push(address.to_owned());
        }
    }

    /// Adds text to a buffer. White space before the words of a link and after them is not part of it.
    pub(super) fn write(&mut self, buffer: &mut String, text: &str) {
        // marks that a file brings along would be taken for those of a reader
        if text.contains([BEGIN, END]) {
            return self.write(buffer, &text.replace([BEGIN, END], ""));
        }
        let words = text.trim_start();
        if let Some(number) = self.open.filter(|_| !self.begun && !words.is_empty())
            && let Some(number) = character(number)
        {
            let (space, words) = text.split_at(text.len() - words.len());
            buffer.push_str(space);
            buffer.push(BEGIN);
            buffer.push(number);
            buffer.push_str(words);
            self.begun = true;
        } else {
            buffer.push_str(text);
        }
    }

    /// Ends the words of the open link in a buffer. More of them may follow in another one.
    pub(super) fn pause(&mut self, buffer: &mut String) {
        if std::mem::take(&mut self.begun) {
            buffer.insert(buffer.trim_end().len(), END);
        }
    }

    /// Ends the open link.
    pub(super) fn close(&mut self, buffer: &mut String) {
        self.pause(buffer);
        self.open = None;
    }

    /// Takes the marks out of a text.
    pub(super) fn taken(&self, marked: &str) -> (String, Vec<Linked>) {
        let (text, ranges) = ranges(marked);
        let linked = ranges.into_iter().filter_map(|(start, end, number)| {
            Some(Linked {
                start,
                end,
                address: self.addresses.get(number)?.clone(),
            })
        });
        (text, linked.collect())
    }
}

/// Whether an address is one of the web or of mail; only these are ever opened.
fn leads_out(address: &str) -> bool {
    let begins = |with: &str| {
        let head = address.get(..with.len());
        head.is_some_and(|head| head.eq_ignore_ascii_case(with))
    };
    ["https://", "http://", "mailto:"].into_iter().any(begins) && address.chars().count() <= LONGEST
}

/// A text without marks.
pub(super) fn bare(marked: &str) -> String {
    ranges(marked).0
}

/// Changes the form of a text in which links are marked, with the marks if they change nothing else.
pub(super) fn reshaped(marked: &str, shape: impl Fn(&str) -> String) -> String {
    let text = bare(marked);
    if text.len() == marked.len() {
        return shape(marked);
    }
    let (text, with_marks) = (shape(&text), shape(marked));
    match bare(&with_marks) == text {
        true => with_marks,
        false => text,
    }
}

/// Changes the form of a text, and moves its links to where their words are then.
pub(super) fn moved(
    text: &str,
    links: Vec<Linked>,
    shape: impl Fn(&str) -> String,
) -> (String, Vec<Linked>) {
    if links.is_empty() {
        return (shape(text), links);
    }
    let marks = Marks {
        addresses: links.iter().map(|link| link.address.clone()).collect(),
        ..Marks::default()
    };
    marks.taken(&reshaped(&marked(text, &links), shape))
}

/// A text with marks around the words of its links, which are in its order.
fn marked(text: &str, links: &[Linked]) -> String {
    let mut marked = String::with_capacity(text.len() + links.len() * 10);
    let mut links = links.iter().enumerate().peekable();
    for (at, letter) in text.chars().chain(['\0']).enumerate() {
        while let Some((_, link)) = links.peek()
            && link.end == at
        {
            marked.push(END);
            links.next();
        }
        if let Some((number, link)) = links.peek()
            && link.start == at
            && let Some(number) = character(*number)
        {
            marked.extend([BEGIN, number]);
        }
        marked.push(letter);
    }
    marked.pop();
    marked
}

/// A text without marks, and the ranges of characters between them with their numbers, in its order.
fn ranges(marked: &str) -> (String, Vec<(usize, usize, usize)>) {
    if !marked.contains([BEGIN, END]) {
        return (marked.to_owned(), Vec::new());
    }
    let mut text = String::with_capacity(marked.len());
    let mut found = Vec::new();
    let (mut length, mut open) = (0, None);
    let mut letters = marked.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            BEGIN => {
                open = letters
                    .next_if(|letter| number(*letter).is_some())
                    .and_then(number)
                    .map(|number| (length, number));
            }
            END => {
                if let Some((start, number)) = open.take().filter(|(start, _)| *start < length) {
                    found.push((start, length, number));
                }
            }
            _ => {
                text.push(letter);
                length += 1;
            }
        }
    }
    (text, found)
}

fn character(number: usize) -> Option<char> {
    char::from_u32(NUMBERS + u32::try_from(number).ok()?)
}

fn number(letter: char) -> Option<usize> {
    let number = u32::from(letter).checked_sub(NUMBERS)? as usize;
    (number < MOST).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::marks::on_one_line;

    fn linked(start: usize, end: usize, address: &str) -> Linked {
        Linked {
            start,
            end,
            address: address.to_owned(),
        }
    }

    #[test]
    fn words_between_marks_become_ranges_of_characters() {
        let (mut marks, mut text) = (Marks::default(), String::new());
        marks.write(&mut text, "Für ");
        marks.open(" https://a.example/ ");
        marks.write(&mut text, " \n");
        marks.write(&mut text, " the  harbour ");
        marks.close(&mut text);
        marks.write(&mut text, "and ");
        marks.open("#notes");
        marks.write(&mut text, "notes");
        marks.close(&mut text);
        let (raw, links) = marks.taken(&text);
        assert_eq!(raw, "Für  \n the  harbour and notes");
        assert_eq!(
            moved(&raw, links, on_one_line),
            (
                "Für the harbour and notes".to_owned(),
                vec![linked(4, 15, "https://a.example/")]
            )
        );
    }

    #[test]
    fn marks_that_a_file_brings_along_are_no_marks() {
        let (mut marks, mut text) = (Marks::default(), String::new());
        for address in ["https://a.example/", "https://b.example/"] {
            marks.open(address);
            marks.write(&mut text, "a\u{fdd1}\u{20000}b\u{fdd2} ");
            marks.close(&mut text);
        }
        assert_eq!(
            marks.taken(&text),
            (
                "a\u{20000}b a\u{20000}b ".to_owned(),
                vec![
                    linked(0, 3, "https://a.example/"),
                    linked(4, 7, "https://b.example/")
                ]
            )
        );
    }

    #[test]
    fn a_link_goes_on_in_the_next_buffer() {
        let (mut marks, mut one, mut other) = (Marks::default(), String::new(), String::new());
        marks.open("mailto:a@b.example");
        marks.write(&mut one, "write ");
        marks.pause(&mut one);
        marks.write(&mut other, " us");
        marks.close(&mut other);
        let address = "mailto:a@b.example";
        assert_eq!(
            marks.taken(&one),
            ("write ".to_owned(), vec![linked(0, 5, address)])
        );
        assert_eq!(
            marks.taken(&other),
            (" us".to_owned(), vec![linked(1, 3, address)])
        );
    }

    #[test]
    fn only_addresses_of_the_web_and_of_mail_are_kept() {
        for (address, out) in [
            ("HTTPS://a.example", true),
            ("http://a.example/b#c", true),
            ("mailto:a@b.example", true),
            ("javascript:alert(1)", false),
            ("file:///etc/passwd", false),
            ("chapter.html", false),
            ("#top", false),
            ("//a.example", false),
            ("", false),
        ] {
            assert_eq!(leads_out(address), out, "{address}");
        }
        let long = format!("https://a.example/{}", "a".repeat(LONGEST));
        assert!(!leads_out(&long));
    }

    #[test]
    fn marks_that_would_change_a_text_are_left_out() {
        // a letter and its accent on both sides of a mark are not one letter
        let nfc = |text: &str| -> String {
            unicode_normalization::UnicodeNormalization::nfc(text).collect()
        };
        let links = vec![linked(0, 4, "https://a.example/")];
        assert_eq!(
            moved("cafe\u{301} b", links, nfc),
            ("café b".to_owned(), vec![])
        );
        let links = vec![linked(6, 7, "https://a.example/")];
        assert_eq!(
            moved("cafe\u{301} b", links, nfc),
            (
                "café b".to_owned(),
                vec![linked(5, 6, "https://a.example/")]
            )
        );
    }

    #[test]
    fn a_text_that_has_marks_of_its_own_loses_them_and_nothing_else() {
        let marks = Marks::default();
        for text in [
            "\u{fdd1}a\u{fdd2}b",
            "\u{fdd2}a\u{fdd1}b",
            "\u{fdd1}\u{20005}ab\u{fdd2}",
        ] {
            assert_eq!(marks.taken(text), ("ab".to_owned(), vec![]));
        }
    }
}
