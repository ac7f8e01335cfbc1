//! What finds what, and that no text is too strange.

use proptest::prelude::*;

use super::*;

fn tokens(language: &str, text: &str) -> String {
    Analyzer::of(Some(language)).tokens(text).0
}

/// Whether a text in this language is found by a word as a person types it.
fn finds(language: &str, typed: &str, text: &str) -> bool {
    let analyzer = Analyzer::of(Some(language));
    let (in_order, others) = analyzer.tokens(text);
    let held: Vec<&str> = in_order.split(' ').chain(others.split(' ')).collect();
    let terms = analyzer.terms(typed);
    !terms.is_empty()
        && terms.iter().all(|term| {
            let token = term.token.as_str();
            held.contains(&token)
                || term.also.iter().any(|also| held.contains(&also.as_str()))
                || (term.begins && held.iter().any(|held| held.starts_with(token)))
        })
}

#[test]
fn a_quantity_has_one_form() {
    for (typed, printed) in [
        ("ug/L", "µg/L"),
        ("μg", "µg"),
        ("microgram per liter", "14 µg per litre"),
        ("95%", "95 %"),
        ("95 percent", "95%"),
        ("95 per cent", "95 %"),
        ("1057", "1,057 cards"),
        ("1,057", "1 057 cards"),
        ("1057", "1\u{202f}057"),
        ("38000", "38,000"),
        ("24 hours", "24 h"),
        ("24h", "24-hour"),
        ("24", "twenty-four schools"),
        ("twenty four", "24"),
        ("seven", "7 mice"),
        ("3rd", "the third floor"),
        ("28 degC", "28 °C"),
        ("28 degrees Celsius", "28°C"),
        ("28 degrees C", "28 ℃"),
        ("5.5 angstrom", "5.5 Å"),
        ("at least 28", "≥ 28"),
        ("≤3", "at most 3"),
        ("plus or minus 2", "± 2"),
        ("0.001", "p < .001"),
        ("0.87", "0·87"),
        ("16 kHz", "16kHz"),
        ("44 kWh", "44 kWh"),
        ("20 μm", "20 µm"),
    ] {
        assert!(finds("eng", typed, printed), "{typed} in {printed}");
    }
    for range in ["9-11", "9–11", "9 to 11", "9 — 11", "nine to eleven"] {
        assert_eq!(tokens("eng", range), "9 11", "{range}");
    }
    assert_eq!(
        tokens("deu", "9 bis 11 oder 4,1 von 1.057"),
        "9 11 oder 4.1 von 1057"
    );
    assert_eq!(tokens("eng", "[3,4] on 24.12.2019"), "3 4 on 24 12 2019");
    // neither a unit nor a number of its own
    assert_eq!(tokens("eng", "5HT in 2D"), "5ht in 2d");
}

#[test]
fn words_are_found_as_people_type_them() {
    for (language, typed, printed) in [
        ("eng", "naive", "naïve"),
        ("eng", "Muller", "Müller"),
        ("eng", "Mueller", "Müller"),
        ("eng", "TNF-alpha", "TNF-α"),
        ("eng", "beta catenin", "β-catenin"),
        ("eng", "followup", "follow-up"),
        ("eng", "COVID19", "COVID-19"),
        ("eng", "Cohen", "Cohen’s"),
        ("eng", "fish", "ﬁsh"),
        ("eng", "ABC", "ＡＢＣ"),
        ("deu", "Studie", "die Studien"),
        ("deu", "Groesse", "Größen"),
        ("deu", "grosse", "Größe"),
        ("deu", "Häuser", "Haus"),
        ("deu", "Prozent", "31 %"),
        ("deu", "fünf", "5"),
        ("fra", "étude", "les études"),
        ("fra", "etudes", "étude"),
        ("fra", "analyse", "d’analyses"),
        ("spa", "investigación", "investigaciones"),
        ("rus", "исследование", "исследования"),
        ("tur", "kitap", "kitaplar"),
    ] {
        assert!(finds(language, typed, printed), "{typed} in {printed}");
    }
    assert!(!finds("eng", "fish", "birds"));
}

