//! Where models come from: the server, the token, the proxies, and whether connections are allowed at all.

use std::fmt;
use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use hyper_util::client::proxy::matcher::Matcher;
use reqwest::Url;
use reqwest::header::HeaderValue;

use super::error::DownloadError;
use super::ledger::Ledger;
use super::limits::Limits;
use super::redirect;

/// The server that models come from unless a person names another.
const DEFAULT_ENDPOINT: &str = "https://huggingface.co";

/// The way to the models: which server, with which token, through which proxies.
#[derive(Clone)]
pub struct Network {
    pub(super) endpoint: Url,
    pub(super) token: Option<Token>,
    pub(super) offline: bool,
    /// `None` connects directly, whatever the system says.
    pub(super) proxies: Option<Arc<Matcher>>,
    /// The proxy that a person named, which `proxies` then leads to; without it the system's are used.
    pub(super) own_proxy: Option<Url>,
    pub(super) limits: Limits,
    pub(super) ledger: Ledger,
}

/// A secret: `Debug` does not show it.
#[derive(Clone)]
pub(super) struct Token(HeaderValue);

impl Token {
    /// Reads a token; one with characters that a header cannot hold is none.
    fn of(text: &str) -> Option<Self> {
        let text = text.trim();
        let mut header = HeaderValue::from_str(&format!("Bearer {text}")).ok()?;
        header.set_sensitive(true);
        (!text.is_empty()).then_some(Self(header))
    }

    pub(super) fn header(&self) -> HeaderValue {
        self.0.clone()
    }
}

impl fmt::Debug for Network {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.debug_struct("Network")
            .field("endpoint", &redirect::without_secrets(&self.endpoint))
            .field("token", &self.token.is_some())
            .field("offline", &self.offline)
            .finish_non_exhaustive()
    }
}

impl Network {
    /// The network as the environment describes it, with the variables that Hugging Face's own library reads:
    /// `HF_ENDPOINT`, before `mirror`, which is the setting; `HF_TOKEN`, or the file that `HF_TOKEN_PATH` or
    /// `HF_HOME` names; `HF_HUB_OFFLINE`. Proxies are the system's, or those of `HTTPS_PROXY`, `HTTP_PROXY`,
    /// `ALL_PROXY` and `NO_PROXY`.
    ///
    /// The token goes to the default server or to the one in `HF_ENDPOINT`, never to the mirror of the setting, and
    /// never unencrypted to another machine.
    ///
    /// # Errors
    /// [`DownloadError::BadAddress`] if the server's address is not one of `http` or `https`.
    pub fn of_environment(mirror: Option<&str>, ledger: Ledger) -> Result<Self, DownloadError> {
        let variables = |name: &str| std::env::var(name).ok();
        let mut network = Self::of_variables(&variables, mirror, ledger)?;
        network.proxies = Some(Arc::new(Matcher::from_system()));
        Ok(network)
    }

    /// The network that these variables describe, without proxies.
    pub(super) fn of_variables(
        variables: &dyn Fn(&str) -> Option<String>,
        mirror: Option<&str>,
        ledger: Ledger,
    ) -> Result<Self, DownloadError> {
        let given = |text: Option<String>| {
            let text = text?.trim().to_owned();
            (!text.is_empty()).then_some(text)
        };
        let named = given(variables("HF_ENDPOINT"));
        let of_setting = given(mirror.map(str::to_owned));
        let takes_token = named.is_some() || of_setting.is_none();
        let endpoint = named
            .or(of_setting)
            .unwrap_or_else(|| DEFAULT_ENDPOINT.to_owned());
        Ok(Self {
            endpoint: address(&endpoint)?,
            token: takes_token.then(|| token(variables)).flatten(),
            offline: given(variables("HF_HUB_OFFLINE")).is_some_and(|value| {
                ["1", "ON", "YES", "TRUE"].contains(&value.to_ascii_uppercase().as_str())
            }),
            proxies: None,
            own_proxy: None,
            limits: Limits::default(),
            ledger,
        })
    }

