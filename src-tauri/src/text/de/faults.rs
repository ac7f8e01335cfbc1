//! What went wrong.

use super::causes::{
    arrived, damaged, is_no, looks_like, missing, no_connection, refused_address, refused_variant,
    unread,
};
use super::numbers::{about_gigabytes, counted, grouped, grouped_wide, page_span};
use super::precision::precision;
use crate::assistant::summary::Region;
use crate::fault::Fault;
use crate::weights::PrecisionChoice;
use crate::weights::download::RedirectFault;

/// What happened, in a sentence.
#[expect(
    clippy::too_many_lines,
    reason = "a table: one sentence for each fault"
)]
pub(crate) fn message(fault: &Fault) -> String {
    match fault {
        Fault::NotFound { path: None } => "Datei nicht gefunden.".into(),
        Fault::NotFound { path: Some(path) } => format!("Datei nicht gefunden: {path}."),
        Fault::IsFolder { path: None } => "Das ist ein Ordner und kein Dokument.".into(),
        Fault::IsFolder { path: Some(path) } => format!("{path} ist ein Ordner und kein Dokument."),
        Fault::Empty => "Die Datei ist leer.".into(),
        Fault::UnsupportedFormat { found } => {
            format!("Pagewing kann diese Datei nicht öffnen. {}", looks_like(*found))
        }
        Fault::PasswordNeeded => "Dieses Dokument ist mit einem Passwort geschützt.".into(),
        Fault::PasswordWrong => "Das Passwort öffnet dieses Dokument nicht.".into(),
        Fault::UnknownEncryption => {
            "Dieses Dokument ist auf eine Art verschlüsselt, die Pagewing nicht kennt.".into()
        }
        Fault::OfficePassword => {
            "Dieses Office-Dokument ist mit einem Passwort geschützt, und solche Dokumente öffnet Pagewing nicht."
                .into()
        }
        Fault::XfaForm => {
            "Dieses Dokument ist ein XFA-Formular: Seinen Inhalt zeigen nur Adobe Acrobat und ähnliche Programme, und auf seiner Seite steht nur ein Hinweis darauf."
                .into()
        }
        Fault::RightsManaged => {
            "Dieses Dokument ist durch digitale Rechteverwaltung (DRM) geschützt: Nur das Programm, für das es gemacht ist, öffnet es."
                .into()
        }
        Fault::Scanned { pages: 1 } => {
            "Dieses Dokument ist eingescannt: Seine Seite ist ein Bild ohne lesbaren Text.".into()
        }
        Fault::Scanned { pages } => format!(
            "Dieses Dokument ist eingescannt: Seine {} Seiten sind Bilder ohne lesbaren Text.",
            grouped(*pages)
        ),
        Fault::NotRecognized { pages: 1 } => {
            "Dieses Dokument ist eingescannt, und auf seiner Seite wurde kein Text erkannt.".into()
        }
        Fault::NotRecognized { pages } => format!(
            "Dieses Dokument ist eingescannt, und auf seinen {} Seiten wurde kein Text erkannt.",
            grouped(*pages)
        ),
        Fault::NoTesseract => {
            "Tesseract ist nicht installiert, das Programm, das den Text eingescannter Seiten erkennt.".into()
        }
        Fault::NoText => "Pagewing hat in diesem Dokument keinen Text gefunden.".into(),
        Fault::UnreadableFonts => {
            "Pagewing kann die Buchstaben dieses Dokuments nicht lesen: Seine Schriften sagen nicht, welche es sind."
                .into()
        }
        Fault::Damaged => "Die Datei ist beschädigt: Pagewing kann nichts davon lesen.".into(),
        Fault::TooLarge { bytes, limit } => format!(
            "Die Datei ist zu groß: Sie hat {} MB, und Pagewing liest höchstens {} MB.",
            bytes >> 20,
            limit >> 20
        ),
        Fault::TooMuchMemory => {
            "Dieses Dokument zu lesen würde zu viel Arbeitsspeicher brauchen.".into()
        }
        Fault::TimedOut => {
            "Dieses Dokument zu lesen hat zu lange gedauert, deshalb hat Pagewing aufgehört.".into()
        }
        Fault::WorkerDied => {
            "Das Dokument ist so beschädigt, dass das Lesen abgestürzt ist.".into()
        }
        Fault::Cancelled => "Abgebrochen.".into(),
        Fault::Io { path: None, detail } => {
            format!("Pagewing kann die Datei nicht lesen: {detail}.")
        }
        Fault::Io {
            path: Some(path),
            detail,
        } => format!("Pagewing kann {path} nicht lesen: {detail}."),
        Fault::NotFasta { line } => format!(
            "Das ist keine Sequenz in FASTA: In Zeile {line} müsste der Name eines Eintrags stehen."
        ),
        Fault::WrongLetter {
            letter,
            line,
            column,
            record,
        } => format!(
            "Der Eintrag {record} enthält einen Buchstaben, der keine Base ist: „{letter}“ in Zeile {line}, Spalte {column}."
        ),
        Fault::ProteinSequence { record, line } => format!(
            "Der Eintrag {record} in Zeile {line} ist ein Protein, und diese Modelle lesen DNA oder RNA."
        ),
        Fault::EmptyRecord { record, line } => {
            format!("Der Eintrag {record} in Zeile {line} hat keine Basen.")
        }
        Fault::TooManyRecords { limit } => format!(
            "Die Liste der Einträge dieser Datei würde mehr als {} MB Arbeitsspeicher brauchen.",
            limit >> 20
        ),
        Fault::NoSequences => "Dieses Dokument hat keine Sequenzen von DNA oder RNA.".into(),
        Fault::VariantRefused { variant, why } => refused_variant(variant, why),
        Fault::NoSuchClass {
            wanted,
            known,
            more,
        } => format!(
            "Das Modell hat keine Klasse „{wanted}“. {}: {}.",
            if *more { "Zu seinen Klassen gehören" } else { "Seine Klassen" },
            quoted(known)
        ),
        Fault::LibraryDamaged { path, .. } => format!(
            "Die Datenbank der Bibliothek, {path}, ist beschädigt. Pagewing hat sie gelassen, wie sie ist."
        ),
        Fault::LibraryTooNew { found, known } => format!(
            "Eine neuere Version von Pagewing hat diese Bibliothek geschrieben (Format {found}; diese Version kennt {known})."
        ),
        Fault::LibraryAway { path } => {
            format!("Die Bibliothek liegt seit ihrem Umzug in {path}, und diesen Ordner gibt es gerade nicht.")
        }
        Fault::LibraryInUse { path } => {
            format!("Ein anderes Fenster oder ein Befehl von Pagewing hat die Bibliothek {path} geöffnet.")
        }
        Fault::DiskFull { path } => {
            format!("Der Datenträger ist voll: Pagewing kann {path} nicht schreiben.")
        }
        Fault::LibraryUnwritable { path, detail } => {
            format!("Pagewing kann nicht in {path} schreiben: {detail}.")
        }
        Fault::NotInLibrary => "Dieses Dokument ist nicht in der Bibliothek.".into(),
        Fault::NotKept => "Pagewing hat das nicht mehr: Es wurde gelöscht.".into(),
        Fault::NothingMarked => "Hier gibt es nichts zu markieren.".into(),
        Fault::LongNote { characters, limit } => {
            format!("Dieser Text hat {characters} Zeichen; Pagewing behält höchstens {limit}.")
        }
        Fault::NoName => "Eine Sammlung oder ein Schlagwort braucht einen Namen.".into(),
        Fault::NameTaken { name } => format!("„{name}“ gibt es schon."),
        Fault::NoSuchGroup { name } => format!(
            "Die Bibliothek hat weder eine Sammlung noch ein Schlagwort namens „{name}“."
        ),
        Fault::NotABibliography { path } => {
            format!("{path} ist weder eine Zotero-Bibliothek noch BibTeX noch RIS.")
        }
        Fault::BibliographyDamaged { path, detail } => {
            format!("Pagewing kann die Zotero-Bibliothek {path} nicht lesen: {detail}.")
        }
        Fault::NothingToExport => "Es gibt nichts zu exportieren.".into(),
        Fault::SeveralDocuments { wanted, titles } => format!(
            "Zu „{wanted}“ passen mehrere Dokumente der Bibliothek: {}.",
            titles.join("; ")
        ),
        Fault::ExportUnwritable { path, detail } => {
            format!("Pagewing kann {path} nicht schreiben: {detail}.")
        }
        Fault::ContentDamaged { detail } => format!(
            "Pagewing kann nicht mehr lesen, was es von diesem Dokument gespeichert hat: {detail}."
        ),
        Fault::LibraryFailed { detail } => {
            format!("Die Datenbank der Bibliothek meldet einen Fehler: {detail}.")
        }
        Fault::ModelMissing { folder, .. } => {
            format!("Der Ordner des Modells wurde nicht gefunden: {folder}.")
        }
        Fault::ModelIncomplete { part, .. } => format!(
            "Der Ordner des Modells ist unvollständig: {}.",
            missing(*part)
        ),
        Fault::ModelWrongArchitecture { wanted, found, .. } => {
            format!("{}: Es ist {found}.", is_no(*wanted))
        }
        Fault::ModelTruncated { detail, .. } => {
            format!("Die Gewichte des Modells sind unvollständig: {detail}.")
        }
        Fault::ModelDamaged { detail, .. } => {
            format!("Der Ordner des Modells ist beschädigt: {detail}.")
        }
        Fault::ModelOtherVersion { newer: true, .. } => {
            "Eine neuere Version von Pagewing hat diese schnelle Kopie angelegt.".to_owned()
        }
        Fault::ModelOtherVersion { newer: false, .. } => {
            "Eine ältere Version von Pagewing hat diese schnelle Kopie angelegt, in einer Form, die nicht mehr gelesen wird."
                .to_owned()
        }
        Fault::ModelWrongTokenizer {
            tokenizer, model, ..
        } => format!(
            "Der Tokenizer gehört nicht zu diesem Modell: Er hat {tokenizer} Token, das Modell {model}."
        ),
        Fault::ModelWrongLabels { labels, classes } => format!(
            "Die Bezeichnungen des Modells passen nicht: Seine Konfiguration nennt {labels}, und seine Gewichte unterscheiden {classes} Klassen."
        ),
        Fault::ModelUnread { how } => unread(*how).into(),
        Fault::ModelTooLarge {
            needed, available, ..
        } => format!(
            "Das Modell braucht etwa {} Arbeitsspeicher, und nur {} sind frei.",
            about_gigabytes(*needed),
            about_gigabytes(*available)
        ),
        Fault::PrecisionNotHere {
            wanted: PrecisionChoice::Int8,
            ..
        } => "int8 ist für Prozessoren; hier läuft das Modell auf einer Grafikkarte.".into(),
        Fault::PrecisionNotHere {
            wanted,
            on_card: true,
        } => format!(
            "Mit {} rechnet diese Grafikkarte nicht.",
            precision(*wanted)
        ),
        Fault::PrecisionNotHere { wanted, .. } => format!(
            "{} braucht eine Grafikkarte, die dieser Build von Pagewing nutzen kann; hier läuft das Modell auf dem Prozessor.",
            precision(*wanted)
        ),
        Fault::PrecisionLost => {
            "Dieses Modell wurde in int8 umgewandelt, und die verlorene Genauigkeit kommt nicht zurück: Es hat kein f32."
                .into()
        }
        Fault::ModelSetting { detail } => format!("Das kann das Modell nicht: {detail}."),
        Fault::ModelFailed { detail } => format!("Das Modell ist gescheitert: {detail}."),
        Fault::NoModel => "Kein Modell für Zusammenfassungen ist installiert.".into(),
        Fault::DownloadOffline { .. } => {
            "Downloads sind ausgeschaltet: Die Variable HF_HUB_OFFLINE ist gesetzt.".into()
        }
        Fault::NoConnection { host, via, fault } => no_connection(host, via.as_deref(), *fault),
        Fault::ConnectionBroken { host, have, total } => format!(
            "Die Verbindung zu {host} bricht immer wieder ab, nach {}.",
            arrived(*have, *total)
        ),
        Fault::ConnectionStalled { host, seconds } => {
            format!("{host} hat {seconds} Sekunden lang nichts gesendet.")
        }
        Fault::NotAuthorized {
            host, gated: true, ..
        } => format!("Dieses Modell lässt sich von {host} nur mit Erlaubnis herunterladen."),
        Fault::NotAuthorized {
            host,
            token_sent: true,
            ..
        } => format!("{host} nimmt Ihr Token für dieses Modell nicht an."),
        Fault::NotAuthorized { host, .. } => {
            format!("{host} gibt dieses Modell nicht allen oder hat es nicht.")
        }
        Fault::NotFoundThere { host, file } => format!("{host} hat {file} nicht."),
        Fault::ServerRefused { host, status } => {
            format!("{host} kann zurzeit nicht antworten: Status {status}.")
        }
        Fault::RedirectRefused { host, fault } => format!(
            "{host} leitet den Download {}.",
            match fault {
                RedirectFault::TooMany => "zu oft weiter",
                RedirectFault::Circle => "im Kreis",
                RedirectFault::Unencrypted => "zu einer unverschlüsselten Adresse",
                RedirectFault::NoAddress => "ins Leere",
            }
        ),
        Fault::ServerWrong { host } => {
            format!("{host} sendet einen anderen Teil der Datei als den verlangten.")
        }
        Fault::WebPageInstead { host, file } => {
            format!("{host} sendet eine Webseite statt {file}.")
        }
        Fault::LfsPointer { host, file } => format!(
            "{host} sendet einen Verweis von git-lfs statt {file}: den Namen einer Datei und nicht die Datei."
        ),
        Fault::SizeDiffers {
            file,
            expected,
            found,
        } => format!(
            "{file} sollte {} Bytes haben und hat {}.",
            grouped_wide(*expected),
            grouped_wide(*found)
        ),
        Fault::HashDiffers {
            file,
            expected,
            found,
        } => format!(
            "{file} ist nicht die veröffentlichte Datei: Ihr SHA-256 ist {found} und sollte {expected} sein."
        ),
        Fault::LengthUnknown { host, file } => format!(
            "{host} nennt die Länge von {file} nicht. Ob alles angekommen ist, wäre nicht zu erkennen."
        ),
        Fault::NoRoom {
            path,
            needed,
            available,
        } => format!(
            "In {path} ist nicht genug Platz: Gebraucht werden {}, frei sind {}.",
            about_gigabytes(*needed),
            about_gigabytes(*available)
        ),
        Fault::FileTooLargeForDisk { path } => {
            format!("{path} ist zu groß für das Dateisystem dieses Datenträgers.")
        }
        Fault::NotAModelName { name } => {
            format!("„{name}“ ist weder der Name noch die Adresse eines Modells.")
        }
        Fault::NotAnAddress { address } => {
            format!("„{address}“ ist keine Adresse, die mit http:// oder https:// beginnt.")
        }
        Fault::OtherServer { host, server } => {
            format!("Diese Adresse liegt auf {host}, und Pagewing lädt Modelle von {server} herunter.")
        }
        Fault::ModelUnknown { model } => format!("Pagewing hat das Modell {model} nicht."),
        Fault::ModelBusy { model } => {
            format!("Eine andere Aufgabe oder ein anderes Programm arbeitet gerade an {model}.")
        }
        Fault::ModelTooNew { model } => {
            format!("Eine neuere Version von Pagewing hat das Modell {model} geschrieben.")
        }
        Fault::ModelNotReady { model } => format!("Das Modell {model} ist noch nicht bereit."),
        Fault::ModelFilesWrong { model, damage } => damaged(model, damage),
        Fault::NotSupportedHere {
            model,
            architecture,
        } => format!("Modelle wie {model} laufen in Pagewing nicht: Es ist {architecture}."),
        Fault::RepositoryIncomplete { model, part } => {
            format!("Das Repository {model} ist unvollständig: {}.", missing(*part))
        }
        Fault::ConvertedAlready { model } => format!("{model} ist schon eine schnelle Kopie."),
        Fault::ModelsUnwritable { path, detail } => {
            format!("Pagewing kann nicht in {path} schreiben: {detail}.")
        }
        Fault::ModelsUnreadable { path, detail } => {
            format!("Pagewing kann {path} nicht lesen: {detail}.")
        }
        Fault::ModelPathNotUnicode { path } => {
            format!("Pagewing kann sich den Pfad {path} nicht merken, weil er nicht ganz aus Unicode besteht.")
        }
        Fault::LedgerFailed { path, detail } => format!(
            "Pagewing kann die Liste seiner Verbindungen in {path} nicht lesen oder schreiben: {detail}. Ohne sie öffnet es keine."
        ),
        Fault::EmptyQuestion => "Die Frage ist leer.".into(),
        Fault::LongQuestion { characters, limit } => {
            format!("Die Frage hat {characters} Zeichen; Pagewing nimmt höchstens {limit}.")
        }
        Fault::NoWords => "Die Frage enthält keine Wörter.".into(),
        Fault::NoDocuments => "Es gibt keine Dokumente, die sich etwas fragen ließen.".into(),
        Fault::NoSection {
            wanted,
            known,
            more,
        } => no_section(wanted, known, *more),
        Fault::NoPages => {
            "Dieses Dokument hat keine Seiten. Zusammenfassen lässt es sich ganz oder nach Abschnitten.".into()
        }
        Fault::NoSuchPages { first, last, pages } => format!(
            "{} {} hat dieses Dokument nicht: Es hat {}.",
            if first == last { "Eine" } else { "Die" },
            page_span(*first, *last),
            counted(*pages, "Seite", "Seiten")
        ),
        Fault::NothingThere {
            place: Region::Section { title },
        } => format!("Der Abschnitt „{title}“ hat keinen fortlaufenden Text."),
        Fault::NothingThere {
            place: Region::Pages { first, last },
        } => format!(
            "Auf {}{} steht kein fortlaufender Text.",
            if first == last { "" } else { "den " },
            page_span(*first, *last)
        ),
        Fault::NothingThere {
            place: Region::Selection,
        } => "In der Auswahl steht kein Text.".into(),
        Fault::SettingsUnreadable { path, detail } => {
            format!("Pagewing kann die Einstellungen in {path} nicht lesen: {detail}.")
        }
        Fault::SettingsUnwritable { path, detail } => {
            format!("Pagewing kann die Einstellungen nicht in {path} schreiben: {detail}.")
        }
        Fault::NoHome => "Das System sagt nicht, wohin Ihre Dateien gehören.".into(),
        Fault::TemporaryUnwritable { detail } => {
            format!("Pagewing kann eine vorübergehende Datei nicht schreiben: {detail}.")
        }
        Fault::ReadingWrong => "Pagewing hat seine eigene Testseite falsch gelesen.".into(),
        Fault::ExampleUnwritable { detail } => {
            format!("Pagewing kann das Beispiel nicht auspacken: {detail}.")
        }
        Fault::NoWindow { detail } => format!("Pagewing kann sein Fenster nicht öffnen: {detail}."),
        Fault::AddressRefused { why } => refused_address(*why).into(),
        Fault::NothingOpens => "Kein Programm auf diesem Computer öffnet diese Adresse.".into(),
        Fault::Quarantined { name } => format!(
            "Pagewing ist bei der Arbeit an „{name}“ zweimal abgestürzt und versucht es deshalb nicht noch einmal."
        ),
        Fault::Defect => "Pagewing hat einen Fehler gemacht. Er liegt im Programm.".into(),
        Fault::Closing => "Pagewing wird gerade geschlossen.".into(),
        Fault::Earlier { said, .. } => said.clone(),
    }
}

fn quoted(names: &[String]) -> String {
    let quoted: Vec<_> = names.iter().map(|name| format!("„{name}“")).collect();
    quoted.join(", ")
}

fn no_section(wanted: &str, known: &[String], more: bool) -> String {
    match known {
        [] => format!(
            "Dieses Dokument hat keinen Abschnitt „{wanted}“; Pagewing hat keine Abschnitte darin gefunden."
        ),
        titles => format!(
            "Dieses Dokument hat keinen Abschnitt „{wanted}“. {} sind {}.",
            if more {
                "Einige seiner Abschnitte"
            } else {
                "Seine Abschnitte"
            },
            quoted(titles)
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_page_and_several_have_their_own_forms() {
        let said = |first, last, pages| message(&Fault::NoSuchPages { first, last, pages });
        assert_eq!(
            said(9, 9, 1),
            "Eine Seite 9 hat dieses Dokument nicht: Es hat 1 Seite."
        );
        assert_eq!(
            said(9, 12, 8),
            "Die Seiten 9-12 hat dieses Dokument nicht: Es hat 8 Seiten."
        );
    }
}
