//! `pagewing library`: the list, a person's own words, collections and tags, and the trash.

use pagewing::document::Document;
use pagewing::library::Library;
use pagewing::paths::Paths;
use serde_json::Value;

use super::{Run, text};

/// A library of three documents, as the window leaves them.
fn filled() -> Run {
    let run = Run::new();
    let library = Library::open(&Paths::under(&run.home.path().join("home"))).expect("a library");
    for (name, title) in [
        ("wings.txt", "On Wings"),
        ("fins.txt", "On Fins"),
        ("keels.txt", "A Keel"),
    ] {
        let words =
            format!("{title}\n\nBirds and fish rest on the shore of the sea, says {name}.\n");
        let file = run.file(name, words);
        let read = run.run(["extract", "-q", "--json", text(&file)]);
        let mut document: Document = serde_json::from_str(&read.out).expect("a document");
        document.title = Some(title.to_owned());
        let copy = library.file_path(name);
        std::fs::copy(&file, copy).expect("a copy");
        library.put(&document, name, name).expect("the library");
    }
    run
}

/// The titles that a list prints, in its order.
fn titles(run: &Run, arguments: &[&str]) -> Vec<String> {
    let listed = run.run(["library", "list", "--json"].iter().chain(arguments));
    assert_eq!((listed.code, listed.err.as_str()), (0, ""));
    let found: Vec<Value> = serde_json::from_str(&listed.out).expect("a list");
    let title = |found: &Value| found["card"]["title"].as_str().map(str::to_owned);
    found.iter().filter_map(title).collect()
}

fn done(run: &Run, arguments: &[&str]) -> String {
    let ended = run.run(["library"].iter().chain(arguments));
    assert_eq!(ended.code, 0, "{}", ended.err);
    ended.out + &ended.err
}

#[test]
fn the_list_is_sorted_limited_and_searched() {
    let run = filled();
    assert_eq!(
        titles(&run, &["--sort", "title"]),
        ["A Keel", "On Fins", "On Wings"]
    );
    assert_eq!(
        titles(&run, &["--sort", "title", "--reverse"]),
        ["On Wings", "On Fins", "A Keel"]
    );
    assert_eq!(titles(&run, &["fins"]), ["On Fins"]);
    assert_eq!(titles(&run, &["--unread"]).len(), 3);
    assert!(titles(&run, &["--noted"]).is_empty());
    let printed = done(&run, &["list", "--sort", "title"]);
    assert!(printed.starts_with("A Keel\n  unread\n"), "{printed}");
    assert!(printed.ends_with("3 documents\n"), "{printed}");
    run.run(["library", "list", "--in", "Nothing"])
        .refused(1, &["no collection", "Nothing", "pagewing library groups"]);
}

#[test]
fn a_persons_own_words_are_kept_and_given_up_field_by_field() {
    let run = filled();
    done(
        &run,
        &[
            "edit",
            "wings",
            "--title",
            "On Feathers",
            "--author",
            "Ada Müller",
            "--author",
            "Berg, Bo",
            "--year",
            "2021",
        ],
    );
    let shown = done(&run, &["show", "feathers"]);
    for line in [
        "On Feathers (yours)",
        "Authors: Ada Müller, Berg, Bo (yours)",
        "Year: 2021 (yours)",
        "File: wings.txt",
    ] {
        assert!(shown.lines().any(|found| found == line), "{line}: {shown}");
    }
    // the file's name still finds it, and what is not named stays as it was
    done(&run, &["edit", "wings.txt", "--year", "2022"]);
    let shown = done(&run, &["show", "feathers"]);
    assert!(shown.contains("Year: 2022 (yours)"), "{shown}");
    done(&run, &["edit", "feathers", "--as-read", "--year", "2020"]);
    let shown = done(&run, &["show", "On Wings"]);
    assert!(shown.contains("Year: 2020 (yours)"), "{shown}");
    assert!(!shown.contains("Authors"), "{shown}");
    run.run(["library", "edit", "wings", "--year", "20210"])
        .refused(2, &["20210"]);
}

#[test]
fn a_document_is_found_by_each_name_under_which_its_file_came_in() {
    let run = filled();
    let library = Library::open(&Paths::under(&run.home.path().join("home"))).expect("a library");
    for card in library.cards().expect("a list") {
        let names = match card.title.as_str() {
            // they differ in case alone
            "On Wings" => ["Draft.txt", "DRAFT.TXT"],
            _ => ["both.txt", "two.txt"],
        };
        for name in names {
            let path = run.home.path().join("old").join(name);
            library.came_as(&card.id, name, &path).expect("the library");
        }
    }
    assert!(done(&run, &["show", "draft.txt"]).starts_with("On Wings"));
    run.run(["library", "show", "both.txt"])
        .refused(2, &["On Fins", "A Keel"]);
    // another file of that name is another document
    let here = run.file("draft.txt", "Something else.\n");
    let mut command = run.command();
    command.args(["library", "remove", "draft.txt"]);
    command.current_dir(here.parent().expect("a folder"));
    super::ended(&command.output().expect("the binary can be started"))
        .refused(1, &["isn't in the library"]);
    assert_eq!(titles(&run, &[]).len(), 3);
}

