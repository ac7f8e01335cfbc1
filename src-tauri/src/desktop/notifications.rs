//! Notifications of the system: long work has ended while the person was elsewhere. They say what has ended and nothing of a
//! document, unless the person has its title shown. A system without notifications is not an error.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use tauri::async_runtime::spawn_blocking;
use tauri::{AppHandle, Manager, WindowEvent};

use super::desk::Desk;
use crate::jobs::{AppEvent, JobId, JobKind, JobState, JobView, Jobs};
use crate::settings::Notifications;
use crate::text::notifications as words;

/// Work that took longer than this is worth a notification.
const LONG: Duration = Duration::from_secs(20);

/// The most characters of a title.
const TITLE: usize = 120;

/// Whether the person is at the window. A window that is hidden or minimized has lost the focus too.
#[derive(Default)]
pub(super) struct Presence(Mutex<Whereabouts>);

#[derive(Default, Clone, Copy)]
struct Whereabouts {
    away: bool,
    /// How often the person has left the window.
    absences: u32,
}

impl Presence {
    /// Takes note of what happened to the window.
    pub(super) fn note(&self, event: &WindowEvent) {
        if let WindowEvent::Focused(here) = event {
            self.set(*here);
        }
    }

    fn set(&self, here: bool) {
        let mut now = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        now.absences += u32::from(!here && !now.away);
        now.away = !here;
    }

    /// The number of the present absence; `None` while the person is at the window.
    fn absence(&self) -> Option<u32> {
        let now = *self.0.lock().unwrap_or_else(PoisonError::into_inner);
        now.away.then_some(now.absences)
    }
}

/// Follows the jobs from now on.
pub(super) fn follow(app: &AppHandle, jobs: &Jobs) {
    let app = app.clone();
    let mut watch = Watch::default();
    jobs.subscribe(move |event| {
        let AppEvent::Job { job } = event else {
            return;
        };
        let absence = app.state::<Presence>().absence();
        let Some(news) = watch.after(&job, Instant::now(), absence) else {
            return;
        };
        let wish = app
            .try_state::<Desk>()
            .and_then(|desk| desk.ask_now(|jobs| Ok(jobs.settings())).ok())
            .map_or(Notifications::Off, |settings| settings.notifications);
        if let Some(said) = said(&news, wish) {
            // a bus or a daemon that hangs delays nothing else
            spawn_blocking(move || show(&said));
        }
    });
}

/// What a notification is about.
#[derive(Debug, PartialEq, Eq)]
enum News {
    /// One job has ended.
    One {
        kind: JobKind,
        /// Whether it is done; otherwise it could not be finished.
        done: bool,
        name: String,
    },
    /// Nothing is under way any more, and several jobs have ended since the last notification.
    All {
        /// Number of summaries, if all of them are summaries that are done.
        summaries: Option<usize>,
    },
}

/// A job that has ended: its kind, and whether it is done.
type End = (JobKind, bool);

/// What a person who is elsewhere has not been notified of. In an absence there is a notification when the first long job
/// ends, and another one when all work has ended, so that a long queue does not make a notification for each of its jobs.
#[derive(Default)]
struct Watch {
    /// When each job under way began; `None` for one that has only waited.
    under_way: BTreeMap<JobId, Option<Instant>>,
    absence: Option<u32>,
    notified: bool,
    /// What has ended since the last notification, the last one with its name.
    unsaid: Vec<End>,
    name: String,
}

impl Watch {
    /// What is to be said after news about a job, in the present absence of the person.
    fn after(&mut self, job: &JobView, now: Instant, absence: Option<u32>) -> Option<News> {
        let began = match job.state {
            JobState::Queued => {
                self.under_way.entry(job.id).or_default();
                return None;
            }
            JobState::Running => {
                self.under_way.entry(job.id).or_default().get_or_insert(now);
                return None;
            }
            _ => self.under_way.remove(&job.id).flatten(),
        };
        if self.absence != absence {
            self.absence = absence;
            self.notified = false;
            self.unsaid.clear();
        }
        absence?;
        if began.is_some_and(|began| now.duration_since(began) > LONG)
            && let Some(done) = is_done(&job.state)
        {
            self.unsaid.push((job.kind, done));
            self.name.clone_from(&job.name);
        }
        if self.unsaid.is_empty() || (self.notified && !self.under_way.is_empty()) {
            return None;
        }
        self.notified = true;
        let ends = std::mem::take(&mut self.unsaid);
        Some(match ends[..] {
            [(kind, done)] => News::One {
                kind,
                done,
                name: std::mem::take(&mut self.name),
            },
            _ => {
                let summaries = ends.iter().all(|end| *end == (JobKind::Summarize, true));
                News::All {
                    summaries: summaries.then_some(ends.len()),
                }
            }
        })
    }
}

