//! Digital rights management of books (EPUB OCF 3.3, 4.2.6): a book names the files that are encrypted, in the open.

use std::collections::HashSet;

use crate::document::error::ReadError;
use crate::document::reflow::xml::{attribute, each_element};
use crate::document::reflow::zip_archive::{Archive, joined};

/// Files with the rights of a reader; each system has its own.
const RIGHTS: &[&str] = &[
    "META-INF/rights.xml",
    "META-INF/license.lcpl",
    "META-INF/sinf.xml",
    "rights.xml",
];

/// What is encrypted in a book. Fonts often are, without any rights: nobody needs them to read.
pub(super) struct Protection {
    files: HashSet<String>,
    rights: bool,
}

impl Protection {
    pub(super) fn of(archive: &mut Archive) -> Result<Self, ReadError> {
        let mut files = HashSet::new();
        if let Some(xml) = archive.xml("META-INF/encryption.xml")? {
            // a broken list counts as far as it can be read
            let _ = each_element(&xml, |tag| {
                if tag.local_name().as_ref() == "CipherReference"
                    && let Some(uri) = attribute(tag, "URI")
                {
                    files.insert(joined("", &uri));
                }
            });
        }
        Ok(Self {
            files,
            rights: RIGHTS.iter().any(|name| archive.has(name)),
        })
    }

    /// Whether this file is encrypted.
    pub(super) fn covers(&self, name: &str) -> bool {
        self.files.contains(name)
    }

    /// Whether the book has rights or encrypted files at all.
    pub(super) fn exists(&self) -> bool {
        self.rights || !self.files.is_empty()
    }
}
