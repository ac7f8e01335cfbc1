// What a person types to find a setting. Rows outside of the page of settings are always shown.

import { getContext, setContext } from 'svelte';

const SOUGHT = Symbol('what is typed');

export const setSought = (typed: () => string): void => void setContext(SOUGHT, typed);

export const useSought = (): (() => string) => getContext<(() => string) | undefined>(SOUGHT) ?? (() => '');
