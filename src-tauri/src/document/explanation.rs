//! Why a document was read as it was. These are facts; `pagewing extract --explain` puts them into words.

use serde::Serialize;

use super::types::BlockId;

/// Why the title and each block of a document with pages are what they are.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Explanation {
    /// How the title was found.
    pub title: TitleChoice,
    /// One entry per block of the document, in the same order.
    pub blocks: Vec<BlockReasons>,
}

/// How the title was chosen among the blocks of the first page.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct TitleChoice {
    /// Every block of the first page, in reading order.
    pub candidates: Vec<TitleCandidate>,
    /// Why the title is the title; `None` where there is none.
    pub reason: Option<TitleReason>,
}

/// A block of the first page, as it looked when the title was chosen.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TitleCandidate {
    /// Its text, hyphens at line ends included.
    pub text: String,
    /// The size of most of its letters, in points.
    pub size: f32,
    /// Why it cannot be a title; `None` for a candidate.
    pub rejected: Option<TitleRejection>,
    /// Whether it is the title or a part of it.
    pub chosen: bool,
}

/// Why a title was chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum TitleReason {
    /// The file's information dictionary names the same title.
    SaysTheFile,
    /// It is the largest candidate of four words or more.
    LargestOfSeveralWords,
    /// It is the largest candidate, and none has four words.
    Largest,
    /// Nothing is larger than the text, and it is the first bold candidate of four words or more.
    FirstBold,
    /// Nothing printed looks like a title, so the file's information dictionary gives it.
    OnlyTheFile,
}

/// Why a block of the first page is not a candidate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum TitleRejection {
    /// It stands in the lower third of the text.
    TooLow,
    /// It has more words than a title.
    TooLong,
    /// It has fewer than five letters.
    TooFewLetters,
    /// It is a word that publishers print over titles, or an address.
    Rubric,
    /// It is the name of a section.
    SectionName,
    /// It is the name of the journal: elsewhere on the page a year or volume follows it.
    Journal,
}

/// Why a block is what it is and begins where it does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BlockReasons {
    /// The block.
    pub block: BlockId,
    /// Why it is of its kind.
    pub kind: KindReason,
    /// Why its first line does not go on with the line before.
    pub begins: LineBreak,
    /// Why it is not the rest of the paragraph before it; `None` where that was not a question.
    pub apart: Option<ParagraphBreak>,
    /// Why each further piece was joined to it.
    pub joined: Vec<ParagraphJoin>,
}

/// Which rule gave a block its kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum KindReason {
    /// No rule says otherwise.
    NothingElse,
    /// It reads like running text: sentences in lines as wide as a column.
    ReadsAsProse,
    /// It begins with the mark of a list item.
    ListMark,
    /// It begins with the label of a caption and its number.
    CaptionLabel,
    /// It stands right under a caption that is a label alone.
    UnderCaptionLabel,
    /// Nearly all of it is in a monospaced font.
    Monospaced,
    /// It has much mathematics and few words.
    Mathematics,
    /// It has no letters.
    NoLetters,
    /// Rules or a frame enclose it.
    Enclosed,
    /// It stands on a picture.
    OnPicture,
    /// It is small print with a mark, under all running text of its column.
    SmallPrintAtFoot,
    /// It is one of several short pieces beside a caption.
    PieceBesideCaption,
    /// It is one of five or more short pieces in a row.
    RunOfPieces,
    /// The title was found here; [`TitleChoice::reason`] says why.
    Title,
    /// It stands above the title and is not running text.
    AboveTitle,
    /// It stands between the title and the text.
    UnderTitle,
    /// It is a line of the publisher's: rights, dates, addresses.
    Publisher,
    /// The file's outline has a bookmark of this name.
    Bookmark,
    /// It is a section's name, as papers use them.
    SectionName,
    /// It has a section's number and stands before text.
    Numbered,
    /// It is short, set unlike the text, and stands before text.
    SetApart,
    /// It opens a paragraph in its own line and is set apart or named there.
    RunIn,
    /// It stands in the list of references.
    ReferenceEntry,
    /// The same line stands at the edge of many pages.
    RunningHead,
    /// It is a page number in the margin.
    PageNumber,
    /// It counts the lines of a manuscript.
    LineNumber,
    /// The file marks it as an artifact of the page.
    Artifact,
    /// It runs in another direction than the page's text.
    OtherDirection,
}

/// Why a line begins a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LineBreak {
    /// It is the first line of the page.
    FirstOfPage,
    /// It runs in another direction, or only one of the two lines is marked as an artifact.
    OtherFlow,
    /// It stands on the same baseline behind a wide gap.
    WideGap,
    /// It does not stand below the line before: the next column, or an order of the file's own.
    NotBelow,
    /// Its letters have another size.
    OtherSize,
    /// A short line in another slant ends above it.
    OtherSlant,
    /// A short line of capitals ends above it.
    AfterCapitals,
    /// It begins with the mark of a list item.
    ListMark,
    /// The distance to the line before is wider than the leading.
    WideLeading,
    /// It stands beside the line before, not under it.
    NotUnder,
    /// Only one of the two lines is bold.
    OtherWeight,
    /// Only one of the two lines is monospaced.
    OtherPitch,
    /// A short line in another face ends above it.
    OtherFace,
    /// A single line that heads a list ends above it.
    AfterMarkedHeading,
    /// It returns to the margin of a hanging indent.
    HangingIndent,
    /// It is indented.
    Indent,
    /// The line before is short and ends a sentence.
    AfterShortLine,
    /// A heading was split off in front of it.
    AfterRunIn,
    /// An entry of the list of references begins here.
    ReferenceEntry,
    /// It was taken out of the lines around it.
    TakenOut,
}

/// Why a block is the rest of an open paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ParagraphJoin {
    /// A hyphen cuts a word.
    Hyphen,
    /// It begins with a small letter, and the sentence before has not ended.
    SmallLetter,
    /// A bracket is open, and a number goes on in it.
    OpenBracket,
    /// A page or column ends in a full line within a sentence.
    CutLine,
}

/// Why a block is not the rest of the paragraph before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ParagraphBreak {
    /// No paragraph is open: a heading, or nothing, stands before it.
    NoneOpen,
    /// Too many other blocks stand between.
    TooFarApart,
    /// Its letters have another size.
    OtherSize,
    /// It is an item of a list.
    ListItem,
    /// The sentence before has ended.
    SentenceEnded,
    /// It begins with a capital, and no page or column ends between the two.
    NoPageOrColumnEnd,
    /// It begins with a capital, and the last line of the paragraph is short or its only one.
    LastLineNotFull,
}
