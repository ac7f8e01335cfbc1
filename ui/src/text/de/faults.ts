// What went wrong. The command line has its own catalogue, in `src-tauri/src/text/de`.

import type { AddressFault, ConnectFault, Damage, Fall, FileKind, ModelPart, ModelTask, Problem, RedirectFault, VariantFault } from '../../bridge';
import type { Text } from '../en';
import { shortened } from '../short';
import { hint } from './hints';
import { counted, grouped, NO_BREAK, pageSpan, sizeOf } from './numbers';

const looksLike: Record<FileKind, string> = {
  archive: 'Sie sieht aus wie ein ZIP-Archiv oder ein Office-Dokument.',
  picture: 'Sie sieht aus wie ein Bild.',
  post_script: 'Sie sieht aus wie PostScript.',
  rich_text: 'Sie sieht aus wie ein Rich-Text-Dokument.',
  old_office: 'Sie sieht aus wie ein altes Word- oder Office-Dokument.',
  program: 'Sie sieht aus wie ein Programm.',
  xml: 'Sie sieht aus wie XML.',
  text: 'Sie ist reiner Text unter dem Namen einer anderen Art von Datei.',
  device: 'Sie ist ein Gerät oder eine Pipe.',
  unknown: 'Ihr Format ist unbekannt.',
};

const hasNo: Record<ModelPart, string> = {
  config: 'config.json fehlt',
  weights: 'die Gewichte fehlen',
  tokenizer: 'der Tokenizer fehlt',
};

const isNo: Record<ModelTask, string> = {
  summarize: 'Das ist kein Modell für Zusammenfassungen aus der Familie BigBirdPegasus',
  answer: 'Dieses Modell beantwortet keine Fragen',
  embed: 'Dieses Modell verwandelt keine Sätze in Vektoren',
  classify: 'Dieses Modell klassifiziert keine Texte',
  classify_bases: 'Dieses Modell klassifiziert keine Sequenzen',
  predict: 'Dieses Modell sagt keine verdeckten Token voraus',
  encode: 'Dieses Modell hat keinen Encoder der Familie BigBird',
};

const gigabytes = (bytes: number): string => `${(bytes / 1e9).toLocaleString('de', { maximumFractionDigits: 1 })}${NO_BREAK}GB`;
const megabytes = (bytes: number): string => `${grouped(Math.floor(bytes / 2 ** 20))}${NO_BREAK}MB`;

const unreached: Record<ConnectFault, (host: string, through: string) => string> = {
  unknown_host: (host, through) => `Pagewing findet ${host}${through} nicht.`,
  unreachable: (host, through) => `Pagewing erreicht ${host}${through} nicht.`,
  too_slow: (host, through) => `${host} antwortet${through} nicht.`,
  certificate: (host) => `Das Zertifikat von ${host} ist nicht gültig, die Verbindung ist vielleicht nicht sicher.`,
  no_certificates: (host) => `Das System hat keine Liste vertrauenswürdiger Zertifikate, deshalb kann Pagewing ${host} nicht prüfen.`,
  not_http: (host, through) => `${host} antwortet${through} nicht wie ein Webserver.`,
};

const redirected: Record<RedirectFault, string> = {
  too_many: 'zu oft weiter',
  circle: 'im Kreis',
  unencrypted: 'zu einer unverschlüsselten Adresse',
  no_address: 'ins Leere',
};

function refusedVariant(variant: string, why: VariantFault): string {
  switch (why.kind) {
    case 'form':
      return `„${variant}“ ist keine Ersetzung wie chr1:12345:A>G, mit ebenso vielen Basen vor dem > wie dahinter.`;
    case 'no_record':
      return `Die Variante ${variant} nennt den Eintrag ${why.record}, und den hat die Datei nicht.`;
    case 'outside':
      return `Die Variante ${variant} liegt hinter dem Ende ihres Eintrags, der ${grouped(why.length)} Basen hat.`;
    case 'differs':
      return `Die Variante ${variant} passt nicht zur Sequenz: Dort steht ${why.found}.`;
    case 'gap':
      return `Die Variante ${variant} liegt in einer Lücke, wo die Sequenz nicht bekannt ist.`;
  }
}

