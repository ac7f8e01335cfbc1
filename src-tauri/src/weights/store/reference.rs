//! What a person writes to name a model that the catalogue does not list: a repository, a repository with a
//! revision, or an address.

use super::error::StoreError;
use super::names;
use crate::weights::download::Url;
use crate::weights::identity::ModelId;

/// A model that can be downloaded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// The repository.
    pub id: ModelId,
    /// A branch, a tag or a commit; without one, the commit that the catalogue or an earlier download names, or
    /// else the newest.
    pub revision: Option<String>,
    /// The host of the address, with its port if that is unusual, if a person gave an address.
    pub host: Option<String>,
}

impl From<ModelId> for Reference {
    fn from(id: ModelId) -> Self {
        Self {
            id,
            revision: None,
            host: None,
        }
    }
}

/// What follows a repository in the address of one of its pages; the revision comes next.
const PAGES: [&str; 6] = ["resolve", "tree", "blob", "raw", "commit", "commits"];

/// First parts of addresses that are not models.
const ELSEWHERE: [&str; 8] = [
    "datasets",
    "spaces",
    "api",
    "docs",
    "blog",
    "papers",
    "collections",
    "settings",
];

/// Reads `org/name`, `org/name@revision`, or the address of a repository, of one of its pages or of one of its files.
///
/// # Errors
/// [`StoreError::NotAReference`] if the text is none of these.
pub fn parse_reference(text: &str) -> Result<Reference, StoreError> {
    let text = text.trim();
    let found = match text.split_once("://") {
        Some(_) => of_address(text),
        None => of_name(text),
    };
    found.ok_or_else(|| StoreError::NotAReference {
        text: text.chars().take(200).collect(),
    })
}

fn of_name(text: &str) -> Option<Reference> {
    let (name, revision) = match text.split_once('@') {
        Some((name, revision)) => (name, Some(revision)),
        None => (text, None),
    };
    reference(name.trim_end_matches('/'), revision, None)
}

fn of_address(text: &str) -> Option<Reference> {
    let url = Url::parse(text).ok()?;
    if !["http", "https"].contains(&url.scheme()) {
        return None;
    }
    let host = match url.port() {
        Some(port) => format!("{}:{port}", url.host_str()?),
        None => url.host_str()?.to_owned(),
    };
    let parts: Vec<&str> = url
        .path_segments()?
        .filter(|part| !part.is_empty())
        .collect();
    if parts.first().is_some_and(|first| ELSEWHERE.contains(first)) {
        return None;
    }
    let page = parts.iter().take(3).position(|part| PAGES.contains(part));
    let name = parts.get(..page.unwrap_or(parts.len()))?.join("/");
    let revision = page.and_then(|at| parts.get(at + 1)).map(|part| {
        // A branch with slashes is one part of an address.
        part.replace("%2F", "/").replace("%2f", "/")
    });
    reference(&name, revision.as_deref(), Some(host))
}

fn reference(name: &str, revision: Option<&str>, host: Option<String>) -> Option<Reference> {
    let id = ModelId(name.to_owned());
    names::folder_name(&id)?;
    // Models of these names do not come from a server.
    if name == names::STARTER || name.split('/').next() == Some(names::IMPORTED) {
        return None;
    }
    if !revision.is_none_or(is_revision) {
        return None;
    }
    Some(Reference {
        id,
        revision: revision.map(str::to_owned),
        host,
    })
}

/// Whether a text can be a branch, a tag or a commit.
pub(super) fn is_revision(text: &str) -> bool {
    let allowed = |sign: char| sign.is_ascii_alphanumeric() || "-_./".contains(sign);
    !text.is_empty()
        && text.len() <= 200
        && text.chars().all(allowed)
        && text
            .split('/')
            .all(|part| !part.is_empty() && !part.starts_with('.'))
}

/// Whether a revision is a commit, which never changes.
pub(super) fn is_commit(text: &str) -> bool {
    text.len() == 40 && text.chars().all(|digit| digit.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repositories_are_read_with_and_without_a_revision() {
        let read = |text: &str| {
            let found = parse_reference(text).unwrap();
            (found.id.0, found.revision)
        };
        assert_eq!(read("google/bert"), ("google/bert".into(), None));
        assert_eq!(read(" bert "), ("bert".into(), None));
        assert_eq!(read("a/b@main"), ("a/b".into(), Some("main".into())));
        assert_eq!(
            read("a/b@refs/pr/1"),
            ("a/b".into(), Some("refs/pr/1".into()))
        );
    }

    #[test]
    fn addresses_are_read_with_their_host() {
        for (address, id, revision, host) in [
            (
                "https://huggingface.co/google/bert",
                "google/bert",
                None,
                "huggingface.co",
            ),
            (
                "https://huggingface.co/google/bert/",
                "google/bert",
                None,
                "huggingface.co",
            ),
            (
                "https://huggingface.co/google/bert/tree/main",
                "google/bert",
                Some("main"),
                "huggingface.co",
            ),
            (
                "https://huggingface.co/a/b/resolve/refs%2Fpr%2F1/model.safetensors?download=true",
                "a/b",
                Some("refs/pr/1"),
                "huggingface.co",
            ),
            (
                "https://huggingface.co/bert/blob/v1/config.json",
                "bert",
                Some("v1"),
                "huggingface.co",
            ),
            ("http://127.0.0.1:8080/a/b", "a/b", None, "127.0.0.1:8080"),
        ] {
            let found = parse_reference(address).unwrap();
            assert_eq!(found.id.0, id, "{address}");
            assert_eq!(found.revision.as_deref(), revision, "{address}");
            assert_eq!(found.host.as_deref(), Some(host), "{address}");
        }
    }

    #[test]
    fn what_is_not_a_repository_is_refused() {
        for wrong in [
            "",
            "/",
            "a/b/c",
            "../a",
            "a/b@",
            "a/b@../x",
            "a/b@x y",
            "file:///etc/passwd",
            "ftp://host/a/b",
            "https://",
            "https://huggingface.co",
            "https://huggingface.co/datasets/a",
            "https://huggingface.co/a/b/c",
            "starter",
            "imported/a",
            "a b/c",
            "C:\\models\\a",
        ] {
            let found = parse_reference(wrong);
            assert!(
                matches!(found, Err(StoreError::NotAReference { .. })),
                "{wrong:?}: {found:?}"
            );
        }
    }
}
