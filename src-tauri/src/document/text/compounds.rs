//! What languages do with a hyphen that stood at the end of a line, where the document does not write the word
//! elsewhere: which words keep it, and where a syllable never ends. English has a file of its own.

use whatlang::Lang;

use super::divided::Divided;
use super::english;
use super::words::Words;

/// Pronouns that French writes behind a verb and a hyphen, and other second halves.
const FRENCH_LAST: &[&str] = &[
    "je",
    "lui",
    "l\u{e0}",
    "m\u{ea}me",
    "m\u{ea}mes",
    "moi",
    "nous",
    "toi",
    "uns",
    "unes",
    "vous",
    "\u{ea}tre",
];
/// Pronouns and little words that begin with a vowel, as second halves.
const FRENCH_VOWELS: &[&str] = &[
    "elle", "elles", "en", "eux", "il", "ils", "on", "y", "\u{e0}",
];
/// Beginnings behind which French divides a word although they end in a consonant.
const FRENCH_PREFIXES: &[&str] = &[
    "b\u{e9}n",
    "bis",
    "cis",
    "d\u{e9}s",
    "en",
    "ex",
    "hyper",
    "in",
    "inter",
    "mal",
    "m\u{e9}s",
    "per",
    "pan",
    "r\u{e9}in",
    "sub",
    "super",
    "sur",
    "trans",
];
/// First halves that French writes before a hyphen.
const FRENCH_FIRST: &[&str] = &[
    "apr\u{e8}s",
    "arri\u{e8}re",
    "avant",
    "demi",
    "grand",
    "nord",
    "quatre",
    "soixante",
    "sous",
    "sud",
    "vingt",
];
/// Verbs that are first halves of French things: "porte-monnaie".
const FRENCH_VERBS: &[&str] = &[
    "abat",
    "brise",
    "cache",
    "casse",
    "chasse",
    "couvre",
    "essuie",
    "garde",
    "gratte",
    "lave",
    "ouvre",
    "pare",
    "porte",
    "presse",
    "s\u{e8}che",
    "serre",
    "taille",
    "tire",
];
/// What follows these verbs without a hyphen.
const FRENCH_SUFFIXES: &[&str] = &[
    "faix", "feuille", "feuilles", "manteau", "manteaux", "ment", "ments", "rie", "ries", "tion",
    "tions",
];
const FRENCH_TENS: &[&str] = &[
    "dix",
    "vingt",
    "trente",
    "quarante",
    "cinquante",
    "soixante",
    "quatre",
    "septante",
    "huitante",
    "nonante",
];
const FRENCH_ONES: &[&str] = &[
    "un", "une", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze",
    "douze", "treize", "quatorze", "quinze", "seize", "vingt", "vingts",
];

/// Pronouns that Portuguese writes behind a verb and a hyphen.
const PORTUGUESE_LAST: &[&str] = &[
    "la", "las", "lhe", "lhes", "lo", "los", "me", "nos", "se", "te", "vos",
];

/// Vowels that Dutch keeps apart with a hyphen, because together they would be another sound.
const DUTCH_CLASHES: &[&str] = &[
    "aa", "ae", "ai", "au", "ee", "ei", "eu", "ie", "ii", "ij", "oe", "oi", "oo", "ou", "ui", "uu",
];

impl Divided {
    /// Whether the hyphen belongs to the word, given the words of the document.
    pub(super) fn is_compound(&self, language: Option<Lang>, words: &Words) -> bool {
        let has = |word: &str| words.have(word);
        match language {
            Some(Lang::Eng) | None => english::keeps_hyphen(self, words),
            Some(Lang::Fra) => self.chained || self.is_french(has),
            Some(Lang::Por) => self.chained || self.is_portuguese(has),
            Some(Lang::Deu) => self.is_german(),
            Some(Lang::Nld) => self.clashes(|pair| DUTCH_CLASHES.contains(&pair)),
            Some(Lang::Fin | Lang::Est) => {
                // a long vowel is in one syllable
                self.clashes(|pair| {
                    let mut letters = pair.chars();
                    let (a, b) = (letters.next(), letters.next());
                    a == b && a.is_some_and(is_vowel)
                })
            }
            // these write compounds in one word
            Some(Lang::Swe | Lang::Dan | Lang::Nob | Lang::Hun) => false,
            Some(_) => self.chained,
        }
    }

    /// French writes the hyphen between a verb and its pronoun, and before *-ci* and *-même*. A consonant and the vowel
    /// behind it are in one syllable, so that no line end divides them.
    fn is_french(&self, has: impl Fn(&str) -> bool) -> bool {
        let (left, right) = (self.left.as_str(), self.right.as_str());
        let length = left.chars().count();
        let ends = |ends: &[char]| left.ends_with(ends);
        let apart = left.chars().next_back().is_some_and(is_consonant)
            && right.chars().next().is_some_and(is_vowel)
            && !FRENCH_PREFIXES.contains(&left)
            && (FRENCH_VOWELS.contains(&right) || has(left) && has(right));
        if apart || right == "t" && self.goes_on {
            return length > 1 || right == "t";
        }
        match right {
            "ci" => {
                let this = matches!(left, "celle" | "celles" | "celui" | "ceux");
                this || length > 3 && has(left)
            }
            "l\u{e0}" => !matches!(left, "del" | "ho" | "voi"),
            "ce" => matches!(left, "est" | "f\u{fb}t" | "sera" | "serait" | "sont"),
            "tu" => ends(&['s', 'x']),
            "le" | "la" | "les" | "leur" => {
                ends(&['z']) || length > 3 && ends(&['e', 's']) && has(left)
            }
            _ if FRENCH_LAST.contains(&right) => length > 1,
            _ if FRENCH_FIRST.contains(&left) && has(right) => true,
            _ if FRENCH_TENS.contains(&left) && FRENCH_ONES.contains(&right) => true,
            _ => {
                FRENCH_VERBS.contains(&left)
                    && right.chars().count() > 3
                    && !FRENCH_SUFFIXES.contains(&right)
            }
        }
    }

