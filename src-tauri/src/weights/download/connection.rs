//! One question to a server, from the ledger's line to the headers of the answer, along redirects.
//!
//! This file alone holds an HTTP client. Each request is a connection of its own, and the ledger has it before the
//! client does.

use std::error::Error;
use std::future::Future;
use std::io;
use std::sync::atomic::AtomicBool;

use reqwest::header::{ACCEPT_ENCODING, AUTHORIZATION, IF_RANGE, LOCATION, RANGE};
use reqwest::redirect::Policy;
use reqwest::{Client, Proxy, RequestBuilder, Response, Url};

use super::error::{ConnectFault, DownloadError};
use super::hash::FileHash;
use super::headers::{Origin, Validators, text};
use super::ledger::{End, Opened, Purpose};
use super::network::Network;
use super::redirect::{self, host};
use super::wait::{Cut, wait_for};

/// A question.
pub(super) struct Question<'a> {
    pub(super) network: &'a Network,
    pub(super) url: &'a Url,
    pub(super) why: &'a Purpose,
    pub(super) rest: Option<Rest>,
    pub(super) stop: &'a AtomicBool,
}

/// The rest of a file, of which a part is here.
#[derive(Debug, Clone)]
pub(super) struct Rest {
    /// The first byte that is missing.
    pub(super) from: u64,
    /// What is known about the version of the part.
    pub(super) validators: Validators,
    pub(super) sha256: Option<FileHash>,
}

/// An answer's headers; the body has not been read.
pub(super) struct Answer {
    pub(super) response: Response,
    pub(super) opened: Opened,
    /// What the server that was asked first says.
    pub(super) origin: Origin,
    /// The host that answers.
    pub(super) host: String,
    /// Whether the last request carried a token.
    pub(super) token_sent: bool,
    /// Whether another host was asked first.
    pub(super) is_redirected: bool,
}

/// Why there is no answer.
pub(super) enum NoAnswer {
    /// Another attempt would end alike.
    Final(DownloadError),
    /// Another attempt can help.
    Passing(DownloadError),
}

/// Runs a future to its end on this thread.
pub(super) fn block_on<F: Future>(future: F) -> io::Result<F::Output> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let result = runtime.block_on(future);
    // a search for a host's address cannot be stopped; it ends by itself
    runtime.shutdown_background();
    Ok(result)
}

/// Asks, and follows redirects.
pub(super) async fn ask(
    question: Question<'_>,
    tick: &mut dyn FnMut(),
) -> Result<Answer, NoAnswer> {
    let Question {
        network, why, stop, ..
    } = question;
    let mut rest = question.rest;
    let mut asked = vec![question.url.clone()];
    let mut origin = None;
    loop {
        let Some(url) = asked.last().cloned() else {
            return Err(NoAnswer::Final(DownloadError::Stopped));
        };
        let token = network
            .token
            .as_ref()
            .filter(|_| redirect::may_carry_token(&url, &network.endpoint));
        let (mut opened, mut request) = open(network, &url, why)?;
        if let Some(token) = token {
            request = request.header(AUTHORIZATION, token.header());
        }
        if let Some(rest) = &rest {
            request = request.header(RANGE, format!("bytes={}-", rest.from));
            if let Some(version) = rest.validators.strong() {
                request = request.header(IF_RANGE, version);
            }
        }
        let limit = network.limits.connect + network.limits.stall;
        let response = match wait_for(stop, limit, request.send(), tick).await {
            Ok(Ok(response)) => response,
            Ok(Err(error)) => return Err(unreached(network, &url, connect_fault(&error))),
            Err(Cut::TooLong) => return Err(unreached(network, &url, ConnectFault::TooSlow)),
            Err(Cut::Stopped) => {
                opened.end = End::Stopped;
                return Err(NoAnswer::Final(DownloadError::Stopped));
            }
        };
        opened.status = Some(response.status().as_u16());
        opened.end = End::Broken;
        let origin = origin.get_or_insert_with(|| {
            let origin = Origin::of(response.headers());
            rest = rest.take().and_then(|rest| rest.against(&origin));
            origin
        });
        if !is_redirect(response.status().as_u16()) {
            return Ok(Answer {
                opened,
                origin: origin.clone(),
                host: host(&url),
                token_sent: token.is_some(),
                is_redirected: asked
                    .first()
                    .is_some_and(|first| first.origin() != url.origin()),
                response,
            });
        }
        let next = redirect::next(&asked, text(response.headers(), LOCATION));
        let next = next.map_err(|fault| {
            let host = host(&url);
            NoAnswer::Final(DownloadError::Redirect { host, fault })
        })?;
        opened.end = End::Complete;
        asked.push(next);
    }
}

