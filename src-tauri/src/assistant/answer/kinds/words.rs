//! The words of a question, in a form that its kinds are recognized by.

/// The words in lower case, without accents and punctuation; contractions are written out, and a possessive is a
/// word `'s` of its own.
pub(super) fn words(question: &str) -> Vec<String> {
    let text: String = question.chars().flat_map(plain).collect();
    let mut words = Vec::new();
    for word in text.split(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '+' | '.' | '-')) {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '+');
        let word = word.trim_start_matches('+');
        if word.is_empty() {
            continue;
        }
        match word.split_once('\'') {
            Some((
                first @ ("what" | "who" | "where" | "when" | "how" | "which" | "there" | "that"
                | "it"),
                "s",
            )) => words.extend([first.to_owned(), "is".to_owned()]),
            Some((first, "re")) => words.extend([first.to_owned(), "are".to_owned()]),
            Some((first, "s")) => words.extend([first.to_owned(), "'s".to_owned()]),
            // l'auteur, qu'est
            Some((first @ ("l" | "d" | "qu" | "c"), rest)) => {
                words.extend([first.to_owned(), rest.to_owned()]);
            }
            _ => words.push(word.to_owned()),
        }
    }
    words
}

/// A character in lower case, without its accent.
fn plain(c: char) -> Vec<char> {
    match c {
        '’' | '‘' | '`' | '´' => vec!['\''],
        'ß' => vec!['s', 's'],
        'æ' => vec!['a', 'e'],
        'œ' => vec!['o', 'e'],
        c => c
            .to_lowercase()
            .map(|c| match c {
                'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' => 'a',
                'è' | 'é' | 'ê' | 'ë' => 'e',
                'ì' | 'í' | 'î' | 'ï' => 'i',
                'ò' | 'ó' | 'ô' | 'õ' | 'ö' => 'o',
                'ù' | 'ú' | 'û' | 'ü' => 'u',
                'ñ' => 'n',
                'ç' => 'c',
                c => c,
            })
            .collect(),
    }
}

/// Words that make a request polite and ask nothing.
const POLITE: [&str; 14] = [
    "please", "can", "could", "would", "will", "you", "me", "us", "kindly", "just", "tell", "show",
    "say", "know",
];

/// The words after those that are only polite. A question that begins with `can` stays whole if no `you` follows.
pub(super) fn without_politeness(words: &[String]) -> &[String] {
    let asks = |word: &String| matches!(word.as_str(), "can" | "could" | "would" | "will");
    let mut rest = words;
    while let [first, tail @ ..] = rest {
        let skipped = if asks(first) {
            tail.first().is_some_and(|next| next == "you")
        } else {
            POLITE.contains(&first.as_str()) && !tail.is_empty()
        };
        if !skipped {
            break;
        }
        rest = tail;
    }
    match rest {
        [first, second, tail @ ..] if first == "i" && second == "want" => match tail {
            [to, know, tail @ ..] if to == "to" && know == "know" => tail,
            _ => rest,
        },
        _ => rest,
    }
}

/// Whether words follow a pattern from beginning to end. A pattern is a row of words: `a|b` is one of two, `a?` may
/// be missing, and `#` is any number, which is returned.
pub(super) fn follows(words: &[String], pattern: &str) -> Option<Option<u32>> {
    let parts: Vec<&str> = pattern.split_whitespace().collect();
    matched(words, &parts)
}

fn matched(words: &[String], parts: &[&str]) -> Option<Option<u32>> {
    let Some((part, rest)) = parts.split_first() else {
        return words.is_empty().then_some(None);
    };
    let (choices, optional) = match part.strip_suffix('?') {
        Some(choices) => (choices, true),
        None => (*part, false),
    };
    if let Some((word, tail)) = words.split_first() {
        if choices == "#" {
            if let Some(number) = number(word)
                && matched(tail, rest).is_some()
            {
                return Some(Some(number));
            }
        } else if choices.split('|').any(|choice| choice == word)
            && let Some(found) = matched(tail, rest)
        {
            return Some(found);
        }
    }
    if optional { matched(words, rest) } else { None }
}

/// A number in figures or as an English word up to ten.
fn number(word: &str) -> Option<u32> {
    const NAMES: [&str; 10] = [
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    ];
    const ORDINALS: [&str; 10] = [
        "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
        "tenth",
    ];
    let named = |names: &[&str]| names.iter().position(|name| *name == word);
    named(&NAMES)
        .or_else(|| named(&ORDINALS))
        .and_then(|at| u32::try_from(at + 1).ok())
        .or_else(|| word.parse().ok())
}

/// The verbs with which a question for yes or no begins, and which follow a question word.
pub(super) fn is_auxiliary(word: &str) -> bool {
    matches!(
        word,
        "is" | "are"
            | "was"
            | "were"
            | "do"
            | "does"
            | "did"
            | "has"
            | "have"
            | "had"
            | "can"
            | "could"
            | "will"
            | "would"
            | "should"
            | "may"
            | "might"
            | "must"
    )
}

/// Words with which a question begins that asks for more than yes or no.
pub(super) fn is_question_word(word: &str) -> bool {
    matches!(
        word,
        "what" | "which" | "who" | "whom" | "whose" | "when" | "where" | "why" | "how"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(question: &str) -> String {
        words(question).join(" ")
    }

    #[test]
    fn words_are_plain() {
        for (question, wanted) in [
            ("What's the paper’s title?", "what is the paper 's title"),
            ("Cuántas páginas tiene?", "cuantas paginas tiene"),
            ("Qu'est-ce que c'est?", "qu est-ce que c est"),
            ("Is C++ faster than R 3.4.1?", "is c++ faster than r 3.4.1"),
            ("… ?!", ""),
        ] {
            assert_eq!(joined(question), wanted, "{question}");
        }
    }

    #[test]
    fn politeness_is_left_out_and_a_question_with_can_is_not() {
        for (question, wanted) in [
            ("Could you please tell me who wrote it?", "who wrote it"),
            ("Can birds fly?", "can birds fly"),
            ("please", "please"),
            ("I want to know why", "why"),
        ] {
            let all = words(question);
            assert_eq!(without_politeness(&all).join(" "), wanted, "{question}");
        }
    }

    #[test]
    fn a_pattern_is_followed_from_beginning_to_end() {
        let follows = |text: &str, pattern| follows(&words(text), pattern);
        assert_eq!(
            follows("what is on page 3", "what is on page #"),
            Some(Some(3))
        );
        assert_eq!(
            follows("on the third page", "on the? # page"),
            Some(Some(3))
        );
        assert_eq!(follows("the title", "the? title|name of? it?"), Some(None));
        assert_eq!(follows("the title of", "the? title"), None);
        assert_eq!(follows("title", "the title"), None);
    }
}
