//! Lines of amounts, as in the ingredients of a recipe: "75 g sugar  200 ml lukewarm milk".
//!
//! "How much milk is needed?" names what follows an amount. The line begins with an amount and is no sentence, and the document
//! has no other amount of the same thing.

use std::ops::Range;

use super::quoted::{self, Named};
use crate::assistant::answer::asked::same_stem;
use crate::assistant::answer::names::among;
use crate::assistant::answer::numbers::{NumberKind, Word, bare_words, numbers, words};
use crate::assistant::answer::types::FoundAnswer;
use crate::document::BlockKind;
use crate::search::content_words;

/// The probability of such an answer.
const LISTED: f32 = 0.7;
/// Most words between an amount and what it is of: "200 ml lukewarm milk".
const MOST_BETWEEN: usize = 2;
/// Words of a question that such a line does not have.
const NEEDED: &str = " much many need needs needed require requires required necessary use used take takes add added go goes \
recipe dough cake contain contains included include does is are ";
/// Measures that are no units: spoons, cups and pieces.
const MEASURES: &str = " tsp tbsp teaspoon teaspoons tablespoon tablespoons cup cups sachet sachets pinch pinches clove cloves \
piece pieces slice slices pack packs packet packets tin tins can cans bottle bottles el tl prise bund ";

/// Words that never come between an amount and what it is of.
const OF_CLAUSES: &str = " the a an and or with to for in on is are was were ";

/// The amount of a thing that a list of amounts has; `None` if it has none, or several.
pub(super) fn amount(of: Named<'_>, question: &str) -> Option<FoundAnswer> {
    let thing = thing(question)?;
    let mut found = Vec::new();
    for block in &of.document.blocks {
        let text = block.text.as_str();
        if !may_list(block.kind) || !is_list(text) {
            continue;
        }
        found.extend(
            amounts(text, &thing)
                .into_iter()
                .map(|bytes| (block, bytes)),
        );
    }
    // "75 g sugar" is the amount of the sugar, and "2 tbsp cinnamon sugar" that of another
    let nearest = found.iter().map(|(_, (between, _))| *between).min()?;
    found.retain(|(_, (between, _))| *between == nearest);
    let [(block, (_, bytes))] = found.as_slice() else {
        return None;
    };
    quoted::found_in_block(of, block, bytes.clone(), LISTED)
}

/// What "how much" or "how many" asks for, if the question names nothing else.
fn thing(question: &str) -> Option<String> {
    let all = bare_words(question);
    let [how, much, ..] = all.as_slice() else {
        return None;
    };
    if how != "how" || !matches!(much.as_str(), "much" | "many") {
        return None;
    }
    let mut named = content_words(question)
        .into_iter()
        .filter(|word| word != "how" && !among(NEEDED, word));
    let thing = named.next()?;
    named.next().is_none().then_some(thing)
}

/// Whether a block may be such a line. What stands below a title may be taken for its authors.
fn may_list(kind: BlockKind) -> bool {
    matches!(
        kind,
        BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Authors
    )
}

/// Whether a text begins with an amount and is no sentence.
fn is_list(text: &str) -> bool {
    let begins = text
        .trim_start()
        .starts_with(|c: char| c.is_ascii_digit() || is_fraction(c));
    begins && !text.trim_end().ends_with(['.', '!', '?', ':'])
}

fn is_fraction(c: char) -> bool {
    matches!(c, '¼' | '½' | '¾' | '⅓' | '⅔' | '⅛')
}

/// The amounts of a thing in a text, each with the number of words between the two.
fn amounts(text: &str, thing: &str) -> Vec<(usize, Range<usize>)> {
    let all = words(text);
    let places = all
        .iter()
        .enumerate()
        .filter(|(_, word)| same_stem(thing, &word.text));
    places
        .filter_map(|(at, word)| {
            let first = (0..at)
                .rev()
                .take(MOST_BETWEEN + 3)
                .find(|at| is_number(text, &all, *at))?;
            let start = all.get(first)?.bytes.start;
            let inside = all.get(first + 1..at)?;
            let units = inside
                .iter()
                .filter(|word| is_unit(text, &all, first, word))
                .count();
            // "1 Mix the flour" is a step
            let stops = inside
                .iter()
                .any(|word| !word.after.is_empty() || among(OF_CLAUSES, &word.text));
            let between = inside.len() - units;
            (between <= MOST_BETWEEN && !stops).then_some((between, start..word.bytes.end))
        })
        .collect()
}

/// Whether a word is a number: `75`, `½`, `1½`.
fn is_number(text: &str, all: &[Word], at: usize) -> bool {
    all.get(at).is_some_and(|word| {
        word.written(text)
            .starts_with(|c: char| c.is_ascii_digit() || is_fraction(c))
    })
}

/// Whether a word is the unit of a number.
fn is_unit(text: &str, all: &[Word], number: usize, word: &Word) -> bool {
    let measured = |start: usize| {
        let amount = text.get(start..word.bytes.end).unwrap_or_default();
        let found = numbers(amount, &words(amount));
        found
            .first()
            .is_some_and(|found| found.whole.end == amount.len() && found.kind != NumberKind::Bare)
    };
    let start = all.get(number).map(|number| number.bytes.start);
    among(MEASURES, &word.text) || start.is_some_and(measured)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assistant::answer::kinds::said::said;

    #[test]
    fn an_ingredient_has_its_amount() {
        let cake = [
            "375 g flour 1 sachet dry yeast",
            "½ tsp salt 75 g sugar 200 ml lukewarm milk",
            "60 g soft butter 1.2 kg plums 2 tbsp cinnamon sugar",
            "1 Mix the flour with the yeast, the salt and the sugar.",
        ];
        for (question, wanted) in [
            ("How much milk is needed?", "200 ml lukewarm milk"),
            ("How many plums are needed?", "1.2 kg plums"),
            ("How much sugar do I need?", "75 g sugar"),
            ("How much salt?", "½ tsp salt"),
            ("How much flour does the dough take?", "375 g flour"),
        ] {
            assert_eq!(
                said(amount, &cake, question).as_deref(),
                Some(wanted),
                "{question}"
            );
        }
        assert_eq!(said(amount, &cake, "How much cream is needed?"), None);
        assert_eq!(said(amount, &cake, "How much milk do the cows give?"), None);
    }

    #[test]
    fn several_amounts_and_sentences_are_left_to_the_reader() {
        let two = ["200 g sugar", "50 g sugar"];
        assert_eq!(said(amount, &two, "How much sugar is needed?"), None);
        let prose = [
            "12 patients took 5 g sugar with water.",
            "In 1998 they got sugar",
        ];
        assert_eq!(said(amount, &prose, "How much sugar is needed?"), None);
    }
}
