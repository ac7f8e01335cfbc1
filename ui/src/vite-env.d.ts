/// <reference types="svelte" />
/// <reference types="vite/client" />

// pdf.js's build for older WebKits has the same interface, and no types of its own
declare module 'pdfjs-dist/legacy/build/pdf.min.mjs' {
  export * from 'pdfjs-dist';
}
