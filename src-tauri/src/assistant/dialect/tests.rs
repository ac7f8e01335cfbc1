use std::collections::BTreeSet;

use super::{Dialect, TextProfile, profile_of};
use crate::assistant::sample::flow;

fn dialect(profile: TextProfile, sentences: &[&str]) -> Dialect {
    Dialect::new(profile, &flow(sentences))
}

fn prepared(profile: TextProfile, sentence: &str) -> String {
    dialect(profile, &[]).prepare(sentence)
}

fn all() -> BTreeSet<usize> {
    (0..100).collect()
}

#[test]
fn the_name_tells_the_profile() {
    for (names, expected) in [
        (
            vec!["google/bigbird-pegasus-large-arXiv"],
            TextProfile::Arxiv,
        ),
        (vec!["bigbird-pegasus-large-pubmed"], TextProfile::Pubmed),
        (vec!["bigbird-pegasus-large-bigpatent"], TextProfile::Plain),
        (
            vec!["my model", "google/bigbird-pegasus-large-pubmed"],
            TextProfile::Pubmed,
        ),
        // the folder's name takes precedence over the name of the checkpoint that it was trained from
        (
            vec!["my-bigpatent", "google/bigbird-pegasus-large-arxiv"],
            TextProfile::Plain,
        ),
        (vec!["starter"], TextProfile::Plain),
    ] {
        assert_eq!(profile_of(names.iter().copied()), expected, "{names:?}");
    }
}

/// As in the training data: "well - known", "5 - 10 g of protein / day", "2-year", "e.g.", "16.2% ,".
#[test]
fn a_sentence_goes_in_as_the_checkpoint_knows_it() {
    for (sentence, expected) in [
        (
            "The DNA (see [3, 5-7]) was cut, e.g. by Eco-RI, at 3.5 min.",
            "the dna ( see @xcite ) was cut , e.g. by eco - ri , at 3.5 min .",
        ),
        (
            "It is well-known (Smith et al., 2019; Jones, 2020) that 5-10 mg/dl suffice.",
            "it is well - known @xcite that 5 - 10 mg / dl suffice .",
        ),
        (
            "A 2-year study of Alzheimer’s disease and/or others found 16.2%, 8.6% (i.e. less).",
            "a 2-year study of alzheimer 's disease and/or others found 16.2% , 8.6% ( i.e. less ) .",
        ),
        ("An array a[i] is [open", "an array a[i ] is [ open"),
    ] {
        assert_eq!(prepared(TextProfile::Arxiv, sentence), expected);
        assert_eq!(prepared(TextProfile::Pubmed, sentence), expected);
        assert_eq!(prepared(TextProfile::Plain, sentence), sentence);
    }
}

#[test]
fn formulas_are_numbered_by_their_first_appearance() {
    let mut dialect = dialect(TextProfile::Arxiv, &[]);
    assert_eq!(
        dialect.prepare("For all x ∈ S we have f(x) = 1, as λ > 0."),
        "for all @xmath0 we have @xmath1 , as @xmath2 ."
    );
    assert_eq!(
        dialect.prepare("Then (with λ > 0) x ∈ S."),
        "then ( with @xmath2 ) @xmath0 ."
    );
    assert_eq!(
        prepared(TextProfile::Pubmed, "It fell (p < 0.05, n = 12)."),
        "it fell ( p < 0.05 , n = 12 ) ."
    );
}

#[test]
fn what_comes_out_has_the_documents_spelling() {
    let dialect = dialect(
        TextProfile::Arxiv,
        &[
            "We cut the DNA with Eco-RI and a Gaussian beam.",
            "RNA was not cut by Eco-RI, as Alzheimer said.",
        ],
    );
    for (written, expected) in [
        (
            "the dna ( see @xcite ) follows a gaussian ( @xmath7 ) , as expected .",
            "The DNA follows a Gaussian, as expected.",
        ),
        (
            "well - known eco - ri cuts rna <n> at 300 - 400 mg / dl , i.e. not all .",
            "Well-known Eco-RI cuts RNA at 300-400 mg/dl, i.e. not all.",
        ),
        (
            "alzheimer 's disease ( ad ) affects 16.2% of \" old \" people .",
            "Alzheimer's disease (ad) affects 16.2% of \"old\" people.",
        ),
        ("this was shown @xcite .", "This was shown."),
        ("this was shown in @xcite .", "This was shown in […]."),
        (
            "in the mssm@xcite , @xcite , it holds .",
            "In the mssm, it holds.",
        ),
    ] {
        assert_eq!(dialect.repair(written, &all()), expected);
    }
}

#[test]
fn a_formula_is_put_back_where_the_sources_have_it() {
    let mut dialect = dialect(TextProfile::Arxiv, &[]);
    let source = dialect.prepare("The decay x → 0 has a rate of 10⁻⁵ for λ > 0.");
    let known = dialect.formulas_in(&source);
    assert_eq!(known, BTreeSet::from([0, 1, 2]), "{source}");
    assert_eq!(
        dialect.repair("we study the decay @xmath0 with @xmath2 .", &known),
        "We study the decay x → 0 with λ > 0."
    );
    // a number that none of the sources has, and one that the document does not have at all
    assert_eq!(
        dialect.repair("the rate is @xmath1 for @xmath77 .", &BTreeSet::from([0])),
        "The rate is […] for […]."
    );
    assert_eq!(
        dialect.repair("the @xmath0-boson and half a @xma .", &known),
        "The x → 0-boson and half a […]."
    );
}

#[test]
fn plain_text_is_only_tidied() {
    let dialect = dialect(TextProfile::Plain, &["We saw DNA."]);
    assert_eq!(
        dialect.repair("Two  lines<n>of text - dna.", &all()),
        "Two lines of text - dna."
    );
    assert!(dialect.formulas_in("@xmath3").is_empty());
}

/// A sentence that is prepared and repaired is unchanged except for citations.
#[test]
fn both_directions_together_keep_the_sentence() {
    let sentences = [
        "We present a self-consistent model of the Milky Way.",
        "In the EU, 5-10 g of protein/day (or less) were eaten, e.g. by children.",
        "For x ∈ S the norm is |x| ≤ 1, i.e. the DNA-like chain is bounded.",
    ];
    let mut dialect = dialect(TextProfile::Arxiv, &sentences);
    for sentence in sentences {
        let read = dialect.prepare(sentence);
        assert_eq!(dialect.repair(&read, &all()), sentence, "{read}");
    }
}

#[test]
fn written_sentences_are_told_apart() {
    let cut = |profile: TextProfile, text: &str| -> Vec<String> {
        let chars: Vec<char> = text.chars().collect();
        dialect(profile, &[])
            .sentences(&chars)
            .into_iter()
            .map(|range| chars[range].iter().collect::<String>().trim().to_owned())
            .collect()
    };
    assert_eq!(
        cut(
            TextProfile::Pubmed,
            "we study 3.5 models . <n> they work , e.g. here . the end"
        ),
        [
            "we study 3.5 models .",
            "they work , e.g. here .",
            "the end"
        ]
    );
    assert_eq!(
        cut(TextProfile::Plain, "We study birds.<n>They fly. Far."),
        ["We study birds.", "They fly.", "Far."]
    );
    assert!(cut(TextProfile::Plain, " <n> . ").is_empty());
}
