//! The passages before and after a promising one.
//!
//! The sentence with the question's words is often not the one that answers: "We sampled the barrels monthly. They
//! were 62." So what stands beside the best passages is read too, while there is time.

use super::found::FoundPassage;
use crate::library::{LibraryError, Shelf};

/// A neighbour's scores are this share of those of the passage that it stands beside.
const SHARE: f64 = 0.5;

/// Adds the neighbours of the best `promising` passages of `found`, which is sorted by score, best first: at most
/// `most` of them, behind the others, those of the best passage first.
///
/// # Errors
/// Database errors.
pub fn with_neighbours(
    shelf: Shelf<'_>,
    found: Vec<FoundPassage>,
    promising: usize,
    most: usize,
) -> Result<Vec<FoundPassage>, LibraryError> {
    let mut all = found;
    let best: Vec<FoundPassage> = all.iter().take(promising).cloned().collect();
    let before = all.len();
    for beside in best {
        // the passage after it first: an answer follows what it is about
        for number in [beside.passage.number + 1, beside.passage.number - 1] {
            if all.len() == before + most {
                return Ok(all);
            }
            if all.iter().any(|known| known.passage.number == number) {
                continue;
            }
            let Some(passage) = shelf.passage(number)? else {
                continue;
            };
            if passage.document == beside.passage.document {
                all.push(FoundPassage {
                    passage,
                    score: beside.score * SHARE,
                    words: beside.words * SHARE,
                });
            }
        }
    }
    Ok(all)
}
