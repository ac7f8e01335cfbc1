//! What the outside tests share.

#[cfg(feature = "model")]
pub mod family;
pub mod hub;
#[cfg(feature = "app")]
mod little;
#[cfg(feature = "app")]
pub mod manual;
mod pandoc;
mod passed;
pub mod pdf;
mod poppler;
pub mod pytorch;
mod small_disk;
pub mod sockets;
mod traces;
mod zotero;

use std::path::{Path, PathBuf};

#[cfg(feature = "app")]
pub use little::little_document;
pub use pandoc::{pandoc, reads_ris};
pub use passed::pass_over;
pub use poppler::pdftotext;
pub use small_disk::SmallDisk;
pub use traces::files_with;
pub use zotero::ZOTERO;

/// The root of the repository.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("this crate is a folder of the repository")
        .to_owned()
}

/// A file or folder of `tests/fixtures`.
pub fn fixture(name: &str) -> PathBuf {
    root().join("tests/fixtures").join(name)
}

/// A file or folder of the material beside the repository.
///
/// A test that calls this is `#[ignore = "needs ../shared/..."]`, so that a run without the material counts it as
/// ignored; `./test shared` runs it.
///
/// # Panics
/// If the material is absent.
pub fn shared(name: &str) -> PathBuf {
    let path = root().with_file_name("shared").join(name);
    assert!(
        path.exists(),
        "This test needs ../shared/{name}, which is not beside this repository."
    );
    path
}
