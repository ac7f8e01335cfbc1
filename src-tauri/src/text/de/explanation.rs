//! What `pagewing extract --explain` prints: why the title and each block are what they are.

use std::fmt::Write;

use super::numbers::decimal;
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
        return "Dieses Dokument hat keine Seiten. Sein Format nennt Titel, Überschriften und Absätze.\n"
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
        text.push_str("Seiten, deren Text erkannt wurde:\n");
    }
    for page in pages {
        let engine = match page.engine {
            RecognitionEngine::Tesseract => "Tesseract",
        };
        let sure = match page.confidence {
            Some(sure) => format!(", im Mittel zu {sure:.0} % sicher"),
            None => String::new(),
        };
        let _ = writeln!(
            text,
            "  Seite {}: {engine}, {}{sure}",
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
        (Some(title), Some(reason)) => format!("Titel: {title}\n  Grund: {}\n", chosen(reason)),
        _ => "Kein Titel wurde gefunden.\n".to_owned(),
    };
    for candidate in &choice.candidates {
        let verdict = match (candidate.chosen, candidate.rejected) {
            (true, _) => "gewählt",
            (false, Some(why)) => rejected(why),
            (false, None) => "ein Kandidat",
        };
        let _ = writeln!(
            text,
            "  {} pt  {}  ({verdict})",
            decimal(candidate.size.into(), 1),
            beginning(&candidate.text)
        );
    }
    text
}

fn of_block(block: &Block, reasons: &BlockReasons) -> String {
    let page = match block.places.first() {
        Some(Place::Page { page, .. }) => format!(", Seite {page}"),
        _ => String::new(),
    };
    let mut text = format!(
        "[{}] {}{page}: {}\n  {}\n  beginnt hier: {}\n",
        block.id.0,
        kind(block.kind),
        because(reasons.kind),
        beginning(&block.text),
        begins(reasons.begins),
    );
    if let Some(why) = reasons.apart {
        let _ = writeln!(text, "  getrennt vom Absatz davor: {}", apart(why));
    }
    for why in &reasons.joined {
        let _ = writeln!(text, "  ein späteres Stück kam dazu: {}", joined(*why));
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
        BlockKind::Title => "Titel",
        BlockKind::Authors => "Namen",
        BlockKind::Heading => "Überschrift",
        BlockKind::Paragraph => "Absatz",
        BlockKind::ListItem => "Listenpunkt",
        BlockKind::Caption => "Bildunterschrift",
        BlockKind::Table => "Tabelle",
        BlockKind::Field => "Feld",
        BlockKind::Figure => "Abbildung",
        BlockKind::Formula => "Formel",
        BlockKind::Code => "Code",
        BlockKind::Footnote => "Fußnote",
        BlockKind::Reference => "Literaturangabe",
        BlockKind::Furniture => "Beiwerk",
    }
}

fn chosen(reason: TitleReason) -> &'static str {
    match reason {
        TitleReason::SaysTheFile => "die Datei nennt denselben Titel",
        TitleReason::OverAuthors => "er fällt auf, und Namen folgen ihm",
        TitleReason::LargestOfSeveralWords => {
            "er ist groß, hat vier Wörter oder mehr und fällt am meisten auf"
        }
        TitleReason::Largest => "er ist groß und fällt am meisten auf",
        TitleReason::SubjectOfALetter => "er ist der Betreff eines Briefs",
        TitleReason::KindOfBill => "er sagt, dass dies eine Rechnung oder Ähnliches ist",
        TitleReason::FirstBold => {
            "er fällt am meisten auf, obwohl er nicht größer ist als der Text"
        }
        TitleReason::KindOfDocument => {
            "er sagt, welcher Art das Dokument ist, unter dem Namen dessen, von dem es kommt"
        }
        TitleReason::CodeOfPatent => "vor ihm steht die Kennziffer für den Titel eines Patents",
        TitleReason::HeadOfPages => {
            "er steht über den Seiten, und nichts anderes sieht wie ein Titel aus"
        }
        TitleReason::OnlyTheFile => {
            "die Datei nennt ihn, und nichts Gedrucktes sieht wie ein Titel aus"
        }
    }
}

