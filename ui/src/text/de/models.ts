// The models: the menu, their page, and how they run.

import type { Damage, FamilyTask, ModelCard, ModelRole } from '../../bridge';
import type { Text } from '../en';
import { clause } from '../short';
import { modelName } from './names';
import { counted, NO_BREAK, size, sizeOf, withinRoughly } from './numbers';

const languages = new Intl.DisplayNames(['de'], { type: 'language', fallback: 'code' });

/** A language's name; the tag itself if it is not one. */
function languageOf(tag: string): string {
  try {
    return languages.of(tag) ?? tag;
  } catch {
    return tag;
  }
}

const called = ({ name }: ModelCard): string => modelName(name);

/** The menu at the top right. */
export const model: Text['model'] = {
  name: (name) => `Modelle: ${name}`,
  busy: (name, share, work) => `Modelle: ${name}, ${share}. ${work}`,
  unknown: 'Modelle',
  none: 'Kein Modell',
  called,
  summaries: 'Zusammenfassungen',
  keySentences: 'Kernsätze, ohne Modell',
  answers: 'Antworten',
  noReader: 'Textstellen nach ihren Wörtern, ohne Modell',
  models: `Modelle${NO_BREAK}…`,
  privacy: `Datenschutz${NO_BREAK}…`,
};

function damage(damage: Damage): string {
  switch (damage.kind) {
    case 'file_missing':
      return `${damage.file} fehlt.`;
    case 'other_size':
      return `${damage.file} hat ${size(damage.found)} statt ${size(damage.expected)}.`;
    case 'other_hash':
      return `${damage.file} ist nicht die richtige Datei: Ihr SHA-256 ist ein anderer.`;
    case 'not_usable':
      return `Pagewing kann es nicht verwenden: ${damage.detail}.`;
    case 'unread':
      return {
        crashed: 'Das Lesen seiner Dateien ist abgestürzt, in einem eigenen Prozess.',
        took_too_long: 'Seine Dateien zu lesen hat zu lange gedauert.',
        too_much_memory: 'Seine Dateien zu lesen würde zu viel Arbeitsspeicher brauchen.',
        not_started: 'Seine Dateien wurden nicht gelesen.',
      }[damage.how];
    case 'newer':
      return 'Ein neueres Pagewing verwaltet es. Dieses rührt es nicht an.';
    case 'folder_gone':
      return `Sein Ordner ist nicht mehr da: ${damage.folder}.`;
  }
}

/** What a model takes on the disk, now or later. */
function onDisk({ state, download_bytes, ready_bytes, disk_bytes, fast_copy }: ModelCard): string[] {
  switch (state.kind) {
    case 'absent':
    case 'partial': {
      if (download_bytes === null) return [];
      const after = ready_bytes !== null && ready_bytes !== download_bytes ? `, danach ${size(ready_bytes)} auf dem Datenträger` : '';
      return [`${size(download_bytes)} Download${after}`];
    }
    default:
      if (fast_copy.kind === 'made') {
        const original = fast_copy.original_bytes > 0 ? ` und Original mit ${size(fast_copy.original_bytes)}` : '';
        return [`schnelle Kopie mit ${size(fast_copy.bytes)}${original} auf dem Datenträger`];
      }
      return disk_bytes > 0 ? [`${size(disk_bytes)} auf dem Datenträger`] : [];
  }
}

/** One line of facts. */
const facts = (card: ModelCard, memory: number | null): string =>
  [
    ...(card.origin.kind === 'included' ? ['in Pagewing enthalten'] : []),
    ...(card.languages.length > 0 ? [card.languages.map(languageOf).join(' und ')] : []),
    ...(card.licence === null ? [] : [card.licence]),
    ...onDisk(card),
    ...(memory === null ? [] : [`${size(memory)} Arbeitsspeicher`]),
  ]
    .join(', ')
    .replace(/^./, (first) => first.toUpperCase());

/** Die Aufgaben mit Wörtern. */
type Worded = Exclude<ModelRole, 'classifies'>;

