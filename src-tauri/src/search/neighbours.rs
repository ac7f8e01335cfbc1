//! The passages before and after a promising one.
//!
//! The sentence with the question's words is often not the one that answers: "We sampled the barrels monthly. They
//! were 62." So what stands beside the best passages is read too, while there is time.

use super::found::FoundPassage;
use crate::library::{IndexedPassage, LibraryError, Shelf};

/// A neighbour's scores are this share of those of the passage that it stands beside.
const SHARE: f64 = 0.5;

/// Adds the neighbours of the best `promising` passages of `found`, which is sorted by score, best first. They stand
/// behind the first `behind` passages, those of the best passage first, and a passage that was found anyway moves
/// there.
///
/// # Errors
/// Database errors.
pub fn with_neighbours(
    shelf: Shelf<'_>,
    found: Vec<FoundPassage>,
    promising: usize,
    behind: usize,
) -> Result<Vec<FoundPassage>, LibraryError> {
    let mut rest = found;
    let mut all: Vec<FoundPassage> = rest.drain(..behind.min(rest.len())).collect();
    let best: Vec<FoundPassage> = all.iter().take(promising).cloned().collect();
    for beside in best {
        // the passage after it first: an answer follows what it is about
        for number in [beside.passage.number + 1, beside.passage.number - 1] {
            if all.iter().any(|known| known.passage.number == number) {
                continue;
            }
            if let Some(at) = rest.iter().position(|known| known.passage.number == number) {
                all.push(rest.remove(at));
                continue;
            }
            let passage = shelf.passage(number)?;
            let same = |passage: &IndexedPassage| passage.document == beside.passage.document;
            all.extend(passage.filter(same).map(|passage| FoundPassage {
                passage,
                score: beside.score * SHARE,
                words: beside.words * SHARE,
            }));
        }
    }
    all.extend(rest);
    Ok(all)
}
