export const madeUpPaper = (): Uint8Array => new Uint8Array();
