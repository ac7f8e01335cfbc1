//! Recognizes pages: the worker draws them one after the other, and as many are recognized at once as there are
//! cores.

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use super::engine::{Engine, Segmentation};
use super::languages::{Languages, Shown, of_system};
use super::process::Failure;
use super::recognized::{RecognizedPage, is_poor, score};
use super::sheet::Sheet;
use super::{hocr, kept, slope};
use crate::document::askew::Askew;
use crate::document::error::ReadError;
use crate::document::options::ReadOptions;
use crate::document::pdf::{Picture, pictures};

/// How often the caller checks whether to stop.
const TICK: Duration = Duration::from_millis(50);
/// The largest number of pages to recognize at once: each holds a picture of up to 20 MB, or a few.
const MOST_AT_ONCE: usize = 8;
/// This many pages are read one after the other to find out the document's language.
const MOST_TRIED_ALONE: usize = 4;
/// This many pages that fail one after the other show that Tesseract itself does not work.
const MOST_FAILURES: usize = 5;

/// Recognizes pages of a file; `numbers` are 1-based. `language` is the ISO 639-3 code of the document's other text.
/// `progress` receives the number of pages that are done. Returns the pages that Tesseract could read, in order of
/// their numbers; a page on which it found nothing has no words.
///
/// # Errors
/// If the worker cannot draw the file's pages, or with [`ReadError::Cancelled`].
pub(crate) fn recognize(
    path: &Path,
    numbers: &[u32],
    language: Option<&str>,
    options: &ReadOptions,
    progress: &mut dyn FnMut(u32),
) -> Result<Vec<RecognizedPage>, ReadError> {
    let folder = options.recognition.kept.as_deref();
    let load = |number: &u32| folder.and_then(|folder| kept::load(folder, *number));
    let mut pages: Vec<RecognizedPage> = numbers.iter().filter_map(load).collect();
    let missing: Vec<u32> = numbers
        .iter()
        .copied()
        .filter(|number| !pages.iter().any(|page| page.number == *number))
        .collect();
    progress(pages.len() as u32);
    if let Some(tesseract) = &options.recognition.program
        && !missing.is_empty()
    {
        let reader = Reader {
            engine: Engine {
                tesseract,
                stop: &options.stop,
            },
            languages: Languages::new(&tesseract.languages),
            settling: Mutex::new(Settling {
                language: match (pages.first(), language) {
                    (Some(page), _) => Some(page.language.clone()),
                    (None, language) => {
                        let languages = Languages::new(&tesseract.languages);
                        language
                            .and_then(|language| languages.code(language))
                            .map(str::to_owned)
                    }
                },
                tried: 0,
            }),
        };
        let mut found = |page: RecognizedPage| {
            if let Some(folder) = folder {
                kept::store(folder, &page);
            }
            pages.push(page);
        };
        let before = (numbers.len() - missing.len()) as u32;
        reader.read_all(path, &missing, options, &mut found, &mut |done| {
            progress(before + done);
        })?;
    }
    pages.sort_by_key(|page| page.number);
    Ok(pages)
}

/// Reads pictures with one program.
struct Reader<'a> {
    engine: Engine<'a>,
    languages: Languages<'a>,
    settling: Mutex<Settling>,
}

/// What is known of the document's language.
struct Settling {
    /// As Tesseract names it, once it is known.
    language: Option<String>,
    /// Number of pages that were read to find it out.
    tried: usize,
}

