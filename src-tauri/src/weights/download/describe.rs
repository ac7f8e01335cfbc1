//! A repository's description: which commit a revision means, and which files it has.

use std::sync::atomic::AtomicBool;

use serde::Deserialize;
use serde_json::Value;

use super::connection::{Answer, NoAnswer, Question, ask, block_on};
use super::error::{DownloadError, HubCode};
use super::hash::FileHash;
use super::headers::text;
use super::ledger::{End, Purpose};
use super::network::{Network, is_plain_path};
use super::wait::{Cut, pause, wait_for};

/// The largest size of a file that is believed, in bytes: more than any disk has, and few enough to be added up.
const LARGEST_FILE: u64 = 1 << 44;

/// What a server says about a repository.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Described {
    /// The description.
    As(Description),
    /// The server has files and no descriptions, as simple mirrors do.
    NotOffered,
}

/// A repository at one revision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Description {
    /// The commit that the revision means: 40 hexadecimal digits.
    pub commit: Option<String>,
    /// Its files. Those whose paths lead out of a folder are left out.
    pub files: Vec<RepositoryFile>,
    /// The licence's short name.
    pub license: Option<String>,
}

/// A file of a repository.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RepositoryFile {
    /// The path inside the repository, with `/`; it leads to a file inside any folder that it is joined to.
    pub path: String,
    /// Its size in bytes.
    pub size: Option<u64>,
    /// Its SHA-256; servers know it for large files only.
    pub sha256: Option<FileHash>,
}

/// Asks the server for a repository's description. Passing trouble is waited for as in [`fetch`](super::fetch()).
///
/// # Errors
/// [`DownloadError`], also [`DownloadError::NotFound`] if the server has descriptions and the repository or the
/// revision does not exist.
pub fn describe(
    network: &Network,
    repository: &str,
    revision: &str,
    stop: &AtomicBool,
) -> Result<Described, DownloadError> {
    let url = network.description_url(repository, revision)?;
    let why = Purpose::Description {
        repository: repository.to_owned(),
    };
    let limits = &network.limits;
    let asking = async {
        let mut failed = 0;
        loop {
            let question = Question {
                network,
                url: &url,
                why: &why,
                rest: None,
                stop,
            };
            let error = match answered(question, limits.description).await {
                Err(NoAnswer::Passing(error)) => error,
                Err(NoAnswer::Final(error)) => return Err(error),
                Ok(described) => return Ok(described),
            };
            failed += 1;
            if failed >= limits.attempts {
                return Err(error);
            }
            let wait = pause(failed, limits);
            if wait_for(stop, wait, std::future::pending::<()>(), &mut || ()).await
                == Err(Cut::Stopped)
            {
                return Err(DownloadError::Stopped);
            }
        }
    };
    let host = network.host();
    block_on(asking).map_err(|_| DownloadError::Interrupted {
        host,
        have: 0,
        total: None,
    })?
}

async fn answered(question: Question<'_>, largest: usize) -> Result<Described, NoAnswer> {
    let (stop, stall) = (question.stop, question.network.limits.stall);
    let file = question.why.name().to_owned();
    let mut answer = ask(question, &mut || ()).await?;
    let status = answer.response.status().as_u16();
    let host = answer.host.clone();
    let code = text(answer.response.headers(), "x-error-code").and_then(HubCode::of);
    match (status, code) {
        (200, _) => {}
        (401 | 403, _) => {
            let token_sent = answer.token_sent;
            return Err(NoAnswer::Final(DownloadError::Refused {
                host,
                status,
                token_sent,
                code,
            }));
        }
        (404 | 410, Some(_)) => {
            return Err(NoAnswer::Final(DownloadError::NotFound {
                host,
                file,
                status,
                code,
            }));
        }
        (408 | 425 | 429 | 500 | 502..=599, _) => {
            return Err(NoAnswer::Passing(DownloadError::Status { host, status }));
        }
        _ => {
            answer.opened.end = End::Complete;
            return Ok(Described::NotOffered);
        }
    }
    let mut body = Vec::new();
    loop {
        match wait_for(stop, stall, answer.response.chunk(), &mut || ()).await {
            Ok(Ok(Some(bytes))) => {
                answer.opened.bytes += bytes.len() as u64;
                body.extend_from_slice(&bytes);
            }
            Ok(Ok(None)) => break,
            Ok(Err(_)) | Err(Cut::TooLong) => {
                let have = body.len() as u64;
                let total = answer.response.content_length();
                return Err(NoAnswer::Passing(DownloadError::Interrupted {
                    host,
                    have,
                    total,
                }));
            }
            Err(Cut::Stopped) => return Err(stopped(answer)),
        }
        if body.len() > largest {
            return Ok(Described::NotOffered);
        }
    }
    answer.opened.end = End::Complete;
    Ok(Description::read(&body).map_or(Described::NotOffered, Described::As))
}

