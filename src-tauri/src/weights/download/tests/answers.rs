//! Servers that lie, refuse, or send something else.

use std::io::Write;
use std::net::TcpListener;
use std::time::Duration;

use super::super::{
    Checked, ConnectFault, Described, DownloadError, End, FileHash, HubCode, Phase, Trouble,
    describe,
};
use super::bench::{Bench, content, quick};
use super::server::{Server, head, reply, serve};

#[test]
fn a_length_that_is_too_long_is_an_interruption() {
    let file = content(1000);
    let server = Server::start(move |asked, _, to| match asked.from() {
        0 => {
            head(to, "200 OK", &[("Content-Length", "1500")])?;
            to.write_all(&file)
        }
        from => {
            let range = format!("bytes {from}-1499/1500");
            head(
                to,
                "206 Partial Content",
                &[("Content-Range", &range), ("Content-Length", "500")],
            )
        }
    });
    let mut bench = Bench::new(&server.url());
    let error = bench.fetch().unwrap_err();
    assert!(
        matches!(
            error,
            DownloadError::Interrupted {
                have: 1000,
                total: Some(1500),
                ..
            }
        ),
        "{error:?}"
    );
    bench.assert_absent();
}

#[test]
fn a_length_other_than_the_known_one_is_refused_before_a_byte_is_kept() {
    for length in [500, 1500] {
        let server = Server::start(move |_, _, to| reply(to, "200 OK", &[], &content(length)));
        let mut bench = Bench::new(&server.url());
        bench.remote.size = Some(1000);
        let error = bench.fetch().unwrap_err();
        assert!(
            matches!(error, DownloadError::WrongSize { expected: 1000, found, .. } if found == length as u64),
            "{error:?}"
        );
        assert_eq!(server.asked().len(), 1);
        bench.assert_absent();
        assert!(!bench.beside(".part").exists());
    }
}

#[test]
fn a_length_that_is_too_short_is_found_by_the_hash() {
    let file = content(1000);
    let served = file.clone();
    let server = Server::start(move |_, _, to| {
        head(to, "200 OK", &[("Content-Length", "400")])?;
        to.write_all(&served)
    });
    let mut bench = Bench::new(&server.url()).expecting(&file);
    let error = bench.fetch().unwrap_err();
    let (right, wrong) = (FileHash::of(&file), FileHash::of(&file[..400]));
    assert!(
        matches!(error, DownloadError::WrongHash { expected, found, .. } if (expected, found) == (right, wrong)),
        "{error:?}"
    );
    bench.assert_absent();
    assert!(!bench.beside(".part").exists() && !bench.beside(".part.json").exists());
    // once more from the beginning, and no third time
    assert_eq!(server.asked().len(), 2);
}

#[test]
fn a_stream_in_chunks_ends_where_it_says() {
    let file = content(1000);
    let chunked = |to: &mut std::net::TcpStream, bytes: &[u8], last: &str| {
        head(to, "200 OK", &[("Transfer-Encoding", "chunked")])?;
        for piece in bytes.chunks(300) {
            write!(to, "{:x}\r\n", piece.len())?;
            to.write_all(piece)?;
            write!(to, "\r\n")?;
        }
        write!(to, "{last}")
    };
    let served = file.clone();
    let whole = Server::start(move |_, _, to| chunked(to, &served, "0\r\n\r\n"));
    let mut bench = Bench::new(&whole.url());
    assert_eq!(bench.fetch().unwrap().bytes, 1000);
    bench.assert_whole(&file);

    let served = file.clone();
    let torn = Server::start(move |_, _, to| chunked(to, &served, ""));
    let mut bench = Bench::new(&torn.url());
    assert!(matches!(
        bench.fetch(),
        Err(DownloadError::Interrupted { total: None, .. })
    ));
    bench.assert_absent();

    // more than the known size
    let served = file.clone();
    let long = Server::start(move |_, _, to| chunked(to, &served, "0\r\n\r\n"));
    let mut bench = Bench::new(&long.url());
    bench.remote.size = Some(900);
    assert!(matches!(
        bench.fetch(),
        Err(DownloadError::WrongSize { expected: 900, .. })
    ));
    bench.assert_absent();
    assert!(!bench.beside(".part").exists());
}

