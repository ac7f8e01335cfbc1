//! What is left of a document on the disk: nothing but in the library, which only its owner can look into, and nothing there
//! either once it is deleted for good. The disk is searched for a word that stands nowhere else.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use pagewing::paths::{DATABASE, Paths};
use pagewing_tests::family::Made;
use pagewing_tests::{files_with, pdf, root};

use super::{Ended, Run, ended, text};

/// The word.
const MARKER: &str = "Quokkadrom";

const QUESTION: &str = "When was the Quokkadrom closed?";

/// Documents with the word, and one that cannot be read. The folder with them stands beside everything that is searched.
struct Papers {
    run: Run,
    folder: PathBuf,
}

impl Papers {
    fn new() -> Self {
        let run = Run::new();
        let folder = run.home.path().join("papers");
        for name in ["papers", "own", "temporary"] {
            fs::create_dir(run.home.path().join(name)).expect("the home can be written");
        }
        let sentence = format!("The {MARKER} was closed in the spring of 1998.");
        let more = "Nobody came to see the races. The stables were sold to a farmer.";
        let write = |name: &str, content: &[u8]| {
            fs::write(folder.join(name), content).expect("the folder can be written");
        };
        write(
            "races.md",
            format!("# Races\n\n{sentence} {more}\n").as_bytes(),
        );
        let page = format!("<html><body><h1>Stables</h1><p>{more} {sentence}</p></body></html>");
        write("stables.html", page.as_bytes());
        write(
            "spring.pdf",
            &pdf::of_lines(&[&["Spring", &sentence, more]]),
        );
        write("broken.pdf", format!("%PDF-1.7\n{sentence}\n").as_bytes());
        Self { run, folder }
    }

    /// The path of a document.
    fn file(&self, name: &str) -> String {
        text(&self.folder.join(name)).to_owned()
    }

    /// Runs a command that has all its places below the home of the run, and logs as much as it can.
    fn run(&self, arguments: &[&str]) -> Ended {
        let home = self.run.home.path();
        let mut command: Command = self.run.command();
        command
            .env("PAGEWING_STARTER", root().join("assets/starter"))
            .env("RUST_LOG", "pagewing=trace")
            .env("HOME", home.join("own"))
            .env("TMPDIR", home.join("temporary"))
            .current_dir(home.join("own"));
        for name in [
            "XDG_DATA_HOME",
            "XDG_CONFIG_HOME",
            "XDG_CACHE_HOME",
            "XDG_STATE_HOME",
        ] {
            command.env_remove(name);
        }
        ended(
            &command
                .args(arguments)
                .output()
                .expect("the binary can be started"),
        )
    }

    /// The files with the word, without the documents themselves.
    fn left(&self) -> Vec<PathBuf> {
        let found = files_with(self.run.home.path(), MARKER).expect("the home can be read");
        let left = found.into_iter();
        left.filter(|file| !file.starts_with(&self.folder))
            .collect()
    }
}

