//! Compares the plan of the house with its files: the files of a folder form no circle, arrows between rooms go
//! only where `docs/architecture.md` allows them, and that page names every folder that exists.
//!
//! The tests read source text only. They need neither the application nor the model:
//!
//! ```text
//! cargo test -p pagewing-tests --no-default-features --test house
//! ```

mod cards;
mod circles;
mod crate_page;
mod evidence;
mod faults;
mod guide;
mod modules;
mod packaging;
mod page;
mod rust;
mod security;
mod tokens;
mod typescript;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

use circles::{Arrow, circles, without_doors};
use modules::Source;

/// Circles among the files of a folder that still exist, as `folder: file file`. The list only gets shorter.
const CIRCLES: &[&str] = &[];

/// Circles that lead through a door. The list only gets shorter.
const DOORS: &[&str] = &[];

/// Where unsafe code may stand: rooms of kernels, and the single files that `docs/architecture.md` names.
const UNSAFE: &[&str] = &[
    "model/src/kernel/",
    "model/src/attention/kernel/",
    "model/src/attention/decoded.rs",
    "model/src/checkpoint/mapped.rs",
    "src-tauri/src/desktop/console.rs",
    "src-tauri/src/desktop/freed.rs",
    "src-tauri/src/document/pdf/worker/kernel.rs",
    "src-tauri/src/document/pdf/worker/limits.rs",
];

/// The only room that may open a connection.
const CONNECTIONS: &str = "src-tauri/src/weights/download/";

