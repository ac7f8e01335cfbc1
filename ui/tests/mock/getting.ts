// Models that are downloaded, added, checked, used and removed; and the connections that Pagewing opened.

import type { Bridge, Problem } from '../../src/bridge';
import { called } from './heard';
import { began } from './jobs';
import * as models from './models';

type Part = Pick<
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
  | 'network'
>;

export const bridge: Part = {
  models: async () => models.shelf,
  downloadModel: async (id, then) => {
    called('downloadModel', id, then);
    return began('download', id);
  },
  downloadNamed: async (reference) => {
    called('downloadNamed', reference);
    if (!/^[\w.-]+\/[\w.-]+$|^https?:/.test(reference)) throw { code: 'not_found', path: reference } satisfies Problem;
    return began('download', reference);
  },
  verifyModel: async (id) => {
    called('verifyModel', id);
    return began('verify', id);
  },
  makeFastCopy: async (id) => {
    called('makeFastCopy', id);
    return began('convert', id);
  },
  measureModel: async (id) => {
    called('measureModel', id);
    return began('measure', id);
  },
  chooseModelFolder: async () => {
    called('chooseModelFolder');
    return models.OFFER;
  },
  offerModel: async (path) => {
    called('offerModel', path);
    return path.includes('bigbird') || path.includes('hub') ? { ...models.OFFER, folder: path } : null;
  },
  addModel: async (folder, copy, fastCopy) => {
    called('addModel', folder, copy, fastCopy);
    return began('add_model', `imported/${folder.split('/').at(-1)}`);
  },
  useModel: async (role, id) => {
    called('useModel', role, id);
    return models.use(role, id);
  },
  removeModel: async (id) => {
    called('removeModel', id);
    return models.remove(id);
  },
  freeMemory: async () => {
    called('freeMemory');
    models.freed();
  },
  network: async () => models.history(),
};
