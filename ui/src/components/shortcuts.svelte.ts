// The person's own keys, as the settings have them. They are the same wherever keys are shown and pressed.

/** By the names of actions, among which may be some that this version does not know. */
let own = $state.raw<Readonly<Record<string, string>>>({});

/** Follows the settings; call it while a component is made. */
export function followShortcuts(chosen: () => Readonly<Record<string, string>>): void {
  $effect.pre(() => {
    own = chosen();
    return () => (own = {});
  });
}

/** What the settings have for an action. */
export const writtenFor = (id: string): string | undefined => own[id];

export const allWritten = (): readonly (readonly [string, string])[] => Object.entries(own);
