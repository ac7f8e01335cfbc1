// What runs inside the page, where the times are true: the way of the driver is not part of them. Each is the body of a function
// whose last argument receives the result.

/** Times of a command of the page, in milliseconds: `times` calls with each of `takes`. */
export const COMMAND = `
  const [command, all, times, done] = arguments;
  (async () => {
    const found = [];
    for (let time = 0; time < times; time += 1) {
      for (const takes of all) {
        const began = performance.now();
        await window.__TAURI_INTERNALS__.invoke(command, takes);
        found.push(performance.now() - began);
      }
    }
    return found;
  })().then((value) => done({ value }), (error) => done({ error: JSON.stringify(error) }));
`;

/** From a letter in the search field to what it finds in the list, with the pause that Pagewing waits for more letters. */
export const TYPED = `
  const [words, done] = arguments;
  const field = document.getElementById('find');
  const said = () => document.querySelector('aside > p[aria-live]').textContent;
  const set = (text) => {
    field.value = text;
    field.dispatchEvent(new Event('input', { bubbles: true }));
  };
  const until = (is) => new Promise((found) => {
    const look = () => (is() ? found() : requestAnimationFrame(look));
    look();
  });
  (async () => {
    const times = [];
    for (const word of words) {
      set('');
      await until(() => said() === '');
      const began = performance.now();
      set(word);
      await until(() => said() !== '');
      times.push(performance.now() - began);
    }
    set('');
    return times;
  })().then((value) => done({ value }), (error) => done({ error: String(error) }));
`;

/**
 * Scrolls something for some seconds and looks at each frame at the middle of it, until it is `drawn` again. `there` says what is
 * not blank, and is what `drawn` is unless something stands in for it. Both are selectors of what is in the middle.
 * Returns the lengths of frames, of blanks, and of the times without what is drawn, in milliseconds; `after` is how long it took
 * from the end of the movement until it was drawn.
 */
export const SCROLL = `
  const [selector, { there, drawn }, speed, seconds, done] = arguments;
  const pane = document.querySelector(selector);
  const box = pane.getBoundingClientRect();
  const lacks = (wanted) => {
    const middle = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
    return !middle?.closest(wanted);
  };
  const stretches = (wanted) => {
    const lengths = [];
    let since = null;
    return {
      lengths,
      look: (now) => {
        const lacking = lacks(wanted);
        if (lacking) since ??= now;
        else if (since !== null) {
          lengths.push(now - since);
          since = null;
        }
        return lacking;
      },
      end: (now) => {
        if (since !== null) lengths.push(now - since);
      },
    };
  };
  const [blanks, undrawn] = [stretches(there), stretches(drawn)];
  const frames = [];
  const began = performance.now();
  let [before, stopped] = [began, null];
  const look = (now) => {
    frames.push(now - before);
    const scrolling = now - began < seconds * 1000;
    if (scrolling) pane.scrollTop += (speed * (now - before)) / 1000;
    else stopped ??= now;
    before = now;
    const lacking = [blanks.look(now), undrawn.look(now)].includes(true);
    if (scrolling || (lacking && now - began < seconds * 1000 + 20000)) return requestAnimationFrame(look);
    for (const each of [blanks, undrawn]) each.end(now);
    done({ value: { frames: frames.slice(1), blanks: blanks.lengths, undrawn: undrawn.lengths, after: now - stopped } });
  };
  requestAnimationFrame(look);
`;

/** Opens the document at a place of the list, from 0 on; the time until its first page is drawn, in milliseconds. */
export const OPEN = `
  const [place, done] = arguments;
  const list = document.querySelector('[data-testid="library-list"]');
  const found = () => document.querySelector('li[aria-posinset="' + (place + 1) + '"] [data-testid="library-item"]');
  const look = (began, id) => {
    const open = document.querySelector('[data-document="' + id + '"]')?.getAttribute('aria-current') === 'true';
    const drawn = document.querySelector('[data-testid="page"] canvas, [data-testid="flow"]');
    if (open && drawn) requestAnimationFrame(() => done({ value: performance.now() - began }));
    else if (performance.now() - began > 60000) done({ error: 'the document does not open' });
    else requestAnimationFrame(() => look(began, id));
  };
  const seek = (frames) => {
    const row = found();
    if (row) {
      row.click();
      look(performance.now(), row.dataset.document);
      return;
    }
    if (frames === 0) return done({ error: 'the list has no such row' });
    // only rows in sight exist
    const rows = Number(document.querySelector('li[aria-setsize]').getAttribute('aria-setsize'));
    list.scrollTop = (place * list.scrollHeight) / rows - list.clientHeight / 2;
    requestAnimationFrame(() => seek(frames - 1));
  };
  seek(60);
`;

/**
 * Begins to note how long each press of the pointer waits: until the page hears of it, until it has laid out what follows from it,
 * and until the second picture after it, which shows that.
 */
export const NOTE_PRESSES = `
  window.presses ??= (addEventListener(
    'pointerdown',
    ({ timeStamp }) => {
      const press = { heard: performance.now() - timeStamp, answered: null, shown: null };
      window.presses.push(press);
      const { port1, port2 } = new MessageChannel();
      // this comes when the page has drawn up the frame that begins now
      port1.onmessage = () => {
        press.answered = performance.now() - timeStamp;
        port1.close();
      };
      requestAnimationFrame(() => {
        port2.postMessage(null);
        requestAnimationFrame(() => (press.shown = performance.now() - timeStamp));
      });
    },
    true,
  ), []);
  window.presses.length = 0;
`;

/** When the page began and when its first picture was there with what a selector finds, as `Date.now()` counts. */
export const FIRST = `
  const [selectors, done] = arguments;
  const look = () => {
    if (selectors.every((selector) => document.querySelector(selector))) {
      requestAnimationFrame(() => done({ value: { began: performance.timeOrigin, shown: performance.timeOrigin + performance.now() } }));
    } else if (performance.now() > 100000) done({ error: 'the window shows no document' });
    else requestAnimationFrame(look);
  };
  look();
`;
