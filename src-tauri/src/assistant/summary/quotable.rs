//! Which sentences of a document can be quoted without their neighbours, and how well.
//!
//! Extraction and sentence splitting make mistakes, and papers are full of text that is not a statement: entries
//! of reference lists, captions, half sentences around formulas. Clear mistakes are left out; doubtful sentences
//! weigh less.

use crate::document::{BlockId, Document, Sentence};

/// How well a sentence can be quoted, with 1 as the usual value; `None` if it cannot stand alone.
pub(super) fn weight(document: &Document, sentence: &Sentence) -> Option<f32> {
    let text = sentence.text.as_str();
    if !is_whole(text) || !is_worded(text) || points_elsewhere(text) {
        return None;
    }
    if is_reference(block_text(document, sentence.block)) || is_reference(text) {
        return None;
    }
    let mut weight = 1.0;
    if leans_on_another(text) {
        weight *= 0.8;
    }
    if ["Fig.", "Figure ", "Table ", "Section ", "Eq."]
        .iter()
        .any(|pointer| text.contains(pointer))
    {
        weight *= 0.8;
    }
    if document
        .language
        .as_deref()
        .is_none_or(|code| code == "eng")
        && !has_english_verb(text)
    {
        weight *= 0.4;
    }
    Some(weight)
}

fn block_text(document: &Document, block: BlockId) -> &str {
    document
        .blocks
        .get(block.0 as usize)
        .map_or("", |block| block.text.as_str())
}

/// Whether it begins and ends as a sentence does and has a readable length.
fn is_whole(text: &str) -> bool {
    let begins =
        text.starts_with(|c: char| c.is_uppercase() || c.is_numeric() || "“\"‘'«¿¡".contains(c));
    let bare = text.trim_end_matches(['"', '”', '’', '\'', ')', ']', '»']);
    let ends = bare.ends_with(['.', '!', '?', '。'])
        && !["e.g.", "i.e.", "cf.", "pp.", "vol.", "no."]
            .iter()
            .any(|cut| bare.ends_with(cut));
    let mut words = text.split_whitespace().rev();
    let last = words.next().unwrap_or_default();
    // "... are online; 2." is the beginning of the next item
    let dangling = last.len() <= 3
        && last
            .trim_end_matches('.')
            .bytes()
            .all(|b| b.is_ascii_digit())
        && words
            .next()
            .is_some_and(|word| word.ends_with([';', ',', '.', ':']) || word == "and");
    let words = text.split_whitespace().count();
    // a sentence in a script without spaces counts as one word
    let sized = (7..=60).contains(&words) || (words < 3 && text.chars().count() >= 15);
    begins && ends && !dangling && sized && brackets_match(text)
}

fn brackets_match(text: &str) -> bool {
    let count = |c| text.matches(c).count();
    count('(') == count(')') && count('[') == count(']')
}

/// Whether it consists of words rather than of formulas and numbers.
fn is_worded(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let visible = text.chars().filter(|c| !c.is_whitespace()).count();
    letters * 5 >= visible * 4 && !text.contains('\u{fffd}')
}

/// Whether it is about a figure, a web address or the publication itself.
fn points_elsewhere(text: &str) -> bool {
    let starts = [
        "Fig",
        "Table",
        "Code ",
        "Listing ",
        "Algorithm ",
        "Box ",
        "Scheme ",
        "See ",
        "Citation",
        "Keyword",
        "Key words",
        "Copyright",
        "Correspondence",
        "Received",
        "Available ",
    ];
    let parts = [
        "http",
        "www.",
        "doi.",
        "doi:",
        "DOI",
        "@",
        "©",
        "Creative Commons",
        "all rights reserved",
        "All rights reserved",
        "this article is",
        "peer review",
    ];
    starts.iter().any(|start| text.starts_with(start))
        || parts.iter().any(|part| text.contains(part))
}

/// Whether a text is an entry in a list of references, judged by its initials, years, volumes and pages.
fn is_reference(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().take(80).collect();
    if words.is_empty() {
        return false;
    }
    let mut names = 0;
    for pair in words.windows(2) {
        if let [word, next] = pair {
            names += usize::from(is_initials(next) && starts_upper(word));
        }
    }
    let (mut years, mut volumes) = (0, 0);
    for word in &words {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        years += usize::from(is_year(bare));
        let named = ["vol", "pp", "eds", "Proc", "arXiv", "Springer", "Elsevier"].contains(&bare);
        let digits = word.bytes().filter(u8::is_ascii_digit).count();
        volumes += usize::from(named || (word.contains(':') && digits >= 4));
    }
    let cues = names + years + 2 * volumes;
    // years alone occur in texts on history
    names + volumes > 0 && cues >= 3 && cues * 8 >= words.len()
}

fn is_year(word: &str) -> bool {
    word.len() == 4
        && (word.starts_with("19") || word.starts_with("20"))
        && word.bytes().all(|b| b.is_ascii_digit())
}