    /// The same network with other limits.
    #[must_use]
    pub fn with_limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// The same network with another server, which does not get the token.
    ///
    /// # Errors
    /// [`DownloadError::BadAddress`] if the server's address is not one of `http` or `https`.
    pub fn at(mut self, server: &str) -> Result<Self, DownloadError> {
        self.endpoint = address(server)?;
        self.token = None;
        Ok(self)
    }

    /// The same network through a proxy that a person named, in place of the system's. Without `http` or `https` it is one
    /// of `http`; an empty name is none.
    ///
    /// # Errors
    /// [`DownloadError::BadAddress`] if the proxy's address is not one of `http` or `https`.
    pub fn through(mut self, proxy: Option<&str>) -> Result<Self, DownloadError> {
        let named = proxy.map(str::trim).unwrap_or_default();
        if named.is_empty() {
            return Ok(self);
        }
        let proxy = proxy_at(named)?;
        self.proxies = Some(Arc::new(Matcher::builder().all(proxy.as_str()).build()));
        self.own_proxy = Some(proxy);
        Ok(self)
    }

    /// Whether connections are forbidden.
    pub fn is_offline(&self) -> bool {
        self.offline
    }

    /// Whether a token is known.
    pub fn has_token(&self) -> bool {
        self.token.is_some()
    }

    /// The server's host, with its port if that is unusual.
    pub fn host(&self) -> String {
        redirect::host(&self.endpoint)
    }

    /// The address of a repository's file at a revision: `{endpoint}/{repository}/resolve/{revision}/{path}`.
    ///
    /// # Errors
    /// [`DownloadError::BadName`] if the repository is not `owner/name` or `name`, or if the revision or the path
    /// cannot exist.
    pub fn file_url(
        &self,
        repository: &str,
        revision: &str,
        path: &str,
    ) -> Result<Url, DownloadError> {
        let mut parts = repository_parts(repository)?;
        parts.extend(["resolve", revision_part(revision)?]);
        if !is_plain_path(path) {
            return Err(bad_name(path));
        }
        parts.extend(path.split('/'));
        self.joined(&parts)
    }

    /// The address of a repository's description.
    pub(super) fn description_url(
        &self,
        repository: &str,
        revision: &str,
    ) -> Result<Url, DownloadError> {
        let mut parts = vec!["api", "models"];
        parts.extend(repository_parts(repository)?);
        parts.extend(["revision", revision_part(revision)?]);
        let mut url = self.joined(&parts)?;
        url.set_query(Some("blobs=true"));
        Ok(url)
    }

    fn joined(&self, parts: &[&str]) -> Result<Url, DownloadError> {
        let mut url = self.endpoint.clone();
        match url.path_segments_mut() {
            Ok(mut segments) => segments.pop_if_empty().extend(parts),
            Err(()) => return Err(bad_address(self.endpoint.as_str())),
        };
        Ok(url)
    }

    /// The proxy through which a request to this address goes. A proxy cannot reach this machine as `localhost`.
    pub(super) fn proxy(&self, url: &Url) -> Option<Proxy> {
        if redirect::is_this_machine(url) {
            return None;
        }
        let found = self
            .proxies
            .as_ref()?
            .intercept(&url.as_str().parse().ok()?)?;
        let uri = found.uri();
        let host = uri.host().unwrap_or_default();
        Some(Proxy {
            host: uri
                .port_u16()
                .map_or_else(|| host.to_owned(), |port| format!("{host}:{port}")),
            is_encrypted: uri.scheme_str() == Some("https"),
        })
    }
}

/// A proxy, for the ledger.
pub(super) struct Proxy {
    /// With the port.
    pub(super) host: String,
    /// Whether the program speaks TLS with the proxy itself.
    pub(super) is_encrypted: bool,
}

/// The folder of Hugging Face's own library: `HF_HOME`, or `huggingface` in the folder of caches. It holds models that
/// other programs downloaded.
pub fn hub_home() -> Option<PathBuf> {
    home_of(&|name| std::env::var(name).ok())
}

