//! Fonts whose maps lie: the page shows words and the file says other letters, as if in a cipher. No language has such
//! words, so the letters count as unknown.
//!
//! Letters of the Latin alphabet are judged by their pairs, which are much the same few hundred in all languages;
//! Cyrillic and Greek ones by the change of vowels and consonants. Only words that stand in a row with others count:
//! cells of tables, formulas, codes and sequences are no words. Letters that are all moved by one step, some of them to
//! signs, look like code; the little words of a language give them away. A map that mixes small letters and capitals makes words
//! with capitals inside, like names of programs, but those have the pairs of letters of a language. On a page with few words,
//! the little words that recur in every text decide as well.

use std::collections::HashMap;

use super::alphabets::{has_capitals_inside, latin, vowel};
use super::glyphs::{Glyph, PageGlyphs, UNREADABLE};
use super::pairs::Pairs;
use super::shifted;
use super::shuffled;
use super::vowels;

/// The least share of likely pairs in a language, in percent; most ciphers have fewer than 78.
const LEAST_PAIRS: usize = 80;
/// The least share of pairs of a vowel and a consonant in Cyrillic and Greek, in percent; ciphers have up to 60.
const LEAST_CHANGES: usize = 64;
/// Fewer pairs than this show nothing; each word counts once.
const ENOUGH: usize = 110;
/// With fewer pairs than this, chance may make a language look a little like a cipher.
const MANY: usize = 200;
/// How many percent fewer likely pairs are expected then.
const CHANCE: usize = 4;
/// The largest share of letters with accents, in percent; Vietnamese has 27.
const MOST_ACCENTS: usize = 55;
/// The fewest words in a row that count.
const IN_A_ROW: usize = 4;
/// The longest word that counts, in letters.
const LONGEST: usize = 20;
/// The least number of different ASCII signs in a text that consists of signs alone.
const SIGNS: usize = 15;

/// What the words of a font say about its map.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Speaks,
    Lies,
    /// There are too few words.
    Unknown,
}

/// What is counted for a font.
#[derive(Clone)]
struct Count {
    small: Pairs,
    capitals: Pairs,
    /// Pairs of Cyrillic and of Greek letters.
    others: Pairs,
    /// Pairs in words with capitals inside, and those words.
    inner: Pairs,
    inner_words: usize,
    latin: usize,
    accents: usize,
    words: usize,
    /// Words of letters of several alphabets.
    mixed: usize,
    glyphs: usize,
    signs: usize,
    /// How often each sign of ASCII occurs.
    each: [usize; 128],
}

/// Takes the letters of fonts whose maps give rubbish for unknown, and those of fonts about which nothing is known on
/// a page that has much rubbish.
pub(super) fn unmask(page: &mut PageGlyphs) {
    let (counts, words) = counts(page);
    let all: usize = counts.iter().map(|count| count.glyphs).sum();
    let mut verdicts: Vec<Verdict> = counts.iter().map(Count::verdict).collect();
    for (font, (verdict, count)) in verdicts.iter_mut().zip(&counts).enumerate() {
        if *verdict == Verdict::Lies {
            continue;
        }
        let own = words.iter().filter(|((of, _), _)| *of == font);
        let own = own.map(|((_, word), times)| (word.as_slice(), *times));
        let plain = own.clone().map(|(word, _)| word);
        let plain = plain.filter(|word| !has_capitals_inside(word));
        // the names that a text sets in a font of their own may have any letters
        let of_page = count.glyphs * 5 > all;
        if (*verdict == Verdict::Speaks && vowels::are_changed(plain))
            || (of_page && shuffled::are_shuffled(own))
            || shifted::are_shifted(&page.glyphs, font)
        {
            *verdict = Verdict::Lies;
        }
    }
    if !verdicts.contains(&Verdict::Lies) {
        return;
    }
    let lying = counts.iter().zip(&verdicts);
    let lying: usize = lying
        .filter(|(_, verdict)| **verdict == Verdict::Lies)
        .map(|(count, _)| count.glyphs)
        .sum();
    let much = lying * 5 > all;
    page.lies = much;
    for glyph in &mut page.glyphs {
        let known = match verdicts.get(usize::from(glyph.font)) {
            Some(Verdict::Speaks) => true,
            Some(Verdict::Lies) => false,
            _ => !much,
        };
        if !known && !glyph.character.is_whitespace() {
            glyph.character = UNREADABLE;
        }
    }
}

