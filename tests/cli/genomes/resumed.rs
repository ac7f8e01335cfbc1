//! Work that was stopped goes on, and its journal stays until somebody has the result.

use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use super::{bases, classifier, genome};
use crate::{Run, text};

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
