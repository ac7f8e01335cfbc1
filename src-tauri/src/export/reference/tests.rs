//! Expectations follow the BibTeX documentation of O. Patashnik and the RIS format specification. `tests/cli/export.rs`
//! reads entries with programs that are not ours.

use super::*;

fn reference(title: &str, authors: &[&str]) -> Reference {
    let front = FrontMatter {
        title: Some(title.into()),
        authors: authors.iter().map(|name| (*name).into()).collect(),
        year: Some(2019),
        doi: Some("10.1000/a_b(c)".into()),
        ..FrontMatter::default()
    };
    Reference::from(front, &Printed::default(), "0123456789abcdef")
}

#[test]
fn an_entry_has_the_fields_that_there_are() {
    let entry = reference(
        "How far small boats drift",
        &["Mary A. Okafor", "Lars van der Berg"],
    );
    assert_eq!(
        bibtex(&entry),
        "@misc{okafor2019far,\n  title = {{How far small boats drift}},\n  \
         author = {Okafor, Mary A. and van der Berg, Lars},\n  year = {2019},\n  doi = {10.1000/a_b(c)},\n}\n"
    );
    assert_eq!(
        ris(&entry),
        "TY  - GEN\r\nAU  - Okafor, Mary A.\r\nAU  - van der Berg, Lars\r\nTI  - How far small boats drift\r\n\
         PY  - 2019\r\nDO  - 10.1000/a_b(c)\r\nER  - \r\n"
    );
}

#[test]
fn an_article_has_its_place_in_the_journal() {
    let in_journal = |pages: &str, issue: Option<&str>| {
        let front = FrontMatter {
            journal: Some("Eels & Weirs".into()),
            volume: Some("13".into()),
            issue: issue.map(str::to_owned),
            pages: Some(pages.into()),
            ..FrontMatter::default()
        };
        Reference::from(front, &Printed::default(), "0123456789abcdef")
    };
    let range = in_journal("67\u{2013}72", Some("3"));
    assert_eq!(
        bibtex(&range),
        "@article{document01234567,\n  journal = {Eels \\& Weirs},\n  volume = {13},\n  number = {3},\n  \
         pages = {67--72},\n}\n"
    );
    assert_eq!(
        ris(&range),
        "TY  - JOUR\r\nJO  - Eels & Weirs\r\nVL  - 13\r\nIS  - 3\r\nSP  - 67\r\nEP  - 72\r\nER  - \r\n"
    );
    let number = in_journal("e0173921", None);
    assert!(bibtex(&number).contains("  pages = {e0173921},\n"));
    assert!(!bibtex(&number).contains("number ="));
    assert!(ris(&number).contains("SP  - e0173921\r\nER  - "));
}

#[test]
fn a_preprint_has_its_address() {
    let front = FrontMatter {
        arxiv: Some("2007.14062".into()),
        ..FrontMatter::default()
    };
    let entry = ris(&Reference::from(
        front,
        &Printed::default(),
        "0123456789abcdef",
    ));
    assert!(
        entry.contains("UR  - https://arxiv.org/abs/2007.14062\r\n"),
        "{entry}"
    );
}

#[test]
fn nothing_is_invented_where_nothing_is_printed() {
    let entry = Reference::from(
        FrontMatter::default(),
        &Printed::default(),
        "0123456789abcdef",
    );
    assert_eq!(bibtex(&entry), "@misc{document01234567,\n}\n");
    assert_eq!(ris(&entry), "TY  - GEN\r\nER  - \r\n");
}

/// A name's parts, in a document with this text.
fn apart(name: &str, text: &str) -> String {
    let printed = Printed::from_texts(std::iter::once(text), &[name.to_owned()]);
    match Name::of(name, &printed) {
        Some(Name::Person {
            family,
            given,
            suffix,
        }) => format!("{family}|{given}|{suffix}"),
        Some(Name::Whole { name }) => name,
        None => "-".into(),
    }
}

