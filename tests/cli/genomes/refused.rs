//! Files without sequences and models that do not fit, refused in a sentence.

use pagewing_tests::family::Made;
use serde_json::Value;

use super::{LABELS, classifier, genome, json, predicts};
use crate::{Run, text};

#[test]
fn what_is_no_sequence_is_refused_in_a_sentence() {
    let run = Run::new();
    let model = classifier(&run);
    let protein = ">p53\nMEEPQSDPSVEPPLSQETFSDLWKLLPENNVLSPLPSQAMDDLMLSPDDIEQWFTEDPGP\n";
    for (content, code, words) in [
        (protein, 1, &["p53", "line 1", "is a protein"][..]),
        (">a\nACGT\nAC-T\n", 1, &["“-” in line 3, column 3"]),
        (
            ">a\n>b\nACGT\n",
            3,
            &["The record a in line 1 has no bases"],
        ),
        ("ACGT\n", 1, &["line 1", "“>chr1”"]),
        ("", 3, &["The file is empty"]),
    ] {
        let file = run.file("bad.fa", content);
        genome(&run, "classify", &file, &model, &[]).refused(code, words);
    }
    // the other commands check the file in the same way
    let predicts = predicts(&run, |_| 0.0);
    let (file, array) = (run.file("bad.fa", protein), run.home.path().join("a.npy"));
    genome(&run, "score", &file, &predicts, &[]).refused(1, &["p53", "is a protein"]);
    let out = ["--out", text(&array)];
    genome(&run, "embed", &file, &model, &out).refused(1, &["p53", "is a protein"]);
    let empty = run.file("empty.fa", ">a\nACGT\n>b\n\n");
    genome(&run, "score", &empty, &predicts, &[]).refused(3, &["The record b in line 3"]);
    genome(&run, "embed", &empty, &model, &out).refused(3, &["The record b in line 3"]);
    assert!(!array.exists());
    let missing = run.home.path().join("missing.fa");
    genome(&run, "classify", &missing, &model, &[]).refused(1, &["File not found"]);
    let file = run.file("bad.fa", ">a\nACGT!\n");
    let shown = json(&genome(
        &run,
        "classify",
        &file,
        &model,
        &["--format", "json"],
    ));
    assert_eq!(shown["error"]["code"], "wrong_letter");
    assert_eq!(shown["error"]["line"], 2);
    assert_eq!(shown["error"]["column"], 5);
}

#[test]
fn a_model_that_does_not_fit_is_refused_in_a_sentence() {
    let run = Run::new();
    let file = run.file("a.fa", ">a\nACGT\n");
    let good = classifier(&run);
    genome(&run, "classify", &file, &good, &["--label", "enhancer"])
        .refused(2, &["no class “enhancer”", "“no promoter”, “promoter”"]);
    genome(&run, "score", &file, &good, &[]).refused(1, &["doesn't predict masked tokens"]);
    let predicts = predicts(&run, |_| 0.0);
    genome(&run, "classify", &file, &predicts, &[]).refused(1, &["doesn't classify sequences"]);
    let names = serde_json::json!({"0": "a", "1": "b", "2": "c"});
    let wrong = Made::over_bases("BigBirdForSequenceClassification")
        .classes_of_texts(&LABELS)
        .with("id2label", names)
        .write(run.home.path(), "wrong");
    genome(&run, "classify", &file, &wrong, &[]).refused(1, &["names 3", "tell 2 classes"]);
    // names that a training script wrote, and none at all
    let scripted = Made::over_bases("BigBirdForSequenceClassification")
        .classes_of_texts(&["LABEL_0", "LABEL_1"]);
    let nameless = Made::over_bases("BigBirdForTokenClassification")
        .classes_of_tokens(&LABELS)
        .with("id2label", Value::Null);
    for (made, name) in [(scripted, "scripted"), (nameless, "nameless")] {
        let model = made.write(run.home.path(), name);
        let ended = genome(&run, "classify", &file, &model, &[]);
        assert_eq!(ended.code, 0, "{name}: {}", ended.err);
        let said = "no names for its classes";
        assert!(ended.err.contains(said), "{name}: {}", ended.err);
        assert!(ended.out.contains("LABEL_"), "{name}: {}", ended.out);
    }
}