const refusedAddress: Record<AddressFault, string> = {
  other_kind: 'Pagewing öffnet nur Web- und Mailadressen.',
  too_long: 'Diese Adresse ist zu lang, um sie zu öffnen.',
  characters: 'Diese Adresse hat Leerzeichen oder unsichtbare Zeichen, deshalb öffnet Pagewing sie nicht.',
  credentials: 'Diese Adresse enthält einen Namen oder ein Passwort, deshalb öffnet Pagewing sie nicht.',
  no_host: 'Diese Adresse nennt weder Server noch Empfänger.',
  mail_fields: 'Diese Adresse verlangt vom Mailprogramm mehr als Empfänger, Betreff und Text, deshalb öffnet Pagewing sie nicht.',
};

function damaged(model: string, damage: Damage): string {
  switch (damage.kind) {
    case 'file_missing':
      return `${damage.file} des Modells ${model} fehlt.`;
    case 'other_size':
      return `${damage.file} des Modells ${model} ist beschädigt: Die Datei hat ${grouped(damage.found)} Bytes und sollte ${grouped(damage.expected)} haben.`;
    case 'other_hash':
      return `${damage.file} des Modells ${model} ist nicht die richtige Datei: Ihr SHA-256 ist ein anderer.`;
    case 'not_usable':
      return `Das Modell ${model} ist nicht zu gebrauchen: ${damage.detail}.`;
    case 'unread':
      return {
        crashed: `Die Dateien des Modells ${model} sind so beschädigt, dass das Lesen in einem eigenen Prozess abgestürzt ist.`,
        took_too_long: `Die Dateien des Modells ${model} zu lesen hat zu lange gedauert, deshalb hat Pagewing aufgehört.`,
        too_much_memory: `Die Dateien des Modells ${model} zu lesen würde zu viel Arbeitsspeicher brauchen.`,
        not_started: `Die Dateien des Modells ${model} wurden nicht gelesen.`,
      }[damage.how];
    case 'newer':
      return `Ein neueres Pagewing verwaltet das Modell ${model}.`;
    case 'folder_gone':
      return `Der Ordner des Modells ${model} ist nicht mehr da: ${damage.folder}.`;
  }
}

const unread: Record<Fall, string> = {
  crashed: 'Die Dateien des Modells sind so beschädigt, dass das Lesen in einem eigenen Prozess abgestürzt ist.',
  took_too_long: 'Die Dateien des Modells zu lesen hat zu lange gedauert, deshalb hat Pagewing aufgehört.',
  too_much_memory: 'Die Dateien des Modells zu lesen würde zu viel Arbeitsspeicher brauchen.',
  not_started: 'Pagewing konnte den Prozess nicht starten, der die Dateien eines Modells zuerst liest.',
};

const quoted = (names: readonly string[]): string => names.map((name) => `„${shortened(name)}“`).join(', ');