#[test]
fn commands_on_files_leave_nothing_of_them() {
    let papers = Papers::new();
    for name in ["races.md", "stables.html", "spring.pdf"] {
        let file = papers.file(name);
        let file = file.as_str();
        for arguments in [
            &["extract", "--json", file][..],
            &["summarize", "--evidence", file],
            &["ask", file, QUESTION],
            &["table", file, "--template", "review"],
        ] {
            let said = papers.run(arguments);
            assert!([0, 3].contains(&said.code), "{arguments:?}: {}", said.err);
        }
    }
    assert_ne!(
        papers.run(&["summarize", &papers.file("broken.pdf")]).code,
        0
    );
    // the search finds what is there
    assert_eq!(
        files_with(&papers.folder, MARKER)
            .expect("the documents")
            .len(),
        4
    );
    let left = papers.left();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn models_of_classes_and_sequences_leave_nothing_of_what_they_read() {
    let papers = Papers::new();
    let words = Made::over_words("BigBirdForSequenceClassification", "superb")
        .classes_of_texts(&["bad", "good"])
        .write(papers.run.home.path(), "words");
    let bases = Made::over_bases("BigBirdForSequenceClassification")
        .classes_of_texts(&["no promoter", "promoter"])
        .write(papers.run.home.path(), "bases");
    let sequence = papers.file("races.fa");
    let record = format!(">{MARKER}\n{}\n", "ACGTTGCA".repeat(60));
    fs::write(&sequence, record).expect("the folder can be written");
    let paper = papers.file("races.md");
    let classified = papers.run(&["classify", &paper, "--model", text(&words)]);
    assert_eq!(classified.code, 0, "{}", classified.err);
    let track = ["genome", "classify", &sequence, "--model", text(&bases)];
    let made = papers.run(&track);
    assert_eq!(made.code, 0, "{}", made.err);
    assert!(made.out.contains(MARKER), "{}", made.out);
    // a result that cannot be written leaves what was done of it for the next run
    let nowhere = papers.file("none/track.bed");
    let refused = papers.run(&[&track[..], &["--output", &nowhere]].concat());
    assert_ne!(refused.code, 0);
    let genomes = Paths::under(&papers.run.home.path().join("home")).genomes();
    let kept = files_with(&genomes, "next").expect("the folder of what was done");
    assert_eq!(kept.len(), 1);
    let bases = files_with(&genomes, "ACGT").expect("the folder of what was done");
    assert!(bases.is_empty(), "{bases:?}");
    let left = papers.left();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn the_library_alone_holds_a_document_and_deleting_it_leaves_nothing() {
    let papers = Papers::new();
    let list = "@misc{a, title = {Races}, file = {races.md}}
                @misc{b, title = {Stables}, file = {stables.html}}
                @misc{c, title = {Spring}, file = {spring.pdf}}
                @misc{d, title = {Broken}, file = {broken.pdf}}";
    fs::write(papers.folder.join("all.bib"), list).expect("the folder can be written");
    let imported = papers.run(&["library", "import", &papers.file("all.bib")]);
    assert!(imported.err.contains("broken.pdf"), "{}", imported.err);
    let asked = papers.run(&["ask", "--all", QUESTION]);
    assert!([0, 3].contains(&asked.code), "{}", asked.err);

    let paths = Paths::under(&papers.run.home.path().join("home"));
    let in_library = |file: &PathBuf| {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        file.starts_with(paths.files()) || name.starts_with(DATABASE)
    };
    let left = papers.left();
    // at least the copies of the three
    assert!(left.len() >= 3, "{left:?}");
    assert!(left.iter().all(in_library), "{left:?}");

    for arguments in [
        &["library", "remove", "Races", "Stables", "Spring"][..],
        &["library", "delete", "--all"],
    ] {
        let done = papers.run(arguments);
        assert_eq!(done.code, 0, "{}", done.err);
    }
    let left = papers.left();
    assert!(left.is_empty(), "{left:?}");
}

#[cfg(unix)]
#[test]
fn what_is_kept_is_closed_to_other_users() {
    use std::os::unix::fs::PermissionsExt;
    use std::path::Path;
    let mode = |path: &Path| {
        let about = fs::metadata(path).expect("it is there");
        about.permissions().mode() & 0o777
    };
    let papers = Papers::new();
    let paths = Paths::under(&papers.run.home.path().join("home"));
    let config = paths.settings().parent().map(Path::to_owned);
    let config = config.expect("a folder of settings");
    // as an older Pagewing left them
    for folder in [paths.data(), &config] {
        fs::create_dir_all(folder).expect("the home can be written");
        fs::set_permissions(folder, fs::Permissions::from_mode(0o755)).expect("its owner");
    }
    assert_eq!(papers.run(&["library", "list"]).code, 0);
    let model = root().join("tests/fixtures/tiny-model");
    let import = ["models", "import", "--link", "--use", text(&model)];
    let imported = papers.run(&import);
    assert_eq!(imported.code, 0, "{}", imported.err);
    assert!(paths.settings().is_file());
    for folder in [paths.data(), &config] {
        assert_eq!(mode(folder), 0o700, "{folder:?}");
    }
}
