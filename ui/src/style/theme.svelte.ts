// The theme on the root element: light or dark, as the person or the system chooses.

import type { Theme } from '../bridge';

/** Keeps `data-theme` in step with the choice and with the system. Only for use while a component initializes. */
export function followTheme(choice: () => Theme): void {
  const system = window.matchMedia('(prefers-color-scheme: dark)');
  $effect(() => {
    const show = (): void => {
      const chosen = choice();
      document.documentElement.dataset.theme =
        chosen === 'system' ? (system.matches ? 'dark' : 'light') : chosen;
    };
    show();
    system.addEventListener('change', show);
    return () => system.removeEventListener('change', show);
  });
}
