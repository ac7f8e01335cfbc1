//! Fonts whose maps lie: the page shows words and the file says other letters, as if in a cipher. No language has such
//! words, so the letters count as unknown.
//!
//! Letters of the Latin alphabet are judged by their pairs, which are much the same few hundred in all languages;
//! Cyrillic and Greek ones by the change of vowels and consonants. Only words that stand in a row with others count:
//! cells of tables, formulas, codes and sequences are no words. Letters that are all moved by one step, some of them to
//! signs, look like code; the little words of a language tell them.

use std::collections::HashSet;

use unicode_normalization::char::decompose_canonical;

use super::glyphs::{Glyph, PageGlyphs, UNREADABLE};
use super::shifted;
use super::vowels;

/// For each letter from a to z, the letters that may follow it, a in the lowest bit: each pair is at least three in a
/// thousand of the pairs of some language, among 74 languages.
const PAIRS: [u32; 26] = [
    0x3ff_ffff, 0x152_4b99, 0x31e_4795, 0x356_6fd9, 0x3fe_ffff, 0x012_6931, 0x15e_67d5, 0x17a_4b1b,
    0x3ff_ffff, 0x01c_6911, 0x15f_4fd5, 0x15c_7f59, 0x114_d9d3, 0x33c_6fdd, 0x37f_ffff, 0x01a_c995,
    0x010_4111, 0x35f_7ddd, 0x35c_cfdd, 0x39e_6995, 0x35e_ffff, 0x112_6911, 0x112_6191, 0x000_0091,
    0x01e_ff3d, 0x37a_e593,
];
/// The least share of such pairs in a language, in percent; most ciphers have fewer than 78.
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
    let mut verdicts: Vec<Verdict> = counts.iter().map(Count::verdict).collect();
    for (font, verdict) in verdicts.iter_mut().enumerate() {
        let own = words.iter().filter(|(of, _)| *of == font);
        let changed = || vowels::are_changed(own.map(|(_, word)| word.as_slice()));
        if (*verdict == Verdict::Speaks && changed())
            || (*verdict != Verdict::Lies && shifted::are_shifted(&page.glyphs, font))
        {
            *verdict = Verdict::Lies;
        }
    }
    if !verdicts.contains(&Verdict::Lies) {
        return;
    }
    let all: usize = counts.iter().map(|count| count.glyphs).sum();
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

/// What is counted for each font, and the different words of all fonts.
fn counts(page: &PageGlyphs) -> (Vec<Count>, HashSet<(usize, Vec<char>)>) {
    let mut counts = vec![Count::NONE; page.fonts.len().max(1)];
    let mut seen: HashSet<(usize, Vec<char>)> = HashSet::new();
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
fn finish(row: &mut Vec<Word>, counts: &mut [Count], seen: &mut HashSet<(usize, Vec<char>)>) {
    let counted = row.len() >= IN_A_ROW;
    for word in row.drain(..).filter(|word| counted && word.fits()) {
        let Some(count) = counts.get_mut(word.font) else {
            continue;
        };
        if seen.insert((word.font, word.letters.clone())) {
            count.add(&word.letters);
        }
    }
}

impl Word {
    /// Whether it looks like a word of a text: capitals stand at its beginning or everywhere.
    fn fits(&self) -> bool {
        let rest = self.letters.iter().skip(1);
        let capitals = rest.clone().filter(|c| c.is_uppercase()).count();
        (2..=LONGEST).contains(&self.letters.len())
            && !self.is_code
            && (capitals == 0 || capitals == rest.count())
    }
}

/// A letter without its accent, as its number in the alphabet; `None` for letters that are not Latin.
fn latin(character: char) -> Option<u32> {
    let mut base = character;
    if !character.is_ascii() {
        base = match character {
            '\u{e6}' | '\u{c6}' => 'a',
            '\u{153}' | '\u{152}' | '\u{f8}' | '\u{d8}' => 'o',
            '\u{df}' => 's',
            '\u{111}' | '\u{110}' | '\u{f0}' | '\u{d0}' => 'd',
            '\u{142}' | '\u{141}' => 'l',
            '\u{131}' => 'i',
            '\u{fe}' | '\u{de}' => 't',
            '\u{259}' => 'e',
            _ => {
                let mut first = None;
                decompose_canonical(character, |c| first = first.or(Some(c)));
                first.unwrap_or(character)
            }
        };
    }
    let base = base.to_ascii_lowercase();
    base.is_ascii_lowercase()
        .then(|| u32::from(base) - u32::from('a'))
}

/// Whether a Cyrillic or Greek letter is a vowel; `None` for other letters.
fn vowel(character: char) -> Option<bool> {
    if !('\u{370}'..='\u{52f}').contains(&character) {
        return None;
    }
    let mut base = character.to_lowercase().next().unwrap_or(character);
    if base != '\u{439}' {
        let mut first = None;
        decompose_canonical(base, |c| first = first.or(Some(c)));
        base = first.unwrap_or(base);
    }
    let vowels = "\u{430}\u{435}\u{438}\u{43e}\u{443}\u{44b}\u{44d}\u{44e}\u{44f}\u{456}\u{454}\u{4d9}\u{4e9}\u{4af}\u{4b1}\
         \u{3b1}\u{3b5}\u{3b7}\u{3b9}\u{3bf}\u{3c5}\u{3c9}";
    Some(vowels.contains(base))
}

impl Count {
    const NONE: Self = Self {
        small: Pairs::NONE,
        capitals: Pairs::NONE,
        others: Pairs::NONE,
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
        for pair in numbers.windows(2) {
            if let [Some(a), Some(b)] = pair {
                let may_follow = PAIRS
                    .get(*a as usize)
                    .is_some_and(|bits| bits >> b & 1 == 1);
                pairs.add(may_follow, 1 << a | 1 << b);
            }
        }
        for (pair, letters) in vowels.windows(2).zip(word.windows(2)) {
            if let ([Some(a), Some(b)], [first, _]) = (pair, letters) {
                self.others.add(a != b, 1 << (u32::from(*first) % 32));
            }
        }
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
        if accents || mixed || signs || rubbish.contains(&Verdict::Lies) {
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
