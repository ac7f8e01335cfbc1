//! Finds quoted words again in a document that was read anew: a newer extraction has other sentences, and the ids of
//! the old ones mean nothing there.
//!
//! Letters and digits are compared, without case, so that spaces, hyphens and marks may be read in another way. Words
//! that stand in several places are told apart by what stood around them and by where they stood on the page. Words
//! that are not there as they were are looked for where their beginning, their end or their neighbourhood is, and on a
//! page where they stood, and count as found if most of them are the same.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;

use crate::document::{Document, Place, Rect, SentenceId};

/// Letters at the beginning or the end of a quotation by which it is looked for if it is not there as it was.
const SEED: usize = 20;
/// The longest neighbourhood that is compared, in letters.
const AROUND: usize = 64;
/// Most places where words may begin, or end, that are tried.
const MOST_TRIED: usize = 8;
/// The least likeness, 0 to 1, of words that count as the same. Below it, what was read is another text.
const ALIKE: f32 = 0.6;

/// Quoted words and what is known of where they stood.
#[derive(Debug, Clone, Copy)]
pub struct Quote<'a> {
    /// The words.
    pub text: &'a str,
    /// Words right before them; may be empty.
    pub before: &'a str,
    /// Words right after them; may be empty.
    pub after: &'a str,
    /// Where they stood.
    pub places: &'a [Place],
}

/// Where quoted words stand in a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Anchor {
    /// The sentences, in order; at least one.
    pub sentences: Vec<SentenceId>,
    /// The first character in the text of the first sentence.
    pub start: u32,
    /// One past the last character in the text of the last sentence.
    pub end: u32,
}

/// A document prepared for finding quotations in it.
pub struct Anchors<'d> {
    document: &'d Document,
    letters: Vec<char>,
    /// The sentence and the character of each letter.
    at: Vec<(u32, u32)>,
}

impl<'d> Anchors<'d> {
    /// Prepares a document.
    pub fn of(document: &'d Document) -> Self {
        let mut letters = Vec::new();
        let mut at = Vec::new();
        for (sentence, read) in (0..).zip(&document.sentences) {
            for (character, c) in (0..).zip(read.text.chars()) {
                for letter in folded(c) {
                    letters.push(letter);
                    at.push((sentence, character));
                }
            }
        }
        Self {
            document,
            letters,
            at,
        }
    }

    /// Where the words stand; `None` if the document does not have them.
    pub fn find(&self, quote: &Quote<'_>) -> Option<Anchor> {
        let wanted = letters_of(quote.text);
        let context = Context {
            before: letters_of(quote.before),
            after: letters_of(quote.after),
            places: quote.places,
        };
        let exact = occurrences(&self.letters, &wanted);
        let best = exact
            .iter()
            .map(|start| (*start, start + wanted.len()))
            .max_by(|one, other| {
                let fit = |range: &(usize, usize)| self.fit(*range, &context);
                // the first of equals
                fit(one)
                    .total_cmp(&fit(other))
                    .then_with(|| other.0.cmp(&one.0))
            });
        let range = best.or_else(|| self.nearly(&wanted, &context))?;
        self.anchor(range)
    }

    /// The range of letters that is most like the wanted ones, among those that something points to.
    fn nearly(&self, wanted: &[char], context: &Context<'_>) -> Option<(usize, usize)> {
        if wanted.is_empty() {
            return None;
        }
        let mut ranges = Vec::new();
        let head = first(wanted, SEED);
        let tail = last(wanted, SEED);
        let mut starts = self.tried(head, 0);
        starts.extend(self.tried(last(&context.before, SEED), SEED));
        let mut ends = self.tried(tail, SEED);
        ends.extend(self.tried(first(&context.after, SEED), 0));
        for start in &starts {
            ranges.push((*start, start + wanted.len()));
            for end in &ends {
                let length = end.saturating_sub(*start);
                if length * 2 >= wanted.len() && length <= wanted.len() * 2 {
                    ranges.push((*start, *end));
                }
            }
        }
        for end in &ends {
            ranges.push((end.saturating_sub(wanted.len()), *end));
        }
        ranges.extend(self.at_places(context.places));
        let parts = pairs(wanted);
        ranges
            .into_iter()
            .filter_map(|(start, end)| {
                let end = end.min(self.letters.len());
                let found = self.letters.get(start..end)?;
                Some(((start, end), likeness(&parts, &pairs(found))))
            })
            .filter(|(_, likeness)| *likeness >= ALIKE)
            .max_by(|(_, one), (_, other)| one.total_cmp(other))
            .map(|(range, _)| range)
    }

