//! What a model said of a file, in the formats of other programs: BED and bedGraph, which genome browsers draw, JSON, and
//! NumPy's arrays. All of them count bases from 0 and name the end as the base behind the last one.

use std::io::{self, Write};

use serde::Serialize;

use super::error::GenomeError;
use super::index::Index;
use super::journal::Journal;
use super::results::Results;
use super::track::{Part, Piece};

/// A class from this probability on is named in BED, where classes do not exclude each other.
const LIKELY: f32 = 0.5;
/// The highest score of BED.
const HIGHEST: f32 = 1000.0;

/// Which classes BED names for a piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Named {
    /// The most probable one.
    Best,
    /// All that are at least as probable as not.
    Likely,
    /// This one.
    One(usize),
}

/// A line for each piece and each class that is named there: record, start, end, class, and its probability as a score from 0
/// to 1000.
///
/// # Errors
/// If the journal cannot be read, or the result cannot be written.
pub fn bed(out: &mut dyn Write, results: &Results<'_>, named: Named) -> Result<(), GenomeError> {
    results.pieces(|record, Piece { part, .. }| {
        let Part { start, end, values } = part;
        for index in chosen(&values, named) {
            let score = values
                .get(index)
                .map_or(0.0, |it| it.clamp(0.0, 1.0) * HIGHEST);
            // a field of BED ends at white space in some programs
            let class = results.label(index).split_whitespace();
            let class = class.collect::<Vec<_>>().join("_");
            writeln!(out, "{}\t{start}\t{end}\t{class}\t{score:.0}", record.name)?;
        }
        Ok(())
    })
}

fn chosen(values: &[f32], named: Named) -> Vec<usize> {
    let all = values.iter().enumerate();
    match named {
        Named::One(index) => vec![index],
        Named::Likely => all
            .filter(|(_, value)| **value >= LIKELY)
            .map(|(index, _)| index)
            .collect(),
        Named::Best => all
            .max_by(|one, other| one.1.total_cmp(other.1))
            .map(|(index, _)| index)
            .into_iter()
            .collect(),
    }
}

/// A track for each class, or for one of them, with a number for each piece.
///
/// # Errors
/// The same as for [`bed`].
pub fn bedgraph(
    out: &mut dyn Write,
    results: &Results<'_>,
    one: Option<usize>,
) -> Result<(), GenomeError> {
    let all = 0..results.labels.len();
    for label in all.filter(|label| one.is_none_or(|one| one == *label)) {
        // the name stands in quotation marks
        let plain = |text: &str| text.replace(['"', '\n', '\r'], " ");
        let (name, model) = (plain(results.label(label)), plain(results.model));
        writeln!(
            out,
            "track type=bedGraph name=\"{name}\" description=\"{model}\""
        )
        .map_err(GenomeError::Output)?;
        results.pieces(|record, Piece { part, .. }| {
            let value = part.values.get(label).copied().unwrap_or_default();
            writeln!(
                out,
                "{}\t{}\t{}\t{value}",
                record.name, part.start, part.end
            )
        })?;
    }
    Ok(())
}

/// An object with all records and all numbers. With `sums`, each record has the sum of its first numbers.
///
/// # Errors
/// The same as for [`bed`].
pub fn json(out: &mut dyn Write, results: &Results<'_>, sums: bool) -> Result<(), GenomeError> {
    let (model, labels) = (text(&results.model)?, text(&results.labels)?);
    write!(out, "{{\"model\":{model},\"labels\":{labels},\"records\":[")
        .map_err(GenomeError::Output)?;
    let mut open = Open {
        index: results.index,
        begun: 0,
        pieces: 0,
        sum: 0.0,
        sums,
    };
    results.pieces(|_, Piece { record, part }| {
        while open.begun <= record {
            open.next_record(out)?;
        }
        let comma = if open.pieces > 0 { "," } else { "" };
        open.pieces += 1;
        open.sum += f64::from(part.values.first().copied().unwrap_or_default());
        let part = serde_json::to_string(&part)?;
        write!(out, "{comma}{part}")
    })?;
    let mut rest = || {
        while open.begun < results.index.records.len() {
            open.next_record(out)?;
        }
        open.end_record(out)?;
        writeln!(out, "]}}")
    };
    rest().map_err(GenomeError::Output)
}

/// The record of an object of JSON that is being written.
struct Open<'a> {
    index: &'a Index,
    /// How many records were begun.
    begun: usize,
    /// Pieces of the last one.
    pieces: usize,
    sum: f64,
    sums: bool,
}

