//! The help of the command line. Names of values stay as they are, because people type them. The measurements of `eval` are
//! for people who change Pagewing, and stay English.

use crate::text::translation::Translation;

pub(crate) const TRANSLATION: Option<&Translation> = Some(&Translation {
    template: "{before-help}{about-with-newline}\nAufruf: {usage}\n\n{all-args}{after-help}",
    commands: "Befehle",
    arguments: "Argumente",
    options: "Optionen",
    command,
    argument,
});

fn command(path: &str) -> Option<&'static str> {
    Some(match path {
        "" => "Liest lange Dokumente für Sie, ohne Netz.",
        "summarize" => "Dateien zusammenfassen: jeder Satz mit der Seite, von der er kommt",
        "ask" => {
            "Dateien oder die Bibliothek etwas fragen: jede Antwort mit ihrem Zitat und ihrer Seite"
        }
        "table" => {
            "Mehreren Dokumenten dieselben Fragen stellen: eine Tabelle, Dokumente in den Zeilen, Fragen in den Spalten"
        }
        "library" => "Die Dokumente der Bibliothek auflisten, sortieren, bearbeiten und löschen",
        "library list" => "Die Dokumente auflisten, oder die, in denen Wörter vorkommen",
        "library show" => {
            "Zeigen, was über ein Dokument bekannt ist: Titel, Autoren, Jahr, Namen seiner Dateien, Sammlungen, Größe"
        }
        "library edit" => {
            "Einen anderen Titel, andere Autoren oder ein anderes Jahr an die Stelle des Gelesenen setzen"
        }
        "library import" => {
            "Dokumente mit Titeln, Autoren, Jahren, Sammlungen und Schlagwörtern aus Zotero, BibTeX oder RIS übernehmen"
        }
        "library groups" => "Die Sammlungen und Schlagwörter auflisten",
        "library add" => "Dokumente in eine Sammlung legen oder mit einem Schlagwort versehen",
        "library take" => "Dokumente aus einer Sammlung nehmen, oder ein Schlagwort von ihnen",
        "library remove" => "Dokumente entfernen; dreißig Tage lang lassen sie sich zurückholen",
        "library trash" => "Die entfernten Dokumente auflisten",
        "library restore" => "Entfernte Dokumente zurückholen",
        "library delete" => {
            "Entfernte Dokumente endgültig löschen: Dateien, Text und alles, was daraus gemacht wurde"
        }
        "library repair" => {
            "Eine beschädigte Bibliothek aus dem neu anlegen, was sich davon noch lesen lässt"
        }
        "library help" => "Diese Hilfe oder die eines Befehls anzeigen",
        "export" => {
            "In eine Datei schreiben, was die Bibliothek von einem Dokument hat: Zusammenfassung, Antworten, Notizen"
        }
        "extract" => "Den Text einer Datei in der Reihenfolge des Lesens ausgeben",
        "classify" => "Die Klasse eines Dokuments finden, und die Sätze, die entscheiden",
        "genome" => "Klassen, Bewertungen und Vektoren entlang von Basensequenzen finden",
        "genome classify" => "Die Klassen entlang von Sequenzen finden: eine Spur für Genombrowser",
        "genome score" => {
            "Sequenzen und Ersetzungen danach bewerten, wie gut ein Modell sie voraussagt"
        }
        "genome embed" => "Für jedes Fenster von Sequenzen einen Vektor schreiben",
        "genome help" => "Diese Hilfe oder die eines Befehls anzeigen",
        "doctor" => "Prüfen, ob alles in Ordnung ist, was Pagewing braucht",
        "models" => "Modelle herunterladen, importieren, prüfen, umwandeln und entfernen",
        "bench" => "Messen, wie schnell ein Modell auf diesem Computer ist",
        "eval" => "Die Qualität an bekannten Ergebnissen messen",
        "help" => "Diese Hilfe oder die eines Befehls anzeigen",
        "models list" => {
            "Zeigen, welche Modelle es gibt, in welchem Zustand, und welche in Gebrauch sind"
        }
        "models download" => {
            "Ein Modell herunterladen, prüfen, seine schnelle Kopie anlegen und es verwenden, wenn es das erste ist, das schreibt"
        }
        "models import" => {
            "Einen Ordner mit einem Modell kopieren oder dort verwenden, wo er liegt, auch aus dem Zwischenspeicher anderer Programme"
        }
        "models verify" => "Die Dateien eines Modells mit ihren Prüfsummen vergleichen",
        "models convert" => {
            "Die schnelle Kopie eines Modells in int8 anlegen: ein Viertel des Arbeitsspeichers, mehrmals so schnell"
        }
        "models remove" => "Ein Modell vom Datenträger entfernen",
        "models path" => "Den Ordner ausgeben, den Pagewing für ein Modell lädt",
        "models starter" => {
            "Aus einem Lesemodell und einem Modell für Satzvektoren, die ihre Einbettungen teilen, ein Startmodell machen"
        }
        "models help" => "Diese Hilfe oder die eines Befehls anzeigen",
        _ => return None,
    })
}

