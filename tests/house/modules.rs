//! The modules of the crates, and where a path leads among them: through the doors that re-export a name to the
//! file that defines it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use crate::circles::Arrow;
use crate::rust::{self, Binding, Glob, Written};
use crate::tokens::tokens;

/// The files of one crate, by their paths from the repository's root.
pub(crate) struct Source {
    name: String,
    root: String,
    files: BTreeMap<String, String>,
}

impl Source {
    /// A crate of the repository, by its root file. Other crates use it as `name`, if they can use it.
    pub(crate) fn new(repository: &Path, name: &str, file: &str) -> Source {
        let mut files = BTreeMap::new();
        let mut open = vec![PathBuf::from(file).parent().expect("a folder").to_owned()];
        while let Some(folder) = open.pop() {
            for entry in fs::read_dir(repository.join(&folder)).expect("a folder of sources") {
                let path = folder.join(entry.expect("an entry").file_name());
                if repository.join(&path).is_dir() {
                    open.push(path);
                } else if path.extension().is_some_and(|extension| extension == "rs") {
                    let text = fs::read_to_string(repository.join(&path)).expect("source text");
                    files.insert(path.to_string_lossy().replace('\\', "/"), text);
                }
            }
        }
        Source {
            name: name.to_owned(),
            root: file.to_owned(),
            files,
        }
    }
}

struct Module {
    /// The file; `a.rs` beside a folder `a` counts as `a/mod.rs`.
    file: String,
    parent: Option<usize>,
    root: usize,
    children: BTreeMap<String, usize>,
    items: BTreeSet<String>,
    bindings: Vec<Binding>,
    globs: Vec<Glob>,
    paths: BTreeSet<Vec<String>>,
    names: BTreeSet<String>,
}

/// Where a path leads: the modules on the way, and finally a module or something that a module defines.
struct Way {
    passed: Vec<usize>,
    end: End,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    Module(usize),
    Item(usize),
}

struct House {
    modules: Vec<Module>,
    /// The crates' names and their root modules.
    crates: BTreeMap<String, usize>,
}

/// Every arrow between two files. A door's re-export of something below it is not an arrow unless the door's own
/// code uses the name.
pub(crate) fn arrows(sources: &[Source]) -> Vec<Arrow> {
    let mut house = House {
        modules: Vec::new(),
        crates: BTreeMap::new(),
    };
    for source in sources {
        let root = house.load(source, &source.root, None);
        if !source.name.is_empty() {
            house.crates.insert(source.name.clone(), root);
        }
    }
    let mut arrows = BTreeSet::new();
    for from in 0..house.modules.len() {
        house.arrows_from(from, &mut arrows);
    }
    arrows.into_iter().collect()
}

impl House {
    fn load(&mut self, source: &Source, file: &str, parent: Option<usize>) -> usize {
        let text = source
            .files
            .get(file)
            .unwrap_or_else(|| panic!("{file} is not a file"));
        let written = rust::read(&tokens(text));
        let (folder, name) = file.rsplit_once('/').expect("a file in a folder");
        let is_door = matches!(name, "mod.rs" | "lib.rs" | "main.rs");
        let below = if is_door {
            folder.to_owned()
        } else {
            file.trim_end_matches(".rs").to_owned()
        };
        let place = if is_door || written.files.is_empty() {
            file.to_owned()
        } else {
            format!("{below}/mod.rs")
        };
        self.add(source, written, &place, &below, parent)
    }

    fn add(
        &mut self,
        source: &Source,
        written: Written,
        file: &str,
        folder: &str,
        parent: Option<usize>,
    ) -> usize {
        let id = self.modules.len();
        let root = parent.map_or(id, |parent| self.modules[parent].root);
        self.modules.push(Module {
            file: file.to_owned(),
            parent,
            root,
            children: BTreeMap::new(),
            items: written.items,
            bindings: written.bindings,
            globs: written.globs,
            paths: written.paths,
            names: written.names,
        });
        for name in written.files {
            let files = [
                format!("{folder}/{name}.rs"),
                format!("{folder}/{name}/mod.rs"),
            ];
            let child = files.iter().find(|file| source.files.contains_key(*file));
            let child = child.unwrap_or_else(|| panic!("{file}: no file of the module {name}"));
            let child = self.load(source, child, Some(id));
            self.modules[id].children.insert(name, child);
        }
        for (name, inner) in written.inline {
            let child = self.add(source, inner, file, &format!("{folder}/{name}"), Some(id));
            self.modules[id].children.insert(name, child);
        }
        id
    }

