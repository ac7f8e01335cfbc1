//! `docs/troubleshooting.md` has an entry for every code that the program can say, and quotes what the program says.

use std::collections::BTreeSet;

use super::text_of;

/// The list of codes, which the bridge's test writes from Rust.
const CODES: &str = "ui/src/bridge/generated/ErrorCode.ts";

/// The English sentences, and the causes that stand in them.
const CATALOGUES: [&str; 2] = [
    "src-tauri/src/text/en/faults.rs",
    "src-tauri/src/text/en/causes.rs",
];

const PAGE: &str = "docs/troubleshooting.md";

/// One heading with a code in backticks, and what stands under it.
struct Advice {
    code: String,
    /// The program's sentence, with `…` for a fact. A sentence of an earlier version is in no catalogue.
    said: Option<String>,
    /// Whether there is a sentence about what helps.
    helps: bool,
}

fn advice(page: &str) -> Vec<Advice> {
    let parts = page.split("\n### `").skip(1);
    parts
        .filter_map(|part| {
            let (code, rest) = part.split_once('`')?;
            let lines = rest.lines().map(str::trim).filter(|line| !line.is_empty());
            let lines = lines.take_while(|line| !line.starts_with('#'));
            let (said, helps): (Vec<_>, Vec<_>) = lines.partition(|line| line.starts_with('>'));
            Some(Advice {
                code: code.to_owned(),
                said: said.first().map(|line| line[1..].trim().to_owned()),
                helps: !helps.is_empty(),
            })
        })
        .collect()
}

/// The codes in quotation marks of the generated type.
fn codes(generated: &str) -> BTreeSet<String> {
    let strings = generated.split('"').skip(1).step_by(2);
    strings.map(str::to_owned).collect()
}

/// Pieces of a quoted sentence that the catalogue does not contain.
fn unsaid<'a>(said: &'a str, catalogue: &str) -> Vec<&'a str> {
    let pieces = said.split('…').map(str::trim);
    pieces
        .filter(|piece| piece.chars().any(char::is_alphabetic) && !catalogue.contains(piece))
        .collect()
}

/// What is wrong with the page, in sentences.
fn faults(page: &str, codes: &BTreeSet<String>, catalogue: &str) -> Vec<String> {
    let entries = advice(page);
    let mut faults = Vec::new();
    for code in codes {
        match entries.iter().filter(|entry| entry.code == *code).count() {
            1 => {}
            number => faults.push(format!("{PAGE} has {number} entries for `{code}`")),
        }
    }
    for Advice { code, said, helps } in &entries {
        if !codes.contains(code) {
            faults.push(format!("{PAGE}: the program has no code `{code}`"));
        }
        if !helps {
            faults.push(format!("{PAGE}: `{code}` does not say what helps"));
        }
        match said {
            Some(said) => {
                let unsaid = unsaid(said, catalogue).into_iter();
                faults.extend(
                    unsaid.map(|piece| format!("{PAGE}, `{code}`: no fault says “{piece}”")),
                );
            }
            None if code == "earlier" => {}
            None => faults.push(format!("{PAGE}: `{code}` does not quote the program")),
        }
    }
    faults
}

#[test]
fn every_code_has_its_entry_in_troubleshooting() {
    let codes = codes(&text_of(CODES));
    assert!(
        codes.len() > 90,
        "only {} codes in {CODES}: {codes:?}",
        codes.len()
    );
    let sentences = CATALOGUES.map(|catalogue| {
        let catalogue = text_of(catalogue);
        let sentences = catalogue.split("#[cfg(test)]").next().unwrap_or_default();
        sentences.to_owned()
    });
    let faults = faults(&text_of(PAGE), &codes, &sentences.join("\n"));
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn an_entry_that_is_missing_strange_or_misquoted_is_found() {
    let codes = codes(r#"export type ErrorCode = "empty" | "full" | "earlier";"#);
    let catalogue =
        r#"Fault::Empty => "It is empty.", Fault::Full { at } => format!("{at} is full.")"#;
    let right = "\n### `empty`\n> It is empty.\n\nFill it.\n\n### `full`\n> … is full.\n\nEmpty it.\n\n## More\n\n### `earlier`\n\nAgain.\n";
    assert_eq!(faults(right, &codes, catalogue), Vec::<String>::new());
    for (from, to) in [
        ("### `full`", "### `fool`"),
        ("> … is full.", "> … is fool."),
        ("> It is empty.\n", ""),
        ("Fill it.", ""),
        ("### `earlier`", "### `empty`"),
    ] {
        let wrong = right.replace(from, to);
        assert!(!faults(&wrong, &codes, catalogue).is_empty(), "{to:?}");
    }
}
