//! Where a redirect may lead, and which requests carry the token.

use std::net::IpAddr;

use reqwest::Url;

use super::error::RedirectFault;

/// The largest number of redirects in a row.
pub(super) const MOST: usize = 10;

/// The address that a redirect leads to, if the program follows it. `asked` are the addresses so far; the last one
/// redirects.
pub(super) fn next(asked: &[Url], location: Option<&str>) -> Result<Url, RedirectFault> {
    let from = asked.last().ok_or(RedirectFault::NoAddress)?;
    let location = location.ok_or(RedirectFault::NoAddress)?;
    let mut to = from.join(location).map_err(|_| RedirectFault::NoAddress)?;
    to.set_fragment(None);
    if !is_web(&to) {
        return Err(RedirectFault::NoAddress);
    }
    // a password in an address would become a header
    to.set_username("")
        .and_then(|()| to.set_password(None))
        .map_err(|()| RedirectFault::NoAddress)?;
    if from.scheme() == "https" && to.scheme() == "http" {
        return Err(RedirectFault::Unencrypted);
    }
    if asked.contains(&to) {
        return Err(RedirectFault::Circle);
    }
    if asked.len() > MOST {
        return Err(RedirectFault::TooMany);
    }
    Ok(to)
}

/// Whether an address is one of `http` or `https`, with a host.
pub(super) fn is_web(url: &Url) -> bool {
    matches!(url.scheme(), "http" | "https") && url.has_host()
}

/// Whether a request to `url` may carry the token for `endpoint`: the same scheme, host and port, and encrypted
/// unless the host is this machine.
pub(super) fn may_carry_token(url: &Url, endpoint: &Url) -> bool {
    url.origin() == endpoint.origin() && (url.scheme() == "https" || is_this_machine(url))
}

/// Whether an address leads to this machine, by name or number.
pub(super) fn is_this_machine(url: &Url) -> bool {
    let name = url.host_str().unwrap_or_default();
    let address = name.trim_start_matches('[').trim_end_matches(']');
    name == "localhost"
        || address
            .parse::<IpAddr>()
            .is_ok_and(|address| address.is_loopback())
}

/// A host for people: with its port if that is unusual.
pub(super) fn host(url: &Url) -> String {
    let name = url.host_str().unwrap_or_default();
    match url.port() {
        Some(port) => format!("{name}:{port}"),
        None => name.to_owned(),
    }
}

/// An address without password, query and fragment, which can hold secrets.
pub(super) fn without_secrets(url: &Url) -> String {
    let mut url = url.clone();
    url.set_query(None);
    url.set_fragment(None);
    // an address that cannot have a user has none to remove
    let _ = url.set_username("");
    let _ = url.set_password(None);
    url.into()
}