impl Open<'_> {
    fn next_record(&mut self, out: &mut dyn Write) -> io::Result<()> {
        self.end_record(out)?;
        let comma = if self.begun > 0 { "," } else { "" };
        if let Some(record) = self.index.records.get(self.begun) {
            let name = serde_json::to_string(&record.name)?;
            write!(
                out,
                "{comma}{{\"name\":{name},\"length\":{},\"masked\":{},\"unknown\":{},\"track\":[",
                record.length, record.masked, record.unknown
            )?;
        }
        self.begun += 1;
        self.pieces = 0;
        self.sum = 0.0;
        Ok(())
    }

    fn end_record(&mut self, out: &mut dyn Write) -> io::Result<()> {
        match (self.begun > 0, self.sums) {
            (false, _) => Ok(()),
            (true, false) => write!(out, "]}}"),
            (true, true) => write!(
                out,
                "],\"tokens\":{},\"log_likelihood\":{}}}",
                self.pieces, self.sum
            ),
        }
    }
}

fn text(value: &impl Serialize) -> Result<String, GenomeError> {
    serde_json::to_string(value).map_err(|error| GenomeError::Output(error.into()))
}

/// The vectors of all windows as an array of NumPy, a row for each window.
///
/// # Errors
/// The same as for [`bed`].
pub fn npy(out: &mut dyn Write, journal: &Journal, width: usize) -> Result<(), GenomeError> {
    let mut head = format!(
        "{{'descr': '<f4', 'fortran_order': False, 'shape': ({}, {width}), }}",
        journal.count()
    );
    // magic, version and length take ten bytes, and the numbers begin at a multiple of 64
    let padded = (10 + head.len() + 1).next_multiple_of(64) - 11;
    head.extend(std::iter::repeat_n(' ', padded - head.len()));
    head.push('\n');
    let length = u16::try_from(head.len()).unwrap_or(u16::MAX);
    let begun = out
        .write_all(b"\x93NUMPY\x01\x00")
        .and_then(|()| out.write_all(&length.to_le_bytes()))
        .and_then(|()| out.write_all(head.as_bytes()));
    begun.map_err(GenomeError::Output)?;
    for entry in journal.entries()? {
        for part in entry?.parts {
            let numbers = part
                .values
                .iter()
                .chain(std::iter::repeat(&0.0))
                .take(width);
            let bytes: Vec<u8> = numbers.flat_map(|number| number.to_le_bytes()).collect();
            out.write_all(&bytes).map_err(GenomeError::Output)?;
        }
    }
    Ok(())
}

