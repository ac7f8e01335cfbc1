//! Whole enumerations: if a reader points at one of `Adam, SGD and RMSProp`, the three belong together.

use std::ops::Range;

/// Most words of an item.
const LONGEST_ITEM: usize = 5;
/// Most items on each side.
const MOST_ITEMS: usize = 20;

/// The bytes of the enumeration that `within` is part of; `within` itself if it stands in none.
pub(super) fn whole(text: &str, within: Range<usize>) -> Range<usize> {
    let mut range = within.clone();
    for _ in 0..MOST_ITEMS {
        match next_item(text, range.end) {
            Some(end) => range.end = end,
            None => break,
        }
    }
    for _ in 0..MOST_ITEMS {
        match item_before(text, range.start) {
            Some(start) => range.start = start,
            None => break,
        }
    }
    let grown = text.get(range.clone()).unwrap_or("");
    // an apposition or a clause is no list: the last item of one stands behind "and"
    let joined = [" and ", " or ", " & ", " und ", " et ", " y "]
        .iter()
        .any(|word| grown.contains(word));
    if range != within && joined {
        range
    } else {
        within
    }
}

/// Words that no item contains: they begin or belong to a clause.
fn is_clause(word: &str) -> bool {
    matches!(
        word,
        "which"
            | "that"
            | "who"
            | "whose"
            | "where"
            | "when"
            | "while"
            | "but"
            | "because"
            | "since"
            | "so"
            | "if"
            | "although"
            | "is"
            | "are"
            | "was"
            | "were"
            | "has"
            | "have"
            | "had"
            | "be"
            | "been"
            | "did"
            | "do"
            | "does"
            | "can"
            | "could"
            | "may"
            | "might"
            | "will"
            | "would"
            | "should"
            | "we"
            | "they"
            | "it"
            | "he"
            | "she"
            | "i"
            | "there"
            | "this"
            | "these"
            | "not"
            | "no"
            | "then"
            | "thus"
            | "respectively"
            | "however"
            | "both"
    )
}

/// Words before which the last item ends and behind which the first begins.
fn is_border(word: &str) -> bool {
    is_clause(word)
        || matches!(
            word,
            "in" | "on"
                | "at"
                | "by"
                | "for"
                | "from"
                | "with"
                | "without"
                | "under"
                | "during"
                | "after"
                | "before"
                | "as"
                | "to"
                | "into"
                | "using"
                | "used"
                | "including"
                | "like"
                | "namely"
                | "between"
                | "than"
                | "via"
                | "through"
                | "contained"
                | "included"
                | "were"
                | "called"
                | "such"
        )
}

fn bare(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric())
        .to_lowercase()
}

/// Behind what stands in parentheses after an item: `SGD (Robbins, 1951)` is the item `SGD`.
fn behind_remark(text: &str, from: usize) -> usize {
    let remark = text
        .get(from..)
        .filter(|rest| rest.starts_with(" ("))
        .and_then(|rest| rest.get(..=rest.find(')')?))
        .filter(|remark| remark.matches('(').count() == 1);
    from + remark.map_or(0, str::len)
}

/// Before what stands in parentheses at the end of a text.
fn before_remark(text: &str) -> &str {
    let before = text
        .strip_suffix(')')
        .and_then(|text| text.rsplit_once(" ("))
        .filter(|(_, remark)| !remark.contains(')'));
    before.map_or(text, |(before, _)| before)
}

/// The end of the item behind a byte at which an item ends.
fn next_item(text: &str, from: usize) -> Option<usize> {
    let from = behind_remark(text, from);
    let rest = text.get(from..)?;
    let joins = [", and ", ", or ", " and ", " or ", " & ", ", "];
    let join = joins.iter().find(|join| rest.starts_with(**join))?;
    let last = join.trim() != ",";
    let begin = from + join.len();
    let item = text.get(begin..)?;
    let mut end = begin;
    let mut count = 0;
    let mut at = begin;
    for word in item.split_inclusive(' ') {
        let plain = word.trim_end();
        let name = bare(plain);
        let joins = matches!(name.as_str(), "and" | "or") || plain == "&";
        if count > 0 && (joins || is_border(&name)) {
            // ", and the model was": a clause of its own
            let article = item
                .split(' ')
                .next()
                .is_some_and(|first| matches!(first, "the" | "a" | "an" | "our" | "their" | "its"));
            if is_clause(&name) && article && join.starts_with(',') {
                return None;
            }
            break;
        }
        if is_clause(&name) || (count == 0 && is_border(&name)) {
            return None;
        }
        if count > 0 && plain.starts_with('(') {
            break;
        }
        count += 1;
        if count > LONGEST_ITEM {
            return None;
        }
        let ends = plain.ends_with([',', ';', '.', ':', ')']) && !is_inside(plain);
        end = at + plain.trim_end_matches([',', ';', '.', ':']).len();
        at += word.len();
        if ends {
            break;
        }
    }
    // a verb behind the last item makes it a subject, and a comma behind one without "and" a further item
    let followed = text.get(behind_remark(text, end)..)?.trim_start();
    let goes_on = last
        || followed.starts_with(',')
        || followed.starts_with("and ")
        || followed.starts_with("or ")
        || followed.starts_with('&');
    (end > begin && goes_on && balanced(text.get(begin..end)?)).then_some(end)
}

