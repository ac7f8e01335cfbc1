//! Arrows between the files of the window's page: its `import` and `export ... from` lines.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::circles::Arrow;

/// One `import { names } from 'path'` or `export { names } from 'path'`.
struct Line {
    path: String,
    names: Vec<String>,
    export: bool,
}

/// Every arrow between two files below `folder`. A door (`index.ts`) that re-exports names is not an arrow; a file
/// that imports from its own door takes the name from the file that the door has it from.
pub(crate) fn arrows(root: &Path, folder: &str) -> Vec<Arrow> {
    let files = read(root, folder);
    let lines: BTreeMap<&str, Vec<Line>> = files
        .iter()
        .map(|(file, text)| (file.as_str(), lines_of(text)))
        .collect();
    let mut arrows = Vec::new();
    for (from, lines_here) in &lines {
        for line in lines_here {
            let Some(to) = target(&files, from, &line.path) else {
                assert!(
                    !line.path.starts_with('.') || is_other(&line.path),
                    "{from}: {} is not a file",
                    line.path
                );
                continue;
            };
            let own = from.strip_suffix("index.ts").unwrap_or("/");
            if line.export && own != "/" && to.starts_with(own) {
                continue;
            }
            let name = line.names.join(", ");
            let own_door = to
                .strip_suffix("/index.ts")
                .is_some_and(|room| from.starts_with(&format!("{room}/")));
            let ends: Vec<String> = if own_door {
                line.names
                    .iter()
                    .map(|name| defined(&files, &lines, &to, name))
                    .collect()
            } else {
                vec![to]
            };
            for to in ends.into_iter().filter(|to| to != from) {
                arrows.push(Arrow {
                    from: (*from).to_owned(),
                    to,
                    name: name.clone(),
                });
            }
        }
    }
    arrows
}

fn is_other(path: &str) -> bool {
    [".css", ".svg", ".png", ".json", "?raw", "?url"]
        .iter()
        .any(|end| path.ends_with(end))
}

fn read(root: &Path, folder: &str) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    let mut open = vec![PathBuf::from(folder)];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(root.join(&folder)).expect("a folder of the page") {
            let path = folder.join(entry.expect("an entry").file_name());
            let name = path.to_string_lossy().replace('\\', "/");
            if root.join(&path).is_dir() {
                open.push(path);
            } else if name.ends_with(".ts") || name.ends_with(".svelte") {
                files.insert(
                    name,
                    fs::read_to_string(root.join(&path)).expect("source text"),
                );
            }
        }
    }
    files
}

/// The import and export lines of a file, including those that span several lines, and `import('path')`.
fn lines_of(text: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut rest = text;
    while let Some(at) = rest
        .find("from ")
        .into_iter()
        .chain(rest.find("import("))
        .chain(rest.find("import '"))
        .min()
    {
        let before = &rest[..at];
        let after = &rest[at..];
        let quoted = after
            .trim_start_matches("from ")
            .trim_start_matches("import(")
            .trim_start_matches("import ");
        rest = &after[5..];
        let Some(quote) = quoted.chars().next().filter(|c| matches!(c, '\'' | '"')) else {
            continue;
        };
        let Some(path) = quoted[1..].split(quote).next() else {
            continue;
        };
        let clause = before
            .rfind("import ")
            .max(before.rfind("export "))
            .map_or("", |start| &before[start..]);
        let clause = if after.starts_with("from ") {
            clause
        } else {
            ""
        };
        // a sentence of a comment that contains the word "from" has no clause that ends here
        if clause.contains(';') {
            continue;
        }
        let names = clause
            .split(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '$' | '*')))
            .filter(|name| {
                !name.is_empty() && !matches!(*name, "import" | "export" | "type" | "as")
            })
            .map(str::to_owned)
            .collect();
        lines.push(Line {
            path: path.to_owned(),
            names,
            export: clause.starts_with("export"),
        });
    }
    lines
}

fn target(files: &BTreeMap<String, String>, from: &str, path: &str) -> Option<String> {
    let path = match path {
        "#bridge" => {
            return Some("ui/src/bridge/tauri.ts".to_owned())
                .filter(|file| files.contains_key(file));
        }
        path if path.starts_with('.') => path,
        _ => return None,
    };
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    let path = parts.join("/");
    [
        path.clone(),
        format!("{path}.ts"),
        format!("{path}/index.ts"),
    ]
    .into_iter()
    .find(|file| files.contains_key(file))
}

/// The file from which a door has a name: the one that it re-exports, or the door itself.
fn defined(
    files: &BTreeMap<String, String>,
    lines: &BTreeMap<&str, Vec<Line>>,
    door: &str,
    name: &str,
) -> String {
    for line in lines
        .get(door)
        .into_iter()
        .flatten()
        .filter(|line| line.export)
    {
        let Some(to) = target(files, door, &line.path) else {
            continue;
        };
        let all = line.names.iter().any(|own| own == "*");
        if line.names.iter().any(|own| own == name) || (all && exports(&files[&to], name)) {
            return to;
        }
    }
    door.to_owned()
}

fn exports(text: &str, name: &str) -> bool {
    text.lines().any(|line| {
        let mut words = line.split(|c: char| !(c.is_alphanumeric() || c == '_'));
        words.next() == Some("export") && words.take(3).any(|word| word == name)
    })
}

#[test]
fn imports_are_read_over_several_lines_and_comments_are_not() {
    let text = "// taken from 'nothing'; \nimport {\n  type A,\n  B as C,\n} from './b';\nexport * from \"./d\";\n\
                import './e';\nconst f = await import('./g');\n";
    let lines = lines_of(text);
    let read: Vec<_> = lines
        .iter()
        .map(|line| (line.path.as_str(), line.names.join(" "), line.export))
        .collect();
    assert_eq!(
        read.into_iter()
            .filter(|(path, ..)| path.starts_with('.'))
            .collect::<Vec<_>>(),
        [
            ("./b", "A B C".into(), false),
            ("./d", "*".into(), true),
            ("./e", String::new(), false),
            ("./g", String::new(), false)
        ]
    );
}