fn stopped(mut answer: Answer) -> NoAnswer {
    answer.opened.end = End::Stopped;
    NoAnswer::Final(DownloadError::Stopped)
}

/// The hub's form; fields that are missing or of another type count as unknown.
#[derive(Deserialize)]
struct Written {
    #[serde(default)]
    sha: Value,
    siblings: Vec<Value>,
    #[serde(default, rename = "cardData")]
    card: Value,
}

impl Description {
    /// Reads what a server says of a repository; `None` if it is nothing of that kind. Files whose paths lead out of a folder, and
    /// sizes that no disk has, are left out.
    pub fn read(body: &[u8]) -> Option<Self> {
        let written: Written = serde_json::from_slice(body).ok()?;
        let is_commit =
            |text: &&str| text.len() == 40 && text.bytes().all(|sign| sign.is_ascii_hexdigit());
        let file = |entry: &Value| {
            let path = entry
                .get("rfilename")?
                .as_str()
                .filter(|path| is_plain_path(path))?;
            let lfs = entry.get("lfs");
            let size = |of: Option<&Value>| {
                let bytes = of?.get("size")?.as_u64()?;
                (bytes <= LARGEST_FILE).then_some(bytes)
            };
            Some(RepositoryFile {
                path: path.to_owned(),
                size: size(lfs).or_else(|| size(Some(entry))),
                sha256: lfs.and_then(|lfs| lfs.get("sha256")?.as_str()?.parse().ok()),
            })
        };
        Some(Self {
            commit: written.sha.as_str().filter(is_commit).map(str::to_owned),
            files: written.siblings.iter().filter_map(file).collect(),
            license: written
                .card
                .get("license")
                .and_then(Value::as_str)
                .map(str::to_owned),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_description_is_read_and_paths_that_lead_out_are_left_out() {
        let text = br#"{"sha": "0123456789abcdef0123456789abcdef01234567", "cardData": {"license": "apache-2.0"},
            "siblings": [
            {"rfilename": "config.json", "size": 5, "blobId": "x"},
            {"rfilename": "onnx/model.bin", "size": 100,
             "lfs": {"sha256": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", "size": 2000}},
            {"rfilename": "../outside"}, {"rfilename": "/etc/passwd"}, {"rfilename": "a\\b"}, {"rfilename": "a//b"},
            {"rfilename": "C:x"}, {"rfilename": 3}, 7]}"#;
        let read = Description::read(text).unwrap();
        assert_eq!(
            read.commit.as_deref(),
            Some("0123456789abcdef0123456789abcdef01234567")
        );
        assert_eq!(read.license.as_deref(), Some("apache-2.0"));
        let paths: Vec<_> = read
            .files
            .iter()
            .map(|file| (file.path.as_str(), file.size))
            .collect();
        assert_eq!(
            paths,
            [("config.json", Some(5)), ("onnx/model.bin", Some(2000))]
        );
        assert_eq!(read.files[1].sha256, Some(FileHash::of(b"abc")));
        let huge = Description::read(
            br#"{"siblings": [{"rfilename": "a.bin", "size": 18446744073709551615}]}"#,
        );
        assert_eq!(huge.unwrap().files[0].size, None);
        assert_eq!(Description::read(b"{}"), None);
        assert_eq!(Description::read(b"[1]"), None);
    }
}
