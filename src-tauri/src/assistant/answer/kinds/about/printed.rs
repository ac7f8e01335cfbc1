//! What is printed in a document about itself: its title, its authors, and what the first page says beside its text.

use super::fact::{Fact, Part};
use super::front::Spot;
use super::{byline, contents, dates, front, rights, venue};
use crate::assistant::answer::kinds::quoted::{Named, found, joined, of_block, of_sentence, piece};
use crate::assistant::answer::quotation;
use crate::assistant::answer::types::{AnswerPiece, FoundAnswer};
use crate::document::{Block, BlockKind, Document, Sentence};

/// What is printed as a title, an author or a caption is nearly always one.
pub(super) const PRINTED: f32 = 0.95;
/// What a cue on the first page announces.
pub(super) const ANNOUNCED: f32 = 0.9;
/// What is taken from the form of a line, such as the journal before a volume.
const INFERRED: f32 = 0.75;

/// The answers to a question for something that is printed, the likeliest first.
pub(super) fn told(of: Named<'_>, fact: Fact) -> Vec<FoundAnswer> {
    let document = of.document;
    let one = |answer: Option<FoundAnswer>| answer.into_iter().collect();
    match fact {
        Fact::List(Part::Authors) => one(authors(of)),
        Fact::Title => one(title(of)),
        Fact::FirstAuthor => one(document.authors.first().and_then(|name| author(of, name))),
        Fact::LastAuthor => one(document.authors.last().and_then(|name| author(of, name))),
        Fact::Abstract => one(abstract_of(of)),
        Fact::Language => one(language(of)),
        Fact::Keywords => one(contents::keywords(document).map(|(block, begin)| {
            let bytes = begin..block.text.trim_end().len();
            spotted(of, &Spot { block, bytes }, PRINTED)
        })),
        Fact::Affiliations => one(affiliations(of)),
        Fact::Identifier => identifiers(of),
        Fact::Licence => one(rights::licence(document).map(|spot| spotted(of, &spot, ANNOUNCED))),
        _ => one(on_first_page(of, fact)),
    }
}

/// Words that a cue or the form of a line points out on the first page.
fn on_first_page(of: Named<'_>, fact: Fact) -> Option<FoundAnswer> {
    let blocks = front::blocks(of.document);
    let (spot, probability) = match fact {
        Fact::Corresponding => return corresponding(of, &blocks),
        Fact::Published => (dates::published(&blocks), INFERRED),
        Fact::Received => (dates::dated(&blocks, &["received", "submitted"]), ANNOUNCED),
        Fact::Accepted => (dates::dated(&blocks, &["accepted"]), ANNOUNCED),
        Fact::Venue => (venue::venue(of.document, &blocks), INFERRED),
        Fact::Doi => (front::doi(&blocks), ANNOUNCED),
        Fact::Arxiv => (front::arxiv(&blocks), ANNOUNCED),
        Fact::Isbn => (front::isbn(&blocks), ANNOUNCED),
        Fact::Issn => (front::issn(&blocks), ANNOUNCED),
        Fact::Editors => (byline::editors(&blocks), ANNOUNCED),
        _ => return None,
    };
    let spot = spot?;
    let mut answer = spotted(of, &spot, probability);
    if fact == Fact::Venue
        && let Some(rest) = venue::continued(&spot, &blocks)
    {
        answer.text = format!("{} {rest}", answer.text);
    }
    Some(answer)
}

fn spotted(of: Named<'_>, spot: &Spot<'_>, probability: f32) -> FoundAnswer {
    let quotation = of_block(of, spot.block, spot.bytes.clone());
    found(spot.text().to_owned(), probability, quotation)
}

fn identifiers(of: Named<'_>) -> Vec<FoundAnswer> {
    let all = [Fact::Doi, Fact::Arxiv, Fact::Isbn];
    all.into_iter()
        .filter_map(|fact| on_first_page(of, fact))
        .collect()
}

