//! The language of the sentences, as the environment asks for it. Numbers, codes and names of fields have none.

use pagewing_tests::pdf;

use super::{Ended, Run, ended, text};

/// Runs with these variables of the environment and no other that names a language.
fn spoken<const N: usize>(run: &Run, variables: [(&str, &str); N], arguments: &[&str]) -> Ended {
    let mut command = run.command();
    command.envs(variables).args(arguments);
    ended(&command.output().expect("the binary can be started"))
}

#[test]
fn the_environment_chooses_the_language() {
    let run = Run::new();
    let missing = ["extract", "-q", "no/such/file.pdf"];
    let german = "no/such/file.pdf: Datei nicht gefunden.";
    let english = "no/such/file.pdf: File not found.";
    let said = |variables| spoken(&run, variables, &missing);
    said([("LANG", "de_DE.UTF-8"), ("LC_NUMERIC", "C")]).refused(1, &[german]);
    said([("LANG", "en_GB.UTF-8"), ("LC_MESSAGES", "de_AT.UTF-8")]).refused(1, &[german]);
    said([("LANG", "de_DE.UTF-8"), ("LC_ALL", "C")]).refused(1, &[english]);
    said([("LANG", "ja_JP.UTF-8"), ("LC_NUMERIC", "C")]).refused(1, &[english]);
}

#[test]
fn a_german_summary_has_the_same_sentences_and_german_words_around_them() {
    let run = Run::new();
    let paper = run.file("birds.pdf", pdf::about_birds());
    let arguments = ["summarize", "-q", text(&paper)];
    let english = spoken(&run, [("LANG", "C")], &arguments);
    let german = spoken(&run, [("LANG", "de_DE.UTF-8")], &arguments);
    assert_eq!((english.code, german.code), (0, 0), "{}", german.err);
    assert!(english.out.contains("[p. 2]"), "{}", english.out);
    assert!(german.out.contains("[S. 2]"), "{}", german.out);
    assert!(
        german.out.contains("Kernsätze, zitiert aus dem Dokument"),
        "{}",
        german.out
    );
    assert!(!german.out.contains("Key sentences"), "{}", german.out);
}

#[test]
fn what_scripts_read_has_no_language() {
    let run = Run::new();
    let paper = run.file("birds.pdf", pdf::about_birds());
    let arguments = ["extract", "-q", "--json", text(&paper)];
    let english = spoken(&run, [("LANG", "C")], &arguments);
    let german = spoken(&run, [("LANG", "de_DE.UTF-8")], &arguments);
    assert_eq!(english.out, german.out);
}

#[test]
fn the_help_is_german_too() {
    let run = Run::new();
    let help = |language, arguments: &[&str]| spoken(&run, [("LANG", language)], arguments).out;
    let commands = help("de_DE.UTF-8", &["--help"]);
    for german in [
        "Aufruf: pagewing",
        "Befehle:",
        "Optionen:",
        "Exitcodes: 0 fertig",
    ] {
        assert!(commands.contains(german), "{german:?}:\n{commands}");
    }
    for english in ["Usage:", "Commands:", "Print", "Exit codes"] {
        assert!(!commands.contains(english), "{english:?}:\n{commands}");
    }
    let summarize = help("de_DE.UTF-8", &["summarize", "--help"]);
    assert!(summarize.contains("Nur diese Seiten zusammenfassen"));
    for english in ["Possible values", "possible values", "[default", "Print"] {
        assert!(!summarize.contains(english), "{english:?}:\n{summarize}");
    }
    assert!(help("C", &["--help"]).contains("Commands:"));
}
