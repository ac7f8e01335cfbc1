//! Processes that are killed in the middle. A test starts this test program again, with a job in the environment,
//! and kills it when it reports that it is there.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::server::Repository;
use super::{Bench, NAME, assert_like_tiny, id};
use crate::stage::Stage;
use crate::weights::store::{
    ModelId, ModelState, Placement, Progress, Store, StoreError, parse_reference,
};

/// The job of a process that a test started.
const JOB: &str = "PAGEWING_TEST_STORE_JOB";

/// What the process does: not a test of its own.
#[test]
fn a_process_of_its_own() {
    let Ok(job) = std::env::var(JOB) else { return };
    let mut words = job.split('\n');
    let mut word = || words.next().unwrap_or_default().to_owned();
    let (what, home, url, at) = (word(), word(), word(), word());
    let home = std::path::Path::new(&home);
    let store = Store::new(home.join("models"));
    let stop = Arc::default();
    let mut report = |progress: Progress| {
        let name = format!("{:?}", progress.stage);
        let bytes = progress.transfer.map_or(0, |transfer| transfer.bytes);
        if name == at && (progress.stage != Stage::Downloading || bytes > 700_000) {
            say("here");
            std::thread::sleep(Duration::from_secs(60));
        }
    };
    let result = match what.as_str() {
        "download" => {
            let network = super::network(&url, home);
            let reference = parse_reference(NAME).unwrap();
            store.download(&reference, &network, &stop, &mut report)
        }
        "convert" => store.convert(&id(), false, &stop, &mut report),
        "verify" => store.verify(&id(), &stop, &mut report),
        "link" => store
            .add(&home.join("mine"), Placement::Link, &stop, &mut report)
            .map(drop),
        "copy" => store
            .add(&home.join("mine"), Placement::Copy, &stop, &mut report)
            .map(drop),
        "remove" => {
            say("here");
            store.remove(&id())
        }
        other => panic!("{other}"),
    };
    say(&format!("end {result:?}"));
}

fn say(line: &str) {
    let mut out = std::io::stderr();
    writeln!(out, "{line}").unwrap();
    out.flush().unwrap();
}

fn start(what: &str, bench: &Bench, url: &str, at: Stage) -> Child {
    let home = bench.home.path().display();
    Command::new(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "--nocapture",
            "weights::store::tests::kills::a_process_of_its_own",
        ])
        .env(JOB, format!("{what}\n{home}\n{url}\n{at:?}"))
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

/// Waits until the process says that it is there, and kills it.
fn kill(mut child: Child) {
    let lines = BufReader::new(child.stderr.take().unwrap()).lines();
    for line in lines {
        let line = line.unwrap();
        assert!(!line.starts_with("end"), "{line}");
        if line == "here" {
            child.kill().unwrap();
            child.wait().unwrap();
            return;
        }
    }
    panic!("the process ended before it was there");
}

#[test]
fn a_download_that_was_killed_goes_on() {
    let (bench, server) = (Bench::new(), Repository::of_tiny());
    server.change(|served| served.pace = Duration::from_millis(40));
    kill(start("download", &bench, &server.url(), Stage::Downloading));
    let ModelState::Partial { bytes, .. } = bench.state() else {
        panic!("{:?}", bench.state());
    };
    assert!(bytes > 600_000, "{bytes}");
    server.forget();
    bench.download(&server).unwrap();
    let asked = server.asked();
    assert_eq!(asked.len(), 1, "{asked:?}");
    assert!(!asked[0].ends_with(" 0"), "{asked:?}");
    assert_eq!(bench.state(), ModelState::Ready);
    assert_like_tiny(&bench.store.folder(&id()).unwrap());
}

#[test]
fn a_verification_that_was_killed_leaves_what_was_known() {
    let (bench, server) = (Bench::new(), Repository::of_tiny());
    bench.download(&server).unwrap();
    kill(start("verify", &bench, &server.url(), Stage::Verifying));
    assert_eq!(bench.state(), ModelState::Ready);

    // A folder that was never checked is not ready before it is.
    bench.copy_of_tiny("mine");
    kill(start("link", &bench, &server.url(), Stage::Verifying));
    let mine = ModelId("imported/mine".into());
    assert_eq!(bench.store.state(&mine).unwrap(), ModelState::Verifying);
    bench.store.verify(&mine, &bench.stop, &mut |_| ()).unwrap();
    assert_eq!(bench.store.state(&mine).unwrap(), ModelState::Ready);
}

#[test]
fn files_that_arrived_and_were_not_noted_are_hashed_and_not_downloaded() {
    let (bench, server) = (Bench::new(), Repository::of_tiny());
    bench.download(&server).unwrap();
    // The manifest of the moment before the last file was noted.
    let path = bench.path("manifest.json");
    let mut manifest: serde_json::Value =
        serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
    manifest["step"] = "receiving".into();
    for file in manifest["files"].as_array_mut().unwrap() {
        file["checked"] = (file["name"] != "model.safetensors").into();
    }
    fs::write(&path, manifest.to_string()).unwrap();
    assert_eq!(bench.state(), ModelState::Verifying);
    server.forget();
    bench.download(&server).unwrap();
    assert_eq!(server.asked(), [""; 0]);
    assert_eq!(bench.state(), ModelState::Ready);
}

