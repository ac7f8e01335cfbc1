//! Circles among the files of a folder. A subfolder counts as one room.

use std::collections::{BTreeMap, BTreeSet};

/// One file uses a name from another. Paths are relative to the repository's root; a folder's door counts as the
/// folder's own file, `folder/mod.rs`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Arrow {
    pub(crate) from: String,
    pub(crate) to: String,
    pub(crate) name: String,
}

/// The arrows without those from a door (`mod.rs`, `lib.rs`, `index.ts`) into its own folder. A door that uses its
/// files while they use its definitions is then not a circle; two files that use each other are one.
pub(crate) fn without_doors(arrows: &[Arrow]) -> Vec<Arrow> {
    let inward = |arrow: &&Arrow| {
        let folder = ["mod.rs", "lib.rs", "main.rs", "index.ts"]
            .iter()
            .find_map(|door| arrow.from.strip_suffix(door));
        folder.is_some_and(|folder| folder.ends_with('/') && arrow.to.starts_with(folder))
    };
    arrows
        .iter()
        .filter(|arrow| !inward(arrow))
        .cloned()
        .collect()
}

/// Every circle as `folder: room room`, with the arrows that form it. A folder has one circle for each set of
/// rooms that reach one another.
pub(crate) fn circles(arrows: &[Arrow]) -> BTreeMap<String, Vec<String>> {
    let mut folders: BTreeMap<String, BTreeMap<(String, String), String>> = BTreeMap::new();
    for arrow in arrows {
        let Some((folder, from, to)) = rooms(&arrow.from, &arrow.to) else {
            continue;
        };
        folders
            .entry(folder)
            .or_default()
            .entry((from, to))
            .or_insert_with(|| format!("{} -> {}: {}", arrow.from, arrow.to, arrow.name));
    }
    let mut found = BTreeMap::new();
    for (folder, ties) in folders {
        for circle in strong_components(ties.keys()) {
            let inside = |room: &String| circle.contains(room);
            let examples = ties
                .iter()
                .filter(|((from, to), _)| inside(from) && inside(to))
                .map(|(_, tie)| tie.clone())
                .collect();
            let names: Vec<&str> = circle.iter().map(String::as_str).collect();
            found.insert(format!("{folder}: {}", names.join(" ")), examples);
        }
    }
    found
}

/// The smallest folder that holds both files, and the room of each in it.
fn rooms(from: &str, to: &str) -> Option<(String, String, String)> {
    let from: Vec<&str> = from.split('/').collect();
    let to: Vec<&str> = to.split('/').collect();
    let common = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let (a, b) = (from.get(common)?, to.get(common)?);
    Some((from[..common].join("/"), (*a).to_owned(), (*b).to_owned()))
}

/// The sets of two or more rooms in which each room reaches every other.
fn strong_components<'a>(
    ties: impl Iterator<Item = &'a (String, String)>,
) -> Vec<BTreeSet<String>> {
    let mut next: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (from, to) in ties {
        next.entry(from).or_default().insert(to);
    }
    let reached: BTreeMap<&str, BTreeSet<&str>> = next
        .keys()
        .map(|room| (*room, reached_from(room, &next)))
        .collect();
    let reaches = |from: &str, to: &str| reached.get(from).is_some_and(|rooms| rooms.contains(to));
    let mut components: Vec<BTreeSet<String>> = Vec::new();
    for room in next.keys() {
        if !reaches(room, room) || components.iter().any(|component| component.contains(*room)) {
            continue;
        }
        let component = next
            .keys()
            .filter(|other| reaches(room, other) && reaches(other, room))
            .map(|r| (*r).to_owned())
            .collect();
        components.push(component);
    }
    components
}

fn reached_from<'a>(room: &str, next: &BTreeMap<&'a str, BTreeSet<&'a str>>) -> BTreeSet<&'a str> {
    let mut reached = BTreeSet::new();
    let mut open: Vec<&str> = next.get(room).into_iter().flatten().copied().collect();
    while let Some(here) = open.pop() {
        if reached.insert(here) {
            open.extend(next.get(here).into_iter().flatten().copied());
        }
    }
    reached
}

#[test]
fn a_circle_is_named_with_its_folder_and_a_chain_is_not_a_circle() {
    let arrow = |from: &str, to: &str| Arrow {
        from: from.into(),
        to: to.into(),
        name: "x".into(),
    };
    let chain = [
        arrow("s/a.rs", "s/b.rs"),
        arrow("s/b.rs", "s/c/mod.rs"),
        arrow("s/a.rs", "s/c/d.rs"),
    ];
    assert!(circles(&chain).is_empty());

    // two files of one subfolder form a circle between the subfolder and a file, one in each direction
    let mut ring = chain.to_vec();
    ring.push(arrow("s/c/d.rs", "s/a.rs"));
    ring.push(arrow("s/c/mod.rs", "s/c/d.rs"));
    assert_eq!(
        circles(&ring).keys().collect::<Vec<_>>(),
        ["s: a.rs b.rs c"]
    );

    ring.push(arrow("s/c/d.rs", "s/c/mod.rs"));
    assert_eq!(
        circles(&ring).keys().collect::<Vec<_>>(),
        ["s/c: d.rs mod.rs", "s: a.rs b.rs c"]
    );
}
