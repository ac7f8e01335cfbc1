//! What the commands print when all is well.

use std::path::Path;
#[cfg(unix)]
use std::time::{Duration, Instant};

use pagewing_tests::{fixture, pdf, shared};
use serde_json::Value;

use super::{Run, text};

fn json(text: &str) -> Value {
    serde_json::from_str(text).expect("one line of JSON")
}

#[test]
fn key_sentences_are_quotations_with_their_pages() {
    let run = Run::new();
    let file = run.file("birds.pdf", pdf::about_birds());
    let document = json(&run.run(["extract", "-q", "--json", text(&file)]).out);
    let line = json(&run.run(["summarize", "-q", "--json", text(&file)]).out);
    let summary = &line["summary"];
    assert_eq!(summary["origin"]["kind"], "key_sentences");
    assert_eq!(summary["complete"], true);
    let sentences = summary["sentences"].as_array().expect("a list");
    assert!(!sentences.is_empty());
    for sentence in sentences {
        let source = &sentence["evidence"][0];
        let id = source["sentence"].as_u64().expect("an id") as usize;
        let quoted = &document["sentences"][id];
        assert_eq!(sentence["text"], quoted["text"]);
        assert_eq!(source["page"], quoted["places"][0]["page"]);
    }
    let said: Vec<_> = sentences.iter().map(|s| s["text"].to_string()).collect();
    assert!(said.iter().all(|text| text.contains("birds")), "{said:?}");
}

#[test]
fn a_model_writes_with_evidence_for_every_sentence() {
    let run = Run::new();
    let file = run.file("birds.pdf", pdf::about_birds());
    let model = fixture("tiny-model");
    let arguments = ["--beams", "2", "--max-tokens", "24"];
    let command = ["summarize", "-q", text(&file), "--model", text(&model)];
    let all = command.iter().chain(&arguments);
    let plain = run.run(all.clone());
    assert_eq!(plain.code, 0, "{}", plain.err);
    assert!(
        plain.out.contains("Summary written by tiny-model"),
        "{}",
        plain.out
    );

    let line = json(&run.run(all.chain(&["--json"])).out);
    let summary = &line["summary"];
    assert_eq!(summary["origin"]["name"], "tiny-model");
    for sentence in summary["sentences"].as_array().expect("a list") {
        assert!(
            plain
                .out
                .contains(sentence["text"].as_str().expect("a text"))
        );
        let sources = sentence["evidence"].as_array().expect("a list");
        assert!(!sources.is_empty());
        let sum: f64 = sources.iter().filter_map(|s| s["weight"].as_f64()).sum();
        assert!((sum - 1.0).abs() < 1e-3, "{sum}");
        let support = sentence["support"].as_f64().expect("a score");
        assert!((0.0..=1.0).contains(&support));
    }
}

#[test]
#[ignore = "needs ../shared/pdfs/papers"]
fn a_document_longer_than_a_window_is_read_to_its_end() {
    let model = fixture("tiny-model");
    let paper = shared("pdfs/papers/pmc-PMC5758638.pdf");
    let run = Run::new();
    let ended = run.run([
        "summarize",
        "-q",
        "--json",
        "--length",
        "long",
        "--beams",
        "1",
        "--max-tokens",
        "12",
        text(&paper),
        "--model",
        text(&model),
    ]);
    assert_eq!(ended.code, 0, "{}", ended.err);
    let line = json(&ended.out);
    let pages: Vec<u64> = line["summary"]["sentences"]
        .as_array()
        .expect("a list")
        .iter()
        .flat_map(|sentence| sentence["evidence"].as_array().expect("a list"))
        .filter_map(|source| source["page"].as_u64())
        .collect();
    assert!(
        pages.contains(&1) && pages.iter().any(|page| *page >= 4),
        "{pages:?}"
    );
}