    /// Places where a seed stands, each moved behind it by at most `by` letters. A short seed stands everywhere.
    fn tried(&self, seed: &[char], by: usize) -> Vec<usize> {
        if seed.len() < SEED {
            return Vec::new();
        }
        let found = occurrences(&self.letters, seed);
        let found = found.into_iter().take(MOST_TRIED);
        found.map(|start| start + by.min(seed.len())).collect()
    }

    /// The letters of the sentences that stand where the words stood.
    fn at_places(&self, places: &[Place]) -> Option<(usize, usize)> {
        let there: Vec<u32> = (0..)
            .zip(&self.document.sentences)
            .filter(|(_, sentence)| overlap(&sentence.places, places))
            .map(|(at, _)| at)
            .collect();
        let (first, last) = (there.first()?, there.last()?);
        let start = self.at.partition_point(|(sentence, _)| sentence < first);
        let end = self.at.partition_point(|(sentence, _)| sentence <= last);
        Some((start, end))
    }

    /// How well a place fits what is known: shared letters around it, and the same place on the page.
    fn fit(&self, (start, end): (usize, usize), context: &Context<'_>) -> f32 {
        let before = self.letters.get(..start).unwrap_or_default();
        let after = self.letters.get(end..).unwrap_or_default();
        let alike_before = shared(before.iter().rev(), context.before.iter().rev());
        let alike_after = shared(after.iter(), context.after.iter());
        let around = (alike_before + alike_after) as f32 / (2 * AROUND) as f32;
        let sentence = self
            .at
            .get(start)
            .and_then(|(sentence, _)| self.document.sentences.get(*sentence as usize));
        let there = sentence.is_some_and(|sentence| overlap(&sentence.places, context.places));
        around + if there { 1.0 } else { 0.0 } + self.in_block(start, context.places)
    }

    /// How near a letter stands to where the words began in a document without pages: 1 where they began, less farther
    /// away, 0 in another block.
    fn in_block(&self, letter: usize, places: &[Place]) -> f32 {
        let here = self.at.get(letter).and_then(|(sentence, character)| {
            let sentence = self.document.sentences.get(*sentence as usize)?;
            Some((sentence.block, sentence.start + character))
        });
        let began = places.iter().find_map(|place| match place {
            Place::Flow { block, start, .. } => Some((*block, *start)),
            Place::Page { .. } => None,
        });
        match (here, began) {
            (Some((block, at)), Some((wanted, start))) if block == wanted => {
                1.0 / (1.0 + at.abs_diff(start) as f32)
            }
            _ => 0.0,
        }
    }

    fn anchor(&self, (start, end): (usize, usize)) -> Option<Anchor> {
        let (first, from) = *self.at.get(start)?;
        let (last, to) = *self.at.get(end.checked_sub(1)?)?;
        Some(Anchor {
            sentences: (first..=last).map(SentenceId).collect(),
            start: from,
            end: to + 1,
        })
    }
}

/// What is known of quoted words besides themselves.
struct Context<'a> {
    before: Vec<char>,
    after: Vec<char>,
    places: &'a [Place],
}

/// The letters and digits of a character, in lower case and without accents.
fn folded(c: char) -> impl Iterator<Item = char> {
    std::iter::once(c)
        .nfkd()
        .flat_map(char::to_lowercase)
        .filter(|c| c.is_alphanumeric())
}

fn letters_of(text: &str) -> Vec<char> {
    text.chars().flat_map(folded).collect()
}

