//! Files of sequences, plain and compressed, what was kept of a run on one, and what the window asks of it. How much is read at a
//! time must not change what is read.

use std::io::{Cursor, Write};
use std::path::Path;
use std::sync::atomic::AtomicBool;

use flate2::Compression;
use flate2::write::GzEncoder;
use pagewing::genome::{
    Entry, Fasta, GenomeError, Index, Journal, KeptTrack, Merge, Named, Part, Results, TrackAbout,
    TrackFormat, TrackKind, TrackPart, Windowed, bed, bedgraph, index, json, keep_track,
};

use crate::fuzz;

/// Names and bases.
fn read(bytes: &[u8], most: usize) -> Result<Vec<(String, Vec<u8>)>, GenomeError> {
    let mut fasta = Fasta::of(Box::new(Cursor::new(bytes.to_vec())))?;
    let mut records = Vec::new();
    while let Some(name) = fasta.next_record()? {
        let mut bases = Vec::new();
        while fasta.read(most, &mut bases)? > 0 {}
        records.push((name, bases));
    }
    Ok(records)
}

fn reads(bytes: &[u8]) -> Result<(), String> {
    let whole = read(bytes, 1 << 20);
    let pieces = read(bytes, 7);
    if format!("{whole:?}") != format!("{pieces:?}") {
        return Err(format!("{whole:?} in one piece, {pieces:?} in several"));
    }
    for (name, bases) in whole.unwrap_or_default() {
        if name.is_empty() || name.contains(char::is_whitespace) {
            return Err(format!("a record is called {name:?}"));
        }
        if let Some(wrong) = bases.iter().find(|base| !b"ACGTN".contains(base)) {
            return Err(format!("{name} has {wrong}"));
        }
    }
    Ok(())
}

#[test]
fn sequences() {
    let plain = [
        &b">chr1 a name\nACGTNNacgtRYKM\nACGT\n>chr2\r\nUUAC\r\n; a note\r\nGT\r\n"[..],
        b">sp|P1\nMEEPQSDPSVEPPLSQETFSDLWKLLPENN\n",
        b"\xef\xbb\xbf>a\n\n>b\nAC GT\t1\n",
    ];
    let packed = plain.map(|bytes| {
        let mut packer = GzEncoder::new(Vec::new(), Compression::fast());
        packer.write_all(bytes).expect("memory");
        packer.finish().expect("memory")
    });
    let corpus: Vec<Vec<u8>> = plain
        .map(<[u8]>::to_vec)
        .into_iter()
        .chain(packed)
        .collect();
    fuzz("sequences", &corpus, 400, &reads);
}

/// A file of two records.
fn two_records(folder: &Path) -> Index {
    let genome = folder.join("a.fa");
    std::fs::write(&genome, ">a\nACGTACGTACGT\n>b\nACGTNNACGT\n").expect("a file");
    index(&genome, &AtomicBool::new(false)).expect("sequences")
}

/// What a model with two classes says of a window.
fn entry(record: usize, start: u64, end: u64) -> Entry {
    let values = vec![0.25, 0.75];
    Entry {
        record,
        next: end,
        parts: vec![Part { start, end, values }],
    }
}

/// A run of the file goes on behind what is good of a journal, and its results are written.
#[test]
fn journals() {
    let folder = tempfile::tempdir().expect("a folder");
    let index = two_records(folder.path());
    let journal = || Journal::open(folder.path(), "key", "tiny");
    let mut made = journal().expect("a journal");
    for (record, start, end) in [(0, 0, 8), (0, 4, 12), (1, 0, 4), (1, 6, 10)] {
        made.add(&entry(record, start, end)).expect("it is kept");
    }
    drop(made);
    let file = folder.path().join("key.jsonl");
    let lines = std::fs::read(&file).expect("the journal");
    let labels = ["intron".to_owned(), "exon".to_owned()];
    fuzz("journal", &[lines], 200, &|changed| {
        std::fs::write(&file, changed).map_err(|error| error.to_string())?;
        let mut kept = journal().map_err(|error| error.to_string())?;
        let before = kept.count();
        kept.add(&entry(1, 0, 4))
            .map_err(|error| error.to_string())?;
        if kept.count() != before + 1 || kept.next_place() != Some((1, 4)) {
            return Err("what was added is not behind what was there".to_owned());
        }
        for merge in [Merge::Average, Merge::Middle] {
            let results = Results {
                model: "tiny",
                index: &index,
                labels: &labels,
                track: &Windowed {
                    journal: &kept,
                    merge,
                },
            };
            let out = &mut std::io::sink();
            let _ = bed(out, &results, Named::Best);
            let _ = bedgraph(out, &results, None);
            let _ = json(out, &results, true);
        }
        Ok(())
    });
}

