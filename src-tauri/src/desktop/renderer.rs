//! WebKitGTK draws through DMA-BUF where it can. On some graphics drivers, especially NVIDIA's, this ends in a
//! white window or "Error 71 dispatching to Wayland display". Its older way always works, and a page of text is
//! not noticeably slower with it.

/// Makes WebKitGTK draw the older way, unless the person has set the variable.
///
/// Environment variables cannot be set safely once other threads may read them, so the program executes itself
/// again, in the same process, with the variable set.
#[cfg(target_os = "linux")]
pub(super) fn choose() {
    use std::os::unix::process::CommandExt;

    const VARIABLE: &str = "WEBKIT_DISABLE_DMABUF_RENDERER";
    if std::env::var_os(VARIABLE).is_some() {
        return;
    }
    let error = match std::env::current_exe() {
        Ok(program) => std::process::Command::new(program)
            .args(std::env::args_os().skip(1))
            .env(VARIABLE, "1")
            .exec(),
        Err(error) => error,
    };
    // `exec` returned, so it failed; the window may still draw correctly
    tracing::warn!(%error, "the renderer could not be chosen");
}

/// Only WebKitGTK has this choice.
#[cfg(not(target_os = "linux"))]
pub(super) fn choose() {}
