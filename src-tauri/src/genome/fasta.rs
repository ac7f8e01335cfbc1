//! Reads FASTA: names and bases, a piece at a time, plain or compressed with gzip.
//!
//! Bases come out as `A`, `C`, `G`, `T` and `N`: lower case, which marks repeats, is counted and raised; `U` of RNA is
//! `T`; a code for several bases (`R`, `Y`, ...) is `N`. Everything else is refused with its place, because a letter that is
//! dropped would shift every position behind it.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use flate2::bufread::MultiGzDecoder;

use super::error::GenomeError;

/// Bytes that are read at a time. A letter's line is looked at within one such piece.
const BUFFER: usize = 1 << 16;
/// The most bytes of a record's name that are kept.
const LONGEST_NAME: usize = 1024;
/// A record that is shorter is not taken for a protein as long as each letter may be a base.
const FEW: u64 = 20;
/// Letters behind a wrong one that show whether the record is a protein.
const LOOKED_AT: usize = 80;

/// What a byte between two names stands for: a base, [`SPACE`] or [`WRONG`].
const LETTERS: [u8; 256] = letters();
const SPACE: u8 = 1;
const WRONG: u8 = 0;

const fn letters() -> [u8; 256] {
    let mut table = [WRONG; 256];
    let known = b"ACGTUNRYKMSWBDHV";
    let mut index = 0;
    while index < known.len() {
        let base = match known[index] {
            base @ (b'A' | b'C' | b'G' | b'T') => base,
            b'U' => b'T',
            _ => b'N',
        };
        table[known[index] as usize] = base;
        table[known[index].to_ascii_lowercase() as usize] = base;
        index += 1;
    }
    table[b' ' as usize] = SPACE;
    table[b'\t' as usize] = SPACE;
    table
}

/// A file of sequences that is being read.
pub struct Fasta {
    source: Box<dyn BufRead>,
    /// The line and the column of the next byte, from 1.
    line: u64,
    column: u64,
    /// Whether the last byte was a carriage return, whose line feed begins no further line.
    returned: bool,
    record: Option<Current>,
    /// How many bytes of the file were read.
    taken: Arc<AtomicU64>,
    /// How many it has; 0 if that is not known.
    length: u64,
}

/// A file that counts what is read of it.
struct Counted {
    file: File,
    taken: Arc<AtomicU64>,
}

impl Read for Counted {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.file.read(into)?;
        self.taken.fetch_add(count as u64, Ordering::Relaxed);
        Ok(count)
    }
}

/// The record that is being read.
struct Current {
    name: String,
    /// What stands behind the name in its line.
    description: String,
    /// The line of its name.
    line: u64,
    letters: u64,
    /// Letters that are one base or `N`.
    plain: u64,
    masked: u64,
    ended: bool,
}

impl Fasta {
    /// Opens a file. The content decides whether it is compressed.
    ///
    /// # Errors
    /// If there is no such file, it is empty, or the system does not open it.
    pub fn open(path: &Path) -> Result<Self, GenomeError> {
        let metadata = std::fs::metadata(path).map_err(GenomeError::reading)?;
        if !metadata.is_file() {
            return Err(GenomeError::NotAFile);
        }
        if metadata.len() == 0 {
            return Err(GenomeError::Empty);
        }
        let taken = Arc::<AtomicU64>::default();
        let file = Counted {
            file: File::open(path).map_err(GenomeError::reading)?,
            taken: taken.clone(),
        };
        let fasta = Self::of(Box::new(BufReader::with_capacity(BUFFER, file)))?;
        Ok(Self {
            taken,
            length: metadata.len(),
            ..fasta
        })
    }

    /// Reads from anything else.
    ///
    /// # Errors
    /// If its beginning cannot be read.
    pub fn of(mut source: Box<dyn BufRead>) -> Result<Self, GenomeError> {
        let head = source.fill_buf().map_err(GenomeError::reading)?;
        if head.starts_with(&[0x1f, 0x8b]) {
            let unpacked = MultiGzDecoder::new(source);
            source = Box::new(BufReader::with_capacity(BUFFER, unpacked));
        }
        let head = source.fill_buf().map_err(GenomeError::reading)?;
        if head.starts_with(b"\xef\xbb\xbf") {
            source.consume(3);
        }
        Ok(Self {
            source,
            line: 1,
            column: 1,
            returned: false,
            record: None,
            taken: Arc::default(),
            length: 0,
        })
    }