/// Keeps a track of two records in a folder. What its journal says of a record that the file does not have, and of classes that
/// the model does not have, is none of it.
fn kept_track(folder: &Path) -> KeptTrack {
    let mut journal = Journal::unnamed().expect("a journal");
    let mut narrow = entry(1, 6, 10);
    narrow
        .parts
        .iter_mut()
        .for_each(|part| part.values.truncate(1));
    let kept = [
        entry(0, 0, 8),
        entry(1, 0, 4),
        narrow,
        entry(usize::MAX, 0, 4),
    ];
    for entry in kept {
        journal.add(&entry).expect("it is kept");
    }
    let about = TrackAbout {
        model: "tiny".to_owned(),
        fingerprint: "f".to_owned(),
        labels: vec!["intron".to_owned(), "exon".to_owned()],
        named: true,
        kind: TrackKind::OneClass,
        per_token: false,
    };
    let windows = Windowed {
        journal: &journal,
        merge: Merge::Middle,
    };
    keep_track(folder, &about, &two_records(folder_of(folder)), &windows).expect("it is kept");
    let track = KeptTrack::open(folder).expect("it can be read");
    track.expect("a track")
}

fn folder_of(track: &Path) -> &Path {
    track.parent().expect("a folder around it")
}

/// What the window asks of a track: a record, a range of it, and classes.
type Stretch = (u32, u64, u64, Vec<u32>);

fn part(track: &KeptTrack, asked: Stretch) -> Result<TrackPart, GenomeError> {
    let (record, from, to, classes) = asked;
    let classes: Vec<usize> = classes.into_iter().map(|class| class as usize).collect();
    track.part(record as usize, from..to.max(from), &classes)
}

#[test]
fn stretches_of_a_track() {
    let folder = tempfile::tempdir().expect("a folder");
    let track = kept_track(&folder.path().join("track"));
    for record in [0, 1] {
        let whole = part(&track, (record, 0, 12, vec![1])).expect("it can be read");
        assert_eq!(whole.lines[0].mean, [0.75], "{record}");
    }
    let examples = [
        "[0, 0, 12, [0, 1]]",
        "[1, 4, 18446744073709551615, [1, 4294967295]]",
    ];
    let examples = examples.map(|it| it.as_bytes().to_vec());
    fuzz("stretch", &examples, 300, &|changed| {
        let Ok(asked) = serde_json::from_slice::<Stretch>(changed) else {
            return Ok(());
        };
        match part(&track, asked) {
            Ok(part) if part.starts.len() <= 512 && part.lines.len() <= 8 => Ok(()),
            found => Err(format!("{found:?}")),
        }
    });
    let formats = [br#""bed""#.to_vec(), br#""bedgraph""#.to_vec()];
    fuzz(
        "track-format",
        &formats,
        50,
        &|changed| match serde_json::from_slice::<TrackFormat>(changed) {
            Ok(format) if format.extension().is_empty() => Err("no extension".to_owned()),
            _ => Ok(()),
        },
    );
}

/// What names the files of a track is changed, and so are its numbers of rows.
#[test]
fn tracks_that_were_changed() {
    let folder = tempfile::tempdir().expect("a folder");
    let place = folder.path().join("track");
    drop(kept_track(&place));
    let file = place.join("track.json");
    let text = std::fs::read(&file).expect("what is kept");
    let mut huge: serde_json::Value = serde_json::from_slice(&text).expect("JSON");
    huge["rows"] = serde_json::json!([[u64::MAX, u64::MAX], [u64::MAX, u64::MAX]]);
    let look = |changed: &[u8]| -> Result<(), String> {
        std::fs::write(&file, changed).map_err(|error| error.to_string())?;
        if let Ok(Some(track)) = KeptTrack::open(&place) {
            for record in 0..3 {
                let _ = part(&track, (record, 0, 12, vec![0, 1]));
                let _ = part(&track, (record, 4, u64::MAX, vec![1]));
            }
        }
        Ok(())
    };
    let corpus = [text, huge.to_string().into_bytes()];
    for kept in &corpus {
        look(kept).expect("it can be written");
    }
    fuzz("track", &corpus, 200, &look);
}
