//! The title of a plain text that shows none by its look: the first line, if it stands over the text as a title does.
//!
//! A letter begins with a name or a date, a log with an entry, a poem with a verse. So the first line is a title only if
//! what follows it is running text or a list, and if it ends where nothing forces a line to end.

use super::{text_entries, text_lists};
use crate::document::marks::may_begin_name;
use crate::document::structure::{is_date, is_salutation, known, number};

/// The longest title, in characters, and the fewest words of letters in it.
const LONGEST: usize = 80;
const FEWEST_WORDS: usize = 2;
/// The fewest words of the running text under a title.
const WORDS_OF_TEXT: usize = 8;
/// How much room a line has at least if it ends before its words do, in characters.
const ROOM: usize = 10;
/// The fewest signs of a line under a title.
const SHORTEST_RULE: usize = 3;
/// Words with which a letter begins.
const GREETINGS: [&str; 8] = [
    "hello", "hi", "hey", "hallo", "moin", "bonjour", "hola", "ciao",
];
/// Words with which the name of a part begins.
const PARTS: [&str; 8] = [
    "chapter",
    "part",
    "section",
    "appendix",
    "kapitel",
    "teil",
    "chapitre",
    "cap\u{ed}tulo",
];

/// A title, and the number of lines up to its end.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Title<'l> {
    pub(super) text: &'l str,
    pub(super) lines: usize,
}

/// The title over these lines of a text.
pub(super) fn title<'l>(lines: &[&'l str]) -> Option<Title<'l>> {
    let at = lines.iter().position(|line| !line.trim().is_empty())?;
    let text = lines.get(at)?.trim();
    if !may_be(text) {
        return None;
    }
    let below = lines.get(at + 1..)?;
    if below.first().is_some_and(|line| is_rule(line)) {
        return Some(Title {
            text,
            lines: at + 2,
        });
    }
    let title = Title {
        text,
        lines: at + 1,
    };
    let mut groups = below
        .split(|line| line.trim().is_empty())
        .filter(|group| !group.is_empty());
    let first = groups.next()?;
    let stands_alone = below.first().is_some_and(|line| line.trim().is_empty());
    let is_over = match stands_alone {
        // a byline and a date may stand between
        true => {
            let [line] = first else {
                return is_text(first).then_some(title);
            };
            is_text(first) || (is_byline(line) && groups.next().is_some_and(is_text))
        }
        false => ends_early(text, first) && is_text(first),
    };
    is_over.then_some(title)
}

/// Whether a line can be a title by its words.
fn may_be(line: &str) -> bool {
    let letters = line.chars().filter(|c| c.is_alphabetic()).count();
    let words = line
        .split_whitespace()
        .filter(|word| word.contains(char::is_alphabetic));
    let first = line.split_whitespace().next().unwrap_or_default();
    let first = first.trim_end_matches(',').to_lowercase();
    let begins_otherwise = PARTS.contains(&first.as_str()) || GREETINGS.contains(&first.as_str());
    let length = line.chars().count();
    line.chars().next().is_some_and(may_begin_name)
        && length <= LONGEST
        && letters * 2 > length
        && words.count() >= FEWEST_WORDS
        && !line.ends_with(['.', ',', ';', ':', '!', '?', '\u{2026}'])
        // cells, addresses, and what programs write
        && !line.contains(['\t', '|', '@', '{', '}', '=', '<', '>'])
        && !line.contains("  ")
        && !line.contains("://")
        && !begins_otherwise
        && known(line).is_none()
        && number(line).is_none()
        && !is_date(line)
        && !is_salutation(line, true)
}

/// Whether a line is only drawn, as under a title.
fn is_rule(line: &str) -> bool {
    let line = line.trim();
    line.len() >= SHORTEST_RULE && line.chars().all(|c| matches!(c, '=' | '-' | '~' | '_'))
}

fn is_byline(line: &str) -> bool {
    let lower = line.trim().to_lowercase();
    let by = ["by ", "von ", "par ", "por ", "di "];
    is_date(line.trim()) || by.iter().any(|by| lower.starts_with(by))
}

/// Whether lines are a list, or have a sentence.
fn is_text(lines: &[&str]) -> bool {
    if text_entries::parts(lines).is_some() {
        return false;
    }
    let first = lines.first().map_or("", |line| line.trim());
    let words = lines.iter().flat_map(|line| line.split_whitespace());
    let sentence = words.clone().count() >= WORDS_OF_TEXT
        && words
            .clone()
            .any(|word| word.ends_with(['.', '!', '?', ':']));
    !is_salutation(first, lines.len() == 1) && (sentence || text_lists::is_list(lines))
}

/// Whether a line ends although the first word below would have had room in it, or a list begins there.
fn ends_early(line: &str, below: &[&str]) -> bool {
    let length = |line: &&str| line.trim().chars().count();
    let next = below.first().map_or("", |line| line.trim());
    let word = next.split_whitespace().next().unwrap_or_default();
    let widest = below.iter().map(length).max().unwrap_or(0);
    let room = line.chars().count() + word.chars().count() + ROOM <= widest;
    let begins = word.chars().next().is_some_and(may_begin_name);
    text_lists::is_list(below) || (room && begins)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn titled(text: &str) -> Option<(&str, usize)> {
        let lines: Vec<&str> = text.lines().collect();
        title(&lines).map(|title| (title.text, title.lines))
    }

    const TEXT: &str = "The wandering albatross is a large seabird. It lives on the southern ocean\n\
        and rests on the wing for many days.\n";

    #[test]
    fn the_first_line_over_running_text_or_a_list_is_the_title() {
        for (head, lines) in [
            ("On the albatross\n\n", 1),
            ("\nOn the albatross\n\n\n", 2),
            ("On the albatross\n", 1),
            ("On the albatross\n===\n", 2),
            ("On the albatross\n\nby Ida Holm\n\n", 1),
            ("On the albatross\n\n12 May 2024\n\n", 1),
        ] {
            let text = format!("{head}{TEXT}");
            assert_eq!(titled(&text), Some(("On the albatross", lines)), "{head:?}");
        }
        assert_eq!(
            titled("Shopping list\n- milk\n- bread\n"),
            Some(("Shopping list", 1))
        );
    }

    #[test]
    fn other_first_lines_are_text() {
        for text in [
            "Ida Holm\nLong Street 5\nWeir\n\nDear Omar,\n\nthe keys are here. I leave them with the guard.\n",
            "Ida Holm\n\nDear Omar,\n\nthe keys are here. I leave them with the guard.\n",
            "12 May 2024\n\nThe keys are here. I leave them with the guard of the weir.\n",
            "Because I could not stop for Death\nHe kindly stopped for me\nThe Carriage held\n",
            "The wandering albatross is a large seabird that lives on the ocean of\nSouth America. It rests \
             on the wing for many days, as people say who saw it.\n",
            "Introduction\n\nThe keys are here. I leave them with the guard of the weir.\n",
            "Chapter One\n\nThe keys are here. I leave them with the guard of the weir.\n",
            "Table of Contents\n\n   1. Aims .........2\n   2. Ends ........11\n",
            "A single line of words",
            "Hello everybody\n\nThe keys are here. I leave them with the guard of the weir.\n",
            "It is short.\n\nThe keys are here. I leave them with the guard of the weir.\n",
        ] {
            assert_eq!(titled(text), None, "{text}");
        }
    }
}