fn first(letters: &[char], most: usize) -> &[char] {
    letters.get(..most).unwrap_or(letters)
}

fn last(letters: &[char], most: usize) -> &[char] {
    letters
        .get(letters.len().saturating_sub(most)..)
        .unwrap_or_default()
}

/// Where a run of letters stands in others.
fn occurrences(letters: &[char], wanted: &[char]) -> Vec<usize> {
    let Some((head, rest)) = wanted.split_first() else {
        return Vec::new();
    };
    let begins = |at: &usize| {
        letters
            .get(at + 1..)
            .is_some_and(|after| after.starts_with(rest))
    };
    let heads = letters.iter().enumerate().filter(|(_, c)| *c == head);
    heads.map(|(at, _)| at).filter(begins).collect()
}

/// Number of letters that two neighbourhoods share from their near end.
fn shared<'c>(one: impl Iterator<Item = &'c char>, other: impl Iterator<Item = &'c char>) -> usize {
    one.zip(other)
        .take(AROUND)
        .take_while(|(one, other)| one == other)
        .count()
}

/// Pairs of neighbouring letters, counted.
fn pairs(letters: &[char]) -> HashMap<(char, char), u32> {
    let mut pairs = HashMap::new();
    for (one, next) in letters.iter().zip(letters.iter().skip(1)) {
        *pairs.entry((*one, *next)).or_default() += 1;
    }
    pairs
}

/// The share of pairs that two texts have in common, 0 to 1 (Dice's coefficient).
fn likeness(one: &HashMap<(char, char), u32>, other: &HashMap<(char, char), u32>) -> f32 {
    let all: u32 = one.values().chain(other.values()).sum();
    let common: u32 = one
        .iter()
        .map(|(pair, count)| (*count).min(other.get(pair).copied().unwrap_or_default()))
        .sum();
    2.0 * common as f32 / all.max(1) as f32
}

/// Whether any two rectangles on the same page overlap.
fn overlap(ones: &[Place], others: &[Place]) -> bool {
    let on_page = |place: &Place| match place {
        Place::Page { page, rect } => Some((*page, *rect)),
        Place::Flow { .. } => None,
    };
    ones.iter().filter_map(on_page).any(|(page, one)| {
        let same = others.iter().filter_map(on_page);
        same.filter(|(other, _)| *other == page)
            .any(|(_, other)| crosses(&one, &other))
    })
}

