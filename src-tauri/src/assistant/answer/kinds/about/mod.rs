//! Answers about the document itself, from what was read of it: no search, and no reader.
//!
//! `asked` recognizes the questions by their `forms`, in other languages with `tongues`; `fact` names what they ask for. `front`
//! finds what the first page says beside its text, and `contents` what the document consists of. Whatever is
//! answered is quoted where it stands; what the document does not show goes to the reader like any question.

mod asked;
mod contents;
mod dates;
mod fact;
mod forms;
mod front;
mod tongues;
mod venue;
mod year;

use super::quoted::{Named, found, of_block, of_sentence};
use crate::assistant::answer::conclude::Conclusion;
use crate::assistant::answer::error::AskError;
use crate::assistant::answer::quotation;
use crate::assistant::answer::request::Request;
use crate::assistant::answer::types::{AnswerPiece, AnswerRemark, AnswerStatus, FoundAnswer};
use crate::document::{Block, BlockKind, Cap, Document, Note, Sentence};
use crate::library::ShelvedDocument;
pub(super) use asked::fact;
pub(super) use fact::Fact;
use fact::{Part, Which};
use front::Spot;

/// If more documents are asked, a question about "the document" means none of them.
const MOST_DOCUMENTS: usize = 12;
/// Most pieces of a list.
const MOST_PIECES: usize = 60;
/// Most sentences that mention a figure.
const MOST_MENTIONS: usize = 3;

/// Blocks that are quoted of a page without sentences.
const FIRST_BLOCKS: usize = 3;

/// Pages are counted, not guessed.
const COUNTED: f32 = 1.0;
/// What is printed as a title, an author or a caption is nearly always one.
const PRINTED: f32 = 0.95;
/// What a cue on the first page announces.
const ANNOUNCED: f32 = 0.9;
/// What is taken from the form of a line, such as the journal before a volume.
const INFERRED: f32 = 0.75;
/// A sentence that mentions a figure may say anything of it.
const MENTIONED: f32 = 0.5;

/// Answers a question about the documents; `None` if they do not show what it asks for.
///
/// # Errors
/// Errors of the library.
pub(super) fn answer(
    request: &Request<'_>,
    fact: Fact,
    asked: &[ShelvedDocument],
) -> Result<Option<(Conclusion, Vec<AnswerRemark>)>, AskError> {
    if asked.len() > MOST_DOCUMENTS {
        return Ok(None);
    }
    let mut answers = Vec::new();
    let mut remarks = Vec::new();
    let mut speaking = Vec::new();
    for shelved in asked {
        if let Some(renew) = request.renew {
            renew(&shelved.id)?;
        }
        let document = request.shelf.document(&shelved.id)?;
        let of = Named {
            document: &document,
            title: &shelved.title,
        };
        let mut told = told(of, fact);
        if !told.is_empty() {
            speaking.push(shelved.id.clone());
        }
        answers.append(&mut told);
        if let Some(remark) = remark(&document, fact)
            && !remarks.contains(&remark)
        {
            remarks.push(remark);
        }
    }
    if answers.is_empty() && remarks.is_empty() {
        return Ok(None);
    }
    answers.sort_by(|a, b| b.probability.total_cmp(&a.probability));
    let conclusion = Conclusion {
        status: match answers.is_empty() {
            true => AnswerStatus::NotFound,
            false => AnswerStatus::Found,
        },
        answers,
        doubtful: Vec::new(),
        passages: Vec::new(),
        speaking,
    };
    Ok(Some((conclusion, remarks)))
}

/// What a person should know if a page is asked for.
fn remark(document: &Document, fact: Fact) -> Option<AnswerRemark> {
    let pages = document.pages.last().map(|page| page.number);
    match (fact, pages) {
        (Fact::Count(Part::Pages) | Fact::OnPage(_), None) => Some(AnswerRemark::WithoutPages),
        (Fact::OnPage(Which::Number(page)), Some(pages)) if page == 0 || page > pages => {
            Some(AnswerRemark::NoSuchPage { page, pages })
        }
        (Fact::OnPage(which), Some(pages)) => {
            let page = match which {
                Which::Number(page) => page,
                Which::Last => pages,
            };
            let silent = contents::blocks_on(document, page).is_empty();
            silent.then_some(AnswerRemark::NothingOnPage { page })
        }
        _ => None,
    }
}

