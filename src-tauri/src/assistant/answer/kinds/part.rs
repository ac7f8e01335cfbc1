//! A part of a question that asks several things.

/// A part of a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Part {
    /// The part as the person wrote it.
    pub(super) asked: String,
    /// The part with what it leaves out.
    pub(super) whole: String,
    /// Whether a pronoun of it stands for something that the first part names.
    pub(super) refers: bool,
}

impl Part {
    /// A part that leaves nothing out.
    pub(super) fn alone(asked: String) -> Self {
        Self {
            whole: asked.clone(),
            asked,
            refers: false,
        }
    }
}

/// A part with a capital and a question mark, and without the word that joins it to the one before.
pub(super) fn tidy(part: &str) -> Option<String> {
    let mut part = part.trim().trim_end_matches([',', ';', '?', '.', '!', ' ']);
    for join in ["and also ", "and ", "or ", "but ", "also ", "plus "] {
        let begins = part
            .get(..join.len())
            .is_some_and(|begin| begin.eq_ignore_ascii_case(join));
        if begins {
            part = part.get(join.len()..)?.trim_start();
        }
    }
    let first = part.chars().next()?;
    let rest = part.get(first.len_utf8()..)?;
    Some(format!("{}{rest}?", first.to_uppercase()))
}
