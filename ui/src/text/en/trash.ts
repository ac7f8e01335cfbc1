// Removed documents, and what the library takes on the disk.

import type { LibrarySize, TrashedDocument } from '../../bridge';
import { shortened } from '../short';
import { documents, moments, size } from './numbers';

const day = (seconds: number): string => moments.format(new Date(seconds * 1000));

export const trash = {
  name: 'Trash',
  what: 'Removed documents stay here for thirty days, with their summaries, answers and notes. Then Pagewing deletes them.',
  none: 'The trash is empty.',
  removed: ({ removed_at, deleted_from, bytes }: TrashedDocument): string =>
    `Removed ${day(removed_at)} · deleted after ${day(deleted_from)} · about ${size(bytes)}`,
  restore: 'Restore',
  restoreOf: (title: string): string => `Restore “${shortened(title)}”`,
  delete: 'Delete now…',
  deleteOf: (title: string): string => `Delete now: “${shortened(title)}”…`,
  empty: 'Delete all now…',
  ask: (n: number): string =>
    n === 1
      ? 'The document and its summaries, answers and notes are deleted from the disk and can’t be restored. Answers that also quote other documents stay.'
      : `${documents(n)} are deleted from the disk with their summaries, answers and notes, and can’t be restored. Answers that also quote other documents stay.`,
  confirm: 'Delete now',
  cancel: 'Cancel',
  deleted: (n: number): string => `${documents(n)} deleted.`,
  disk: 'On the disk',
  size: ({ documents: n, files, database, recognized }: LibrarySize): string =>
    `The library holds ${documents(n)} and takes ${size(files + database + recognized)}.`,
  parts: ({ files, database, recognized }: LibrarySize): string =>
    [`Files: ${size(files)}`, `database: ${size(database)}`, ...(recognized > 0 ? [`recognized pages: ${size(recognized)}`] : [])].join(' · '),
};