const pace: Record<Worded, (time: string) => string> = {
  writes: (time) => `Fasst auf diesem Computer 10.000 Wörter ${time} zusammen.`,
  reads: (time) => `Liest auf diesem Computer 10.000 Wörter ${time}.`,
  finds: (time) => `Bereitet auf diesem Computer 10.000 Wörter ${time} vor.`,
};

const roles: Text['models']['roles'] = {
  writes: { name: 'Schreibt Zusammenfassungen', what: 'Zusammenfassungen in den Worten des Modells, mit den Sätzen, auf denen sie beruhen.' },
  reads: { name: 'Beantwortet Fragen', what: 'Liest Textstellen und zeigt die Worte, die eine Frage beantworten.' },
  finds: { name: 'Findet Textstellen', what: 'Findet Textstellen nach ihrer Bedeutung, nicht nur nach ihren Wörtern.' },
  classifies: {
    name: 'Sequenzen und Klassen',
    what: 'Das Modell in Gebrauch findet Klassen entlang der Sequenzen der Bibliothek. Im Terminal nehmen die Befehle genome und classify jedes davon.',
  },
};

/** What any model of a role does. */
const doing: Record<ModelRole, string> = {
  writes: 'Schreibt Zusammenfassungen.',
  reads: 'Beantwortet Fragen.',
  finds: 'Findet Textstellen.',
  classifies: 'Liest Sequenzen oder findet die Klasse eines Dokuments.',
};

/** What a model that classifies does, task by task. */
const tasks: Record<FamilyTask, string> = {
  classify_bases: 'Findet Klassen entlang von Sequenzen.',
  classify_text: 'Findet die Klasse eines Dokuments.',
  predict: 'Bewertet Sequenzen.',
  encode: 'Macht aus Sequenzen Vektoren.',
};

/** What the starter model is for. */
const starter: Record<Worded, string> = {
  writes: 'Schreibt Zusammenfassungen auf Englisch.',
  reads: 'Beantwortet Fragen auf Englisch mit Zitaten aus dem Dokument.',
  finds: 'Findet englische Textstellen nach ihrer Bedeutung.',
};

/** What the models of the catalogue are for. Their file, assets/catalogue.json, says it in English. */
const purposes: Record<string, string> = {
  'google/bigbird-pegasus-large-arxiv':
    'Schreibt zu einer Forschungsarbeit die Kurzfassung: Physik, Mathematik, Informatik und benachbarte Fächer.',
  'google/bigbird-pegasus-large-pubmed': 'Schreibt zu einem Artikel aus Medizin oder Biologie die Kurzfassung.',
  'google/bigbird-pegasus-large-bigpatent': 'Schreibt nach der Beschreibung eines Patents, worum es darin geht.',
  'google/bigbird-base-trivia-itc': 'Findet in langen Texten die Worte, die eine Frage beantworten. Gelernt hat es an Quizfragen.',
  'vasudevgupta/bigbird-roberta-natural-questions':
    'Findet in langen Texten die Worte, die eine Frage beantworten. Gelernt hat es an Fragen, die einer Suchmaschine gestellt wurden.',
  'sentence-transformers/all-MiniLM-L6-v2': 'Findet Textstellen nach ihrer Bedeutung. Es ist schnell und eignet sich für große Bibliotheken.',
  'BAAI/bge-small-en-v1.5': 'Findet Textstellen nach ihrer Bedeutung. Es braucht etwa doppelt so lange wie das schnelle und findet mehr.',
};

const goesOn: Record<ModelRole, string> = {
  writes: 'Pagewing macht mit Kernsätzen weiter.',
  reads: 'Pagewing macht mit dem Startmodell weiter.',
  finds: 'Pagewing macht mit dem Startmodell weiter.',
  classifies: 'Jetzt findet kein Modell Klassen entlang von Sequenzen.',
};

const afterRemoval: Record<ModelRole, string> = {
  writes: 'Zusammenfassungen bestehen dann aus Kernsätzen.',
  reads: 'Fragen beantwortet dann das Startmodell.',
  finds: 'Textstellen findet dann das Startmodell.',
  classifies: 'Klassen entlang von Sequenzen findet dann kein Modell.',
};

