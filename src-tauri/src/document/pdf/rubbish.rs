//! Fonts whose maps lie: the page shows words and the file says other letters, as if in a cipher. No language has such
//! words, so the letters count as unknown.
//!
//! Letters of the Latin alphabet are judged by their pairs, which are much the same few hundred in all languages;
//! Cyrillic and Greek ones by the change of vowels and consonants. Only words that stand in a row with others count:
//! cells of tables, formulas, codes and sequences are no words. Letters that are all moved by one step, some of them to
//! signs, look like code; the little words of a language give them away. A map that mixes small letters and capitals makes words
//! with capitals inside, like names of programs, but those have the pairs of letters of a language. On a page with few words
//! the little words decide, too, of which a text has always the same few.

use std::collections::HashMap;

use super::alphabets::{has_capitals_inside, latin, may_follow, vowel};
use super::glyphs::{Glyph, PageGlyphs, UNREADABLE};
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
/// Texts with fewer different letters than this are sequences.
const LETTERS: u32 = 12;
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

/// The pairs of letters in the words of one kind.
#[derive(Clone, Copy)]
struct Pairs {
    all: usize,
    likely: usize,
    /// One bit for each letter that occurs.
    letters: u32,
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
        // a font of names within a text is none of a text
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
        self.inner_words > self.words && all.verdict(LEAST_PAIRS) == Verdict::Lies
    }

    fn verdict(&self) -> Verdict {
        let latin = match self.small.all * 5 > self.capitals.all {
            true => self.small,
            false => self.capitals,
        };
        let rubbish = [
            latin.verdict(LEAST_PAIRS),
            self.others.verdict(LEAST_CHANGES),
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

impl Pairs {
    const NONE: Self = Self {
        all: 0,
        likely: 0,
        letters: 0,
    };

    fn add(&mut self, likely: bool, letters: u32) {
        self.all += 1;
        self.likely += usize::from(likely);
        self.letters |= letters;
    }

    /// Adds the pairs of a word, of which the letters are numbers in the alphabet.
    fn add_all(&mut self, word: &[Option<u32>]) {
        for pair in word.windows(2) {
            if let [Some(a), Some(b)] = pair {
                self.add(may_follow(*a, *b), 1 << a | 1 << b);
            }
        }
    }

    fn with(self, other: Self) -> Self {
        Self {
            all: self.all + other.all,
            likely: self.likely + other.likely,
            letters: self.letters | other.letters,
        }
    }

    fn verdict(&self, least: usize) -> Verdict {
        let least = match self.all < MANY {
            true => least - CHANCE,
            false => least,
        };
        if self.all < ENOUGH || self.letters.count_ones() < LETTERS {
            Verdict::Unknown
        } else if self.likely * 100 < self.all * least {
            Verdict::Lies
        } else {
            Verdict::Speaks
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::pdf::Font;

    const ENGLISH: &str = "The harbour master kept a log of wind and water, and every entry begins with the hour and \
        the height of the tide. In the winter of the long frost there was no boat for eleven weeks, and the log holds \
        nothing but the thickness of the ice, which was measured with an iron bar at the end of the quay.";
    const RUSSIAN: &str = "\u{412} \u{433}\u{430}\u{432}\u{430}\u{43d}\u{438} \u{441}\u{442}\u{43e}\u{44f}\u{43b}\u{43e} \u{434}\u{432}\u{430} \u{431}\u{443}\u{43a}\u{441}\u{438}\u{440}\u{430}, \u{43e}\u{434}\u{438}\u{43d} \u{438}\u{437} \u{43d}\u{438}\u{445} \u{440}\u{430}\u{431}\u{43e}\u{442}\u{430}\u{43b} \u{43a}\u{440}\u{443}\u{433}\u{43b}\u{44b}\u{439} \u{433}\u{43e}\u{434}, \u{432}\u{442}\u{43e}\u{440}\u{43e}\u{439} \u{432}\u{44b}\u{445}\u{43e}\u{434}\u{438}\u{43b} \u{432} \u{43c}\u{43e}\u{440}\u{435} \u{442}\u{43e}\u{43b}\u{44c}\u{43a}\u{43e} \u{43b}\u{435}\u{442}\u{43e}\u{43c}. \u{41a}\u{430}\u{436}\u{434}\u{43e}\u{435} \u{443}\u{442}\u{440}\u{43e} \u{441}\u{43c}\u{43e}\u{442}\u{440}\u{438}\u{442}\u{435}\u{43b}\u{44c} \u{438}\u{437}\u{43c}\u{435}\u{440}\u{44f}\u{43b} \u{443}\u{440}\u{43e}\u{432}\u{435}\u{43d}\u{44c} \u{432}\u{43e}\u{434}\u{44b}, \u{437}\u{430}\u{43f}\u{438}\u{441}\u{44b}\u{432}\u{430}\u{43b} \u{435}\u{433}\u{43e} \u{432} \u{442}\u{435}\u{442}\u{440}\u{430}\u{434}\u{44c} \u{438} \u{43f}\u{43e}\u{434}\u{43d}\u{438}\u{43c}\u{430}\u{43b} \u{441}\u{438}\u{433}\u{43d}\u{430}\u{43b} \u{43d}\u{430}\u{434} \u{43f}\u{440}\u{438}\u{447}\u{430}\u{43b}\u{43e}\u{43c}. \u{41e}\u{441}\u{435}\u{43d}\u{44c}\u{44e} \u{432}\u{435}\u{442}\u{435}\u{440} \u{443}\u{441}\u{438}\u{43b}\u{438}\u{432}\u{430}\u{43b}\u{441}\u{44f}, \u{440}\u{44b}\u{431}\u{430}\u{43a}\u{438} \u{432}\u{43e}\u{437}\u{432}\u{440}\u{430}\u{449}\u{430}\u{43b}\u{438}\u{441}\u{44c} \u{440}\u{430}\u{43d}\u{44c}\u{448}\u{435}, \u{430} \u{43c}\u{430}\u{43b}\u{435}\u{43d}\u{44c}\u{43a}\u{438}\u{435} \u{43b}\u{43e}\u{434}\u{43a}\u{438} \u{432}\u{44b}\u{442}\u{430}\u{441}\u{43a}\u{438}\u{432}\u{430}\u{43b}\u{438} \u{43d}\u{430} \u{431}\u{435}\u{440}\u{435}\u{433}. \u{417}\u{438}\u{43c}\u{43e}\u{439} \u{431}\u{443}\u{445}\u{442}\u{430} \u{437}\u{430}\u{43c}\u{435}\u{440}\u{437}\u{430}\u{43b}\u{430}, \u{43f}\u{43e}\u{44d}\u{442}\u{43e}\u{43c}\u{443} \u{441}\u{443}\u{434}\u{430} \u{43e}\u{441}\u{442}\u{430}\u{432}\u{430}\u{43b}\u{438}\u{441}\u{44c} \u{443} \u{441}\u{43e}\u{441}\u{435}\u{434}\u{43d}\u{435}\u{433}\u{43e} \u{433}\u{43e}\u{440}\u{43e}\u{434}\u{430} ";

    /// Lines of up to sixty letters in one font of several.
    fn set(mut page: PageGlyphs, text: &str, font: u16) -> PageGlyphs {
        let characters: Vec<char> = text.chars().collect();
        let top = 700.0 - 12.0 * (page.glyphs.len() / 60) as f32;
        for (row, line) in characters.chunks(60).enumerate() {
            page = page.line(
                &line.iter().collect::<String>(),
                50.0,
                top - 12.0 * row as f32,
            );
        }
        let from = page.glyphs.len() - characters.len();
        for glyph in page.glyphs.iter_mut().skip(from) {
            glyph.font = font;
        }
        page
    }

    fn page() -> PageGlyphs {
        PageGlyphs {
            fonts: vec![Font::default(); 3],
            ..PageGlyphs::sample(Vec::new())
        }
    }

    /// Each letter stands for another one.
    fn cipher(text: &str, first: char, count: u32, step: u32) -> String {
        let turn = |c: char| {
            let place = u32::from(c).wrapping_sub(u32::from(first));
            if place >= count {
                return c;
            }
            char::from_u32(u32::from(first) + (place * 7 + step) % count).unwrap()
        };
        text.chars().map(turn).collect()
    }

    /// Whether each font is read.
    fn read(mut page: PageGlyphs) -> Vec<bool> {
        unmask(&mut page);
        let of = |font: u16| {
            let mut those = page.glyphs.iter().filter(|glyph| glyph.font == font);
            !those.any(|glyph| glyph.character == UNREADABLE)
        };
        (0..3).map(of).collect()
    }

    #[test]
    fn a_cipher_is_not_read_and_a_language_is() {
        assert_eq!(read(set(page(), ENGLISH, 0)), [true; 3]);
        // by chance, the pairs of letters in the fourth are those of a language
        for step in (1..26).filter(|step| *step != 4) {
            let lie = cipher(&ENGLISH.to_lowercase(), 'a', 26, step);
            assert_eq!(read(set(page(), &lie, 0)), [false, true, true], "{step}");
            let capitals = lie.to_uppercase();
            assert_eq!(
                read(set(page(), &capitals, 0)),
                [false, true, true],
                "{step}"
            );
        }
        let russian = RUSSIAN.to_lowercase();
        assert_eq!(read(set(page(), &russian, 0)), [true; 3]);
        let lie = cipher(&russian, '\u{430}', 32, 5);
        assert_eq!(read(set(page(), &lie, 0)), [false, true, true]);
        // windows-1251 as if it were Latin-1
        let latin: String = russian
            .chars()
            .map(|c| match c {
                '\u{430}'..='\u{44f}' => char::from_u32(u32::from(c) - 0x410 + 0xc0).unwrap(),
                other => other,
            })
            .collect();
        assert_eq!(read(set(page(), &latin, 0)), [false, true, true]);
    }

    #[test]
    fn small_letters_and_capitals_that_are_mixed_up_are_not_read() {
        let mixed = |text: &str| -> String {
            let place = |c: char| match c {
                'a'..='z' => Some(u32::from(c) - u32::from('a')),
                'A'..='Z' => Some(u32::from(c) - u32::from('A') + 26),
                _ => None,
            };
            let letter = |at: u32| if at < 26 { at + 97 } else { at + 39 };
            let turn = |c: char| place(c).map(|at| letter((at * 23 + 5) % 52));
            let turned = text
                .chars()
                .map(|c| turn(c).and_then(char::from_u32).unwrap_or(c));
            turned.collect()
        };
        assert_eq!(
            read(set(page(), &mixed(&ENGLISH.repeat(2)), 0)),
            [false, true, true]
        );
        let names = "getName setValue isEmpty readLine nextToken hasNext toString valueOf indexOf parseInt openFile \
            closeAll lastWord firstLine maxHeight minWidth drawLine fillShape addEntry removeItem sortRows ";
        let formulas = "NaCl KCl MgO CaO FeO LiF NaF ZnO CuO NaBr ";
        for text in [names.repeat(3), formulas.repeat(9)] {
            assert_eq!(read(set(page(), &text, 0)), [true; 3], "{text}");
        }
    }

    #[test]
    fn a_page_of_few_shuffled_words_is_not_read_and_a_few_names_are() {
        let few = "Hang the kayak by its ends on two broad straps, never by its middle, or the hull will bend in the \
            warm days of spring. Keep it away from the boiler and from windows.";
        assert_eq!(read(set(page(), few, 0)), [true; 3]);
        let lie = cipher(&few.to_lowercase(), 'a', 26, 3);
        assert_eq!(read(set(page(), &lie, 0)), [false, true, true]);
        let beside = set(set(page(), &ENGLISH.repeat(3), 0), &lie, 1);
        assert_eq!(read(beside), [true; 3]);
    }

    #[test]
    fn letters_that_are_moved_to_signs_are_not_read() {
        let moved = |c: char| match c {
            ' ' => c,
            _ => char::from_u32(u32::from(c) + 7).unwrap(),
        };
        let lie: String = ENGLISH.chars().map(moved).collect();
        assert_eq!(read(set(page(), &lie, 0)), [false, true, true]);
    }

    #[test]
    fn beside_a_font_that_lies_only_proven_ones_are_read() {
        let lie = cipher(&ENGLISH.to_lowercase(), 'a', 26, 3);
        let beside = set(set(page(), &lie, 0), ENGLISH, 1);
        assert_eq!(read(set(beside, "A Heading", 2)), [false, true, false]);
        let little = set(set(page(), &ENGLISH.repeat(5), 0), &lie, 1);
        assert_eq!(read(set(little, "A Heading", 2)), [true, false, true]);
    }

    #[test]
    fn sequences_codes_and_tables_are_no_lies() {
        let dna = "acgtgcatta gctagctagg tcgatcgatc aggcttacga ".repeat(12);
        let parts = "XK-4471 QZW9 BB_12 RTX77 KLM3W ".repeat(20);
        let code =
            "for (int i = 0; i < count; i++) { sum += values[i] * weights[i]; } return sum; "
                .repeat(8);
        let names = "GEN FlxqM_Flxq_mul(GEN x, GEN y, GEN T, ulong p) as FlxqV_dotproduct_pre and RgX_to_FpXQX ".repeat(8);
        for text in [dna, parts, code, names] {
            assert_eq!(read(set(page(), &text, 0)), [true; 3], "{text}");
        }
    }
}
