//! Marked words of a document: what they are, what stands around them, and where.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::document::{Document, Place, Rect, Sentence, SentenceId};
use crate::library::anchor::{Anchor, Anchors, Quote};

/// The neighbourhood that is kept with a mark, in characters on each side.
const AROUND: usize = 120;
/// The longest selection, in characters: whole chapters are not marked.
const LONGEST: usize = 50_000;
/// Most lines of a selection.
const MOST_PLACES: usize = 2_000;

/// Marked words of a document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct MarkedPassage {
    /// The words, as they were when they were marked.
    pub text: String,
    /// What stands before them.
    pub before: String,
    /// What stands after them.
    pub after: String,
    /// The sentences that contain them, in order. Empty if they are in no sentence, as in a figure, or if the document
    /// was read again and does not have them any more.
    pub sentences: Vec<SentenceId>,
    /// The first character in the text of the first sentence.
    pub start: u32,
    /// One past the last character in the text of the last sentence.
    pub end: u32,
    /// 1-based page on which they begin; `None` in a document without pages.
    pub page: Option<u32>,
    /// Where they stand, one place for each line. Places on pages hold in every reading of the file.
    pub places: Vec<Place>,
}

impl MarkedPassage {
    /// Whole sentences; `None` if there is none, or if the document does not have one of them.
    pub(super) fn of_sentences(document: &Document, ids: &[SentenceId]) -> Option<Self> {
        let mut ids = ids.to_vec();
        ids.sort_unstable();
        ids.dedup();
        let sentences = ids
            .iter()
            .map(|id| document.sentences.get(id.0 as usize))
            .collect::<Option<Vec<_>>>()?;
        let last = sentences.last()?;
        let texts: Vec<&str> = sentences
            .iter()
            .map(|sentence| sentence.text.as_str())
            .collect();
        let anchor = Anchor {
            start: 0,
            end: count(&last.text),
            sentences: ids,
        };
        let (before, after) = around(document, &anchor);
        let places: Vec<Place> = sentences
            .iter()
            .flat_map(|sentence| sentence.places.clone())
            .collect();
        let text = texts.join(" ");
        (text.chars().count() <= LONGEST).then(|| Self {
            text,
            before,
            after,
            start: anchor.start,
            end: anchor.end,
            page: page_of(&places),
            places,
            sentences: anchor.sentences,
        })
    }

    /// Selected words; `None` if there is no letter or digit, or if the places are not in the document.
    pub(super) fn of_selection(document: &Document, text: &str, places: &[Place]) -> Option<Self> {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let sound = !places.is_empty()
            && places.len() <= MOST_PLACES
            && places.iter().all(|place| is_in(document, place))
            && text.contains(char::is_alphanumeric)
            && text.chars().count() <= LONGEST;
        if !sound {
            return None;
        }
        let mut passage = Self {
            page: page_of(places),
            places: places.to_vec(),
            text,
            before: String::new(),
            after: String::new(),
            sentences: Vec::new(),
            start: 0,
            end: 0,
        };
        if let Some(anchor) = Anchors::of(document).find(&passage.quote()) {
            passage.take(document, anchor);
        }
        Some(passage)
    }

    fn quote(&self) -> Quote<'_> {
        Quote {
            text: &self.text,
            before: &self.before,
            after: &self.after,
            places: &self.places,
        }
    }

    /// Page and sentence, for the order of a list.
    pub(super) fn order(&self) -> (u32, u32) {
        let sentence = self.sentences.first().map(|id| id.0);
        (self.page.unwrap_or(0), sentence.unwrap_or(u32::MAX))
    }

    /// Finds the words in a document that was read again. If they are not there, they keep their text and their places
    /// on pages, and another reading may find them.
    pub(super) fn settle(&mut self, document: &Document, anchors: &Anchors<'_>) {
        let on_pages = self
            .places
            .iter()
            .any(|place| matches!(place, Place::Page { .. }));
        match anchors.find(&self.quote()) {
            Some(anchor) => {
                if is_whole(document, &anchor) || !on_pages {
                    self.places = places(document, &anchor);
                    self.page = page_of(&self.places);
                }
                self.take(document, anchor);
            }
            None => {
                self.sentences.clear();
                (self.start, self.end) = (0, 0);
                if !on_pages {
                    self.places.clear();
                }
            }
        }
    }

    fn take(&mut self, document: &Document, mut anchor: Anchor) {
        // the full stop belongs to a whole sentence
        if is_whole(document, &anchor) {
            let last = sentences_of(document, &anchor)
                .last()
                .map(|last| count(&last.text));
            (anchor.start, anchor.end) = (0, last.unwrap_or(anchor.end));
        }
        (self.before, self.after) = around(document, &anchor);
        (self.start, self.end) = (anchor.start, anchor.end);
        self.sentences = anchor.sentences;
    }
}

