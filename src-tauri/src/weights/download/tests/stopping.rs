//! A person stops a download: it returns within a second, whatever it does at the moment.

use std::fs;
use std::io::Write;
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use super::super::{DownloadError, End, Phase, fetch};
use super::bench::{Bench, content};
use super::server::{Server, head, reply};

/// A second, and some slack for a busy machine.
const SOON: Duration = Duration::from_secs(2);

/// Stops the download as soon as a report fits, and returns the part that is kept.
#[track_caller]
fn assert_stops(bench: &Bench, when: impl Fn(Phase) -> bool) -> Vec<u8> {
    let stop = AtomicBool::new(false);
    let mut stopped = None;
    let error = std::thread::scope(|scope| {
        let (tell, told) = std::sync::mpsc::channel();
        let stop = &stop;
        // a moment later, so that the download is in the middle of it
        scope.spawn(move || {
            if told.recv().is_ok() {
                std::thread::sleep(Duration::from_millis(150));
                stop.store(true, Ordering::Relaxed);
            }
        });
        let result = fetch(&bench.network, &bench.remote, stop, &mut |seen| {
            if stopped.is_none() && when(seen.phase) {
                stopped = Some(Instant::now());
                let _ = tell.send(());
            }
        });
        drop(tell);
        result
    });
    assert!(matches!(error, Err(DownloadError::Stopped)), "{error:?}");
    let took = stopped.unwrap().elapsed();
    assert!(took < SOON, "{took:?}");
    bench.assert_absent();
    bench.part()
}

fn patient(url: &str) -> Bench {
    let mut bench = Bench::new(url);
    let limits = &mut bench.network.limits;
    limits.stall = Duration::from_secs(30);
    limits.connect = Duration::from_secs(30);
    limits.first_wait = Duration::from_secs(30);
    limits.longest_wait = Duration::from_secs(30);
    bench
}

/// Connects to a server until its queue is full: the system then leaves further connections without an answer.
fn fill(address: SocketAddr) -> Option<Vec<TcpStream>> {
    let mut queue = Vec::new();
    while queue.len() < 5000 {
        match TcpStream::connect_timeout(&address, Duration::from_millis(100)) {
            Ok(connection) => queue.push(connection),
            Err(_) => return Some(queue),
        }
    }
    None
}

#[test]
fn while_it_connects() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let Some(_queue) = fill(address) else {
        println!("passed over: this system's queues have no end");
        return;
    };
    let bench = patient(&format!("http://{address}"));
    assert_eq!(
        assert_stops(&bench, |phase| phase == Phase::Connecting),
        b""
    );
    assert_eq!(bench.ledger()[0].end, End::Stopped);
}

#[test]
fn while_the_server_does_not_answer() {
    // connected by the system, and never accepted
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let bench = patient(&format!("http://{}", listener.local_addr().unwrap()));
    assert_eq!(
        assert_stops(&bench, |phase| phase == Phase::Connecting),
        b""
    );
    assert_eq!(bench.ledger()[0].end, End::Stopped);
}

#[test]
fn while_the_server_is_silent() {
    let server = Server::start(|_, _, to| {
        head(to, "200 OK", &[("Content-Length", "2000")])?;
        to.write_all(&content(500))?;
        std::thread::sleep(Duration::from_secs(4));
        Ok(())
    });
    let bench = patient(&server.url());
    assert_eq!(
        assert_stops(&bench, |phase| phase == Phase::Receiving),
        content(500)
    );
    assert_eq!(bench.ledger()[0].end, End::Stopped);
    assert_eq!(bench.ledger()[0].bytes, 500);
}

#[test]
fn while_bytes_drip() {
    let server = Server::start(|_, _, to| {
        head(to, "200 OK", &[("Content-Length", "2000")])?;
        loop {
            to.write_all(b".")?;
            std::thread::sleep(Duration::from_millis(20));
        }
    });
    let bench = patient(&server.url());
    assert!(!assert_stops(&bench, |phase| phase == Phase::Receiving).is_empty());
}

#[test]
fn while_it_waits_to_retry() {
    let server = Server::start(|_, _, to| reply(to, "500 Internal Server Error", &[], b""));
    let bench = patient(&server.url());
    assert_stops(&bench, |phase| {
        matches!(phase, Phase::WaitingToRetry { .. })
    });
    assert_eq!(server.asked().len(), 1);
}

#[test]
fn while_it_waits_as_long_as_the_server_asks() {
    let server = Server::start(|_, _, to| {
        reply(to, "429 Too Many Requests", &[("Retry-After", "100")], b"")
    });
    let bench = patient(&server.url());
    assert_stops(&bench, |phase| {
        matches!(phase, Phase::WaitingToRetry { .. })
    });
}

#[test]
fn while_it_checks_what_is_there() {
    let mut bench = patient("http://127.0.0.1:9");
    bench.remote.sha256 = Some(super::super::FileHash::of(b"other"));
    fs::create_dir_all(bench.remote.to.parent().unwrap()).unwrap();
    // a hole of many gigabytes takes no space, and seconds to read
    let part = fs::File::create(bench.beside(".part")).unwrap();
    if let Err(error) = part.set_len(64 << 30) {
        println!("passed over: this file system has no large holes: {error}");
        return;
    }
    let stop = AtomicBool::new(false);
    let mut began = None;
    let result = fetch(&bench.network, &bench.remote, &stop, &mut |seen| {
        if seen.phase == Phase::Checking {
            began.get_or_insert_with(Instant::now);
            stop.store(true, Ordering::Relaxed);
        }
    });
    assert!(matches!(result, Err(DownloadError::Stopped)), "{result:?}");
    assert!(began.unwrap().elapsed() < SOON);
    assert_eq!(fs::metadata(bench.beside(".part")).unwrap().len(), 64 << 30);
    assert_eq!(bench.ledger(), []);
}

#[test]
fn while_it_saves() {
    let file = content(1000);
    let served = file.clone();
    let server = Server::start(move |_, _, to| reply(to, "200 OK", &[], &served));
    let mut bench = Bench::new(&server.url()).expecting(&file);
    let stop = AtomicBool::new(false);
    let result = fetch(&bench.network, &bench.remote, &stop, &mut |seen| {
        stop.store(seen.phase == Phase::Saving, Ordering::Relaxed);
    });
    assert!(matches!(result, Err(DownloadError::Stopped)), "{result:?}");
    bench.assert_absent();
    assert_eq!(bench.part(), file);
    // the next run has nothing to ask
    drop(server);
    bench.fetch().unwrap();
    bench.assert_whole(&file);
}

#[test]
fn before_it_begins() {
    let server = Server::start(|_, _, to| reply(to, "200 OK", &[], b"file"));
    let bench = Bench::new(&server.url());
    let result = fetch(
        &bench.network,
        &bench.remote,
        &AtomicBool::new(true),
        &mut |_| (),
    );
    assert!(matches!(result, Err(DownloadError::Stopped)));
    assert!(server.asked().is_empty());
    bench.assert_absent();
}
