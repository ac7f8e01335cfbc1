//! Pure tests of characters and strings that several phases use: words, right-to-left letters, the marks of
//! list items, the beginnings of captions. They know nothing about geometry, so every phase may use them.

use unicode_bidi::{BidiClass, bidi_class};

/// What stands behind a label, in all scripts.
pub(crate) const COLONS: [char; 2] = [':', '\u{ff1a}'];

/// Words that stand beside a page number.
const OF_PAGES: &[&str] = &[
    "page",
    "pages",
    "of",
    "p.",
    "pag.",
    "p\u{e1}g.",
    "p\u{e1}gina",
    "pagina",
    "de",
    "di",
    "sur",
    "seite",
    "von",
    "s.",
    "blatt",
    "blz.",
    "van",
    "side",
    "sida",
    "av",
    "af",
    "strona",
    "str.",
    "z",
    "strana",
    "\u{441}\u{442}\u{440}.",
    "\u{441}\u{442}\u{440}\u{430}\u{43d}\u{438}\u{446}\u{430}",
    "\u{438}\u{437}",
    "\u{7b2c}",
    "\u{9801}",
    "\u{9875}",
    "\u{30da}\u{30fc}\u{30b8}",
    "\u{d398}\u{c774}\u{c9c0}",
];

/// The number of numbers in a text that is nothing but the number of a page, as far as it has any: 2 of "Page 3 of 7". `None`
/// if it says anything else.
pub(crate) fn page_numbers(text: &str) -> Option<usize> {
    let text = text.to_lowercase();
    let words = text
        .split(|c: char| {
            c.is_whitespace() || matches!(c, '-' | '\u{2013}' | '\u{2014}' | '|' | '/' | '[' | ']')
        })
        .filter(|word| !word.is_empty());
    let mut numbers = 0;
    for word in words {
        let number = word.chars().all(|c| c.is_ascii_digit()) && word.len() <= 5
            || word.chars().all(|c| matches!(c, 'i' | 'v' | 'x' | 'l')) && word.len() <= 6;
        if !number && !OF_PAGES.contains(&word) {
            return None;
        }
        numbers += usize::from(number);
    }
    Some(numbers)
}

/// Whether a token is a word of a language rather than a number or a symbol.
pub(crate) fn is_word(token: &str) -> bool {
    let letters = token.chars().filter(|c| c.is_alphabetic()).count();
    letters >= 2 && letters * 3 >= token.chars().count() * 2
}

/// The tokens of a text, and how many of them are words of a language. In a script without spaces two letters count as a
/// word, as most words of Chinese and Japanese have them.
pub(crate) fn count_words(text: &str) -> (usize, usize) {
    let (mut tokens, mut words) = (0, 0);
    for token in text.split_whitespace() {
        let letters = token
            .chars()
            .filter(|c| is_unspaced(*c) && c.is_alphabetic());
        match letters.count() {
            0 => {
                tokens += 1;
                words += usize::from(is_word(token));
            }
            letters => {
                tokens += letters.div_ceil(2);
                words += letters.div_ceil(2);
            }
        }
    }
    (tokens, words)
}

/// Whether a name or a heading may begin with a letter: it is a capital, or its script has none.
pub(crate) fn may_begin_name(character: char) -> bool {
    character.is_alphabetic() && !character.is_lowercase()
}

/// Whether a character belongs to a right-to-left script.
pub(crate) fn is_rtl(character: char) -> bool {
    character >= '\u{590}' && matches!(bidi_class(character), BidiClass::R | BidiClass::AL)
}

/// Whether a character belongs to a script that is written without spaces between words, or to its punctuation:
/// Chinese and Japanese, Thai, Lao, Khmer, Burmese and Tibetan. Korean has spaces.
pub(crate) fn is_unspaced(character: char) -> bool {
    character >= '\u{e00}'
        && (is_cjk(character)
            || matches!(character,
        '\u{e00}'..='\u{fff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'))
}

/// Whether a character is Chinese or Japanese: an ideograph, kana, or punctuation as wide as one.
pub(crate) fn is_cjk(character: char) -> bool {
    matches!(character,
        '\u{2e80}'..='\u{2fdf}'
            | '\u{3001}'..='\u{312f}'
            | '\u{31a0}'..='\u{31ff}'
            | '\u{3400}'..='\u{4dbf}'
            | '\u{4e00}'..='\u{9fff}'
            | '\u{f900}'..='\u{faff}'
            | '\u{fe10}'..='\u{fe19}'
            | '\u{fe30}'..='\u{fe4f}'
            | '\u{ff01}'..='\u{ff9f}'
            | '\u{20000}'..='\u{3ffff}')
}

