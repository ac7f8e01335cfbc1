//! The ledger: written before a connection is opened, by two programs at once, and never without an end.

use std::fs;
use std::io::Write;
use std::net::TcpListener;

use super::super::{DownloadError, End, Ledger, Purpose};
use super::bench::{Bench, content};
use super::server::{Server, reply, serve};

fn why() -> Purpose {
    Purpose::Description {
        repository: "owner/name".to_owned(),
    }
}

#[test]
fn a_connection_is_on_record_before_the_server_sees_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("network.jsonl");
    let (seen, served) = (path.clone(), content(100));
    let server = Server::start(move |asked, _, to| {
        let open = Ledger::at(seen.clone()).history(9).unwrap().entries;
        assert_eq!(
            open.iter().map(|entry| entry.end).collect::<Vec<_>>(),
            [End::Open]
        );
        serve(asked, to, &served, "\"v1\"", usize::MAX)
    });
    let mut bench = Bench::new(&server.url());
    bench.network.ledger = Ledger::at(path);
    bench.fetch().unwrap();
    let entry = bench.ledger().remove(0);
    assert_eq!(
        (entry.end, entry.status, entry.bytes),
        (End::Complete, Some(200), 100)
    );
    assert_eq!(entry.host, server.host());
    assert_eq!(entry.why, bench.remote.why);
    let now = std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .unwrap()
        .as_secs();
    assert!(now - entry.time < 60);
}

#[test]
fn without_a_ledger_there_is_no_connection() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let mut bench = Bench::new(&format!("http://{}", listener.local_addr().unwrap()));
    let blocked = bench.folder.path().join("file");
    fs::write(&blocked, "a file where a folder should be").unwrap();
    bench.network.ledger = Ledger::at(blocked.join("network.jsonl"));
    assert!(matches!(bench.fetch(), Err(DownloadError::Ledger { .. })));
    assert_eq!(
        listener.accept().unwrap_err().kind(),
        std::io::ErrorKind::WouldBlock
    );
    bench.assert_absent();
}

#[test]
fn failures_are_recorded_too() {
    let server = Server::start(|_, number, to| match number {
        0 => reply(to, "500 Internal Server Error", &[], b"oops"),
        1 => Ok(()),
        _ => reply(to, "404 Not Found", &[], b""),
    });
    let mut bench = Bench::new(&server.url());
    bench.fetch().unwrap_err();
    let seen: Vec<_> = bench
        .ledger()
        .iter()
        .map(|entry| (entry.status, entry.end))
        .collect();
    assert_eq!(
        seen,
        [
            (Some(500), End::Broken),
            (None, End::NoAnswer),
            (Some(404), End::Broken)
        ]
    );
}

#[test]
fn a_torn_line_costs_itself_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("network.jsonl");
    let ledger = Ledger::at(path.clone());
    assert_eq!(ledger.history(9).unwrap(), Default::default());
    drop(ledger.open("first.org", None, &why()).unwrap());
    let mut file = fs::OpenOptions::new().append(true).open(&path).unwrap();
    file.write_all(b"\xff\xfe\n{\"new_kind\": {}}\n{\"begin\": {\"id\": \"x\", \"ti")
        .unwrap();
    let mut second = ledger.open("second.org", None, &why()).unwrap();
    (second.bytes, second.end) = (7, End::Complete);
    drop(second);
    let history = ledger.history(1).unwrap();
    assert_eq!((history.connections, history.bytes), (2, 7));
    assert_eq!(history.entries.len(), 1);
    assert_eq!(history.entries[0].host, "second.org");
}

#[test]
fn a_long_ledger_keeps_the_newest_entries_and_all_totals() {
    let folder = tempfile::tempdir().unwrap();
    let ledger = Ledger::short(folder.path().join("network.jsonl"), 10);
    let stays_open = ledger.open("open.org", None, &why()).unwrap();
    for number in 0..200_u64 {
        let mut entry = ledger
            .open(&format!("host-{number}.org"), None, &why())
            .unwrap();
        entry.bytes = number;
        entry.end = End::Complete;
    }
    let mut late = stays_open;
    late.bytes = 1000;
    drop(late);
    let history = ledger.history(usize::MAX).unwrap();
    assert_eq!(
        (history.connections, history.bytes),
        (201, 199 * 200 / 2 + 1000)
    );
    assert!(
        (10..150).contains(&history.entries.len()),
        "{}",
        history.entries.len()
    );
    let newest: Vec<_> = history
        .entries
        .iter()
        .take(10)
        .map(|entry| entry.bytes)
        .collect();
    assert_eq!(newest, (190..200).rev().collect::<Vec<_>>());
    assert!(fs::metadata(ledger.path()).unwrap().len() < 12_000);
}

#[test]
fn programs_write_at_the_same_time() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("network.jsonl");
    std::thread::scope(|scope| {
        for _ in 0..4 {
            // each with a ledger of its own, as two programs have
            let ledger = Ledger::short(path.clone(), 20);
            scope.spawn(move || {
                for _ in 0..50 {
                    let mut entry = ledger.open("host.org", None, &why()).unwrap();
                    entry.bytes = 3;
                }
            });
        }
    });
    let history = Ledger::at(path).history(usize::MAX).unwrap();
    assert_eq!((history.connections, history.bytes), (200, 600));
}