fn rejected(why: TitleRejection) -> &'static str {
    match why {
        TitleRejection::TooLow => "zu weit unten auf der Seite",
        TitleRejection::FilledIn => "in ein Formular eingetragen oder auf die Seite gestempelt",
        TitleRejection::InARow => "eines von mehreren Stücken in einer Reihe",
        TitleRejection::TooLong => "zu viele Wörter",
        TitleRejection::TooFewLetters => "zu wenige Buchstaben",
        TitleRejection::Rubric => "eine Rubrik des Verlags oder eine Adresse",
        TitleRejection::SectionName => "der Name eines Abschnitts",
        TitleRejection::NamesOfColumns => "die Namen der Spalten einer Tabelle",
        TitleRejection::Journal => "der Name der Zeitschrift",
    }
}

fn because(why: KindReason) -> &'static str {
    match why {
        KindReason::NothingElse => "keine Regel sagt etwas anderes",
        KindReason::Aligned => "es steht mit anderen kurzen Stücken in Zeilen und Spalten",
        KindReason::BesideAddress => {
            "es hat Beschriftungen und Werte und steht neben einer Adresse"
        }
        KindReason::LabelsAbove => "Bezeichnungen stehen über ihren Werten",
        KindReason::FilledIn => {
            "es wurde in ein Formular eingetragen oder auf die Seite gestempelt"
        }
        KindReason::ReadsAsProse => "es liest sich wie fortlaufender Text",
        KindReason::ListMark => "es beginnt mit dem Zeichen eines Listenpunkts",
        KindReason::CaptionLabel => "es beginnt wie eine Bildunterschrift, mit einer Nummer",
        KindReason::UnderCaptionLabel => "es steht gleich unter dem Anfang einer Bildunterschrift",
        KindReason::Monospaced => "alle Zeichen seiner Schrift sind gleich breit",
        KindReason::Mathematics => "es hat viel Mathematik und wenige Wörter",
        KindReason::NoLetters => "es hat keine Buchstaben",
        KindReason::Enclosed => "Linien oder ein Rahmen schließen es ein",
        KindReason::OnPicture => "es steht auf einem Bild",
        KindReason::SmallPrintAtFoot => {
            "es ist Kleingedrucktes mit einem Zeichen am Fuß seiner Spalte"
        }
        KindReason::PieceBesideCaption => {
            "es ist eines von mehreren kurzen Stücken neben einer Bildunterschrift"
        }
        KindReason::RunOfPieces => "es ist eines von fünf oder mehr kurzen Stücken in einer Reihe",
        KindReason::Title => "hier wurde der Titel gefunden",
        KindReason::AboveTitle => "es steht über dem Titel und ist kein fortlaufender Text",
        KindReason::UnderTitle => "es steht zwischen dem Titel und dem Text",
        KindReason::Publisher => "es nennt Rechte, Daten oder Adressen, wie Verlage es tun",
        KindReason::Bookmark => "die Datei hat ein Lesezeichen mit diesem Namen",
        KindReason::SectionName => "es ist ein üblicher Name eines Abschnitts",
        KindReason::Numbered => "es hat die Nummer eines Abschnitts und steht vor Text",
        KindReason::SetApart => "es ist kurz, anders gesetzt als der Text und steht vor Text",
        KindReason::RunIn => "es eröffnet einen Absatz in dessen Zeile",
        KindReason::ReferenceEntry => "es steht im Literaturverzeichnis",
        KindReason::RunningHead => "dieselbe Zeile steht am Rand vieler Seiten",
        KindReason::TitleAgain => {
            "es wiederholt einen Titel, in einem Satz, der darunter weitergeht"
        }
        KindReason::KeptOnce => "es steht am Rand von Seiten und nirgends im Text",
        KindReason::BuiltUp => {
            "die nächste Seite zeigt dasselbe und mehr, wie eine Folie, die sich aufbaut"
        }
        KindReason::PageNumber => "es ist eine Seitenzahl am Rand",
        KindReason::LineNumber => "es zählt die Zeilen eines Manuskripts",
        KindReason::Unreadable => "die meisten seiner Buchstaben sind unbekannt",
        KindReason::Reading => "es ist die Lesung des Wortes darunter",
        KindReason::HeadByPlace => "es steht, wo andere Seiten einen anderen Kolumnentitel haben",
        KindReason::Artifact => "die Datei kennzeichnet es als Artefakt",
        KindReason::OtherDirection => "es läuft in eine andere Richtung als der Text der Seite",
    }
}

