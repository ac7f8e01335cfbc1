// Light or dark on the root element, as chosen or as the system says.

import type { Theme } from '../bridge';

/** Keeps `data-theme` in step with the choice and with the system. Call while a component is made. */
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
