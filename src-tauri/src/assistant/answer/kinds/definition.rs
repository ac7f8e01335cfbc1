//! What something is: the place where an abbreviation is introduced, or the sentence that defines a term.
//!
//! Only a sentence that says what kind of thing it is counts. If there is none, the question goes to the reader.

use std::ops::Range;

use super::abbreviations::{self, Introduced};
use super::quoted::{Named, found, of_block, of_sentence};
use super::term::Term;
use crate::assistant::answer::types::FoundAnswer;
use crate::document::{BlockKind, Document, Sentence};

/// Most definitions that are shown.
const MOST: usize = 3;

/// A bracket after the long form introduces an abbreviation.
const INTRODUCED: f32 = 0.95;
/// "X is a ...", "X is defined as ...".
const DEFINED: f32 = 0.85;
/// "..., a ...," beside the term.
const BESIDE: f32 = 0.65;

/// The definitions of a term in a document, the likeliest first.
pub(super) fn definitions(of: Named<'_>, term: &Term) -> Vec<FoundAnswer> {
    let mut answers = abbreviated(of, term);
    if !term.reverse {
        answers.extend(defined(of, term));
    }
    answers.sort_by(|a, b| b.probability.total_cmp(&a.probability));
    let mut kept: Vec<FoundAnswer> = Vec::new();
    for answer in answers {
        let same = kept.iter_mut().find(|other| {
            other.text.to_lowercase() == answer.text.to_lowercase()
                || other.quotation.sentences == answer.quotation.sentences
        });
        match same {
            Some(other) if other.quotation.sentences != answer.quotation.sentences => {
                other.also.push(answer.quotation);
            }
            Some(_) => {}
            None => kept.push(answer),
        }
    }
    kept.truncate(MOST);
    kept
}

/// Whether two terms are the same but for case and a plural's `s`. An abbreviation keeps its case.
fn same(a: &str, b: &str) -> bool {
    let plural = |text: &str| text.strip_suffix('s').unwrap_or(text).to_owned();
    if abbreviations::is_abbreviation(a) {
        return a == b || plural(a) == plural(b);
    }
    plural(&a.to_lowercase()) == plural(&b.to_lowercase())
}

fn abbreviated(of: Named<'_>, term: &Term) -> Vec<FoundAnswer> {
    let mut answers = Vec::new();
    for block in &of.document.blocks {
        if matches!(
            block.kind,
            BlockKind::Reference | BlockKind::Furniture | BlockKind::Formula | BlockKind::Code
        ) {
            continue;
        }
        let mut all = abbreviations::introduced(&block.text);
        all.extend(abbreviations::listed(&block.text));
        for Introduced { short, long } in all {
            let (Some(form), Some(name)) =
                (block.text.get(short.clone()), block.text.get(long.clone()))
            else {
                continue;
            };
            let (asked, answer) = match term.reverse {
                true => (name, short.clone()),
                false => (form, long.clone()),
            };
            if same(&term.text, asked) {
                let text = block
                    .text
                    .get(answer.clone())
                    .unwrap_or("")
                    .trim_end_matches('.');
                let bytes = answer.start..answer.start + text.len();
                answers.push(found(
                    text.to_owned(),
                    INTRODUCED,
                    of_block(of, block, bytes),
                ));
            }
        }
    }
    answers
}

/// The sentences that define a term.
fn defined(of: Named<'_>, term: &Term) -> Vec<FoundAnswer> {
    of.document
        .sentences
        .iter()
        .filter(|sentence| is_text(of.document, sentence))
        .filter_map(|sentence| {
            let (bytes, probability) = definition_in(&sentence.text, term)?;
            let text = sentence.text.get(bytes.clone())?.to_owned();
            Some(found(text, probability, of_sentence(of, sentence, bytes)?))
        })
        .collect()
}

fn is_text(document: &Document, sentence: &Sentence) -> bool {
    document.block_of(sentence.id).is_some_and(|block| {
        block.kind.is_prose() || matches!(block.kind, BlockKind::Caption | BlockKind::Footnote)
    })
}

