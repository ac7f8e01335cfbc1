//! Why a document was read the way it was. These are facts; `pagewing extract --explain` puts them into words.

use serde::Serialize;

use super::types::BlockId;

/// Why the title and each block of a document with pages are what they are.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Explanation {
    /// How the title was found.
    pub title: TitleChoice,
    /// One entry per block of the document, in the same order.
    pub blocks: Vec<BlockReasons>,
    /// The pages whose text was recognized.
    pub recognized: Vec<PageRecognition>,
}

/// How the text of a page was recognized.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PageRecognition {
    /// 1-based.
    pub page: u32,
    /// What recognized it.
    pub engine: RecognitionEngine,
    /// The languages that the engine was asked for, as it names them.
    pub language: String,
    /// How sure the engine is of the words, on average over their letters, 0 to 100; `None` if it found none or if
    /// that was not kept.
    pub confidence: Option<f32>,
}

/// A program that recognizes text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RecognitionEngine {
    /// Tesseract.
    Tesseract,
}

/// How the title was chosen among the blocks of the first page.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct TitleChoice {
    /// Every block of the first page, in reading order.
    pub candidates: Vec<TitleCandidate>,
    /// Why this title won; `None` if the document has no title.
    pub reason: Option<TitleReason>,
}

/// A block of the first page, as it looked when the title was chosen.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TitleCandidate {
    /// Its text, including the hyphens at line ends.
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
    /// It stands out from the text, and the names of its authors follow.
    OverAuthors,
    /// It stands out most of all candidates: it is large and has four words or more.
    LargestOfSeveralWords,
    /// It stands out most of all candidates, because it is large.
    Largest,
    /// It is no larger than the text and stands out otherwise: bold, in capitals, or in the middle.
    FirstBold,
    /// It stands over or under the salutation of a letter.
    SubjectOfALetter,
    /// It says over a table that this is a bill, an offer or the like.
    KindOfBill,
    /// It says what the document is, and the name of whose document it is stands over it.
    KindOfDocument,
    /// The code of a patent's front page stands before it.
    CodeOfPatent,
    /// The head of the pages says it, and nothing else on the first page looks like a title.
    HeadOfPages,
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
    /// It was filled into a form, or stamped onto the page.
    FilledIn,
    /// Other pieces stand beside it, set alike: they are the cells of a row.
    InARow,
    /// It begins with the names of a table's columns.
    NamesOfColumns,
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
    /// Why its first line does not continue the line before it.
    pub begins: LineBreak,
    /// Why it does not continue the paragraph before it; `None` if that question did not arise.
    pub apart: Option<ParagraphBreak>,
    /// Why each further piece was joined to it.
    pub joined: Vec<ParagraphJoin>,
}

/// Which rule gave a block its kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum KindReason {
    /// No other rule applies.
    NothingElse,
    /// It reads like running text: sentences in lines as wide as a column.
    ReadsAsProse,
    /// It begins with the mark of a list item.
    ListMark,
    /// It begins with the label of a caption and its number.
    CaptionLabel,
    /// It stands right below a caption that is only a label.
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
    /// It is small print with a mark, below all running text of its column.
    SmallPrintAtFoot,
    /// It is one of several short pieces beside a caption.
    PieceBesideCaption,
    /// It is one of five or more short pieces in a row.
    RunOfPieces,
    /// It is the title; [`TitleChoice::reason`] gives the reason.
    Title,
    /// It stands above the title and is not running text.
    AboveTitle,
    /// It stands between the title and the text.
    UnderTitle,
    /// It is the publisher's: rights, dates or addresses.
    Publisher,
    /// The file's outline has a bookmark of this name.
    Bookmark,
    /// It has a section name that papers share.
    SectionName,
    /// It has a section's number and stands before text.
    Numbered,
    /// It is short, looks unlike the text, and stands before text.
    SetApart,
    /// It opens a paragraph on the paragraph's own line, and its look or its name sets it apart.
    RunIn,
    /// It stands in the list of references.
    ReferenceEntry,
    /// The same line stands at the edge of many pages.
    RunningHead,
    /// It says again what stood before it in larger letters, and a sentence goes on below it.
    TitleAgain,
    /// It stands at the edge of pages and states what the text does not.
    KeptOnce,
    /// It stands where other pages have another head, and counts the pages or looks unlike the text.
    HeadByPlace,
    /// The next page shows it again, and more: a slide is built up over several pages.
    BuiltUp,
    /// It is the reading of the word under it.
    Reading,
    /// It is a page number in the margin.
    PageNumber,
    /// It is a line number of a manuscript.
    LineNumber,
    /// The file marks it as an artifact of the page.
    Artifact,
    /// It runs in another direction than the page's text.
    OtherDirection,
    /// Most of its letters are unknown.
    Unreadable,
    /// It was filled into a form, or stamped onto the page.
    FilledIn,
    /// It stands in rows and columns with other short pieces.
    Aligned,
    /// It has labels and values, and stands beside an address.
    BesideAddress,
    /// It has labels in small or light letters over their values.
    LabelsAbove,
}

/// Why a line begins a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LineBreak {
    /// It is the first line of the page.
    FirstOfPage,
    /// It runs in another direction, or only one of the two lines is marked as an artifact.
    OtherFlow,
    /// It stands on the same baseline after a wide gap.
    WideGap,
    /// It is not below the line before it: a new column begins, or the file draws in an order of its own.
    NotBelow,
    /// Its letters have another size.
    OtherSize,
    /// The line before it is short and has another slant.
    OtherSlant,
    /// The line before it is short and in capitals.
    AfterCapitals,
    /// It begins with the mark of a list item.
    ListMark,
    /// It is farther from the line before it than the leading allows.
    WideLeading,
    /// It stands beside the line before it, not below it.
    NotUnder,
    /// Only one of the two lines is bold.
    OtherWeight,
    /// Only one of the two lines is monospaced.
    OtherPitch,
    /// The line before it is short and has another face.
    OtherFace,
    /// The line before it stands alone and heads a list.
    AfterMarkedHeading,
    /// It is short and differs in slant, face or size from the line before it, which ends a sentence.
    HeadBelow,
    /// It returns to the margin of a hanging indent.
    HangingIndent,
    /// It is indented.
    Indent,
    /// The line before it is short and ends a sentence.
    AfterShortLine,
    /// It stands for itself, as the lines of an address do.
    LineOfItsOwn,
    /// A heading was split off before it.
    AfterRunIn,
    /// An entry of the list of references begins here.
    ReferenceEntry,
    /// It was taken out from among other lines.
    TakenOut,
    /// It is a field of a form.
    FilledIn,
}

/// Why a block continues an open paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ParagraphJoin {
    /// A hyphen divides a word between the two.
    Hyphen,
    /// It begins with a lower-case letter, and the sentence before it has not ended.
    SmallLetter,
    /// A bracket is open, and a digit follows in it.
    OpenBracket,
    /// A page or column ends within a sentence, and its last line is full.
    CutLine,
}

/// Why a block does not continue the paragraph before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ParagraphBreak {
    /// No paragraph is open: a heading, or nothing, stands before it.
    NoneOpen,
    /// Too many other blocks stand between the two.
    TooFarApart,
    /// Its letters have another size.
    OtherSize,
    /// It is an item of a list.
    ListItem,
    /// The sentence before it has ended.
    SentenceEnded,
    /// It begins with a capital, and no page or column ends between the two.
    NoPageOrColumnEnd,
    /// It begins with a capital, and the paragraph's last line is short or its only line.
    LastLineNotFull,
}
