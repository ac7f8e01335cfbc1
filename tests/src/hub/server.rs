//! The hub and its storage: two servers on loopback.

use std::io::{self, BufReader};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;

use super::http::Head;
use super::misbehaviour::{Misbehaviour, Plan};
use super::pace::Pace;
use super::repository::Repositories;
use super::routes::{Door, Request, Site};

/// A hub, which ends when this value is dropped.
pub struct Hub {
    site: Arc<Site>,
    servers: [(SocketAddr, Option<JoinHandle<()>>); 2],
}

impl Hub {
    /// Serves the repositories in `folder`, which lie in `OWNER/NAME`. Files may change while it runs.
    ///
    /// # Errors
    /// If no port is free, or a file cannot be read.
    pub fn serve(folder: &Path) -> io::Result<Self> {
        let hub = TcpListener::bind(("127.0.0.1", 0))?;
        // another host, as the real storage is. A system that has no such address gets another port.
        let storage =
            TcpListener::bind(("127.0.0.2", 0)).or_else(|_| TcpListener::bind(("127.0.0.1", 0)))?;
        let site = Arc::new(Site {
            repositories: Repositories::new(folder)?,
            plan: Plan::default(),
            pace: Pace::default(),
            sent: AtomicU64::new(0),
            requests: Mutex::default(),
            storage: format!("http://{}", storage.local_addr()?),
        });
        let start = |door, listener: TcpListener| {
            let address = listener.local_addr()?;
            let site = site.clone();
            let thread = std::thread::spawn(move || listen(door, &listener, &site));
            io::Result::Ok((address, Some(thread)))
        };
        let servers = [start(Door::Hub, hub)?, start(Door::Storage, storage)?];
        Ok(Self { site, servers })
    }

    /// The value for `HF_ENDPOINT`.
    pub fn endpoint(&self) -> String {
        format!("http://{}", self.servers[0].0)
    }

    /// The addresses of the hub and of its storage.
    pub fn addresses(&self) -> [SocketAddr; 2] {
        [self.servers[0].0, self.servers[1].0]
    }

    /// Limits how fast each connection sends files; `None` takes the limit away. Running answers follow at once.
    pub fn limit(&self, bytes_per_second: Option<u64>) {
        self.site.pace.limit(bytes_per_second);
    }

    /// Holds each answer back after this number of bytes of its file, so that a download is on its way for as long as a test needs;
    /// `None` lets all of them go on.
    pub fn hold_after(&self, bytes: Option<u64>) {
        self.site.pace.hold_after(bytes);
    }

    /// Lets things go wrong with the next answers about `file` (a path inside its repository, or
    /// [`LISTING`](super::LISTING)), one after the other. Later answers are right again.
    pub fn misbehave(&self, file: &str, faults: impl IntoIterator<Item = Misbehaviour>) {
        self.site.plan.add(file, faults);
    }

