//! Which of Tesseract's languages a document is read with.

use super::recognized::RecognizedPage;

/// What a language is called: in locales, by the detector of languages, by Tesseract, and the name of its script by
/// Tesseract's detection of scripts.
struct Names(
    &'static str,
    &'static str,
    &'static [&'static str],
    &'static str,
);

/// The languages that a locale or the detector may name.
#[rustfmt::skip]
const NAMES: &[Names] = &[
    Names("en", "eng", &["eng"], "Latin"), Names("de", "deu", &["deu"], "Latin"),
    Names("fr", "fra", &["fra"], "Latin"), Names("es", "spa", &["spa"], "Latin"),
    Names("it", "ita", &["ita"], "Latin"), Names("pt", "por", &["por"], "Latin"),
    Names("nl", "nld", &["nld"], "Latin"), Names("sv", "swe", &["swe"], "Latin"),
    Names("da", "dan", &["dan"], "Latin"), Names("nb", "nob", &["nor"], "Latin"),
    Names("no", "nob", &["nor"], "Latin"), Names("fi", "fin", &["fin"], "Latin"),
    Names("pl", "pol", &["pol"], "Latin"), Names("cs", "ces", &["ces"], "Latin"),
    Names("sk", "slk", &["slk"], "Latin"), Names("sl", "slv", &["slv"], "Latin"),
    Names("hr", "hrv", &["hrv"], "Latin"), Names("hu", "hun", &["hun"], "Latin"),
    Names("ro", "ron", &["ron"], "Latin"), Names("ca", "cat", &["cat"], "Latin"),
    Names("tr", "tur", &["tur"], "Latin"), Names("vi", "vie", &["vie"], "Latin"),
    Names("id", "ind", &["ind"], "Latin"), Names("la", "lat", &["lat"], "Latin"),
    Names("et", "est", &["est"], "Latin"), Names("lv", "lav", &["lav"], "Latin"),
    Names("lt", "lit", &["lit"], "Latin"), Names("af", "afr", &["afr"], "Latin"),
    Names("ru", "rus", &["rus"], "Cyrillic"), Names("uk", "ukr", &["ukr"], "Cyrillic"),
    Names("be", "bel", &["bel"], "Cyrillic"), Names("bg", "bul", &["bul"], "Cyrillic"),
    Names("sr", "srp", &["srp"], "Cyrillic"), Names("mk", "mkd", &["mkd"], "Cyrillic"),
    Names("el", "ell", &["ell"], "Greek"), Names("he", "heb", &["heb"], "Hebrew"),
    Names("ar", "ara", &["ara"], "Arabic"), Names("fa", "pes", &["fas"], "Arabic"),
    Names("ur", "urd", &["urd"], "Arabic"), Names("hi", "hin", &["hin"], "Devanagari"),
    Names("mr", "mar", &["mar"], "Devanagari"), Names("ne", "nep", &["nep"], "Devanagari"),
    Names("bn", "ben", &["ben"], "Bengali"), Names("gu", "guj", &["guj"], "Gujarati"),
    Names("ta", "tam", &["tam"], "Tamil"), Names("te", "tel", &["tel"], "Telugu"),
    Names("kn", "kan", &["kan"], "Kannada"), Names("ml", "mal", &["mal"], "Malayalam"),
    Names("pa", "pan", &["pan"], "Gurmukhi"), Names("th", "tha", &["tha"], "Thai"),
    Names("ka", "kat", &["kat"], "Georgian"), Names("hy", "hye", &["hye"], "Armenian"),
    Names("km", "khm", &["khm"], "Khmer"), Names("my", "mya", &["mya"], "Myanmar"),
    Names("am", "amh", &["amh"], "Ethiopic"), Names("ja", "jpn", &["jpn"], "Japanese"),
    Names("ko", "kor", &["kor"], "Korean"), Names("zh", "cmn", &["chi_sim", "chi_tra"], "Han"),
];

/// Tesseract's measure of how sure it is of a script: at least this. A good page has five.
const LEAST_SURE: f32 = 1.0;
/// The text in which the detector looks for its language, in characters, at least.
const ENOUGH: usize = 80;