export const models: Text['models'] = {
  name: 'Modelle',
  back: 'Zurück',
  places: 'Bereiche',
  reading: 'Modelle werden gesucht\u00a0…',
  roles,
  facts,
  damage,
  without: { writes: 'Kernsätze', reads: 'Startmodell', finds: 'Startmodell', classifies: 'kein Modell' },
  purposeOf: (card) => {
    const { id, origin, role } = card;
    if (card.tasks.length > 0) return card.tasks.map((task) => tasks[task]).join(' ');
    return purposes[id] ?? (origin.kind === 'included' && role !== 'classifies' ? starter[role] : doing[role]);
  },
  goesOn: (role) => goesOn[role],
  keySentences: { name: 'Kernsätze', purpose: 'Kein Modell: Pagewing zitiert die Sätze, auf die es am meisten ankommt.' },
  where: (folder) => `Wird verwendet, wo es liegt: ${folder}`,
  unused: (names) => `Seine Dateien haben Teile, die Pagewing nicht verwendet: ${names.join(', ')}.`,
  pace: (role, seconds) => pace[role](withinRoughly(seconds)),
  notMeasured: 'Wie schnell es auf diesem Computer ist, wurde noch nicht gemessen.',
  loaded: (bytes) => `Geladen, belegt ${size(bytes)} Arbeitsspeicher.`,
  tooLarge: (needed) => `Es braucht ${size(needed)} Arbeitsspeicher, und so viel ist jetzt nicht frei.`,
  fitsIn: (precision, bytes) => `In ${precision} braucht es ${size(bytes)}, und das passt.`,
  useIn: (precision) => `${precision} verwenden`,
  closeOthers: 'Schließen Sie andere Programme, oder wählen Sie ein kleineres Modell.',
  inUse: 'In Gebrauch',
  nowUsed: (name) => `Jetzt in Gebrauch: ${modelName(name)}.`,
  removed: (name) => `${name} wurde entfernt.`,
  unfinished: ({ state }) => {
    if (state.kind === 'partial') return `Angehalten: ${sizeOf(state.bytes, state.total)} sind da.`;
    return state.kind === 'verifying' || state.kind === 'converting' ? 'Es ist noch nicht bereit.' : null;
  },
  offline: 'Downloads sind auf diesem Computer ausgeschaltet (HF_HUB_OFFLINE). Der Ordner eines Modells lässt sich hinzufügen.',
  action: {
    get: 'Herunterladen',
    pause: 'Anhalten',
    resume: 'Fortsetzen',
    cancel: 'Abbrechen',
    retry: 'Erneut versuchen',
    dismiss: 'Ausblenden',
    use: 'Verwenden',
    fast_copy: 'Schnelle Kopie anlegen',
    measure: 'Messen',
    verify: 'Prüfen',
    verify_again: 'Erneut prüfen',
    download_again: 'Erneut herunterladen',
    remove: 'Entfernen',
  },
  actionOn: (action, name) => `${action}: ${name}`,
  remove: {
    question: (card, freed) =>
      [
        `${called(card)} entfernen?`,
        ...(freed > 0 ? [`${size(freed)} werden frei.`] : []),
        ...(card.origin.kind === 'linked' ? ['Sein Ordner bleibt, wo er ist.'] : []),
        ...(card.in_use ? [afterRemoval[card.role]] : []),
      ].join(' '),
    yes: 'Entfernen',
    no: 'Behalten',
  },
  add: {
    name: 'Weiteres Modell hinzufügen',
    folder: 'Der Ordner eines Modells auf diesem Computer: Er lässt sich auswählen oder irgendwo in dieses Fenster ziehen.',
    choose: `Ordner auswählen${NO_BREAK}…`,
    none: (folder) => `Pagewing hat in ${folder} kein brauchbares Modell gefunden.`,
    named: 'Repository oder Adresse',
    namedHint: 'Ein Modell der Art BigBirdPegasus, BigBird oder BERT, etwa google/bigbird-pegasus-large-arxiv. Hinter einem @ steht ein Zweig oder ein Tag.',
    get: 'Herunterladen',
    found: 'Auf diesem Computer gefunden',
    foundFacts: (role, bytes) => `${roles[role].name}, ${size(bytes)}, von einem anderen Programm heruntergeladen`,
    add: `Hinzufügen${NO_BREAK}…`,
    coming: 'Unterwegs',
  },
  offer: {
    question: (name) => `„${name}“ hinzufügen?`,
    facts: ({ role, bytes, folder }) => `${doing[role]} ${size(bytes)}, in ${folder}`,
    place: 'Wo es liegt',
    copy: (bytes) => `In den Ordner von Pagewing kopieren (${size(bytes)})`,
    link: 'Verwenden, wo es liegt',
    fastCopy: (bytes) => `Schnelle Kopie anlegen (${size(bytes)}, etwa dreimal so schnell)`,
    add: 'Hinzufügen',
    cancel: 'Abbrechen',
  },
};

