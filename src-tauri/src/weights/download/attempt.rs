//! One attempt to receive a file, or the rest of it: asks, judges the answer, writes what comes.

use std::sync::atomic::AtomicBool;

use reqwest::header::{CONTENT_ENCODING, CONTENT_RANGE, CONTENT_TYPE, TRANSFER_ENCODING};

use super::body::{Head, Instead, is_page};
use super::connection::{Answer, Question, Rest, ask};
use super::ended::{Ended, refusal};
use super::error::DownloadError;
use super::hash::FileHash;
use super::headers::{Origin, Validators, content_range, text, unsatisfied_range};
use super::ledger::End;
use super::network::Network;
use super::part::{Note, Part};
use super::progress::{Phase, Report, Trouble};
use super::remote::Remote;
use super::wait::{Cut, wait_for};
use super::{redirect, space};

/// Bytes between two looks at the disk's free space.
const LOOK: u64 = 64 << 20;

/// An attempt: what it needs and what it changes.
pub(super) struct Attempt<'d, 'p> {
    pub(super) network: &'d Network,
    pub(super) remote: &'d Remote,
    pub(super) stop: &'d AtomicBool,
    pub(super) part: &'d mut Part,
    pub(super) report: &'d mut Report<'p>,
}

type Step<T> = Result<T, Ended>;

/// What the body of an answer holds.
struct Body {
    /// The size of the whole file.
    total: Option<u64>,
    validators: Validators,
    /// The hash of the whole file, as a server announced it when the part was begun.
    sha256: Option<FileHash>,
}

impl Attempt<'_, '_> {
    pub(super) async fn run(mut self) -> Ended {
        match self.receive().await {
            Ok(origin) => Ended::Whole(origin),
            Err(ended) => ended,
        }
    }

    async fn receive(&mut self) -> Step<Origin> {
        if let Some(size) = self.remote.size {
            self.make_sure_of_space(size)?;
        }
        let note = self.note();
        let rest = (self.part.have() > 0).then(|| Rest {
            from: self.part.have(),
            validators: note.validators.clone(),
            sha256: note.sha256,
        });
        let question = Question {
            network: self.network,
            url: &self.remote.url,
            why: &self.remote.why,
            rest,
            stop: self.stop,
        };
        let report = &mut *self.report;
        let answered = ask(question, &mut || report.tick()).await;
        let mut answer = answered.map_err(Ended::from)?;
        self.compare_with_what_is_known(&answer)?;
        let body = match answer.response.status().as_u16() {
            200 => self.whole(&answer)?,
            206 => self.rest(&answer)?,
            416 => return self.nothing_left(answer),
            _ => return Err(refusal(&answer, self.remote.why.name())),
        };
        if let Some(total) = body.total {
            self.make_sure_of_space(total)?;
        }
        self.part.keep_note(Note {
            url: redirect::without_secrets(&self.remote.url),
            sha256: answer.origin.sha256.or(body.sha256),
            total: body.total,
            validators: body.validators,
        })?;
        self.report.bytes = self.part.have();
        self.report.total = body.total;
        self.report.enter(Phase::Receiving);
        let end = self.write_body(&mut answer, body.total).await;
        answer.opened.end = match &end {
            Ok(()) => End::Complete,
            Err(Ended::Failed(DownloadError::Stopped)) => End::Stopped,
            Err(_) => End::Broken,
        };
        end.map(|()| answer.origin)
    }

    /// What the first server announces must not contradict what is known, whatever the answer.
    fn compare_with_what_is_known(&self, answer: &Answer) -> Step<()> {
        if let (Some(expected), Some(found)) = (self.remote.sha256, answer.origin.sha256)
            && expected != found
        {
            let file = self.name();
            return Err(DownloadError::WrongHash {
                file,
                expected,
                found,
            }
            .into());
        }
        match answer.origin.size {
            Some(found) => self.compare_size(found),
            None => Ok(()),
        }
    }