    /// Portuguese writes the hyphen between a verb and its pronoun.
    fn is_portuguese(&self, has: impl Fn(&str) -> bool) -> bool {
        let (left, right) = (self.left.as_str(), self.right.as_str());
        let verb = match right {
            "se" => left.ends_with(['m']) || left.ends_with("ou") || left.ends_with("iu"),
            "lo" | "la" | "los" | "las" => left.ends_with(['\u{e1}', '\u{ea}', '\u{ed}']),
            _ => false,
        };
        verb || left.chars().count() > 3 && has(left) && PORTUGUESE_LAST.contains(&right)
    }

    /// In a German compound with hyphens a noun, in capitals, follows the hyphen. Two adjectives may stand beside each
    /// other: "technisch-wissenschaftlich".
    fn is_german(&self) -> bool {
        const STEMS: &[&str] = &["isch", "lich", "ell", "iv", "al"];
        const ENDINGS: &[&str] = &["en", "er", "em", "es", "e"];
        let right = self.right.as_str();
        let mut endings = ENDINGS
            .iter()
            .filter_map(|ending| right.strip_suffix(ending));
        let stem = endings.next().unwrap_or(right);
        let adjective = |word: &str| STEMS.iter().any(|stem| word.ends_with(stem));
        (self.left.ends_with("isch") || self.left.ends_with("lich"))
            && adjective(stem)
            && right.chars().count() > 5
    }

    /// Whether the letters beside the line end are a pair that a hyphen keeps apart.
    fn clashes(&self, pair: impl Fn(&str) -> bool) -> bool {
        let beside = self.left.chars().next_back().zip(self.right.chars().next());
        beside.is_some_and(|(last, first)| pair(&format!("{last}{first}")))
    }
}

fn is_vowel(letter: char) -> bool {
    let mut base = None;
    unicode_normalization::char::decompose_canonical(letter, |c| base = base.or(Some(c)));
    matches!(
        base.unwrap_or(letter),
        'a' | 'e' | 'i' | 'o' | 'u' | 'y' | '\u{e6}' | '\u{153}'
    )
}

fn is_consonant(letter: char) -> bool {
    letter.is_alphabetic() && !is_vowel(letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Checks the words of a list, in which a bar stands for the end of a line: those with a hyphen before it keep it.
    fn check(language: Lang, known: &str, words: &str) {
        let known = Words::of(known);
        for word in words.split(' ') {
            let (before, after) = word.split_once('|').unwrap();
            let kept = before.ends_with('-');
            let divided = Divided::of(before, after);
            let found = divided.is_compound(Some(language), &known);
            assert_eq!(found, kept, "{word}");
        }
    }

    #[test]
    fn french_keeps_the_hyphen_of_verbs_and_numbers() {
        check(
            Lang::Fra,
            "jours donne prends entre tenant",
            "dit-|il demandez-|lui allons-|y est-|ce a-|t-il va-t-|on puis-|je crois-|tu donne-|le prends-|les \
             celui-|ci jours-|ci porte-|monnaie garde-|manger vingt-|deux dix-|neuf peut-|\u{ea}tre \
             lui-|m\u{ea}me rez-de-|chauss\u{e9}e rendez-|vous",
        );
        check(
            Lang::Fra,
            "mer pour tant main tenant",
            "mai|son pour|tant main|tenant vil|le voi|l\u{e0} mer|ci cha|leur garde|rie in|\u{e9}gal comporte|ment \
             ver|tu for|ce con|seil",
        );
    }

    #[test]
    fn german_writes_nouns_after_a_hyphen_in_capitals() {
        check(
            Lang::Deu,
            "",
            "Nord-S\u{fc}d-Verbin|dung E-Mail-Adres|se Wetter|station technisch-|wissenschaftlichen Freund-lich|keit franz\u{f6}sisch|sprachige",
        );
    }

    #[test]
    fn vowels_that_would_be_another_sound_stay_apart() {
        check(
            Lang::Nld,
            "",
            "zee-|eend auto-|ongeluk sluis|wachter ge|meente",
        );
        check(Lang::Fin, "", "raha-|asiat ranta-|alue ta|lo");
    }

    #[test]
    fn portuguese_keeps_the_hyphen_of_pronouns() {
        check(
            Lang::Por,
            "dar",
            "tornou-|se encontram-|se faz\u{ea}-|lo clas|se deta|lhe",
        );
    }
}