/// Whether a job that has ended is done; `None` if it was stopped, or waits for a password, so that nothing came of it.
fn is_done(state: &JobState) -> Option<bool> {
    match state {
        JobState::Done => Some(true),
        JobState::Failed { .. } | JobState::Refused { .. } => Some(false),
        _ => None,
    }
}

/// A notification's headline and the line under it, which may be empty; `None` if the person wants none.
fn said(news: &News, wish: Notifications) -> Option<(String, String)> {
    if wish == Notifications::Off {
        return None;
    }
    Some(match news {
        News::All { summaries } => {
            let headline = summaries.map_or_else(|| words::all_done().to_owned(), words::summaries);
            (headline, String::new())
        }
        News::One { kind, done, name } => {
            let headline = if *done {
                words::done(*kind)
            } else {
                words::unfinished()
            };
            let title = match wish {
                Notifications::WithTitles => plain(name),
                _ => String::new(),
            };
            (headline.to_owned(), title)
        }
    })
}

/// A title on one line.
fn plain(title: &str) -> String {
    // a bus takes no text with a zero, and markup has no control characters
    let line: String = title
        .chars()
        .filter(|c| c.is_whitespace() || !c.is_control())
        .collect();
    let line: Vec<&str> = line.split_whitespace().collect();
    line.join(" ").chars().take(TITLE).collect()
}

/// The signs that mean something in markup.
const MARKUP: [char; 3] = ['&', '<', '>'];

/// The line under the headline so that a system shows it as it is, whether or not it reads markup there.
fn body(line: &str, reads_markup: impl FnOnce() -> bool) -> String {
    if line.contains(MARKUP) && reads_markup() {
        return line
            .replace('&', "&amp;")
            .replace('<', "&lt;")
            .replace('>', "&gt;");
    }
    line.to_owned()
}

/// Whether the system reads markup in the line under the headline. One that gives no answer is taken for one that does, so
/// that a title never becomes markup.
#[cfg(all(unix, not(target_os = "macos")))]
fn reads_markup() -> bool {
    let abilities = notify_rust::get_capabilities();
    abilities.map_or(true, |all| all.iter().any(|it| it == "body-markup"))
}

#[cfg(not(all(unix, not(target_os = "macos"))))]
fn reads_markup() -> bool {
    false
}

