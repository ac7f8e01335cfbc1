//! The one window, and the restrictions on its page.
//!
//! The page shows files that may be hostile, so it can reach nothing: no network, no other page, no second window,
//! no downloads. Its content security policy is in `tauri.conf.json`; this file holds what the configuration
//! cannot express. An address that a person opens does not lead the page there: `address.rs` hands it to the system.

use std::borrow::Cow;
use std::ops::RangeInclusive;

use tauri::http::header::CONTENT_SECURITY_POLICY;
use tauri::http::{HeaderValue, Request, Response};
use tauri::webview::NewWindowResponse;
use tauri::{AppHandle, Manager, Url, WebviewWindowBuilder};

use super::desk::Desk;
use crate::jobs::{AppEvent, Jobs};
use crate::paths::Paths;

/// The window's name in `tauri.conf.json`.
pub(super) const LABEL: &str = "main";

/// A worker obeys the policy that came with its own script, not that of its page, and pdf.js reads files in a
/// worker. The worker may load the font data and WebAssembly that lie beside it, and nothing else.
const WORKER_POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'",
);

/// Opens the window that `tauri.conf.json` describes.
pub(super) fn create(app: &AppHandle, paths: &Paths) -> tauri::Result<()> {
    let config = app
        .config()
        .app
        .windows
        .iter()
        .find(|config| config.label == LABEL);
    let config = config.ok_or(tauri::Error::WindowNotFound)?;
    WebviewWindowBuilder::from_config(app, config)?
        .data_directory(paths.webview())
        .on_web_resource_request(guard_workers)
        .on_navigation(is_own_page)
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .on_download(|_, _| false)
        .build()?;
    Ok(())
}

/// The sizes of text that the window has room for, in per cent.
const SIZES: RangeInclusive<u32> = 50..=200;

/// Shows everything in the window at this size, in per cent; `None` stands for 100.
pub(super) fn show_at(app: &AppHandle, size: Option<u32>) {
    let size = size.unwrap_or(100).clamp(*SIZES.start(), *SIZES.end());
    if let Some(window) = app.get_webview_window(LABEL)
        && let Err(error) = window.set_zoom(f64::from(size) / 100.0)
    {
        tracing::warn!(%error, "the window keeps the size of its text");
    }
}

/// From now on shows everything at the size that another program sets.
pub(super) fn follow_size(app: &AppHandle, jobs: &Jobs) {
    let app = app.clone();
    jobs.subscribe(move |event| {
        if event == AppEvent::Settings
            && let Some(desk) = app.try_state::<Desk>()
            && let Ok(settings) = desk.ask_now(|jobs| Ok(jobs.settings()))
        {
            show_at(&app, settings.text_size);
        }
    });
}

/// Brings the window to the front.
pub(super) fn show(app: &AppHandle) {
    let Some(window) = app.get_webview_window(LABEL) else {
        return;
    };
    if let Err(error) = window.unminimize().and_then(|()| window.set_focus()) {
        tracing::warn!(%error, "the window does not come to the front");
    }
}

fn guard_workers(request: Request<Vec<u8>>, response: &mut Response<Cow<'static, [u8]>>) {
    let path = request.uri().path();
    if path.ends_with(".js") || path.ends_with(".mjs") {
        response
            .headers_mut()
            .insert(CONTENT_SECURITY_POLICY, WORKER_POLICY);
    }
}

/// The page's address is `tauri://localhost`, on Windows `http://tauri.localhost`; during development, a server on
/// this machine.
fn is_own_page(url: &Url) -> bool {
    let host = url.host_str();
    match url.scheme() {
        "tauri" => host == Some("localhost"),
        "http" | "https" => {
            host == Some("tauri.localhost") || (tauri::is_dev() && host == Some("localhost"))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_stays_at_home() {
        let own = |url: &str| is_own_page(&url.parse().unwrap());
        assert!(own("tauri://localhost/"));
        assert!(own("http://tauri.localhost/index.html"));
        for foreign in [
            "https://example.org/",
            "http://tauri.localhost.example.org/",
            "tauri://example.org/",
            "file:///etc/passwd",
            "data:text/html,x",
            "about:blank",
        ] {
            assert!(!own(foreign), "{foreign}");
        }
    }

    #[test]
    fn scripts_come_with_a_policy_of_their_own() {
        for (path, guarded) in [
            ("tauri://localhost/assets/pdf.worker.min.mjs", true),
            ("tauri://localhost/assets/index.js?v=1", true),
            ("tauri://localhost/index.html", false),
        ] {
            let request = Request::builder().uri(path).body(Vec::new()).unwrap();
            let mut response = Response::new(Cow::default());
            guard_workers(request, &mut response);
            let policy = response.headers().get(CONTENT_SECURITY_POLICY);
            assert_eq!(policy.is_some(), guarded, "{path}");
        }
    }
}