/// A dot inside a word: `3.4.1`, `e.g.`
fn is_inside(word: &str) -> bool {
    word.ends_with('.') && word.trim_end_matches('.').contains('.')
}

fn balanced(text: &str) -> bool {
    text.matches('(').count() == text.matches(')').count()
}

/// The beginning of the item before a byte at which an item begins.
fn item_before(text: &str, to: usize) -> Option<usize> {
    let before = text.get(..to)?;
    let joins = [", and ", ", or ", " and ", " or ", " & ", ", "];
    let join = joins.iter().find(|join| before.ends_with(**join))?;
    let item = before_remark(text.get(..to - join.len())?);
    let end = item.len();
    let mut begin = end;
    let mut count = 0;
    for word in item.rsplit(' ') {
        let name = bare(word);
        let joins = matches!(name.as_str(), "and" | "or") || word == "&";
        let ends = word.ends_with([',', ';', ':', '.']) && begin != end;
        if joins || ends || is_border(&name) || word.is_empty() {
            break;
        }
        count += 1;
        if count > LONGEST_ITEM {
            return None;
        }
        begin = match begin == end {
            true => end - word.len(),
            false => begin - word.len() - 1,
        };
        if word.starts_with('(') {
            begin += 1;
            break;
        }
        if begin == 0 {
            break;
        }
    }
    // an item before a comma alone must follow another or open the list
    let item = text.get(begin..end)?;
    (begin < end && balanced(item) && item.starts_with(char::is_alphanumeric)).then_some(begin)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn grown<'t>(text: &'t str, pointed: &str) -> &'t str {
        let start = text.find(pointed).expect("it is there");
        &text[whole(text, start..start + pointed.len())]
    }

    #[test]
    fn an_item_brings_its_neighbours() {
        for (text, pointed, wanted) in [
            (
                "We trained with Adam, SGD and RMSProp.",
                "Adam",
                "Adam, SGD and RMSProp",
            ),
            (
                "We trained with Adam, SGD and RMSProp.",
                "RMSProp",
                "Adam, SGD and RMSProp",
            ),
            (
                "We trained with Adam, SGD, and RMSProp in May.",
                "SGD",
                "Adam, SGD, and RMSProp",
            ),
            (
                "Models were fitted with Python 3.7 and the library statsmodels.",
                "Python 3.7",
                "Python 3.7 and the library statsmodels",
            ),
            (
                "The species were tawny owl, pygmy owl and eagle owl.",
                "pygmy owl",
                "tawny owl, pygmy owl and eagle owl",
            ),
            ("Zinc and copper were measured.", "Zinc", "Zinc and copper"),
            (
                "Plants survive by quiescence (they rest) and escape (they grow) when roots drown.",
                "escape",
                "quiescence (they rest) and escape",
            ),
            (
                "The site was written in Markdown, Org (Dominik, 2010), TeX and HTML (see below).",
                "Markdown",
                "Markdown, Org (Dominik, 2010), TeX and HTML",
            ),
        ] {
            assert_eq!(grown(text, pointed), wanted, "{text}: {pointed}");
        }
    }

    #[test]
    fn a_clause_is_no_item() {
        for (text, pointed) in [
            ("We used Adam, which converged fast and well.", "Adam"),
            (
                "We used Adam, and the model was trained for an hour.",
                "Adam",
            ),
            ("It rained in May, so the barrels were full.", "May"),
            ("The room was warm, but dry and quiet.", "warm"),
            ("We used Adam.", "Adam"),
        ] {
            assert_eq!(grown(text, pointed), pointed, "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_was_pointed_at_stays_inside(
            text in "([a-zA-Zé]{1,6}(, | and | |\\. |; )){1,14}",
            from in 0usize..60,
            length in 1usize..20,
        ) {
            let border = |at: usize| (at..=text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len());
            let start = border(from.min(text.len()));
            let end = border((start + length).min(text.len()));
            let found = whole(&text, start..end);
            prop_assert!(found.start <= start && end <= found.end);
            prop_assert!(text.get(found).is_some());
        }
    }
}