/// The answers that one document gives, the likeliest first.
fn told(of: Named<'_>, fact: Fact) -> Vec<FoundAnswer> {
    let document = of.document;
    let one = |answer: Option<FoundAnswer>| answer.into_iter().collect();
    match fact {
        Fact::Count(part) => one(count(of, part)),
        Fact::List(Part::Authors) => one(authors(of)),
        Fact::List(part) => one(list(of, part)),
        Fact::Title => one(title(of)),
        Fact::FirstAuthor => one(document.authors.first().and_then(|name| author(of, name))),
        Fact::LastAuthor => one(document.authors.last().and_then(|name| author(of, name))),
        Fact::Figure(number) => numbered(of, Part::Figures, number),
        Fact::Table(number) => numbered(of, Part::Tables, number),
        Fact::OnPage(which) => one(on_page(of, which)),
        Fact::Abstract => one(abstract_of(of)),
        Fact::Language => one(language(of)),
        Fact::Keywords => one(contents::keywords(document).map(|(block, begin)| {
            let bytes = begin..block.text.trim_end().len();
            spotted(of, &Spot { block, bytes }, PRINTED)
        })),
        Fact::Affiliations => one(affiliations(of)),
        Fact::Identifier => identifiers(of),
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

/// An answer as one of several pieces.
fn piece(answer: &FoundAnswer) -> AnswerPiece {
    AnswerPiece {
        asked: String::new(),
        text: answer.text.clone(),
        probability: answer.probability,
        quotation: answer.quotation.clone(),
    }
}

/// The pieces as one answer; a single piece is an answer of its own.
fn joined(mut pieces: Vec<AnswerPiece>) -> Option<FoundAnswer> {
    pieces.truncate(MOST_PIECES);
    let first = pieces.first()?;
    let texts: Vec<&str> = pieces.iter().map(|piece| piece.text.as_str()).collect();
    let least = pieces
        .iter()
        .map(|piece| piece.probability)
        .fold(1.0, f32::min);
    let mut answer = found(texts.join("; "), least, first.quotation.clone());
    if pieces.len() > 1 {
        answer.pieces = pieces;
    }
    Some(answer)
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
fn naming<'d>(document: &'d Document, name: &str) -> Option<&'d Block> {
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
        let block = contents::byline(of.document)?;
        let bytes = 0..block.text.len();
        return Some(spotted(of, &Spot { block, bytes }, INFERRED));
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

/// `1 page`, `12,000 words`.
fn several(number: usize, one: &str, many: &str) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) && digits.len() > 3 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    format!("{grouped} {}", if number == 1 { one } else { many })
}

