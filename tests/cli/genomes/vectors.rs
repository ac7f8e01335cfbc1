//! Vectors of windows as arrays; and that no file of a person is written over.

use pagewing_tests::family::{POSITIONS, WIDTH};

use super::{bases, classifier, genome};
use crate::{Run, text};

#[test]
fn vectors_are_rows_of_an_array_and_their_places_are_named() {
    let run = Run::new();
    let file = run.file("a.fa", format!(">a\n{}\n>b\nACGT\n", bases(1500)));
    let model = classifier(&run);
    let out = run.home.path().join("windows.npy");
    let ended = genome(&run, "embed", &file, &model, &["--out", text(&out)]);
    assert_eq!((ended.code, ended.out.as_str()), (0, ""), "{}", ended.err);
    let bytes = std::fs::read(&out).expect("the array");
    let places = std::fs::read_to_string(out.with_extension("bed")).expect("the places");
    let rows = places.lines().count();
    let shape = format!("'shape': ({rows}, {WIDTH})");
    assert!(
        String::from_utf8_lossy(&bytes[..128]).contains(&shape),
        "{shape}"
    );
    assert_eq!(bytes.len() % 64, rows * WIDTH * 4 % 64);
    assert!(
        places.ends_with(&format!("b\t0\t4\t{}\n", rows - 1)),
        "{places}"
    );
    // no window has more tokens than the model reads, and a token has at least one base
    assert!(rows > 1500 / (4 * (POSITIONS - 2)));
    let values = bytes[bytes.len() - rows * WIDTH * 4..].chunks_exact(4);
    let mut values = values.map(|it| f32::from_le_bytes([it[0], it[1], it[2], it[3]]));
    assert!(values.all(f32::is_finite));
}

#[test]
fn no_file_of_a_person_is_written_over_that_they_did_not_name() {
    let run = Run::new();
    let content = format!(">a\n{}\n", bases(300));
    let file = run.file("a.fa", &content);
    let model = classifier(&run);
    // the sequences themselves
    let over = genome(&run, "classify", &file, &model, &["--output", text(&file)]);
    assert_ne!(over.code, 0);
    assert_eq!(std::fs::read_to_string(&file).expect("a file"), content);
    // places of something else
    let genes = run.file("genes.bed", "a\t0\t4\tgene\n");
    let array = run.home.path().join("genes.npy");
    let more = ["--out", text(&array)];
    assert_ne!(genome(&run, "embed", &file, &model, &more).code, 0);
    let kept = std::fs::read_to_string(&genes).expect("a file");
    assert_eq!(kept, "a\t0\t4\tgene\n");
    assert!(!array.exists());
    // its own places, in the place of those from before
    std::fs::remove_file(&genes).expect("a file");
    for _ in 0..2 {
        assert_eq!(genome(&run, "embed", &file, &model, &more).code, 0);
    }
    // an array whose name ends like that of its places
    let odd = run.home.path().join("odd.bed");
    assert_eq!(
        genome(&run, "embed", &file, &model, &["--out", text(&odd)]).code,
        0
    );
    let bytes = std::fs::read(&odd).expect("the array");
    assert!(bytes.starts_with(b"\x93NUMPY"));
    assert!(run.home.path().join("odd.bed.bed").exists());
}