/// The only file that may start a program for an address.
const OPENER: &str = "src-tauri/src/desktop/address.rs";

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The text of a file of the repository.
fn text_of(file: &str) -> String {
    fs::read_to_string(root().join(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
}

fn json(file: &str) -> serde_json::Value {
    serde_json::from_str(&text_of(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
}

/// The Rust crates whose arrows are read: the name that other crates use, and the file of the crate's root. The
/// folders of `tests/` are crates without a name.
fn crates() -> Vec<Source> {
    let root = root();
    let mut crates = Vec::new();
    for (name, file) in [
        ("bigbird_pegasus", "model/src/lib.rs"),
        ("pagewing_models", "model/pagewing/src/lib.rs"),
        ("pagewing", "src-tauri/src/lib.rs"),
        ("", "src-tauri/src/main.rs"),
        ("", "src-tauri/src/worker.rs"),
        ("pagewing_tests", "tests/src/lib.rs"),
    ] {
        if root.join(file).exists() {
            crates.push(Source::new(&root, name, file));
        }
    }
    for entry in fs::read_dir(root.join("tests")).expect("the folder tests") {
        let folder = entry.expect("an entry of tests").file_name();
        let file = format!("tests/{}/main.rs", folder.to_string_lossy());
        if root.join(&file).exists() {
            crates.push(Source::new(&root, "", &file));
        }
    }
    crates
}

fn all_arrows() -> Vec<Arrow> {
    let mut arrows = modules::arrows(&crates());
    assert!(
        arrows.len() > 500,
        "only {} arrows between Rust files were found",
        arrows.len()
    );
    let window = typescript::arrows(&root(), "ui/src");
    assert!(
        window.len() > 100,
        "only {} arrows between the window's files were found",
        window.len()
    );
    arrows.extend(window);
    arrows
}

#[test]
fn no_folder_has_files_that_form_a_circle() {
    compare(&circles(&without_doors(&all_arrows())), CIRCLES);
}

#[test]
fn no_door_uses_files_that_use_what_it_defines() {
    let arrows = all_arrows();
    let among_files = circles(&without_doors(&arrows));
    let mut with_doors = circles(&arrows);
    with_doors.retain(|circle, _| !among_files.contains_key(circle));
    compare(&with_doors, DOORS);
}

/// Checks that the circles found are those listed.
fn compare(found: &BTreeMap<String, Vec<String>>, known: &[&str]) {
    let mut faults = String::new();
    for (circle, ties) in found {
        if !known.contains(&circle.as_str()) {
            faults.push_str(&format!(
                "a circle: {circle}\n    {}\n",
                ties.join("\n    ")
            ));
        }
    }
    for circle in known.iter().filter(|circle| !found.contains_key(**circle)) {
        faults.push_str(&format!(
            "this circle is open; take it off the list: {circle}\n"
        ));
    }
    assert!(faults.is_empty(), "\n{faults}");
}

#[test]
fn rooms_use_only_what_the_page_lets_them_use() {
    let arrows = all_arrows();
    let page = page::read(&root());
    let mut faults = BTreeSet::new();
    for table in page.tables() {
        for (room, uses) in rooms_used(&arrows, table.folder) {
            let Some(allowed) = table.rooms.get(&room) else {
                faults.insert(format!(
                    "{}: the page's table does not name {room}",
                    table.folder
                ));
                continue;
            };
            for (used, example) in uses {
                if !allowed.contains(&used) {
                    faults.insert(format!(
                        "{}: {room} may not use {used}: {example}",
                        table.folder
                    ));
                }
            }
        }
    }
    assert!(
        faults.is_empty(),
        "\n{}",
        faults.into_iter().collect::<Vec<_>>().join("\n")
    );
}

/// The rooms of a folder that each of its rooms uses, with one arrow as an example. A crate beside the folder
/// counts as a room too, under its folder's name (`model`, `model/pagewing`).
fn rooms_used(arrows: &[Arrow], folder: &str) -> BTreeMap<String, BTreeMap<String, String>> {
    let room_of = |file: &str| -> Option<String> {
        let inside = file.strip_prefix(folder)?.strip_prefix('/')?;
        let first = inside.split('/').next().unwrap_or(inside);
        Some(first.to_owned())
    };
    let mut used: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
    for arrow in arrows {
        let Some(from) = room_of(&arrow.from) else {
            continue;
        };
        let rooms = used.entry(from.clone()).or_default();
        let to = match room_of(&arrow.to) {
            Some(to) => to,
            None => match arrow.to.split_once("/src/") {
                Some((outside, _)) => outside.to_owned(),
                None => continue,
            },
        };
        if to != from && !matches!(to.as_str(), "lib.rs" | "mod.rs" | "index.ts") {
            rooms
                .entry(to)
                .or_insert_with(|| format!("{} -> {} ({})", arrow.from, arrow.to, arrow.name));
        }
    }
    used
}

#[test]
fn the_page_names_every_folder_and_every_name_on_it_exists() {
    let page = page::read(&root());
    let mut faults = page.compare_with_folders(&root());
    faults.extend(page.broken_links(&root()));
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn unsafe_code_stands_where_the_page_says() {
    let found: BTreeSet<_> = sources()
        .into_iter()
        .filter(|file| is_unsafe(file))
        .collect();
    let stray: Vec<_> = found
        .iter()
        .filter(|file| !UNSAFE.iter().any(|allowed| file.starts_with(allowed)))
        .collect();
    assert!(stray.is_empty(), "unsafe code in {stray:?}");
    for allowed in UNSAFE {
        assert!(
            found.iter().any(|file| file.starts_with(allowed)),
            "{allowed} holds no unsafe code any more"
        );
    }
}

#[test]
fn one_room_opens_connections() {
    let opens = |file: &String| {
        let words = code(file);
        ["reqwest", "hyper_util", "rustls", "TcpStream", "UdpSocket"]
            .iter()
            .any(|word| words.contains(word))
    };
    let found: Vec<_> = sources().into_iter().filter(opens).collect();
    // a test may be a server on this machine
    let stray: Vec<_> = found
        .iter()
        .filter(|file| !file.starts_with(CONNECTIONS) && !file.contains("tests"))
        .collect();
    assert!(stray.is_empty(), "connections in {stray:?}");
    assert!(
        found.iter().any(|file| file.starts_with(CONNECTIONS)),
        "{CONNECTIONS} opens no connection any more"
    );
}

#[test]
fn one_file_hands_addresses_to_other_programs() {
    let hands_over = |file: &String| code(file).contains("open::that");
    let found: Vec<_> = sources().into_iter().filter(hands_over).collect();
    assert_eq!(found, [OPENER]);
}

/// The Rust files of the program and of the crates it is made of, as paths from the root.
fn sources() -> Vec<String> {
    let mut files = Vec::new();
    let mut open = [
        "model/src",
        "model/pagewing/src",
        "src-tauri/src",
        "tests/src",
    ]
    .map(PathBuf::from)
    .to_vec();
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(root().join(&folder)).unwrap() {
            let entry = entry.unwrap();
            let path = folder.join(entry.file_name());
            if entry.file_type().unwrap().is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|kind| kind == "rs") {
                files.push(path.to_string_lossy().replace('\\', "/"));
            }
        }
    }
    files
}

/// The lines of a file that are not comments.
fn code(file: &str) -> String {
    let text = text_of(file);
    let lines = text.lines().map(str::trim_start);
    lines
        .filter(|line| !line.starts_with("//"))
        .collect::<Vec<_>>()
        .join("\n")
}

fn is_unsafe(file: &str) -> bool {
    let code = code(file);
    ["unsafe {", "unsafe fn", "unsafe impl", "unsafe extern"]
        .iter()
        .any(|word| code.contains(word))
}
