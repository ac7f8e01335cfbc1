// docs/tour.md: a chapter for each stop, with its pictures.

/** The whole page. */
export function page(stops, widths, themes) {
  const shown = (name, title, width, theme) => `![${title}, ${width} pixels wide, ${theme}](images/tour/${name}-${width}-${theme}.webp)`;
  const chapters = stops.map(({ name, title, says }) => {
    const rows = widths.map((width) => `| ${themes.map((theme) => shown(name, title, width, theme)).join(' | ')} |`);
    return `## ${title}\n\n${says}\n\n| ${themes.join(' | ')} |\n| ${themes.map(() => '---').join(' | ')} |\n${rows.join('\n')}\n`;
  });
  return `# A tour of the window

\`scripts/tour.mjs\` walks through the real window with a few papers and makes these pictures: at 1280 by 800 and at 900 by 600
pixels, light and dark. [development.md](development.md#the-tour) says how to add a stop.

${chapters.join('\n')}`;
}
