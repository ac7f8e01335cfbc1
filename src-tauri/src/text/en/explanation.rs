//! What `pagewing extract --explain` prints: why the title and each block are what they are.

use std::fmt::Write;

use crate::document::{
    Block, BlockKind, BlockReasons, Document, Explanation, KindReason, LineBreak, PageRecognition,
    ParagraphBreak, ParagraphJoin, Place, RecognitionEngine, TitleChoice, TitleReason,
    TitleRejection,
};

/// Characters of a block that are shown.
const SHOWN: usize = 60;

/// The explanation of a document, one paragraph per block. There is none of a document without pages.
pub(crate) fn explained(document: &Document, explanation: Option<&Explanation>) -> String {
    let Some(explanation) = explanation else {
        return "This document has no pages. Its format names its title, headings and paragraphs.\n"
            .to_owned();
    };
    let mut text = recognized(&explanation.recognized);
    text.push_str(&title(document, &explanation.title));
    for reasons in &explanation.blocks {
        if let Some(block) = document.blocks.get(reasons.block.0 as usize) {
            text.push('\n');
            text.push_str(&of_block(block, reasons));
        }
    }
    text
}

/// What was recognized: one line for each page.
fn recognized(pages: &[PageRecognition]) -> String {
    let mut text = String::new();
    if !pages.is_empty() {
        text.push_str("Pages whose text was recognized:\n");
    }
    for page in pages {
        let engine = match page.engine {
            RecognitionEngine::Tesseract => "Tesseract",
        };
        let sure = match page.confidence {
            Some(sure) => format!(", {sure:.0} % sure on average"),
            None => String::new(),
        };
        let _ = writeln!(
            text,
            "  page {}: {engine}, {}{sure}",
            page.page, page.language
        );
    }
    if !pages.is_empty() {
        text.push('\n');
    }
    text
}

fn title(document: &Document, choice: &TitleChoice) -> String {
    let mut text = match (&document.title, choice.reason) {
        (Some(title), Some(reason)) => {
            format!("Title: {title}\n  because {}\n", chosen(reason))
        }
        _ => "No title was found.\n".to_owned(),
    };
    for candidate in &choice.candidates {
        let verdict = match (candidate.chosen, candidate.rejected) {
            (true, _) => "chosen",
            (false, Some(why)) => rejected(why),
            (false, None) => "a candidate",
        };
        let _ = writeln!(
            text,
            "  {:.1} pt  {}  ({verdict})",
            candidate.size,
            beginning(&candidate.text)
        );
    }
    text
}

fn of_block(block: &Block, reasons: &BlockReasons) -> String {
    let page = match block.places.first() {
        Some(Place::Page { page, .. }) => format!(", page {page}"),
        _ => String::new(),
    };
    let mut text = format!(
        "[{}] {}{page}: {}\n  {}\n  begins here: {}\n",
        block.id.0,
        kind(block.kind),
        because(reasons.kind),
        beginning(&block.text),
        begins(reasons.begins),
    );
    if let Some(why) = reasons.apart {
        let _ = writeln!(text, "  apart from the paragraph before: {}", apart(why));
    }
    for why in &reasons.joined {
        let _ = writeln!(text, "  a later piece joined: {}", joined(*why));
    }
    text
}

/// The first words of a text.
fn beginning(text: &str) -> String {
    let mut shown: String = text.chars().take(SHOWN).collect();
    if text.chars().nth(SHOWN).is_some() {
        shown.push('\u{2026}');
    }
    shown
}

fn kind(kind: BlockKind) -> &'static str {
    match kind {
        BlockKind::Title => "title",
        BlockKind::Authors => "authors",
        BlockKind::Heading => "heading",
        BlockKind::Paragraph => "paragraph",
        BlockKind::ListItem => "list item",
        BlockKind::Caption => "caption",
        BlockKind::Table => "table",
        BlockKind::Field => "field",
        BlockKind::Figure => "figure",
        BlockKind::Formula => "formula",
        BlockKind::Code => "code",
        BlockKind::Footnote => "footnote",
        BlockKind::Reference => "reference",
        BlockKind::Furniture => "furniture",
    }
}

