// One desk for the whole window, handed down by Svelte's context.

import { createContext } from 'svelte';

import type { Desk } from './desk.svelte';

export const [useDesk, setDesk] = createContext<Desk>();
