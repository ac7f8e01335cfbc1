//! Files that are not documents, or that refuse to be read: each gets one clear sentence, and nothing is lost.

use pagewing_tests::{fixture, pdf, shared};

use super::{Run, text};

#[test]
fn what_is_no_pdf_is_told() {
    let run = Run::new();
    let picture = run.file("picture.pdf", b"\x89PNG\r\n\x1a\n0000000000");
    run.run(["summarize", "-q", text(&picture)])
        .refused(1, &["picture.pdf", "looks like a picture"]);
    let empty = run.file("empty.pdf", "");
    run.run(["summarize", "-q", text(&empty)])
        .refused(3, &["empty.pdf", "empty"]);
}

#[test]
fn a_folder_and_a_missing_file_are_told() {
    let run = Run::new();
    run.run(["summarize", "-q", text(run.home.path())])
        .refused(1, &["folder"]);
    run.run(["extract", "-q", "no/such/file.pdf"])
        .refused(1, &["no/such/file.pdf", "File not found"]);
}

#[test]
fn a_damaged_file_is_told() {
    let run = Run::new();
    let mut bytes = pdf::about_birds();
    bytes.truncate(60);
    let cut = run.file("cut.pdf", bytes);
    run.run(["summarize", "-q", text(&cut)])
        .refused(1, &["cut.pdf", "damaged"]);
}

#[test]
fn a_file_without_running_text_is_told() {
    let run = Run::new();
    let blank = run.file("blank.pdf", pdf::of_lines(&[&[]]));
    run.run(["summarize", "-q", text(&blank)])
        .refused(3, &["blank.pdf", "text"]);
}

#[test]
fn one_bad_file_never_stops_the_others() {
    let run = Run::new();
    let bad = run.file("bad.pdf", "nothing");
    let good = run.file("good.pdf", pdf::about_birds());
    let ended = run.run(["summarize", "-q", text(&bad), text(&good), "missing.pdf"]);
    assert_eq!(ended.code, 1);
    assert!(ended.out.contains("[p. 2]"), "{}", ended.out);
    for name in ["bad.pdf", "missing.pdf"] {
        assert!(ended.err.contains(name), "{}", ended.err);
    }
}

#[test]
fn a_json_reader_gets_the_error_too() {
    let run = Run::new();
    let ended = run.run(["summarize", "-q", "--json", "missing.pdf"]);
    assert_eq!(ended.code, 1);
    let line: serde_json::Value = serde_json::from_str(&ended.out).expect("one line of JSON");
    assert_eq!(line["error"]["code"], "not_found");
    assert_eq!(line["summary"], serde_json::Value::Null);
}

#[test]
#[ignore = "needs ../shared/pdfs/encrypted"]
fn an_encrypted_file_asks_for_its_password() {
    let folder = shared("pdfs/encrypted");
    let run = Run::new();
    for (name, password) in [
        ("r2-user-password.pdf", "asdfzxcv"),
        ("r4-aes-user-password.pdf", "asdfzxcv"),
        ("r6-both-passwords.pdf", "foo"),
        ("libreoffice-writer-password.pdf", "openpassword"),
    ] {
        let file = folder.join(name);
        let file = text(&file);
        run.run(["extract", "-q", file])
            .refused(4, &[name, "password"]);
        run.run(["extract", "-q", file, "--password", "wrong"])
            .refused(4, &[name, "password"]);
        let opened = run.run(["extract", "-q", file, "--password", password]);
        assert_eq!(opened.code, 0, "{name}: {}", opened.err);
        assert!(!opened.out.trim().is_empty(), "{name}");
    }
}

#[test]
fn a_scan_is_told_from_a_text() {
    let run = Run::new();
    run.run(["summarize", "-q", text(&fixture("pdf/scanned.pdf"))])
        .refused(3, &["scanned", "Tesseract"]);
    let ended = run.run([
        "extract",
        "-q",
        "--ocr",
        "never",
        text(&fixture("pdf/scanned.pdf")),
    ]);
    ended.refused(3, &["scanned"]);
    assert!(
        !ended.err.contains("Tesseract"),
        "who wants no recognition is not told to install it:\n{}",
        ended.err
    );
}

#[test]
#[ignore = "needs ../shared/pdfs/hostile"]
fn hostile_files_are_survived() {
    let folder = shared("pdfs/hostile");
    let run = Run::new();
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .expect("the folder can be listed")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "pdf"))
        .collect();
    files.sort();
    assert!(files.len() >= 15);
    for file in files {
        let ended = run.run(["summarize", "-q", text(&file)]);
        match ended.code {
            0 => assert!(!ended.out.is_empty(), "{}", file.display()),
            1 | 3 => {
                assert_eq!(ended.out, "");
                // the message is a sentence, not a dump
                let name = file.file_name().expect("a name").to_string_lossy();
                let said = ended.err.lines().next().unwrap_or_default();
                assert!(said.contains(&*name) && said.ends_with('.'), "{said}");
            }
            other => panic!("{}: exit code {other}\n{}", file.display(), ended.err),
        }
    }
}

#[test]
fn a_folder_without_ground_truth_has_no_mean() {
    let run = Run::new();
    run.file("alone.pdf", pdf::about_birds());
    for json in [None, Some("--json")] {
        let arguments = ["eval", "extract", text(run.home.path())];
        run.run(arguments.into_iter().chain(json))
            .refused(3, &["no paper to measure", "NAME.jats.xml"]);
    }
}
