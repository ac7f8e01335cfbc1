//! Windows over made-up sequences, with a tokenizer whose tokens are easy to count.

use std::io::Cursor;
use std::ops::Range;
use std::sync::atomic::AtomicBool;

use bigbird_pegasus::tokenizer::Encoding;
use proptest::prelude::*;

use super::error::GenomeError;
use super::fasta::Fasta;
use super::index::{self, Index};
use super::windows::{Window, Windows};
use crate::weights::ModelError;

/// Three bases make a token, and so does what is left.
fn threes(text: &str) -> Result<Encoding, ModelError> {
    let starts = (0..text.len()).step_by(3);
    let offsets: Vec<(usize, usize)> = starts.map(|at| (at, text.len().min(at + 3))).collect();
    let ids = offsets
        .iter()
        .map(|(from, to)| (to - from) as u32)
        .collect();
    Ok(Encoding { ids, offsets })
}

fn fasta(text: &str) -> Fasta {
    Fasta::of(Box::new(Cursor::new(text.as_bytes().to_vec()))).unwrap()
}

fn indexed(text: &str) -> Index {
    index::of(fasta(text), &AtomicBool::new(false)).unwrap()
}

fn all(mut windows: Windows<'_>) -> Vec<Window> {
    let mut found = Vec::new();
    while let Some(window) = windows.next_window().unwrap() {
        found.push(window);
    }
    found
}

fn windows(text: &str, most: usize) -> Vec<Window> {
    let index = indexed(text);
    all(Windows::new(fasta(text), &index, &threes, most))
}

fn ranges(windows: &[Window]) -> Vec<(usize, Range<u64>)> {
    windows
        .iter()
        .map(|it| (it.record, it.bases.clone()))
        .collect()
}

#[test]
fn windows_overlap_by_a_quarter_and_reach_the_end() {
    let text = format!(">a\n{}\n>b\nACGT\n", "ACGTT".repeat(20));
    // 8 tokens are 24 bases, and the last 2 of them are read again
    let expected = [
        (0, 0..24),
        (0, 18..42),
        (0, 36..60),
        (0, 54..78),
        (0, 72..96),
        (0, 90..100),
        (1, 0..4),
    ];
    assert_eq!(ranges(&windows(&text, 8)), expected);
}

#[test]
fn a_gap_is_between_windows_and_never_in_one() {
    let gap = "N".repeat(200);
    let text = format!(">a\nACGTAC{gap}GGTTNA\n");
    assert_eq!(ranges(&windows(&text, 8)), [(0, 0..6), (0, 206..212)]);
    assert!(windows(&format!(">a\n{gap}\n"), 8).is_empty());
}

#[test]
fn a_tokenizer_that_makes_one_token_of_everything_is_refused() {
    let text = format!(">a\n{}\n", "ACGT".repeat(1000));
    let index = indexed(&text);
    let unknown = |text: &str| {
        Ok(Encoding {
            ids: vec![0],
            offsets: vec![(0, text.len())],
        })
    };
    let mut windows = Windows::new(fasta(&text), &index, &unknown, 8);
    let found = windows.next_window();
    assert!(matches!(
        found,
        Err(GenomeError::Model(ModelError::Damaged(_)))
    ));
}

proptest! {
    /// Every base between gaps is in a window, tokens lie where they were found, and a run that goes on after any window
    /// finds the same ones as one that was not stopped.
    #[test]
    fn every_base_is_read_and_stopping_changes_nothing(
        lengths in prop::collection::vec(1_usize..400, 1..4),
        most in 4_usize..40,
        stop in 0_usize..20,
    ) {
        let gap = "N".repeat(120);
        let text: String = lengths
            .iter()
            .enumerate()
            .map(|(n, length)| format!(">r{n}\n{}{gap}{}\n", "A".repeat(*length), "C".repeat(length / 2)))
            .collect();
        let index = indexed(&text);
        let found = all(Windows::new(fasta(&text), &index, &threes, most));
        for (number, record) in index.records.iter().enumerate() {
            for base in record.segments.iter().cloned().flatten() {
                let reads = |it: &&Window| it.record == number && it.bases.contains(&base);
                prop_assert!(found.iter().any(|it| reads(&it)), "{base} of {number}");
            }
        }
        for window in &found {
            prop_assert!(window.ids.len() <= most);
            prop_assert_eq!(window.ids.len(), window.places.len());
            prop_assert_eq!(window.places[0].start, window.bases.start);
            prop_assert_eq!(window.places[window.places.len() - 1].end, window.bases.end);
        }
        if let Some(last) = found.get(stop) {
            let on = Windows::new(fasta(&text), &index, &threes, most).going_on_at(last.record, last.next);
            prop_assert_eq!(&all(on)[..], &found[stop + 1..]);
        }
    }
}
