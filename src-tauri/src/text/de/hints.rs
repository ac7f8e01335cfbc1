//! What a person can do about a fault.

use super::precision::precision;
use crate::fault::{Fault, ModelTask};
use crate::genome::VariantFault;
use crate::weights::download::ConnectFault;
use crate::weights::store::Damage;
use crate::weights::{Fall, PrecisionChoice};

/// How Tesseract is installed on this system, as the end of a sentence.
fn installing_tesseract() -> &'static str {
    if cfg!(target_os = "windows") {
        "mit dem Installationsprogramm tesseract-ocr-w64-setup oder mit `winget install UB-Mannheim.TesseractOCR`."
    } else if cfg!(target_os = "macos") {
        "mit `brew install tesseract tesseract-lang`."
    } else {
        "unter Debian und Ubuntu mit `sudo apt install tesseract-ocr tesseract-ocr-deu`, unter Fedora mit `sudo dnf install tesseract tesseract-langpack-deu`."
    }
}

const OWN_FOLDER: &str = "Prüfen Sie, ob der Ordner Ihnen gehört und nicht schreibgeschützt ist.";
const NEWEST: &str = "Installieren Sie die neueste Version von Pagewing.";

/// What a person can do about it, if there is something.
#[expect(clippy::too_many_lines, reason = "a table: one hint for each fault")]
pub(crate) fn hint(fault: &Fault) -> Option<String> {
    let hint = match fault {
        Fault::NotFound { .. } => "Vielleicht wurde sie verschoben oder umbenannt.",
        Fault::IsFolder { .. } => "Nennen Sie die Dateien darin.",
        Fault::Empty => {
            "Vielleicht ist der Download abgebrochen. Laden Sie die Datei noch einmal herunter."
        }
        Fault::UnsupportedFormat { .. } => {
            "Pagewing liest PDF, reinen Text, Markdown, HTML, DOCX und EPUB."
        }
        Fault::PasswordNeeded => "Das Passwort steht hinter --password.",
        Fault::PasswordWrong => "Gebraucht wird das Passwort, das es in einem PDF-Programm öffnet.",
        Fault::OfficePassword => {
            "Öffnen Sie es in Word, und speichern Sie eine Kopie ohne Passwort."
        }
        Fault::XfaForm => {
            "Öffnen Sie es in Adobe Acrobat Reader, und drucken Sie es in ein neues PDF, das Pagewing liest."
        }
        Fault::RightsManaged => {
            "Vielleicht hat der Verlag eine Ausgabe ohne DRM: Die liest Pagewing."
        }
        Fault::Scanned { .. } | Fault::UnreadableFonts => {
            return Some(format!(
                "Pagewing erkennt seinen Text, wo Tesseract installiert ist; installieren lässt es sich {}",
                installing_tesseract()
            ));
        }
        Fault::NoTesseract => {
            return Some(format!(
                "Installieren lässt es sich {}",
                installing_tesseract()
            ));
        }
        Fault::NotRecognized { .. } => {
            "Vielleicht sind die Seiten zu blass oder zu grob, oder für ihre Sprache ist in Tesseract nichts installiert."
        }
        Fault::Damaged | Fault::WorkerDied => {
            "Besorgen Sie die Datei noch einmal, oder öffnen Sie sie in einem anderen Programm und speichern oder drucken Sie sie als neue Datei."
        }
        Fault::TooLarge { .. } | Fault::TooMuchMemory => "Teilen Sie es in kleinere Dokumente.",
        Fault::TimedOut => {
            "Versuchen Sie es noch einmal, wenn der Computer weniger zu tun hat. Ein langes Dokument lässt sich auch in kleinere teilen."
        }
        Fault::Io { .. } => "Prüfen Sie, ob Sie die Datei öffnen dürfen.",
        Fault::NotFasta { .. } => {
            "Ein Eintrag beginnt mit einer Zeile wie „>chr1“, und seine Basen stehen in den Zeilen darunter."
        }
        Fault::WrongLetter { .. } => {
            "Basen sind A, C, G, T, U und N und die Codes für mehrere davon, groß oder klein. Berichtigen Sie die Datei, oder nehmen Sie den Buchstaben heraus."
        }
        Fault::ProteinSequence { .. } => "Nehmen Sie die Datei mit den Nukleotiden.",
        Fault::EmptyRecord { .. } => {
            "Entfernen Sie seine Zeile. Sollte er Basen haben, laden Sie die Datei noch einmal herunter: Vielleicht ist der Download abgebrochen."
        }
        Fault::TooManyRecords { .. } => "Teilen Sie die Datei in mehrere mit weniger Einträgen.",
        Fault::VariantRefused {
            why: VariantFault::NoRecord { .. },
            ..
        } => "Der Name eines Eintrags ist das erste Wort hinter seinem „>“.",
        Fault::VariantRefused {
            why: VariantFault::Outside { .. } | VariantFault::Differs { .. },
            ..
        } => {
            "Positionen zählen ab 1. Prüfen Sie, ob die Datei das Genom ist, in dem die Variante bestimmt wurde."
        }
        Fault::LibraryDamaged { files, .. } => {
            return Some(format!(
                "„pagewing library repair“ legt sie aus dem neu an, was sich noch lesen lässt; Kopien Ihrer Dateien liegen in {files}."
            ));
        }
        Fault::LibraryTooNew { .. } | Fault::ModelTooNew { .. } => NEWEST,
        Fault::LibraryAway { .. } => {
            "Schließen Sie den Datenträger an, auf dem sie liegt, und starten Sie Pagewing noch einmal. Nichts ist verloren."
        }
        Fault::LibraryInUse { .. } => {
            "Schließen Sie es, und versuchen Sie es noch einmal. Nichts wurde geändert."
        }
        Fault::DiskFull { .. } => "Schaffen Sie Platz, und versuchen Sie es noch einmal.",
        Fault::LibraryUnwritable { .. }
        | Fault::ModelsUnwritable { .. }
        | Fault::LedgerFailed { .. } => OWN_FOLDER,
        Fault::ContentDamaged { .. } => {
            "Entfernen Sie das Dokument, und fügen Sie seine Datei noch einmal hinzu."
        }
        Fault::ModelMissing { starter: true, .. }
        | Fault::ModelIncomplete { starter: true, .. }
        | Fault::ModelWrongArchitecture { starter: true, .. }
        | Fault::ModelTruncated { starter: true, .. }
        | Fault::ModelDamaged { starter: true, .. }
        | Fault::ModelOtherVersion { starter: true, .. }
        | Fault::ModelWrongTokenizer { starter: true, .. } => {
            "Das Startmodell gehört zu Pagewing: Installieren Sie es neu, oder setzen Sie PAGEWING_STARTER=none, um ohne auszukommen."
        }
        Fault::ModelMissing { .. } => {
            "Vielleicht wurde er verschoben oder umbenannt. Wählen Sie ihn noch einmal aus."
        }
        Fault::ModelIncomplete { .. } => {
            "Gebraucht werden config.json, model.safetensors oder pytorch_model.bin und spiece.model oder tokenizer.json."
        }
        Fault::ModelWrongArchitecture { wanted, .. } => match wanted {
            ModelTask::Summarize => {
                "Gebraucht wird ein Ordner mit BigBirdPegasusForConditionalGeneration."
            }
            ModelTask::Answer => {
                "Gebraucht wird ein Ordner mit BigBirdForQuestionAnswering oder BigBirdPegasusForQuestionAnswering."
            }
            ModelTask::Embed => "Gebraucht wird ein Modell mit dem Aufbau von all-MiniLM-L6-v2.",
            ModelTask::Classify => {
                "Gebraucht wird ein Ordner mit BigBirdForSequenceClassification oder BigBirdPegasusForSequenceClassification."
            }
            ModelTask::ClassifyBases => {
                "Gebraucht wird ein Ordner mit BigBirdForSequenceClassification oder BigBirdForTokenClassification."
            }
            ModelTask::Predict => "Gebraucht wird ein Ordner mit BigBirdForMaskedLM.",
            ModelTask::Encode => {
                "Gebraucht wird ein Ordner mit BigBird, mit irgendeinem Kopf oder ohne."
            }
        },
        Fault::ModelTruncated { .. } => {
            "Vielleicht ist der Download abgebrochen. Laden Sie die Datei noch einmal herunter."
        }
        Fault::ModelDamaged { .. } => {
            "Laden Sie die Dateien des Ordners noch einmal herunter, alle von derselben Stelle."
        }
        Fault::ModelOtherVersion { newer: true, .. } => {
            "Aktualisieren Sie Pagewing, oder legen Sie mit dieser Version eine schnelle Kopie des Originals an."
        }
        Fault::ModelOtherVersion { .. } => {
            "Legen Sie noch einmal eine schnelle Kopie des Originals an."
        }
        Fault::ModelWrongTokenizer { .. } => {
            "Nehmen Sie die Dateien des Tokenizers von dort, wo die Gewichte herkommen."
        }
        Fault::ModelUnread {
            how: Fall::NotStarted,
        } => "Versuchen Sie es noch einmal. Hilft das nicht, dann installieren Sie Pagewing neu.",
        Fault::ModelUnread { .. }
        | Fault::ModelFilesWrong {
            damage: Damage::Unread { .. },
            ..
        } => {
            "Pagewing verwendet dieses Modell nicht. Nehmen Sie seine Dateien von dort, wo sie veröffentlicht wurden."
        }
        Fault::ModelWrongLabels { .. } => {
            "Nehmen Sie config.json von dort, wo die Gewichte herkommen, oder berichtigen Sie id2label darin."
        }
        Fault::ModelTooLarge {
            fits_in: Some(PrecisionChoice::Int8),
            ..
        } => {
            "In int8 passt es: mit --precision int8, oder einmal umgewandelt mit: pagewing models convert"
        }
        Fault::ModelTooLarge {
            fits_in: Some(other),
            ..
        } => {
            let name = precision(*other);
            return Some(format!("In {name} passt es: mit --precision {name}."));
        }
        Fault::ModelTooLarge { fits_in: None, .. } => {
            "Schließen Sie andere Programme, oder wählen Sie ein kleineres Modell."
        }
        Fault::PrecisionNotHere {
            wanted: PrecisionChoice::Bf16,
            on_card: true,
        } => "Nehmen Sie f16: Es braucht ebenso wenig Arbeitsspeicher.",
        Fault::PrecisionNotHere {
            wanted: PrecisionChoice::Int8,
            ..
        } => {
            "Arbeitsspeicher sparen auf einer Grafikkarte f16 oder bf16: Sie brauchen die Hälfte von f32."
        }
        Fault::PrecisionNotHere { .. } => {
            "Arbeitsspeicher spart auf einem Prozessor int8: Es braucht ein Viertel von f32 und ist mehrmals so schnell."
        }
        Fault::PrecisionLost => "Wählen Sie den Ordner, aus dem es umgewandelt wurde, oder int8.",
        Fault::NoModel => {
            "Nennen Sie mit --model den Ordner eines Modells, oder wählen Sie im Fenster einen aus."
        }
        Fault::DownloadOffline { .. } => {
            "Um Modelle herunterzuladen, darf die Variable HF_HUB_OFFLINE nicht gesetzt sein."
        }
        Fault::NoConnection {
            fault: ConnectFault::Certificate | ConnectFault::NoCertificates,
            ..
        } => {
            "Prüfen Sie Datum und Uhrzeit dieses Computers, und ob Ihr Netz Verbindungen mitliest."
        }
        Fault::NoConnection { .. }
        | Fault::ConnectionBroken { .. }
        | Fault::ConnectionStalled { .. } => {
            "Prüfen Sie die Verbindung zum Internet, und laden Sie erneut herunter: Was angekommen ist, bleibt."
        }
        Fault::NotAuthorized { gated: true, .. } => {
            "Bitten Sie auf der Webseite des Modells um Zugang, und setzen Sie die Variable HF_TOKEN auf Ihr Token."
        }
        Fault::NotAuthorized { .. } => {
            "Prüfen Sie den Namen. Für ein privates Modell gehört in die Variable HF_TOKEN ein Token mit Zugang."
        }
        Fault::NotFoundThere { .. } => {
            "Prüfen Sie den Namen und die Revision, falls Sie eine angegeben haben."
        }
        Fault::ServerRefused { .. } | Fault::ServerWrong { .. } => {
            "Versuchen Sie es später noch einmal: Was angekommen ist, bleibt."
        }
        Fault::RedirectRefused { .. } | Fault::LengthUnknown { .. } => {
            "Bei einem Spiegelserver: Prüfen Sie seine Adresse in den Einstellungen."
        }
        Fault::WebPageInstead { .. } => {
            "Vielleicht verlangt Ihr Netz eine Anmeldung: Öffnen Sie irgendeine Webseite, und laden Sie dann erneut herunter."
        }
        Fault::LfsPointer { .. } => {
            "Bei einem Spiegelserver: Nehmen Sie einen, der die Dateien selbst hat."
        }
        Fault::SizeDiffers { .. } | Fault::HashDiffers { .. } => {
            "Laden Sie sie noch einmal herunter; geschieht es wieder, dann von einem anderen Server. Diese Datei verwendet Pagewing nicht."
        }
        Fault::NoRoom { .. } => {
            "Schaffen Sie Platz, und laden Sie erneut herunter: Was angekommen ist, bleibt."
        }
        Fault::FileTooLargeForDisk { .. } => {
            "Nehmen Sie einen Datenträger mit einem anderen Dateisystem, etwa NTFS, APFS oder ext4."
        }
        Fault::NotAModelName { .. } => {
            "Er hat die Form Besitzer/Name, etwa google/bigbird-pegasus-large-arxiv; die Adresse der Webseite geht auch."
        }
        Fault::NotAnAddress { .. } => {
            "Prüfen Sie die Adresse: Ein Spiegelserver hat eine wie https://hub.example.org, ein Proxy eine wie http://proxy.example.org:3128."
        }
        Fault::OtherServer { .. } => {
            "Geben Sie das Modell als Besitzer/Name an, oder tragen Sie diesen Server in den Einstellungen als Spiegelserver ein."
        }
        Fault::ModelUnknown { .. } => "Laden Sie es zuerst herunter.",
        Fault::ModelBusy { .. } => "Warten Sie, bis sie fertig ist, oder beenden Sie sie.",
        Fault::ModelNotReady { .. } => {
            "Setzen Sie seinen Download fort oder das Anlegen seiner schnellen Kopie."
        }
        Fault::ModelFilesWrong {
            damage: Damage::FolderGone { .. },
            ..
        } => {
            "Liegt er auf einem anderen Datenträger, dann schließen Sie ihn an. Sonst entfernen Sie das Modell, und fügen Sie seinen Ordner noch einmal hinzu."
        }
        Fault::ModelFilesWrong { .. } => {
            "Laden Sie es noch einmal herunter: Pagewing holt nur, was falsch ist."
        }
        Fault::NotSupportedHere { .. } => {
            "Gebraucht wird ein Modell der Familie BigBird oder BigBirdPegasus oder eines der Familie BERT, das Sätze in Vektoren verwandelt."
        }
        Fault::RepositoryIncomplete { .. } => {
            "Suchen Sie ein Repository, das alle Dateien des Modells hat."
        }
        Fault::ModelsUnreadable { .. } => "Prüfen Sie, ob Sie den Ordner öffnen dürfen.",
        Fault::ModelPathNotUnicode { .. } => {
            "Benennen Sie den Ordner um, oder den um ihn herum, dessen Name falsche Buchstaben hat, und fügen Sie ihn noch einmal hinzu."
        }
        Fault::EmptyQuestion | Fault::NoWords => {
            "Fragen Sie in einem Satz, etwa: How many patients took part?"
        }
        Fault::LongQuestion { .. } => "Fragen Sie eines nach dem anderen, in einem Satz.",
        Fault::SettingsUnreadable { .. } | Fault::SettingsUnwritable { .. } => {
            "Prüfen Sie, ob es den Ordner gibt und ob er Ihnen gehört."
        }
        Fault::NoHome => "Setzen Sie die Variable PAGEWING_HOME auf einen Ordner.",
        Fault::TemporaryUnwritable { .. } => {
            "Prüfen Sie, wie viel Platz im Ordner für vorübergehende Dateien frei ist."
        }
        Fault::ReadingWrong => "Installieren Sie Pagewing neu.",
        Fault::ExampleUnwritable { .. } => {
            "Schaffen Sie Platz auf dem Datenträger, oder nehmen Sie ein eigenes Dokument."
        }
        Fault::LongNote { .. } => "Kürzen Sie ihn.",
        Fault::NameTaken { .. } => "Wählen Sie einen anderen Namen.",
        Fault::NoSuchGroup { .. } => "Alle zeigt: pagewing library groups",
        Fault::NotABibliography { .. } => {
            "Exportieren Sie die Bibliothek in Zotero mit ihren Dateien als BibTeX oder RIS, oder wählen Sie die Datei zotero.sqlite."
        }
        Fault::BibliographyDamaged { .. } => {
            "Schließen Sie Zotero, und versuchen Sie es noch einmal."
        }
        Fault::NothingToExport => {
            "Fassen Sie ein Dokument zusammen, fragen Sie etwas oder schreiben Sie eine Notiz, und exportieren Sie dann."
        }
        Fault::SeveralDocuments { .. } => {
            "Nennen Sie eines mit seinem ganzen Titel, seiner Datei oder seinem SHA-256."
        }
        Fault::ExportUnwritable { .. } => {
            "Wählen Sie einen anderen Ordner, oder schaffen Sie Platz auf dem Datenträger."
        }
        Fault::NoWindow { .. } => "In einem Terminal geht: pagewing summarize DATEI",
        Fault::AddressRefused { .. } => {
            "Sie lässt sich kopieren. Sehen Sie sie genau an, bevor Sie sie selbst öffnen."
        }
        Fault::NothingOpens => "Kopieren Sie sie, und fügen Sie sie im Browser ein.",
        Fault::Quarantined { .. } => "Im Fenster lässt es sich erneut versuchen.",
        Fault::Defect => {
            "Ihre Dokumente sind sicher. Melden Sie den Fehler, am besten mit der Logdatei."
        }
        Fault::VariantRefused {
            why: VariantFault::Form | VariantFault::Gap,
            ..
        }
        | Fault::NoSuchClass { .. }
        | Fault::UnknownEncryption
        | Fault::NoText
        | Fault::NoSequences
        | Fault::Cancelled
        | Fault::NotInLibrary
        | Fault::NotKept
        | Fault::NothingMarked
        | Fault::NoName
        | Fault::LibraryFailed { .. }
        | Fault::ModelSetting { .. }
        | Fault::ModelFailed { .. }
        | Fault::NoDocuments
        | Fault::ConvertedAlready { .. }
        | Fault::NoSection { .. }
        | Fault::NoPages
        | Fault::NoSuchPages { .. }
        | Fault::NothingThere { .. }
        | Fault::Closing => return None,
        Fault::Earlier { advice, .. } => return advice.clone(),
    };
    Some(hint.into())
}
