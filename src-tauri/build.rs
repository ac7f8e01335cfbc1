//! Prepares the window's configuration, icons and permissions; without the window there is nothing of that to do. It also gives
//! the readers of documents and of models a number, by which a program and its worker know that they are of one build.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Where the source is of what a worker reads.
const READERS: [&str; 4] = [
    "src/document",
    "src/weights",
    "../model/src",
    "../model/pagewing/src",
];

fn main() -> io::Result<()> {
    println!("cargo:rerun-if-changed=build.rs");
    for folder in READERS {
        println!("cargo:rerun-if-changed={folder}");
    }
    println!("cargo:rustc-env=PAGEWING_READERS={:016x}", readers()?);
    #[cfg(feature = "desktop")]
    tauri_build::build();
    Ok(())
}

/// A hash (FNV-1a) of the readers' source.
fn readers() -> io::Result<u64> {
    let mut files = Vec::new();
    for folder in READERS {
        collect(Path::new(folder), &mut files)?;
    }
    files.sort();
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for file in files {
        for byte in fs::read(file)? {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    Ok(hash)
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}