/// Whether a word is initials as they stand beside a name: `J.`, `AB,`, `K.-H.`
fn is_initials(word: &str) -> bool {
    let bare = word.trim_end_matches([',', ';', ':']);
    let letters: String = bare.chars().filter(|c| c.is_alphabetic()).collect();
    let dotted = bare.contains('.') && letters.chars().count() <= 3;
    let plain = !bare.contains('.') && letters.chars().count() <= 2 && word.ends_with([',', ';']);
    (dotted || plain)
        && !letters.is_empty()
        && bare
            .chars()
            .all(|c| c.is_uppercase() || matches!(c, '.' | '-'))
}

fn starts_upper(word: &str) -> bool {
    word.starts_with(char::is_uppercase) && word.chars().count() > 1
}

/// Whether its first words refer to a sentence that is not quoted with it.
pub(super) fn leans_on_another(text: &str) -> bool {
    const FIRST: &str = " it they this these those such both he she its their however therefore thus hence moreover \
        furthermore also then so but and or instead similarly likewise conversely consequently here note ";
    let first = text
        .split_whitespace()
        .next()
        .unwrap_or_default()
        .trim_matches(|c: char| !c.is_alphabetic())
        .to_lowercase();
    !first.is_empty() && FIRST.contains(&format!(" {first} "))
}

/// Whether an English sentence states something rather than names it: titles of works have no verb. A short list
/// finds the verb in nearly every sentence of a paper.
fn has_english_verb(text: &str) -> bool {
    const VERBS: &str = " is are was were be been has have had can could may might will would shall should must do does did \
        show shows showed shown suggest suggests suggested find finds found present presents provide provides provided \
        propose proposes allow allows use uses used give gives given make makes made take takes took include includes \
        included increase increases increased decrease decreases decreased reduce reduces reduced remain remains describe \
        describes described lead leads led require requires required become becomes became need needs demonstrate \
        demonstrates demonstrated indicate indicates indicated offer offers enable enables support supports consist \
        consists contain contains depend depends introduce introduces introduced define defines defined develop develops \
        developed focus focuses help helps recommend argue argues report reports reported compare compared occur occurs \
        cause causes caused play plays exhibit exhibited observe observed obtain obtained evaluate evaluated implement \
        implements discuss affect affects consider considers cover covers aim aims exists exist serves follow follows \
        combine combines seem seems appear appears know known think thought apply applies applied let lets ";
    text.split_whitespace().any(|word| {
        let word = word
            .trim_matches(|c: char| !c.is_alphanumeric())
            .to_lowercase();
        VERBS.contains(&format!(" {word} "))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statements_are_whole_and_fragments_are_not() {
        assert!(is_whole(
            "We show that the method (with two steps) works well."
        ));
        for fragment in [
            "implement sorting networks for vectors of any size at once.",
            "While to date already a sizeable number of codes exist, e.g.",
            "The program, that describes the concepts of this network; 2.",
            "The value was found (see the second part of this text.",
            "We tried it again and",
            "Yes.",
        ] {
            assert!(!is_whole(fragment), "{fragment}");
        }
        assert!(is_whole(
            "The oldest of these records was made in the year 1998."
        ));
    }

    #[test]
    fn references_are_told_from_statements() {
        for reference in [
            "Din S, Akram W, Khan HAA, Hussain A, Hafeez F (2011) Citrus waste-derived essential oils.",
            "P. Uma Devi, “Protection of bone marrow,” Radiation Research, vol. 163, no. 2, pp. 123-130, 2005.",
            "Kumar, S.; Rao, B. Antifungal activity of volatile compounds. J. Agric. 2015, 12, 345:350.",
        ] {
            assert!(is_reference(reference), "{reference}");
        }
        for statement in [
            "Computational Fluid Dynamics (CFD) relies heavily on modern Advanced Research Computing (Cant, 2002).",
            "In 2019 and 2020 the course was taken by 63 students, and in 2021 by 27.",
            "Both C. anthelminticum and O. sanctum seed oils exhibited potent antifungal activity against the pathogens.",
        ] {
            assert!(!is_reference(statement), "{statement}");
        }
    }

    #[test]
    fn titles_have_no_verb() {
        assert!(!has_english_verb(
            "Promotion of plant growth by soil bacteria."
        ));
        assert!(has_english_verb("Soil bacteria promote what is grown."));
    }

    #[test]
    fn formulas_and_web_addresses_are_not_quoted() {
        assert!(!is_worded(
            "Let x1 = 3 + 4 y2 (z3 - 5) = 0.25 and w = 7 / 9."
        ));
        assert!(points_elsewhere(
            "The data are at https://example.org for all to use."
        ));
        assert!(leans_on_another("However, this was not seen again."));
        assert!(!leans_on_another("Heat was not seen again."));
    }
}
