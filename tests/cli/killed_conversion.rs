//! A conversion that the system kills at any moment is continued, and its result is that of one that was not killed.

use std::process::Stdio;
use std::time::{Duration, Instant};

use pagewing_tests::fixture;

use super::{Run, text};

/// How often the conversion is killed.
const KILLS: u32 = 20;

#[test]
fn a_killed_conversion_is_continued() {
    let run = Run::new();
    let model = fixture("tiny-model");
    let (whole, killed) = (
        run.home.path().join("whole"),
        run.home.path().join("killed"),
    );
    let arguments = |out| ["models", "convert", "-q", text(&model), "--out", out];
    let started = Instant::now();
    assert_eq!(run.run(arguments(text(&whole))).code, 0);
    let took = started.elapsed();
    for kill in 0..KILLS {
        let mut command = run.command();
        command.args(arguments(text(&killed)));
        command.stdout(Stdio::null()).stderr(Stdio::null());
        let mut child = command.spawn().expect("the binary can be started");
        // from the beginning to the end, in no order
        std::thread::sleep(took * (kill * 7 % KILLS) / KILLS + Duration::from_millis(1));
        child.kill().expect("it is a child");
        child.wait().expect("it is a child");
        if kill % 5 == 4 {
            // otherwise one finished run would hide the rest
            let _ = std::fs::remove_file(killed.join("model.safetensors"));
        }
    }
    let ended = run.run(arguments(text(&killed)));
    assert_eq!(ended.code, 0, "{}", ended.err);
    let names = |folder: &std::path::Path| {
        let entries = std::fs::read_dir(folder).expect("a folder").flatten();
        let mut names: Vec<_> = entries.map(|entry| entry.file_name()).collect();
        names.sort();
        names
    };
    assert_eq!(names(&whole), names(&killed));
    for name in names(&whole) {
        let read = |folder: &std::path::Path| std::fs::read(folder.join(&name)).expect("a file");
        assert!(read(&whole) == read(&killed), "{name:?}");
    }
}