/// The part of a sentence that says what a term is, and how sure it is that it does.
fn definition_in(sentence: &str, term: &Term) -> Option<(Range<usize>, f32)> {
    let place = place_of(sentence, &term.text)?;
    let before = sentence.get(..place.start)?.trim_end();
    let before = before.trim_end_matches([' ', '"', '“', '‘']).to_lowercase();
    let after = sentence.get(place.end..)?;
    let end = sentence.trim_end_matches(['.', ' ', ';']).len();
    let to_end = |begin: usize, probability| (begin < end).then_some((begin..end, probability));
    let unarticled = [" a", " an", " the"]
        .iter()
        .find_map(|article| before.strip_suffix(article))
        .unwrap_or(&before);
    // "We define X as ...", "By X we mean ..."
    for (cue, verb) in [("define", " as "), ("by", " we mean ")] {
        if unarticled.ends_with(cue)
            && let Some(at) = after.find(verb).filter(|at| *at <= 3)
        {
            return to_end(place.end + at + verb.len(), DEFINED);
        }
    }
    // "..., which is called X"
    let called = ["called", "known as", "termed", "referred to as", "named"];
    if term.certain && called.iter().any(|cue| unarticled.ends_with(cue)) {
        return to_end(0, DEFINED);
    }
    // the bracket with the short form belongs to the term
    let rest = after.trim_start_matches(['"', '”', '’']).trim_start();
    let rest = match rest
        .strip_prefix('(')
        .and_then(|inside| inside.split_once(')'))
    {
        Some((_, behind)) => behind.trim_start(),
        None => rest,
    };
    let from = |said: &str| sentence.len() - said.trim_start().len();
    if let Some(said) = DEFINING.iter().find_map(|verb| rest.strip_prefix(verb)) {
        return to_end(from(said), DEFINED);
    }
    if begins_clause(&before) {
        // "X is a ..."
        let verbs = ["is ", "are ", "ist ", "sind ", "est ", "es "];
        let said = verbs.iter().find_map(|verb| rest.strip_prefix(verb));
        if let Some(said) = said.filter(|said| says_what(said)) {
            return to_end(from(said), DEFINED);
        }
        if let Some(said) = rest.strip_prefix(": ").filter(|_| before.is_empty()) {
            return to_end(from(said), BESIDE);
        }
    }
    beside(sentence, rest)
}

/// Verbs behind a term that define it.
const DEFINING: [&str; 10] = [
    "is defined as ",
    "are defined as ",
    "was defined as ",
    "were defined as ",
    "refers to ",
    "refer to ",
    "denotes ",
    "means ",
    "stands for ",
    "is short for ",
];

/// Whether a sentence or clause begins behind these words, which are in lower case.
fn begins_clause(before: &str) -> bool {
    const OPENING: [&str; 12] = [
        "", "a", "an", "the", "here", "thus", "this", "die", "der", "das", "ein", "eine",
    ];
    OPENING.contains(&before)
        || before.ends_with([',', ';', ':'])
        || [", a", ", an", ", the"]
            .iter()
            .any(|end| before.ends_with(end))
}

/// `X, a small network of 183,000 parameters, ...`
fn beside(sentence: &str, rest: &str) -> Option<(Range<usize>, f32)> {
    let said = rest.strip_prefix(", ")?;
    let article = [
        "a ",
        "an ",
        "the ",
        "one of ",
        "which is a ",
        "which is an ",
    ];
    let first = article.iter().find(|article| said.starts_with(**article))?;
    let skipped = if first.starts_with("which") {
        "which is ".len()
    } else {
        0
    };
    let begin = sentence.len() - said.len() + skipped;
    let kind = said.get(skipped..)?;
    let length = kind
        .char_indices()
        .find(|(at, c)| {
            // the comma of 183,000 divides nothing
            let digit = kind
                .get(at + c.len_utf8()..)
                .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
            matches!(c, ';' | '(') || (*c == ',' && !digit)
        })
        .map_or(kind.len(), |(at, _)| at);
    let text = sentence
        .get(begin..begin + length)?
        .trim_end_matches(['.', ' ']);
    (text.split(' ').count() >= 3).then_some((begin..begin + text.len(), BESIDE))
}

