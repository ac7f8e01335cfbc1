//! The subject of a letter: the line over or under the salutation. Letterheads, addresses and stamps may be larger.

use std::ops::Range;

use super::publishers::is_address;
use crate::document::layout::RawBlock;

/// The longest salutation and the longest subject, in words.
const LONGEST: (usize, usize) = (8, 25);

/// The candidate that is the subject of a letter.
pub(super) fn subject(page: &[RawBlock], candidates: &[usize]) -> Option<Range<usize>> {
    let salutation = page.iter().position(salutes)?;
    let is_candidate = |index: &usize| candidates.contains(index);
    let said = candidates.iter().copied().find(|index| {
        page.get(*index)
            .is_some_and(|block| says_subject(block.rough_text()))
    });
    let above = salutation.checked_sub(1).filter(is_candidate);
    let above = above.filter(|index| page.get(*index).is_some_and(|block| could_be(block, true)));
    let below = Some(salutation + 1).filter(is_candidate);
    let below = below.filter(|index| page.get(*index).is_some_and(|block| could_be(block, false)));
    let index = said.or(above).or(below)?;
    Some(index..index + 1)
}

/// Whether a block is the salutation of a letter, or begins with it.
fn salutes(block: &RawBlock) -> bool {
    let first = block.lines().first();
    first.is_some_and(|line| is_salutation(&line.string(), block.lines().len() == 1))
}

/// Whether a line is the salutation of a letter; if it does not stand `alone`, a comma or the like has to end it.
pub(crate) fn is_salutation(line: &str, alone: bool) -> bool {
    const BEGIN: [&str; 22] = [
        "dear ",
        "to whom it may concern",
        "sehr geehrte",
        "liebe ",
        "lieber ",
        "guten tag",
        "madame,",
        "monsieur,",
        "madame, monsieur",
        "cher ",
        "ch\u{e8}re ",
        "chers ",
        "mesdames",
        "estimad",
        "querid",
        "apreciad",
        "geachte",
        "beste ",
        "gentile ",
        "egregio",
        "prezad",
        "caro ",
    ];
    let first = line.to_lowercase();
    let begins = BEGIN.iter().any(|begin| first.starts_with(begin));
    let head: String = first
        .chars()
        .take_while(|c| !matches!(c, ',' | ':' | '!'))
        .collect();
    let short = head.split_whitespace().count() <= LONGEST.0;
    let ends = head.len() < first.len() || alone;
    begins && short && ends
}

/// Whether a line says that it is a subject.
pub(crate) fn says_subject(text: &str) -> bool {
    const LABELS: [&str; 12] = [
        "re: ",
        "subject: ",
        "betreff: ",
        "betr.: ",
        "betr. ",
        "objet : ",
        "objet: ",
        "asunto: ",
        "oggetto: ",
        "betreft: ",
        "assunto: ",
        "concerne: ",
    ];
    let lower = text.to_lowercase();
    LABELS.iter().any(|label| lower.starts_with(label))
        && text.split_whitespace().count() <= LONGEST.1
}

/// Whether a block beside the salutation reads like a subject. Over it, lines in plain type may also be an address.
fn could_be(block: &RawBlock, above: bool) -> bool {
    let text = block.rough_text().trim();
    let words = text.split_whitespace().count();
    let bold = block.share(|line| line.bold) > 0.6;
    let end = text.ends_with(['.', ',', ';', ':', '!']);
    // "Our visit of 21 January" has words that no address has
    let small = text
        .split_whitespace()
        .filter(|word| word.chars().count() >= 2 && word.chars().all(char::is_lowercase));
    let phrase = small.count() >= 2 && text.starts_with(char::is_uppercase);
    let digits = text.contains(|c: char| c.is_ascii_digit());
    let plain = block.lines().len() == 1 && words >= 3 && (!digits || phrase);
    let sentence = text.contains(". ") && words > 12;
    (2..=LONGEST.1).contains(&words)
        && !end
        && !sentence
        && (bold || !is_address(text))
        && block.lines().len() <= 3
        && (bold || !above || plain)
}