#[test]
fn long_words_have_parts() {
    let german = Analyzer::of(Some("deu"));
    let parts = |word: &str| german.parts(&german.terms(word)[0]);
    for (word, part) in [
        ("Fenstergröße", "fenst"),
        ("Fenstergröße", "gross"),
        ("Untersuchungsraum", "untersuch"),
        ("Straßenlärm", "strass"),
    ] {
        assert!(
            parts(word).contains(&part.to_owned()),
            "{word}: {:?}",
            parts(word)
        );
    }
    assert!(parts("Haus").is_empty());
    let english = Analyzer::of(None);
    assert!(english.parts(&english.terms("windowpanes")[0]).is_empty());
    let texts = ["Der Lärm der Straße.", "Straßenlärm stört."];
    let vocabulary = german.vocabulary(texts.into_iter());
    assert_eq!(german.tokens_of_parts(texts[1], &vocabulary), "larm strass");
}

#[test]
fn scripts_without_spaces_are_found_by_parts() {
    for (language, typed, printed) in [
        ("cmn", "水稻", "我们研究了水稻的产量。"),
        ("cmn", "水", "我们研究了水稻的产量。"),
        ("cmn", "量", "我们研究了水稻的产量。"),
        ("cmn", "BERT", "我们使用BERT模型。"),
        ("cmn", "120", "共有１２０名患者"),
        ("jpn", "東京", "私は東京大学で研究した。"),
        ("jpn", "データ", "このﾃﾞｰﾀを使う"),
        ("kor", "연구", "이 연구는 서울에서"),
        ("kor", "서울", "이 연구는 서울에서"),
        ("tha", "น้ำ", "ปริมาณน้ำในดิน"),
    ] {
        assert!(finds(language, typed, printed), "{typed} in {printed}");
    }
    assert!(!finds("cmn", "小麦", "我们研究了水稻的产量。"));
    assert_eq!(tokens("cmn", "水稻产量"), "水稻 稻产 产量 量");
}

#[test]
fn arabic_and_hebrew_are_found_without_marks_and_prefixes() {
    for (typed, printed) in [
        ("كتاب", "الكِتَاب"),
        ("الكتاب", "وكتاب"),
        ("دراسة", "هذه الدراسات"),
        ("احمد", "أحمد"),
        ("مدرسه", "المدرسة"),
        ("كتـــاب", "كتاب"),
        ("12", "١٢"),
    ] {
        assert!(finds("ara", typed, printed), "{typed} in {printed}");
    }
    for (typed, printed) in [
        ("מחקר", "המחקר"),
        ("המחקר", "מחקר"),
        ("במחקר", "והמחקר"),
        ("תלמיד", "התלמידים"),
        ("שלום", "שָׁלוֹם"),
    ] {
        assert!(finds("heb", typed, printed), "{typed} in {printed}");
    }
}

proptest! {
    #[test]
    fn no_text_is_too_strange(text in any::<String>(), language in 0usize..12) {
        let codes = ["eng", "deu", "fra", "rus", "tur", "fin", "ara", "heb", "cmn", "tha", "ell", "zzz"];
        check(&text, codes[language])?;
    }

    #[test]
    fn no_mixture_of_letters_is_too_strange(
        text in "[a-zäöüßéèçñığа-яёα-ω0-9'’.,%°µμ·/ -]{0,80}",
        language in 0usize..18,
    ) {
        let codes = ["dan", "nld", "eng", "fin", "fra", "deu", "ell", "hun", "ita", "nob", "por", "ron", "rus", "spa",
            "swe", "tam", "tur", "ara"];
        check(&text, codes[language])?;
    }
}

fn check(text: &str, language: &str) -> Result<(), TestCaseError> {
    let (in_order, others) = Analyzer::of(Some(language)).tokens(text);
    for token in in_order.split(' ').chain(others.split(' ')) {
        // SQLite's tokenizer leaves such tokens whole
        let whole = token
            .chars()
            .all(|c| !c.is_ascii() || c.is_ascii_alphanumeric() || c == '.');
        prop_assert!(whole, "{token:?}");
    }
    Ok(())
}