/** What happened, in a sentence. */
function message(fault: Problem): string {
  switch (fault.code) {
    case 'not_found':
      return fault.path === null ? 'Datei nicht gefunden.' : `Datei nicht gefunden: ${fault.path}.`;
    case 'is_folder':
      return fault.path === null ? 'Das ist ein Ordner und kein Dokument.' : `${fault.path} ist ein Ordner und kein Dokument.`;
    case 'empty':
      return 'Die Datei ist leer.';
    case 'unsupported_format':
      return `Pagewing kann diese Datei nicht öffnen. ${looksLike[fault.found]}`;
    case 'password_needed':
      return 'Dieses Dokument ist mit einem Passwort geschützt.';
    case 'password_wrong':
      return 'Das Passwort öffnet dieses Dokument nicht.';
    case 'unknown_encryption':
      return 'Dieses Dokument ist auf eine Art verschlüsselt, die Pagewing nicht kennt.';
    case 'office_password':
      return 'Dieses Office-Dokument ist mit einem Passwort geschützt, und solche Dokumente öffnet Pagewing nicht.';
    case 'xfa_form':
      return 'Dieses Dokument ist ein XFA-Formular: Seinen Inhalt zeigen nur Adobe Acrobat und ähnliche Programme, und auf seiner Seite steht nur ein Hinweis darauf.';
    case 'rights_managed':
      return 'Dieses Dokument ist durch digitale Rechteverwaltung (DRM) geschützt: Nur das Programm, für das es gemacht ist, öffnet es.';
    case 'scanned':
      return fault.pages === 1
        ? 'Dieses Dokument ist eingescannt: Seine Seite ist ein Bild ohne lesbaren Text.'
        : `Dieses Dokument ist eingescannt: Seine ${grouped(fault.pages)} Seiten sind Bilder ohne lesbaren Text.`;
    case 'not_recognized':
      return fault.pages === 1
        ? 'Dieses Dokument ist eingescannt, und auf seiner Seite wurde kein Text erkannt.'
        : `Dieses Dokument ist eingescannt, und auf seinen ${grouped(fault.pages)} Seiten wurde kein Text erkannt.`;
    case 'no_tesseract':
      return 'Tesseract ist nicht installiert, das Programm, das den Text eingescannter Seiten erkennt.';
    case 'no_text':
      return 'Pagewing hat in diesem Dokument keinen Text gefunden.';
    case 'unreadable_fonts':
      return 'Pagewing kann die Buchstaben dieses Dokuments nicht lesen: Seine Schriften sagen nicht, welche es sind.';
    case 'damaged':
      return 'Die Datei ist beschädigt: Pagewing kann nichts davon lesen.';
    case 'too_large':
      return `Die Datei ist zu groß: Sie hat ${megabytes(fault.bytes)}, und Pagewing liest höchstens ${megabytes(fault.limit)}.`;
    case 'too_much_memory':
      return 'Dieses Dokument zu lesen würde zu viel Arbeitsspeicher brauchen.';
    case 'timed_out':
      return 'Dieses Dokument zu lesen hat zu lange gedauert, deshalb hat Pagewing aufgehört.';
    case 'worker_died':
      return 'Das Dokument ist so beschädigt, dass das Lesen abgestürzt ist.';
    case 'cancelled':
      return 'Abgebrochen.';
    case 'io':
      return `Pagewing kann ${fault.path ?? 'die Datei'} nicht lesen: ${fault.detail}.`;
    case 'not_fasta':
      return `Das ist keine Sequenz in FASTA: In Zeile ${fault.line} müsste der Name eines Eintrags stehen.`;
    case 'wrong_letter':
      return `Der Eintrag ${fault.record} enthält einen Buchstaben, der keine Base ist: „${fault.letter}“ in Zeile ${fault.line}, Spalte ${fault.column}.`;
    case 'protein_sequence':
      return `Der Eintrag ${fault.record} in Zeile ${fault.line} ist ein Protein, und diese Modelle lesen DNA oder RNA.`;
    case 'empty_record':
      return `Der Eintrag ${fault.record} in Zeile ${fault.line} hat keine Basen.`;
    case 'too_many_records':
      return `Die Liste der Einträge dieser Datei würde mehr als ${megabytes(fault.limit)} Arbeitsspeicher brauchen.`;
    case 'no_sequences':
      return 'Dieses Dokument hat keine Sequenzen von DNA oder RNA.';
    case 'variant_refused':
      return refusedVariant(fault.variant, fault.why);
    case 'no_such_class':
      return `Das Modell hat keine Klasse „${shortened(fault.wanted)}“. ${fault.more ? 'Zu seinen Klassen gehören' : 'Seine Klassen'}: ${quoted(fault.known)}.`;
    case 'library_damaged':
      return `Die Datenbank der Bibliothek, ${fault.path}, ist beschädigt. Pagewing hat sie gelassen, wie sie ist.`;
    case 'library_too_new':
      return `Eine neuere Version von Pagewing hat diese Bibliothek geschrieben (Format ${fault.found}; diese Version kennt ${fault.known}).`;
    case 'library_away':
      return `Die Bibliothek liegt seit ihrem Umzug in ${fault.path}, und diesen Ordner gibt es gerade nicht.`;
    case 'library_in_use':
      return `Ein anderes Fenster oder ein Befehl von Pagewing hat die Bibliothek ${fault.path} geöffnet.`;
    case 'disk_full':
      return `Der Datenträger ist voll: Pagewing kann ${fault.path} nicht schreiben.`;
    case 'library_unwritable':
      return `Pagewing kann nicht in ${fault.path} schreiben: ${fault.detail}.`;
    case 'not_in_library':
      return 'Dieses Dokument ist nicht in der Bibliothek.';
    case 'not_kept':
      return 'Pagewing hat das nicht mehr: Es wurde gelöscht.';
    case 'nothing_marked':
      return 'Hier gibt es nichts zu markieren.';
    case 'long_note':
      return `Dieser Text hat ${grouped(fault.characters)} Zeichen; Pagewing behält höchstens ${grouped(fault.limit)}.`;
    case 'no_name':
      return 'Eine Sammlung oder ein Schlagwort braucht einen Namen.';
    case 'name_taken':
      return `„${fault.name}“ gibt es schon.`;
    case 'no_such_group':
      return `Die Bibliothek hat weder eine Sammlung noch ein Schlagwort namens „${fault.name}“.`;
    case 'not_a_bibliography':
      return `${fault.path} ist weder eine Zotero-Bibliothek noch BibTeX noch RIS.`;
    case 'bibliography_damaged':
      return `Pagewing kann die Zotero-Bibliothek ${fault.path} nicht lesen: ${fault.detail}.`;
    case 'nothing_to_export':
      return 'Es gibt nichts zu exportieren.';
    case 'several_documents':
      return `Zu „${shortened(fault.wanted)}“ passen mehrere Dokumente der Bibliothek: ${fault.titles.map((title) => shortened(title)).join('; ')}.`;
    case 'export_unwritable':
      return `Pagewing kann ${fault.path} nicht schreiben: ${fault.detail}.`;
    case 'content_damaged':
      return `Pagewing kann nicht mehr lesen, was es von diesem Dokument gespeichert hat: ${fault.detail}.`;
    case 'library_failed':
      return `Die Datenbank der Bibliothek meldet einen Fehler: ${fault.detail}.`;
    case 'model_missing':
      return `Der Ordner des Modells wurde nicht gefunden: ${fault.folder}.`;
    case 'model_incomplete':
      return `Der Ordner des Modells ist unvollständig: ${hasNo[fault.part]}.`;
    case 'model_wrong_architecture':
      return `${isNo[fault.wanted]}: Es ist ${fault.found}.`;
    case 'model_truncated':
      return `Die Gewichte des Modells sind unvollständig: ${fault.detail}.`;
    case 'model_damaged':
      return `Der Ordner des Modells ist beschädigt: ${fault.detail}.`;
    case 'model_other_version':
      return fault.newer
        ? 'Eine neuere Version von Pagewing hat diese schnelle Kopie angelegt.'
        : 'Eine ältere Version von Pagewing hat diese schnelle Kopie angelegt, in einer Form, die nicht mehr gelesen wird.';
    case 'model_wrong_tokenizer':
      return `Der Tokenizer gehört nicht zu diesem Modell: Er hat ${grouped(fault.tokenizer)} Token, das Modell ${grouped(fault.model)}.`;
    case 'model_wrong_labels':
      return `Die Bezeichnungen des Modells passen nicht: Seine Konfiguration nennt ${fault.labels}, und seine Gewichte unterscheiden ${fault.classes} Klassen.`;
    case 'model_unread':
      return unread[fault.how];
    case 'model_too_large':
      return `Das Modell braucht etwa ${gigabytes(fault.needed)} Arbeitsspeicher, und nur ${gigabytes(fault.available)} sind frei.`;
    case 'precision_not_here':
      if (fault.wanted === 'int8') return 'int8 ist für Prozessoren; hier läuft das Modell auf einer Grafikkarte.';
      return fault.on_card
        ? `Mit ${fault.wanted} rechnet diese Grafikkarte nicht.`
        : `${fault.wanted} braucht eine Grafikkarte, die dieser Build von Pagewing nutzen kann; hier läuft das Modell auf dem Prozessor.`;
    case 'precision_lost':
      return 'Dieses Modell wurde in int8 umgewandelt, und die verlorene Genauigkeit kommt nicht zurück: Es hat kein f32.';
    case 'model_setting':
      return `Das kann das Modell nicht: ${fault.detail}.`;
    case 'model_failed':
      return `Das Modell ist gescheitert: ${fault.detail}.`;
    case 'no_model':
      return 'Kein Modell für Zusammenfassungen ist installiert.';
    case 'download_offline':
      return 'Downloads sind ausgeschaltet: Die Variable HF_HUB_OFFLINE ist gesetzt.';
    case 'no_connection':
      return unreached[fault.fault](fault.host, fault.via === null ? '' : ` über den Proxy ${fault.via}`);
    case 'connection_broken':
      return `Die Verbindung zu ${fault.host} bricht immer wieder ab, nach ${sizeOf(fault.have, fault.total)}.`;
    case 'connection_stalled':
      return `${fault.host} hat ${counted(fault.seconds, 'Sekunde', 'Sekunden')} lang nichts gesendet.`;
    case 'not_authorized':
      if (fault.gated) return `Dieses Modell lässt sich von ${fault.host} nur mit Erlaubnis herunterladen.`;
      return fault.token_sent
        ? `${fault.host} nimmt Ihr Token für dieses Modell nicht an.`
        : `${fault.host} gibt dieses Modell nicht allen oder hat es nicht.`;
    case 'not_found_there':
      return `${fault.host} hat ${fault.file} nicht.`;
    case 'server_refused':
      return `${fault.host} kann zurzeit nicht antworten: Status ${fault.status}.`;
    case 'redirect_refused':
      return `${fault.host} leitet den Download ${redirected[fault.fault]}.`;
    case 'server_wrong':
      return `${fault.host} sendet einen anderen Teil der Datei als den verlangten.`;
    case 'web_page_instead':
      return `${fault.host} sendet eine Webseite statt ${fault.file}.`;
    case 'lfs_pointer':
      return `${fault.host} sendet einen Verweis von git-lfs statt ${fault.file}: den Namen einer Datei und nicht die Datei.`;
    case 'size_differs':
      return `${fault.file} sollte ${grouped(fault.expected)} Bytes haben und hat ${grouped(fault.found)}.`;
    case 'hash_differs':
      return `${fault.file} ist nicht die veröffentlichte Datei: Ihr SHA-256 ist ${fault.found} und sollte ${fault.expected} sein.`;
    case 'length_unknown':
      return `${fault.host} nennt die Länge von ${fault.file} nicht. Ob alles angekommen ist, wäre nicht zu erkennen.`;
    case 'no_room':
      return `In ${fault.path} ist nicht genug Platz: Gebraucht werden ${gigabytes(fault.needed)}, frei sind ${gigabytes(fault.available)}.`;
    case 'file_too_large_for_disk':
      return `${fault.path} ist zu groß für das Dateisystem dieses Datenträgers.`;
    case 'not_a_model_name':
      return `„${fault.name}“ ist weder der Name noch die Adresse eines Modells.`;
    case 'not_an_address':
      return `„${fault.address}“ ist keine Adresse, die mit http:// oder https:// beginnt.`;
    case 'other_server':
      return `Diese Adresse liegt auf ${fault.host}, und Pagewing lädt Modelle von ${fault.server} herunter.`;
    case 'model_unknown':
      return `Pagewing hat das Modell ${fault.model} nicht.`;
    case 'model_busy':
      return `Eine andere Aufgabe oder ein anderes Programm arbeitet gerade an ${fault.model}.`;
    case 'model_too_new':
      return `Eine neuere Version von Pagewing hat das Modell ${fault.model} geschrieben.`;
    case 'model_not_ready':
      return `Das Modell ${fault.model} ist noch nicht bereit.`;
    case 'model_files_wrong':
      return damaged(fault.model, fault.damage);
    case 'not_supported_here':
      return `Modelle wie ${fault.model} laufen in Pagewing nicht: Es ist ${fault.architecture}.`;
    case 'repository_incomplete':
      return `Das Repository ${fault.model} ist unvollständig: ${hasNo[fault.part]}.`;
    case 'converted_already':
      return `${fault.model} ist schon eine schnelle Kopie.`;
    case 'models_unwritable':
      return `Pagewing kann nicht in ${fault.path} schreiben: ${fault.detail}.`;
    case 'models_unreadable':
      return `Pagewing kann ${fault.path} nicht lesen: ${fault.detail}.`;
    case 'model_path_not_unicode':
      return `Pagewing kann sich den Pfad ${fault.path} nicht merken, weil er nicht ganz aus Unicode besteht.`;
    case 'ledger_failed':
      return `Pagewing kann die Liste seiner Verbindungen in ${fault.path} nicht lesen oder schreiben: ${fault.detail}. Ohne sie öffnet es keine.`;
    case 'empty_question':
      return 'Die Frage ist leer.';
    case 'long_question':
      return `Die Frage hat ${grouped(fault.characters)} Zeichen; Pagewing nimmt höchstens ${grouped(fault.limit)}.`;
    case 'no_words':
      return 'Die Frage enthält keine Wörter.';
    case 'no_documents':
      return 'Es gibt keine Dokumente, die sich etwas fragen ließen.';
    case 'no_section':
      if (fault.known.length === 0) return `Dieses Dokument hat keinen Abschnitt „${shortened(fault.wanted)}“; Pagewing hat keine Abschnitte darin gefunden.`;
      return `Dieses Dokument hat keinen Abschnitt „${shortened(fault.wanted)}“. ${fault.more ? 'Einige seiner Abschnitte sind' : 'Seine Abschnitte sind'} ${quoted(fault.known)}.`;
    case 'no_pages':
      return 'Dieses Dokument hat keine Seiten. Zusammenfassen lässt es sich ganz oder nach Abschnitten.';
    case 'no_such_pages':
      return `${fault.first === fault.last ? 'Eine' : 'Die'} ${pageSpan(fault.first, fault.last)} hat dieses Dokument nicht: Es hat ${counted(fault.pages, 'Seite', 'Seiten')}.`;
    case 'nothing_there':
      switch (fault.place.kind) {
        case 'section':
          return `Der Abschnitt „${shortened(fault.place.title)}“ hat keinen fortlaufenden Text.`;
        case 'pages':
          return `Auf ${fault.place.first === fault.place.last ? '' : 'den '}${pageSpan(fault.place.first, fault.place.last)} steht kein fortlaufender Text.`;
        case 'selection':
          return 'In der Auswahl steht kein Text.';
      }
    case 'settings_unreadable':
      return `Pagewing kann die Einstellungen in ${fault.path} nicht lesen: ${fault.detail}.`;
    case 'settings_unwritable':
      return `Pagewing kann die Einstellungen nicht in ${fault.path} schreiben: ${fault.detail}.`;
    case 'no_home':
      return 'Das System sagt nicht, wohin Ihre Dateien gehören.';
    case 'temporary_unwritable':
      return `Pagewing kann eine vorübergehende Datei nicht schreiben: ${fault.detail}.`;
    case 'reading_wrong':
      return 'Pagewing hat seine eigene Testseite falsch gelesen.';
    case 'example_unwritable':
      return `Pagewing kann das Beispiel nicht auspacken: ${fault.detail}.`;
    case 'no_window':
      return `Pagewing kann sein Fenster nicht öffnen: ${fault.detail}.`;
    case 'address_refused':
      return refusedAddress[fault.why];
    case 'nothing_opens':
      return 'Kein Programm auf diesem Computer öffnet diese Adresse.';
    case 'quarantined':
      return `Pagewing ist bei der Arbeit an „${shortened(fault.name)}“ zweimal abgestürzt und versucht es deshalb nicht noch einmal.`;
    case 'defect':
      return 'Pagewing hat einen Fehler gemacht. Er liegt im Programm.';
    case 'closing':
      return 'Pagewing wird gerade geschlossen.';
    case 'earlier':
      return fault.said;
    case 'unexpected':
      return fault.detail;
  }
}

export const faults: Text['faults'] = { message, hint };