    fn arrows_from(&self, from: usize, arrows: &mut BTreeSet<Arrow>) {
        let module = &self.modules[from];
        let mut add = |way: Option<Way>, name: String| {
            let Some(way) = way else { return };
            let end = match way.end {
                End::Item(end) => Some(end),
                End::Module(_) => None,
            };
            let doors = way
                .passed
                .iter()
                .copied()
                .filter(|passed| !self.is_above(*passed, from));
            for to in doors.chain(end) {
                let to = &self.modules[to].file;
                if *to != module.file {
                    arrows.insert(Arrow {
                        from: module.file.clone(),
                        to: to.clone(),
                        name: name.clone(),
                    });
                }
            }
        };
        for binding in &module.bindings {
            let way = self.resolve(from, &binding.path, &mut BTreeSet::new());
            let leads_down = way.as_ref().is_some_and(|way| match way.end {
                End::Module(end) | End::Item(end) => self.is_above(from, end),
            });
            let used = module.names.contains(&binding.name)
                || module
                    .paths
                    .iter()
                    .any(|path| path.first() == Some(&binding.name));
            if !(binding.public && leads_down) || used {
                add(way, binding.path.join("::"));
            }
        }
        for path in &module.paths {
            add(
                self.resolve(from, path, &mut BTreeSet::new()),
                path.join("::"),
            );
        }
        let first_names = module.paths.iter().filter_map(|path| path.first());
        for name in module.names.iter().chain(first_names) {
            let bound = module.bindings.iter().any(|binding| binding.name == *name);
            if !bound && !module.items.contains(name) && !module.children.contains_key(name) {
                add(
                    self.through_globs(from, name, &mut BTreeSet::new()),
                    name.clone(),
                );
            }
        }
        for glob in module.globs.iter().filter(|glob| !glob.public) {
            add(
                self.resolve(from, &glob.path, &mut BTreeSet::new()),
                format!("{}::*", glob.path.join("::")),
            );
        }
    }

    fn is_above(&self, above: usize, below: usize) -> bool {
        let mut here = Some(below);
        while let Some(module) = here {
            if module == above {
                return true;
            }
            here = self.modules[module].parent;
        }
        false
    }

    /// Where a path in the module `from` leads; `None` outside the house.
    fn resolve(
        &self,
        from: usize,
        path: &[String],
        seen: &mut BTreeSet<(usize, String)>,
    ) -> Option<Way> {
        let (first, rest) = path.split_first()?;
        match first.as_str() {
            "crate" => self.walk(self.modules[from].root, rest, seen),
            "self" => self.walk(from, rest, seen),
            "super" => self.walk(self.modules[from].parent?, rest, seen),
            name => match self.walk_if_named(from, name, rest, seen) {
                Some(way) => way,
                None => self.walk(*self.crates.get(name)?, rest, seen),
            },
        }
    }

    fn walk(
        &self,
        module: usize,
        path: &[String],
        seen: &mut BTreeSet<(usize, String)>,
    ) -> Option<Way> {
        let Some((first, rest)) = path.split_first() else {
            return Some(Way {
                passed: vec![module],
                end: End::Module(module),
            });
        };
        let way = match first.as_str() {
            "self" => self.walk(module, rest, seen),
            "super" => self.walk(self.modules[module].parent?, rest, seen),
            name => match self.walk_if_named(module, name, rest, seen) {
                Some(way) => way,
                // something that a macro defines
                None => Some(Way {
                    passed: Vec::new(),
                    end: End::Item(module),
                }),
            },
        };
        way.map(|mut way| {
            way.passed.insert(0, module);
            way
        })
    }