fn argument(command: &str, name: &str) -> Option<&'static str> {
    let own = match command {
        "" => program(name),
        "summarize" => summarize(name),
        "ask" => ask(name),
        "table" => table(name),
        "export" => export(name),
        "extract" => extract(name),
        "bench" => bench(name),
        "classify" => classify(name),
        _ => match command.split_once(' ') {
            Some(("models", command)) => models(command, name),
            Some(("library", command)) => library(command, name),
            Some(("genome", command)) => genome(command, name),
            _ => None,
        },
    };
    own.or_else(|| common(name))
}

/// Options that mean the same in several commands.
fn common(name: &str) -> Option<&'static str> {
    Some(match name {
        "json" => "JSON ausgeben",
        "quiet" => "Keinen Fortschritt ausgeben",
        "password" => "Passwort verschlüsselter Dateien",
        "ocr" => {
            "Text mit Tesseract erkennen: „auto“ (üblich), wo eine Seite keinen lesbaren Text hat, „always“ auch, wo ein Scan schon erkannten Text hat, „never“ nie"
        }
        "threads" => "Threads für die Modelle; sonst einer je Kern",
        "device" => {
            "Gerät, auf dem Modelle laufen: auto (eine Grafikkarte, wenn dieser Build eine nutzen kann, sonst der Prozessor), cpu (der Prozessor), cuda (eine Grafikkarte von NVIDIA, in Builds mit CUDA), metal (die Grafik von Apple, in Builds mit Metal); sonst das der Einstellungen"
        }
        "use_it" => "Das Modell von jetzt an verwenden",
        "no_use" => "Die Auswahl der Modelle lassen, wie sie ist",
        "help" => "Hilfe anzeigen",
        "version" => "Version anzeigen",
        _ => return None,
    })
}

fn program(name: &str) -> Option<&'static str> {
    (name == "files").then_some("Dateien, die im Fenster geöffnet werden")
}

fn summarize(name: &str) -> Option<&'static str> {
    Some(match name {
        "files" => "Die Dateien",
        "model" => {
            "Modell, das schreibt: ein Ordner oder die Kennung eines bereiten Modells; sonst das ausgewählte. Mit „none“, oder wenn keines ausgewählt ist, zitiert Pagewing Kernsätze"
        }
        "precision" => {
            "Genauigkeit der Gewichte: automatic (üblich: int8, wenn der Ordner umgewandelt ist, sonst f32; auf einer Grafikkarte bf16 oder f16), f32 (genau wie die Referenz), int8 (ein Viertel des Arbeitsspeichers, mehrmals so schnell, auf Prozessoren), f16 (die Hälfte, auf Grafikkarten), bf16 (die Hälfte, mit dem Bereich von f32, auf Grafikkarten)"
        }
        "length" => {
            "Länge der Zusammenfassung: short (das Ganze in drei Sätzen), medium (das Ganze, üblich), long (Abschnitt für Abschnitt)"
        }
        "sections" => {
            "Jeden Abschnitt für sich unter seiner Überschrift zusammenfassen, bei jeder Länge"
        }
        "focus" => {
            "Nur einen Abschnitt zusammenfassen: seine Nummer, sein Titel oder ein Teil davon"
        }
        "pages" => "Nur diese Seiten zusammenfassen: 3 oder 3-7",
        "evidence" => "Die Quellen jedes Satzes ausgeben, und wie viel von jeder Seite sie decken",
        "format" => "Text (text, üblich), Markdown (md) oder JSON (json) ausgeben",
        "text_profile" => {
            "Art des Textes, die das Modell liest und schreibt: plain (wie Menschen schreiben), arxiv (Kleinbuchstaben, Platzhalter für Formeln und Literaturverweise), pubmed (ebenso, Statistik als Text); sonst entscheidet sein Name"
        }
        "beams" => "Breite der Suche (beam search); sonst die des Modells",
        "max_tokens" => {
            "Höchstens so viele Token für ein Fenster schreiben; sonst so viele, wie das Modell vorgibt"
        }
        "threads" => "Threads für das Modell; sonst einer je Kern",
        _ => return None,
    })
}

