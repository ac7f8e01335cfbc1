// The stops of the tour, in their order.

import { DESK } from './desk.mjs';
import { EMPTY, FIRST } from './first.mjs';
import { PAPER } from './paper.mjs';

/** Walked in a window with an empty library. */
export { EMPTY };
/** Walked one after the other in a window with papers. */
export const FILLED = [...FIRST, ...PAPER, ...DESK];
export const STOPS = [...EMPTY, ...FILLED];
