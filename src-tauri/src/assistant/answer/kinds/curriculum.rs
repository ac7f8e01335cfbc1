//! Lines of a curriculum vitae: "2016 - 2021 Process engineer, Harz Chemie AG", and "German (C1)" in a list of languages.
//!
//! A question names the period with both years, or the language; the line says the rest.

use std::ops::Range;

use super::quoted::{self, Named};
use crate::assistant::answer::asked::Asked;
use crate::assistant::answer::expected::Expected;
use crate::assistant::answer::numbers::{Word, words};
use crate::assistant::answer::types::FoundAnswer;
use crate::document::{Block, BlockKind};

/// The probability of such an answer: no other line has the period or the language.
const ONLY: f32 = 0.7;
/// Most words of the level of a language: `native speaker`.
const LONGEST_LEVEL: usize = 4;

/// What a line says about a period or a language that a question names; `None` if none does, or several do.
pub(super) fn line(of: Named<'_>, question: &str) -> Option<FoundAnswer> {
    let asked = words(question);
    let years = period(&asked).filter(|_| asks_what(question));
    let language = language(question, &asked);
    let in_line = |text: &str| -> Option<Range<usize>> {
        let said = years.as_ref().and_then(|years| behind_period(text, years));
        said.or_else(|| level(text, language.as_deref()?))
    };
    let is_line = |block: &&Block| {
        matches!(
            block.kind,
            BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Heading
        )
    };
    let blocks = of.document.blocks.iter().filter(is_line);
    let mut found = blocks.filter_map(|block| Some((block, in_line(&block.text)?)));
    let (block, bytes) = found.next()?;
    if found.next().is_some() {
        return None;
    }
    quoted::found_in_block(of, block, bytes, ONLY)
}

/// Whether a question asks what somebody did or where, and not for a number.
fn asks_what(question: &str) -> bool {
    matches!(
        Asked::of(question).expected,
        Expected::Words | Expected::Anything
    )
}

fn is_year(text: &str) -> bool {
    text.len() == 4
        && text
            .parse()
            .is_ok_and(|year: u32| (1900..2100).contains(&year))
}

/// The two years of a question: "from 2016 to 2021", "between 2016 and 2021", "2016–2021".
fn period(asked: &[Word]) -> Option<[String; 2]> {
    let years: Vec<&str> = asked
        .iter()
        .flat_map(|word| word.text.split(['-', '–']))
        .filter(|part| is_year(part))
        .collect();
    match years.as_slice() {
        [from, to] if from < to => Some([(*from).to_owned(), (*to).to_owned()]),
        _ => None,
    }
}

/// The bytes behind a period with which a line begins.
fn behind_period(text: &str, years: &[String; 2]) -> Option<Range<usize>> {
    let [from, to] = years;
    let sign = |c: char| c.is_whitespace() || matches!(c, '-' | '–' | '—');
    let rest = text.trim_start().strip_prefix(from.as_str())?;
    let second = rest.trim_start_matches(sign);
    // "2016 2021" are two columns
    let joined = rest
        .get(..rest.len() - second.len())?
        .contains(['-', '–', '—']);
    let said = second.strip_prefix(to.as_str())?;
    let begins = said.starts_with(|c: char| c.is_whitespace() || matches!(c, ':' | ',' | '|'));
    let said = said.trim_start_matches(|c: char| sign(c) || matches!(c, ':' | ',' | '|'));
    let start = text.len() - said.len();
    let end = start + said.trim_end().len();
    (joined && begins && start < end).then_some(start..end)
}

/// The language of a question how well somebody speaks it.
fn language(question: &str, asked: &[Word]) -> Option<String> {
    let starts = match asked {
        [how, well, ..] => {
            how.text == "how"
                && matches!(well.text.as_str(), "well" | "good" | "fluently" | "fluent")
        }
        _ => false,
    };
    let last = asked.last().filter(|_| starts)?;
    last.is_capital(question)
        .then(|| last.written(question).to_owned())
}

/// The bytes of the level in brackets behind a language.
fn level(text: &str, language: &str) -> Option<Range<usize>> {
    let mut places = text.match_indices(language).map(|(at, _)| at);
    places.find_map(|at| {
        let whole = !text.get(..at)?.ends_with(char::is_alphanumeric);
        let behind = text.get(at + language.len()..)?;
        let inside = behind.strip_prefix(" (")?;
        let length = inside.find(')')?;
        let level = inside.get(..length)?;
        let fits = (1..=LONGEST_LEVEL).contains(&words(level).len());
        (whole && fits).then_some(at..text.len() - inside.len() + length + 1)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assistant::answer::kinds::said::said;

    const LIFE: [&str; 4] = [
        "2016 - 2021 Process engineer, Harz Chemie AG, Goslar",
        "2011 - 2016 PhD, University of Leeds",
        "English (native) Igbo (native) German (C1) Portuguese (B1)",
        "From 2016 to 2021 she planned the new line.",
    ];

    #[test]
    fn a_line_says_what_was_in_its_period_and_how_well_a_language_is_spoken() {
        for (question, wanted) in [
            (
                "Where did Ada work from 2016 to 2021?",
                "Process engineer, Harz Chemie AG, Goslar",
            ),
            ("What did she do in 2011–2016?", "PhD, University of Leeds"),
            ("How well does she speak German?", "German (C1)"),
        ] {
            assert_eq!(
                said(line, &LIFE, question).as_deref(),
                Some(wanted),
                "{question}"
            );
        }
    }

    #[test]
    fn other_periods_numbers_and_two_columns_are_left_to_the_reader() {
        assert_eq!(
            said(line, &LIFE, "Where did Ada work from 2016 to 2020?"),
            None
        );
        assert_eq!(
            said(
                line,
                &LIFE,
                "How many lines were planned from 2016 to 2021?"
            ),
            None
        );
        assert_eq!(said(line, &LIFE, "How well does she speak French?"), None);
        let columns = ["2016 2021 change", "2016 – 2021: rain", "2016–2021, snow"];
        assert_eq!(said(line, &columns, "What fell from 2016 to 2021?"), None);
        assert_eq!(
            said(line, &columns[..2], "What fell from 2016 to 2021?").as_deref(),
            Some("rain")
        );
    }
}
