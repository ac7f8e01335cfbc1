// The models: the menu, their page, and how they run.

import type { Damage, DeviceView, Fallback, FamilyTask, ModelCard, ModelOffer, ModelRole, PrecisionChoice } from '../../bridge';
import { clause } from '../short';
import { counted, grouped, roughly, size, sizeOf } from './numbers';

const languages = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'code' });

/** A language's name; the tag itself if it is not one. */
function languageOf(tag: string): string {
  try {
    return languages.of(tag) ?? tag;
  } catch {
    return tag;
  }
}

/** The part of Pagewing has a common noun for a name, which begins a line here. */
const called = ({ name, origin }: ModelCard): string =>
  origin.kind === 'included' ? name.charAt(0).toUpperCase() + name.slice(1) : name;

/** The menu at the top right. */
export const model = {
  name: (name: string): string => `Models: ${name}`,
  /** Begins with the visible text. */
  busy: (name: string, percent: string, work: string): string => `Models: ${name}, ${percent}. ${work}`,
  unknown: 'Models',
  none: 'No model',
  called,
  summaries: 'Summaries',
  keySentences: 'Key sentences, without a model',
  answers: 'Answers',
  noReader: 'Passages by their words, without a model',
  models: 'Models…',
  privacy: 'Privacy…',
};

function damage(damage: Damage): string {
  switch (damage.kind) {
    case 'file_missing':
      return `${damage.file} is missing.`;
    case 'other_size':
      return `${damage.file} has ${size(damage.found)} instead of ${size(damage.expected)}.`;
    case 'other_hash':
      return `${damage.file} is not what it should be: its SHA-256 differs.`;
    case 'not_usable':
      return `Pagewing can’t use it: ${damage.detail}.`;
    case 'unread':
      return {
        crashed: 'Reading its files crashed, in a separate process.',
        took_too_long: 'Reading its files took too long.',
        too_much_memory: 'Reading its files would take too much memory.',
        not_started: 'Its files weren’t read.',
      }[damage.how];
    case 'newer':
      return 'A newer Pagewing keeps it. This one leaves it alone.';
    case 'folder_gone':
      return `Its folder is gone: ${damage.folder}.`;
  }
}

/** What a model takes on the disk, now or later. */
function onDisk(card: ModelCard): string[] {
  const { state, download_bytes, ready_bytes, disk_bytes, fast_copy } = card;
  switch (state.kind) {
    case 'absent':
    case 'partial': {
      if (download_bytes === null) return [];
      const after = ready_bytes !== null && ready_bytes !== download_bytes ? `, then ${size(ready_bytes)} on the disk` : '';
      return [`download of ${size(download_bytes)}${after}`];
    }
    default:
      if (fast_copy.kind === 'made') {
        const original = fast_copy.original_bytes > 0 ? ` and its original of ${size(fast_copy.original_bytes)}` : '';
        return [`fast copy of ${size(fast_copy.bytes)}${original} on the disk`];
      }
      return disk_bytes > 0 ? [`${size(disk_bytes)} on the disk`] : [];
  }
}

/** One line of facts. */
const facts = (card: ModelCard, memory: number | null): string =>
  [
    ...(card.origin.kind === 'included' ? ['comes with Pagewing'] : []),
    ...(card.languages.length > 0 ? [card.languages.map(languageOf).join(' and ')] : []),
    ...(card.licence === null ? [] : [card.licence]),
    ...onDisk(card),
    ...(memory === null ? [] : [`${size(memory)} of memory`]),
  ]
    .join(', ')
    .replace(/^./, (first) => first.toUpperCase());

/** The roles whose work is on words. */
type Worded = Exclude<ModelRole, 'classifies'>;

const pace: Record<Worded, (time: string) => string> = {
  writes: (time) => `Summarizes 10,000 words in ${time} on this machine.`,
  reads: (time) => `Reads 10,000 words in ${time} on this machine.`,
  finds: (time) => `Prepares 10,000 words in ${time} on this machine.`,
};

const roles: Record<ModelRole, { name: string; what: string }> = {
  writes: { name: 'Writes summaries', what: 'Summaries in the model’s own words, with the sentences that they come from.' },
  reads: { name: 'Answers questions', what: 'Reads passages and marks the words that answer a question.' },
  finds: { name: 'Finds passages', what: 'Finds passages by what they mean, not by their words alone.' },
  classifies: {
    name: 'Sequences and classes',
    what: 'The one in use finds classes along the sequences of your library. In a terminal, the commands genome and classify take any of them.',
  },
};

