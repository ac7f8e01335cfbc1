//! `docs/architecture.md`, as far as tests compare it with the files: the map of folders and the tables of who may
//! use whom.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

pub(crate) struct Page {
    /// Names in backticks with the files that they link to.
    links: Vec<(String, String)>,
    /// Folders of the map, without a slash at the end. `true` if the map leaves out what is below.
    map: BTreeMap<String, bool>,
    tables: Vec<Table>,
}

/// The table under a heading with a folder in backticks: its first column names rooms, its last the rooms and
/// crates that they may use.
pub(crate) struct Table {
    pub(crate) folder: &'static str,
    pub(crate) rooms: BTreeMap<String, BTreeSet<String>>,
}

/// What does not belong to the tree: builds, packages, and folders whose name begins with a dot, except these.
const NOT_DRAWN: &[&str] = &[
    "target",
    "node_modules",
    "dist",
    "test-results",
    "screenshots",
    "gen",
    "shared",
];
const DOTTED: &[&str] = &[".ci", ".github"];

pub(crate) fn read(root: &Path) -> Page {
    parse(&fs::read_to_string(root.join("docs/architecture.md")).expect("docs/architecture.md"))
}

fn parse(text: &str) -> Page {
    let mut tables: Vec<Table> = Vec::new();
    for folder in ["src-tauri/src", "ui/src"] {
        let heading = format!("`{folder}`");
        let rows = text
            .lines()
            .skip_while(|line| !(line.starts_with('#') && line.contains(&heading)))
            .skip(1);
        let mut rooms = BTreeMap::new();
        for row in rows
            .take_while(|line| !line.starts_with('#'))
            .filter(|line| line.starts_with("| `"))
        {
            let cells: Vec<&str> = row
                .trim_matches(|c| c == '|' || c == ' ')
                .split(" | ")
                .collect();
            let uses: BTreeSet<String> = backticked(cells.last().unwrap_or(&"")).collect();
            for room in backticked(cells[0]) {
                rooms.insert(room, uses.clone());
            }
        }
        tables.push(Table { folder, rooms });
    }
    Page {
        links: links(text),
        map: map(text),
        tables,
    }
}

/// Every ``[`name`](../file)``.
fn links(text: &str) -> Vec<(String, String)> {
    text.split("[`")
        .skip(1)
        .filter_map(|rest| {
            let (name, rest) = rest.split_once("`](../")?;
            let (file, _) = rest.split_once(')')?;
            Some((name.to_owned(), file.to_owned()))
        })
        .collect()
}

fn backticked(cell: &str) -> impl Iterator<Item = String> {
    cell.split('`')
        .skip(1)
        .step_by(2)
        .map(|name| name.trim_end_matches('/').to_owned())
}

/// The first block of code whose first line is a folder: two spaces per level, `name/` for a folder, `name/**` for
/// a folder whose inner folders are left out.
fn map(text: &str) -> BTreeMap<String, bool> {
    let block = text
        .split("```")
        .skip(1)
        .step_by(2)
        .find(|block| folder_of(block.lines().nth(1).unwrap_or("")).is_some());
    let mut folders = BTreeMap::new();
    let mut path: Vec<String> = Vec::new();
    for line in block.expect("a map in the page").lines().skip(1) {
        let Some((name, closed)) = folder_of(line) else {
            continue;
        };
        path.truncate((line.len() - line.trim_start().len()) / 2);
        path.push(name);
        folders.insert(path.join("/"), closed);
    }
    folders
}

fn folder_of(line: &str) -> Option<(String, bool)> {
    let name = line.split_whitespace().next()?;
    match name.strip_suffix("/**") {
        Some(name) => Some((name.to_owned(), true)),
        None => name.strip_suffix('/').map(|name| (name.to_owned(), false)),
    }
}

impl Page {
    /// The tables, each of which must name at least one room.
    pub(crate) fn tables(&self) -> &[Table] {
        for table in &self.tables {
            assert!(
                !table.rooms.is_empty(),
                "the page has no table of rooms for {}",
                table.folder
            );
        }
        &self.tables
    }

    /// Links to files that do not exist or do not contain the linked name as a word.
    pub(crate) fn broken_links(&self, root: &Path) -> Vec<String> {
        assert!(
            self.links.len() > 20,
            "only {} links were found",
            self.links.len()
        );
        let broken = |(name, file): &&(String, String)| {
            let text = fs::read_to_string(root.join(file)).unwrap_or_default();
            let word = |c: char| c.is_alphanumeric() || c == '_' || c == '-';
            let own_name = file
                .rsplit('/')
                .next()
                .is_some_and(|file| file.split('.').next() == Some(name));
            !root.join(file).exists()
                || !(own_name || text.split(|c| !word(c)).any(|part| part == name))
        };
        self.links
            .iter()
            .filter(broken)
            .map(|(name, file)| format!("{file} does not have {name}"))
            .collect()
    }

    /// Folders that are missing from the map, and entries without a folder.
    pub(crate) fn compare_with_folders(&self, root: &Path) -> Vec<String> {
        let mut faults = Vec::new();
        let mut open = vec![String::new()];
        while let Some(folder) = open.pop() {
            for entry in fs::read_dir(root.join(&folder)).expect("a folder") {
                let entry = entry.expect("an entry");
                let name = entry.file_name().to_string_lossy().into_owned();
                let hidden = name.starts_with('.') && !DOTTED.contains(&name.as_str());
                if !entry.file_type().expect("a type").is_dir()
                    || hidden
                    || NOT_DRAWN.contains(&name.as_str())
                {
                    continue;
                }
                let path = if folder.is_empty() {
                    name
                } else {
                    format!("{folder}/{name}")
                };
                match self.map.get(&path) {
                    Some(true) => {}
                    Some(false) => open.push(path),
                    None => faults.push(format!(
                        "the map of docs/architecture.md does not name {path}/"
                    )),
                }
            }
        }
        for folder in self.map.keys() {
            if !root.join(folder).is_dir() {
                faults.push(format!(
                    "the map of docs/architecture.md names {folder}/, which does not exist"
                ));
            }
        }
        faults.sort();
        faults
    }
}

#[test]
fn the_page_is_read_as_it_is_written() {
    let page = parse(
        "# House\n```\nmodel/      the crate\n  src/\n    kernel/** products\ndocs/\n  page.md\n```\n## `src-tauri/src`\n\
         | room | what | may use |\n|---|---|---|\n| `a/`, `b` | text | `c`, `d.rs` |\n| `c` | text | - |\n## `ui/src`\n",
    );
    let map: Vec<_> = page
        .map
        .iter()
        .map(|(name, closed)| (name.as_str(), *closed))
        .collect();
    assert_eq!(
        map,
        [
            ("docs", false),
            ("model", false),
            ("model/src", false),
            ("model/src/kernel", true)
        ]
    );
    let rooms = &page.tables[0].rooms;
    assert_eq!(rooms.len(), 3);
    assert_eq!(rooms["a"], rooms["b"]);
    assert!(rooms["a"].contains("d.rs") && rooms["c"].is_empty());
}
