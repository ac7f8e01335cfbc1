//! The name under which the library keeps a summary: everything that decides its text.

use std::fmt::Debug;

use super::types::{Focus, SummaryLength, SummaryOptions};
use crate::assistant::dialect::{TextProfile, profile_of};
use crate::document::{SectionId, SentenceId};
use crate::weights::ModelFolder;

/// The name under which the library keeps a summary: everything that decides its text.
pub(crate) fn recipe(model: &ModelFolder, options: &SummaryOptions) -> String {
    let number = |n: Option<u32>| n.map_or_else(|| "own".to_owned(), |n| n.to_string());
    format!(
        "{}2 {:?} {:?} sections {} {:?} beams {} tokens {}",
        of_model(model),
        profile(model, options),
        options.length,
        options.by_section(),
        options.focus,
        number(options.beams),
        number(options.max_tokens)
    )
}

/// The part of the document that a recipe covers.
pub(super) fn focus_in(recipe: &str) -> Focus {
    let number = |name: &str| -> Option<u32> {
        let (_, rest) = recipe.rsplit_once(name)?;
        let digits = rest.find(|c: char| !c.is_ascii_digit());
        rest.get(..digits.unwrap_or(rest.len()))?.parse().ok()
    };
    let section = number("Section { section: SectionId(").map(|section| Focus::Section {
        section: SectionId(section),
    });
    let pages = || {
        let (first, last) = (number("Pages { first: ")?, number(", last: ")?);
        Some(Focus::Pages { first, last })
    };
    let sentences = || {
        let first = number("Sentences { first: SentenceId(")?;
        let last = number(", last: SentenceId(")?;
        Some(Focus::Sentences {
            first: SentenceId(first),
            last: SentenceId(last),
        })
    };
    section
        .or_else(pages)
        .or_else(sentences)
        .unwrap_or(Focus::Whole)
}

/// The options of a recipe, in their settled form. What a recipe of an older version does not say is the default.
pub(super) fn options_in(recipe: &str) -> SummaryOptions {
    let words: Vec<&str> = recipe.split(' ').collect();
    let after = |name: &str| {
        let at = words.iter().rposition(|word| *word == name)?;
        words.get(at + 1)?.parse().ok()
    };
    let lengths = [
        SummaryLength::Short,
        SummaryLength::Medium,
        SummaryLength::Long,
    ];
    let profiles = [TextProfile::Plain, TextProfile::Arxiv, TextProfile::Pubmed];
    SummaryOptions {
        length: named(&words, &lengths).unwrap_or_default(),
        sections: words.contains(&"true"),
        focus: focus_in(recipe),
        text_profile: named(&words, &profiles),
        beams: after("beams"),
        max_tokens: after("tokens"),
    }
}

/// What to ask for to have a summary of this recipe again of a document that was read again. A section or a selection of the
/// old reading is not in the new one, so the summary is of the whole then; a kind of text was chosen for its model.
pub(crate) fn asked_again(recipe: &str, model: Option<&ModelFolder>) -> SummaryOptions {
    let same = |model: &ModelFolder| recipe.starts_with(&of_model(model));
    let options = options_in(recipe);
    SummaryOptions {
        focus: match options.focus {
            focus @ (Focus::Whole | Focus::Pages { .. }) => focus,
            Focus::Section { .. } | Focus::Sentences { .. } => Focus::Whole,
        },
        text_profile: options.text_profile.filter(|_| model.is_some_and(same)),
        ..options
    }
}

/// Whether a summary of this recipe consists of key sentences.
pub(crate) fn is_quoted(recipe: &str) -> bool {
    recipe.starts_with("key_sentences ")
}

fn of_model(model: &ModelFolder) -> String {
    format!("model {} ", model.fingerprint)
}

/// The value whose name is one of the words.
fn named<T: Copy + Debug>(words: &[&str], values: &[T]) -> Option<T> {
    let names = |value: &&T| words.contains(&format!("{value:?}").as_str());
    values.iter().find(names).copied()
}