fn chosen(reason: TitleReason) -> &'static str {
    match reason {
        TitleReason::SaysTheFile => "the file names the same title",
        TitleReason::OverAuthors => "it stands out, and names of authors follow it",
        TitleReason::LargestOfSeveralWords => {
            "it is large, has four words or more, and stands out most"
        }
        TitleReason::Largest => "it is large and stands out most",
        TitleReason::SubjectOfALetter => "it is the subject of a letter",
        TitleReason::KindOfBill => "it says that this is a bill or the like",
        TitleReason::FirstBold => "it stands out most, although it is no larger than the text",
        TitleReason::KindOfDocument => {
            "it says what kind of document this is, below the name of whoever it comes from"
        }
        TitleReason::CodeOfPatent => "the code of a patent's title stands before it",
        TitleReason::HeadOfPages => "it heads the pages, and nothing else looks like a title",
        TitleReason::OnlyTheFile => "the file names it, and nothing printed looks like a title",
    }
}

fn rejected(why: TitleRejection) -> &'static str {
    match why {
        TitleRejection::TooLow => "too low on the page",
        TitleRejection::FilledIn => "filled into a form or stamped onto the page",
        TitleRejection::InARow => "one of several pieces in a row",
        TitleRejection::TooLong => "too many words",
        TitleRejection::TooFewLetters => "too few letters",
        TitleRejection::Rubric => "a publisher's rubric or an address",
        TitleRejection::SectionName => "the name of a section",
        TitleRejection::NamesOfColumns => "the names of a table's columns",
        TitleRejection::Journal => "the name of the journal",
    }
}

fn because(why: KindReason) -> &'static str {
    match why {
        KindReason::NothingElse => "no rule says otherwise",
        KindReason::Aligned => "it stands in rows and columns with other short pieces",
        KindReason::BesideAddress => "it has labels and values, and stands beside an address",
        KindReason::LabelsAbove => "it has labels over their values",
        KindReason::FilledIn => "it was filled into a form or stamped onto the page",
        KindReason::ReadsAsProse => "it reads like running text",
        KindReason::ListMark => "it begins with the mark of a list item",
        KindReason::CaptionLabel => "it begins with a caption's label and number",
        KindReason::UnderCaptionLabel => "it stands right under a caption's label",
        KindReason::Monospaced => "its font is monospaced",
        KindReason::Mathematics => "it has much mathematics and few words",
        KindReason::NoLetters => "it has no letters",
        KindReason::Enclosed => "rules or a frame enclose it",
        KindReason::OnPicture => "it stands on a picture",
        KindReason::SmallPrintAtFoot => "it is small print with a mark at the foot of its column",
        KindReason::PieceBesideCaption => "it is one of several short pieces beside a caption",
        KindReason::RunOfPieces => "it is one of five or more short pieces in a row",
        KindReason::Title => "the title was found here",
        KindReason::AboveTitle => "it stands above the title and is not running text",
        KindReason::UnderTitle => "it stands between the title and the text",
        KindReason::Publisher => "it states rights, dates or addresses, as publishers do",
        KindReason::Bookmark => "the file has a bookmark of this name",
        KindReason::SectionName => "it is a usual name of a section",
        KindReason::Numbered => "it has a section's number and stands before text",
        KindReason::SetApart => "it is short, set unlike the text, and stands before text",
        KindReason::RunIn => "it opens a paragraph in its own line",
        KindReason::ReferenceEntry => "it stands in the list of references",
        KindReason::RunningHead => "the same line stands at the edge of many pages",
        KindReason::TitleAgain => "it says a title again, within a sentence that goes on below it",
        KindReason::KeptOnce => "it stands at the edge of pages, and nowhere in the text",
        KindReason::BuiltUp => "the next page shows the same and more, as a slide that is built up",
        KindReason::PageNumber => "it is a page number in the margin",
        KindReason::LineNumber => "it counts the lines of a manuscript",
        KindReason::Unreadable => "most of its letters are unknown",
        KindReason::Reading => "it is the reading of the word under it",
        KindReason::HeadByPlace => "it stands where other pages have another running head",
        KindReason::Artifact => "the file marks it as an artifact",
        KindReason::OtherDirection => "it runs in another direction than the page's text",
    }
}