/** What any model of a role does. */
const doing: Record<ModelRole, string> = {
  writes: 'Writes summaries.',
  reads: 'Answers questions.',
  finds: 'Finds passages.',
  classifies: 'Reads sequences, or finds the class of a document.',
};

/** What a model that classifies does, task by task. */
const tasks: Record<FamilyTask, string> = {
  classify_bases: 'Finds classes along sequences.',
  classify_text: 'Finds the class of a document.',
  predict: 'Scores sequences.',
  encode: 'Makes vectors of sequences.',
};

/** What the starter model is for. */
const starter: Record<Worded, string> = {
  writes: 'Writes summaries in English.',
  reads: 'Answers questions in English by quoting the document.',
  finds: 'Finds passages in English by what they mean.',
};

const without: Record<ModelRole, string> = { writes: 'key sentences', reads: 'starter model', finds: 'starter model', classifies: 'no model' };

const afterRemoval: Record<ModelRole, string> = {
  writes: 'Summaries are key sentences then.',
  reads: 'The starter model answers questions then.',
  finds: 'The starter model finds passages then.',
  classifies: 'No model finds classes along sequences then.',
};

export const models = {
  name: 'Models',
  back: 'Back',
  places: 'Pages',
  reading: 'Looking for models…',
  roles,
  facts,
  damage,
  without,
  /** What a model of the catalogue is for, or what this one or any model of the role does. */
  purposeOf: (card: ModelCard): string => {
    const { purpose, origin, role } = card;
    if (card.tasks.length > 0) return card.tasks.map((task) => tasks[task]).join(' ');
    return purpose ?? (origin.kind === 'included' && role !== 'classifies' ? starter[role] : doing[role]);
  },
  /** After the reason why a chosen model cannot be used. */
  goesOn: (role: ModelRole): string =>
    role === 'classifies' ? 'No model finds classes along sequences now.' : `Pagewing goes on with the ${without[role]}.`,
  keySentences: { name: 'Key sentences', purpose: 'No model: Pagewing quotes the sentences that matter most.' },
  where: (folder: string): string => `Used where it is: ${folder}`,
  unused: (names: readonly string[]): string => `Its files have parts that Pagewing does not use: ${names.join(', ')}.`,
  pace: (role: Worded, seconds: number): string => pace[role](roughly(seconds)),
  notMeasured: 'Its speed on this machine is not measured yet.',
  loaded: (bytes: number): string => `Loaded now: ${size(bytes)} of memory.`,
  tooLarge: (needed: number): string => `It needs ${size(needed)} of memory, and that much is not free now.`,
  fitsIn: (precision: PrecisionChoice, bytes: number): string => `In ${precision} it needs ${size(bytes)}, which fits.`,
  useIn: (precision: PrecisionChoice): string => `Use ${precision}`,
  closeOthers: 'Close other programs, or choose a smaller model.',
  inUse: 'In use',
  nowUsed: (name: string): string => `In use now: ${name}.`,
  removed: (name: string): string => `${name} was removed.`,
  unfinished: ({ state }: ModelCard): string | null => {
    if (state.kind === 'partial') return `Paused: ${sizeOf(state.bytes, state.total)} are here.`;
    return state.kind === 'verifying' || state.kind === 'converting' ? 'It is not ready yet.' : null;
  },
  offline: 'Downloads are switched off on this computer (HF_HUB_OFFLINE). You can add a model’s folder.',
  action: {
    get: 'Get',
    pause: 'Pause',
    resume: 'Resume',
    cancel: 'Cancel',
    retry: 'Retry',
    dismiss: 'Dismiss',
    use: 'Use',
    fast_copy: 'Make fast copy',
    measure: 'Measure',
    verify: 'Verify',
    verify_again: 'Verify again',
    download_again: 'Download again',
    remove: 'Remove',
  },
  /** Begins with the visible text, as people with voice control call a button by what they see. */
  actionOn: (action: string, name: string): string => `${action}: ${name}`,
  remove: {
    question: (card: ModelCard, freed: number): string =>
      [
        `Remove ${called(card)}?`,
        ...(freed > 0 ? [`${size(freed)} become free.`] : []),
        ...(card.origin.kind === 'linked' ? ['Its folder stays where it is.'] : []),
        ...(card.in_use ? [afterRemoval[card.role]] : []),
      ].join(' '),
    yes: 'Remove',
    no: 'Keep it',
  },
  add: {
    name: 'Add another model',
    folder: 'A model’s folder on this computer: choose it, or drop it anywhere in this window.',
    choose: 'Choose a folder…',
    none: (folder: string): string => `Pagewing did not find a usable model in ${folder}.`,
    named: 'Repository or address',
    namedHint: 'A BigBirdPegasus, BigBird or BERT model, such as google/bigbird-pegasus-large-arxiv. A branch or a tag follows an @.',
    get: 'Download',
    found: 'Found on this computer',
    foundFacts: (role: ModelRole, bytes: number): string => `${roles[role].name}, ${size(bytes)}, downloaded by another program`,
    add: 'Add…',
    coming: 'On the way',
  },
  offer: {
    question: (name: string): string => `Add “${name}”?`,
    facts: ({ role, bytes, folder }: ModelOffer): string => `${doing[role]} ${size(bytes)}, in ${folder}`,
    place: 'Where it is kept',
    copy: (bytes: number): string => `Copy it to Pagewing’s folder (${size(bytes)})`,
    link: 'Use it where it is',
    fastCopy: (bytes: number): string => `Make a fast copy (${size(bytes)}, about 3 times as fast)`,
    add: 'Add',
    cancel: 'Cancel',
  },
};