/// The model's dialect: the chosen one, or the one that follows from the model's names.
pub(super) fn profile(model: &ModelFolder, options: &SummaryOptions) -> TextProfile {
    let names = [Some(model.name.as_str()), model.trained_from.as_deref()];
    options
        .text_profile
        .unwrap_or_else(|| profile_of(names.into_iter().flatten()))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::Path;

    use super::*;

    #[test]
    fn everything_that_decides_what_is_said_is_in_the_recipe() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures/tiny-model");
        let model = ModelFolder::open(&folder).unwrap();
        let own = SummaryOptions::default();
        let wishes = [
            own.clone(),
            SummaryOptions {
                length: SummaryLength::Short,
                ..own.clone()
            },
            SummaryOptions {
                sections: true,
                ..own.clone()
            },
            SummaryOptions {
                focus: Focus::Pages { first: 1, last: 2 },
                ..own.clone()
            },
            SummaryOptions {
                focus: Focus::Pages { first: 1, last: 3 },
                ..own.clone()
            },
            SummaryOptions {
                text_profile: Some(TextProfile::Arxiv),
                ..own.clone()
            },
            SummaryOptions {
                beams: Some(2),
                ..own.clone()
            },
            SummaryOptions {
                max_tokens: Some(9),
                ..own.clone()
            },
        ];
        let recipes: BTreeSet<String> = wishes.iter().map(|wish| recipe(&model, wish)).collect();
        assert_eq!(recipes.len(), wishes.len());
        // two ways to ask for the same thing give one recipe
        let plain = SummaryOptions {
            text_profile: Some(TextProfile::Plain),
            ..own.clone()
        };
        assert_eq!(recipe(&model, &plain), recipe(&model, &own));
    }

    #[test]
    fn a_recipe_names_its_focus() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures/tiny-model");
        let model = ModelFolder::open(&folder).unwrap();
        for focus in [
            Focus::Whole,
            Focus::Section {
                section: SectionId(12),
            },
            Focus::Pages { first: 3, last: 14 },
            Focus::Sentences {
                first: SentenceId(7),
                last: SentenceId(21),
            },
        ] {
            let options = SummaryOptions {
                focus,
                ..SummaryOptions::default()
            };
            assert_eq!(focus_in(&recipe(&model, &options)), focus);
            let key_sentences = super::super::key_sentences::recipe(&options);
            assert_eq!(focus_in(&key_sentences), focus);
        }
    }

    #[test]
    fn a_recipe_names_all_that_was_asked_for() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures/tiny-model");
        let model = ModelFolder::open(&folder).unwrap();
        let own = SummaryOptions::default();
        let wish = SummaryOptions {
            length: SummaryLength::Short,
            sections: true,
            focus: Focus::Pages { first: 2, last: 5 },
            text_profile: Some(TextProfile::Pubmed),
            beams: Some(3),
            max_tokens: Some(64),
        };
        assert_eq!(options_in(&recipe(&model, &wish)), wish);
        let plain = SummaryOptions {
            text_profile: Some(TextProfile::Plain),
            ..own.clone()
        };
        assert_eq!(options_in(&recipe(&model, &own)), plain);
        let long = SummaryOptions {
            length: SummaryLength::Long,
            sections: true,
            ..own.clone()
        };
        let key_sentences = super::super::key_sentences::recipe(&long);
        assert_eq!(options_in(&key_sentences), long);
        assert_eq!(options_in("a recipe of long ago"), own);
    }

    #[test]
    fn what_was_chosen_is_asked_for_again_as_far_as_a_new_reading_has_it() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures/tiny-model");
        let model = ModelFolder::open(&folder).unwrap();
        let wish = |focus| SummaryOptions {
            length: SummaryLength::Long,
            sections: true,
            focus,
            text_profile: Some(TextProfile::Pubmed),
            beams: Some(3),
            max_tokens: None,
        };
        let pages = wish(Focus::Pages { first: 2, last: 5 });
        let made = recipe(&model, &pages);
        assert_eq!(asked_again(&made, Some(&model)), pages);
        let section = SectionId(1);
        let made = recipe(&model, &wish(Focus::Section { section }));
        assert_eq!(asked_again(&made, Some(&model)), wish(Focus::Whole));
        // another model, or none, has its own kind of text
        let own = SummaryOptions {
            text_profile: None,
            ..wish(Focus::Whole)
        };
        assert_eq!(asked_again(&made, None), own);
    }
}
