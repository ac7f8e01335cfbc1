// The file of the open document: pdf.js opens it, with a password if it is locked.

import { asProblem, type DocumentId } from '../bridge';
import type { Desk } from '../state';
import { text } from '../text';
import type { Pdf } from './pdf/open';

/** Where files come from. */
type Files = Pick<Desk['reading'], 'bytes' | 'keepPassword' | 'knownPasswords'>;

/** Why a file is not open. The message is in the language in use whenever it is read. */
type Trouble = { kind: 'locked'; wrong: boolean } | { kind: 'failed'; readonly message: string };

/** Why a file cannot be opened: errors of pdf.js are for its developers; errors of the bridge are for people. */
function reasonOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return text.faults.message(asProblem(thrown));
  return thrown.name === 'InvalidPDFException' ? text.pages.damaged : text.pages.unreadable;
}

/** Loads pdf.js and starts a worker: when the window begins with a PDF, both are ready once it is known which. */
export const prepare = (): Promise<void> =>
  import('./pdf/open').then(
    ({ startWorker }) => startWorker(),
    // whoever opens a file tries again, and says what is wrong
    () => {},
  );

export class Opening {
  /** Null until the file is open. */
  pdf = $state.raw<Pdf | null>(null);
  trouble = $state.raw<Trouble | null>(null);
  /** Resolves when the file is open. */
  readonly opened: Promise<Pdf>;

  readonly #files: Files;
  readonly #id: DocumentId;
  #resolve: (pdf: Pdf) => void = () => {};
  #ended = false;

  constructor(files: Files, id: DocumentId) {
    this.#files = files;
    this.#id = id;
    this.opened = new Promise<Pdf>((resolve) => (this.#resolve = resolve));
  }

  /** Opens the file. What prevents it is `trouble`, which stays while another password is tried. */
  load = async (password: string | undefined): Promise<void> => {
    let locked = (_thrown: unknown): { wrong: boolean } | null => null;
    try {
      // pdf.js is a megabyte: it loads when the first document opens
      const { Locked, openPdf } = await import('./pdf/open');
      locked = (thrown) => (thrown instanceof Locked ? thrown : null);
      const open = async (word: string | undefined): Promise<Pdf> => openPdf(await this.#files.bytes(this.#id), word);
      let right = password;
      const pdf = await open(password).catch(async (thrown: unknown) => {
        if (password !== undefined || !locked(thrown)) throw thrown;
        for (right of this.#files.knownPasswords()) {
          const opened = await open(right).catch((thrown: unknown) => {
            if (locked(thrown)) return null;
            throw thrown;
          });
          if (opened) return opened;
        }
        throw thrown;
      });
      if (this.#ended) return pdf.close();
      if (right !== undefined) this.#files.keepPassword(this.#id, right);
      this.trouble = null;
      this.pdf = pdf;
      this.#resolve(pdf);
    } catch (thrown) {
      const lock = locked(thrown);
      if (lock) this.trouble = { kind: 'locked', wrong: lock.wrong };
      else {
        this.trouble = {
          kind: 'failed',
          get message() {
            return reasonOf(thrown);
          },
        };
      }
    }
  };

  /** The document is closed: the file and its worker are free. */
  end(): void {
    this.#ended = true;
    this.pdf?.close();
  }
}