/// Whether what follows `is` says what kind of thing it is, and not how it is.
fn says_what(said: &str) -> bool {
    let first = said.split_whitespace().next().unwrap_or("");
    matches!(
        first,
        "a" | "an"
            | "the"
            | "one"
            | "any"
            | "part"
            | "ein"
            | "eine"
            | "die"
            | "der"
            | "das"
            | "un"
            | "une"
            | "una"
            | "defined"
            | "essentially"
    )
}

/// The first place of a term as whole words. An abbreviation keeps its case; any other word may be in either.
fn place_of(sentence: &str, term: &str) -> Option<Range<usize>> {
    let exact = abbreviations::is_abbreviation(term);
    let (inside, wanted) = match exact {
        true => (sentence.to_owned(), term.to_owned()),
        false => (sentence.to_lowercase(), term.to_lowercase()),
    };
    if inside.len() != sentence.len() {
        return None;
    }
    let wanted = match wanted.strip_suffix('s') {
        Some(singular) if singular.len() > 3 && !singular.ends_with(['s', 'u', 'i']) => singular,
        _ => &wanted,
    };
    inside.match_indices(wanted).find_map(|(at, found)| {
        let end = at + found.len();
        let rest = inside.get(end..)?;
        let plural = if rest.starts_with("es") && !exact {
            2
        } else {
            usize::from(rest.starts_with('s'))
        };
        let whole = |c: char| c.is_alphanumeric() || c == '-';
        let stands = |length: usize| {
            !rest
                .get(length..)
                .is_some_and(|rest| rest.starts_with(whole))
        };
        let begins = !inside.get(..at)?.ends_with(whole);
        let length = if stands(0) { 0 } else { plural };
        (begins && stands(length)).then_some(at..end + length)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assistant::answer::kinds::term::term;
    use crate::assistant::sample;

    fn answers(sentences: &[&str], question: &str) -> Vec<String> {
        let document = sample::flow(sentences);
        let of = Named {
            document: &document,
            title: "A paper",
        };
        definitions(of, &term(question).unwrap())
            .into_iter()
            .map(|answer| answer.text)
            .collect()
    }

    #[test]
    fn the_sentence_that_defines_is_found_and_a_mention_is_not() {
        let text = [
            "NightNet was trained for five hours.",
            "NightNet is a small convolutional network for the calls of owls.",
            "A generalized linear mixed model (GLMM) was fitted.",
            "We used Wulst, a thick roll of felt that seals a window, on every window.",
            "Fluency refers to the number of words read aloud in a minute.",
            "We define settling as the fall of particles to the bottom.",
            "Owls are nocturnal.",
            "The rod of the window is a stick.",
        ];
        for (question, wanted) in [
            (
                "What is NightNet?",
                "a small convolutional network for the calls of owls",
            ),
            ("What is a GLMM?", "generalized linear mixed model"),
            ("What is Wulst?", "a thick roll of felt that seals a window"),
            (
                "What is fluency?",
                "the number of words read aloud in a minute",
            ),
            ("What is settling?", "the fall of particles to the bottom"),
        ] {
            assert_eq!(
                answers(&text, question).first().map(String::as_str),
                Some(wanted),
                "{question}"
            );
        }
        for question in [
            "What are owls?",
            "What is felt?",
            "What is a window?",
            "What is Night?",
            "What is a GLM?",
        ] {
            assert_eq!(answers(&text, question), Vec::<String>::new(), "{question}");
        }
    }

    #[test]
    fn a_definition_is_quoted_where_it_stands() {
        let document = sample::flow(&["Rhodium is a metal.", "The loss was small."]);
        let of = Named {
            document: &document,
            title: "A paper",
        };
        let found = definitions(of, &term("What is rhodium?").unwrap());
        let quotation = &found[0].quotation;
        let marked: String = quotation
            .text
            .chars()
            .skip(quotation.start as usize)
            .take((quotation.end - quotation.start) as usize)
            .collect();
        assert_eq!(marked, "a metal");
        assert_eq!(quotation.sentences.len(), 1);
    }
}