/// A word while it is read.
struct Word {
    font: usize,
    letters: Vec<char>,
    /// Whether a sign touches it that is not one of punctuation, as in names of programs and formulas.
    is_code: bool,
}

/// The different words of each font, and how often each of them stands on the page.
type Words = HashMap<(usize, Vec<char>), usize>;

/// What is counted for each font, and the words of all fonts.
fn counts(page: &PageGlyphs) -> (Vec<Count>, Words) {
    let mut counts = vec![Count::NONE; page.fonts.len().max(1)];
    let mut seen = Words::new();
    let mut row: Vec<Word> = Vec::new();
    let mut last: Option<&Glyph> = None;
    let mut open = false;
    for glyph in &page.glyphs {
        let font = usize::from(glyph.font);
        let Some(count) = counts.get_mut(font) else {
            continue;
        };
        let character = glyph.character;
        if character.is_whitespace() {
            open = false;
            continue;
        }
        count.glyphs += 1;
        if character.is_ascii_punctuation() {
            count.signs += 1;
            if let Some(each) = count.each.get_mut(character as usize) {
                *each += 1;
            }
        }
        let gap = last.map_or(f32::MAX, |last| {
            let (x, y) = (glyph.x - last.x - last.dx, glyph.y - last.y - last.dy);
            x.hypot(y) / glyph.size.max(0.1)
        });
        if gap > 1.2 {
            finish(&mut row, &mut counts, &mut seen);
        }
        let touches = open && gap < 0.2;
        let same = last.is_some_and(|last| last.font == glyph.font);
        let ends = matches!(
            character,
            '.' | ','
                | ';'
                | ':'
                | '!'
                | '?'
                | ')'
                | '\''
                | '"'
                | '\u{2019}'
                | '\u{201d}'
                | UNREADABLE
        );
        let begins = |c: char| matches!(c, '(' | '\'' | '"' | '\u{2018}' | '\u{201c}' | UNREADABLE);
        if character.is_alphabetic() {
            match row.last_mut().filter(|_| touches && same) {
                Some(word) if last.is_some_and(|last| last.character.is_alphabetic()) => {
                    word.letters.push(character);
                }
                _ => row.push(Word {
                    font,
                    letters: vec![character],
                    is_code: touches && last.is_some_and(|last| !begins(last.character)),
                }),
            }
        } else if !ends
            && touches
            && let Some(word) = row.last_mut()
        {
            word.is_code = true;
        }
        open = true;
        last = Some(glyph);
    }
    finish(&mut row, &mut counts, &mut seen);
    (counts, seen)
}

/// Counts the words of a row, if it has several and they are new.
fn finish(row: &mut Vec<Word>, counts: &mut [Count], seen: &mut Words) {
    let counted = row.len() >= IN_A_ROW;
    for word in row.drain(..).filter(|word| counted && word.fits()) {
        let Some(count) = counts.get_mut(word.font) else {
            continue;
        };
        let times = seen.entry((word.font, word.letters.clone())).or_default();
        *times += 1;
        if *times > 1 {
            continue;
        }
        match has_capitals_inside(&word.letters) {
            true => count.add_inner(&word.letters),
            false => count.add(&word.letters),
        }
    }
}

