//! What the installers say about Pagewing agrees with the program: each format that it reads is announced to the
//! system, "open with" passes files on, and everything that a package contains exists.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{json, text_of};

const CONFIGURATION: &str = "src-tauri/tauri.conf.json";

const METAINFO: &str = "packaging/linux/org.pagewing.desktop.metainfo.xml";

const ENTRY: &str = "packaging/linux/pagewing.desktop";

/// What the installer for Windows does besides.
const HOOKS: &str = "packaging/windows/hooks.nsh";

/// The types of files that systems do not know.
const TYPES: &str = "packaging/linux/pagewing.xml";

/// The file with the endings of all formats.
const ENDINGS: &str = "src-tauri/src/document/mod.rs";

/// The strings in a value, in objects the values.
fn strings(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => vec![text.clone()],
        Value::Array(values) => values.iter().flat_map(strings).collect(),
        Value::Object(values) => values.values().flat_map(strings).collect(),
        _ => Vec::new(),
    }
}

fn associations(configuration: &Value) -> Vec<Value> {
    let found = configuration["bundle"]["fileAssociations"].as_array();
    found.expect("bundle.fileAssociations").clone()
}

/// What stands between two marks, for each pair of them.
fn between<'a>(text: &'a str, start: &'a str, end: &'a str) -> impl Iterator<Item = String> {
    let parts = text.split(start).skip(1);
    parts.filter_map(move |part| part.split_once(end).map(|(inner, _)| inner.to_owned()))
}

/// The endings in one of the program's lists of them.
fn endings(list: &str) -> BTreeSet<String> {
    let source = text_of(ENDINGS);
    let start = format!("pub const {list}: &[&str] = &[");
    let inside = between(&source, &start, "]").next();
    let inside = inside.unwrap_or_else(|| panic!("no list {list}"));
    inside
        .split('"')
        .skip(1)
        .step_by(2)
        .map(str::to_owned)
        .collect()
}

/// The types of files that the menu knows: those of the associations, and those of endings that an association cannot have.
fn types_of_the_menu() -> BTreeSet<String> {
    let entry = text_of(ENTRY);
    let more = between(&entry, "MimeType={{mime_type}};", "\n").next();
    let more = more.expect("the types of the menu");
    let mut types: BTreeSet<String> = more.split_terminator(';').map(str::to_owned).collect();
    let associations = associations(&json(CONFIGURATION));
    types.extend(
        associations
            .iter()
            .flat_map(|one| strings(&one["mimeType"])),
    );
    types
}

#[test]
fn every_format_that_is_read_is_announced() {
    let mut known = endings("EXTENSIONS");
    known.extend(endings("SEQUENCES"));
    assert!(known.contains("pdf"), "{known:?}");
    let associations = associations(&json(CONFIGURATION));
    let announced: BTreeSet<String> = associations
        .iter()
        .flat_map(|one| strings(&one["ext"]))
        .collect();
    assert_eq!(announced, known);
    let hooks = text_of(HOOKS);
    let on_windows: BTreeSet<String> =
        between(&hooks, "!insertmacro PAGEWING_OPENS \"", "\"").collect();
    assert_eq!(on_windows, known);
    for one in &associations {
        // Pagewing is never the first program for files that others made
        assert_eq!(one["rank"], "Alternate", "{one}");
        assert_eq!(one["role"], "Viewer", "{one}");
    }
}

#[test]
fn software_centres_know_the_same_formats_as_the_menu() {
    let metainfo = text_of(METAINFO);
    let told: BTreeSet<String> = between(&metainfo, "<mediatype>", "</mediatype>").collect();
    assert_eq!(told, types_of_the_menu());
    let identifier = &json(CONFIGURATION)["identifier"];
    let id: Vec<String> = between(&metainfo, "<id>", "</id>").collect();
    assert_eq!(vec![identifier.as_str().expect("an identifier")], id);
}

/// No system has a type for sequences, so the packages for Linux bring types for the endings by which the program knows them.
#[test]
fn linux_learns_the_types_of_sequences() {
    let sequences = endings("SEQUENCES");
    let source = text_of(ENDINGS);
    let compressed = between(&source, "pub const COMPRESSED: &str = \"", "\"").next();
    let compressed = compressed.expect("the ending of a compressed file");
    let types = text_of(TYPES);
    let in_the_menu = types_of_the_menu();
    let mut globs = BTreeSet::new();
    for one in types.split("<mime-type ").skip(1) {
        let name = between(one, "type=\"", "\"").next().expect("a type's name");
        assert!(in_the_menu.contains(&name), "{name}");
        globs.extend(between(one, "<glob pattern=\"", "\""));
    }
    let plain = sequences.iter().map(|ending| format!("*.{ending}"));
    let packed = sequences
        .iter()
        .map(|ending| format!("*.{ending}.{compressed}"));
    assert_eq!(globs, plain.chain(packed).collect::<BTreeSet<_>>());
    for kind in ["deb", "rpm", "appimage"] {
        let files = &json(CONFIGURATION)["bundle"]["linux"][kind]["files"];
        let from = &files["/usr/share/mime/packages/pagewing.xml"];
        assert_eq!(from, &Value::from(format!("../{TYPES}")), "{kind}");
    }
}

#[test]
fn the_menu_passes_files_on_and_sits_where_people_look() {
    let entry = text_of(ENTRY);
    assert!(entry.lines().any(|line| line == "Exec={{exec}} %F"));
    assert!(entry.contains("MimeType={{mime_type}};"));
    let categories = |line: &str| line.strip_prefix("Categories=").map(str::to_owned);
    let categories = entry.lines().find_map(categories).expect("categories");
    let metainfo = text_of(METAINFO);
    let told: Vec<String> = between(&metainfo, "<category>", "</category>").collect();
    assert_eq!(categories.trim_end_matches(';'), told.join(";"));
    for kind in ["deb", "rpm"] {
        let template = &json(CONFIGURATION)["bundle"]["linux"][kind]["desktopTemplate"];
        assert_eq!(template, &Value::from(format!("../{ENTRY}")), "{kind}");
    }
}