    fn compare_size(&self, found: u64) -> Step<()> {
        match self.remote.size {
            Some(expected) if expected != found => {
                let file = self.name();
                Err(DownloadError::WrongSize {
                    file,
                    expected,
                    found,
                }
                .into())
            }
            _ => Ok(()),
        }
    }

    /// A 200: the file from its beginning, also if the rest was asked for.
    fn whole(&mut self, answer: &Answer) -> Step<Body> {
        self.refuse_page(answer)?;
        if self.part.have() > 0 {
            self.part.start_over()?;
        }
        let announced = answer.response.content_length();
        let total = announced.or(answer.origin.size).or(self.remote.size);
        if let Some(total) = total {
            self.compare_size(total)?;
            // the server contradicts itself
            if let Some(expected) = answer.origin.size.filter(|size| *size != total) {
                let file = self.name();
                return Err(DownloadError::WrongSize {
                    file,
                    expected,
                    found: total,
                }
                .into());
            }
        }
        let headers = answer.response.headers();
        let has_end = text(headers, TRANSFER_ENCODING)
            .is_some_and(|how| how.to_ascii_lowercase().contains("chunked"));
        let has_hash = self.remote.sha256.or(answer.origin.sha256).is_some();
        if total.is_none() && !has_end && !has_hash {
            let (host, file) = (answer.host.clone(), self.name());
            return Err(DownloadError::UnknownLength { host, file }.into());
        }
        let validators = Validators::of(headers);
        Ok(Body {
            total,
            validators,
            sha256: None,
        })
    }

    /// A 206: the rest of the same file, from the byte that was asked for.
    fn rest(&mut self, answer: &Answer) -> Step<Body> {
        self.refuse_page(answer)?;
        let headers = answer.response.headers();
        let validators = Validators::of(headers);
        let range = text(headers, CONTENT_RANGE).and_then(content_range);
        let note = self.note();
        let known = self.remote.size.or(answer.origin.size).or(note.total);
        let fits = range.is_some_and(|(first, last, total)| {
            let length = answer.response.content_length();
            first == self.part.have()
                && length.is_none_or(|length| length.checked_sub(1) == Some(last - first))
                && total.is_none_or(|total| known.is_none_or(|known| known == total))
        });
        let same = match (note.sha256, answer.origin.sha256) {
            (Some(ours), Some(theirs)) => ours == theirs,
            // a hash decides when the file is whole
            _ => {
                let has_hash = self.remote.sha256.or(note.sha256).is_some();
                has_hash || !note.validators.contradict(&validators)
            }
        };
        let total = range.and_then(|(_, _, total)| total).or(known);
        match total {
            Some(total) if fits && same => {
                self.compare_size(total)?;
                Ok(Body {
                    total: Some(total),
                    validators,
                    sha256: note.sha256,
                })
            }
            _ => Err(self.begin_anew(answer)),
        }
    }

    /// A 416: nothing is left to send, if the part is the whole file.
    fn nothing_left(&mut self, mut answer: Answer) -> Step<Origin> {
        let total = text(answer.response.headers(), CONTENT_RANGE).and_then(unsatisfied_range);
        let note = self.note();
        let have = self.part.have();
        let same = match (note.sha256, answer.origin.sha256) {
            (Some(ours), Some(theirs)) => ours == theirs,
            _ => !note
                .validators
                .contradict(&Validators::of(answer.response.headers())),
        };
        let known = self
            .remote
            .size
            .or(answer.origin.size)
            .or(note.total)
            .or(total);
        if have > 0 && same && known == Some(have) && total.is_none_or(|total| total == have) {
            answer.opened.end = End::Complete;
            return Ok(answer.origin);
        }
        Err(self.begin_anew(&answer))
    }

    /// What is here does not fit what the server has.
    fn begin_anew(&mut self, answer: &Answer) -> Ended {
        match self.part.start_over() {
            Ok(()) => Ended::Passing {
                error: DownloadError::WrongAnswer {
                    host: answer.host.clone(),
                },
                trouble: Trouble::Changed,
                asked: None,
            },
            Err(error) => Ended::Failed(error),
        }
    }