impl Rest {
    /// What to ask other hosts for, after what the first one said. Its hash of the whole file decides, because each
    /// host that stores the file may name versions in its own way.
    fn against(mut self, origin: &Origin) -> Option<Self> {
        match (self.sha256, origin.sha256) {
            (Some(ours), Some(theirs)) if ours != theirs => None,
            (Some(_), Some(_)) => {
                self.validators = Validators::default();
                Some(self)
            }
            _ => Some(self),
        }
    }
}

/// Records the connection and prepares the request, in this order. This is the only way to a request.
fn open(network: &Network, url: &Url, why: &Purpose) -> Result<(Opened, RequestBuilder), NoAnswer> {
    if network.offline {
        return Err(NoAnswer::Final(DownloadError::Offline { host: host(url) }));
    }
    let proxy = network.proxy(url);
    let is_encrypted =
        url.scheme() == "https" || proxy.as_ref().is_some_and(|proxy| proxy.is_encrypted);
    let via = proxy.map(|proxy| proxy.host);
    let is_direct = via.is_none();
    let opened = network
        .ledger
        .open(&host(url), via, why)
        .map_err(|source| {
            let path = network.ledger.path().to_owned();
            NoAnswer::Final(DownloadError::Ledger { path, source })
        })?;
    let client = client(network, is_encrypted, is_direct)
        .map_err(|_| unreached(network, url, ConnectFault::NoCertificates))?;
    let request = client.get(url.clone()).header(ACCEPT_ENCODING, "identity");
    Ok((opened, request))
}

fn client(network: &Network, is_encrypted: bool, is_direct: bool) -> reqwest::Result<Client> {
    // a second installation is refused, and the first stays
    let _ = rustls::crypto::ring::default_provider().install_default();
    let mut builder = Client::builder()
        .user_agent(concat!("pagewing/", env!("CARGO_PKG_VERSION")))
        .redirect(Policy::none())
        .retry(reqwest::retry::never())
        .referer(false)
        .http1_only()
        .pool_max_idle_per_host(0)
        .connect_timeout(network.limits.connect);
    if is_direct {
        builder = builder.no_proxy();
    } else if let Some(proxy) = &network.own_proxy {
        builder = builder.proxy(Proxy::all(proxy.clone())?);
    }
    if !is_encrypted {
        // a machine without certificates can still download from itself
        builder = builder.tls_certs_only([]);
    }
    builder.build()
}

fn is_redirect(status: u16) -> bool {
    matches!(status, 301 | 302 | 303 | 307 | 308)
}

fn unreached(network: &Network, url: &Url, fault: ConnectFault) -> NoAnswer {
    let via = network.proxy(url).map(|proxy| proxy.host);
    let error = DownloadError::NoConnection {
        host: host(url),
        via,
        fault,
    };
    match fault {
        ConnectFault::Certificate | ConnectFault::NoCertificates => NoAnswer::Final(error),
        _ => NoAnswer::Passing(error),
    }
}

fn connect_fault(error: &reqwest::Error) -> ConnectFault {
    if error.is_dns() {
        ConnectFault::UnknownHost
    } else if error.is_timeout() {
        ConnectFault::TooSlow
    } else if has_bad_certificate(error) {
        ConnectFault::Certificate
    } else if error.is_connect() {
        ConnectFault::Unreachable
    } else {
        ConnectFault::NotHttp
    }
}

/// Whether an error of TLS about certificates is among the causes. An I/O error hides its cause from `source`.
fn has_bad_certificate(error: &(dyn Error + 'static)) -> bool {
    use rustls::Error::{InvalidCertificate, NoCertificatesPresented};
    let mut cause = Some(error);
    while let Some(error) = cause {
        if let Some(InvalidCertificate(_) | NoCertificatesPresented) = error.downcast_ref() {
            return true;
        }
        let inner = error
            .downcast_ref::<io::Error>()
            .and_then(io::Error::get_ref);
        cause = match inner {
            Some(inner) => Some(inner),
            None => error.source(),
        };
    }
    false
}
