//! Hostile `pytorch_model.bin` files: the crate reads them as data, never runs them and never trusts them.

mod support;

use std::io::{Cursor, Write};

use bigbird_pegasus::{Checkpoint, CheckpointError};
use proptest::prelude::*;

/// A zip archive as PyTorch writes it, with this table and one storage of 64 bytes.
fn archive(pickle: &[u8]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let stored =
        zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, bytes) in [
        ("archive/data.pkl", pickle),
        ("archive/data/0", &[0u8; 64][..]),
    ] {
        zip.start_file(name, stored).expect("started");
        zip.write_all(bytes).expect("written");
    }
    zip.finish().expect("finished").into_inner()
}

fn open(bytes: &[u8]) -> Result<Checkpoint, CheckpointError> {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(
        folder.path().join("config.json"),
        support::config().to_string(),
    )
    .expect("written");
    std::fs::write(folder.path().join("pytorch_model.bin"), bytes).expect("written");
    Checkpoint::open(folder.path())
}

/// `{"w": tensor}` with this storage class, offset, shape and stride.
fn table(class: &str, offset: u8, shape: &[u8], stride: &[u8]) -> Vec<u8> {
    let text = |text: &str| {
        [
            b"X".as_slice(),
            &(text.len() as u32).to_le_bytes(),
            text.as_bytes(),
        ]
        .concat()
    };
    let tuple = |values: &[u8]| {
        let numbers: Vec<u8> = values.iter().flat_map(|value| [b'K', *value]).collect();
        [b"(".as_slice(), &numbers, b"t"].concat()
    };
    [
        b"\x80\x02}".to_vec(),
        text("w"),
        b"ctorch._utils\n_rebuild_tensor_v2\n((".to_vec(),
        text("storage"),
        format!("ctorch\n{class}\n").into_bytes(),
        text("0"),
        text("cpu"),
        b"K\x10tQ".to_vec(),
        vec![b'K', offset],
        tuple(shape),
        tuple(stride),
        b"\x89}tRs.".to_vec(),
    ]
    .concat()
}

#[test]
fn a_good_table_opens() {
    let checkpoint = open(&archive(&table("FloatStorage", 4, &[3, 4], &[4, 1]))).expect("opens");
    assert_eq!(checkpoint.names().collect::<Vec<_>>(), ["w"]);
    assert_eq!(checkpoint.parameters(), 12);
}

#[test]
fn tensors_outside_of_their_storage_are_refused() {
    for (offset, shape, stride) in [
        (5, [3, 4], [4, 1]),
        (0, [17, 1], [1, 1]),
        (0, [255, 255], [255, 1]),
    ] {
        let error =
            open(&archive(&table("FloatStorage", offset, &shape, &stride))).expect_err("too large");
        assert!(
            matches!(error, CheckpointError::Truncated { .. }),
            "{error}"
        );
    }
    let error =
        open(&archive(&table("FloatStorage", 0, &[3, 4], &[1, 3]))).expect_err("transposed");
    assert!(error.to_string().contains("row order"), "{error}");
}

#[test]
fn functions_are_named_and_not_run() {
    let run = b"\x80\x02cposix\nsystem\nX\x08\x00\x00\x00rm -rf /\x85R.";
    match open(&archive(run)).expect_err("refused") {
        CheckpointError::Unsafe { name, .. } => assert_eq!(name, "posix.system"),
        other => panic!("{other}"),
    }
    let error = open(&archive(&table("EvilStorage", 0, &[1], &[1]))).expect_err("refused");
    assert!(matches!(error, CheckpointError::Unsafe { .. }), "{error}");
}

#[test]
fn bombs_do_not_go_off() {
    // every level holds the one below twice: 2^5000 values for a reader that copies
    let mut sharing = b"\x80\x02]q\x00".to_vec();
    for _ in 0..5000 {
        sharing.extend(b"h\x00h\x00\x86q\x00");
    }
    sharing.push(b'.');
    assert!(open(&archive(&sharing)).is_err());
    // a tower that would overflow the stack of a recursive reader
    let nested: Vec<u8> = [vec![b')'; 1], b"\x85".repeat(2_000_000), vec![b'.']].concat();
    assert!(open(&archive(&nested)).is_err());
    // lengths and memo slots of gigabytes
    for pickle in [
        &b"X\xff\xff\xff\x7fabc."[..],
        b"\x8d\xff\xff\xff\xff\xff\xff\xff\x7f.",
        b")r\xff\xff\xff\xff.",
        b"\x8a\xff.",
    ] {
        assert!(open(&archive(pickle)).is_err());
    }
}

#[test]
fn other_archives_are_refused() {
    let old = open(b"\x80\x02\x8a\x0al\xfc\x9cF\xf9 j\xa8P\x19.").expect_err("a bare pickle");
    assert!(old.to_string().contains("1.6"), "{old}");
    let good = archive(&table("FloatStorage", 0, &[3, 4], &[4, 1]));
    for length in 0..good.len() {
        assert!(
            open(&good[..length]).is_err(),
            "{length} of {} bytes",
            good.len()
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn no_bytes_make_it_panic(pickle in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = open(&archive(&pickle));
    }

    #[test]
    fn no_change_makes_it_panic(at in 0usize..400, byte in any::<u8>()) {
        let mut bytes = archive(&table("FloatStorage", 4, &[3, 4], &[4, 1]));
        let at = at % bytes.len();
        bytes[at] = byte;
        let _ = open(&bytes);
    }
}