#[test]
fn a_stream_without_an_end_needs_a_hash() {
    let file = content(1000);
    for known in [false, true] {
        let served = file.clone();
        let server = Server::start(move |_, _, to| {
            head(to, "200 OK", &[])?;
            to.write_all(&served)
        });
        let mut bench = Bench::new(&server.url());
        if known {
            bench = bench.expecting(&file);
            bench.fetch().unwrap();
            bench.assert_whole(&file);
        } else {
            assert!(matches!(
                bench.fetch(),
                Err(DownloadError::UnknownLength { .. })
            ));
            bench.assert_absent();
        }
    }
}

#[test]
fn the_servers_own_hash_is_checked() {
    let file = content(1000);
    for right in [true, false] {
        let served = file.clone();
        let server = Server::start(move |_, _, to| {
            let hash = FileHash::of(if right { &served } else { b"other" }).to_string();
            reply(
                to,
                "200 OK",
                &[
                    ("X-Linked-Etag", &format!("\"{hash}\"")),
                    ("X-Linked-Size", "1000"),
                ],
                &served,
            )
        });
        let mut bench = Bench::new(&server.url());
        if right {
            assert_eq!(bench.fetch().unwrap().checked, Checked::ServersHash);
            bench.assert_whole(&file);
            // another hash was known: nothing is downloaded
            bench.remote.sha256 = Some(FileHash::of(b"known"));
            std::fs::remove_file(&bench.remote.to).unwrap();
            assert!(matches!(
                bench.fetch(),
                Err(DownloadError::WrongHash { .. })
            ));
            assert_eq!(bench.ledger().last().map(|entry| entry.bytes), Some(0));
        } else {
            assert!(matches!(
                bench.fetch(),
                Err(DownloadError::WrongHash { .. })
            ));
        }
        if !right {
            bench.assert_absent();
        }
    }
}

#[test]
fn a_busy_server_is_given_the_time_it_asks_for() {
    let file = content(100);
    for after in ["1", "Sun, 06 Nov 1994 08:49:38 GMT"] {
        let served = file.clone();
        let server = Server::start(move |asked, number, to| match number {
            0 => {
                let date = "Sun, 06 Nov 1994 08:49:37 GMT";
                reply(
                    to,
                    "429 Too Many Requests",
                    &[("Retry-After", after), ("Date", date)],
                    b"slowly",
                )
            }
            _ => serve(asked, to, &served, "\"v1\"", usize::MAX),
        });
        let mut bench = Bench::new(&server.url());
        let began = std::time::Instant::now();
        bench.fetch().unwrap();
        assert!(
            began.elapsed() >= Duration::from_millis(950),
            "did not wait"
        );
        bench.assert_whole(&file);
        let waits = Phase::WaitingToRetry {
            seconds: 1,
            trouble: Trouble::Busy,
        };
        assert!(
            bench.seen.iter().any(|seen| seen.phase == waits),
            "{:?}",
            bench.seen
        );
    }
}

#[test]
fn a_server_cannot_ask_for_more_than_the_longest_wait() {
    let server = Server::start(|asked, number, to| match number {
        0 => reply(
            to,
            "503 Service Unavailable",
            &[("Retry-After", "86400")],
            b"",
        ),
        _ => serve(asked, to, &content(100), "\"v1\"", usize::MAX),
    });
    let mut bench = Bench::new(&server.url());
    bench.network.limits.longest_asked = Duration::from_millis(30);
    bench.fetch().unwrap();
    bench.assert_whole(&content(100));
}

