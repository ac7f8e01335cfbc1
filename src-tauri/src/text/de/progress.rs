//! What a command is doing, and how long it still takes.

use super::numbers::file_size;
use super::shelf::some_of;
use crate::stage::Stage;
use crate::text::amounts::duration;
use crate::weights::store::Moved;

/// What the command is doing, and the time left if it is known.
pub(crate) fn doing(stage: Stage, seconds_left: Option<f32>) -> String {
    let doing = match stage {
        Stage::Waiting => "wartet",
        Stage::Copying => "die Datei wird kopiert",
        Stage::ReadingPages => "die Seiten werden gelesen",
        Stage::Recognizing => "Text wird erkannt",
        Stage::LayingOut => "Sätze werden gesucht",
        Stage::LoadingModel => "das Modell wird geladen",
        Stage::Encoding => "das Modell liest",
        Stage::Writing => "das Modell schreibt",
        Stage::Choosing => "Sätze werden ausgewählt",
        Stage::Answering => "Fragen werden beantwortet",
        Stage::Saving => "es wird gespeichert",
        Stage::Connecting => "die Verbindung wird aufgebaut",
        Stage::Downloading => "es wird heruntergeladen",
        Stage::Retrying => "wartet auf den nächsten Versuch",
        Stage::Verifying => "es wird geprüft",
        Stage::Comparing => "die schnelle Kopie wird mit dem Original verglichen",
        Stage::Converting => "die schnelle Kopie wird angelegt",
        Stage::Measuring => "die Geschwindigkeit wird gemessen",
    };
    match seconds_left {
        Some(seconds) => format!("{doing}, noch {}", duration(seconds)),
        None => doing.to_owned(),
    }
}

/// The name of the work while a question is asked.
pub(crate) const ASKING: &str = "Frage";

/// `es wird heruntergeladen, 1,20 von 2,31 GB, 12,3 MB/s, noch 3 min`; while the work waits for the next attempt, how
/// long that still takes.
pub(crate) fn transferring(stage: Stage, moved: &Moved) -> String {
    let here = match moved.total {
        Some(total) => some_of(moved.bytes, total),
        None => file_size(moved.bytes),
    };
    if let Some(seconds) = moved.retry_in {
        return format!("{here}, nächster Versuch in {}", duration(seconds));
    }
    let mut words = format!("{}, {here}", doing(stage, None));
    if moved.per_second >= 1.0 {
        words += &format!(", {}/s", file_size(moved.per_second as u64));
        if let Some(total) = moved.total {
            let left = total.saturating_sub(moved.bytes) as f32 / moved.per_second;
            words += &format!(", noch {}", duration(left));
        }
    }
    words
}
