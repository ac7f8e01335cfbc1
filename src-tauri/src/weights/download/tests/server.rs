//! A server of raw sockets: each test writes its answers byte by byte.

use std::io::{self, BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

/// A request that arrived.
#[derive(Debug, Clone)]
pub(super) struct Asked {
    /// As in the request's first line; for a proxy the whole address.
    pub(super) target: String,
    headers: Vec<(String, String)>,
}

impl Asked {
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        let found = self
            .headers
            .iter()
            .find(|(header, _)| header.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }

    /// The first byte that is asked for.
    pub(super) fn from(&self) -> usize {
        let from = self.header("range").and_then(|range| {
            range
                .strip_prefix("bytes=")?
                .strip_suffix('-')?
                .parse()
                .ok()
        });
        from.unwrap_or(0)
    }
}

type Answers = dyn Fn(&Asked, usize, &mut TcpStream) -> io::Result<()> + Send + Sync;

/// A server that runs until it is dropped.
pub(super) struct Server {
    address: SocketAddr,
    asked: Arc<Mutex<Vec<Asked>>>,
    over: Arc<AtomicBool>,
}

impl Server {
    /// Starts a server. `answers` receives each request with its number, counted from 0.
    pub(super) fn start(
        answers: impl Fn(&Asked, usize, &mut TcpStream) -> io::Result<()> + Send + Sync + 'static,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let server = Self {
            address: listener.local_addr().unwrap(),
            asked: Arc::default(),
            over: Arc::default(),
        };
        let (asked, over, answers) = (
            server.asked.clone(),
            server.over.clone(),
            Arc::new(answers) as Arc<Answers>,
        );
        std::thread::spawn(move || {
            for connection in listener.incoming() {
                if over.load(Ordering::Relaxed) {
                    return;
                }
                let (asked, answers) = (asked.clone(), answers.clone());
                std::thread::spawn(move || answer(connection?, &asked, &*answers));
            }
        });
        server
    }

    pub(super) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    pub(super) fn host(&self) -> String {
        self.address.to_string()
    }

    /// All requests so far.
    pub(super) fn asked(&self) -> Vec<Asked> {
        self.asked.lock().unwrap().clone()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.over.store(true, Ordering::Relaxed);
        // wakes the thread that accepts
        let _ = TcpStream::connect(self.address);
    }
}

fn answer(mut to: TcpStream, all: &Mutex<Vec<Asked>>, answers: &Answers) -> io::Result<()> {
    let mut lines = BufReader::new(to.try_clone()?).lines();
    let first = lines.next().ok_or(io::ErrorKind::UnexpectedEof)??;
    let mut asked = Asked {
        target: first.split(' ').nth(1).unwrap_or_default().to_owned(),
        headers: Vec::new(),
    };
    for line in lines {
        let line = line?;
        match line.split_once(':') {
            Some((name, value)) => asked
                .headers
                .push((name.to_owned(), value.trim().to_owned())),
            None => break,
        }
    }
    let number = {
        let mut all = all.lock().unwrap();
        all.push(asked.clone());
        all.len() - 1
    };
    answers(&asked, number, &mut to)
}

/// Sends the head of an answer. `Content-Length` is the test's matter.
pub(super) fn head(to: &mut TcpStream, status: &str, headers: &[(&str, &str)]) -> io::Result<()> {
    let mut text = format!("HTTP/1.1 {status}\r\nConnection: close\r\n");
    for (name, value) in headers {
        text += &format!("{name}: {value}\r\n");
    }
    to.write_all((text + "\r\n").as_bytes())
}

/// Sends an answer with the length that it has.
pub(super) fn reply(
    to: &mut TcpStream,
    status: &str,
    headers: &[(&str, &str)],
    body: &[u8],
) -> io::Result<()> {
    let length = body.len().to_string();
    head(
        to,
        status,
        &[headers, &[("Content-Length", &length)]].concat(),
    )?;
    to.write_all(body)
}

/// Answers as a good server does, with `Range` and `If-Range`, and cuts the connection after `limit` bytes.
pub(super) fn serve(
    asked: &Asked,
    to: &mut TcpStream,
    content: &[u8],
    etag: &str,
    limit: usize,
) -> io::Result<()> {
    let total = content.len();
    let is_same = asked
        .header("if-range")
        .is_none_or(|version| version == etag);
    let from = if is_same { asked.from() } else { 0 };
    if from >= total && total > 0 {
        return reply(
            to,
            "416 Range Not Satisfiable",
            &[("Content-Range", &format!("bytes */{total}"))],
            b"",
        );
    }
    let range = format!("bytes {from}-{}/{total}", total.saturating_sub(1));
    let length = (total - from).to_string();
    let mut headers = vec![("ETag", etag), ("Content-Length", length.as_str())];
    let status = if asked.header("range").is_some() && is_same {
        headers.push(("Content-Range", &range));
        "206 Partial Content"
    } else {
        "200 OK"
    };
    head(to, status, &headers)?;
    to.write_all(&content[from..total.min(from.saturating_add(limit))])
}
