//! The library on disks that are full or cannot be written, and with two programs at once: what is there stays, and what
//! cannot be done is said.

use std::fs;
use std::path::PathBuf;
use std::process::Stdio;

use pagewing_tests::SmallDisk;
use serde_json::Value;

use super::{Ended, Run, ended, text};

/// Room for a library and a few documents.
const SIZE: &str = "16m";

/// About the size of a document, in bytes. More than the smallest of the rests of a disk below.
const DOCUMENT: usize = 200_000;

/// A text and a bibliography that names it.
fn paper(run: &Run, title: &str) -> PathBuf {
    let sentence = format!("{title} is about boats that rest in a harbour until the tide comes. ");
    let words = sentence.repeat(DOCUMENT / sentence.len());
    run.file(&format!("{title}.txt"), format!("{title}\n\n{words}\n"));
    let entry = format!("@misc{{a, title = {{{title}}}, file = {{{title}.txt}}}}");
    run.file(&format!("{title}.bib"), entry)
}

fn import(run: &Run, title: &str) -> Ended {
    run.run(["library", "import", "-q", text(&paper(run, title))])
}

fn titles(run: &Run) -> Vec<String> {
    let listed = run.run(["library", "list", "--json", "--sort", "title"]);
    assert_eq!(listed.code, 0, "{}", listed.err);
    let found: Vec<Value> = serde_json::from_str(&listed.out).expect("a list");
    let title = |found: &Value| found["card"]["title"].as_str().map(str::to_owned);
    found.iter().filter_map(title).collect()
}

#[test]
fn a_full_disk_is_said_and_costs_nothing_that_was_there() {
    let run = Run::new();
    let Some(disk) = SmallDisk::mount(&run.home.path().join("home"), SIZE) else {
        return;
    };
    assert_eq!(import(&run, "Anchors").code, 0);
    let mut refused = 0;
    // from a disk that has no room for the copy of the file to one that has some for the database too
    for (number, left) in [0, 100, 250, 350, 450, 550, 650].into_iter().enumerate() {
        let title = format!("Boats {number}");
        let filler = disk.fill(left * 1000).expect("the disk takes a file");
        let ended = import(&run, &title);
        fs::remove_file(filler).expect("the filler goes");
        if ended.code != 0 {
            assert!(ended.err.contains("disk is full"), "{}", ended.err);
            refused += 1;
        }
        // whatever came of it, the library is in order and has what was finished
        let there = titles(&run);
        assert!(there.contains(&"Anchors".to_owned()), "{there:?}");
        assert!(there.contains(&title) || ended.code != 0, "{there:?}");
        let well = run.run(["library", "repair"]);
        assert!(well.err.contains("in order"), "{}", well.err);
        let again = import(&run, &title);
        assert_eq!(again.code, 0, "{}", again.err);
        assert!(titles(&run).contains(&title));
        // room for the next
        for arguments in [
            &["library", "remove", &title][..],
            &["library", "delete", "--all"],
        ] {
            let done = run.run(arguments);
            assert_eq!(done.code, 0, "{}", done.err);
        }
    }
    assert!(refused > 0, "the disk was never full");
    assert_eq!(titles(&run), ["Anchors"]);
}

#[test]
fn a_home_that_cannot_be_written_is_said_and_files_are_read_all_the_same() {
    let run = Run::new();
    let Some(disk) = SmallDisk::mount(&run.home.path().join("home"), SIZE) else {
        return;
    };
    assert_eq!(import(&run, "Anchors").code, 0);
    disk.lock(true).expect("the disk can be locked");
    let refused = import(&run, "Boats");
    assert_ne!(refused.code, 0);
    assert!(refused.err.contains("home"), "{}", refused.err);
    let file = run.home.path().join("Anchors.txt");
    let summary = run.run(["summarize", "-q", text(&file)]);
    assert_eq!(summary.code, 0, "{}", summary.err);
    assert!(!summary.out.is_empty());
    disk.lock(false).expect("the disk can be unlocked");
    assert_eq!(titles(&run), ["Anchors"]);
    assert_eq!(import(&run, "Boats").code, 0);
}

#[test]
fn two_programs_at_once_lose_nothing() {
    const EACH: usize = 4;
    let run = Run::new();
    let lists = ["left", "right"].map(|side| {
        let mut list = String::new();
        for number in 0..EACH {
            let name = format!("{side}{number}");
            run.file(
                &format!("{name}.txt"),
                format!("{name}\n\nBoats rest in {name}.\n"),
            );
            list += &format!("@misc{{{name}, title = {{{name}}}, file = {{{name}.txt}}}}\n");
        }
        run.file(&format!("{side}.bib"), list)
    });
    // both make the library, and then write into it
    let running = lists.map(|list| {
        let mut command = run.command();
        command.args(["library", "import", "-q"]).arg(list);
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        command.spawn().expect("the binary can be started")
    });
    for program in running {
        let ended = ended(&program.wait_with_output().expect("it ends"));
        assert_eq!(ended.code, 0, "{}", ended.err);
    }
    assert_eq!(titles(&run).len(), 2 * EACH);
}
