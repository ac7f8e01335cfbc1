// What is exported.

import type { Bridge } from '../../src/bridge';
import { EXPORTED } from './exported';
import { called } from './heard';
import { query } from './scene';

export const bridge: Pick<Bridge, 'exportDocument' | 'exportDocuments' | 'exportQuestions' | 'exportedPage'> = {
  exportDocument: async (id, options) => {
    called('exportDocument', id, options);
    return `/home/you/How far small boats drift.${options.format}`;
  },
  exportDocuments: async (ids, options) => {
    called('exportDocuments', ids, options);
    return { path: '/home/you/papers', exported: ids.length, failed: [] };
  },
  exportQuestions: async (question, format) => {
    called('exportQuestions', question, format);
    return `/home/you/Questions and answers.${format}`;
  },
  exportedPage: async (id, options) => {
    called('exportedPage', id, options);
    // the export of a document whose words run from right to left
    return query.has('rtl') ? EXPORTED.replace('lang="eng"', 'lang="heb" dir="rtl"') : EXPORTED;
  },
};
