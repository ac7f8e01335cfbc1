//! The whole value of a field of a form: a reader points at "Sailing" of "Type of boat: Sailing boat".

use std::ops::Range;

use crate::assistant::answer::asked::Asked;
use crate::assistant::answer::expected::Expected;
use crate::assistant::answer::numbers::words;
use crate::document::{BlockKind, Document, SentenceId};

/// Longer values, in words, are texts in which a part may be the answer.
const LONGEST: usize = 6;
/// What stands between the label of a field and its value.
const MARKS: [&str; 2] = [": ", "："];

/// The bytes of the value of which words are a part, in the sentence; `None` if they are in no field, or if a number is
/// asked for, which may be a part of the value.
pub(crate) fn whole_value(
    document: &Document,
    question: &str,
    sentences: &[SentenceId],
    bytes: &Range<usize>,
) -> Option<Range<usize>> {
    use Expected::{Anything, Name, Words};
    let [id] = sentences else {
        return None;
    };
    let of_words = matches!(Asked::of(question).expected, Anything | Name | Words);
    if !of_words || document.block_of(*id)?.kind != BlockKind::Field {
        return None;
    }
    let text = document.sentences.get(id.0 as usize)?.text.as_str();
    let marks = MARKS
        .iter()
        .filter_map(|mark| Some(text.find(mark)? + mark.len()));
    let start = marks.min()?;
    let value = text.get(start..)?;
    let short = words(value).len() <= LONGEST && !value.contains([':', ';', '：', '\t', '\n']);
    (short && start <= bytes.start && bytes.end <= text.len()).then_some(start..text.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assistant::sample::flow;

    fn whole(kind: BlockKind, question: &str, field: &str, words: &str) -> String {
        let mut document = flow(&[field]);
        for block in &mut document.blocks {
            block.kind = kind;
        }
        let at = field.find(words).expect("the words are there");
        let bytes = at..at + words.len();
        let found = whole_value(&document, question, &[SentenceId(0)], &bytes);
        field[found.unwrap_or(bytes)].to_owned()
    }

    #[test]
    fn the_value_of_a_field_is_whole() {
        let boat = "Type of boat: Sailing boat";
        let asked = "What type of boat is it?";
        assert_eq!(
            whole(BlockKind::Field, asked, boat, "Sailing"),
            "Sailing boat"
        );
        assert_eq!(whole(BlockKind::Field, asked, boat, "Type"), "Type");
        assert_eq!(
            whole(BlockKind::Paragraph, asked, boat, "Sailing"),
            "Sailing"
        );
    }

    #[test]
    fn a_part_of_a_value_with_numbers_or_of_a_text_may_answer() {
        let built = "Built: in Bergen in 1974";
        assert_eq!(
            whole(BlockKind::Field, "When was it built?", built, "1974"),
            "1974"
        );
        let several = "Value: 180 euros; wrapped in paper: yes";
        assert_eq!(
            whole(BlockKind::Field, "What is it wrapped in?", several, "paper"),
            "paper"
        );
        let remarks = "Remarks: the mast is stored in the old shed of Ada Boyle";
        assert_eq!(
            whole(BlockKind::Field, "Whose shed is it?", remarks, "Ada Boyle"),
            "Ada Boyle"
        );
    }
}