fn show((headline, line): &(String, String)) {
    let mut notification = notify_rust::Notification::new();
    notification
        .appname("Pagewing")
        .summary(headline)
        .body(&body(line, reads_markup));
    #[cfg(all(unix, not(target_os = "macos")))]
    notification
        .icon("pagewing")
        .hint(notify_rust::Hint::DesktopEntry("Pagewing".into()));
    #[cfg(windows)]
    notification.app_id("org.pagewing.desktop");
    // without this, macOS asks the person which program it is; a second time it is an error
    #[cfg(target_os = "macos")]
    let _ = notify_rust::set_application("org.pagewing.desktop");
    if let Err(error) = notification.show() {
        tracing::debug!(%error, "the system shows no notification");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stage::Stage;

    fn job(id: i64, kind: JobKind, state: JobState) -> JobView {
        JobView {
            id: JobId(id),
            kind,
            name: "Boats & <b>\nkeels".into(),
            document: None,
            turn: id,
            by_itself: false,
            to_show: false,
            state,
            stage: Stage::Waiting,
            done: 0.0,
            eta_s: None,
            model: None,
            table: None,
            transfer: None,
        }
    }

    /// Jobs with their states and the seconds at which the news came, and the absences of the person.
    struct Told {
        watch: Watch,
        began: Instant,
    }

    impl Told {
        fn new() -> Self {
            Self {
                watch: Watch::default(),
                began: Instant::now(),
            }
        }

        fn news(&mut self, id: i64, state: JobState, s: u64, absence: Option<u32>) -> Option<News> {
            let now = self.began + Duration::from_secs(s);
            let job = job(id, JobKind::Summarize, state);
            self.watch.after(&job, now, absence)
        }
    }

    use JobState::{Cancelled, Done, Queued, Running};

    fn is_one(news: Option<News>) -> bool {
        matches!(news, Some(News::One { done: true, .. }))
    }

    #[test]
    fn only_long_work_is_notified_and_only_to_a_person_who_is_elsewhere() {
        let mut told = Told::new();
        assert_eq!(told.news(1, Queued, 0, Some(1)), None);
        // what only waits takes no time
        assert_eq!(told.news(1, Running, 100, Some(1)), None);
        assert_eq!(told.news(1, Done, 119, Some(1)), None);
        assert_eq!(told.news(2, Running, 200, None), None);
        assert_eq!(told.news(2, Done, 230, None), None);
        assert_eq!(told.news(3, Running, 300, None), None);
        assert!(is_one(told.news(3, Done, 330, Some(2))));
        assert_eq!(told.news(4, Running, 400, Some(2)), None);
        assert_eq!(told.news(4, Cancelled, 500, Some(2)), None);
    }

    #[test]
    fn a_long_queue_makes_one_notification_at_its_first_job_and_one_at_its_end() {
        let mut told = Told::new();
        for id in 1..=4 {
            assert_eq!(told.news(id, Queued, 0, Some(1)), None);
        }
        let mut said = Vec::new();
        for (id, s) in [(1, 30), (2, 60), (3, 90), (4, 120)] {
            said.extend(told.news(id, Running, s, Some(1)));
            said.extend(told.news(id, Done, s + 29, Some(1)));
        }
        assert_eq!(said.len(), 2);
        assert_eq!(said.pop(), Some(News::All { summaries: Some(3) }));
        // when the person goes away once more, the first end is notified of again
        told.news(5, Running, 200, Some(1));
        told.news(6, Running, 200, Some(1));
        assert!(is_one(told.news(5, Done, 230, Some(2))));
    }

    #[test]
    fn what_ended_before_the_person_came_back_is_not_said_later() {
        let mut told = Told::new();
        told.news(1, Running, 0, None);
        told.news(2, Running, 0, None);
        told.news(3, Running, 0, None);
        assert!(is_one(told.news(1, Done, 30, Some(1))));
        assert_eq!(told.news(2, Done, 40, Some(1)), None);
        // seen in the window, meanwhile
        assert_eq!(told.news(3, Done, 50, None), None);
    }

    #[test]
    fn an_absence_begins_when_the_focus_is_lost() {
        let presence = Presence::default();
        assert_eq!(presence.absence(), None);
        presence.note(&WindowEvent::Focused(false));
        presence.note(&WindowEvent::Focused(false));
        assert_eq!(presence.absence(), Some(1));
        presence.note(&WindowEvent::Focused(true));
        assert_eq!(presence.absence(), None);
        presence.note(&WindowEvent::Focused(false));
        assert_eq!(presence.absence(), Some(2));
    }

    #[test]
    fn a_notification_has_a_title_only_if_the_person_wants_it_and_none_if_not() {
        let of = |kind, done| {
            let name = job(1, kind, Done).name;
            News::One { kind, done, name }
        };
        let one = of(JobKind::Summarize, true);
        let usual = said(&one, Notifications::default()).unwrap();
        assert_eq!(usual, ("A summary is ready".to_owned(), String::new()));
        let (_, title) = said(&one, Notifications::WithTitles).unwrap();
        assert_eq!(title, "Boats & <b> keels");
        for news in [one, News::All { summaries: None }] {
            assert_eq!(said(&news, Notifications::Off), None);
        }
        let all = News::All { summaries: Some(3) };
        let (headline, line) = said(&all, Notifications::WithTitles).unwrap();
        assert_eq!((&*headline, &*line), ("3 summaries are ready", ""));
        let (headline, _) = said(&of(JobKind::Import, false), Notifications::default()).unwrap();
        assert_eq!(headline, words::unfinished());
        assert_eq!(plain(&"é".repeat(500)).chars().count(), TITLE);
        assert_eq!(plain("Bo\0ats\u{1b} at\tsea"), "Boats at sea");
    }

    #[test]
    fn a_title_is_shown_as_it_is_whether_or_not_the_system_reads_markup() {
        let title = "Boats & <b> keels";
        assert_eq!(body(title, || true), "Boats &amp; &lt;b&gt; keels");
        assert_eq!(body(title, || false), title);
        // the system is not asked about a title that is the same either way
        assert_eq!(body("Boats", || unreachable!()), "Boats");
    }
}
