//! Items of lists: a line that begins with a bullet, with a sign that another item has too, or with the next number or letter
//! begins an item, whether or not the line before it ends a sentence or ends before the edge of its column.

use super::block::RawBlock;
use super::line::Line;
use crate::document::marks::is_bullet;

/// Words that an item with a number or a letter has at least, so that rows of tables and lists of contents are none.
const FEWEST_WORDS: usize = 3;
/// The numbers that small Roman letters write in lists.
const ROMAN: [&str; 12] = [
    "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii",
];

/// The letters of the longest label.
const LONGEST_LABEL: usize = 4;
/// So many letters behind a mark are looked at: a line may be as long as its file.
const LOOKED_AT: usize = 400;
/// So many lines above an item are looked at for the one before it: more than a column has, and a file may have a hundred thousand
/// of them on a page.
const MOST_ABOVE: usize = 200;

/// What a line of an item begins with.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Mark {
    /// A sign that stands nowhere else.
    Bullet(char),
    /// A sign that may stand in a sentence too, with a space behind it.
    Sign(char),
    /// `1.`, `1)`, `(1)`, `a)`, `(iv)`.
    Label {
        opens: bool,
        name: String,
        closes: char,
    },
}

impl Mark {
    /// The mark of a line, and what stands behind it.
    fn of(line: &Line) -> Option<(Self, &[char])> {
        let (first, rest) = line.text.split_first()?;
        let spaced = rest.first() == Some(&' ');
        match first {
            // points that multiply, too
            '\u{b7}' | '\u{2219}' | '\u{2013}' | '\u{2014}' | '-' | '*' | '\u{2217}' if spaced => {
                Some((Self::Sign(*first), rest))
            }
            '\u{b7}' | '\u{2219}' => None,
            bullet if is_bullet(*bullet) => Some((Self::Bullet(*bullet), rest)),
            _ => Self::label(&line.text),
        }
        .filter(|(_, behind)| {
            let mut near = behind.iter().take(LOOKED_AT);
            near.any(|c| c.is_alphabetic())
        })
    }

    fn label(text: &[char]) -> Option<(Self, &[char])> {
        let opens = text.first() == Some(&'(');
        let inner = text.get(usize::from(opens)..)?;
        let mut beginning = inner.iter().take(LONGEST_LABEL + 1);
        let end = beginning.position(|c| !c.is_ascii_alphanumeric())?;
        let (name, rest) = inner.split_at_checked(end)?;
        let (closes, rest) = rest.split_first()?;
        let behind = rest.strip_prefix(&[' '])?;
        let name: String = name.iter().collect();
        let is_number = name.len() <= 2 && name.bytes().all(|b| b.is_ascii_digit());
        let is_letter = name.len() == 1;
        let known = !name.is_empty() && (is_number || is_letter || ROMAN.contains(&&*name));
        let closed = *closes == ')' || (*closes == '.' && !opens);
        let label = Self::Label {
            opens,
            name,
            closes: *closes,
        };
        (known && closed).then_some((label, behind))
    }

    /// Whether an item with this mark is the next one of the list with the other.
    fn follows(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Bullet(_), Self::Bullet(_)) => true,
            (Self::Sign(one), Self::Sign(two)) => one == two,
            (
                Self::Label {
                    opens,
                    name,
                    closes,
                },
                Self::Label {
                    opens: before_opens,
                    name: before,
                    closes: before_closes,
                },
            ) => {
                (opens, closes) == (before_opens, before_closes)
                    && place(before)
                        .iter()
                        .zip(place(name))
                        .any(|(before, now)| before.is_some_and(|it| now == Some(it + 1)))
            }
            _ => false,
        }
    }
}

/// The place of a label in its list: as a number, as a letter and as a Roman number, whichever it can be.
fn place(name: &str) -> [Option<u32>; 3] {
    let letter = match name.as_bytes() {
        [letter] if letter.is_ascii_alphabetic() => Some(u32::from(*letter)),
        _ => None,
    };
    let roman = ROMAN.iter().position(|roman| *roman == name);
    [
        name.parse().ok(),
        letter,
        roman.and_then(|place| u32::try_from(place).ok()),
    ]
}

/// Whether a sign stands between words of these lines, as it does where it separates keywords or names.
fn separates<'a>(sign: char, lines: impl IntoIterator<Item = &'a Line>) -> bool {
    let mut lines = lines.into_iter();
    lines.any(|line| line.text.iter().skip(1).any(|c| *c == sign))
}

/// Whether a line that stands below a block begins an item of a list.
pub(super) fn begins_item(block: &RawBlock, line: &Line) -> bool {
    let Some((mark, words)) = Mark::of(line) else {
        return false;
    };
    if let Mark::Bullet(sign) = mark {
        return !separates(sign, block.lines().iter().chain([line]));
    }
    if matches!(mark, Mark::Label { .. }) && !has_words(words) {
        return false;
    }
    if is_inside_item(block, line, &mark) {
        return true;
    }
    let at_edge = |other: &&Line| (other.x0 - line.x0).abs() < 0.3 * line.size;
    let mut above = block.lines().iter().rev().take(MOST_ABOVE).filter(at_edge);
    above.any(|other| Mark::of(other).is_some_and(|(other, _)| mark.follows(&other)))
}

/// Whether there are as many words as an item with a label has.
fn has_words(text: &[char]) -> bool {
    let words = text.split(|c| c.is_whitespace());
    let words = words.filter(|word| !word.is_empty());
    words.take(FEWEST_WORDS).count() == FEWEST_WORDS
}