    /// The name of the next record, its first word; `None` behind the last one. What is left of the record before is
    /// read and checked.
    ///
    /// # Errors
    /// If something other than a record follows, or as for [`Self::read`].
    pub fn next_record(&mut self) -> Result<Option<String>, GenomeError> {
        let mut dropped = Vec::new();
        while self.read(BUFFER, &mut dropped)? > 0 {
            dropped.clear();
        }
        self.record = None;
        loop {
            match self.peek()? {
                None => return Ok(None),
                Some(b'>') if self.column == 1 => break,
                Some(b';') if self.column == 1 => self.skip_line()?,
                Some(b' ' | b'\t' | b'\r' | b'\n') => self.step(),
                Some(_) => return Err(GenomeError::NotFasta { line: self.line }),
            }
        }
        let line = self.line;
        let (name, description) = self.name()?;
        self.record = Some(Current {
            name: name.clone(),
            description,
            line,
            letters: 0,
            plain: 0,
            masked: 0,
            ended: false,
        });
        Ok(Some(name))
    }

    /// Appends at most `most` bases of the record and returns how many there were: 0 at its end.
    ///
    /// # Errors
    /// If a letter is no base, the record is empty or a protein, or the file cannot be read on.
    pub fn read(&mut self, most: usize, into: &mut Vec<u8>) -> Result<usize, GenomeError> {
        let mut taken = 0;
        while taken < most {
            let Some(record) = self.record.as_mut().filter(|record| !record.ended) else {
                break;
            };
            let buffer = self.source.fill_buf().map_err(GenomeError::reading)?;
            match buffer.first() {
                Some(b';') if self.column == 1 => {
                    self.skip_line()?;
                    continue;
                }
                Some(b'>') if self.column == 1 => {
                    self.end_record()?;
                    break;
                }
                None => {
                    self.end_record()?;
                    break;
                }
                Some(_) => {}
            }
            let mut used = 0;
            let mut wrong = None;
            for (index, byte) in buffer.iter().enumerate() {
                if taken == most || matches!(byte, b'\n' | b'\r') {
                    break;
                }
                match LETTERS[*byte as usize] {
                    SPACE => {}
                    WRONG => {
                        let rest = buffer.get(index..).unwrap_or_default();
                        wrong = Some(rest.iter().take(LOOKED_AT).copied().collect::<Vec<u8>>());
                        break;
                    }
                    base => {
                        into.push(base);
                        taken += 1;
                        record.letters += 1;
                        record.plain += u64::from(is_plain(*byte));
                        record.masked += u64::from(byte.is_ascii_lowercase());
                    }
                }
                used += 1;
            }
            // a line's end stands by itself, so that the next line's first letter is looked at
            let ends = wrong.is_none() && used == 0;
            self.source.consume(used);
            self.column += used as u64;
            self.returned &= used == 0;
            if let Some(rest) = wrong {
                return Err(self.wrong(&rest));
            }
            if ends {
                self.step();
            }
        }
        Ok(taken)
    }

    /// How many bases of the record were in lower case, as far as it was read.
    pub fn masked(&self) -> u64 {
        self.record.as_ref().map_or(0, |record| record.masked)
    }

    /// What stands behind the name of the record in its line.
    pub fn description(&self) -> &str {
        let record = self.record.as_ref();
        record.map_or("", |record| record.description.as_str())
    }

    /// The share of the file that was read, 0 to 1.
    pub fn done(&self) -> f32 {
        let taken = self.taken.load(Ordering::Relaxed);
        (taken as f64 / self.length.max(1) as f64).min(1.0) as f32
    }

    fn peek(&mut self) -> Result<Option<u8>, GenomeError> {
        let buffer = self.source.fill_buf().map_err(GenomeError::reading)?;
        Ok(buffer.first().copied())
    }