fn home_of(variables: &dyn Fn(&str) -> Option<String>) -> Option<PathBuf> {
    let folder = |name: &str| variables(name).filter(|value| !value.is_empty());
    let own = directories::BaseDirs::new().map(|base| base.home_dir().to_owned());
    let expanded = |value: String| match (value.strip_prefix("~/"), &own) {
        (Some(rest), Some(own)) => own.join(rest),
        _ => PathBuf::from(value),
    };
    if let Some(home) = folder("HF_HOME") {
        return Some(expanded(home));
    }
    let caches = match folder("XDG_CACHE_HOME") {
        Some(caches) => expanded(caches),
        None => own.as_ref()?.join(".cache"),
    };
    Some(caches.join("huggingface"))
}

fn token(variables: &dyn Fn(&str) -> Option<String>) -> Option<Token> {
    let spoken = ["HF_TOKEN", "HUGGING_FACE_HUB_TOKEN"]
        .into_iter()
        .find_map(|name| Token::of(&variables(name)?));
    let of_file = || {
        let named = variables("HF_TOKEN_PATH")
            .filter(|path| !path.is_empty())
            .map(PathBuf::from);
        let path = named.or_else(|| Some(home_of(variables)?.join("token")))?;
        Token::of(&fs::read_to_string(path).ok()?)
    };
    spoken.or_else(of_file)
}

/// Whether downloads can come from this mirror, and go through this proxy; an empty name is none.
///
/// # Errors
/// [`DownloadError::BadAddress`] with the first that is not the address of one.
pub fn check_addresses(mirror: Option<&str>, proxy: Option<&str>) -> Result<(), DownloadError> {
    let named = |setting: Option<&str>| {
        let name = setting.map(str::trim).unwrap_or_default();
        (!name.is_empty()).then(|| name.to_owned())
    };
    if let Some(mirror) = named(mirror) {
        address(&mirror)?;
    }
    if let Some(proxy) = named(proxy) {
        proxy_at(&proxy)?;
    }
    Ok(())
}

/// The address of a proxy; without a scheme it is one of `http`.
fn proxy_at(named: &str) -> Result<Url, DownloadError> {
    match named.contains("://") {
        true => address(named),
        false => address(&format!("http://{named}")),
    }
}

fn address(text: &str) -> Result<Url, DownloadError> {
    match Url::parse(text) {
        Ok(url) if redirect::is_web(&url) && url.query().is_none() => Ok(url),
        _ => Err(bad_address(text)),
    }
}

/// The error of an address, which shows nothing that could be a password.
pub(super) fn bad_address(text: &str) -> DownloadError {
    let address = match Url::parse(text) {
        Ok(url) if url.has_host() => redirect::without_secrets(&url),
        _ => {
            let end = text.rsplit('@').next().unwrap_or_default();
            end.split('?').next().unwrap_or_default().to_owned()
        }
    };
    DownloadError::BadAddress { address }
}

fn bad_name(name: &str) -> DownloadError {
    DownloadError::BadName {
        name: name.to_owned(),
    }
}

fn repository_parts(repository: &str) -> Result<Vec<&str>, DownloadError> {
    let parts: Vec<&str> = repository.split('/').collect();
    let is_word = |part: &&str| {
        let allowed = |sign: char| sign.is_ascii_alphanumeric() || "-_.".contains(sign);
        !part.is_empty()
            && part.len() <= 96
            && part.chars().all(allowed)
            && !part.starts_with('.')
            && !part.contains("..")
    };
    if parts.len() > 2 || !parts.iter().all(is_word) {
        return Err(bad_name(repository));
    }
    Ok(parts)
}

/// A branch, a tag or a commit; one with slashes becomes one part of the address, as the hub wants it.
fn revision_part(revision: &str) -> Result<&str, DownloadError> {
    if is_plain_path(revision) {
        Ok(revision)
    } else {
        Err(bad_name(revision))
    }
}

/// Whether a path leads from a folder to something inside it, on each system.
pub(super) fn is_plain_path(path: &str) -> bool {
    let is_name = |part: &str| {
        let unfit = |sign: char| sign.is_control() || "\\:*?\"<>|".contains(sign);
        !part.is_empty() && part != "." && part != ".." && !part.contains(unfit)
    };
    path.len() <= 1024 && path.split('/').all(is_name)
}
