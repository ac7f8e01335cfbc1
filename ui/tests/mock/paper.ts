// A small paper, written by hand as PDF: prose, a heading on every page, and one page that lies on its side inside
// a CropBox, where highlights go wrong first.

export interface MadePage {
  rotate: 0 | 90;
  media: [number, number, number, number];
  crop?: [number, number, number, number];
  lines: string[];
  /** Links over lines, by the line's index. */
  links?: { line: number; to: { page: number } | { uri: string } }[];
}

const PROSE = [
  'Small boats drift further from the harbour when the evening wind is steady.',
  'We followed forty boats for a year and wrote down where each of them was found.',
  'The distance grew with the square of the hours, and hardly with the size of the sail.',
  'Boats with a painted keel were found sooner, because they could be seen from the pier.',
  'None of the boats was lost for longer than two days, and all of them came home.',
  'A model with two numbers explains nine tenths of what was seen on the water.',
];

const wrapped = (text: string, columns: number): string[] =>
  text.split(' ').reduce<string[]>((lines, word) => {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < columns) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
    return lines;
  }, []);

/** The prose, beginning at another sentence, with every sentence on lines of its own. */
const turned = (by: number, columns: number): string[] =>
  [...PROSE.slice(by), ...PROSE.slice(0, by)].flatMap((sentence) => wrapped(sentence, columns));

const PAGES: MadePage[] = [
  { rotate: 0, media: [0, 0, 612, 792], lines: ['# How far small boats drift', ...turned(0, 60)] },
  {
    rotate: 90,
    media: [0, 0, 612, 792],
    crop: [40, 60, 580, 760],
    lines: ['# 1 Methods', ...turned(2, 60)],
  },
  { rotate: 0, media: [-20, -30, 592, 762], lines: ['# 2 Results', ...turned(4, 60)] },
  { rotate: 0, media: [0, 0, 612, 792], lines: ['# 3 Discussion', ...turned(1, 60)] },
];

function content(page: MadePage): string {
  const [x0, y0, x1, y1] = page.crop ?? page.media;
  return page.lines
    .map((line, at) => {
      const heading = line.startsWith('# ');
      const down = DOWN(at);
      // viewers turn this page clockwise, so upright words run upwards in the file
      const place = page.rotate === 90 ? `0 1 -1 0 ${x0 + down} ${y0 + 60}` : `1 0 0 1 ${x0 + 60} ${y1 - down}`;
      // the font's letter 1 is a ligature
      const text = line.replace('# ', '').replace(/[()\\]/g, '\\$&').replaceAll('ﬁ', '\\001');
      return `BT /F1 ${heading ? 18 : 12} Tf ${place} Tm (${text}) Tj ET`;
    })
    .concat(`${x1} ${y1} m`)
    .join('\n');
}

/** How far below a page's upper edge the baseline of a line stands. Points. */
const DOWN = (line: number): number => 80 + line * 24;

/** The bytes of the paper. */
export const madeUpPaper = (): Uint8Array => fileOf(PAGES);

/** A PDF of these pages, of which the first `roman` have Roman numbers, and the others begin again at 1. Text is in Latin-1. */
export function fileOf(pages: readonly MadePage[], roman = 0): Uint8Array {
  const box = (name: string, values: readonly number[] | undefined): string =>
    values ? `/${name} [${values.join(' ')}]` : '';
  const first = 4;
  const linksOf = ({ links = [], media: [x0, , , y1] }: MadePage): string =>
    links
      .map(({ line, to }) => {
        const rect = `[${x0 + 60} ${y1 - DOWN(line) - 4} ${x0 + 400} ${y1 - DOWN(line) + 12}]`;
        const action =
          'uri' in to ? `/A << /S /URI /URI (${to.uri}) >>` : `/Dest [${first + 2 * (to.page - 1)} 0 R /XYZ 0 ${y1 - DOWN(4)} 0]`;
        return `<< /Type /Annot /Subtype /Link /Border [0 0 0] /Rect ${rect} ${action} >>`;
      })
      .join(' ');
  const objects = [
    `<< /Type /Catalog /Pages 2 0 R ${roman > 0 ? `/PageLabels << /Nums [0 << /S /r >> ${roman} << /S /D >>] >> ` : ''}>>`,
    `<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((_, at) => `${first + 2 * at} 0 R`).join(' ')}] >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica ' +
      '/Encoding << /Type /Encoding /BaseEncoding /WinAnsiEncoding /Differences [1 /fi] >> >>',
    ...pages.flatMap((page, at) => {
      const stream = content(page);
      return [
        `<< /Type /Page /Parent 2 0 R ${box('MediaBox', page.media)} ${box('CropBox', page.crop)} /Rotate ${page.rotate} ` +
          `/Annots [${linksOf(page)}] /Resources << /Font << /F1 3 0 R >> >> /Contents ${first + 2 * at + 1} 0 R >>`,
        `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
      ];
    }),
  ];
  let file = '%PDF-1.7\n';
  const offsets = objects.map((object, at) => {
    const offset = file.length;
    file += `${at + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const table = file.length;
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`;
  file += offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  file += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`;
  return Uint8Array.from(file, (letter) => letter.charCodeAt(0));
}