fn ask(name: &str) -> Option<&'static str> {
    Some(match name {
        "words" => "Die Dateien, dann als Letztes die Frage",
        "all" => "Statt Dateien die ganze Bibliothek fragen",
        "top" => "Höchstens N Antworten (sonst 3), oder Textstellen, wenn es kein Lesemodell gibt",
        "reader" => {
            "Modell, das Antworten findet: ein Ordner oder die Kennung eines bereiten Modells; sonst das ausgewählte oder das Startmodell"
        }
        "embedder" => {
            "Modell, das Textstellen nach ihrer Bedeutung findet: ein Ordner oder die Kennung eines bereiten Modells; sonst das ausgewählte oder das Startmodell"
        }
        "gist" => "Ein Modell die Antworten kurz fassen lassen, nur aus den zitierten Textstellen",
        "model" => {
            "Modell, das schreibt, für --gist und für Fragen, die eine Zusammenfassung verlangen: ein Ordner oder die Kennung eines bereiten Modells; sonst das ausgewählte"
        }
        "precision" => {
            "Genauigkeit der Gewichte dieses Modells (automatic, f32, int8, f16, bf16); sonst automatic, oder für das ausgewählte Modell die der Einstellungen"
        }
        _ => return None,
    })
}

fn export(name: &str) -> Option<&'static str> {
    Some(match name {
        "documents" => {
            "Das Dokument oder mehrere: seine Datei, sein Titel oder ein Teil davon, oder der Anfang seines SHA-256"
        }
        "all" => "Alle gestellten Fragen, an welche Dokumente auch immer, statt eines Dokuments",
        "summary" => {
            "Die Zusammenfassung; ohne --summary, --answers und --notes alles, was die Bibliothek hat"
        }
        "answers" => "Die gestellten Fragen mit ihren Antworten",
        "notes" => "Markierungen und Notizen",
        "format" => {
            "Format der Datei (md, txt, json, html, docx, bibtex, ris); sonst das ihres Namens oder Markdown"
        }
        "output" => "Die Datei, die geschrieben wird; sonst die Standardausgabe",
        "into" => {
            "Der Ordner, in den für jedes Dokument eine Datei kommt; keine, die dort liegt, wird ersetzt"
        }
        "password" => "Passwort einer verschlüsselten Datei, für ihre Literaturangabe",
        _ => return None,
    })
}

fn extract(name: &str) -> Option<&'static str> {
    Some(match name {
        "file" => "Die Datei",
        "explain" => "Statt des Textes ausgeben, warum jeder Block ist, was er ist",
        _ => return None,
    })
}

fn bench(name: &str) -> Option<&'static str> {
    Some(match name {
        "model" => {
            "Modell, das schreibt: ein Ordner, in int8 umgewandelt oder nicht, oder die Kennung eines bereiten Modells"
        }
        "ask" => {
            "Stattdessen messen, wie lange eine Antwort dauert, in Dokumenten verschiedener Länge"
        }
        "pages" => "Seiten dieser Dokumente",
        "tokens" => "Token, die gelesen werden (sonst 4096)",
        "new_tokens" => "Token, die geschrieben werden (sonst 64)",
        "beams" => "Breite der Suche (beam search, sonst 5)",
        "precision" => {
            "Genauigkeit der Gewichte (automatic, f32, int8, f16, bf16); sonst int8, wenn der Ordner umgewandelt ist, und f32 bei anderen"
        }
        "int8" => "Dasselbe wie --precision int8",
        "lengths" => "Auch diese Längen lesen, und zeigen, wie die Zeit wächst",
        "threads" => "Threads; sonst einer je Kern",
        _ => return None,
    })
}

