// The models: which there are, which are in use, and what a person has done with them.

import type { Bridge, DocumentId, JobView, ModelCard, ModelOffer, ModelRole, ModelShelf } from '../bridge';
import { text } from '../text';
import { failureOf, isElsewhere, type ModelAction } from './model';
import type { Notices } from './notices.svelte';

type ModelsBridge = Pick<
  Bridge,
  | 'models'
  | 'downloadModel'
  | 'downloadNamed'
  | 'verifyModel'
  | 'makeFastCopy'
  | 'measureModel'
  | 'chooseModelFolder'
  | 'offerModel'
  | 'addModel'
  | 'useModel'
  | 'removeModel'
  | 'freeMemory'
  | 'cancelJob'
  | 'dismissJob'
>;

/** What models need of the list of jobs. */
export interface Work {
  began: (jobs: JobView[]) => void;
  forget: (job: JobView) => void;
}

export class Models {
  /** Null until the first answer arrives. */
  shelf = $state.raw<ModelShelf | null>(null);
  /** The model about which the person is asked whether to remove it. */
  removing = $state<string | null>(null);
  /** Folders that hold models and wait for the person's answer. */
  offers = $state.raw<readonly ModelOffer[]>([]);

  /** The model that writes; null when summaries consist of key sentences. */
  readonly writer = $derived(this.#inUse('writes'));
  /** The model that answers questions; null when there is none, undefined while that is not known. */
  readonly reader = $derived(this.shelf ? this.#inUse('reads') : undefined);

  /** The model that finds passages; null when they are found by their words. */
  readonly finder = $derived(this.#inUse('finds'));

  /** The model that finds classes along sequences; null when there is none. */
  readonly classifier = $derived(this.#inUse('classifies'));

  readonly #bridge: ModelsBridge;
  readonly #notices: Notices;
  readonly #work: Work;
  /** The list that is being read, and whether news has arrived since it was asked for. */
  #reading: Promise<void> | null = null;
  #stale = false;

  constructor(bridge: ModelsBridge, notices: Notices, work: Work) {
    this.#bridge = bridge;
    this.#notices = notices;
    this.#work = work;
  }

  /** Reads the shelf again. Several calls at once read it at most twice. */
  refresh = (): Promise<void> => {
    this.#stale = true;
    this.#reading ??= this.#notices
      .attempt(async () => {
        while (this.#stale) {
          this.#stale = false;
          this.shelf = await this.#bridge.models();
        }
      })
      .finally(() => (this.#reading = null));
    return this.#reading;
  };

  /** Downloads a model, or goes on with it; then the document, if one is given, is summarized. */
  get = (card: ModelCard, then: DocumentId | null): Promise<void> =>
    this.#begin(() => this.#bridge.downloadModel(card.id, then));

  /** Downloads a repository or an address that the person typed. True if it began. */
  getNamed = async (reference: string): Promise<boolean> => {
    let began = false;
    await this.#begin(async () => {
      const job = await this.#bridge.downloadNamed(reference);
      began = true;
      return job;
    });
    return began;
  };

  /** Does what a person chose for a model. */
  act = (action: ModelAction, card: ModelCard, job: JobView | null): Promise<void> => {
    switch (action) {
      case 'get':
        return this.get(card, null);
      case 'download_again':
        // the failure that found the damage is answered
        return (job ? this.dismiss(job) : Promise.resolve()).then(() => this.get(card, null));
      case 'resume':
        return this.#resume(card);
      case 'pause':
      case 'cancel':
        return this.#notices.attempt(async () => {
          if (job) await this.#bridge.cancelJob(job.id);
        });
      case 'retry':
        return this.#retry(card, job);
      case 'dismiss':
        return this.dismiss(job);
      case 'use':
        return this.use(card.role, card.origin.kind === 'included' ? null : card);
      case 'fast_copy':
        return this.makeFastCopy(card);
      case 'measure':
        return this.#begin(() => this.#bridge.measureModel(card.id));
      case 'verify':
        return this.#begin(() => this.#bridge.verifyModel(card.id));
      case 'remove':
        this.removing = card.id;
        return Promise.resolve();
    }
  };

  /** Makes a fast copy. A folder that is not among the kept models is asked about first. */
  makeFastCopy = (card: ModelCard): Promise<void> =>
    isElsewhere(card) ? this.offerFolder(card.id) : this.#begin(() => this.#bridge.makeFastCopy(card.id));

  /** Uses a model, or with null what Pagewing has without one: key sentences, the starter model, nothing for sequences. */
  use = (role: ModelRole, card: ModelCard | null): Promise<void> =>
    this.#notices.attempt(async () => {
      this.shelf = await this.#bridge.useModel(role, card?.id ?? null);
      this.#notices.announce(text.models.nowUsed(card?.name ?? text.models.without[role]));
    });

