//! WebKitGTK draws through DMA-BUF where it can. On some graphics drivers, NVIDIA's before all, this ends in a
//! white window or "Error 71 dispatching to Wayland display". Its older way always works, and a page of
//! text does not feel the difference.

/// Has WebKitGTK draw the older way, unless the person decided by setting the variable.
///
/// Environment variables cannot be set safely once other threads may read them, so the program starts
/// itself again, in the same process, with the variable set.
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
    // `exec` came back: it failed, and the window may still be drawn well
    tracing::warn!(%error, "the renderer could not be chosen");
}

/// Only WebKitGTK has this choice.
#[cfg(not(target_os = "linux"))]
pub(super) fn choose() {}