fn count(text: &str) -> u32 {
    u32::try_from(text.chars().count()).unwrap_or(u32::MAX)
}

fn page_of(places: &[Place]) -> Option<u32> {
    places.iter().find_map(|place| match place {
        Place::Page { page, .. } => Some(*page),
        Place::Flow { .. } => None,
    })
}

/// Whether a place is on a page of the document, or in one of its blocks.
fn is_in(document: &Document, place: &Place) -> bool {
    match place {
        Place::Page { page, rect } => {
            let Rect { x0, y0, x1, y1 } = *rect;
            let sides = [x0, y0, x1, y1];
            let known = document.pages.iter().any(|known| known.number == *page);
            known && sides.iter().all(|side| side.is_finite()) && x0 <= x1 && y0 <= y1
        }
        Place::Flow { block, start, end } => {
            document.blocks.get(block.0 as usize).is_some() && start <= end
        }
    }
}

/// What stands before and after anchored words, within the sentences of the document.
fn around(document: &Document, anchor: &Anchor) -> (String, String) {
    let (Some(first), Some(last)) = (anchor.sentences.first(), anchor.sentences.last()) else {
        return (String::new(), String::new());
    };
    let text = |at: usize| {
        document
            .sentences
            .get(at)
            .map(|sentence| sentence.text.as_str())
    };
    let mut before: Vec<char> = text(first.0 as usize)
        .unwrap_or_default()
        .chars()
        .take(anchor.start as usize)
        .collect();
    for at in (0..first.0 as usize).rev() {
        if before.len() >= AROUND {
            break;
        }
        let earlier = text(at).unwrap_or_default();
        before.splice(0..0, earlier.chars().chain([' ']));
    }
    let begin = before.len().saturating_sub(AROUND);
    let mut after: Vec<char> = text(last.0 as usize)
        .unwrap_or_default()
        .chars()
        .skip(anchor.end as usize)
        .collect();
    for at in last.0 as usize + 1..document.sentences.len() {
        if after.len() >= AROUND {
            break;
        }
        after.push(' ');
        after.extend(text(at).unwrap_or_default().chars());
    }
    (
        before.into_iter().skip(begin).collect(),
        after.into_iter().take(AROUND).collect(),
    )
}

fn sentences_of<'d>(document: &'d Document, anchor: &Anchor) -> Vec<&'d Sentence> {
    let sentences = anchor.sentences.iter();
    sentences
        .filter_map(|id| document.sentences.get(id.0 as usize))
        .collect()
}

/// Whether anchored words are whole sentences but for marks around them.
fn is_whole(document: &Document, anchor: &Anchor) -> bool {
    let sentences = sentences_of(document, anchor);
    let (Some(first), Some(last)) = (sentences.first(), sentences.last()) else {
        return false;
    };
    let mut before = first.text.chars().take(anchor.start as usize);
    let mut after = last.text.chars().skip(anchor.end as usize);
    !before.any(char::is_alphanumeric) && !after.any(char::is_alphanumeric)
}

/// Where anchored words stand: all lines of whole sentences, and in a document without pages the words alone.
fn places(document: &Document, anchor: &Anchor) -> Vec<Place> {
    let sentences = sentences_of(document, anchor);
    let mut places: Vec<Place> = sentences
        .iter()
        .flat_map(|sentence| sentence.places.clone())
        .collect();
    if is_whole(document, anchor) {
        return places;
    }
    let ends = sentences.first().zip(sentences.last());
    if let Some((one, other)) = ends {
        if let Some(Place::Flow { start, .. }) = places.first_mut() {
            *start = one.start.saturating_add(anchor.start);
        }
        if let Some(Place::Flow { end, .. }) = places.last_mut() {
            *end = other.start.saturating_add(anchor.end);
        }
    }
    places
}