/// Whether a character ends a sentence or a part of one.
pub(crate) fn ends_sentence(character: char) -> bool {
    matches!(
        character,
        '.' | '!'
            | '?'
            | ':'
            | ';'
            | '\u{3002}'
            | '\u{ff01}'
            | '\u{ff1a}'
            | '\u{ff1b}'
            | '\u{ff1f}'
            | '\u{61f}'
            | '\u{6d4}'
            | '\u{964}'
    )
}

/// Whether a line end between two characters stands for nothing: both belong to a script without spaces, or one of
/// them does and the other is punctuation.
pub(crate) fn runs_on(before: char, after: char) -> bool {
    let neutral = |c: char| !c.is_alphanumeric() && !c.is_whitespace();
    match (is_unspaced(before), is_unspaced(after)) {
        (true, true) => true,
        (true, false) => neutral(after),
        (false, true) => neutral(before),
        (false, false) => false,
    }
}

/// Returns a text with each run of white space as one space, or as nothing where a line ends within a script that has
/// no spaces.
pub(crate) fn on_one_line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut gap = "";
    for word in text.split_inclusive(char::is_whitespace) {
        let (word, end) = match word.char_indices().next_back() {
            Some((at, c)) if c.is_whitespace() => word.split_at(at),
            _ => (word, ""),
        };
        if let (Some(last), Some(first)) = (out.chars().next_back(), word.chars().next())
            && !(gap.contains('\n') && runs_on(last, first))
        {
            out.push(' ');
        }
        out.push_str(word);
        if !word.is_empty() || end == "\n" {
            gap = end;
        }
    }
    out
}

/// The word a caption begins with, and whether it belongs to a table.
fn caption_label(text: &str) -> Option<(bool, &str)> {
    const LABELS: [(&str, bool); 13] = [
        ("supplementary figure", false),
        ("supplementary table", true),
        ("extended data fig.", false),
        ("figure", false),
        ("fig.", false),
        ("fig", false),
        ("table", true),
        ("tab.", true),
        ("scheme", false),
        ("algorithm", false),
        ("listing", false),
        ("chart", false),
        ("plate", false),
    ];
    let lower = text.get(..text.len().min(40)).map_or_else(
        || text.chars().take(20).collect::<String>().to_lowercase(),
        str::to_lowercase,
    );
    LABELS.iter().find_map(|(label, table)| {
        lower
            .starts_with(label)
            .then(|| text.get(label.len()..).map(|rest| (*table, rest)))
            .flatten()
    })
}

/// Whether a text says that a table or figure goes on, as "Continued Table 1" and "(Table 2, continued)" do: it
/// stands over the rest of the table.
fn continued(text: &str) -> Option<bool> {
    let words: Vec<String> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .take(8)
        .map(str::to_lowercase)
        .collect();
    let goes_on = |word: &String| {
        matches!(
            word.as_str(),
            "continued" | "contd" | "cont" | "continuation"
        )
    };
    let table = words.iter().any(|word| word == "table" || word == "tab");
    let figure = words
        .iter()
        .any(|word| matches!(word.as_str(), "figure" | "fig"));
    let label = |word: &String| matches!(word.as_str(), "table" | "tab" | "figure" | "fig");
    let outer = words.first().is_some_and(goes_on)
        || (words.first().is_some_and(label) && words.last().is_some_and(goes_on));
    (outer && words.len() <= 6 && (table || figure)).then_some(table)
}

/// Whether a text is a caption, as "Figure 3: ..." is and "Figure 3 shows ..." is not: `Some(true)` for a
/// table's, `Some(false)` for another, `None` if it is not a caption. A text that is `set_apart` by its look
/// needs no mark after its number.
pub(crate) fn caption(text: &str, set_apart: bool) -> Option<bool> {
    if let Some(table) = continued(text) {
        return Some(table);
    }
    let (table, rest) = caption_label(text)?;
    let rest = rest.trim_start();
    let number: String = rest
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '\u{2013}'))
        .collect();
    let numbered = number.chars().any(|c| c.is_ascii_digit())
        || (!number.is_empty()
            && number
                .trim_end_matches('.')
                .chars()
                .all(|c| "IVXABCS".contains(c)));
    if !numbered {
        return None;
    }
    let after = rest.get(number.len()..).unwrap_or("").trim_start();
    let marked =
        number.ends_with('.') || after.starts_with([':', '|', '.', '\u{2014}', ')', '\u{2013}']);
    let titled = after
        .chars()
        .next()
        .is_none_or(|c| c.is_uppercase() || c == '(' || c.is_ascii_digit());
    (marked || after.is_empty() || (set_apart && titled)).then_some(table)
}

