//! Scores of sequences and of substitutions in them.

use pagewing_tests::family::BASES;

use super::{genome, json, predicts};
use crate::Run;

#[test]
fn scores_are_the_logarithms_of_the_probabilities_of_the_tokens() {
    let run = Run::new();
    let file = run.file("a.fa", ">a\nACGTTNTAC\n");
    // T is as probable as all others together
    let others = (BASES.len() - 1) as f32;
    let model = predicts(
        &run,
        |word| if BASES[word] == "T" { others.ln() } else { 0.0 },
    );
    let (likely, other) = (0.5_f64.ln(), (0.5 / f64::from(others)).ln());
    // ACGT T N T AC
    let expected: [(u64, u64, f64); 5] = [
        (0, 4, other),
        (4, 5, likely),
        (5, 6, other),
        (6, 7, likely),
        (7, 9, other),
    ];
    for more in [&["--format", "json"][..], &["--format", "json", "--exact"]] {
        let shown = json(&genome(&run, "score", &file, &model, more));
        let record = &shown["records"][0];
        let track = record["track"].as_array().expect("a list");
        assert_eq!(track.len(), expected.len(), "{record}");
        for (piece, (start, end, score)) in track.iter().zip(expected) {
            assert_eq!(piece["start"], start);
            assert_eq!(piece["end"], end);
            let found = piece["values"][0].as_f64().expect("a number");
            assert!((found - score).abs() < 1e-5, "{piece}");
        }
        let sum = record["log_likelihood"].as_f64().expect("a number");
        assert!((sum - (2.0 * likely + 3.0 * other)).abs() < 1e-4);
        assert_eq!(record["tokens"], 5);
    }
    let track = genome(&run, "score", &file, &model, &[]);
    assert_eq!(
        track.out.lines().count(),
        1 + expected.len(),
        "{}",
        track.out
    );
}

#[test]
fn a_substitution_changes_what_its_tokens_change() {
    let run = Run::new();
    let file = run.file("a.fa", ">x\nGG\n>chr1:5-20\nTTTTTTAaTTTTCGTTTT\n");
    // A three times, C nine times as probable as G
    let odds = |word: usize| match BASES[word] {
        "A" => 3_f32.ln(),
        "C" => 9_f32.ln(),
        _ => 0.0,
    };
    let model = predicts(&run, odds);
    let scored = |variant: &str| {
        let more = ["--variant", variant, "--format", "json"];
        let shown = json(&genome(&run, "score", &file, &model, &more));
        let found = &shown["variants"][0];
        let number = |field: &str| found[field].as_f64().expect("a number");
        assert!((number("alternative") - number("reference") - number("effect")).abs() < 1e-9);
        assert_eq!(found["variant"], variant);
        number("effect")
    };
    assert!((scored("chr1:5-20:8:A>T") + 3_f64.ln()).abs() < 1e-4);
    assert!((scored("chr1:5-20:7:A>T") + 3_f64.ln()).abs() < 1e-4);
    // AAT becomes ACT: AC is one token where A and A were two
    let all = 3.0 + 9.0 + (BASES.len() - 2) as f64;
    let effect = (1.0 / all).ln() - 2.0 * (3.0 / all).ln();
    assert!((scored("chr1:5-20:8:A>C") - effect).abs() < 1e-4);
    // AAT becomes AGT: GT is one token where A and T were two
    let effect = (1.0 / all).ln() - (3.0 / all).ln() - (1.0 / all).ln();
    assert!((scored("chr1:5-20:8:A>G") - effect).abs() < 1e-4);
    let listed = genome(&run, "score", &file, &model, &["--variant", "x:1:G>A"]);
    assert!(
        listed
            .out
            .starts_with("variant\treference\talternative\teffect\nx:1:G>A\t")
    );
    for (variant, words) in [
        ("x:1:C>A", &["has G there", "Positions count from 1"][..]),
        ("x:3:G>A", &["has 2 bases"]),
        ("y:1:G>A", &["names the record y"]),
        ("x:1:GG>A", &["isn't a substitution"]),
    ] {
        genome(&run, "score", &file, &model, &["--variant", variant]).refused(2, words);
    }
}
