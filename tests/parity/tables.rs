//! Random block tables and NumPy's generator: every integer must be equal.

use bigbird_pegasus::RandomBlocks;
use bigbird_pegasus::parts::pattern::{PatternShape, RandomTable};
use bigbird_pegasus::parts::random::RandomState;
use serde_json::Value;

use crate::reference::{Reference, number, text};

fn drawn(choice: RandomBlocks, shape: PatternShape, seed: u32) -> Option<Vec<Vec<Vec<u32>>>> {
    match RandomTable::new(choice, shape, seed) {
        Ok(RandomTable::Drawn(table)) => Some(table),
        Ok(RandomTable::Zero { .. }) => panic!("a table was asked for"),
        Err(_) => None,
    }
}

#[test]
fn tables_are_equal() {
    compare_tables(&Reference::committed());
}

#[test]
#[ignore = "needs ../shared/reference: parity in every case"]
fn tables_are_equal_in_every_case() {
    compare_tables(&Reference::whole());
}

fn compare_tables(reference: &Reference) {
    let cases = reference.cases("rand_attn/index.json");
    let tables = reference.tensors("rand_attn/tables.safetensors");
    let stored = |key: &str| -> Option<Vec<Vec<Vec<u32>>>> {
        let rows = tables.get(key)?.to_vec3::<i32>().expect("a table");
        let row = |row: Vec<i32>| row.into_iter().map(|n| n as u32).collect();
        Some(
            rows.into_iter()
                .map(|head| head.into_iter().map(row).collect())
                .collect(),
        )
    };
    for case in &cases {
        let key = text(case, "key");
        let shape = PatternShape {
            length: number(case, "length"),
            block_size: number(case, "block_size"),
            num_random_blocks: number(case, "num_random_blocks"),
            heads: number(case, "heads"),
            max_position_embeddings: number(case, "max_position_embeddings"),
        };
        let seed = number(case, "seed") as u32;
        let theirs = stored(key);
        assert_eq!(theirs.is_none(), case.get("error").is_some(), "{key}");
        assert_eq!(
            drawn(RandomBlocks::SeededTransformers, shape, seed),
            theirs,
            "{key}"
        );
        let google = match case.get("google_key").and_then(Value::as_str) {
            Some(key) => stored(key),
            None if case.get("google_equal") == Some(&Value::Bool(true)) => theirs,
            None => continue,
        };
        assert_eq!(
            drawn(RandomBlocks::Seeded, shape, seed),
            google,
            "{key} of Google"
        );
    }
    println!("{} random tables are equal", cases.len());
}

#[test]
fn tables_of_few_blocks_are_equal() {
    compare_small_tables(&Reference::committed());
}

#[test]
#[ignore = "needs ../shared/reference: parity in every case"]
fn tables_of_few_blocks_are_equal_in_every_case() {
    compare_small_tables(&Reference::whole());
}

fn compare_small_tables(reference: &Reference) {
    let cases = reference.cases("rand_attn/sweep.json");
    for case in &cases {
        let block_size = number(case, "block_size");
        let shape = PatternShape {
            length: number(case, "blocks") * block_size,
            block_size,
            num_random_blocks: number(case, "num_random_blocks"),
            heads: number(case, "heads"),
            max_position_embeddings: 4096,
        };
        let theirs: Option<Vec<Vec<Vec<u32>>>> =
            serde_json::from_value(case["table"].clone()).expect("a table");
        let seed = number(case, "seed") as u32;
        assert_eq!(
            drawn(RandomBlocks::SeededTransformers, shape, seed),
            theirs,
            "{case}"
        );
    }
    println!("{} small tables are equal", cases.len());
}

#[test]
fn numpys_generator_is_equal() {
    compare_generator(&Reference::committed());
}

#[test]
#[ignore = "needs ../shared/reference: parity in every case"]
fn numpys_generator_is_equal_in_every_case() {
    compare_generator(&Reference::whole());
}

fn compare_generator(reference: &Reference) {
    let file = reference.json("rand_attn/mt19937.json");
    for row in file["rows"].as_array().expect("rows") {
        let seed = number(row, "seed") as u32;
        let numbers = |field: &str| -> Vec<u32> {
            serde_json::from_value(row[field].clone()).expect("numbers")
        };
        let mut random = RandomState::new(seed);
        let raw: Vec<u32> = (0..1300).map(|_| random.next_u32()).collect();
        assert_eq!(raw[..16], numbers("raw_first_16"));
        assert_eq!(raw[620..632], numbers("raw_620_to_631"));
        assert_eq!(raw[1244..1256], numbers("raw_1244_to_1255"));
        let sum: u64 = raw.iter().map(|n| u64::from(*n)).sum();
        assert_eq!(Some(sum), row["raw_sum_1300"].as_u64());
        for (count, theirs) in row["permutation"].as_object().expect("permutations") {
            let values: Vec<u32> = (0..count.parse().expect("a count")).collect();
            let theirs: Vec<u32> = serde_json::from_value(theirs.clone()).expect("a permutation");
            assert_eq!(
                RandomState::new(seed).permutation(&values),
                theirs,
                "{seed}, {count} values"
            );
        }
        let mut random = RandomState::new(seed);
        for theirs in row["sequence"].as_array().expect("a sequence") {
            let theirs: Vec<u32> = serde_json::from_value(theirs.clone()).expect("a permutation");
            let values: Vec<u32> = (0..theirs.len() as u32).collect();
            assert_eq!(random.permutation(&values), theirs);
        }
        assert_eq!(
            Some(u64::from(random.next_u32())),
            row["raw_after_sequence"].as_u64()
        );
    }
}
