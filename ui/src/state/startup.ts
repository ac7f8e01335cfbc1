// What a person should know about how the program started.

import type { Bridge } from '../bridge';
import { text } from '../text';
import type { Notices } from './notices.svelte';

export const showStartupRemarks = (bridge: Pick<Bridge, 'startupRemarks'>, notices: Notices): Promise<void> =>
  notices.attempt(async () => {
    for (const remark of await bridge.startupRemarks()) {
      const { message, hint } = text.startup.remark(remark);
      notices.keep(message, hint);
    }
  });