#[test]
fn a_reader_of_a_pipe_gets_sentences_as_lines() {
    let run = Run::new();
    let file = run.file("birds.pdf", pdf::about_birds());
    let out = run.run(["summarize", "-q", text(&file)]).out;
    let mut lines = out.lines();
    assert!(lines.next().is_some_and(|title| !title.is_empty()));
    assert_eq!(
        lines.next(),
        Some("Key sentences, quoted from the document")
    );
    assert_eq!(lines.next(), Some(""));
    for line in lines {
        assert!(
            line.ends_with("[p. 1]") || line.ends_with("[p. 2]"),
            "{line}"
        );
    }
}

#[test]
fn extract_explains_the_title_and_every_block() {
    let run = Run::new();
    let file = pagewing_tests::root().join("assets/example/shelf-life-of-small-fruits.pdf");
    let document = json(&run.run(["extract", "-q", "--json", text(&file)]).out);
    let explained = json(
        &run.run(["extract", "-q", "--explain", "--json", text(&file)])
            .out,
    );
    let reasons = explained["blocks"].as_array().expect("a list");
    let blocks = document["blocks"].as_array().expect("a list");
    let ids = |list: &[Value], key: &str| -> Vec<Value> {
        list.iter().map(|entry| entry[key].clone()).collect()
    };
    assert_eq!(ids(reasons, "block"), ids(blocks, "id"));
    for (block, reasons) in blocks.iter().zip(reasons) {
        // each paragraph has a line on whether it continues the one before
        let asked = ["paragraph", "list_item"]
            .iter()
            .any(|kind| block["kind"] == *kind);
        assert_eq!(asked, !reasons["apart"].is_null(), "{block} {reasons}");
    }
    let candidates = explained["title"]["candidates"].as_array().expect("a list");
    let chosen: Vec<_> = candidates.iter().filter(|c| c["chosen"] == true).collect();
    assert_eq!(chosen.len(), 1, "{candidates:?}");
    assert_eq!(chosen[0]["text"], document["title"]);

    let words = run.run(["extract", "-q", "--explain", text(&file)]).out;
    let title = document["title"].as_str().expect("a title");
    assert!(
        words.starts_with(&format!("Title: {title}\n  because ")),
        "{words}"
    );
    assert!(words.contains("begins here: "), "{words}");

    let plain = run.file("birds.txt", "A note.\n\nIt is short.");
    let words = run.run(["extract", "-q", "--explain", text(&plain)]).out;
    assert!(words.contains("has no pages"), "{words}");
}

#[test]
fn extract_prints_the_text_in_order() {
    let run = Run::new();
    let file = run.file("birds.pdf", pdf::about_birds());
    let out = run.run(["extract", "-q", text(&file)]).out;
    let place = |words| out.find(words).unwrap_or_else(|| panic!("{words}: {out}"));
    assert!(place("Large birds of the open sea") < place("in the spring of 1998"));
    assert!(place("in the spring of 1998") < place("We conclude that long wings"));
}

#[test]
fn wrong_use_is_told() {
    let run = Run::new();
    run.run(["summarize"]).refused(2, &["FILES"]);
    run.run(["summarize", "a.pdf", "--beams", "0"])
        .refused(2, &["--beams"]);
    run.run(["frobnicate", "--now"]).refused(2, &["--now"]);
}

#[test]
fn the_doctor_finds_a_home_that_cannot_be_used() {
    let run = Run::new();
    let well = run.run(["doctor"]);
    assert_eq!(well.code, 0, "{}{}", well.out, well.err);
    assert!(
        well.out.lines().all(|line| line.starts_with("ok ")),
        "{}",
        well.out
    );

    let data = run.home.path().join("home/data");
    std::fs::create_dir_all(&data).expect("the home can be written");
    std::fs::write(data.join("library.sqlite"), vec![b'x'; 4096]).expect("the home");
    let ill = run.run(["doctor", "--json"]);
    assert_eq!(ill.code, 1);
    let findings = json(&ill.out);
    let library = findings
        .as_array()
        .expect("a list")
        .iter()
        .find(|finding| finding["what"] == "library")
        .expect("the library is looked at");
    assert_eq!(library["error"]["code"], "library_damaged");
}

