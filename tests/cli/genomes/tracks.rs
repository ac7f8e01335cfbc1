//! Classes along sequences as tracks, from exact weights and from a fast copy.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use pagewing_tests::family::Made;

use super::{LABELS, bases, classifier, genome, json};
use crate::{Run, text};

/// It says `promoter` with a probability of three quarters, whatever it reads.
fn sure(run: &Run, name: &str, problem: &str) -> PathBuf {
    let logit = match problem {
        "single_label_classification" => 3_f32.ln(),
        _ => 0.0,
    };
    Made::over_bases("BigBirdForSequenceClassification")
        .classes_of_texts(&LABELS)
        .with("problem_type", problem.into())
        .set("classifier.out_proj.weight", |_| 0.0)
        .set(
            "classifier.out_proj.bias",
            |n| if n == 1 { logit } else { 0.0 },
        )
        .write(run.home.path(), name)
}

#[test]
fn a_track_covers_every_record_and_says_what_the_model_says() {
    let run = Run::new();
    let long = bases(2000);
    let gap = "N".repeat(150);
    let file = run.file(
        "a.fa",
        format!("; made up\n>chr1 long\r\n{long}\r\n>chr2\nacgtnACGT\n>chr3\nAC\n{gap}\nGT\n"),
    );
    let model = sure(&run, "sure", "single_label_classification");
    let bed = genome(&run, "classify", &file, &model, &[]);
    assert_eq!((bed.code, bed.err.as_str()), (0, ""));
    let mut ends = BTreeMap::new();
    for line in bed.out.lines() {
        let fields: Vec<&str> = line.split('\t').collect();
        assert_eq!((fields[3], fields[4]), ("promoter", "750"), "{line}");
        let [start, end] = [fields[1], fields[2]].map(|it| it.parse::<u64>().expect("a number"));
        let before = ends.insert(fields[0].to_owned(), end).unwrap_or(0);
        assert!(start == before || (before, start) == (2, 152), "{line}");
    }
    let expected = [("chr1", 2000), ("chr2", 9), ("chr3", 154)];
    let expected = expected.map(|(name, end)| (name.to_owned(), end));
    assert_eq!(ends, BTreeMap::from(expected));

    let shown = json(&genome(
        &run,
        "classify",
        &file,
        &model,
        &["--format", "json"],
    ));
    assert_eq!(shown["labels"], serde_json::json!(LABELS));
    let chr2 = &shown["records"][1];
    assert_eq!(chr2["masked"], 5);
    assert_eq!(chr2["unknown"], 1);
    let probability = chr2["track"][0]["values"][1].as_f64().expect("a number");
    assert!((probability - 0.75).abs() < 1e-6, "{probability}");

    let output = run.home.path().join("track.bedgraph");
    let more = [
        "--format",
        "bedgraph",
        "--label",
        "promoter",
        "--output",
        text(&output),
    ];
    assert_eq!(genome(&run, "classify", &file, &model, &more).code, 0);
    let track = std::fs::read_to_string(&output).expect("the track");
    assert_eq!(track.matches("track type=bedGraph").count(), 1);
    for line in track.lines().skip(1) {
        let value = line
            .rsplit('\t')
            .next()
            .and_then(|it| it.parse::<f64>().ok());
        assert!(
            value.is_some_and(|value| (value - 0.75).abs() < 1e-6),
            "{line}"
        );
    }
}

#[test]
fn classes_that_do_not_exclude_each_other_are_all_named() {
    let run = Run::new();
    let file = run.file("a.fa", ">a\nACGTACGT\n");
    let model = sure(&run, "several", "multi_label_classification");
    let bed = genome(&run, "classify", &file, &model, &[]);
    assert_eq!(
        bed.out,
        "a\t0\t8\tno_promoter\t500\na\t0\t8\tpromoter\t500\n"
    );
}

#[test]
fn a_model_that_classifies_tokens_gives_a_piece_for_each() {
    let run = Run::new();
    let file = run.file("a.fa", ">a\nACGTAC\n");
    let model = Made::over_bases("BigBirdForTokenClassification")
        .classes_of_tokens(&["intron", "exon"])
        .set("classifier.weight", |_| 0.0)
        .set("classifier.bias", |n| if n == 1 { 3_f32.ln() } else { 0.0 })
        .write(run.home.path(), "tokens");
    let bed = genome(&run, "classify", &file, &model, &[]);
    assert_eq!(
        bed.out, "a\t0\t4\texon\t750\na\t4\t6\texon\t750\n",
        "{}",
        bed.err
    );
}

/// The same result as from the exact weights, with other digits: so int8 was used.
#[test]
fn a_copy_in_int8_says_nearly_the_same() {
    let run = Run::new();
    let file = run.file("a.fa", format!(">a\n{}\n", bases(300)));
    let labels = ["a", "b", "c", "d", "e", "f", "g", "h", "i"];
    let class = |n: usize| if n == 4 { 3.0 } else { 0.0 };
    let small = |n: usize| ((n * 31) % 17) as f32 / 170.0 - 0.05;
    let texts = Made::over_bases("BigBirdForSequenceClassification")
        .classes_of_texts(&labels)
        .set("classifier.out_proj.weight", small)
        .set("classifier.out_proj.bias", class)
        .write(run.home.path(), "texts");
    let tokens = Made::over_bases("BigBirdForTokenClassification")
        .classes_of_tokens(&labels)
        .set("classifier.weight", small)
        .set("classifier.bias", class)
        .write(run.home.path(), "tokens");
    let words = Made::over_bases("BigBirdForMaskedLM")
        .predictions()
        .write(run.home.path(), "words");
    for (command, model) in [("classify", texts), ("classify", tokens), ("score", words)] {
        let ended = run.run(["models", "convert", text(&model), "-q"]);
        assert_eq!(ended.code, 0, "{}", ended.err);
        let fast = format!("{}-int8", text(&model));
        let found = [model.as_path(), Path::new(&fast)].map(|model| {
            let ended = genome(&run, command, &file, model, &["--format", "json"]);
            json(&ended)["records"][0]["track"].clone()
        });
        let [exact, rounded] = found.map(|track| {
            let track = track.as_array().expect("a list").clone();
            let values = track
                .iter()
                .flat_map(|piece| piece["values"].as_array().cloned());
            let numbers = values
                .flatten()
                .map(|value| value.as_f64().expect("a number"));
            numbers.collect::<Vec<f64>>()
        });
        assert_eq!(exact.len(), rounded.len(), "{command}");
        assert_ne!(exact, rounded, "{command}");
        if command == "classify" {
            let mut both = exact.iter().zip(&rounded);
            assert!(
                both.all(|(a, b)| (a - b).abs() < 0.05),
                "{exact:?} {rounded:?}"
            );
        }
    }
}

#[test]
fn compressed_sequences_give_the_same_track() {
    use std::io::Write;
    let run = Run::new();
    let content = format!(">a\n{}\n", bases(1000));
    let plain = run.file("a.fa", &content);
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packer.write_all(content.as_bytes()).expect("memory");
    let packed = run.file("a.fa.gz", packer.finish().expect("memory"));
    let model = classifier(&run);
    let track = |file: &Path| genome(&run, "classify", file, &model, &[]);
    assert_eq!(track(&plain).out, track(&packed).out);
    assert!(!track(&plain).out.is_empty());
}
