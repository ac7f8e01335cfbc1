//! The causes that a fault names, in sentences or as parts of one: what a file looks like, why a server was not
//! reached, what is wrong with a model.

use super::numbers::{about_gigabytes, decimal, grouped_wide};
use crate::document::FileKind;
use crate::fault::{AddressFault, ModelTask};
use crate::genome::VariantFault;
use crate::weights::download::ConnectFault;
use crate::weights::store::Damage;
use crate::weights::{Fall, ModelPart};

pub(super) fn refused_variant(variant: &str, why: &VariantFault) -> String {
    match why {
        VariantFault::Form => format!(
            "„{variant}“ ist keine Ersetzung wie chr1:12345:A>G, mit ebenso vielen Basen vor dem > wie dahinter."
        ),
        VariantFault::NoRecord { record } => format!(
            "Die Variante {variant} nennt den Eintrag {record}, und den hat die Datei nicht."
        ),
        VariantFault::Outside { length } => format!(
            "Die Variante {variant} liegt hinter dem Ende ihres Eintrags, der {length} Basen hat."
        ),
        VariantFault::Differs { found } => {
            format!("Die Variante {variant} passt nicht zur Sequenz: Dort steht {found}.")
        }
        VariantFault::Gap => {
            format!(
                "Die Variante {variant} liegt in einer Lücke, wo die Sequenz nicht bekannt ist."
            )
        }
    }
}

pub(super) fn refused_address(why: AddressFault) -> &'static str {
    match why {
        AddressFault::OtherKind => "Pagewing öffnet nur Web- und Mailadressen.",
        AddressFault::TooLong => "Diese Adresse ist zu lang, um sie zu öffnen.",
        AddressFault::Characters => {
            "Diese Adresse hat Leerzeichen oder unsichtbare Zeichen, deshalb öffnet Pagewing sie nicht."
        }
        AddressFault::Credentials => {
            "Diese Adresse enthält einen Namen oder ein Passwort, deshalb öffnet Pagewing sie nicht."
        }
        AddressFault::NoHost => "Diese Adresse nennt weder Server noch Empfänger.",
        AddressFault::MailFields => {
            "Diese Adresse verlangt vom Mailprogramm mehr als Empfänger, Betreff und Text, deshalb öffnet Pagewing sie nicht."
        }
    }
}

pub(super) fn looks_like(kind: FileKind) -> &'static str {
    match kind {
        FileKind::Archive => "Sie sieht aus wie ein ZIP-Archiv oder ein Office-Dokument.",
        FileKind::Picture => "Sie sieht aus wie ein Bild.",
        FileKind::PostScript => "Sie sieht aus wie PostScript.",
        FileKind::RichText => "Sie sieht aus wie ein Rich-Text-Dokument.",
        FileKind::OldOffice => "Sie sieht aus wie ein altes Word- oder Office-Dokument.",
        FileKind::Program => "Sie sieht aus wie ein Programm.",
        FileKind::Xml => "Sie sieht aus wie XML.",
        FileKind::Text => "Sie ist reiner Text unter dem Namen einer anderen Art von Datei.",
        FileKind::Device => "Sie ist ein Gerät oder eine Pipe.",
        FileKind::Unknown => "Ihr Format ist unbekannt.",
    }
}

pub(super) fn is_no(wanted: ModelTask) -> &'static str {
    match wanted {
        ModelTask::Summarize => {
            "Das ist kein Modell für Zusammenfassungen aus der Familie BigBirdPegasus"
        }
        ModelTask::Answer => "Dieses Modell beantwortet keine Fragen",
        ModelTask::Embed => "Dieses Modell verwandelt keine Sätze in Vektoren",
        ModelTask::Classify => "Dieses Modell klassifiziert keine Texte",
        ModelTask::ClassifyBases => "Dieses Modell klassifiziert keine Sequenzen",
        ModelTask::Predict => "Dieses Modell sagt keine verdeckten Token voraus",
        ModelTask::Encode => "Dieses Modell hat keinen Encoder der Familie BigBird",
    }
}