fn count(of: Named<'_>, part: Part) -> Option<FoundAnswer> {
    let document = of.document;
    let (text, places): (String, Vec<&Block>) = match part {
        Part::Pages if document.pages.is_empty() => return count(of, Part::Words),
        Part::Pages => {
            let cut = document.notes.iter().any(|note| {
                matches!(
                    note,
                    Note::Truncated {
                        cap: Cap::Pages { .. }
                    }
                )
            });
            let pages = several(document.pages.len(), "page", "pages");
            let text = if cut {
                format!("more than {pages}")
            } else {
                pages
            };
            (text, contents::end(document).into_iter().collect())
        }
        Part::Words => {
            let text = several(contents::words(document), "word", "words");
            (text, document.blocks.first().into_iter().collect())
        }
        Part::Sections => {
            let (outermost, all) = contents::sections(document);
            let mut text = several(outermost.len(), "section", "sections");
            if all > outermost.len() {
                text.push_str(&format!(" ({all} with subsections)"));
            }
            let headings = outermost
                .iter()
                .filter_map(|section| contents::heading(document, section));
            (text, headings.collect())
        }
        Part::Figures | Part::Tables => {
            let captioned = contents::captioned(document, part);
            let blocks: Vec<&Block> = match captioned.is_empty() {
                true if part == Part::Tables => document
                    .blocks
                    .iter()
                    .filter(|block| block.kind == BlockKind::Table)
                    .collect(),
                _ => captioned
                    .iter()
                    .filter_map(|one| one.blocks.first().copied())
                    .collect(),
            };
            let (one, many) = match part {
                Part::Tables => ("table", "tables"),
                _ => ("figure", "figures"),
            };
            (several(blocks.len(), one, many), blocks)
        }
        Part::References => {
            let entries = contents::references(document);
            (several(entries.len(), "reference", "references"), entries)
        }
        Part::Authors => {
            let names = &document.authors;
            let text = several(names.len(), "author", "authors");
            (
                text,
                names
                    .first()
                    .and_then(|name| naming(document, name))
                    .into_iter()
                    .collect(),
            )
        }
    };
    let mut places = places.into_iter().map(|block| of_block(of, block, 0..0));
    let probability = match part {
        Part::Pages | Part::Words => COUNTED,
        _ => ANNOUNCED,
    };
    let mut answer = found(text, probability, places.next()?);
    answer.also = places.take(MOST_PIECES).collect();
    Some(answer)
}

fn list(of: Named<'_>, part: Part) -> Option<FoundAnswer> {
    let document = of.document;
    let whole = |block: &Block, text: String| {
        let quotation = of_block(of, block, 0..block.text.len());
        piece(&found(text, PRINTED, quotation))
    };
    let pieces: Vec<AnswerPiece> = match part {
        Part::Sections => contents::sections(document)
            .0
            .into_iter()
            .filter_map(|section| {
                let block = contents::heading(document, section)?;
                Some(whole(block, section.title.clone()))
            })
            .collect(),
        _ => contents::captioned(document, part)
            .into_iter()
            .filter_map(|one| {
                let text = format!("{}: {}", one.label, one.said());
                Some(whole(one.blocks.last()?, text))
            })
            .collect(),
    };
    joined(pieces)
}

/// A figure or table: its caption, then the sentences that mention it.
fn numbered(of: Named<'_>, part: Part, number: u32) -> Vec<FoundAnswer> {
    let captioned = contents::captioned(of.document, part);
    let caption = captioned.iter().find(|one| one.number == Some(number));
    let mut answers: Vec<FoundAnswer> = caption
        .and_then(|one| {
            let block = *one.blocks.last()?;
            let said = one.said();
            let at = block.text.find(&said);
            let quotation = of_block(of, block, at.map_or(0..0, |at| at..at + said.len()));
            Some(found(said, PRINTED, quotation))
        })
        .into_iter()
        .collect();
    let mentions = contents::mentions(of.document, part, number);
    answers.extend(
        mentions
            .into_iter()
            .take(MOST_MENTIONS)
            .filter_map(|sentence| {
                let quotation = of_sentence(of, sentence, 0..sentence.text.len())?;
                Some(found(sentence.text.clone(), MENTIONED, quotation))
            }),
    );
    answers
}

fn on_page(of: Named<'_>, which: Which) -> Option<FoundAnswer> {
    let page = match which {
        Which::Number(page) => page,
        Which::Last => of.document.pages.last()?.number,
    };
    let sentences = contents::on_page(of.document, page);
    let pieces: Vec<AnswerPiece> = match sentences.is_empty() {
        // a page of references or a table has no sentences
        true => contents::blocks_on(of.document, page)
            .into_iter()
            .take(FIRST_BLOCKS)
            .map(|block| {
                piece(&found(
                    block.text.clone(),
                    COUNTED,
                    of_block(of, block, 0..0),
                ))
            })
            .collect(),
        false => sentences
            .into_iter()
            .filter_map(|sentence| {
                let quotation = of_sentence(of, sentence, 0..0)?;
                Some(piece(&found(sentence.text.clone(), COUNTED, quotation)))
            })
            .collect(),
    };
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

#[cfg(test)]
mod questions;
#[cfg(test)]
mod tests;