fn begins(why: LineBreak) -> &'static str {
    match why {
        LineBreak::FirstOfPage => "es ist die erste Zeile der Seite",
        LineBreak::OtherFlow => {
            "die Zeile davor läuft in eine andere Richtung oder ist ein Artefakt"
        }
        LineBreak::WideGap => "eine breite Lücke steht davor in der Zeile",
        LineBreak::NotBelow => "es steht nicht unter der Zeile davor",
        LineBreak::OtherSize => "seine Buchstaben sind anders groß als die der Zeile davor",
        LineBreak::OtherSlant => "eine kurze, anders geneigte Zeile steht darüber",
        LineBreak::AfterCapitals => "eine kurze Zeile in Großbuchstaben steht darüber",
        LineBreak::ListMark => "es beginnt mit dem Zeichen eines Listenpunkts",
        LineBreak::WideLeading => "der Abstand zur Zeile davor ist größer als der Zeilenabstand",
        LineBreak::NotUnder => "es steht neben der Zeile davor, nicht darunter",
        LineBreak::OtherWeight => "nur eine der beiden Zeilen ist fett",
        LineBreak::OtherPitch => "nur in einer der beiden Zeilen sind alle Zeichen gleich breit",
        LineBreak::OtherFace => "eine kurze Zeile in einer anderen Schrift steht darüber",
        LineBreak::AfterMarkedHeading => "eine Überschrift mit Listenzeichen steht darüber",
        LineBreak::HeadBelow => {
            "es ist kurz und anders gesetzt als der Satz davor, der zu Ende ist"
        }
        LineBreak::HangingIndent => "es kehrt an den Rand eines hängenden Einzugs zurück",
        LineBreak::Indent => "es ist eingezogen",
        LineBreak::AfterShortLine => "die Zeile davor ist kurz und beendet einen Satz",
        LineBreak::LineOfItsOwn => "es ist eine Zeile für sich, wie die einer Adresse",
        LineBreak::AfterRunIn => "eine Überschrift steht davor in derselben Zeile",
        LineBreak::ReferenceEntry => "ein Eintrag des Literaturverzeichnisses beginnt",
        LineBreak::TakenOut => "es wurde aus den Zeilen ringsum herausgenommen",
        LineBreak::FilledIn => "es ist ein Feld eines Formulars",
    }
}

fn apart(why: ParagraphBreak) -> &'static str {
    match why {
        ParagraphBreak::NoneOpen => "kein Absatz ist offen",
        ParagraphBreak::TooFarApart => "zu viele andere Blöcke stehen dazwischen",
        ParagraphBreak::OtherSize => "seine Buchstaben sind anders groß",
        ParagraphBreak::ListItem => "es ist ein Listenpunkt",
        ParagraphBreak::SentenceEnded => "der Satz davor ist zu Ende",
        ParagraphBreak::NoPageOrColumnEnd => {
            "es beginnt mit einem Großbuchstaben, und davor endet weder Seite noch Spalte"
        }
        ParagraphBreak::LastLineNotFull => {
            "es beginnt mit einem Großbuchstaben, und die Zeile davor ist nicht voll"
        }
    }
}

fn joined(why: ParagraphJoin) -> &'static str {
    match why {
        ParagraphJoin::Hyphen => "ein Trennstrich teilt ein Wort",
        ParagraphJoin::SmallLetter => "es beginnt mit einem Kleinbuchstaben mitten in einem Satz",
        ParagraphJoin::OpenBracket => "eine Klammer ist offen",
        ParagraphJoin::CutLine => {
            "eine Seite oder Spalte endet mit einer vollen Zeile mitten in einem Satz"
        }
    }
}
