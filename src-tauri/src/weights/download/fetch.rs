//! Brings one file to disk: attempt after attempt, until it is whole and checked.

use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

use super::attempt::Attempt;
use super::connection::block_on;
use super::ended::Ended;
use super::error::DownloadError;
use super::headers::Origin;
use super::network::Network;
use super::part::Part;
use super::progress::{Phase, Report, Transfer, Trouble};
use super::redirect;
use super::remote::{Checked, Fetched, Remote};
use super::wait::{Cut, pause, wait_for};

/// Downloads a file, or goes on with a download that was interrupted. The final file exists only when it is whole and
/// has the expected size and SHA-256; one that exists already is replaced then. This function blocks its thread, which
/// must not be one of an asynchronous runtime. After `stop` is set it returns within a second, and what has arrived is
/// kept for the next time.
///
/// # Errors
/// [`DownloadError`]; what has arrived is kept, unless it is wrong.
pub fn fetch(
    network: &Network,
    remote: &Remote,
    stop: &AtomicBool,
    progress: &mut dyn FnMut(Transfer),
) -> Result<Fetched, DownloadError> {
    if !redirect::is_web(&remote.url) {
        return Err(super::network::bad_address(remote.url.as_str()));
    }
    let mut part = Part::open(&remote.to)?;
    let mut report = Report::new(progress);
    resume(&mut part, remote, stop, &mut report)?;
    let mut download = Download {
        network,
        remote,
        stop,
        best: part.have(),
        part,
        report,
        failed: 0,
        began_anew: false,
        refused_elsewhere: false,
    };
    let path = remote.to.clone();
    let result = block_on(download.run()).map_err(|source| DownloadError::File { path, source });
    let (origin, checked) = match result.flatten() {
        Ok(done) => done,
        Err(error) => {
            // neither an empty part nor a wrong one helps the next run
            let here = download.part.hash();
            let is_wrong =
                matches!(&error, DownloadError::WrongHash { found, .. } if *found == here);
            if download.part.have() == 0 || is_wrong {
                download.part.discard();
            }
            return Err(error);
        }
    };
    let (bytes, sha256) = (download.part.have(), download.part.hash());
    download.report.enter(Phase::Saving);
    download.part.finish(stop)?;
    Ok(Fetched {
        bytes,
        sha256,
        checked,
        commit: origin.commit,
    })
}

/// Decides what of an earlier run can be used, and hashes it.
fn resume(
    part: &mut Part,
    remote: &Remote,
    stop: &AtomicBool,
    report: &mut Report,
) -> Result<(), DownloadError> {
    if part.have() == 0 {
        return Ok(());
    }
    let url = redirect::without_secrets(&remote.url);
    let note = part.note();
    let total = remote.size.or(note.and_then(|note| note.total));
    // from another address only a hash can say whether it is the same file
    let is_known = note.is_some_and(|note| note.url == url || note.sha256.is_some())
        || remote.sha256.is_some();
    if !is_known || total.is_some_and(|total| part.have() > total) {
        return part.start_over();
    }
    report.total = total;
    report.enter(Phase::Checking);
    part.check(stop, &mut |bytes| {
        report.bytes = bytes;
        report.tick();
    })
}

struct Download<'a> {
    network: &'a Network,
    remote: &'a Remote,
    stop: &'a AtomicBool,
    part: Part,
    report: Report<'a>,
    /// The most bytes that were here at once: more than that is progress.
    best: u64,
    /// Attempts in a row without progress.
    failed: u32,
    /// Whether the file came with a wrong hash once.
    began_anew: bool,
    /// Whether a host that another one named has refused access once: its addresses expire.
    refused_elsewhere: bool,
}

impl Download<'_> {
    async fn run(&mut self) -> Result<(Origin, Checked), DownloadError> {
        if let Some(checked) = self.is_whole_already() {
            return Ok((Origin::default(), checked));
        }
        loop {
            self.report.enter(Phase::Connecting);
            let attempt = Attempt {
                network: self.network,
                remote: self.remote,
                stop: self.stop,
                part: &mut self.part,
                report: &mut self.report,
            };
            let (error, trouble, asked) = match attempt.run().await {
                Ended::Whole(origin) => match self.check(&origin) {
                    Ok(checked) => return Ok((origin, checked)),
                    Err(error) if self.began_anew => return Err(error),
                    Err(error) => {
                        tracing::warn!(%error, "a file came with a wrong hash; once more from the beginning");
                        self.began_anew = true;
                        (self.best, self.failed) = (0, 0);
                        self.part.start_over()?;
                        continue;
                    }
                },
                Ended::Failed(error) => return Err(error),
                Ended::RefusedElsewhere(error) if self.refused_elsewhere => return Err(error),
                Ended::RefusedElsewhere(error) => {
                    self.refused_elsewhere = true;
                    (error, Trouble::ServerError, None)
                }
                Ended::Passing {
                    error,
                    trouble,
                    asked,
                } => (error, trouble, asked),
            };
            self.retry(error, trouble, asked).await?;
        }
    }

    /// Waits before the next attempt, or returns the error if there were enough.
    async fn retry(
        &mut self,
        error: DownloadError,
        trouble: Trouble,
        asked: Option<Duration>,
    ) -> Result<(), DownloadError> {
        if self.part.have() > self.best {
            self.best = self.part.have();
            self.failed = 0;
        }
        self.failed += 1;
        if self.failed >= self.network.limits.attempts {
            return Err(error);
        }
        if !self.part.folder().is_dir() {
            return Err(DownloadError::FolderVanished {
                folder: self.part.folder().to_owned(),
            });
        }
        let limits = &self.network.limits;
        let own = pause(self.failed, limits);
        let wait = asked.map_or(own, |asked| asked.min(limits.longest_asked).max(own));
        tracing::info!(%error, seconds = wait.as_secs_f32(), "a download waits before the next attempt");
        let end = Instant::now() + wait;
        let left = |end: Instant| Phase::WaitingToRetry {
            seconds: end
                .saturating_duration_since(Instant::now())
                .as_secs_f64()
                .ceil() as u64,
            trouble,
        };
        self.report.enter(left(end));
        let report = &mut self.report;
        let mut tick = || report.change(left(end));
        match wait_for(self.stop, wait, std::future::pending::<()>(), &mut tick).await {
            Err(Cut::Stopped) => Err(DownloadError::Stopped),
            _ => Ok(()),
        }
    }

    /// Whether an earlier run ended between the last byte and the new name.
    fn is_whole_already(&self) -> Option<Checked> {
        let note = self.part.note();
        let announced = note.and_then(|note| note.sha256);
        let expected = self.remote.sha256.or(announced)?;
        let is_whole = self.part.have() > 0
            && self.part.hash() == expected
            && self.remote.size.is_none_or(|size| size == self.part.have());
        is_whole.then_some(match self.remote.sha256 {
            Some(_) => Checked::KnownHash,
            None => Checked::ServersHash,
        })
    }

    /// Compares the hash of a file that is whole.
    fn check(&self, origin: &Origin) -> Result<Checked, DownloadError> {
        let of_part = self.part.note().and_then(|note| note.sha256);
        let (expected, checked) = match (self.remote.sha256, origin.sha256.or(of_part)) {
            (Some(known), _) => (known, Checked::KnownHash),
            (None, Some(announced)) => (announced, Checked::ServersHash),
            (None, None) => return Ok(Checked::Size),
        };
        let found = self.part.hash();
        if found == expected {
            return Ok(checked);
        }
        Err(DownloadError::WrongHash {
            file: self.remote.why.name().to_owned(),
            expected,
            found,
        })
    }
}