/// The installed languages of texts.
pub(super) struct Languages<'a> {
    installed: Vec<&'a str>,
    /// Whether orientation and script can be detected.
    pub(super) detects_script: bool,
}

impl<'a> Languages<'a> {
    pub(super) fn new(installed: &'a [String]) -> Self {
        let is_text = |code: &&str| !matches!(*code, "osd" | "equ" | "snum") && !code.contains('/');
        Self {
            installed: installed
                .iter()
                .map(String::as_str)
                .filter(is_text)
                .collect(),
            detects_script: installed.iter().any(|code| code == "osd"),
        }
    }

    /// Whether there is nothing to choose.
    pub(super) fn is_settled(&self) -> bool {
        self.installed.len() <= 1
    }

    /// Tesseract's code for a language that the detector names, if it is installed.
    pub(super) fn code(&self, detected: &str) -> Option<&'a str> {
        let names = NAMES.iter().find(|names| names.1 == detected)?;
        self.first_of(names.2)
    }

    fn first_of(&self, codes: &[&str]) -> Option<&'a str> {
        codes
            .iter()
            .find_map(|code| self.installed.iter().find(|found| *found == code).copied())
    }

    /// The language to begin with: in the script of the text, if it is known, that of the person's system, or English,
    /// or whichever is installed.
    pub(super) fn to_begin_with(&self, script: Option<&str>, locale: Option<&str>) -> &'a str {
        let in_script = |names: &&Names| script.is_none_or(|script| is_called(names.3, script));
        let by_locale = NAMES
            .iter()
            .filter(in_script)
            .find(|names| Some(names.0) == locale)
            .and_then(|names| self.first_of(names.2));
        let by_script = || {
            NAMES
                .iter()
                .filter(in_script)
                .find_map(|names| self.first_of(names.2))
        };
        by_locale
            .or_else(by_script)
            .or_else(|| self.first_of(&["eng"]))
            .or_else(|| self.installed.first().copied())
            .unwrap_or("eng")
    }

    /// The language that recognized text is in.
    pub(super) fn of_text(&self, page: &RecognizedPage) -> Shown<'a> {
        let text = page.text();
        if text.chars().count() < ENOUGH {
            return Shown::TooLittle;
        }
        let found = whatlang::detect(&text).filter(whatlang::Info::is_reliable);
        match found {
            Some(found) => self
                .code(found.lang().code())
                .map_or(Shown::Other, Shown::Language),
            None => Shown::TooLittle,
        }
    }
}

/// What a page shows of its language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shown<'a> {
    /// An installed language.
    Language(&'a str),
    /// A language that is not installed.
    Other,
    /// The text is too short or not clear enough.
    TooLittle,
}

/// Whether the name of a script means the script of a language: Tesseract has several for East Asian ones.
fn is_called(script: &str, detected: &str) -> bool {
    match script {
        "Korean" => matches!(detected, "Korean" | "Hangul"),
        "Han" => detected.starts_with("Han") && detected != "Hangul",
        "Japanese" => matches!(detected, "Japanese" | "Hiragana" | "Katakana"),
        // the script of German books before 1940
        "Latin" => matches!(detected, "Latin" | "Fraktur"),
        _ => script == detected,
    }
}

/// The language of the person's system, as two letters.
pub(super) fn of_system() -> Option<String> {
    let variables = ["LC_ALL", "LC_MESSAGES", "LANG"];
    let value = variables
        .iter()
        .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()))?;
    two_letters(&value)
}

fn two_letters(locale: &str) -> Option<String> {
    let language = locale.split(['_', '-', '.', '@']).next()?;
    let is_language = language.len() == 2 && language.chars().all(|c| c.is_ascii_alphabetic());
    is_language.then(|| language.to_ascii_lowercase())
}

/// What Tesseract found out about the orientation and script of a page.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Orientation {
    /// Quarters to turn the picture clockwise.
    pub(super) quarters: u32,
    /// `None` if Tesseract is not sure of it.
    pub(super) script: Option<String>,
}

