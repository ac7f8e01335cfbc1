// Prints an export: its web page lies in the window unseen, and the rules for printing show it alone. The system's dialog
// prints it or saves it as a PDF, on every system.

/** Shows the dialog. Rejects if the system has none. */
export async function print(page: string): Promise<void> {
  // its style sheet has no place here, where the content security policy forbids it; `style/print.css` has the same rules
  const parsed = new DOMParser().parseFromString(page.replace(/<style>.*?<\/style>/s, ''), 'text/html');
  const sheet = document.createElement('div');
  sheet.className = 'printed';
  sheet.lang = parsed.documentElement.lang;
  sheet.dir = parsed.documentElement.dir;
  sheet.append(...[...parsed.body.childNodes].map((node) => document.adoptNode(node)));
  document.querySelector('.printed')?.remove();
  document.body.append(sheet);
  // it goes with the first thing that a person does after the dialog: what is printed another way is the window
  const gone = new AbortController();
  for (const act of ['pointerdown', 'keydown']) {
    const leave = (): void => {
      gone.abort();
      sheet.remove();
    };
    window.addEventListener(act, leave, { capture: true, signal: gone.signal });
  }
  // the dialog names the file after it
  const { title } = document;
  document.title = parsed.title;
  try {
    // in the program, this is a call that returns a promise
    await (window.print() as unknown as Promise<void> | undefined);
  } finally {
    document.title = title;
  }
}