fn corresponding(of: Named<'_>, blocks: &[&Block]) -> Option<FoundAnswer> {
    let spot = front::corresponding(of.document, blocks)?;
    let mut answer = spotted(of, &spot, ANNOUNCED);
    let address = |block: &Block| front::address(block).map(|spot| spot.text().to_owned());
    let known = |text: &String| answer.text.contains(text.as_str());
    let calling = blocks
        .iter()
        .find(|block| block.text.to_lowercase().contains("correspond"));
    let written = address(spot.block).or_else(|| calling.and_then(|block| address(block)));
    if let Some(written) = written.filter(|written| !known(written))
        && let Some(block) = blocks.iter().find(|block| block.text.contains(&written))
        && let Some(at) = block.text.find(&written)
    {
        let place = Spot {
            block,
            bytes: at..at + written.len(),
        };
        answer = joined(vec![piece(&answer), piece(&spotted(of, &place, ANNOUNCED))])?;
    }
    Some(answer)
}

fn affiliations(of: Named<'_>) -> Option<FoundAnswer> {
    let blocks = front::blocks(of.document);
    let pieces = front::affiliations(of.document, &blocks)
        .into_iter()
        .map(|block| {
            let bytes = 0..block.text.len();
            piece(&spotted(of, &Spot { block, bytes }, ANNOUNCED))
        });
    joined(pieces.collect())
}

fn title(of: Named<'_>) -> Option<FoundAnswer> {
    let title = of
        .document
        .title
        .as_deref()
        .filter(|title| !title.is_empty())?;
    let blocks = || of.document.blocks.iter();
    let printed = blocks()
        .find(|block| block.kind == BlockKind::Title)
        .or_else(|| blocks().find(|block| block.text.contains(title)));
    let quotation = match printed {
        Some(block) => {
            let at = block.text.find(title);
            of_block(of, block, at.map_or(0..0, |at| at..at + title.len()))
        }
        None => of_block(of, blocks().next()?, 0..0),
    };
    Some(found(title.to_owned(), PRINTED, quotation))
}

/// The block that names an author.
pub(super) fn naming<'d>(document: &'d Document, name: &str) -> Option<&'d Block> {
    let named = |block: &&Block| block.text.contains(name);
    let authors = document
        .blocks
        .iter()
        .filter(|block| block.kind == BlockKind::Authors);
    authors
        .into_iter()
        .find(named)
        .or_else(|| front::blocks(document).into_iter().find(named))
}

fn author(of: Named<'_>, name: &str) -> Option<FoundAnswer> {
    let quotation = match naming(of.document, name) {
        Some(block) => {
            let at = block.text.find(name)?;
            of_block(of, block, at..at + name.len())
        }
        None => of_block(of, of.document.blocks.first()?, 0..0),
    };
    Some(found(name.to_owned(), PRINTED, quotation))
}

/// All authors: as one answer if one block names them, otherwise in pieces.
fn authors(of: Named<'_>) -> Option<FoundAnswer> {
    let names = &of.document.authors;
    if names.is_empty() {
        let spot = byline::authors(of.document)?;
        return Some(spotted(of, &spot, INFERRED));
    }
    let (first, last) = (names.first()?, names.last()?);
    let all = names.join(", ");
    let block = naming(of.document, first);
    if let Some(block) = block
        && let (Some(start), Some(end)) = (
            block.text.find(first.as_str()),
            block.text.rfind(last.as_str()),
        )
        && names.iter().all(|name| block.text.contains(name.as_str()))
        && start <= end
    {
        return Some(found(
            all,
            PRINTED,
            of_block(of, block, start..end + last.len()),
        ));
    }
    let pieces: Vec<AnswerPiece> = names
        .iter()
        .filter_map(|name| author(of, name))
        .map(|answer| piece(&answer))
        .collect();
    joined(pieces)
}

fn abstract_of(of: Named<'_>) -> Option<FoundAnswer> {
    let sentences = contents::abstract_of(of.document);
    let ids: Vec<_> = sentences
        .iter()
        .map(|sentence: &&Sentence| sentence.id)
        .collect();
    let quotation = quotation::of_sentences(of.document, of.title, &ids, 0..0);
    let quotation = quotation.filter(|_| !ids.is_empty())?;
    Some(found(quotation.text.clone(), PRINTED, quotation))
}

fn language(of: Named<'_>) -> Option<FoundAnswer> {
    let code = of.document.language.as_deref()?;
    let name = whatlang::Lang::from_code(code).map(|language| language.eng_name())?;
    let sentence = of.document.prose().next()?;
    let quotation = of_sentence(of, sentence, 0..0)?;
    Some(found(name.to_owned(), PRINTED, quotation))
}