    fn refuse_page(&self, answer: &Answer) -> Step<()> {
        let headers = answer.response.headers();
        if is_page(text(headers, CONTENT_TYPE), self.remote.why.name()) {
            return Err(self.instead(answer, Instead::WebPage));
        }
        if text(headers, CONTENT_ENCODING).is_some_and(|how| !how.eq_ignore_ascii_case("identity"))
        {
            return Err(DownloadError::WrongAnswer {
                host: answer.host.clone(),
            }
            .into());
        }
        Ok(())
    }

    fn instead(&self, answer: &Answer, what: Instead) -> Ended {
        let (host, file) = (answer.host.clone(), self.name());
        Ended::Failed(match what {
            Instead::WebPage => DownloadError::WebPage { host, file },
            Instead::LfsPointer => DownloadError::LfsPointer { host, file },
        })
    }

    /// Writes the body to the part, until the server has sent all that it announced.
    async fn write_body(&mut self, answer: &mut Answer, total: Option<u64>) -> Step<()> {
        let mut head = (self.part.have() == 0).then(Head::default);
        let stall = self.network.limits.stall;
        loop {
            let report = &mut *self.report;
            let next = wait_for(self.stop, stall, answer.response.chunk(), &mut || {
                report.tick()
            })
            .await;
            let (have, host) = (self.part.have(), answer.host.clone());
            let bytes = match next {
                Ok(Ok(Some(bytes))) => bytes,
                Ok(Ok(None)) if total.is_none_or(|total| have == total) => return Ok(()),
                Ok(Ok(None) | Err(_)) => {
                    return Err(Ended::Passing {
                        error: DownloadError::Interrupted { host, have, total },
                        trouble: Trouble::Interrupted,
                        asked: None,
                    });
                }
                Err(Cut::TooLong) => {
                    let seconds = stall.as_secs();
                    return Err(Ended::Passing {
                        error: DownloadError::Stalled {
                            host,
                            seconds,
                            have,
                            total,
                        },
                        trouble: Trouble::Stalled,
                        asked: None,
                    });
                }
                Err(Cut::Stopped) => return Err(DownloadError::Stopped.into()),
            };
            answer.opened.bytes += bytes.len() as u64;
            let found = have + bytes.len() as u64;
            if let Some(expected) = total.filter(|total| found > *total) {
                self.part.start_over()?;
                let file = self.name();
                return Err(DownloadError::WrongSize {
                    file,
                    expected,
                    found,
                }
                .into());
            }
            if let Some(head) = &mut head {
                head.add(&bytes);
                if let Some(what) = head.judge(self.remote.why.name()) {
                    self.part.start_over()?;
                    return Err(self.instead(answer, what));
                }
            }
            self.part.append(&bytes)?;
            if self.part.have() / LOOK != have / LOOK {
                // other programs write too, and some servers do not say how much comes
                self.make_sure_of_space(total.unwrap_or(have))?;
            }
            self.report.received(bytes.len() as u64, self.part.have());
        }
    }

    fn make_sure_of_space(&self, total: u64) -> Step<()> {
        let missing = total.saturating_sub(self.part.have());
        let needed = missing.saturating_add(self.network.limits.reserve);
        match space::free(self.part.folder()) {
            Some(available) if available < needed => {
                let folder = self.part.folder().to_owned();
                Err(DownloadError::NoSpace {
                    folder,
                    needed,
                    available,
                }
                .into())
            }
            _ => Ok(()),
        }
    }

    /// What is known about the part. Another server may name the same version in another way.
    fn note(&self) -> Note {
        let mut note = self.part.note().cloned().unwrap_or_default();
        if note.url != redirect::without_secrets(&self.remote.url) {
            note.validators = Validators::default();
        }
        note
    }

    fn name(&self) -> String {
        self.remote.why.name().to_owned()
    }
}
