//! The language of the sentences: the one that the environment asks for, unless a person chose another in the settings.
//!
//! A language is a folder beside `en/` with the same files. Each sentence has one place outside them, in a file of the same
//! name here, which asks the language in use for it; so the compiler requires each sentence of each language.

use std::sync::atomic::{AtomicBool, Ordering};

use crate::settings::Language;

/// A language that Pagewing speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Spoken {
    English,
    German,
}

/// What decides, the first that is set before the others, as POSIX has it.
const VARIABLES: [&str; 3] = ["LC_ALL", "LC_MESSAGES", "LANG"];

static GERMAN: AtomicBool = AtomicBool::new(false);

/// Speaks the chosen language from now on, or the system's. English until then.
pub fn speak(choice: Language) {
    let spoken = match choice {
        Language::System => of_system(|name| std::env::var(name).ok()),
        Language::English => Spoken::English,
        Language::German => Spoken::German,
    };
    GERMAN.store(spoken == Spoken::German, Ordering::Relaxed);
}

/// The language in use.
pub(super) fn now() -> Spoken {
    match GERMAN.load(Ordering::Relaxed) {
        true => Spoken::German,
        false => Spoken::English,
    }
}

/// The language that variables of the environment ask for; English if Pagewing does not speak it.
fn of_system(variable: impl Fn(&str) -> Option<String>) -> Spoken {
    let locale = VARIABLES
        .into_iter()
        .find_map(|name| variable(name).filter(|value| !value.is_empty()));
    let language = locale
        .as_deref()
        .and_then(|locale| locale.split(['_', '-', '.', '@']).next());
    match language {
        Some(language) if language.eq_ignore_ascii_case("de") => Spoken::German,
        _ => Spoken::English,
    }
}

/// A sentence in the language in use.
macro_rules! said {
    ($place:ident::$sentence:ident $(($($fact:expr),*))?) => {
        match $crate::text::language::now() {
            $crate::text::language::Spoken::English => {
                $crate::text::en::$place::$sentence $(($($fact),*))?
            }
            $crate::text::language::Spoken::German => {
                $crate::text::de::$place::$sentence $(($($fact),*))?
            }
        }
    };
}
pub(super) use said;

#[cfg(test)]
mod tests {
    use super::*;

    fn with(set: &[(&str, &str)]) -> Spoken {
        of_system(|name| {
            let found = set.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn the_environment_chooses_the_language() {
        for german in ["de", "de_DE.UTF-8", "de_CH@euro", "DE-AT"] {
            assert_eq!(with(&[("LANG", german)]), Spoken::German, "{german}");
        }
        for other in [
            "",
            "C",
            "C.UTF-8",
            "POSIX",
            "en_GB.UTF-8",
            "ja_JP",
            "den_XX",
            "deu",
        ] {
            assert_eq!(with(&[("LANG", other)]), Spoken::English, "{other}");
        }
        assert_eq!(with(&[]), Spoken::English);
    }

    #[test]
    fn the_first_variable_that_is_set_decides() {
        let german = ("LANG", "de_DE.UTF-8");
        assert_eq!(with(&[("LC_ALL", "C"), german]), Spoken::English);
        assert_eq!(with(&[("LC_ALL", ""), german]), Spoken::German);
        assert_eq!(with(&[("LC_MESSAGES", "en_US"), german]), Spoken::English);
        let messages = ("LC_MESSAGES", "de_AT");
        assert_eq!(with(&[("LANG", "en_US"), messages]), Spoken::German);
        assert_eq!(with(&[("LC_ALL", "en_US"), messages]), Spoken::English);
    }
}