#[test]
fn documents_go_into_collections_and_out_of_them() {
    let run = filled();
    let said = done(&run, &["add", "wings", "fins", "--collection", "Sea"]);
    assert_eq!(said, "2 documents added to “Sea”.\n");
    done(&run, &["add", "keel", "--tag", "wood"]);
    assert_eq!(
        titles(&run, &["--in", "sea", "--sort", "title"]),
        ["On Fins", "On Wings"]
    );
    assert_eq!(titles(&run, &["--tag", "wood"]), ["A Keel"]);
    let listed = done(&run, &["groups"]);
    assert_eq!(
        listed,
        "Collections\n  Sea · 2 documents\nTags\n  wood · 1 document\n"
    );
    done(&run, &["take", "wings", "--collection", "Sea"]);
    assert_eq!(titles(&run, &["--in", "Sea"]), ["On Fins"]);
    run.run(["library", "take", "wings", "--tag", "Sea"])
        .refused(1, &["no collection and no tag", "Sea"]);
    run.run(["library", "add", "wings", "--tag", " "])
        .refused(2, &["needs a name"]);
    run.run(["library", "add", "wings"])
        .refused(2, &["--collection"]);
}

#[test]
fn what_is_removed_comes_back_until_it_is_deleted() {
    let run = filled();
    let copy = run.home.path().join("home/data/files/wings.txt");
    done(&run, &["remove", "wings", "fins"]);
    assert_eq!(titles(&run, &[]), ["A Keel"]);
    assert!(done(&run, &["trash"]).ends_with("2 documents\n"));
    done(&run, &["restore", "fins"]);
    run.run(["library", "delete", "fins"])
        .refused(1, &["isn't in the library"]);
    assert!(copy.exists());
    let said = done(&run, &["delete", "wings"]);
    assert_eq!(said, "1 document deleted for good.\n");
    assert!(!copy.exists());
    done(&run, &["remove", "fins", "keel"]);
    done(&run, &["delete", "--all"]);
    assert!(titles(&run, &[]).is_empty());
    assert_eq!(done(&run, &["trash"]), "0 documents\n");
}

/// The hour and the minute of a printed moment, as minutes.
fn minutes(printed: &str) -> Option<i64> {
    let (hour, minute) = printed.get(11..16)?.split_once(':')?;
    Some(hour.parse::<i64>().ok()? * 60 + minute.parse::<i64>().ok()?)
}

#[test]
fn moments_are_those_of_the_clock_on_the_wall() {
    let run = filled();
    done(&run, &["remove", "wings"]);
    let removed = |zone: &str| {
        let mut command = run.command();
        command.env("TZ", zone).args(["library", "trash"]);
        let out = command.output().expect("the binary can be started").stdout;
        let out = String::from_utf8(out).expect("output is UTF-8");
        let (_, after) = out.split_once("removed ").expect("a moment");
        minutes(after).unwrap_or_else(|| panic!("{out}"))
    };
    // half an hour tells a time zone from a mistake of a whole hour
    let east = (removed("IST-5:30") - removed("UTC0")).rem_euclid(24 * 60);
    assert_eq!(east, 5 * 60 + 30);
}

#[test]
fn a_damaged_library_is_made_anew_and_one_in_order_is_left_alone() {
    let run = filled();
    let well = run.run(["library", "repair"]);
    assert_eq!(well.code, 0, "{}", well.err);
    assert!(well.err.contains("in order"), "{}", well.err);
    assert_eq!(titles(&run, &[]).len(), 3);

    let data = run.home.path().join("home/data");
    let id = "0f".repeat(32);
    std::fs::create_dir_all(data.join("files/0f")).expect("a folder");
    let copy = data.join(format!("files/0f/{id}.txt"));
    std::fs::write(copy, "Boats\n\nA boat rests.\n").expect("a copy");
    std::fs::write(data.join("library.sqlite"), vec![b'x'; 8192]).expect("the home");
    // the pages in the log could make the database whole again
    for log in ["library.sqlite-wal", "library.sqlite-shm"] {
        let _ = std::fs::remove_file(data.join(log));
    }
    let refused = run.run(["library", "list"]);
    assert!(refused.err.contains("library repair"), "{}", refused.err);

    let repaired = run.run(["library", "repair"]);
    assert_eq!(repaired.code, 0, "{}", repaired.err);
    assert!(repaired.err.contains("damaged-"), "{}", repaired.err);
    assert_eq!(titles(&run, &[]), ["0f0f0f0f.txt"]);
}
