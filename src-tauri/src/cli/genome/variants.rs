//! What a substitution changes: how well a model predicts the tokens around it, with the sequence's own bases and with the
//! others.
//!
//! Other bases are often cut into other tokens, so what is compared is the tokens of both sides that differ, and a few
//! beside them. Each of them is masked by itself.

use std::io::Write;
use std::ops::Range;

use bigbird_pegasus::tokenizer::Encoding;
use serde::Serialize;

use super::run::Opened;
use crate::cli::files;
use crate::cli::progress::Progress;
use crate::cli::refusal::Refusal;
use crate::genome::{Alleles, GenomeError, Variant};
use crate::stage::Stage;

/// Tokens on either side whose scores count too.
const BESIDE: usize = 4;
/// Bases on either side for each token that fits: more than a vocabulary's tokens have, and the window is cut to what fits.
const BASES_OF_A_TOKEN: u64 = 12;

/// How well a model predicts a place with and without a substitution.
#[derive(Debug, Serialize)]
pub(super) struct Scored {
    variant: String,
    /// The sum of the logarithms of the probabilities of the tokens around it, as the sequence is.
    reference: f64,
    /// The same with the substitution.
    alternative: f64,
    /// The second less the first: below 0, the model finds the substitution less likely.
    effect: f64,
}

/// Scores variants, all of which are checked before the model works on the first.
pub(super) fn score(
    opened: &Opened<'_>,
    written: &[String],
    quiet: bool,
) -> Result<Vec<Scored>, Refusal> {
    let refused = |error| opened.refusal(error);
    let mut places = Vec::new();
    for text in written {
        let variant: Variant = text.parse().map_err(|why| {
            refused(GenomeError::Variant {
                variant: text.clone(),
                why,
            })
        })?;
        let flank = opened.folder.room() as u64 * BASES_OF_A_TOKEN / 2;
        let alleles = variant.alleles(opened.file, &opened.index, flank, opened.stop());
        places.push((variant, alleles.map_err(refused)?));
    }
    let mut progress = Progress::new(files::name_of(opened.file), quiet);
    let mut found = Vec::new();
    for (number, (variant, alleles)) in places.iter().enumerate() {
        progress.advance(Stage::Encoding, number as f32 / places.len() as f32);
        match compared(opened, alleles) {
            Ok((reference, alternative)) => found.push(Scored {
                variant: variant.to_string(),
                reference,
                alternative,
                effect: alternative - reference,
            }),
            Err(error) => {
                progress.finish();
                return Err(refused(error));
            }
        }
    }
    progress.finish();
    Ok(found)
}

/// The scores of both sides.
fn compared(opened: &Opened<'_>, alleles: &Alleles) -> Result<(f64, f64), GenomeError> {
    let reference = opened.folder.encode(&alleles.reference)?;
    let alternative = opened.folder.encode(&alleles.alternative)?;
    let (one, other) = differing(&reference, &alternative);
    Ok((
        sum(opened, &reference, one)?,
        sum(opened, &alternative, other)?,
    ))
}

/// The tokens of both that differ, with some beside them.
fn differing(one: &Encoding, other: &Encoding) -> (Range<usize>, Range<usize>) {
    let same_front = one.ids.iter().zip(&other.ids);
    let front = same_front.take_while(|(one, other)| one == other).count();
    let shorter = one.ids.len().min(other.ids.len());
    let same_back = one.ids.iter().rev().zip(other.ids.iter().rev());
    let back = same_back.take_while(|(one, other)| one == other).count();
    // tokens may be counted from both ends
    let back = back.min(shorter.saturating_sub(front));
    let around = |length: usize| {
        let end = length - back;
        front.saturating_sub(BESIDE)..(end + BESIDE).min(length)
    };
    (around(one.ids.len()), around(other.ids.len()))
}

/// The sum over some tokens of an encoding, in a window around them.
fn sum(opened: &Opened<'_>, of: &Encoding, places: Range<usize>) -> Result<f64, GenomeError> {
    let room = opened.folder.room().min(of.ids.len());
    let middle = places.start + places.len() / 2;
    let start = middle.saturating_sub(room / 2).min(of.ids.len() - room);
    let ids = of.ids.get(start..start + room).unwrap_or_default();
    let mut sum = 0.0;
    for place in places {
        let hidden = [place.saturating_sub(start)];
        let values = opened.family.predictions(opened.work(), ids, &hidden)?;
        sum += values.iter().copied().map(f64::from).sum::<f64>();
    }
    Ok(sum)
}

/// Writes a line for each variant, or an object.
pub(super) fn write(out: &mut dyn Write, found: &[Scored], json: bool) -> Result<(), GenomeError> {
    let written = match json {
        true => serde_json::to_string(&serde_json::json!({ "variants": found }))
            .map_err(Into::into)
            .and_then(|text| writeln!(out, "{text}")),
        false => writeln!(out, "variant\treference\talternative\teffect").and_then(|()| {
            found.iter().try_for_each(|it| {
                writeln!(
                    out,
                    "{}\t{:.4}\t{:.4}\t{:.4}",
                    it.variant, it.reference, it.alternative, it.effect
                )
            })
        }),
    };
    written.map_err(GenomeError::Output)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn encoding(ids: &[u32]) -> Encoding {
        Encoding {
            ids: ids.to_vec(),
            offsets: vec![(0, 0); ids.len()],
        }
    }

    #[test]
    fn the_tokens_that_differ_are_compared_with_their_neighbours() {
        let one: Vec<u32> = (0..20).collect();
        let mut other = one.clone();
        // the base at token 10 is cut into three tokens
        other.splice(10..11, [100, 101, 102]).for_each(drop);
        let found = differing(&encoding(&one), &encoding(&other));
        assert_eq!(found, (6..15, 6..17));
        // repeats can be counted from both ends
        let found = differing(&encoding(&[7; 5]), &encoding(&[7; 6]));
        assert_eq!(found, (1..5, 1..6));
        let found = differing(&encoding(&[1]), &encoding(&[2]));
        assert_eq!(found, (0..1, 0..1));
    }
}
