//! Which fonts are read, and which are recognized as rubbish.

use super::glyphs::{Font, PageGlyphs, UNREADABLE};
use super::rubbish::unmask;

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
        "for (int i = 0; i < count; i++) { sum += values[i] * weights[i]; } return sum; ".repeat(8);
    let names = "GEN FlxqM_Flxq_mul(GEN x, GEN y, GEN T, ulong p) as FlxqV_dotproduct_pre and RgX_to_FpXQX ".repeat(8);
    for text in [dna, parts, code, names] {
        assert_eq!(read(set(page(), &text, 0)), [true; 3], "{text}");
    }
}
