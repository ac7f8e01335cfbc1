//! Compound files (MS-CFB), which hold Office documents of before 2007, and encrypted ones of every year.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use crate::document::error::ReadError;

/// The first bytes of a compound file.
const MAGIC: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// Bytes of an entry of the directory. Sectors have a multiple of them, so each begins at a multiple of them.
const ENTRY: usize = 128;

/// Why a compound file cannot be read, if it holds an encrypted document (MS-OFFCRYPTO, 2.3); `None` if it holds a
/// document of an old format, or is another file.
///
/// # Errors
/// Those of the file system.
pub(in crate::document) fn protection(path: &Path, head: &[u8]) -> io::Result<Option<ReadError>> {
    if !head.starts_with(MAGIC) {
        return Ok(None);
    }
    // a directory may be scattered over the file; its entries look like nothing else
    let mut file = File::open(path)?;
    let mut sectors = vec![0_u8; 512 * ENTRY];
    let package = beginning("EncryptedPackage");
    // a document with rights is encrypted by a transform of its own (2.2.6)
    let rights = [
        beginning("DRMEncryptedDataSpace"),
        beginning("DRMEncryptedTransform"),
        beginning("\tDRMContent"),
    ];
    let (mut encrypted, mut managed) = (false, false);
    loop {
        let mut length = 0;
        while let Some(free) = sectors.get_mut(length..).filter(|free| !free.is_empty()) {
            match file.read(free)? {
                0 => break,
                count => length += count,
            }
        }
        for entry in sectors
            .get(..length)
            .unwrap_or_default()
            .chunks_exact(ENTRY)
        {
            let is_object = matches!(entry.get(66), Some(1 | 2));
            encrypted |= is_object && entry.starts_with(&package);
            managed |= is_object && rights.iter().any(|rights| entry.starts_with(rights));
        }
        if length < sectors.len() {
            break;
        }
    }
    Ok(match (encrypted, managed) {
        (_, true) => Some(ReadError::RightsManaged),
        (true, false) => Some(ReadError::OfficePassword),
        (false, false) => None,
    })
}

/// The beginning of the entry of a stream or a storage of this name: the name in UTF-16, filled up with zeros to 64
/// bytes, and its length with the zero behind it (MS-CFB, 2.6.1). The type of object follows.
fn beginning(name: &str) -> Vec<u8> {
    let mut bytes: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let length = bytes.len() as u16 + 2;
    bytes.resize(64, 0);
    bytes.extend(length.to_le_bytes());
    bytes
}
