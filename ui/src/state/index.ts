// What components use of the window's state.

export { around, isLost, isMarked, saysTheSame, withCells, type Found } from './answer';
export type { Asked } from './asking.svelte';
export type { Chosen } from './chosen.svelte';
export { setDesk, useDesk } from './context';
export { Desk } from './desk.svelte';
export { draftOf, dropDraft, keepDraft, NEW_NOTE, noteOf, sentenceOf } from './drafts';
export { CHOICES, type Choice } from './draft.svelte';
export { authorsOf, yearOf, type OwnField } from './details.svelte';
export { FORMATS, PARTS, REFERENCES } from './exports.svelte';
export { marked } from './found';
export { GROUP_KINDS } from './groups.svelte';
export { FILTERS, ORDERS } from './library.svelte';
export { COLOURS, passageOf } from './notes.svelte';
export { asHtml, asQuotation, sourceOf, type Words } from './quoting';
export { pageOf, pickedSentences, type Picked } from './picked';
export { isAboutModel, isUnderWay, pauses } from './jobs.svelte';
export { called, mentionAt } from './mention';
export { actionsOf, failureOf, fitOf, freedBy, isElsewhere, modelJobOf, type Fit, type ModelAction } from './model';
export { typedPages } from './page_range';
export type { Width } from './panes.svelte';
export type { Place } from './places.svelte';
export type { Sought } from './related.svelte';
export { groupsOf, pagesOfSections, type SectionGroup } from './sections';
export { followed, NOTHING, stepSentence, stepSource, type Shown } from './shown';
export { asText, isQuotation, isWeak } from './summary.svelte';
export { filledOf, titled } from './tables.svelte';
export { TABS, type Tab } from './tabs.svelte';