/// Whether a line with a sign of sentences begins the first item of a list inside an item with another sign.
fn is_inside_item(block: &RawBlock, line: &Line, mark: &Mark) -> bool {
    let Some(first) = block.lines().first() else {
        return false;
    };
    let farther = line.x0 > first.x0 + 0.6 * line.size;
    let is_sign = |mark: &Mark| matches!(mark, Mark::Bullet(_) | Mark::Sign(_));
    let around = || Mark::of(first).filter(|(around, _)| is_sign(around) && around != mark);
    farther && matches!(mark, Mark::Sign(_)) && around().is_some()
}

/// Whether the second block begins an item of a list that the first one does not go on with.
pub(crate) fn is_next_item(first: &RawBlock, second: &RawBlock) -> bool {
    let Some((mark, _)) = second.lines().first().and_then(Mark::of) else {
        return false;
    };
    if let Mark::Bullet(sign) = mark {
        return !separates(sign, first.lines().iter().chain(second.lines()));
    }
    let mut above = first.lines().iter().rev().take(MOST_ABOVE);
    above.any(|other| Mark::of(other).is_some_and(|(other, _)| mark.follows(&other)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str) -> Line {
        Line::sample(text).at(50.0, 700.0)
    }

    fn begins(above: &[&str], text: &str) -> bool {
        let mut above = above.iter().map(|text| line(text));
        let mut block = above.next().unwrap().block();
        block.extend(above);
        begins_item(&block, &line(text))
    }

    #[test]
    fn a_bullet_begins_an_item_whatever_stands_above_it() {
        for bullet in ['\u{2022}', '\u{25aa}', '\u{25e6}', '\u{2023}'] {
            let item = format!("{bullet} wings of birds");
            assert!(begins(&["The birds that we saw had"], &item), "{bullet}");
            assert!(
                begins(&["\u{2022} legs that are", "long"], &item),
                "{bullet}"
            );
        }
        // a sign between keywords, and one that stands alone
        assert!(!begins(
            &["wing \u{2022} bird \u{2022} sea"],
            "\u{2022} island"
        ));
        assert!(!begins(&["wing"], "\u{2022} island \u{2022} sea"));
        assert!(!begins(&["wing"], "\u{2022}"));
    }

    #[test]
    fn a_sign_of_sentences_begins_an_item_below_another_one() {
        for sign in ['\u{2013}', '-', '*', '\u{b7}'] {
            let [one, two] = ["legs", "wings"].map(|words| format!("{sign} {words} of birds"));
            assert!(begins(&[&one], &two), "{sign}");
            assert!(begins(&[&one, "which are long"], &two), "{sign}");
            assert!(!begins(&["The legs of the birds"], &two), "{sign}");
        }
        assert!(!begins(&["* legs of birds"], "\u{2013} wings of birds"));
        let inside = Line::sample("\u{2013} wings of birds").at(62.0, 688.0);
        assert!(begins_item(&line("* legs of birds").block(), &inside));
        assert!(!begins_item(&line("The legs of birds").block(), &inside));
        assert!(!begins(&["-5 degrees at noon"], "-7 degrees at night"));
    }

    #[test]
    fn a_number_or_a_letter_begins_an_item_below_the_one_before_it() {
        for (one, two) in [
            ("1.", "2."),
            ("9)", "10)"),
            ("(1)", "(2)"),
            ("a)", "b)"),
            ("(h)", "(i)"),
            ("(i)", "(ii)"),
            ("iv.", "v."),
        ] {
            let item = |label: &str| format!("{label} the wings of birds");
            assert!(
                begins(&[&item(one), "of the sea"], &item(two)),
                "{one} {two}"
            );
            assert!(!begins(&[&item(two)], &item(one)), "{two} {one}");
            assert!(!begins(&[&item(two)], &item(two)), "{two}");
            assert!(!begins(&["The birds in section"], &item(two)), "{two}");
        }
        assert!(!begins(&["1. the wings of birds"], "2) the legs of birds"));
        // rows of a table, and decimals
        assert!(!begins(&["1. Wings 40"], "2. Legs 60"));
        assert!(!begins(
            &["1.5 m of the wings of birds"],
            "2.5 m of the legs of birds"
        ));
        // at another edge
        let block = line("1. the wings of birds").block();
        let farther = Line::sample("2. the legs of birds").at(80.0, 688.0);
        assert!(!begins_item(&block, &farther));
    }

    #[test]
    fn the_item_before_is_looked_for_among_so_many_lines_and_letters() {
        let begins_below = |lines: usize| {
            let mut above = vec!["1) the wings of birds"];
            above.resize(lines, "which are long");
            begins(&above, "2) the legs of birds")
        };
        assert!(begins_below(MOST_ABOVE));
        assert!(!begins_below(MOST_ABOVE + 1));
        let long = |digits: usize| format!("1) {} wings of birds", "7".repeat(digits));
        assert!(begins(&[&long(40)], "2) the legs of birds"));
        assert!(!begins(&[&long(LOOKED_AT)], "2) the legs of birds"));
        assert!(ROMAN.iter().all(|roman| roman.len() <= LONGEST_LABEL));
    }

    #[test]
    fn an_item_does_not_go_on_with_a_block_before_it() {
        let next = |one: &str, two: &str| is_next_item(&line(one).block(), &line(two).block());
        assert!(next("The birds had", "\u{2022} wings"));
        assert!(next("a) legs of birds", "b) wings"));
        assert!(next("\u{2013} legs of birds", "\u{2013} wings"));
        assert!(!next("The birds had", "b) wings"));
        assert!(!next("The birds \u{2022} legs", "\u{2022} wings"));
        assert!(!next("The birds had", "wings of birds"));
    }
}