impl Orientation {
    /// Reads what `--psm 0` prints.
    pub(super) fn read(text: &str) -> Option<Self> {
        let value = |name: &str| {
            let mut lines = text.lines();
            lines.find_map(|line| line.strip_prefix(name)?.strip_prefix(": ").map(str::trim))
        };
        let sure = value("Script confidence")
            .and_then(|value| value.parse().ok())
            .is_some_and(|confidence: f32| confidence >= LEAST_SURE);
        let degrees: u32 = value("Rotate")?.parse().ok()?;
        Some(Self {
            quarters: (degrees / 90) % 4,
            script: value("Script").filter(|_| sure).map(str::to_owned),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::ocr::recognized::RecognizedWord;

    fn installed(codes: &[&str]) -> Vec<String> {
        codes.iter().map(|code| (*code).to_owned()).collect()
    }

    #[test]
    fn the_first_language_is_that_of_the_system_if_the_script_allows_it() {
        let codes = installed(&["deu", "eng", "osd", "rus", "script/Latin"]);
        let languages = Languages::new(&codes);
        assert!(languages.detects_script && !languages.is_settled());
        assert_eq!(languages.to_begin_with(Some("Latin"), Some("de")), "deu");
        assert_eq!(languages.to_begin_with(Some("Latin"), Some("fr")), "eng");
        assert_eq!(languages.to_begin_with(Some("Cyrillic"), Some("de")), "rus");
        assert_eq!(languages.to_begin_with(None, None), "eng");
        // nothing that is installed can write Thai
        assert_eq!(languages.to_begin_with(Some("Thai"), None), "eng");
        let only = installed(&["jpn", "osd"]);
        let only = Languages::new(&only);
        assert!(only.is_settled());
        assert_eq!(only.to_begin_with(None, Some("de")), "jpn");
    }

    #[test]
    fn the_text_shows_its_language() {
        let codes = installed(&["eng", "deu"]);
        let page = |text: &str| RecognizedPage {
            number: 1,
            language: String::new(),
            words: text
                .split(' ')
                .map(|word| RecognizedWord {
                    text: word.to_owned(),
                    x: 0.0,
                    y: 0.0,
                    dx: 1.0,
                    dy: 0.0,
                    size: 10.0,
                    line: 0,
                })
                .collect(),
            confidence: None,
            rules: Vec::new(),
            askew: None,
        };
        let german = "Die meisten Vogel ruhen auf ihren Flugeln und werden von den Fischern gesehen, \
                      die ihnen uber das Meer folgen und nicht wissen, wohin sie fliegen.";
        let languages = Languages::new(&codes);
        assert_eq!(languages.of_text(&page(german)), Shown::Language("deu"));
        let short = page("Die meisten Vogel");
        assert_eq!(languages.of_text(&short), Shown::TooLittle);
        let polish = "Wszyscy ludzie rodza sie wolni i rowni pod wzgledem swej godnosci i swych praw, \
                      sa oni obdarzeni rozumem i sumieniem.";
        assert_eq!(languages.of_text(&page(polish)), Shown::Other);
    }

    #[test]
    fn locales_begin_with_a_language() {
        assert_eq!(two_letters("de_AT.UTF-8").as_deref(), Some("de"));
        assert_eq!(two_letters("C.UTF-8"), None);
        assert_eq!(two_letters("POSIX"), None);
    }

    #[test]
    fn orientation_is_in_the_lines_that_name_it() {
        let text = "Page number: 0\nOrientation in degrees: 270\nRotate: 90\nOrientation confidence: 2.1\nScript: Latin\nScript confidence: 1.0\n";
        let read = Orientation::read(text).unwrap();
        assert_eq!((read.quarters, read.script.as_deref()), (1, Some("Latin")));
        let unsure = Orientation::read(&text.replace("confidence: 1.0", "confidence: 0.0"));
        assert_eq!(unsure.map(|read| read.script), Some(None));
        assert_eq!(Orientation::read("Too few characters."), None);
    }
}