  remove = (card: ModelCard): Promise<void> =>
    this.#notices.attempt(async () => {
      this.removing = null;
      this.shelf = await this.#bridge.removeModel(card.id);
      this.#notices.announce(text.models.removed(text.model.called(card)));
    });

  dismiss = (job: JobView | null): Promise<void> =>
    this.#notices.attempt(async () => {
      if (!job) return;
      this.#work.forget(job);
      await this.#bridge.dismissJob(job.id);
    });

  chooseFolder = (): Promise<void> =>
    this.#notices.attempt(async () => {
      const offer = await this.#bridge.chooseModelFolder();
      if (offer) this.#offer([offer]);
    });

  /** Offers the models among dropped paths, and returns the other paths. A folder that is refused is reported. */
  takeDropped = async (paths: string[]): Promise<string[]> => {
    const taken = await Promise.all(
      paths.map(async (path) => {
        let offer: ModelOffer | null | undefined;
        await this.#notices.attempt(async () => void (offer = await this.#bridge.offerModel(path)));
        return { path, offer };
      }),
    );
    this.#offer(taken.flatMap(({ offer }) => offer ?? []));
    return taken.flatMap(({ path, offer }) => (offer === null ? path : []));
  };

  /** Asks about a folder: the first answer decides, so the same folder is never asked about twice. */
  offerFolder = (folder: string): Promise<void> =>
    this.#notices.attempt(async () => {
      const offer = await this.#bridge.offerModel(folder);
      if (offer) this.#offer([offer]);
      else this.#notices.keep(text.models.add.none(folder));
    });

  /** Answers the first offer. */
  add = (offer: ModelOffer, copy: boolean, fastCopy: boolean): Promise<void> => {
    this.decline(offer);
    return this.#begin(() => this.#bridge.addModel(offer.folder, copy, fastCopy));
  };

  decline = (offer: ModelOffer): void => {
    this.offers = this.offers.filter((known) => known !== offer);
  };

  freeMemory = (): Promise<void> =>
    this.#notices.attempt(async () => {
      await this.#bridge.freeMemory();
      await this.refresh();
    });

  #inUse(role: ModelRole): ModelCard | null {
    return this.shelf?.models.find((card) => card.role === role && card.in_use) ?? null;
  }

  #offer(offers: ModelOffer[]): void {
    const known = new Set(this.offers.map(({ folder }) => folder));
    this.offers = [...this.offers, ...offers.filter(({ folder }) => !known.has(folder))];
  }

  #begin = (work: () => Promise<JobView>): Promise<void> =>
    this.#notices.attempt(async () => this.#work.began([await work()]));

  /** Goes on where a download, a verification or a conversion stopped. */
  #resume(card: ModelCard): Promise<void> {
    if (card.state.kind === 'converting') return this.makeFastCopy(card);
    const imported = card.origin.kind === 'copied' || card.origin.kind === 'linked';
    return imported ? this.act('verify', card, null) : this.get(card, null);
  }

  async #retry(card: ModelCard, job: JobView | null): Promise<void> {
    if (!job || failureOf(job) === null) return;
    await this.dismiss(job);
    if (job.kind === 'convert') await this.makeFastCopy(card);
    else if (job.kind === 'verify') await this.act('verify', card, null);
    else if (job.kind === 'measure') await this.act('measure', card, null);
    else await this.get(card, job.document);
  }
}
