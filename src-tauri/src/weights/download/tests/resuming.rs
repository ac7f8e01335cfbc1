//! Downloads that break off and go on.

use std::fs;
use std::io::Write;

use super::super::{Checked, DownloadError, FileHash, Phase, Trouble, received};
use super::bench::{Bench, content};
use super::server::{Server, head, reply, serve};

#[test]
fn a_connection_cut_at_any_place_costs_nothing() {
    let file = content(997);
    for step in [1, 7, 64, 100, 996, 997] {
        let served = file.clone();
        // the smallest step with a short file: each attempt is a connection
        let length = if step == 1 { 40 } else { served.len() };
        let served = served[..length].to_vec();
        let expected = served.clone();
        let server = Server::start(move |asked, _, to| serve(asked, to, &served, "\"v1\"", step));
        let mut bench = Bench::new(&server.url()).expecting(&expected);
        let fetched = bench.fetch().unwrap();
        assert_eq!(
            (fetched.bytes, fetched.checked),
            (length as u64, Checked::KnownHash)
        );
        bench.assert_whole(&expected);
        // no byte came twice
        let bytes: u64 = bench.ledger().iter().map(|entry| entry.bytes).sum();
        assert_eq!(bytes, length as u64, "step {step}");
        assert_eq!(server.asked().len(), length.div_ceil(step));
    }
}

#[test]
fn a_later_run_goes_on_where_an_earlier_one_ended() {
    let file = content(5000);
    let served = file.clone();
    let server = Server::start(move |asked, number, to| match number {
        0 => serve(asked, to, &served, "\"v1\"", 2000),
        1..=4 => Ok(()),
        _ => serve(asked, to, &served, "\"v1\"", usize::MAX),
    });
    let mut bench = Bench::new(&server.url());
    let error = bench.fetch().unwrap_err();
    assert!(
        matches!(error, DownloadError::NoConnection { .. }),
        "{error:?}"
    );
    bench.assert_absent();
    assert_eq!(bench.part(), file[..2000]);
    assert_eq!(received(&bench.remote.to), Some((2000, Some(5000))));
    // attempts after the first waited, and the reports say why
    let troubles = bench.seen.iter().filter_map(|seen| match seen.phase {
        Phase::WaitingToRetry { trouble, .. } => Some(trouble),
        _ => None,
    });
    let troubles: Vec<_> = troubles.collect();
    assert!(troubles.contains(&Trouble::Interrupted) && troubles.contains(&Trouble::NoConnection));

    bench.remote.sha256 = None;
    let fetched = bench.fetch().unwrap();
    assert_eq!(fetched.checked, Checked::Size);
    bench.assert_whole(&file);
    let last = server.asked().last().cloned().unwrap();
    assert_eq!(last.header("range"), Some("bytes=2000-"));
    assert_eq!(last.header("if-range"), Some("\"v1\""));
    assert!(bench.seen.iter().any(|seen| seen.phase == Phase::Checking));
}

#[test]
fn a_server_that_ignores_range_sends_all_again() {
    let file = content(3000);
    let served = file.clone();
    let server = Server::start(move |_, number, to| {
        head(to, "200 OK", &[("Content-Length", "3000")])?;
        to.write_all(if number == 0 {
            &served[..1000]
        } else {
            &served
        })
    });
    let mut bench = Bench::new(&server.url()).expecting(&file);
    bench.fetch().unwrap();
    bench.assert_whole(&file);
    assert_eq!(server.asked()[1].header("range"), Some("bytes=1000-"));
}

#[test]
fn a_server_that_ignores_range_and_always_cuts_is_given_up() {
    let file = content(3000);
    let server = Server::start(move |_, _, to| {
        head(to, "200 OK", &[("Content-Length", "3000")])?;
        to.write_all(&file[..1000])
    });
    let mut bench = Bench::new(&server.url());
    let error = bench.fetch().unwrap_err();
    assert!(
        matches!(
            error,
            DownloadError::Interrupted {
                have: 1000,
                total: Some(3000),
                ..
            }
        ),
        "{error:?}"
    );
    // the first attempt brings something new, the other four do not
    assert_eq!(server.asked().len(), 4);
    bench.assert_absent();
}

