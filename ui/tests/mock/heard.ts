// Who hears of what happens behind the mock window, and what the window has called.

import type { AppEvent, Bridge, Drag } from '../../src/bridge';

export let listener: (event: AppEvent) => void = () => {};
export let dragged: (drag: Drag) => void = () => {};
export const called = (...call: [string, ...unknown[]]): void => void window.mock.calls.push(call);

export const bridge: Pick<Bridge, 'subscribe' | 'onDrag'> = {
  subscribe: async (receive) => void (listener = receive),
  onDrag: async (receive) => void (dragged = receive),
};