/// Whether two rectangles are of the same line: the rectangles of neighbouring lines may touch or overlap a little.
fn crosses(one: &Rect, other: &Rect) -> bool {
    let middle = |rect: &Rect| (rect.y0 + rect.y1) / 2.0;
    let holds = |rect: &Rect, height: f32| rect.y0 < height && height < rect.y1;
    let level = holds(one, middle(other)) || holds(other, middle(one));
    level && one.x0 < other.x1 && other.x0 < one.x1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{BlockId, DocumentId, Format, Sentence};

    /// A document of sentences, each in one place.
    fn document(sentences: impl Iterator<Item = (Place, String)>) -> Document {
        Document {
            id: DocumentId("aa".into()),
            format: Format::Pdf,
            title: None,
            authors: vec![],
            language: None,
            pages: vec![],
            sections: vec![],
            blocks: vec![],
            sentences: sentences
                .enumerate()
                .map(|(at, (place, text))| Sentence {
                    id: SentenceId(at as u32),
                    block: BlockId(at as u32),
                    start: 0,
                    end: text.chars().count() as u32,
                    text,
                    places: vec![place],
                })
                .collect(),
            notes: vec![],
            links: vec![],
        }
    }

    fn flow(sentences: &[&str]) -> Document {
        let place = |block| Place::Flow {
            block: BlockId(block),
            start: 0,
            end: 1,
        };
        document(
            (0..)
                .zip(sentences)
                .map(|(at, text)| (place(at), (*text).into())),
        )
    }

    fn paged(sentences: &[(u32, &str)]) -> Document {
        let rect = Rect {
            x0: 0.0,
            y0: 0.0,
            x1: 100.0,
            y1: 10.0,
        };
        let place = |page| Place::Page { page, rect };
        document(
            sentences
                .iter()
                .map(|(page, text)| (place(*page), (*text).into())),
        )
    }

    fn sentences(document: &Document, quote: &Quote<'_>) -> Option<Vec<u32>> {
        let anchor = Anchors::of(document).find(quote)?;
        Some(anchor.sentences.into_iter().map(|id| id.0).collect())
    }

    fn quote(text: &str) -> Quote<'_> {
        Quote {
            text,
            before: "",
            after: "",
            places: &[],
        }
    }

    #[test]
    fn words_that_were_read_with_other_spaces_and_hyphens_are_found_with_their_characters() {
        let document = flow(&["A first line.", "The co-efficient was naïve, e.g. 3.5 kg."]);
        let found = Anchors::of(&document)
            .find(&quote("coefficient was naive"))
            .unwrap();
        assert_eq!(found.sentences, [SentenceId(1)]);
        let text: Vec<char> = document.sentences[1].text.chars().collect();
        let words: String = text[found.start as usize..found.end as usize]
            .iter()
            .collect();
        assert_eq!(words, "co-efficient was naïve");
    }

    #[test]
    fn a_sentence_that_became_two_is_found_in_both() {
        let document = flow(&[
            "Birds fly.",
            "They saw Fig.",
            "2 of the atlas.",
            "They rest.",
        ]);
        let found = sentences(&document, &quote("They saw Fig. 2 of the atlas."));
        assert_eq!(found, Some(vec![1, 2]));
    }

    #[test]
    fn words_that_stand_twice_are_told_apart_by_what_is_around_them() {
        let document = flow(&[
            "In spring they came.",
            "We counted them.",
            "In autumn they left.",
            "We counted them.",
            "Then it snowed.",
        ]);
        let mut wanted = quote("We counted them.");
        assert_eq!(sentences(&document, &wanted), Some(vec![1]));
        wanted.before = "In autumn they left. ";
        assert_eq!(sentences(&document, &wanted), Some(vec![3]));
        wanted.before = "";
        wanted.after = " Then it";
        assert_eq!(sentences(&document, &wanted), Some(vec![3]));
    }

    #[test]
    fn words_that_stand_twice_in_a_text_are_told_apart_by_where_they_were_marked() {
        let document = flow(&["We counted them.", "Then, at dusk, we counted them."]);
        let places = [Place::Flow {
            block: BlockId(1),
            start: 15,
            end: 30,
        }];
        let wanted = Quote {
            places: &places,
            ..quote("we counted them")
        };
        assert_eq!(sentences(&document, &wanted), Some(vec![1]));
    }

    #[test]
    fn words_that_stand_twice_are_told_apart_by_their_page() {
        let document = paged(&[(1, "We counted them."), (2, "We counted them.")]);
        let places = document.sentences[1].places.clone();
        let wanted = Quote {
            places: &places,
            ..quote("We counted them.")
        };
        assert_eq!(sentences(&document, &wanted), Some(vec![1]));
    }

    #[test]
    fn words_of_which_some_changed_are_found_by_the_others() {
        let document = flow(&[
            "Nothing of it.",
            "The storks crossed the strait of Gibraltar within nine hours of the morning.",
            "They rested.",
        ]);
        let changed =
            "The storks crossed the strait 0f Gibra1tar within nine hours of the morning.";
        assert_eq!(sentences(&document, &quote(changed)), Some(vec![1]));
        let other =
            "The storks crossed the strait, and a council of ministers adjourned for lunch.";
        assert_eq!(sentences(&document, &quote(other)), None);
    }

    #[test]
    fn what_is_nowhere_is_not_found() {
        let document = flow(&["Birds fly over the sea."]);
        assert_eq!(sentences(&document, &quote("Fish swim.")), None);
        assert_eq!(sentences(&document, &quote("...")), None);
        assert_eq!(sentences(&flow(&[]), &quote("Birds")), None);
    }
}