#[test]
fn a_server_that_fails_is_asked_again_and_then_given_up() {
    let server = Server::start(|asked, number, to| match number {
        0 => reply(to, "500 Internal Server Error", &[], b"oops"),
        1 => reply(to, "408 Request Timeout", &[], b""),
        _ => serve(asked, to, &content(100), "\"v1\"", usize::MAX),
    });
    let mut bench = Bench::new(&server.url());
    bench.fetch().unwrap();
    bench.assert_whole(&content(100));

    let server = Server::start(|_, _, to| reply(to, "500 Internal Server Error", &[], b"oops"));
    let mut bench = Bench::new(&server.url());
    let error = bench.fetch().unwrap_err();
    assert!(
        matches!(error, DownloadError::Status { status: 500, .. }),
        "{error:?}"
    );
    assert_eq!(server.asked().len() as u32, quick().attempts);
    bench.assert_absent();
    assert!(!bench.beside(".part").exists());
}

#[test]
fn refusals_are_final_and_keep_the_hubs_reason() {
    for (status, code, expected) in [
        ("401 Unauthorized", "", None),
        ("403 Forbidden", "GatedRepo", Some(HubCode::GatedRepo)),
        (
            "404 Not Found",
            "EntryNotFound",
            Some(HubCode::EntryNotFound),
        ),
        ("410 Gone", "", None),
    ] {
        let server =
            Server::start(move |_, _, to| reply(to, status, &[("X-Error-Code", code)], b"no"));
        let mut bench = Bench::new(&server.url());
        let found = match bench.fetch().unwrap_err() {
            DownloadError::Refused {
                code,
                token_sent: true,
                status: 401 | 403,
                ..
            } => code,
            DownloadError::NotFound {
                code,
                status: 404 | 410,
                ..
            } => code,
            other => panic!("{other:?}"),
        };
        assert_eq!(found, expected);
        assert_eq!(server.asked().len(), 1);
        bench.assert_absent();
    }
}

#[test]
fn a_web_page_or_a_pointer_is_not_a_file() {
    let page: &[u8] = b"<!DOCTYPE html><html><body>Log in to this network</body></html>";
    let pointer: &[u8] = b"version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 12\n";
    for (kind, body) in [
        ("text/html", &b"short"[..]),
        ("application/octet-stream", page),
        ("text/plain", pointer),
    ] {
        let server =
            Server::start(move |_, _, to| reply(to, "200 OK", &[("Content-Type", kind)], body));
        let mut bench = Bench::new(&server.url());
        let error = bench.fetch().unwrap_err();
        let is_right = match &error {
            DownloadError::WebPage { file, .. } => body != pointer && file == "weights.bin",
            DownloadError::LfsPointer { file, .. } => body == pointer && file == "weights.bin",
            _ => false,
        };
        assert!(is_right, "{error:?}");
        assert_eq!(server.asked().len(), 1);
        bench.assert_absent();
        assert!(!bench.beside(".part").exists());
    }
}

#[test]
fn a_compressed_file_is_refused() {
    let server =
        Server::start(|_, _, to| reply(to, "200 OK", &[("Content-Encoding", "gzip")], b"\x1f\x8b"));
    let mut bench = Bench::new(&server.url());
    assert!(matches!(
        bench.fetch(),
        Err(DownloadError::WrongAnswer { .. })
    ));
    assert_eq!(
        server.asked()[0].header("accept-encoding"),
        Some("identity")
    );
    bench.assert_absent();
}

#[test]
fn a_server_that_falls_silent_is_asked_for_the_rest() {
    let file = content(2000);
    let served = file.clone();
    let server = Server::start(move |asked, number, to| {
        serve(
            asked,
            to,
            &served,
            "\"v1\"",
            if number == 0 { 700 } else { usize::MAX },
        )?;
        if number == 0 {
            std::thread::sleep(Duration::from_secs(3));
        }
        Ok(())
    });
    let mut bench = Bench::new(&server.url());
    bench.network.limits.stall = Duration::from_millis(300);
    bench.fetch().unwrap();
    bench.assert_whole(&file);
    assert_eq!(server.asked()[1].from(), 700);
    assert_eq!(bench.ledger()[0].end, End::Broken);
}

