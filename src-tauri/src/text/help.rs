//! The help of the command line in another language than the one in which clap reads it.

#[cfg(test)]
use super::de;
use super::language::said;
use super::translation::Translation;

/// The help in the language in use; `None` if clap reads this language from the types.
pub(crate) fn translation() -> Option<&'static Translation> {
    said!(help::TRANSLATION)
}

/// The help in every language that has one of its own.
#[cfg(test)]
pub(crate) fn translations() -> impl Iterator<Item = &'static Translation> {
    de::help::TRANSLATION.into_iter()
}