    /// `None` if the module does not have the name; `Some(None)` if the name leads out of the house.
    fn walk_if_named(
        &self,
        module: usize,
        name: &str,
        rest: &[String],
        seen: &mut BTreeSet<(usize, String)>,
    ) -> Option<Option<Way>> {
        let here = &self.modules[module];
        if let Some(child) = here.children.get(name) {
            return Some(self.walk(*child, rest, seen));
        }
        if here.items.contains(name) {
            return Some(Some(Way {
                passed: vec![module],
                end: End::Item(module),
            }));
        }
        let way = if let Some(binding) = here.bindings.iter().find(|binding| binding.name == name) {
            if !seen.insert((module, name.to_owned())) {
                return None;
            }
            self.resolve(module, &binding.path, seen)
        } else {
            Some(self.through_globs(module, name, seen)?)
        };
        Some(way.and_then(|way| match way.end {
            End::Module(end) if !rest.is_empty() => {
                let mut further = self.walk(end, rest, seen)?;
                further.passed.splice(0..0, way.passed);
                Some(further)
            }
            _ => Some(way),
        }))
    }

    fn through_globs(
        &self,
        module: usize,
        name: &str,
        seen: &mut BTreeSet<(usize, String)>,
    ) -> Option<Way> {
        for (index, glob) in self.modules[module].globs.iter().enumerate() {
            if !seen.insert((module, format!("*{index} {name}"))) {
                continue;
            }
            let Some(Way {
                end: End::Module(end),
                ..
            }) = self.resolve(module, &glob.path, seen)
            else {
                continue;
            };
            if let Some(Some(mut way)) = self.walk_if_named(end, name, &[], seen) {
                way.passed.insert(0, end);
                return Some(way);
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::circles::circles;

    fn found(files: &[(&str, &str)]) -> Vec<String> {
        let files = files
            .iter()
            .map(|(file, text)| ((*file).to_owned(), (*text).to_owned()))
            .collect();
        let source = Source {
            name: "own".into(),
            root: "s/lib.rs".into(),
            files,
        };
        circles(&arrows(&[source])).into_keys().collect()
    }

    #[test]
    fn a_planted_circle_is_found_through_the_door_and_around_it() {
        let door = (
            "s/lib.rs",
            "mod a; mod b; mod c; pub use b::B; pub use c::C;",
        );
        let a = ("s/a.rs", "use super::B; pub(crate) struct A(B);");
        let c = ("s/c.rs", "pub struct C;");
        assert!(found(&[door, a, ("s/b.rs", "pub struct B;"), c]).is_empty());
        for planted in [
            "use super::a::A; pub struct B(A);",
            "pub struct B; fn f() { crate::a::A::new() }",
            "use crate::*; pub struct B(a::A);",
            "pub struct B; mod inner { use super::super::a; }",
        ] {
            assert_eq!(
                found(&[door, a, ("s/b.rs", planted), c]),
                ["s: a.rs b.rs"],
                "{planted}"
            );
        }
        let test = "pub struct B; #[cfg(test)] mod tests { use crate::a::A; }";
        assert!(found(&[door, a, ("s/b.rs", test), c]).is_empty());
    }

    #[test]
    fn a_door_that_uses_its_files_is_in_a_circle_only_with_files_that_use_what_it_defines() {
        let below = ("s/a.rs", "use super::Own; pub(crate) fn f(_: Own) {}");
        let uses = ("s/lib.rs", "mod a; pub struct Own; fn g() { a::f(Own) }");
        assert_eq!(found(&[uses, below]), ["s: a.rs lib.rs"]);
        let exports = ("s/lib.rs", "mod a; pub use a::f; pub struct Own;");
        assert!(found(&[exports, below]).is_empty());
    }

    #[test]
    fn a_folder_is_one_room_whichever_way_its_door_is_written() {
        let root = ("s/lib.rs", "mod a; mod b;");
        let b = ("s/b.rs", "pub fn f() { own::a::x::g() }");
        let x = ("s/a/x.rs", "use crate::b::f; pub fn g() { f() }");
        assert_eq!(
            found(&[root, ("s/a.rs", "pub mod x;"), x, b]),
            ["s: a b.rs"]
        );
        assert_eq!(
            found(&[root, ("s/a/mod.rs", "pub mod x;"), x, b]),
            ["s: a b.rs"]
        );
    }
}