#[test]
fn a_part_of_another_place_starts_the_file_anew() {
    for wrong in [
        "bytes 0-1999/3000",
        "bytes 1001-2999/3000",
        "bytes 1000-2999/4000",
        "nonsense",
        "bytes */3000",
    ] {
        let file = content(3000);
        let served = file.clone();
        let server = Server::start(move |asked, number, to| match number {
            0 => serve(asked, to, &served, "\"v1\"", 1000),
            1 => reply(
                to,
                "206 Partial Content",
                &[("Content-Range", wrong)],
                &served[..2000],
            ),
            _ => serve(asked, to, &served, "\"v1\"", usize::MAX),
        });
        let mut bench = Bench::new(&server.url());
        bench.fetch().unwrap();
        bench.assert_whole(&file);
        assert_eq!(server.asked()[2].header("range"), None, "{wrong}");
    }
}

#[test]
fn a_server_that_always_sends_another_part_is_given_up() {
    let file = content(3000);
    let served = file.clone();
    let server = Server::start(move |asked, _, to| match asked.from() {
        0 => serve(asked, to, &served, "\"v1\"", 1000),
        _ => reply(
            to,
            "206 Partial Content",
            &[("Content-Range", "bytes 5-6/9")],
            b"xx",
        ),
    });
    let mut bench = Bench::new(&server.url());
    let error = bench.fetch().unwrap_err();
    assert!(
        matches!(
            error,
            DownloadError::WrongAnswer { .. } | DownloadError::Interrupted { .. }
        ),
        "{error:?}"
    );
    assert!(server.asked().len() <= 8);
    bench.assert_absent();
}

#[test]
fn nothing_left_to_send_means_whole_if_it_fits() {
    // an earlier run received everything and ended before it could rename
    let file = content(3000);
    let served = file.clone();
    let server = Server::start(move |asked, _, to| serve(asked, to, &served, "\"v1\"", usize::MAX));
    let mut bench = Bench::new(&server.url());
    leave_part(&bench, &file, "\"v1\"", 3000);
    bench.fetch().unwrap();
    bench.assert_whole(&file);
    assert_eq!(bench.ledger()[0].status, Some(416));
    assert_eq!(server.asked().len(), 1);
}

#[test]
fn nothing_left_to_send_of_a_longer_part_starts_the_file_anew() {
    let file = content(3000);
    let served = file.clone();
    let server = Server::start(move |asked, _, to| serve(asked, to, &served, "\"v1\"", usize::MAX));
    let mut bench = Bench::new(&server.url());
    leave_part(&bench, &content(3500), "\"v1\"", 4000);
    bench.fetch().unwrap();
    bench.assert_whole(&file);
    let statuses: Vec<_> = bench.ledger().iter().map(|entry| entry.status).collect();
    assert_eq!(statuses, [Some(416), Some(200)]);
}

#[test]
fn a_whole_part_with_a_known_hash_needs_no_connection() {
    let file = content(3000);
    let mut bench = Bench::new("http://127.0.0.1:9").expecting(&file);
    bench.network.offline = true;
    leave_part(&bench, &file, "\"v1\"", 3000);
    assert_eq!(bench.fetch().unwrap().checked, Checked::KnownHash);
    bench.assert_whole(&file);
    assert_eq!(bench.ledger(), []);
}

#[test]
fn a_file_that_changes_between_attempts_starts_anew() {
    let (old, new) = (
        content(3000),
        content(2500).into_iter().rev().collect::<Vec<_>>(),
    );
    let (before, after) = (old.clone(), new.clone());
    let server = Server::start(move |asked, number, to| match number {
        0 => serve(asked, to, &before, "\"v1\"", 1000),
        _ => serve(asked, to, &after, "\"v2\"", usize::MAX),
    });
    let mut bench = Bench::new(&server.url());
    bench.fetch().unwrap();
    bench.assert_whole(&new);
}

