//! Prepares the window's configuration, icons and permissions. Without the window there is nothing to do.

fn main() {
    #[cfg(feature = "desktop")]
    tauri_build::build();
}