/// The places of all windows as BED: record, start, end, and the number of the row, from 0.
///
/// # Errors
/// The same as for [`bed`].
pub fn places(out: &mut dyn Write, journal: &Journal, index: &Index) -> Result<(), GenomeError> {
    let mut row = 0;
    for entry in journal.entries()? {
        let entry = entry?;
        let record = index.records.get(entry.record);
        let name = record.map_or("", |record| record.name.as_str());
        for Part { start, end, .. } in entry.parts {
            writeln!(out, "{name}\t{start}\t{end}\t{row}").map_err(GenomeError::Output)?;
            row += 1;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::index::Record;
    use super::super::journal::Entry;
    use super::super::results::Windowed;
    use super::super::track::Merge;
    use super::*;

    fn index() -> Index {
        let record = |name: &str| Record {
            name: name.into(),
            description: String::new(),
            length: 60,
            masked: 5,
            unknown: 0,
            gc: 30,
            segments: vec![0..60; 1],
        };
        Index {
            records: vec![record("a"), record("b"), record("c")],
            digest: String::new(),
        }
    }

    fn window(record: usize, start: u64, end: u64, values: &[f32]) -> Entry {
        Entry {
            record,
            next: end,
            parts: vec![Part {
                start,
                end,
                values: values.to_vec(),
            }],
        }
    }

    /// What a format writes of two windows of a record and one of a later one.
    fn written(
        format: impl Fn(&mut dyn Write, &Results<'_>) -> Result<(), GenomeError>,
    ) -> Vec<u8> {
        let home = tempfile::tempdir().unwrap();
        let journal = journal(home.path());
        let index = index();
        let labels = ["no promoter".to_owned(), "promoter".to_owned()];
        let results = Results {
            model: "tiny \"model\"",
            index: &index,
            labels: &labels,
            track: &Windowed {
                journal: &journal,
                merge: Merge::Average,
            },
        };
        let mut out = Vec::new();
        format(&mut out, &results).unwrap();
        out
    }

    fn journal(home: &std::path::Path) -> Journal {
        let mut journal = Journal::open(home, "key", "tiny").unwrap();
        for entry in [
            window(0, 0, 40, &[0.75, 0.25]),
            window(0, 30, 60, &[0.25, 0.75]),
            window(2, 0, 60, &[0.125, 0.875]),
        ] {
            journal.add(&entry).unwrap();
        }
        journal
    }

    fn lines(format: impl Fn(&mut dyn Write, &Results<'_>) -> Result<(), GenomeError>) -> String {
        String::from_utf8(written(format)).unwrap()
    }

    #[test]
    fn bed_names_the_best_the_likely_or_one_class() {
        assert_eq!(
            lines(|out, results| bed(out, results, Named::Best)),
            "a\t0\t30\tno_promoter\t750\na\t30\t40\tpromoter\t500\na\t40\t60\tpromoter\t750\nc\t0\t60\tpromoter\t875\n"
        );
        assert_eq!(
            lines(|out, results| bed(out, results, Named::Likely)),
            "a\t0\t30\tno_promoter\t750\na\t30\t40\tno_promoter\t500\na\t30\t40\tpromoter\t500\na\t40\t60\tpromoter\t750\nc\t0\t60\tpromoter\t875\n"
        );
        let one = lines(|out, results| bed(out, results, Named::One(0)));
        assert!(
            one.lines().all(|line| line.contains("\tno_promoter\t")),
            "{one}"
        );
        assert_eq!(one.lines().count(), 4);
    }

    #[test]
    fn bedgraph_has_a_track_for_each_class() {
        let all = lines(|out, results| bedgraph(out, results, None));
        let head = "track type=bedGraph name=\"promoter\" description=\"tiny  model \"\n";
        let promoter = "a\t0\t30\t0.25\na\t30\t40\t0.5\na\t40\t60\t0.75\nc\t0\t60\t0.875\n";
        assert_eq!(all.matches("track ").count(), 2);
        assert!(all.ends_with(&format!("{head}{promoter}")), "{all}");
        let one = lines(|out, results| bedgraph(out, results, Some(1)));
        assert_eq!(one, format!("{head}{promoter}"));
    }

    #[test]
    fn json_has_every_record_also_one_without_a_window() {
        let written = lines(|out, results| json(out, results, true));
        let value: serde_json::Value = serde_json::from_str(&written).unwrap();
        let records = value["records"].as_array().unwrap();
        let names: Vec<_> = records
            .iter()
            .map(|it| it["name"].as_str().unwrap())
            .collect();
        assert_eq!(names, ["a", "b", "c"]);
        let pieces: Vec<_> = records
            .iter()
            .map(|it| it["track"].as_array().unwrap().len())
            .collect();
        assert_eq!(pieces, [3, 0, 1]);
        assert_eq!(
            records[0]["track"][1]["values"],
            serde_json::json!([0.5, 0.5])
        );
        assert_eq!(records[0]["log_likelihood"], 0.75 + 0.5 + 0.25);
        assert_eq!(records[2]["tokens"], 1);
        assert_eq!(value["labels"][0], "no promoter");
        let plain = lines(|out, results| json(out, results, false));
        assert!(!plain.contains("log_likelihood"));
    }

    #[test]
    fn an_array_of_numpy_has_a_head_of_64_bytes_and_rows() {
        let home = tempfile::tempdir().unwrap();
        let journal = journal(home.path());
        let mut bytes = Vec::new();
        npy(&mut bytes, &journal, 2).unwrap();
        assert_eq!(&bytes[..8], b"\x93NUMPY\x01\x00");
        let length = usize::from(u16::from_le_bytes([bytes[8], bytes[9]]));
        assert_eq!((10 + length) % 64, 0);
        let head = std::str::from_utf8(&bytes[10..10 + length]).unwrap();
        assert!(
            head.contains("'shape': (3, 2)") && head.ends_with('\n'),
            "{head:?}"
        );
        let numbers: Vec<f32> = bytes[10 + length..]
            .chunks_exact(4)
            .map(|four| f32::from_le_bytes([four[0], four[1], four[2], four[3]]))
            .collect();
        assert_eq!(numbers, [0.75, 0.25, 0.25, 0.75, 0.125, 0.875]);
        let mut rows = Vec::new();
        places(&mut rows, &journal, &index()).unwrap();
        let rows = String::from_utf8(rows).unwrap();
        assert_eq!(rows, "a\t0\t40\t0\na\t30\t60\t1\nc\t0\t60\t2\n");
    }
}