#[test]
fn names_come_apart_where_the_document_shows_it() {
    for (name, text, right) in [
        (
            "Ashlee N. Ford Versypt",
            "the course (Ford Versypt, 2019)",
            "Ford Versypt|Ashlee N.|",
        ),
        (
            "Gabriel Garc\u{ed}a M\u{e1}rquez",
            "Garc\u{ed}a M\u{e1}rquez G. A novel.",
            "Garc\u{ed}a M\u{e1}rquez|Gabriel|",
        ),
        ("Mary Ann Smith", "Smith MA. A report.", "Smith|Mary Ann|"),
        (
            "Mary Ann Smith",
            "Mary Ann Smith, A. Jones",
            "Smith|Mary Ann|",
        ),
        // styles of references leave particles out
        ("Lars van der Berg", "Berg L. Boats.", "van der Berg|Lars|"),
        (
            "Martin Luther King Jr.",
            "King ML. A dream.",
            "King|Martin Luther|Jr.",
        ),
        ("Ashlee FORD VERSYPT", "", "FORD VERSYPT|Ashlee|"),
        ("MARY ANN SMITH", "", "SMITH|MARY ANN|"),
    ] {
        assert_eq!(apart(name, text), right, "{name} in {text}");
    }
}

#[test]
fn names_come_apart_where_people_do() {
    let name = |printed: &str| apart(printed, "");
    for (printed, apart) in [
        ("Manzil Zaheer", "Zaheer|Manzil|"),
        ("M. Okafor", "Okafor|M.|"),
        ("Okafor, M.", "Okafor|M.|"),
        ("Ludwig van  Beethoven", "van Beethoven|Ludwig|"),
        ("Lars van der Berg", "van der Berg|Lars|"),
        ("Martin Luther King Jr.", "King|Martin Luther|Jr."),
        ("Henry Ford, Jr.", "Ford|Henry|Jr."),
        ("Ford, Jr., Henry", "Ford|Henry|Jr."),
        ("Müller-Lüdenscheidt Å. Zoë", "Zoë|Müller-Lüdenscheidt Å.|"),
        ("王小明", "王小明"),
        ("Aristotle", "Aristotle"),
        ("The ATLAS Collaboration", "The ATLAS Collaboration"),
        ("Procter and Gamble", "Procter and Gamble"),
        ("van Gogh", "van Gogh"),
        ("Ana De Luca", "De Luca|Ana|"),
        ("Jo\u{e3}o dos Santos", "dos Santos|Jo\u{e3}o|"),
        ("Omar al-Khalili", "al-Khalili|Omar|"),
        ("Mohammed bin Salman", "bin Salman|Mohammed|"),
        ("Henry St. John", "St. John|Henry|"),
        ("Nicolaas ten Dam", "ten Dam|Nicolaas|"),
        ("Corrie ter Horst", "ter Horst|Corrie|"),
        ("Lucia della Robbia", "della Robbia|Lucia|"),
        (
            "Se\u{e1}n \u{d3} Faol\u{e1}in",
            "\u{d3} Faol\u{e1}in|Se\u{e1}n|",
        ),
        ("Miche\u{e1}l Mac Donncha", "Mac Donncha|Miche\u{e1}l|"),
        ("Nguyen Van Nam", "Nam|Nguyen Van|"),
        ("Jos\u{e9} Ortega y Gasset", "Ortega y Gasset|Jos\u{e9}|"),
        ("Henry Ford III", "Ford|Henry|III"),
        (",", "-"),
        ("1, 2", "-"),
    ] {
        assert_eq!(name(printed), apart, "{printed}");
    }
}

#[test]
fn no_character_has_a_meaning_for_tex() {
    let entry = reference(r"50% of $x_i^2$ & #1 ~ {a\b}", &["Procter and Gamble"]);
    let text = bibtex(&entry);
    assert!(
        text.contains(
            r"title = {{50\% of \$x\_i\textasciicircum{}2\$ \& \#1 \textasciitilde{} \{a\textbackslash{}b\}}}"
        ),
        "{text}"
    );
    assert!(text.contains("author = {{Procter and Gamble}}"), "{text}");
    let alone = bibtex(&reference("a} {b", &["Procter and Gamble"]));
    assert!(
        alone.contains(r"title = {{a\textbraceright{} \textbraceleft{}b}}"),
        "{alone}"
    );
    assert_eq!(text.matches('{').count(), text.matches('}').count());
}

#[test]
fn no_value_begins_another_line() {
    let entry = reference("One\r\nER  - \nTY  - BOOK", &["A\nB"]);
    assert_eq!(bibtex(&entry).lines().count(), 6);
    assert_eq!(ris(&entry).matches("\r\n").count(), 6);
}

#[test]
fn a_key_is_plain() {
    let key = |title: &str, author: &str| reference(title, &[author]).key;
    assert_eq!(
        key("The Wandering Albatross", "Zoë Müller"),
        "muller2019wandering"
    );
    assert_eq!(key("水", "王小明"), "document012345672019");
    assert_eq!(key("3D prints", "van der Berg, L."), "vanderberg20193d");
}
