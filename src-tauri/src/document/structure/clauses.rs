//! Headings of laws, contracts, minutes and forms: a word and a number, as in "§ 3", "Article 5", "Part II", "TOP 4".

/// Words before the number of a clause, in small letters.
const WORDS: [&str; 51] = [
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
];

/// What stands behind the label of a clause: its name, or nothing. `None` if a text does not begin with a label.
pub(crate) fn clause(text: &str) -> Option<&str> {
    let text = text.trim();
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
    }
}
