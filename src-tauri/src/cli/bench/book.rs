//! A book to ask, as a PDF of any length: running text, a heading every few pages, and on each page one fact of its
//! own. Its text is English, so that models and the index have the work that they have with a real one.

use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;

/// Sentences of a paper, which fill the pages.
const FILLER: &str = include_str!("../../../../assets/example/excerpt.txt");
/// Number of words on a page, about as many as a book has.
const WORDS: usize = 420;
/// Longest line, in characters.
const LINE: usize = 88;
/// Number of pages of a chapter.
const CHAPTER: u32 = 10;
/// Number of objects before those of the pages: the catalogue, the page tree and the font.
const BEFORE_PAGES: usize = 3;

/// The question whose answer is on a page.
pub(super) fn question(page: u32) -> String {
    format!("What mean wind did station {page} record in May?")
}

fn fact(page: u32) -> String {
    format!(
        "In May, station {page} recorded a mean wind of {} knots.",
        knots(page)
    )
}

/// The answer to [`question`].
pub(super) fn knots(page: u32) -> String {
    format!("{}.{}", 3 + page % 37, page % 10)
}

/// The bytes of the book.
pub(super) fn pdf(pages: u32) -> std::io::Result<Vec<u8>> {
    let sentences: Vec<&str> = FILLER
        .split_inclusive(". ")
        .map(str::trim)
        .filter(|sentence| sentence.is_ascii() && sentence.len() > 40)
        .collect();
    let kids: Vec<String> = (0..pages as usize)
        .map(|page| format!("{} 0 R", BEFORE_PAGES + 1 + 2 * page))
        .collect();
    let mut file = File::default();
    file.object(b"<< /Type /Catalog /Pages 2 0 R >>");
    let tree = format!(
        "<< /Type /Pages /Count {pages} /Kids [{}] >>",
        kids.join(" ")
    );
    file.object(tree.as_bytes());
    file.object(
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    );
    for page in 1..=pages {
        let contents = BEFORE_PAGES + 2 * page as usize;
        file.object(
            format!(
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] \
                 /Resources << /Font << /F 3 0 R >> >> /Contents {contents} 0 R >>"
            )
            .as_bytes(),
        );
        let mut stream = ZlibEncoder::new(Vec::new(), Compression::default());
        stream.write_all(content(page, &sentences).as_bytes())?;
        let stream = stream.finish()?;
        let head = format!(
            "<< /Length {} /Filter /FlateDecode >>\nstream\n",
            stream.len()
        );
        let mut bytes = head.into_bytes();
        bytes.extend(stream);
        bytes.extend(b"\nendstream");
        file.object(&bytes);
    }
    Ok(file.finish())
}

/// The operators that draw a page.
fn content(page: u32, sentences: &[&str]) -> String {
    let mut text = String::new();
    if page % CHAPTER == 1 {
        let chapter = page / CHAPTER + 1;
        text.push_str(&format!(
            "BT /F 16 Tf 72 760 Td ({chapter} Chapter of Station {page}) Tj ET\n"
        ));
    }
    text.push_str("BT /F 10 Tf 12 TL 72 730 Td\n");
    // every page begins elsewhere and takes other steps, so that no two are alike
    let step = 1 + page as usize % (sentences.len() - 1).max(1);
    let mut at = page as usize * 7;
    let mut words = 0;
    while words < WORDS {
        let mut paragraph = String::new();
        for turn in 0..5 {
            if words == 0 && turn == 2 {
                paragraph.push_str(&fact(page));
                paragraph.push(' ');
            }
            paragraph.push_str(sentences[at % sentences.len()]);
            paragraph.push(' ');
            at += step;
        }
        words += paragraph.split_whitespace().count();
        for line in textwrap::wrap(&paragraph, LINE) {
            let line = line
                .replace('\\', "")
                .replace('(', "\\(")
                .replace(')', "\\)");
            text.push_str(&format!("({line}) Tj T*\n"));
        }
        text.push_str("T*\n");
    }
    text.push_str("ET\n");
    text
}

/// A PDF under construction.
#[derive(Default)]
struct File {
    bytes: Vec<u8>,
    offsets: Vec<usize>,
}

impl File {
    /// Adds the next object.
    fn object(&mut self, body: &[u8]) {
        if self.bytes.is_empty() {
            self.bytes.extend(b"%PDF-1.5\n");
        }
        self.offsets.push(self.bytes.len());
        self.bytes
            .extend(format!("{} 0 obj\n", self.offsets.len()).as_bytes());
        self.bytes.extend(body);
        self.bytes.extend(b"\nendobj\n");
    }

    /// Adds the table of the objects' offsets.
    fn finish(mut self) -> Vec<u8> {
        let table = self.bytes.len();
        let count = self.offsets.len() + 1;
        let mut end = format!("xref\n0 {count}\n0000000000 65535 f \n");
        for offset in &self.offsets {
            end.push_str(&format!("{offset:010} 00000 n \n"));
        }
        end.push_str(&format!(
            "trailer << /Size {count} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n"
        ));
        self.bytes.extend(end.as_bytes());
        self.bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_of_a_book_points_at_its_objects() {
        let bytes = pdf(12).unwrap();
        let text = String::from_utf8_lossy(&bytes);
        let table = text.rsplit("startxref\n").next().unwrap();
        let table: usize = table.lines().next().unwrap().parse().unwrap();
        let entries = std::str::from_utf8(&bytes[table..]).unwrap().lines();
        let offsets: Vec<usize> = entries
            .filter_map(|line| line.strip_suffix(" 00000 n "))
            .map(|offset| offset.parse().unwrap())
            .collect();
        assert_eq!(offsets.len(), BEFORE_PAGES + 2 * 12);
        for (index, offset) in offsets.iter().enumerate() {
            let object = format!("{} 0 obj\n", index + 1);
            assert!(bytes[*offset..].starts_with(object.as_bytes()));
        }
    }

    #[test]
    fn each_page_has_its_fact_and_enough_words() {
        let sentences = [
            "A first sentence of some length.",
            "And another one (of some length).",
        ];
        let drawn = content(31, &sentences);
        let plain = drawn.replace(") Tj T*\n(", " ");
        assert!(
            plain.contains("station 31 recorded a mean wind of 34.1 knots"),
            "{drawn}"
        );
        assert!(plain.split_whitespace().count() >= WORDS);
        assert!(drawn.contains("\\(of some length\\)"));
    }
}