fn begins(why: LineBreak) -> &'static str {
    match why {
        LineBreak::FirstOfPage => "it is the first line of its page",
        LineBreak::OtherFlow => "the line before runs in another direction or is an artifact",
        LineBreak::WideGap => "a wide gap stands before it on its line",
        LineBreak::NotBelow => "it does not stand below the line before",
        LineBreak::OtherSize => "its letters have another size than the line before",
        LineBreak::OtherSlant => "a short line in another slant stands above it",
        LineBreak::AfterCapitals => "a short line of capitals stands above it",
        LineBreak::ListMark => "it begins with the mark of a list item",
        LineBreak::WideLeading => "the distance to the line before is wider than the leading",
        LineBreak::NotUnder => "it stands beside the line before, not under it",
        LineBreak::OtherWeight => "only one of the two lines is bold",
        LineBreak::OtherPitch => "only one of the two lines is monospaced",
        LineBreak::OtherFace => "a short line in another face stands above it",
        LineBreak::AfterMarkedHeading => "a heading with a list mark stands above it",
        LineBreak::HeadBelow => {
            "it is short and set differently from the sentence before it, which has ended"
        }
        LineBreak::HangingIndent => "it returns to the margin of a hanging indent",
        LineBreak::Indent => "it is indented",
        LineBreak::AfterShortLine => "the line before is short and ends a sentence",
        LineBreak::LineOfItsOwn => "it is a line of its own, as the lines of an address are",
        LineBreak::AfterRunIn => "a heading in the same line stands before it",
        LineBreak::ReferenceEntry => "an entry of the list of references begins",
        LineBreak::TakenOut => "it was taken out of the lines around it",
        LineBreak::FilledIn => "it is a field of a form",
    }
}

fn apart(why: ParagraphBreak) -> &'static str {
    match why {
        ParagraphBreak::NoneOpen => "no paragraph is open",
        ParagraphBreak::TooFarApart => "too many other blocks stand between",
        ParagraphBreak::OtherSize => "its letters have another size",
        ParagraphBreak::ListItem => "it is an item of a list",
        ParagraphBreak::SentenceEnded => "the sentence before has ended",
        ParagraphBreak::NoPageOrColumnEnd => {
            "it begins with a capital, and no page or column ends before it"
        }
        ParagraphBreak::LastLineNotFull => {
            "it begins with a capital, and the line before is not full"
        }
    }
}

fn joined(why: ParagraphJoin) -> &'static str {
    match why {
        ParagraphJoin::Hyphen => "a hyphen cuts a word",
        ParagraphJoin::SmallLetter => "it begins with a small letter within a sentence",
        ParagraphJoin::OpenBracket => "a bracket is open",
        ParagraphJoin::CutLine => "a page or column ends in a full line within a sentence",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn recognized_pages_are_listed_with_what_recognized_them() {
        let page = |page, confidence| PageRecognition {
            page,
            engine: RecognitionEngine::Tesseract,
            language: "deu".to_owned(),
            confidence,
        };
        assert_eq!(recognized(&[]), "");
        assert_eq!(
            recognized(&[page(2, Some(91.6)), page(5, None)]),
            "Pages whose text was recognized:\n  page 2: Tesseract, deu, 92 % sure on average\n  page 5: Tesseract, deu\n\n"
        );
    }
}
