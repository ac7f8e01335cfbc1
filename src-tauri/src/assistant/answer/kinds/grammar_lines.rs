//! Lines of a grammar: `frame = size SP *OCTET CRLF`. They say how something is written, and not what it is, how large it may
//! become or when it is sent.

use crate::assistant::answer::names::among;
use crate::assistant::answer::numbers::words;
use crate::document::{Document, SentenceId};

/// What stands between a name and its definition.
const DEFINES: &str = " = =/ ::= := ";
/// Definitions that every grammar has.
const CORE: &str = " ALPHA CRLF CTL DIGIT DQUOTE HEXDIG HTAB LWSP OCTET SP VCHAR WSP ";
/// Words of a question that such a line may answer.
const OF_SYNTAX: &str = " syntax grammar abnf bnf format formatted rule production defined definition written spelled spelt \
characters digits ";

/// Whether sentences are nothing but lines of a grammar, and a question does not ask for one.
pub(super) fn only_is_grammar(
    document: &Document,
    question: &str,
    sentences: &[SentenceId],
) -> bool {
    let of_syntax = |question: &str| {
        let mut words = words(question).into_iter();
        words.any(|word| among(OF_SYNTAX, &word.text))
    };
    let is_line = |id: &SentenceId| {
        let sentence = document.sentences.get(id.0 as usize);
        sentence.is_some_and(|sentence| is_grammar(&sentence.text))
    };
    !sentences.is_empty() && sentences.iter().all(is_line) && !of_syntax(question)
}

/// Whether a text defines a name by terms of a grammar: a core rule, or a term that is repeated (`1*5DIGIT`).
fn is_grammar(text: &str) -> bool {
    let mut parts = text.split_whitespace();
    let (Some(name), Some(sign)) = (parts.next(), parts.next()) else {
        return false;
    };
    let is_name = name.starts_with(|c: char| c.is_alphabetic() || c == '<')
        && name
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '<' | '>'));
    let is_core = |term: &str| among(CORE, term.trim_matches(|c: char| !c.is_alphanumeric()));
    let is_term = |part: &str| match part.split_once('*') {
        // "2*r" is a product
        Some(("", term)) => {
            term.starts_with(|c: char| c.is_alphabetic() || c == '(') && !term.contains('*')
        }
        Some((_, term)) => is_core(term.trim_start_matches(|c: char| c.is_ascii_digit())),
        None => is_core(part),
    };
    is_name && among(DEFINES, sign) && (sign == "::=" || parts.any(is_term))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assistant::sample::flow;

    #[test]
    fn a_line_of_a_grammar_is_no_answer() {
        let memo = flow(&[
            "pulse = \"Pulse:\" SP seconds CRLF seconds = 1*5DIGIT",
            "The value is at most 7200.",
        ]);
        let asked = "What is the largest value of the pulse?";
        let only = |question: &str, at: u32| only_is_grammar(&memo, question, &[SentenceId(at)]);
        assert!(only(asked, 0));
        assert!(!only(asked, 1));
        assert!(!only("What is the syntax of the pulse?", 0));
        assert!(!only_is_grammar(
            &memo,
            asked,
            &[SentenceId(0), SentenceId(1)]
        ));
        assert!(!only_is_grammar(&memo, asked, &[]));
    }

    #[test]
    fn settings_and_formulas_are_no_grammar() {
        for text in [
            "<line> ::= <word> | <line> <word>",
            "list = *( item )",
            "body = *OCTET",
        ] {
            assert!(is_grammar(text), "{text}");
        }
        for text in [
            "path = \"/var/lib/pulse\"",
            "limit = 5",
            "area = 2*3",
            "area = 2*r",
            "name = *Ada*",
            "v = 3 * T",
            "E = mc2",
            "The pulse = 5 SP",
            "SP",
        ] {
            assert!(!is_grammar(text), "{text}");
        }
    }
}
