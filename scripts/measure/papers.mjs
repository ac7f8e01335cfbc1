// Papers to measure with: as many as wanted, each with words of its own, and a bibliography that names them all. The last ones
// are PDFs of several pages, so that they stand first in the list; the others are Markdown, which is read sooner.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../..');
/** Sentences of a paper, about a thousand words. */
const SENTENCES = 50;
const FAMILIES = ['Okafor', 'Lindqvist', 'Sato', 'Moreau', 'Haddad', 'Novak', 'Silva', 'Larsen'];
const THINGS = ['boats', 'wings', 'harbours', 'tides', 'orchards', 'bridges', 'winters', 'glaciers', 'lanterns', 'rivers'];

const sentences = readFileSync(join(ROOT, 'assets/example/excerpt.txt'), 'utf8')
  .split(/(?<=\.)\s+/)
  .filter((sentence) => sentence.length > 40);

/** The same numbers at every run. */
function numbers(seed) {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const one = (list, pick) => list[pick(list.length)];

function markdown(title, nth, pick) {
  const paragraphs = Array.from({ length: SENTENCES / 5 }, (_, at) => {
    const words = Array.from({ length: 5 }, () => one(sentences, pick)).join(' ');
    return at === 0 ? `Paper number${nth} is about ${one(THINGS, pick)}. ${words}` : words;
  });
  return `# ${title}\n\n${paragraphs.join('\n\n')}\n`;
}

/** The example paper with a remark behind its end, which makes another file of it. */
function pdf(nth) {
  const bytes = readFileSync(join(ROOT, 'assets/example/shelf-life-of-small-fruits.pdf'));
  return Buffer.concat([bytes, Buffer.from(`\n% paper ${nth}\n`)]);
}

/** Writes papers into a folder and returns the paths of their bibliography and of their files. */
export function papers(folder, count, { pdfs = 0, seed = 1 } = {}) {
  mkdirSync(folder, { recursive: true });
  const pick = numbers(seed);
  const entries = [];
  const files = [];
  for (let nth = 1; nth <= count; nth += 1) {
    const title = `On the ${one(THINGS, pick)} of the ${one(THINGS, pick)}, part ${nth}`;
    const isPdf = nth > count - pdfs;
    const name = `${seed}-${nth}.${isPdf ? 'pdf' : 'md'}`;
    writeFileSync(join(folder, name), isPdf ? pdf(nth) : markdown(title, `${seed}x${nth}`, pick));
    files.push(join(folder, name));
    entries.push(`@article{p${nth}, title = {${title}}, author = {${one(FAMILIES, pick)}, Ada}, year = ${1950 + pick(75)}, file = {${name}}}`);
  }
  const bibliography = join(folder, 'all.bib');
  writeFileSync(bibliography, entries.join('\n'));
  return { bibliography, files };
}

/** A PDF with this number of pages of text. */
export function book(pages) {
  const parts = ['%PDF-1.7\n'];
  const places = [];
  let length = parts[0].length;
  const object = (body) => {
    places.push(length);
    const text = `${places.length} 0 obj\n${body}\nendobj\n`;
    parts.push(text);
    length += text.length;
  };
  const ascii = sentences.map((sentence) => sentence.replace(/[^\x20-\x7e]/g, ' ').replace(/[\\()]/g, ' '));
  const pick = numbers(7);
  object('<< /Type /Catalog /Pages 2 0 R >>');
  const kids = Array.from({ length: pages }, (_, page) => `${4 + 2 * page} 0 R`).join(' ');
  object(`<< /Type /Pages /Count ${pages} /Kids [${kids}] >>`);
  object('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>');
  for (let page = 1; page <= pages; page += 1) {
    const text = Array.from({ length: 24 }, () => one(ascii, pick)).join(' ');
    const lines = (text.match(/.{1,88}(?:\s|$)/g) ?? []).slice(0, 44);
    const content = `BT /F 11 Tf 14 TL 72 730 Td (Page ${page}) Tj T* ${lines.map((line) => `(${line.trim()}) Tj T*`).join(' ')} ET`;
    object(`<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F 3 0 R >> >> /Contents ${5 + 2 * (page - 1)} 0 R >>`);
    object(`<< /Length ${content.length} >>\nstream\n${content}\nendstream`);
  }
  const rows = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
  parts.push(`xref\n0 ${places.length + 1}\n0000000000 65535 f \n${rows}trailer\n<< /Size ${places.length + 1} /Root 1 0 R >>\nstartxref\n${length}\n%%EOF\n`);
  return Buffer.from(parts.join(''), 'latin1');
}
