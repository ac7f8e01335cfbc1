//! What models say along sequences. Where weights are zero, it is known what a model says.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, Instant};

use pagewing_tests::family::{BASES, Made, POSITIONS, WIDTH};
use serde_json::Value;

use super::{Ended, Run, text};

const LABELS: [&str; 2] = ["no promoter", "promoter"];

/// Bases that look random and are always the same.
fn bases(count: usize) -> String {
    let base = |n: usize| ["A", "C", "G", "T"][(n * n * 7 + n / 3) % 13 % 4];
    (0..count).map(base).collect()
}

fn classifier(run: &Run) -> PathBuf {
    Made::over_bases("BigBirdForSequenceClassification")
        .classes_of_texts(&LABELS)
        .write(run.home.path(), "classifier")
}

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

fn genome(run: &Run, command: &str, file: &Path, model: &Path, more: &[&str]) -> Ended {
    let fixed = ["genome", command, text(file), "--model", text(model), "-q"];
    run.run(fixed.iter().chain(more))
}

fn json(ended: &Ended) -> Value {
    serde_json::from_str(&ended.out).unwrap_or_else(|error| panic!("{error}: {}", ended.err))
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

#[test]
fn a_killed_run_goes_on_and_ends_like_one_that_was_not_killed() {
    const KILLS: u32 = 8;
    let run = Run::new();
    let file = run.file(
        "a.fa",
        format!(">a\n{}\n>b\n{}\n", bases(20_000), bases(9_000)),
    );
    let model = classifier(&run);
    let arguments = |out| {
        [
            "genome",
            "classify",
            text(&file),
            "--model",
            text(&model),
            "-q",
            "--format",
            "json",
            "-o",
            out,
        ]
    };
    let (whole, killed) = (
        run.home.path().join("whole"),
        run.home.path().join("killed"),
    );
    let started = Instant::now();
    assert_eq!(run.run(arguments(text(&whole))).code, 0);
    let took = started.elapsed();
    for kill in 0..KILLS {
        let mut command = run.command();
        command.args(arguments(text(&killed)));
        command.stdout(Stdio::null()).stderr(Stdio::null());
        let mut child = command.spawn().expect("the binary can be started");
        std::thread::sleep(took * (kill * 3 % KILLS) / (2 * KILLS) + Duration::from_millis(1));
        child.kill().expect("it is a child");
        child.wait().expect("it is a child");
    }
    assert_eq!(run.run(arguments(text(&killed))).code, 0);
    let read = |file: &Path| std::fs::read_to_string(file).expect("a result");
    assert!(read(&whole) == read(&killed));
    // what was kept of the work is gone once it is done
    let kept = std::fs::read_dir(run.home.path().join("home/data/genomes")).expect("a folder");
    assert_eq!(kept.count(), 0);
}

#[test]
fn a_run_that_was_stopped_says_where_it_goes_on() {
    let run = Run::new();
    let file = run.file("a.fa", format!(">a\n{}\n", bases(3000)));
    let model = classifier(&run);
    // the folder of a result is missing, so what was done stays
    let nowhere = run.home.path().join("none/track.bed");
    let ended = genome(&run, "classify", &file, &model, &["-o", text(&nowhere)]);
    ended.refused(1, &["can't write"]);
    let again = ["genome", "classify", text(&file), "--model", text(&model)];
    let ended = run.run(again);
    assert_eq!(ended.code, 0);
    assert!(
        ended
            .err
            .contains("Going on where an earlier run stopped, at 100%."),
        "{}",
        ended.err
    );
    // done is done
    let ended = run.run(again);
    assert!(!ended.err.contains("Going on"), "{}", ended.err);
}

/// A model whose probabilities of words are those of a softmax over `bias`, whatever it reads.
fn predicts(run: &Run, bias: impl Fn(usize) -> f32) -> PathBuf {
    Made::over_bases("BigBirdForMaskedLM")
        .predictions()
        .set("cls.predictions.transform.LayerNorm.weight", |_| 0.0)
        .set("cls.predictions.bias", bias)
        .write(run.home.path(), "predicts")
}

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

#[test]
fn vectors_are_rows_of_an_array_and_their_places_are_named() {
    let run = Run::new();
    let file = run.file("a.fa", format!(">a\n{}\n>b\nACGT\n", bases(1500)));
    let model = classifier(&run);
    let out = run.home.path().join("windows.npy");
    let ended = genome(&run, "embed", &file, &model, &["--out", text(&out)]);
    assert_eq!((ended.code, ended.out.as_str()), (0, ""), "{}", ended.err);
    let bytes = std::fs::read(&out).expect("the array");
    let places = std::fs::read_to_string(out.with_extension("bed")).expect("the places");
    let rows = places.lines().count();
    let shape = format!("'shape': ({rows}, {WIDTH})");
    assert!(
        String::from_utf8_lossy(&bytes[..128]).contains(&shape),
        "{shape}"
    );
    assert_eq!(bytes.len() % 64, rows * WIDTH * 4 % 64);
    assert!(
        places.ends_with(&format!("b\t0\t4\t{}\n", rows - 1)),
        "{places}"
    );
    // no window has more tokens than the model reads, and a token has at least one base
    assert!(rows > 1500 / (4 * (POSITIONS - 2)));
    let values = bytes[bytes.len() - rows * WIDTH * 4..].chunks_exact(4);
    let mut values = values.map(|it| f32::from_le_bytes([it[0], it[1], it[2], it[3]]));
    assert!(values.all(f32::is_finite));
}

#[test]
fn no_file_of_a_person_is_written_over_that_they_did_not_name() {
    let run = Run::new();
    let content = format!(">a\n{}\n", bases(300));
    let file = run.file("a.fa", &content);
    let model = classifier(&run);
    // the sequences themselves
    let over = genome(&run, "classify", &file, &model, &["--output", text(&file)]);
    assert_ne!(over.code, 0);
    assert_eq!(std::fs::read_to_string(&file).expect("a file"), content);
    // places of something else
    let genes = run.file("genes.bed", "a\t0\t4\tgene\n");
    let array = run.home.path().join("genes.npy");
    let more = ["--out", text(&array)];
    assert_ne!(genome(&run, "embed", &file, &model, &more).code, 0);
    let kept = std::fs::read_to_string(&genes).expect("a file");
    assert_eq!(kept, "a\t0\t4\tgene\n");
    assert!(!array.exists());
    // its own places, in the place of those from before
    std::fs::remove_file(&genes).expect("a file");
    for _ in 0..2 {
        assert_eq!(genome(&run, "embed", &file, &model, &more).code, 0);
    }
    // an array whose name ends like that of its places
    let odd = run.home.path().join("odd.bed");
    assert_eq!(
        genome(&run, "embed", &file, &model, &["--out", text(&odd)]).code,
        0
    );
    let bytes = std::fs::read(&odd).expect("the array");
    assert!(bytes.starts_with(b"\x93NUMPY"));
    assert!(run.home.path().join("odd.bed.bed").exists());
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
fn work_whose_result_nobody_read_is_kept() {
    let run = Run::new();
    let file = run.file("a.fa", format!(">a\n{}\n", bases(300)));
    let model = classifier(&run);
    let mut command = run.command();
    command.args(["genome", "classify", text(&file), "--model", text(&model)]);
    command.stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = command.spawn().expect("the binary can be started");
    drop(child.stdout.take());
    assert!(child.wait().expect("it is a child").success());
    let kept = std::fs::read_dir(run.home.path().join("home/data/genomes")).expect("a folder");
    assert_eq!(kept.count(), 1);
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