impl Reader<'_> {
    /// Draws and reads all pages; `found` receives each page that could be read.
    fn read_all(
        &self,
        path: &Path,
        numbers: &[u32],
        options: &ReadOptions,
        found: &mut dyn FnMut(RecognizedPage),
        progress: &mut dyn FnMut(u32),
    ) -> Result<(), ReadError> {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        let at_once = cores.min(MOST_AT_ONCE).min(numbers.len());
        let ended = AtomicBool::new(false);
        let (to_read, drawn) = sync_channel::<Picture>(1);
        let drawn = Mutex::new(drawn);
        let (results, read) = channel();
        std::thread::scope(|scope| {
            let (failed, at_end) = (results.clone(), &ended);
            let drawing = scope.spawn(move || {
                pictures(path, options, numbers, &mut |_, picture| {
                    let sent = match picture {
                        Some(picture) => to_read.send(picture).is_ok(),
                        None => failed.send(None).is_ok(),
                    };
                    sent && !at_end.load(Ordering::Relaxed)
                })
            });
            for _ in 0..at_once {
                let (drawn, results, ended) = (&drawn, results.clone(), &ended);
                scope.spawn(move || {
                    self.read_drawn(drawn, ended, &|page| results.send(page).is_ok())
                });
            }
            // without this one, the channel closes when all threads have ended, however they end
            drop(results);
            let collected = self.collect(&read, numbers.len(), found, progress);
            ended.store(true, Ordering::Relaxed);
            // nobody takes what is drawn from now on
            while next(&drawn).is_some() {}
            let drawing = drawing.join().unwrap_or(Ok(()));
            collected.and(drawing)
        })
    }

    /// One thread's work: it reads pictures until there are no more.
    fn read_drawn(
        &self,
        drawn: &Mutex<Receiver<Picture>>,
        ended: &AtomicBool,
        send: &dyn Fn(Option<RecognizedPage>) -> bool,
    ) {
        while let Some(picture) = next(drawn) {
            if ended.load(Ordering::Relaxed) {
                continue;
            }
            let number = picture.number;
            let read = self.read(picture);
            if let Err(failure) = &read {
                tracing::warn!(page = number, ?failure, "a page could not be recognized");
            }
            if !send(read.ok()) {
                return;
            }
        }
    }

    /// Waits for the results of this number of pages.
    fn collect(
        &self,
        read: &Receiver<Option<RecognizedPage>>,
        pages: usize,
        found: &mut dyn FnMut(RecognizedPage),
        progress: &mut dyn FnMut(u32),
    ) -> Result<(), ReadError> {
        let (mut done, mut failures, mut any) = (0, 0, false);
        while done < pages {
            if self.engine.stop.load(Ordering::Relaxed) {
                return Err(ReadError::Cancelled);
            }
            match read.recv_timeout(TICK) {
                Ok(Some(page)) => {
                    any = true;
                    found(page);
                }
                Ok(None) => {
                    failures += 1;
                    if !any && failures >= MOST_FAILURES {
                        return Ok(());
                    }
                }
                Err(RecvTimeoutError::Timeout) => continue,
                Err(RecvTimeoutError::Disconnected) => return Ok(()),
            }
            done += 1;
            progress(done as u32);
        }
        Ok(())
    }

    /// Reads one picture: turned if its text stands on its side or on its head, and put straight if it lies askew.
    fn read(&self, picture: Picture) -> Result<RecognizedPage, Failure> {
        let sheet = Sheet::of(picture);
        let (language, lines) = self.in_its_language(&sheet.clean)?;
        let lying = || slope::of(&lines).or_else(|| slope::by_ink(&lines, &sheet.picture));
        if !is_poor(&lines)
            && let Some(tenths) = lying()
        {
            return self.read_straight(&sheet.picture, tenths, &lines, &language);
        }
        let lines = self.with_tables(&sheet, lines, &language)?;
        let of_page = |lines: &[hocr::Line], picture: &Picture| {
            RecognizedPage::new(lines, picture, &language).with_rules(sheet.rules(None), None)
        };
        let upright = of_page(&lines, &sheet.clean);
        if !self.languages.detects_script || !is_poor(&lines) {
            return Ok(upright);
        }
        let orientation = self.engine.orientation(&sheet.clean);
        let quarters = orientation.map_or(0, |found| found.quarters);
        if quarters == 0 {
            return Ok(upright);
        }
        let turned = Arc::new(sheet.clean.turned(quarters));
        let again = self.engine.lines(&turned, &language, Segmentation::Page)?;
        if score(&again) <= score(&lines) {
            return Ok(upright);
        }
        match slope::of(&again) {
            Some(tenths) => {
                let turned = sheet.picture.turned(quarters);
                self.read_straight(&turned, tenths, &again, &language)
            }
            None => Ok(of_page(&again, &turned)),
        }
    }

    /// The page of a picture whose lines rise by this angle, in tenths of a degree. Its grids are found and its tables are
    /// read as those of a level page, in the picture put straight. The page itself is read once more only if that may read
    /// it better: if grids or leaders are erased now, or if the angle is large.
    fn read_straight(
        &self,
        picture: &Picture,
        tenths: i16,
        lines: &[hocr::Line],
        language: &str,
    ) -> Result<RecognizedPage, Failure> {
        let middle = (
            f64::from(picture.width) / 2.0,
            f64::from(picture.height) / 2.0,
        );
        let askew = Some(Askew::new(tenths, picture.place(middle.0, middle.1)));
        let (straight, turn) = picture.straightened(tenths);
        let sheet = Sheet::straightened(straight);
        let mut lines: Vec<hocr::Line> = lines
            .iter()
            .map(|line| slope::straight(line, &turn))
            .collect();
        if sheet.was_cleaned() || slope::disturbs(tenths) {
            let again = self
                .engine
                .lines(&sheet.clean, language, Segmentation::Page)?;
            if score(&again) >= score(&lines) {
                lines = again;
            }
        }
        let mut lines = self.with_tables(&sheet, lines, language)?;
        slope::even_out(&mut lines);
        let page = RecognizedPage::new(&lines, &sheet.clean, language);
        Ok(page.with_rules(sheet.rules(askew), askew))
    }

    /// The lines of a page with those of its tables, which are read by themselves.
    fn with_tables(
        &self,
        sheet: &Sheet,
        mut lines: Vec<hocr::Line>,
        language: &str,
    ) -> Result<Vec<hocr::Line>, Failure> {
        for table in sheet.tables() {
            let picture = Arc::new(table.cut_from(&sheet.clean));
            let again = self.engine.lines(&picture, language, Segmentation::Block)?;
            lines = table.merged(lines, again);
        }
        Ok(lines)
    }

    /// Reads a picture in the language of the document. The first pages find out which that is, one page at a time; if
    /// they cannot, because they are nearly empty, the others are read at the same time all the same.
    fn in_its_language(
        &self,
        picture: &Arc<Picture>,
    ) -> Result<(String, Vec<hocr::Line>), Failure> {
        let settling = || self.settling.lock().unwrap_or_else(PoisonError::into_inner);
        let mut alone = settling();
        if let Some(language) = alone.language.clone() {
            drop(alone);
            let lines = self.engine.lines(picture, &language, Segmentation::Page)?;
            return Ok((language, lines));
        }
        alone.tried += 1;
        let alone = (alone.tried <= MOST_TRIED_ALONE).then_some(alone);
        let settle = |language: &str| match alone {
            Some(mut alone) => alone.language = Some(language.to_owned()),
            None => {
                settling()
                    .language
                    .get_or_insert_with(|| language.to_owned());
            }
        };
        let script = match self.languages.is_settled() || !self.languages.detects_script {
            true => None,
            false => self
                .engine
                .orientation(picture)
                .and_then(|found| found.script),
        };
        let locale = of_system();
        let first = self
            .languages
            .to_begin_with(script.as_deref(), locale.as_deref());
        let lines = self.engine.lines(picture, first, Segmentation::Page)?;
        if self.languages.is_settled() {
            settle(first);
            return Ok((first.to_owned(), lines));
        }
        let seen = RecognizedPage::new(&lines, picture, first);
        let language = match self.languages.of_text(&seen) {
            Shown::Language(language) => language,
            // no installed language would read it better
            Shown::Other => first,
            Shown::TooLittle => return Ok((first.to_owned(), lines)),
        };
        settle(language);
        if language == first {
            return Ok((first.to_owned(), lines));
        }
        let lines = self.engine.lines(picture, language, Segmentation::Page)?;
        Ok((language.to_owned(), lines))
    }
}

/// The next picture; `None` when there are no more.
fn next(drawn: &Mutex<Receiver<Picture>>) -> Option<Picture> {
    let drawn = drawn.lock().unwrap_or_else(PoisonError::into_inner);
    drawn.recv().ok()
}