#[test]
fn a_server_that_drips_is_slow_and_not_silent() {
    let server = Server::start(|_, _, to| {
        head(to, "200 OK", &[("Content-Length", "6")])?;
        for byte in b"drips!" {
            to.write_all(&[*byte])?;
            std::thread::sleep(Duration::from_millis(300));
        }
        Ok(())
    });
    let mut bench = Bench::new(&server.url());
    // shorter than the whole, longer than the wait for a byte
    bench.network.limits.stall = Duration::from_millis(1500);
    bench.fetch().unwrap();
    bench.assert_whole(b"drips!");
    assert_eq!(server.asked().len(), 1);
}

#[test]
fn a_host_that_is_not_there_is_named() {
    // a port that was free a moment ago
    let address = TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap();
    let mut bench = Bench::new(&format!("http://{address}"));
    let error = bench.fetch().unwrap_err();
    assert!(
        matches!(&error, DownloadError::NoConnection { host, fault: ConnectFault::Unreachable, .. } if *host == address.to_string()),
        "{error:?}"
    );
    bench.assert_absent();
    assert_eq!(bench.ledger().len() as u32, quick().attempts);

    // a name that never exists (RFC 6761)
    let mut bench = Bench::new("http://models.invalid");
    bench.network.limits.attempts = 1;
    let error = bench.fetch().unwrap_err();
    assert!(
        matches!(
            error,
            DownloadError::NoConnection {
                fault: ConnectFault::UnknownHost,
                ..
            }
        ),
        "{error:?}"
    );
}

#[test]
fn something_that_does_not_speak_http_is_named() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    std::thread::spawn(move || {
        for connection in listener.incoming().flatten() {
            let _ = (&connection).write_all(b"220 mail ready\r\n");
        }
    });
    let mut bench = Bench::new(&format!("http://{address}"));
    let error = bench.fetch().unwrap_err();
    assert!(
        matches!(
            error,
            DownloadError::NoConnection {
                fault: ConnectFault::NotHttp,
                ..
            }
        ),
        "{error:?}"
    );
    bench.assert_absent();
}

#[test]
fn a_description_is_asked_for_and_may_be_missing() {
    let stop = std::sync::atomic::AtomicBool::new(false);
    let server = Server::start(|_, number, to| match number {
        0 => reply(to, "503 Service Unavailable", &[], b""),
        _ => reply(
            to,
            "200 OK",
            &[],
            br#"{"siblings": [{"rfilename": "config.json", "size": 7}]}"#,
        ),
    });
    let bench = Bench::new(&server.url());
    let described = describe(&bench.network, "owner/name", "refs/pr/1", &stop).unwrap();
    assert!(
        matches!(described, Described::As(is) if is.files.len() == 1 && is.files[0].size == Some(7))
    );
    assert_eq!(
        server.asked()[1].target,
        "/api/models/owner/name/revision/refs%2Fpr%2F1?blobs=true"
    );

    let long = format!("{{\"siblings\": [], \"x\": \"{}\"}}", "x".repeat(20_000));
    for (status, code, body) in [
        ("404 Not Found", "", ""),
        ("405 Method Not Allowed", "", ""),
        ("200 OK", "", "<!doctype html><p>files"),
        ("200 OK", "", long.as_str()),
        ("404 Not Found", "RepoNotFound", ""),
    ] {
        let body = body.to_owned();
        let server = Server::start(move |_, _, to| {
            reply(to, status, &[("X-Error-Code", code)], body.as_bytes())
        });
        let bench = Bench::new(&server.url());
        match describe(&bench.network, "owner/name", "main", &stop) {
            Ok(Described::NotOffered) => assert_eq!(code, ""),
            Err(DownloadError::NotFound {
                code: Some(HubCode::RepoNotFound),
                ..
            }) => assert_ne!(code, ""),
            other => panic!("{other:?}"),
        }
    }
}
