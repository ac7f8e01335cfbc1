//! Who wrote the book, where the document is the book.
//!
//! "Who wrote the book?" may ask about a book that the text mentions. It asks for the document's author if the document calls
//! itself a book, a novel or a report in its title or on its first lines, or has the number of a book. So does a question with
//! the whole title: "Who wrote The Long Ledger?".

use super::fact::{Fact, Part};
use super::printed;
use crate::assistant::answer::kinds::quoted::Named;
use crate::assistant::answer::numbers::{bare_words, words};
use crate::assistant::answer::types::FoundAnswer;
use crate::document::Document;

/// The highest probability of such an author: the question may ask about another work.
const WRITTEN: f32 = 0.7;
/// What a document may be called.
const WORKS: [&str; 19] = [
    "book",
    "novel",
    "play",
    "screenplay",
    "script",
    "story",
    "stories",
    "tale",
    "tales",
    "essay",
    "report",
    "study",
    "text",
    "work",
    "memoir",
    "handbook",
    "manual",
    "guide",
    "poem",
];
/// Those that have an ISBN.
const BOOKS: [&str; 2] = ["book", "novel"];
/// How many blocks at the beginning may say what a document is.
const NEAR: usize = 20;
/// Most words of a line of a title page.
const LONGEST: usize = 12;

/// Who wrote the document, if a question for the author of a work means it.
pub(crate) fn author(of: Named<'_>, question: &str) -> Option<FoundAnswer> {
    let work = work(question)?;
    if !is_this(of.document, &work) {
        return None;
    }
    let told = printed::told(of, Fact::List(Part::Authors));
    told.into_iter().next().map(|answer| FoundAnswer {
        probability: answer.probability.min(WRITTEN),
        ..answer
    })
}

/// The words of the work whose author a question asks for.
fn work(question: &str) -> Option<Vec<String>> {
    let all = bare_words(question);
    let strs: Vec<&str> = all.iter().map(String::as_str).collect();
    let work = match strs.as_slice() {
        ["who", "wrote" | "authored", work @ ..]
        | [
            "who",
            "is" | "was" | "are" | "were",
            "the",
            "author" | "authors" | "writer",
            "of",
            work @ ..,
        ]
        | ["by", "whom", "was" | "is", work @ .., "written"]
        | ["who", "was" | "is", work @ .., "written", "by"] => work,
        _ => return None,
    };
    let named = without_article(work);
    (!named.is_empty()).then(|| named.iter().map(|word| (*word).to_owned()).collect())
}

fn without_article<'w>(words: &'w [&'w str]) -> &'w [&'w str] {
    match words {
        ["the" | "a" | "an" | "this", rest @ ..] => rest,
        all => all,
    }
}

/// Whether a document is the work that a question names.
fn is_this(document: &Document, work: &[String]) -> bool {
    let title = bare_words(document.title.as_deref().unwrap_or_default());
    let title: Vec<&str> = title.iter().map(String::as_str).collect();
    let [only] = work else {
        let named: Vec<&str> = work.iter().map(String::as_str).collect();
        return without_article(&title) == named.as_slice();
    };
    if !WORKS.contains(&only.as_str()) {
        return false;
    }
    let near = || document.blocks.iter().take(NEAR);
    let says = near().any(|block| {
        let all = words(&block.text);
        let is_sentence = block.text.trim_end().ends_with('.');
        !is_sentence && all.len() <= LONGEST && all.iter().any(|word| word.text == *only)
    });
    let numbered = near().any(|block| block.text.contains("ISBN"));
    says || title.contains(&only.as_str()) || (numbered && BOOKS.contains(&only.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assistant::answer::kinds::said::said_in;
    use crate::assistant::sample::flow;

    fn said(title: &str, lines: &[&str], question: &str) -> Option<String> {
        let mut document = flow(lines);
        document.title = Some(title.to_owned());
        said_in(author, &document, question)
    }

    #[test]
    fn the_book_is_the_document_that_is_one() {
        let book = [
            "The Long Ledger",
            "By Ada Sample",
            "ISBN 978-0-00-000000-2",
            "He had read a letter.",
        ];
        let ada = Some("Ada Sample");
        for (question, right) in [
            ("Who wrote the book?", ada),
            ("Who wrote the novel?", ada),
            ("Who is the author of the book?", ada),
            ("By whom was the book written?", ada),
            ("Who wrote The Long Ledger?", ada),
            ("Who wrote the letter?", None),
            ("Who wrote the play?", None),
            ("Who wrote The Short Ledger?", None),
            ("Who read the book?", None),
        ] {
            assert_eq!(
                said("The Long Ledger", &book, question).as_deref(),
                right,
                "{question}"
            );
        }
        let play = ["A play in two acts", "By Ada Sample"];
        assert_eq!(said("Rain", &play, "Who wrote the play?").as_deref(), ada);
        let paper = [
            "On Rain",
            "By Ada Sample",
            "Children read one book a week in all of the schools that we asked.",
        ];
        assert_eq!(said("On Rain", &paper, "Who wrote the book?"), None);
        let nobody = ["The Long Ledger", "ISBN 978-0-00-000000-2"];
        assert_eq!(
            said("The Long Ledger", &nobody, "Who wrote the book?"),
            None
        );
    }
}
