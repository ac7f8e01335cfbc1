// What a page's picture is drawn on.

/** Frees the memory of a picture at once, and not when it is collected. */
export function free(canvas: HTMLCanvasElement): void {
  canvas.width = canvas.height = 0;
}

/** Puts a picture, or nothing, in the place of the one before, whose memory is free. */
export function replace(paper: HTMLElement, canvas: HTMLCanvasElement | null): void {
  for (const old of paper.querySelectorAll('canvas')) free(old);
  paper.replaceChildren(...(canvas ? [canvas] : []));
}