/** The choices at the end of the page. */
export const running: Text['running'] = {
  name: 'Wie Modelle laufen',
  device: 'Gerät',
  devices: (choice, name, memory) => {
    const kind = { automatic: 'Automatisch', processor: 'Prozessor', graphics_card: 'Grafikkarte' }[choice];
    const known = [...(name === '' ? [] : [name]), ...(memory > 0 ? [size(memory)] : [])].join(', ');
    return known === '' ? kind : `${kind} (${known})`;
  },
  fallback: (why) => {
    const because = (): string => {
      switch (why.kind) {
        case 'not_supported':
          return 'Dieser Build von Pagewing kann eine solche Grafikkarte nicht nutzen';
        case 'no_card':
          return `Keine Grafikkarte hat sich gemeldet (${clause(why.detail)})`;
        case 'disagrees':
          return 'Ein Test auf der Grafikkarte ergab falsche Zahlen';
        case 'too_small':
          return `Auf der Grafikkarte sind ${size(why.available)} Arbeitsspeicher frei, und das Modell braucht ${size(why.needed)}`;
        case 'out_of_memory':
          return 'Der Arbeitsspeicher der Grafikkarte hat nicht gereicht';
        case 'failed':
          return `Auf der Grafikkarte trat ein Fehler auf (${clause(why.detail)})`;
      }
    };
    return `Modelle laufen auf dem Prozessor: ${because()}.`;
  },
  precision: 'Genauigkeit',
  precisions: {
    automatic: 'Automatisch: die schnellste, die genau genug ist',
    int8: 'int8: ein Viertel des Arbeitsspeichers',
    f32: 'f32: genau, langsam',
    f16: 'f16: die Hälfte des Arbeitsspeichers',
    bf16: 'bf16: die Hälfte des Arbeitsspeichers',
  },
  precisionNow: (best) => (best === 'int8' ? 'Jetzt int8, wo ein Modell eine schnelle Kopie hat, sonst f32.' : `Jetzt ${best}.`),
  threads: 'Kerne',
  allThreads: (n) => `Alle, die Pagewing nutzen darf (${n.toLocaleString('de')})`,
  threadsOf: (n) => counted(n, 'Kern', 'Kerne'),
  unload: 'Unbenutztes Modell entladen nach',
  minutes: (n) => (n >= 60 && n % 60 === 0 ? counted(n / 60, 'Stunde', 'Stunden') : counted(n, 'Minute', 'Minuten')),
  keep: 'Original behalten',
  keepCosts: (original, copy) =>
    `Neben der schnellen Kopie sind das ${size(original + copy)} auf dem Datenträger statt ${size(copy)}.`,
  server: 'Downloads kommen von',
  serverHint: 'Leer bedeutet Hugging Face. Ein Spiegelserver hat eine Adresse wie https://mirror.example.org',
  proxy: 'Proxy für Downloads',
  proxyHint: 'Leer bedeutet der des Systems. Ein Proxy hat eine Adresse wie http://proxy.example.org:3128',
  proxyOfSystem: 'Wie das System',
  serverName: (server) => server.replace(/:443$/, ''),
  folder: 'Modelle liegen in',
  free: (bytes) => `${size(bytes)} sind auf dem Datenträger frei.`,
  memory: 'Arbeitsspeicher',
  held: (bytes) => `Geladene Modelle belegen ${size(bytes)}.`,
  nothingHeld: 'Kein Modell ist geladen.',
  freeNow: 'Jetzt freigeben',
};