/// Whether a character is a sign that only stands before items of a list.
pub(crate) fn is_bullet(character: char) -> bool {
    matches!(
        character,
        '\u{2022}'
            | '\u{25aa}'
            | '\u{25cf}'
            | '\u{25e6}'
            | '\u{2023}'
            | '\u{b7}'
            | '\u{2219}'
            | '\u{25a0}'
            | '\u{2756}'
            | '\u{27a2}'
    )
}

/// The length, in characters, of the mark that a list item begins with.
pub(crate) fn list_mark(text: &str) -> Option<usize> {
    let mut characters = text.chars();
    let first = characters.next()?;
    if is_bullet(first) {
        return Some(1);
    }
    if matches!(first, '\u{2013}' | '-' | '\u{2217}' | '*') && characters.next() == Some(' ') {
        return Some(1);
    }
    if first == '\u{2014}' {
        return Some(1);
    }
    // (1), (a), (iv), 1), a)
    let inner: String = text
        .chars()
        .skip(usize::from(first == '('))
        .take_while(char::is_ascii_alphanumeric)
        .collect();
    let closes = text.chars().nth(inner.len() + usize::from(first == '(')) == Some(')');
    // "(Os)" is not a mark
    let short = inner.len() == 1
        || (inner.len() == 2 && inner.chars().all(|c| c.is_ascii_digit()))
        || inner.chars().all(|c| "ivx".contains(c));
    (closes && short && !inner.is_empty()).then(|| inner.len() + 1 + usize::from(first == '('))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn captions_are_told_from_sentences_about_figures() {
        assert_eq!(caption("Figure 3: A model", false), Some(false));
        assert_eq!(caption("Fig. 2. The parameters", false), Some(false));
        assert_eq!(caption("Table 1. Citrus cultivars", false), Some(true));
        assert_eq!(caption("TABLE II Results", true), Some(true));
        assert_eq!(caption("Table 4 Composition of oils", true), Some(true));
        assert_eq!(caption("Figure 3 shows the model", false), None);
        assert_eq!(caption("Table 2 lists what", true), None);
        assert_eq!(caption("Figures are nice", true), None);
        assert_eq!(caption("Continued Table 1", true), Some(true));
        assert_eq!(caption("Table 2 (Continued).", false), Some(true));
        assert_eq!(caption("The table is continued", false), None);
    }

    #[test]
    fn a_line_end_between_ideographs_is_no_space() {
        assert_eq!(on_one_line("  a\n b\t\tc \n"), "a b c");
        assert_eq!(
            on_one_line("\u{516c}\u{56ed}\n  \u{91cc}\u{7684}"),
            "\u{516c}\u{56ed}\u{91cc}\u{7684}"
        );
        assert_eq!(on_one_line("\u{516c} \u{56ed}"), "\u{516c} \u{56ed}");
        assert_eq!(on_one_line("\u{d55c}\n\u{ad6d}"), "\u{d55c} \u{ad6d}");
    }

    #[test]
    fn words_are_counted_without_spaces_between_them() {
        assert_eq!(count_words("The wings of 40 birds"), (5, 4));
        let library = "\u{56f3}\u{66f8}\u{9928}\u{5229}\u{7528}\u{6848}\u{5185}";
        assert_eq!(count_words(library), (4, 4));
        assert_eq!(
            count_words("\u{d55c}\u{ad6d} \u{c5b4}\u{b9b0}\u{c774}"),
            (2, 2)
        );
    }

    #[test]
    fn names_begin_with_capitals_where_a_script_has_them() {
        assert!(may_begin_name('A') && may_begin_name('\u{5d0}') && may_begin_name('\u{4e00}'));
        assert!(!may_begin_name('a') && !may_begin_name('\u{434}') && !may_begin_name('7'));
    }

    #[test]
    fn a_page_number_is_nothing_but_that() {
        for (text, numbers) in [
            ("12", Some(1)),
            ("- iv -", Some(1)),
            ("Page 3 of 7", Some(2)),
            ("Seite von", Some(0)),
            ("\u{7b2c} 3 \u{9875}", Some(1)),
            ("Page 3 of the report", None),
            ("1,204", None),
        ] {
            assert_eq!(page_numbers(text), numbers, "{text}");
        }
    }

    #[test]
    fn list_marks_are_found() {
        assert_eq!(list_mark("\u{2022} one"), Some(1));
        assert_eq!(list_mark("(iv) four"), Some(4));
        assert_eq!(list_mark("a) four"), Some(2));
        assert_eq!(list_mark("- dash"), Some(1));
        assert_eq!(list_mark("-5 degrees"), None);
        assert_eq!(list_mark("(see above)"), None);
        assert_eq!(list_mark("(Os) on"), None);
        assert_eq!(list_mark("12) twelve"), Some(3));
        assert_eq!(list_mark("Word"), None);
    }
}