/** The choices at the end of the page. */
export const running = {
  name: 'How models run',
  device: 'Device',
  /** With its name and its memory in bytes, as far as they are known. */
  devices: (choice: DeviceView['choice'], name: string, memory: number): string => {
    const kind = { automatic: 'Automatic', processor: 'Processor', graphics_card: 'Graphics card' }[choice];
    const known = [...(name === '' ? [] : [name]), ...(memory > 0 ? [size(memory)] : [])].join(', ');
    return known === '' ? kind : `${kind} (${known})`;
  },
  /** Why models run on the processor although a card was wanted. */
  fallback: (why: Fallback): string => {
    const because = (): string => {
      switch (why.kind) {
        case 'not_supported':
          return 'this build of Pagewing does not support such a card';
        case 'no_card':
          return `no graphics card answered (${clause(why.detail)})`;
        case 'disagrees':
          return 'a test on the graphics card gave wrong numbers';
        case 'too_small':
          return `the graphics card has ${size(why.available)} of free memory, and the model needs ${size(why.needed)}`;
        case 'out_of_memory':
          return 'the memory of the graphics card ran out';
        case 'failed':
          return `the graphics card failed (${clause(why.detail)})`;
      }
    };
    return `Models run on the processor: ${because()}.`;
  },
  precision: 'Precision',
  precisions: {
    automatic: 'Automatic: the fastest that is exact enough',
    int8: 'int8: a quarter of the memory',
    f32: 'f32: exact, slow',
    f16: 'f16: half the memory',
    bf16: 'bf16: half the memory',
  } satisfies Record<PrecisionChoice, string>,
  /** What the automatic choice is, by the best precision of the device in use: that of processors takes a fast copy. */
  precisionNow: (best: PrecisionChoice): string => (best === 'int8' ? 'Now int8 where a model has a fast copy, else f32.' : `Now ${best}.`),
  threads: 'Cores',
  allThreads: (n: number): string => `All that Pagewing may use (${grouped(n)})`,
  threadsOf: (n: number): string => counted(n, 'core', 'cores'),
  unload: 'Unload an idle model after',
  minutes: (n: number): string => (n >= 60 && n % 60 === 0 ? counted(n / 60, 'hour', 'hours') : counted(n, 'minute', 'minutes')),
  keep: 'Keep the original',
  keepCosts: (original: number, copy: number): string =>
    `Beside its fast copy, that is ${size(original + copy)} on the disk instead of ${size(copy)}.`,
  server: 'Downloads come from',
  serverHint: 'If empty, Hugging Face. A mirror has an address such as https://mirror.example.org',
  proxy: 'Proxy for downloads',
  proxyHint: 'If empty, that of the system. A proxy has an address such as http://proxy.example.org:3128',
  proxyOfSystem: 'As the system',
  /** The usual port says nothing. */
  serverName: (server: string): string => server.replace(/:443$/, ''),
  folder: 'Models are in',
  free: (bytes: number): string => `${size(bytes)} are free on its disk.`,
  memory: 'Memory',
  held: (bytes: number): string => `Loaded models hold ${size(bytes)}.`,
  nothingHeld: 'No model is loaded.',
  freeNow: 'Free memory now',
};
