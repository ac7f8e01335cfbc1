//! Headings of laws, contracts, minutes and forms: a word and a number, as in "§ 3", "Article 5", "Part II", "TOP 4".

/// Words before the number of a clause, in small letters.
const WORDS: [&str; 61] = [
    "\u{a7}",
    "\u{a7}\u{a7}",
    "article",
    "art",
    "artikel",
    "art\u{ed}culo",
    "articolo",
    "artigo",
    "section",
    "sec",
    "secci\u{f3}n",
    "sezione",
    "se\u{e7}\u{e3}o",
    "abschnitt",
    "afdeling",
    "clause",
    "cl\u{e1}usula",
    "clausola",
    "klausel",
    "rule",
    "regel",
    "r\u{e8}gle",
    "part",
    "teil",
    "partie",
    "parte",
    "deel",
    "title",
    "titel",
    "titre",
    "t\u{ed}tulo",
    "titolo",
    "chapter",
    "kapitel",
    "chapitre",
    "cap\u{ed}tulo",
    "capitolo",
    "hoofdstuk",
    "schedule",
    "annex",
    "annexe",
    "anexo",
    "allegato",
    "anhang",
    "anlage",
    "bijlage",
    "appendix",
    "top",
    "punkt",
    "item",
    "question",
    "\u{441}\u{442}\u{430}\u{442}\u{44c}\u{44f}",
    "\u{433}\u{43b}\u{430}\u{432}\u{430}",
    "\u{440}\u{430}\u{437}\u{434}\u{435}\u{43b}",
    "\u{3ac}\u{3c1}\u{3b8}\u{3c1}\u{3bf}",
    "\u{3ba}\u{3b5}\u{3c6}\u{3ac}\u{3bb}\u{3b1}\u{3b9}\u{3bf}",
    "\u{627}\u{644}\u{645}\u{627}\u{62f}\u{629}",
    "\u{627}\u{644}\u{628}\u{627}\u{628}",
    "\u{627}\u{644}\u{641}\u{635}\u{644}",
    "\u{5e1}\u{5e2}\u{5d9}\u{5e3}",
    "\u{5e4}\u{5e8}\u{5e7}",
];

/// What stands behind the label of a clause: its name, or nothing. `None` if a text does not begin with a label.
pub(crate) fn clause(text: &str) -> Option<&str> {
    let text = text.trim();
    if let Some(name) = counted(text) {
        return Some(name);
    }
    let word_end = text
        .find(|c: char| c.is_whitespace() || c.is_ascii_digit())
        .filter(|end| *end > 0)?;
    let (word, rest) = text.split_at(word_end);
    let word = word.trim_end_matches('.').to_lowercase();
    if !WORDS.contains(&word.as_str()) {
        return None;
    }
    let rest = rest.trim_start();
    let end = rest
        .find(|c: char| c.is_whitespace() || matches!(c, ':' | '\u{2013}' | '\u{2014}'))
        .unwrap_or(rest.len());
    let (label, name) = rest.split_at(end);
    is_label(label).then(|| {
        name.trim_start_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '\u{201c}' | '('))
    })
}

/// Digits of Chinese and Japanese.
const DIGITS: &str = "\u{3007}\u{96f6}\u{4e00}\u{4e8c}\u{4e09}\u{56db}\u{4e94}\u{516d}\u{4e03}\u{516b}\u{4e5d}\u{5341}\u{767e}";

/// What stands behind the number of a part in Chinese, Japanese and Korean, where the word follows the number: in words,
/// "number 3 chapter: General", or "three, General".
fn counted(text: &str) -> Option<&str> {
    let (behind, units) = match (text.strip_prefix('\u{7b2c}'), text.strip_prefix('\u{c81c}')) {
        (Some(rest), _) => (
            rest,
            "\u{7ae0}\u{6761}\u{689d}\u{8282}\u{7bc0}\u{7f16}\u{7de8}\u{90e8}\u{56de}\u{8ab2}\u{8bfe}\u{6b3e}",
        ),
        (_, Some(rest)) => (rest, "\u{c7a5}\u{c870}\u{c808}\u{d3b8}\u{bd80}"),
        _ => (text, "\u{3001}"),
    };
    let is_digit = |c: char| c.is_ascii_digit() || DIGITS.contains(c);
    let (number, rest) = behind.split_at(behind.find(|c| !is_digit(c))?);
    let unit = rest.chars().next().filter(|unit| units.contains(*unit))?;
    let name = rest.get(unit.len_utf8()..)?;
    // within a sentence, a particle in hiragana follows
    let is_particle = name.starts_with(|c: char| ('\u{3041}'..='\u{309f}').contains(&c));
    ((1..=6).contains(&number.chars().count()) && !is_particle).then(|| name.trim_start())
}

/// Whether a word is the number of a clause: "5", "12a", "3.1", "IV", "B", "1er".
fn is_label(label: &str) -> bool {
    let bare = label.trim_end_matches(['.', ')', ',']);
    let digits = bare.chars().take_while(char::is_ascii_digit).count();
    let numbered = digits > 0
        && digits <= 4
        && bare.chars().count() <= 8
        && bare
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || c == '.' || c == '-');
    let roman = !bare.is_empty() && bare.len() <= 6 && bare.chars().all(|c| "IVXLC".contains(c));
    let letter = bare.len() == 1 && bare.chars().all(|c| c.is_ascii_uppercase());
    numbered || roman || letter
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clauses_have_a_word_and_a_number() {
        assert_eq!(clause("\u{a7} 3 Miete"), Some("Miete"));
        assert_eq!(clause("\u{a7}12a Kaution"), Some("Kaution"));
        assert_eq!(clause("Article 5 \u{2013} Objet"), Some("Objet"));
        assert_eq!(clause("Art. 12"), Some(""));
        assert_eq!(clause("SECTION 2: Hazards"), Some("Hazards"));
        assert_eq!(clause("TOP 3: Bericht"), Some("Bericht"));
        assert_eq!(clause("Part II Enforcement"), Some("Enforcement"));
        assert_eq!(clause("Part of the meadow"), None);
        assert_eq!(clause("Item by item"), None);
        assert_eq!(clause("The section 3 of the act"), None);
        assert_eq!(clause(""), None);
        assert_eq!(
            clause("\u{421}\u{442}\u{430}\u{442}\u{44c}\u{44f} 5"),
            Some("")
        );
    }

    #[test]
    fn the_word_may_stand_behind_the_number() {
        assert_eq!(
            clause("\u{7b2c}\u{4e00}\u{7ae0} \u{7dcf}\u{5247}"),
            Some("\u{7dcf}\u{5247}")
        );
        assert_eq!(
            clause("\u{c81c}2\u{c870} \u{baa9}\u{c801}"),
            Some("\u{baa9}\u{c801}")
        );
        assert_eq!(
            clause("\u{4e00}\u{3001}\u{5929}\u{6c14}"),
            Some("\u{5929}\u{6c14}")
        );
        // a sentence
        assert_eq!(
            clause("\u{7b2c}3\u{6761}\u{306e}\u{898f}\u{5b9a}\u{306b}\u{3088}\u{308b}"),
            None
        );
        assert_eq!(clause("\u{3001}"), None);
    }
}