#[test]
fn a_server_without_if_range_cannot_mix_two_versions() {
    // it sends the rest of another version, of the same length
    let (old, new) = (
        content(3000),
        content(3000).into_iter().rev().collect::<Vec<_>>(),
    );
    for (tag, next) in [("\"v1\"", "\"v2\""), ("W/\"v1\"", "W/\"v2\"")] {
        let (before, after) = (old.clone(), new.clone());
        let server = Server::start(move |asked, number, to| {
            let from = asked.from();
            match (number, from) {
                (0, _) => serve(asked, to, &before, tag, 1000),
                (_, 0) => serve(asked, to, &after, next, usize::MAX),
                _ => {
                    let range = format!("bytes {from}-2999/3000");
                    let headers = [("ETag", next), ("Content-Range", range.as_str())];
                    reply(to, "206 Partial Content", &headers, &after[from..])
                }
            }
        });
        let mut bench = Bench::new(&server.url());
        bench.fetch().unwrap();
        bench.assert_whole(&new);
        assert_eq!(server.asked().len(), 3);
    }
}

#[test]
fn a_part_from_another_address_needs_a_hash() {
    let file = content(3000);
    let (right, wrong) = (FileHash::of(&file), FileHash::of(b"another version"));
    for (known, announced, from, checked) in [
        (None, None, &[0][..], Checked::Size),
        (Some(right), None, &[1000], Checked::KnownHash),
        // the other server announced it
        (None, Some(right), &[1000], Checked::ServersHash),
        (None, Some(wrong), &[1000, 0], Checked::Size),
    ] {
        let served = file.clone();
        let server =
            Server::start(move |asked, _, to| serve(asked, to, &served, "\"v1\"", usize::MAX));
        let mut bench = Bench::new(&server.url());
        leave_part(&bench, &file[..1000], "\"v1\"", 3000);
        let note = serde_json::json!({
            "url": "https://elsewhere.org/file", "total": 3000, "sha256": announced,
            "validators": {"etag": "\"named in another way\""},
        });
        fs::write(bench.beside(".part.json"), note.to_string()).unwrap();
        bench.remote.sha256 = known;
        assert_eq!(bench.fetch().unwrap().checked, checked);
        bench.assert_whole(&file);
        let asked: Vec<_> = server.asked().iter().map(|asked| asked.from()).collect();
        assert_eq!(asked, from);
    }
}

#[test]
fn a_damaged_note_starts_the_file_anew() {
    let file = content(3000);
    let served = file.clone();
    let server = Server::start(move |asked, _, to| serve(asked, to, &served, "\"v1\"", usize::MAX));
    let mut bench = Bench::new(&server.url());
    leave_part(&bench, &file[..1000], "\"v1\"", 3000);
    fs::write(bench.beside(".part.json"), "{\"url\": \"http").unwrap();
    bench.fetch().unwrap();
    bench.assert_whole(&file);
    assert_eq!(server.asked()[0].from(), 0);
}

#[test]
fn a_damaged_part_is_found_by_the_hash_and_fetched_again() {
    let file = content(3000);
    let served = file.clone();
    let server = Server::start(move |asked, _, to| serve(asked, to, &served, "\"v1\"", usize::MAX));
    let mut bench = Bench::new(&server.url()).expecting(&file);
    leave_part(&bench, &[0; 1000], "\"v1\"", 3000);
    bench.fetch().unwrap();
    bench.assert_whole(&file);
    let from: Vec<_> = server.asked().iter().map(|asked| asked.from()).collect();
    assert_eq!(from, [1000, 0]);
}

/// What an earlier run of this program leaves.
fn leave_part(bench: &Bench, bytes: &[u8], etag: &str, total: u64) {
    fs::create_dir_all(bench.remote.to.parent().unwrap()).unwrap();
    fs::write(bench.beside(".part"), bytes).unwrap();
    let note = serde_json::json!({
        "url": bench.remote.url.as_str(), "total": total, "validators": {"etag": etag},
    });
    fs::write(bench.beside(".part.json"), note.to_string()).unwrap();
}
