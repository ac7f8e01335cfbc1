//! A job that ends badly carries a fault, and so does a job that an earlier version kept.

use super::*;

#[test]
fn a_scan_is_refused_and_stays_listed_until_dismissed() {
    let home = tempfile::tempdir().unwrap();
    let paths = Paths::under(home.path());
    let id = {
        let jobs = Jobs::open(&paths).unwrap();
        jobs.library()
            .put(&document("aa", &[]), "scan.pdf", "a")
            .unwrap();
        let job = jobs
            .summarize(&DocumentId("aa".into()), SummaryOptions::default())
            .unwrap();
        let JobState::Refused { reason } = ended(&jobs, job.id).state else {
            panic!("refused");
        };
        assert_eq!(reason.code(), ErrorCode::Scanned);
        job.id
    };
    let jobs = Jobs::open(&paths).unwrap();
    assert_eq!(jobs.list().len(), 1);
    jobs.dismiss(id);
    assert!(jobs.list().is_empty());
}

#[test]
fn an_unknown_document_or_a_missing_file_is_said() {
    let home = tempfile::tempdir().unwrap();
    let jobs = Jobs::open(&Paths::under(home.path())).unwrap();
    let error = jobs
        .summarize(&DocumentId("none".into()), SummaryOptions::default())
        .unwrap_err();
    assert_eq!(error.code(), ErrorCode::NotInLibrary);

    let job = jobs.import(home.path().join("gone.pdf"), None).unwrap();
    let JobState::Refused { reason } = ended(&jobs, job.id).state else {
        panic!("refused");
    };
    assert_eq!(reason.code(), ErrorCode::NotFound);
}

#[test]
fn failures_that_an_earlier_version_kept_are_shown() {
    let home = tempfile::tempdir().unwrap();
    let paths = Paths::under(home.path());
    drop(Library::open(&paths).unwrap());
    let input = r#"{"kind":"import","path":"/papers/scan.pdf","copy":null}"#;
    let states = [
        r#"{"kind":"refused","reason":{"code":"scanned","message":"The document is scanned: its 3 pages are pictures, without text to read.","hint":"Run it through character recognition first, for example with `ocrmypdf`."}}"#,
        r#"{"kind":"failed","reason":{"code":"defect","message":"Pagewing made a mistake while working on this.","hint":null}}"#,
    ];
    let database = rusqlite::Connection::open(paths.database()).unwrap();
    for state in states {
        database
            .execute(
                "INSERT INTO jobs (kind, name, input, document, state, done, starts)
                 VALUES ('\"import\"', 'scan.pdf', ?1, NULL, ?2, 0.5, 1)",
                [input, state],
            )
            .unwrap();
    }
    drop(database);
    let jobs = Jobs::open(&paths).unwrap();
    let reasons: Vec<Fault> = jobs
        .list()
        .into_iter()
        .filter_map(|job| match job.state {
            JobState::Refused { reason } | JobState::Failed { reason } => Some(reason),
            _ => None,
        })
        .collect();
    let said = "The document is scanned: its 3 pages are pictures, without text to read.";
    let advice = "Run it through character recognition first, for example with `ocrmypdf`.";
    let scanned = Fault::Earlier {
        said: said.into(),
        advice: Some(advice.into()),
    };
    assert_eq!(reasons, [scanned, Fault::Defect]);
}

#[test]
fn a_crash_is_a_remark_about_the_next_start() {
    let home = tempfile::tempdir().unwrap();
    let paths = Paths::under(home.path());
    let remarks = || Jobs::open(&paths).unwrap().startup_remarks().to_vec();
    std::fs::create_dir_all(paths.logs()).unwrap();
    std::fs::write(paths.logs().join("crash-000000000001-00.txt"), "here").unwrap();
    let report = paths.logs().join("crash-000000000001-00.seen.txt");
    let report = report.display().to_string();
    assert_eq!(remarks(), [StartupRemark::Crashed { report }]);
    assert_eq!(remarks(), []);
}

#[test]
fn a_damaged_settings_file_is_a_remark_about_the_start() {
    let home = tempfile::tempdir().unwrap();
    let paths = Paths::under(home.path());
    let remarks = || Jobs::open(&paths).unwrap().startup_remarks().to_vec();
    assert_eq!(remarks(), []);
    std::fs::create_dir_all(paths.settings().parent().unwrap()).unwrap();
    std::fs::write(paths.settings(), "{\"theme\": \"da").unwrap();
    let aside = paths.settings().with_extension("broken-1.json");
    let kept_as = aside.display().to_string();
    assert_eq!(remarks(), [StartupRemark::SettingsReplaced { kept_as }]);
    // the next start finds nothing wrong
    assert_eq!(remarks(), []);
}
