// Where the focus goes when what has it disappears. Browsers give it to the whole window then, and a person at the
// keyboard would begin at its top again. It goes outwards instead, from place to place, to the first of them that takes it:
// one that can have the focus itself, one that names what comes next, or one with another control.
//
// The edge of a pane is no such control: arrow keys would resize the pane.
//
// A place names it by `data-focus-next`: a selector, or nothing for what had the focus before.

const CONTROLS = 'a[href], button:enabled, input:enabled, select:enabled, textarea:enabled, summary, [tabindex="0"]';
/** How many elements that had the focus are remembered. */
const MOST_REMEMBERED = 8;

const canTakeIt = (element: Element): element is HTMLElement =>
  element instanceof HTMLElement &&
  element.isConnected &&
  element.getClientRects().length > 0 &&
  getComputedStyle(element).visibility === 'visible';

/** The first of some elements that can have the focus. */
const firstOf = (elements: Iterable<Element>): HTMLElement | undefined => [...elements].find(canTakeIt);

/** What a place gives the focus to. */
function nextIn(place: Element, before: readonly HTMLElement[]): HTMLElement | undefined {
  if (place.matches('[tabindex]') && canTakeIt(place)) return place;
  const named = place instanceof HTMLElement ? place.dataset.focusNext : undefined;
  const next = named === undefined ? undefined : firstOf(named === '' ? before : document.querySelectorAll(named));
  return next ?? firstOf([...place.querySelectorAll(CONTROLS)].filter((control) => !control.matches('[tabindex="-1"], [role="separator"]')));
}

function placesAround(element: Element): Element[] {
  const places: Element[] = [];
  for (let place = element.parentElement; place && place !== document.body; place = place.parentElement) places.push(place);
  return places;
}

/** Begins to look after the focus of the window; call what it returns to end. */
export function keepFocus(): () => void {
  /** What has the focus, or lost it by disappearing; null where the person took the focus away. */
  let last: HTMLElement | null = null;
  /** What was around it, the innermost first: also what disappears together with it. */
  let around: readonly Element[] = [];
  /** What had the focus before, the latest first. */
  let before: readonly HTMLElement[] = [];
  let due: ReturnType<typeof setTimeout> | undefined;

  const isLost = (): boolean => last !== null && !last.isConnected && document.activeElement === document.body;

  function onfocusin({ target }: FocusEvent): void {
    if (!(target instanceof HTMLElement) || target === last) return;
    if (last) before = [last, ...before.filter((element) => element !== last && element.isConnected)].slice(0, MOST_REMEMBERED);
    last = target;
    around = placesAround(target);
  }

  /** A click beside everything takes the focus away on purpose. */
  function onfocusout({ relatedTarget }: FocusEvent): void {
    if (relatedTarget) return;
    setTimeout(() => {
      if (last?.isConnected && document.activeElement === document.body) last = null;
    });
  }

  function pass(): void {
    due = undefined;
    if (!isLost()) return;
    for (const place of around) {
      const next = nextIn(place, before);
      if (!next) continue;
      next.focus({ preventScroll: true });
      return;
    }
  }

  // whoever removes something may know better where to go, so it has the first turn
  const watch = new MutationObserver(() => {
    if (isLost()) due ??= setTimeout(pass);
  });
  document.addEventListener('focusin', onfocusin);
  document.addEventListener('focusout', onfocusout);
  watch.observe(document.body, { childList: true, subtree: true });
  return () => {
    watch.disconnect();
    clearTimeout(due);
    document.removeEventListener('focusin', onfocusin);
    document.removeEventListener('focusout', onfocusout);
  };
}
