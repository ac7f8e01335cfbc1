//! Reads data sets: files with one JSON value per line, gzipped or not.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

use flate2::read::MultiGzDecoder;
use serde::de::DeserializeOwned;

/// An iterator over the file's rows, in order.
///
/// # Errors
/// [`io::Error`] if the file cannot be opened. A row that is not valid is an error of its own, with its line number.
pub fn rows<T: DeserializeOwned>(
    path: &Path,
) -> io::Result<impl Iterator<Item = io::Result<T>> + use<T>> {
    let mut file = BufReader::new(File::open(path)?);
    let gzipped = file.fill_buf()?.starts_with(&[0x1f, 0x8b]);
    let text: Box<dyn Read> = match gzipped {
        true => Box::new(MultiGzDecoder::new(file)),
        false => Box::new(file),
    };
    let lines = BufReader::new(text).lines().enumerate();
    Ok(lines
        .filter(|(_, line)| !line.as_ref().is_ok_and(|line| line.trim().is_empty()))
        .map(|(at, line)| {
            serde_json::from_str(&line?).map_err(|error| {
                io::Error::new(
                    io::ErrorKind::InvalidData,
                    format!("line {}: {error}", at + 1),
                )
            })
        }))
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    #[test]
    fn rows_are_read_gzipped_or_not_and_a_wrong_one_is_named() {
        let home = tempfile::tempdir().unwrap();
        let plain = home.path().join("rows.jsonl");
        std::fs::write(&plain, "[1]\n\n[2, 3]\nnone\n").unwrap();
        let gzipped = home.path().join("rows.jsonl.gz");
        let mut packed =
            flate2::write::GzEncoder::new(File::create(&gzipped).unwrap(), Default::default());
        packed.write_all(&std::fs::read(&plain).unwrap()).unwrap();
        packed.finish().unwrap();
        for path in [plain, gzipped] {
            let rows: Vec<io::Result<Vec<u32>>> = rows(&path).unwrap().collect();
            let [Ok(one), Ok(two), Err(error)] = rows.as_slice() else {
                panic!("{rows:?}");
            };
            assert_eq!((one.as_slice(), two.as_slice()), (&[1][..], &[2, 3][..]));
            assert!(error.to_string().starts_with("line 4"), "{error}");
        }
        assert!(rows::<u32>(&home.path().join("gone")).is_err());
    }
}
