//! Settings that several programs change, and those that are refused.

use super::*;
use crate::settings::Theme;

#[test]
fn what_another_program_sets_stays_and_is_taken_over() {
    let home = tempfile::tempdir().unwrap();
    let paths = Paths::under(home.path());
    let jobs = Jobs::open(&paths).unwrap();
    let events = heard(&jobs);
    // two windows that have read the same settings
    let read = jobs.settings();
    let other = Settings {
        theme: Theme::Dark,
        ..read.clone()
    };
    settings::save(&paths.settings(), &other).unwrap();
    let mine = Settings {
        recognize_scans: true,
        ..read.clone()
    };
    jobs.change_settings(&read, &mine).unwrap();
    let both = Settings {
        recognize_scans: true,
        ..other
    };
    assert_eq!(jobs.settings(), both);
    assert_eq!(settings::current(&paths.settings()), Some(both.clone()));

    // and nobody has to change anything here to see it
    let later = Settings {
        paused: true,
        ..both
    };
    settings::save(&paths.settings(), &later).unwrap();
    jobs.shared.take_over_settings();
    assert_eq!(jobs.settings(), later);
    drop(jobs);
    assert!(events.iter().any(|event| event == AppEvent::Settings));
}

#[test]
fn what_is_not_an_address_is_refused_and_the_old_one_stays() {
    let home = tempfile::tempdir().unwrap();
    let jobs = Jobs::open(&Paths::under(home.path())).unwrap();
    let set = |mirror: &str, proxy: &str| {
        jobs.set_settings(Settings {
            mirror: Some(mirror.into()),
            proxy: Some(proxy.into()),
            ..jobs.settings()
        })
    };
    let (mirror, proxy) = ("https://hub.example.org", "proxy.example.org:3128");
    set(mirror, proxy).unwrap();
    for (mirror, proxy) in [
        ("not an address", proxy),
        ("foo", proxy),
        (mirror, "not an address"),
        (mirror, "ftp://proxy.example.org"),
    ] {
        let refused = set(mirror, proxy).unwrap_err();
        assert_eq!(refused.code(), ErrorCode::NotAnAddress);
    }
    let kept = jobs.settings();
    assert_eq!(kept.mirror.as_deref(), Some(mirror));
    assert_eq!(kept.proxy.as_deref(), Some(proxy));
}