fn classify(name: &str) -> Option<&'static str> {
    Some(match name {
        "file" => "Die Datei",
        "model" => {
            "Modell, das Texte klassifiziert: ein Ordner oder die Kennung eines bereiten Modells"
        }
        "threads" => "Threads für das Modell; sonst einer je Kern",
        _ => return None,
    })
}

fn genome(command: &str, name: &str) -> Option<&'static str> {
    Some(match (command, name) {
        ("classify", "format") => {
            "Format der Spur: bed (üblich) nennt Klassen, bedgraph und json haben ihre Wahrscheinlichkeiten"
        }
        ("classify", "label") => "Nur diese Klasse",
        ("score", "variants") => {
            "Statt der ganzen Sequenz eine Ersetzung bewerten, deren Position ab 1 zählt; mehrfach möglich"
        }
        ("score", "exact") => {
            "Immer nur ein Token verdecken, was ein Fenster so oft liest, wie es Token hat; sonst wird eines von je sieben verdeckt"
        }
        ("score", "format") => {
            "Format: bedgraph (üblich), eine Zeile je Token oder je Variante; oder json"
        }
        ("embed", "out") => {
            "Die Datei, die geschrieben wird: ein Array von NumPy mit einer Zeile je Fenster; wo die Fenster liegen, steht in einer Datei desselben Namens mit der Endung .bed"
        }
        (_, "file") => "Die Sequenzen: FASTA, auch mit gzip gepackt",
        (_, "model") => {
            "Modell, das Basen liest: ein Ordner oder die Kennung eines bereiten Modells"
        }
        (_, "threads") => "Threads für das Modell; sonst einer je Kern",
        (_, "output") => "Die Datei, die geschrieben wird; sonst die Standardausgabe",
        _ => return None,
    })
}

fn table(name: &str) -> Option<&'static str> {
    Some(match name {
        "files" => "Die Dokumente",
        "questions" => {
            "Datei mit den Fragen, je Zeile eine; eine Zeile, die mit # beginnt, zählt nicht"
        }
        "template" => "Fragen, die Pagewing mitbringt",
        "title" => "Wie die Tabelle heißt",
        "format" => "Format der Datei; sonst das ihres Namens, oder Markdown",
        "output" => "Die Datei, die geschrieben wird; sonst die Standardausgabe",
        "reader" | "embedder" => return ask(name),
        _ => return None,
    })
}

fn library(command: &str, name: &str) -> Option<&'static str> {
    const DOCUMENT: &str =
        "Das Dokument: seine Datei, sein Titel oder ein Teil davon, oder der Anfang seines SHA-256";
    const DOCUMENTS: &str = "Die Dokumente: jedes mit seiner Datei, seinem Titel oder einem Teil davon, oder dem Anfang seines SHA-256";
    const REMOVED: &str = "Die entfernten Dokumente: jedes mit seiner Datei, seinem Titel oder einem Teil davon, oder dem Anfang seines SHA-256";
    Some(match (command, name) {
        ("list", "words") => "Wörter, die ein Dokument enthalten muss",
        ("list", "sort") => {
            "Wonach die Liste sortiert ist; was die Wörter enthält, danach, wie gut es passt"
        }
        ("list", "reverse") => "Die Reihenfolge umkehren",
        ("list", "unread") => "Nur Dokumente, die noch nicht geöffnet wurden",
        ("list", "summarized") => "Nur Dokumente mit einer Zusammenfassung",
        ("list", "noted") => "Nur Dokumente mit Markierungen oder Notizen",
        ("list", "scanned") => "Nur Dokumente mit eingescannten Seiten",
        ("list", "failed") => {
            "Nur Dokumente, von denen Seiten nicht gelesen werden konnten oder bei denen etwas gescheitert ist"
        }
        ("list", "collections") => "Nur Dokumente in dieser Sammlung; mehrfach möglich",
        ("list", "tags") => "Nur Dokumente mit diesem Schlagwort; mehrfach möglich",
        ("show" | "edit", "document") => DOCUMENT,
        ("edit", "title") => "Sein Titel",
        ("edit", "authors") => {
            "Wer es geschrieben hat, als „Vorname Familienname“ oder „Familienname, Vorname“; für jeden Namen einmal"
        }
        ("edit", "year") => "Das Jahr der Veröffentlichung",
        ("edit", "as_read") => {
            "Zurück zu dem, was gelesen wurde; mit anderen Optionen in den Feldern, die sie nicht nennen"
        }
        ("import", "path") => {
            "Der Ordner von Zotero oder seine zotero.sqlite, oder eine Datei in BibTeX oder RIS"
        }
        ("import", "base") => {
            "Der Ordner, in dem relative Pfade verknüpfter Dateien beginnen, wenn es nicht der aus Zoteros Einstellungen ist"
        }
        ("restore" | "delete", "documents") => REMOVED,
        ("delete", "all") => "Alle entfernten Dokumente",
        (_, "documents") => DOCUMENTS,
        (_, "collection") => "Die Sammlung",
        (_, "tag") => "Das Schlagwort",
        _ => return None,
    })
}