impl Word {
    /// Whether it looks like a word of a text, or would without capitals behind small letters: other capitals stand at its
    /// beginning or everywhere.
    fn fits(&self) -> bool {
        let rest = self.letters.iter().skip(1);
        let capitals = rest.clone().filter(|c| c.is_uppercase()).count();
        (2..=LONGEST).contains(&self.letters.len())
            && !self.is_code
            && (capitals == 0 || capitals == rest.count() || has_capitals_inside(&self.letters))
    }
}

impl Count {
    const NONE: Self = Self {
        small: Pairs::NONE,
        capitals: Pairs::NONE,
        others: Pairs::NONE,
        inner: Pairs::NONE,
        inner_words: 0,
        latin: 0,
        accents: 0,
        words: 0,
        mixed: 0,
        glyphs: 0,
        signs: 0,
        each: [0; 128],
    };

    fn add(&mut self, word: &[char]) {
        self.words += 1;
        let numbers: Vec<Option<u32>> = word.iter().map(|c| latin(*c)).collect();
        let of_latin = numbers.iter().flatten().count();
        let vowels: Vec<Option<bool>> = word.iter().map(|c| vowel(*c)).collect();
        let of_others = vowels.iter().flatten().count();
        self.mixed += usize::from(of_latin > 0 && of_others > 0);
        self.latin += of_latin;
        let accents = word.iter().zip(&numbers);
        self.accents += accents
            .filter(|(c, number)| number.is_some() && !c.is_ascii())
            .count();
        let pairs = match word.iter().skip(1).all(|c| c.is_uppercase()) {
            true => &mut self.capitals,
            false => &mut self.small,
        };
        pairs.add_all(&numbers);
        for (pair, letters) in vowels.windows(2).zip(word.windows(2)) {
            if let ([Some(a), Some(b)], [first, _]) = (pair, letters) {
                self.others.add(a != b, 1 << (u32::from(*first) % 32));
            }
        }
    }

    fn add_inner(&mut self, word: &[char]) {
        self.inner_words += 1;
        let numbers: Vec<Option<u32>> = word.iter().map(|c| latin(*c)).collect();
        self.inner.add_all(&numbers);
    }

    /// Whether most words have capitals inside, and all words together have not the pairs of a language.
    fn is_mixed_up(&self) -> bool {
        let all = self.small.with(self.capitals).with(self.inner);
        self.inner_words > self.words && verdict_of(all, LEAST_PAIRS) == Verdict::Lies
    }

    fn verdict(&self) -> Verdict {
        let latin = match self.small.all * 5 > self.capitals.all {
            true => self.small,
            false => self.capitals,
        };
        let rubbish = [
            verdict_of(latin, LEAST_PAIRS),
            verdict_of(self.others, LEAST_CHANGES),
        ];
        let accents = self.latin >= MANY && self.accents * 100 > self.latin * MOST_ACCENTS;
        let mixed = self.words >= MANY / 4 && self.mixed * 3 > self.words;
        // a picture of signs, or a table, has many of few
        let different = self.each.iter().filter(|count| **count > 0).count();
        let most = self.each.iter().copied().max().unwrap_or(0);
        let signs = self.glyphs >= MANY
            && self.signs * 10 > self.glyphs * 6
            && different >= SIGNS
            && most * 5 < self.signs;
        let lies = rubbish.contains(&Verdict::Lies) || self.is_mixed_up();
        if accents || mixed || signs || lies {
            Verdict::Lies
        } else if rubbish.contains(&Verdict::Speaks) {
            Verdict::Speaks
        } else {
            Verdict::Unknown
        }
    }
}

/// What pairs show about a map, if at least `least` percent of those of a language are likely.
fn verdict_of(pairs: Pairs, least: usize) -> Verdict {
    let least = match pairs.all < MANY {
        true => least - CHANCE,
        false => least,
    };
    if pairs.all < ENOUGH || pairs.are_of_a_sequence() {
        Verdict::Unknown
    } else if pairs.are_unlikely(least) {
        Verdict::Lies
    } else {
        Verdict::Speaks
    }
}