#[test]
fn a_copy_that_was_killed_goes_on() {
    let bench = Bench::new();
    let folder = bench.copy_of_tiny("mine");
    kill(start("copy", &bench, "", Stage::Copying));
    let mine = ModelId("imported/mine".into());
    let state = bench.store.state(&mine).unwrap();
    assert!(matches!(state, ModelState::Partial { .. }), "{state:?}");
    bench
        .store
        .add(&folder, Placement::Copy, &bench.stop, &mut |_| ())
        .unwrap();
    assert_like_tiny(&bench.store.folder(&mine).unwrap());
}

#[test]
fn a_conversion_that_was_killed_goes_on() {
    let (bench, server) = (Bench::new(), Repository::of_tiny());
    bench.download(&server).unwrap();
    for at in [Stage::Comparing, Stage::Converting] {
        kill(start("convert", &bench, "", at));
        assert_eq!(bench.state(), ModelState::Converting);
        assert_like_tiny(&bench.path("original"));
    }
    bench.convert(&id(), false).unwrap();
    assert_eq!(bench.store.folder(&id()), Some(bench.path("int8")));
    assert!(!bench.path("original").exists());
    bench.store.verify(&id(), &bench.stop, &mut |_| ()).unwrap();
}

#[test]
fn an_original_that_was_half_removed_goes_with_the_next_change() {
    let (bench, server) = (Bench::new(), Repository::of_tiny());
    bench.download(&server).unwrap();
    bench.convert(&id(), true).unwrap();
    // The process ended after the manifest gave the original up, and with some of its files gone.
    let path = bench.path("manifest.json");
    let mut manifest: serde_json::Value =
        serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
    manifest["original_removed"] = true.into();
    fs::write(&path, manifest.to_string()).unwrap();
    fs::remove_file(bench.path("original/config.json")).unwrap();
    assert_eq!(bench.state(), ModelState::Ready);
    bench.store.record_seconds(&id(), 1.0).unwrap();
    assert!(!bench.path("original").exists());
    assert_eq!(bench.store.folder(&id()), Some(bench.path("int8")));
}

#[test]
fn a_model_whose_removal_was_killed_is_here_or_gone() {
    let server = Repository::of_tiny();
    for wait in [0, 1, 2, 4] {
        let bench = Bench::new();
        bench.download(&server).unwrap();
        // Many files make the deletion long.
        let many = bench.path("original/many");
        fs::create_dir(&many).unwrap();
        for n in 0..3000 {
            fs::write(many.join(n.to_string()), "").unwrap();
        }
        let mut child = start("remove", &bench, "", Stage::Waiting);
        let lines = BufReader::new(child.stderr.take().unwrap()).lines();
        let there = lines.map_while(Result::ok).any(|line| line == "here");
        assert!(there);
        std::thread::sleep(Duration::from_millis(wait));
        let _ = child.kill();
        child.wait().unwrap();
        let state = bench.state();
        assert!(
            matches!(state, ModelState::Ready | ModelState::Absent),
            "{state:?}"
        );
        bench.download(&server).unwrap();
        assert_eq!(bench.state(), ModelState::Ready);
        let removed = fs::read_dir(bench.store.root()).unwrap().flatten();
        let left =
            removed.filter(|entry| entry.file_name().to_string_lossy().starts_with(".removed"));
        // A download of a model that is whole takes the lock, and so it cleans.
        assert_eq!(left.count(), 0);
    }
}

#[test]
fn a_second_program_is_refused_until_the_first_ends() {
    let (bench, server) = (Bench::new(), Repository::of_tiny());
    server.change(|served| served.pace = Duration::from_millis(40));
    let mut first = start("download", &bench, &server.url(), Stage::Downloading);
    let lines = BufReader::new(first.stderr.take().unwrap()).lines();
    assert!(lines.map_while(Result::ok).any(|line| line == "here"));
    for result in [
        bench.download(&server),
        bench.store.remove(&id()),
        bench.store.verify(&id(), &bench.stop, &mut |_| ()),
    ] {
        assert!(
            matches!(&result, Err(StoreError::Busy { .. })),
            "{result:?}"
        );
    }
    // Looking waits for nobody.
    assert!(matches!(bench.state(), ModelState::Partial { .. }));
    first.kill().unwrap();
    first.wait().unwrap();
    let began = Instant::now();
    bench.download(&server).unwrap();
    assert!(began.elapsed() < Duration::from_secs(30));
    assert_eq!(bench.state(), ModelState::Ready);
}

#[test]
fn a_process_that_is_being_started_keeps_no_model() {
    let (bench, server) = (Bench::new(), Repository::of_tiny());
    bench.download(&server).unwrap();
    let held = bench.store.home(&id()).unwrap().hold().unwrap();
    // What a process inherits between its beginning and its program: the same open file.
    let _inherited = held.lock.try_clone().unwrap();
    drop(held);
    bench.store.verify(&id(), &bench.stop, &mut |_| ()).unwrap();
}
