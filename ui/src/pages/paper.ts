// What a page's picture is drawn on.

/** Puts a picture, or nothing, in the place of the one before, whose memory is free at once and not when it is collected. */
export function replace(paper: HTMLElement, canvas: HTMLCanvasElement | null): void {
  for (const old of paper.querySelectorAll('canvas')) old.width = old.height = 0;
  paper.replaceChildren(...(canvas ? [canvas] : []));
}