#[test]
fn what_packages_contain_exists() {
    let configuration = json(CONFIGURATION);
    let bundle = &configuration["bundle"];
    let mut files = strings(&bundle["icon"]);
    files.extend(strings(&bundle["licenseFile"]));
    for kind in ["deb", "rpm", "appimage"] {
        files.extend(strings(&bundle["linux"][kind]["files"]));
    }
    assert!(files.len() > 10, "{files:?}");
    for resource in bundle["resources"].as_object().expect("resources").keys() {
        files.push(resource.clone());
    }
    let folder = super::root().join("src-tauri");
    let missing: Vec<_> = files
        .iter()
        .filter(|file| !folder.join(file).exists())
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
    assert_eq!(
        bundle["linux"]["deb"]["files"],
        bundle["linux"]["rpm"]["files"]
    );
}

/// The licences of libraries are collected when packages are made, into a folder that no build needs.
#[test]
fn every_package_gets_the_licences_of_libraries() {
    const LICENCES: &str = "target/packaging/third-party.txt";
    for file in ["packaging/linux.conf.json", "packaging/elsewhere.conf.json"] {
        assert!(json(file).to_string().contains(LICENCES), "{file}");
    }
    assert!(text_of("scripts/package").contains(LICENCES));
    assert!(!text_of(CONFIGURATION).contains(LICENCES));
}

/// The pages of the manual and the completions are written when packages are made too.
#[test]
fn packages_of_linux_get_the_manual_and_the_completions() {
    const SHELLS: [&str; 4] = [
        "/usr/share/bash-completion/completions/pagewing",
        "/usr/share/fish/vendor_completions.d/pagewing.fish",
        "/usr/share/doc/pagewing/pagewing.ps1",
        "/usr/share/zsh/",
    ];
    let configuration = json("packaging/linux.conf.json");
    for (kind, zsh) in [("deb", "vendor-completions"), ("rpm", "site-functions")] {
        let files = &configuration["bundle"]["linux"][kind]["files"];
        assert_eq!(files["/usr/share/man/man1"], "../target/packaging/man");
        let files = files.as_object().expect("files");
        for shell in SHELLS {
            let place = match shell.ends_with('/') {
                true => format!("{shell}{zsh}/_pagewing"),
                false => shell.to_owned(),
            };
            let from = files.get(&place).and_then(Value::as_str);
            let from = from.unwrap_or_else(|| panic!("{kind} lacks {place}"));
            assert!(
                from.starts_with("../target/packaging/completions/"),
                "{from}"
            );
        }
    }
    assert!(text_of("scripts/package").contains("write-manual"));
    let workflow = text_of(".github/workflows/release.yml");
    let place = |step: &str| workflow.find(step).expect("a step of the workflow");
    assert!(place("scripts/package manual") < place("tauri build"));
}

/// A window that opens a console beside it, or a worker that opens one for each document, shows on Windows alone.
#[test]
fn no_console_opens_on_windows() {
    for program in ["src-tauri/src/main.rs", "src-tauri/src/worker.rs"] {
        let text = text_of(program);
        assert!(
            text.contains("windows_subsystem = \"windows\""),
            "{program}"
        );
    }
}

/// What is built from comes from the public registries, and its content is known.
#[test]
fn every_package_is_locked_to_a_public_registry_and_a_hash() {
    const CRATES: &str = "registry+https://github.com/rust-lang/crates.io-index";
    const PAGE: &str = "https://registry.npmjs.org/";
    let lock = text_of("Cargo.lock");
    let mut foreign = 0;
    for one in lock.split("[[package]]").skip(1) {
        let field = |name: &str| between(one, &format!("\n{name} = \""), "\"").next();
        // the crates of this repository have none
        let Some(source) = field("source") else {
            continue;
        };
        assert_eq!(source, CRATES, "{one}");
        assert!(
            field("checksum").is_some_and(|sum| sum.len() == 64),
            "{one}"
        );
        foreign += 1;
    }
    assert!(foreign > 100, "{foreign}");

    let lock = json("ui/package-lock.json");
    let packages = lock["packages"].as_object().expect("packages").iter();
    let installed: Vec<_> = packages
        .filter(|(name, one)| name.starts_with("node_modules/") && one["link"] != true)
        .collect();
    assert!(installed.len() > 50, "{}", installed.len());
    for (name, one) in installed {
        let from = one["resolved"].as_str();
        assert!(from.is_none_or(|from| from.starts_with(PAGE)), "{name}");
        let hash = one["integrity"].as_str();
        assert!(
            hash.is_some_and(|hash| hash.starts_with("sha512-")),
            "{name}"
        );
    }
}

#[test]
fn packages_are_built_after_the_tests_and_from_locked_versions() {
    let workflow = text_of(".github/workflows/release.yml");
    let builds: Vec<String> = [workflow.as_str(), &text_of("scripts/package")]
        .iter()
        .flat_map(|text| text.lines())
        .filter(|line| line.contains("tauri build"))
        .map(str::to_owned)
        .collect();
    assert_eq!(builds.len(), 2, "{builds:?}");
    for build in builds {
        assert!(build.ends_with(" -- --locked"), "{build}");
    }
    for (job, after) in [
        ("draft", "tests"),
        ("packages", "draft"),
        ("materials", "draft"),
    ] {
        let start = format!("\n  {job}:\n    needs: {after}\n");
        assert!(workflow.contains(&start), "{job} does not wait for {after}");
    }
}
