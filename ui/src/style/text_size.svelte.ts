// The size of everything in the window, which a person chooses. Rust has the web view show it; the page knows it for its pictures.

/** Notes the size on the root element, in per cent. Only for use while a component initializes. */
export function followTextSize(size: () => number): void {
  $effect(() => {
    document.documentElement.dataset.textSize = String(size());
  });
}

/**
 * Pixels of the screen to one of CSS. Chromium's number has the size of the window in it, WebKit's has not, and its pictures would be
 * blurred.
 */
export function pixelRatio(): number {
  const ratio = window.devicePixelRatio || 1;
  if (/Chrom/.test(navigator.userAgent)) return ratio;
  return ratio * (Number(document.documentElement.dataset.textSize ?? 100) / 100);
}

/** The size of the usual letters, in CSS pixels. */
const USUAL = 16;

/** How much larger than the usual ones the letters are that the person has chosen in the system. The size of everything is not in it. */
export const letterSize = (): number => (Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || USUAL) / USUAL;