    /// All requests so far.
    pub fn requests(&self) -> Vec<Request> {
        self.site
            .requests
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// Bytes of files that went out so far.
    pub fn sent(&self) -> u64 {
        self.site.sent.load(Ordering::Relaxed)
    }
}

impl Drop for Hub {
    fn drop(&mut self) {
        self.site.pace.stop();
        for (address, thread) in &mut self.servers {
            // wakes the thread, which then sees that it is over; it may have ended before
            let _ = TcpStream::connect(*address);
            if let Some(thread) = thread.take() {
                let _ = thread.join();
            }
        }
    }
}

fn listen(door: Door, listener: &TcpListener, site: &Arc<Site>) {
    for stream in listener.incoming() {
        if site.pace.stopped() {
            return;
        }
        let site = site.clone();
        // a client that goes away is normal, and tests see the rest in the requests
        std::thread::spawn(move || stream.and_then(|stream| converse(door, stream, &site)));
    }
}

fn converse(door: Door, mut stream: TcpStream, site: &Site) -> io::Result<()> {
    stream.set_nodelay(true)?;
    let mut from = BufReader::new(stream.try_clone()?);
    while let Some(head) = Head::read(&mut from)? {
        let last = head.header("connection") == Some("close");
        if site.pace.stopped() || !site.answer(door, &head, &mut stream)? || last {
            break;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};
    use std::time::{Duration, Instant};

    use serde_json::Value;

    use super::*;
    use crate::hub::LISTING;

    const MODEL: &str = "/a/b/resolve/main/model.bin";

    fn hub() -> (tempfile::TempDir, Hub) {
        let folder = tempfile::tempdir().unwrap();
        let repository = folder.path().join("a/b");
        std::fs::create_dir_all(&repository).unwrap();
        std::fs::write(repository.join("config.json"), "{}").unwrap();
        std::fs::write(repository.join("model.bin"), b"0123456789").unwrap();
        let hub = Hub::serve(folder.path()).unwrap();
        (folder, hub)
    }

    /// What comes back until the connection ends or is quiet for a moment.
    fn bytes(address: &str, more: &str) -> Vec<u8> {
        let rest = address.strip_prefix("http://").unwrap();
        let (host, path) = rest.split_once('/').unwrap();
        let mut stream = TcpStream::connect(host).unwrap();
        stream
            .set_read_timeout(Some(Duration::from_millis(300)))
            .unwrap();
        let head = format!("GET /{path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n");
        write!(stream, "{head}{more}\r\n").unwrap();
        let mut answer = Vec::new();
        // the time-out, if the hub stalls
        let _ = stream.read_to_end(&mut answer);
        answer
    }

    /// The head and the body that come back.
    fn get(address: &str, more: &str) -> (String, String) {
        let answer = String::from_utf8(bytes(address, more)).unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        (head.to_owned(), body.to_owned())
    }

    fn location(head: &str) -> &str {
        head.lines()
            .find_map(|line| line.strip_prefix("Location: "))
            .unwrap()
    }

    #[test]
    fn a_repository_has_the_layout_of_the_real_hub() {
        let (_folder, hub) = hub();
        let list = format!("{}/api/models/a/b/revision/main?blobs=true", hub.endpoint());
        let (_, body) = get(&list, "");
        let list: Value = serde_json::from_str(&body).unwrap();
        let model = &list["siblings"][1];
        assert_eq!(model["rfilename"], "model.bin");
        // sha256sum of 0123456789
        let hash = "84d89877f0d4041efb6bf91a16f0248f2fd573e6af05c19f96bedb9f882f7882";
        assert_eq!(model["lfs"]["sha256"], hash);
        assert!(list["siblings"][0]["lfs"].is_null());

        let (head, _) = get(&format!("{}{MODEL}", hub.endpoint()), "");
        assert!(head.starts_with("HTTP/1.1 302"), "{head}");
        assert!(head.contains("X-Linked-Size: 10"), "{head}");
        assert!(
            head.contains(&format!("X-Linked-Etag: \"{hash}\"")),
            "{head}"
        );
        let storage = location(&head);
        assert!(!storage.starts_with(&hub.endpoint()));
        let (head, body) = get(storage, "Range: bytes=4-\r\n");
        assert!(head.contains("Content-Range: bytes 4-9/10"), "{head}");
        assert_eq!(body, "456789");

        let small = format!("{}/a/b/resolve/main/config.json", hub.endpoint());
        let (head, _) = get(&small, "Authorization: Bearer secret\r\n");
        assert!(head.starts_with("HTTP/1.1 307"), "{head}");
        let (_, body) = get(&format!("{}{}", hub.endpoint(), location(&head)), "");
        assert_eq!(body, "{}");
        let (head, _) = get(&format!("{}/a/b/resolve/main/other", hub.endpoint()), "");
        assert!(head.starts_with("HTTP/1.1 404"), "{head}");
        let authorized: Vec<bool> = hub.requests().iter().map(|it| it.authorized).collect();
        assert_eq!(authorized, [false, false, false, true, false, false]);
    }

    #[test]
    fn it_misbehaves_once_for_each_fault_and_in_their_order() {
        let (_folder, hub) = hub();
        let address = format!("{}{MODEL}", hub.endpoint());
        let busy = Misbehaviour::Status {
            status: 429,
            retry_after: Some(7),
        };
        hub.misbehave(LISTING, [Misbehaviour::Html]);
        hub.misbehave(
            "model.bin",
            [
                busy,
                Misbehaviour::CutAfter(3),
                Misbehaviour::OtherBytes,
                Misbehaviour::RangeIgnored,
                Misbehaviour::StallAfter(2),
            ],
        );
        let (head, _) = get(&address, "");
        assert!(head.starts_with("HTTP/1.1 429"), "{head}");
        assert!(head.contains("Retry-After: 7"), "{head}");
        let (head, _) = get(&address, "");
        let storage = location(&head);
        let range = "Range: bytes=8-\r\n";
        assert_eq!(get(storage, "").1, "012");
        // all bits of the first byte, 0x30, are inverted
        assert!(bytes(storage, "").ends_with(b"\r\n\xcf123456789"));
        assert_eq!(get(storage, range).1, "0123456789");
        assert_eq!(get(storage, "").1, "01");
        assert_eq!(get(storage, range).1, "89");
        let list = format!("{}/api/models/a/b", hub.endpoint());
        assert!(get(&list, "").1.starts_with("<!DOCTYPE html>"));
        assert!(get(&list, "").1.starts_with('{'));
    }

    #[test]
    fn a_limit_slows_it_down_until_it_is_taken_away() {
        let (folder, hub) = hub();
        std::fs::write(folder.path().join("a/b/model.bin"), vec![b'x'; 60_000]).unwrap();
        hub.limit(Some(20_000));
        let (head, _) = get(&format!("{}{MODEL}", hub.endpoint()), "");
        let storage = location(&head).to_owned();
        let began = Instant::now();
        std::thread::scope(|scope| {
            let body = scope.spawn(|| get(&storage, "").1);
            while hub.sent() < 5_000 {
                std::thread::sleep(Duration::from_millis(5));
            }
            assert!(began.elapsed() >= Duration::from_millis(200));
            hub.limit(None);
            assert_eq!(body.join().unwrap().len(), 60_000);
        });
    }

    #[test]
    fn what_is_held_back_comes_when_it_is_let_go() {
        let (folder, hub) = hub();
        std::fs::write(folder.path().join("a/b/model.bin"), vec![b'x'; 60_000]).unwrap();
        hub.hold_after(Some(20_000));
        let (head, _) = get(&format!("{}{MODEL}", hub.endpoint()), "");
        let storage = location(&head).to_owned();
        std::thread::scope(|scope| {
            let body = scope.spawn(|| get(&storage, "").1);
            // the connection lives
            while hub.sent() < 20_002 {
                std::thread::sleep(Duration::from_millis(5));
            }
            assert!(hub.sent() < 21_000);
            hub.hold_after(None);
            assert_eq!(body.join().unwrap().len(), 60_000);
        });
    }
}