#[test]
fn a_reader_that_has_heard_enough_is_no_failure() {
    let run = Run::new();
    let page: Vec<String> = (0..50)
        .map(|n| format!("This is line {n} of a page that nobody reads to its end."))
        .collect();
    let page: Vec<&str> = page.iter().map(String::as_str).collect();
    let file = run.file("long.pdf", pdf::of_lines(&vec![page.as_slice(); 60]));
    let mut child = run
        .command()
        .args(["extract", "-q", text(&file)])
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .expect("the binary can be started");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("it ends");
    assert_eq!(super::ended(&output).code, 0);
}

/// Waits until the process has a child: its extract worker, which starts after the program handles Ctrl-C.
#[cfg(unix)]
fn wait_for_worker(process: u32) {
    let limit = Instant::now() + Duration::from_secs(60);
    loop {
        let children = std::process::Command::new("pgrep")
            .args(["-P", &process.to_string()])
            .output()
            .expect("pgrep is there");
        if !children.stdout.is_empty() {
            return;
        }
        assert!(Instant::now() < limit, "no worker was started");
        std::thread::sleep(Duration::from_millis(5));
    }
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_cleanly() {
    let slow = fixture("hostile/exponential-forms.pdf");
    let run = Run::new();
    let child = run
        .command()
        .args(["summarize", "-q", text(&slow)])
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .expect("the binary can be started");
    wait_for_worker(child.id());
    let pressed = std::process::Command::new("kill")
        .args(["-INT", &child.id().to_string()])
        .status()
        .expect("kill is there");
    assert!(pressed.success());
    let output = child.wait_with_output().expect("it ends");
    let ended = super::ended(&output);
    ended.refused(130, &[]);
}

#[test]
fn the_doctor_names_what_models_run_on_and_no_secret() {
    let run = Run::new();
    let config = run.home.path().join("home/config");
    std::fs::create_dir_all(&config).expect("the home can be written");
    let settings =
        r#"{"mirror": "https://me:s3cret@mirror.example", "proxy": "me:s3cret@own.example:8080"}"#;
    std::fs::write(config.join("settings.json"), settings).expect("the home can be written");
    for json in [&["doctor"][..], &["doctor", "--json"]] {
        let mut command = run.command();
        command.args(json).env("HF_TOKEN", "s3cret");
        command.env("HTTPS_PROXY", "http://me:s3cret@proxy.example");
        let told = super::ended(&command.output().expect("the binary can be started"));
        assert_eq!(told.code, 0, "{}{}", told.out, told.err);
        for known in ["HF_TOKEN", "HTTPS_PROXY", "mirror.example"] {
            assert!(told.out.contains(known), "{known}: {}", told.out);
        }
        assert!(!told.out.contains("s3cret"), "{}", told.out);
    }
    let findings = json(&run.run(["doctor", "--json"]).out);
    let facts = |what: &str| {
        let findings = findings.as_array().expect("a list").iter();
        let mut of = findings.filter(|finding| finding["what"] == what);
        of.next().expect("it is looked at")["facts"].clone()
    };
    assert!(facts("machine")["threads"].as_u64().is_some_and(|n| n > 0));
    // the worker beside the program is of the same build, and reads without the window's libraries
    let reads = facts("reading")["program"].clone();
    let reads = reads.as_str().expect("a path");
    assert!(reads.contains("pagewing-worker"), "{reads}");
    let processor = facts("processor");
    let has = |feature: &str| {
        let features = processor["features"].as_array().expect("a list");
        features.iter().any(|name| name == feature)
    };
    match processor["int8"].as_str().expect("a name") {
        "avx512_vnni" => assert!(has("AVX-512 VNNI")),
        "avx_vnni" => assert!(has("AVX-VNNI")),
        "avx2" => assert!(has("AVX2") && has("FMA")),
        "neon" => assert!(has("NEON") && !has("dotprod")),
        "dotprod" => assert!(has("dotprod") && !has("i8mm")),
        "i8mm" => assert!(has("dotprod") && has("i8mm")),
        "plain" => assert!(!has("AVX2") && !has("NEON")),
        other => panic!("{other}"),
    }
    assert_eq!(facts("network")["connections"], 0);
    assert_eq!(facts("precision")["chosen"], "automatic");
}

/// What a terminal shows of a command, if `script` is there to be one.
#[cfg(target_os = "linux")]
fn on_a_terminal(run: &Run, arguments: &[&str]) -> Option<String> {
    let plain = run.command();
    let words = [plain.get_program().to_str().expect("a path in UTF-8")];
    let words = words.iter().chain(arguments);
    let line: Vec<String> = words.map(|word| format!("'{word}'")).collect();
    let mut terminal = std::process::Command::new("script");
    terminal.args(["-qec", &line.join(" "), "/dev/null"]);
    for (name, value) in plain.get_envs() {
        match value {
            Some(value) => terminal.env(name, value),
            None => terminal.env_remove(name),
        };
    }
    let output = terminal.output().ok()?;
    Some(String::from_utf8(output.stdout).expect("output is UTF-8"))
}

#[cfg(target_os = "linux")]
#[test]
fn a_person_at_a_terminal_is_told_once_how_to_get_written_summaries() {
    let run = Run::new();
    let file = run.file("birds.pdf", pdf::about_birds());
    let advice = "pagewing models download google/bigbird-pegasus-large-arxiv";
    let files = ["summarize", text(&file), text(&file)];
    let Some(shown) = on_a_terminal(&run, &files) else {
        eprintln!("Passed over: there is no script(1)");
        return;
    };
    assert_eq!(shown.matches(advice).count(), 1, "{shown}");
    for options in [&["--quiet"][..], &["--model", "none"], &["--json"]] {
        let all = [&files[..], options].concat();
        let shown = on_a_terminal(&run, &all).expect("it was there before");
        assert!(shown.contains("birds"), "{shown}");
        assert!(!shown.contains(advice), "{options:?}: {shown}");
    }
    // a pipe is not a person
    let piped = run.run(files);
    assert!(!piped.err.contains(advice), "{}", piped.err);
}

#[test]
fn a_model_is_converted_measured_and_used() {
    convert_measure_and_use(&fixture("tiny-model"));
}

#[test]
#[ignore = "needs ../shared/reference"]
fn a_half_precision_model_is_converted_measured_and_used() {
    convert_measure_and_use(&shared("reference/checkpoints/tiny-realvocab"));
}

fn convert_measure_and_use(model: &Path) {
    let run = Run::new();
    let out = run.home.path().join("small");
    let ended = run.run([
        "models",
        "convert",
        text(model),
        "--out",
        text(&out),
        "--json",
    ]);
    assert_eq!(ended.code, 0, "{}", ended.err);
    let told = json(&ended.out);
    assert!(told["error"].is_null());
    let int8 = told["conversion"]["int8"].as_object().expect("matrices");
    let kept = told["conversion"]["kept"].as_object().expect("matrices");
    assert!(!int8.is_empty());
    assert_eq!(
        told["errors"].as_object().expect("errors").len(),
        int8.len() + kept.len()
    );
    let size = |folder: &Path| {
        std::fs::metadata(folder.join("model.safetensors"))
            .expect("weights")
            .len()
    };
    // in a matrix this narrow, half of the bytes are scales
    assert!(size(&out) < size(model));

    let ended = run.run([
        "bench",
        "--model",
        text(&out),
        "--tokens",
        "300",
        "--new-tokens",
        "4",
        "--beams",
        "2",
        "--json",
    ]);
    assert_eq!(ended.code, 0, "{}", ended.err);
    let told = json(&ended.out);
    assert_eq!(told["precision"], "int8");
    assert_eq!(
        (&told["tokens"], &told["new_tokens"]),
        (&300.into(), &4.into())
    );

    // a second conversion has nothing to convert
    let ended = run.run(["models", "convert", text(&out)]);
    ended.refused(1, &["converted already"]);
}