fn models(command: &str, name: &str) -> Option<&'static str> {
    Some(match (command, name) {
        ("download", "model") => {
            "Kennung aus dem Katalog, ein anderes Repository mit bekanntem Aufbau (BESITZER/NAME oder BESITZER/NAME@REVISION) oder dessen Adresse"
        }
        ("download", "no_convert") => {
            "Keine schnelle Kopie anlegen: das Modell verwenden, wie es heruntergeladen wurde"
        }
        ("download", "mirror") => {
            "Server für den Download, statt dem in HF_ENDPOINT oder in den Einstellungen"
        }
        ("import", "folder") => {
            "Ordner eines Modells oder eines Modells in einem Zwischenspeicher; mit --cached der Name eines Modells, das dort gefunden wurde"
        }
        ("import", "cached") => {
            "Ein Modell aus dem Zwischenspeicher anderer Programme importieren; ohne Namen die aufführen, die da sind"
        }
        ("import", "copy") => "Die Dateien kopieren (üblich)",
        ("import", "link") => "Die Dateien verwenden, wo sie liegen, und sie nie ändern",
        ("import", "convert") => "Eine schnelle Kopie anlegen",
        ("verify", "model") => {
            "Kennung eines Modells, oder „all“ für jedes Modell, dessen Dateien hier sind"
        }
        ("convert", "model") => {
            "Ordner eines Modells der Familie BigBirdPegasus, eines Lesemodells oder eines Modells für Satzvektoren; oder die Kennung eines Modells, das Pagewing hat"
        }
        ("convert", "precision") => {
            "Genauigkeit der Kopie: int8 (üblich) für Prozessoren, bf16 oder f16 für Grafikkarten"
        }
        ("convert", "out") => {
            "Ordner für das umgewandelte Modell; sonst neben dem Original, mit „-int8“ oder der anderen Genauigkeit am Namen"
        }
        ("convert", "keep_original") => {
            "Das Original neben der schnellen Kopie behalten, bei der Kennung eines Modells"
        }
        ("starter", "reader") => "Ordner mit BigBirdForQuestionAnswering",
        ("starter", "embedder") => {
            "Ordner eines Modells für Satzvektoren mit dem Aufbau von all-MiniLM-L6-v2 und der Form des Lesemodells; was beide gemeinsam haben, die Einbettungen und die ersten Schichten, wird einmal gespeichert"
        }
        ("starter", "salience") => "Der Kopf, der Sätze bewertet, eine Datei im Format safetensors",
        ("starter", "out") => "Ordner für das Modell",
        ("starter", "exact") => "Die Gewichte in f32 lassen, zum Vergleichen",
        (_, "model") => "Kennung eines Modells",
        (_, "keep_original") => "Das Original neben der schnellen Kopie behalten",
        _ => return None,
    })
}
