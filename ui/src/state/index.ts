// What components use of the window's state.

export { around } from './answer';
export type { Asked } from './asking.svelte';
export { setDesk, useDesk } from './context';
export { Desk } from './desk.svelte';
export { marked } from './found';
export { isUnderWay } from './jobs.svelte';
export { stepSentence, stepSource } from './shown';
export { asText, isWeak } from './summary.svelte';