pub(super) fn no_connection(host: &str, via: Option<&str>, fault: ConnectFault) -> String {
    let through = via.map_or_else(String::new, |proxy| format!(" über den Proxy {proxy}"));
    match fault {
        ConnectFault::UnknownHost => format!("Pagewing findet {host}{through} nicht."),
        ConnectFault::Unreachable => format!("Pagewing erreicht {host}{through} nicht."),
        ConnectFault::TooSlow => format!("{host} antwortet{through} nicht."),
        ConnectFault::Certificate => format!(
            "Das Zertifikat von {host} ist nicht gültig, die Verbindung ist vielleicht nicht sicher."
        ),
        ConnectFault::NoCertificates => format!(
            "Das System hat keine Liste vertrauenswürdiger Zertifikate, deshalb kann Pagewing {host} nicht prüfen."
        ),
        ConnectFault::NotHttp => format!("{host} antwortet{through} nicht wie ein Webserver."),
    }
}

/// `1,2 von 2,3 GB`.
pub(super) fn arrived(have: u64, total: Option<u64>) -> String {
    match total {
        Some(total) => format!(
            "{} von {}",
            decimal(have as f64 / 1e9, 1),
            about_gigabytes(total)
        ),
        None => about_gigabytes(have),
    }
}

pub(super) fn unread(how: Fall) -> &'static str {
    match how {
        Fall::Crashed => {
            "Die Dateien des Modells sind so beschädigt, dass das Lesen in einem eigenen Prozess abgestürzt ist."
        }
        Fall::TookTooLong => {
            "Die Dateien des Modells zu lesen hat zu lange gedauert, deshalb hat Pagewing aufgehört."
        }
        Fall::TooMuchMemory => {
            "Die Dateien des Modells zu lesen würde zu viel Arbeitsspeicher brauchen."
        }
        Fall::NotStarted => {
            "Pagewing konnte den Prozess nicht starten, der die Dateien eines Modells zuerst liest."
        }
    }
}

pub(super) fn damaged(model: &str, damage: &Damage) -> String {
    match damage {
        Damage::FileMissing { file } => format!("{file} des Modells {model} fehlt."),
        Damage::OtherSize {
            file,
            expected,
            found,
        } => format!(
            "{file} des Modells {model} ist beschädigt: Die Datei hat {} Bytes und sollte {} haben.",
            grouped_wide(*found),
            grouped_wide(*expected)
        ),
        Damage::OtherHash { file } => format!(
            "{file} des Modells {model} ist nicht die richtige Datei: Ihr SHA-256 ist ein anderer."
        ),
        Damage::NotUsable { detail } => {
            format!("Das Modell {model} ist nicht zu gebrauchen: {detail}.")
        }
        Damage::Unread { how } => match how {
            Fall::Crashed => format!(
                "Die Dateien des Modells {model} sind so beschädigt, dass das Lesen in einem eigenen Prozess abgestürzt ist."
            ),
            Fall::TookTooLong => format!(
                "Die Dateien des Modells {model} zu lesen hat zu lange gedauert, deshalb hat Pagewing aufgehört."
            ),
            Fall::TooMuchMemory => format!(
                "Die Dateien des Modells {model} zu lesen würde zu viel Arbeitsspeicher brauchen."
            ),
            Fall::NotStarted => format!("Die Dateien des Modells {model} wurden nicht gelesen."),
        },
        Damage::Newer => format!("Ein neueres Pagewing verwaltet das Modell {model}."),
        Damage::FolderGone { folder } => {
            format!("Der Ordner des Modells {model} ist nicht mehr da: {folder}.")
        }
    }
}

pub(super) fn missing(part: ModelPart) -> &'static str {
    match part {
        ModelPart::Config => "config.json fehlt",
        ModelPart::Weights => "die Gewichte fehlen",
        ModelPart::Tokenizer => "der Tokenizer fehlt",
    }
}
