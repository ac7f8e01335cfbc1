// What Pagewing does with documents, and every connection that it ever opened.

import type { Entry, History } from '../../bridge';
import { counted, grouped, size } from './numbers';

const ends: Record<Entry['end'], string> = {
  open: 'not closed properly, or still open',
  complete: 'complete',
  broken: 'broke off',
  no_answer: 'no answer',
  stopped: 'stopped by you',
};

const why = ({ why }: Entry): string => (why.kind === 'description' ? 'List of files' : why.file);

const moment = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short', hourCycle: 'h23' });

export const privacy = {
  name: 'Privacy',
  what: [
    'Pagewing reads your documents on this computer, and sends no part of them anywhere.',
    'It opens a connection only to download a model that you asked for; it sends no statistics and looks for no updates.',
    'A web address in a document opens only if you click the button under it. Your browser opens it then, and Pagewing connects to nothing.',
    'Documents, summaries and questions stay in Pagewing’s own folder until you remove them. Removed documents are deleted after thirty days, or when you empty the trash.',
  ],
  connections: 'Connections',
  none: 'No connection was ever made.',
  total: ({ connections, bytes }: History): string =>
    `${counted(connections, 'connection', 'connections')} since Pagewing was installed, ${size(bytes)} received.`,
  newest: (n: number): string => `The newest ${grouped(n)} are listed.`,
  column: { time: 'Time', host: 'Host', why: 'What for', bytes: 'Received', end: 'Outcome' },
  time: (seconds: number): string => moment.format(seconds * 1000),
  host: ({ host, via }: Entry): string => (via === null ? host : `${host} through ${via}`),
  why,
  of: ({ why }: Entry): string => why.repository ?? '',
  size,
  end: ({ end, status }: Entry): string =>
    status !== null && status >= 400 ? `refused with status ${status}` : ends[end],
  more: 'Show more',
};