    /// Passes over a byte that was looked at.
    fn step(&mut self) {
        let byte = match self.source.fill_buf() {
            Ok(buffer) => buffer.first().copied(),
            Err(_) => None,
        };
        let Some(byte) = byte else { return };
        self.source.consume(1);
        match byte {
            b'\n' if self.returned => self.returned = false,
            b'\n' | b'\r' => {
                self.line += 1;
                self.column = 1;
                self.returned = byte == b'\r';
            }
            _ => {
                self.column += 1;
                self.returned = false;
            }
        }
    }

    /// Passes over everything before the end of the line; `kept` receives what comes first.
    fn rest_of_line(&mut self, kept: &mut Vec<u8>) -> Result<(), GenomeError> {
        loop {
            let buffer = self.source.fill_buf().map_err(GenomeError::reading)?;
            if buffer.is_empty() {
                return Ok(());
            }
            let end = buffer.iter().position(|byte| matches!(byte, b'\n' | b'\r'));
            let used = end.unwrap_or(buffer.len());
            let room = LONGEST_NAME.saturating_sub(kept.len());
            kept.extend(buffer.iter().take(used.min(room)));
            self.source.consume(used);
            self.column += used as u64;
            self.returned &= used == 0;
            if end.is_some() {
                return Ok(());
            }
        }
    }

    fn skip_line(&mut self) -> Result<(), GenomeError> {
        self.rest_of_line(&mut Vec::new())?;
        self.step();
        Ok(())
    }

    /// Reads the line of a name: its first word, and what is behind that.
    fn name(&mut self) -> Result<(String, String), GenomeError> {
        let mut bytes = Vec::new();
        self.rest_of_line(&mut bytes)?;
        let line = String::from_utf8_lossy(bytes.get(1..).unwrap_or_default()).into_owned();
        let line = line.trim();
        let (name, description) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
        let name: String = name.chars().filter(|c| !c.is_control()).collect();
        let description = description.split_whitespace().collect::<Vec<_>>().join(" ");
        match name.is_empty() {
            true => Err(GenomeError::NotFasta { line: self.line }),
            false => Ok((name, description)),
        }
    }

    fn end_record(&mut self) -> Result<(), GenomeError> {
        let Some(record) = &mut self.record else {
            return Ok(());
        };
        record.ended = true;
        if record.letters == 0 {
            return Err(GenomeError::EmptyRecord {
                record: record.name.clone(),
                line: record.line,
            });
        }
        // amino acids that all happen to be codes of bases
        if record.letters >= FEW && record.plain * 2 < record.letters {
            return Err(record.protein());
        }
        Ok(())
    }

    /// The error about a wrong letter, with which `rest` begins.
    fn wrong(&self, rest: &[u8]) -> GenomeError {
        let letter = String::from_utf8_lossy(rest).chars().next();
        let letter = letter.unwrap_or(char::REPLACEMENT_CHARACTER);
        let Some(record) = &self.record else {
            return GenomeError::NotFasta { line: self.line };
        };
        let line = rest
            .split(|byte| matches!(byte, b'\n' | b'\r'))
            .next()
            .unwrap_or_default();
        let letters = line.iter().filter(|byte| byte.is_ascii_alphabetic());
        let plain = letters.clone().filter(|byte| is_plain(**byte)).count() as u64;
        let all = letters.count() as u64;
        if "EFIJLOPQXZ*".contains(letter.to_ascii_uppercase())
            && (record.plain + plain) * 2 < record.letters + all
        {
            return record.protein();
        }
        GenomeError::WrongLetter {
            letter,
            line: self.line,
            column: self.column,
            record: record.name.clone(),
        }
    }
}

impl Current {
    fn protein(&self) -> GenomeError {
        GenomeError::Protein {
            record: self.name.clone(),
            line: self.line,
        }
    }
}

/// Whether a letter is one base, or any.
fn is_plain(byte: u8) -> bool {
    matches!(
        byte.to_ascii_uppercase(),
        b'A' | b'C' | b'G' | b'T' | b'U' | b'N'
    )
}
