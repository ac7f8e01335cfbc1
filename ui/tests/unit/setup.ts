// Browser interfaces that the window uses and jsdom lacks. A file without a DOM needs none of them.

class NoObserver {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}

if (typeof document !== 'undefined') {
  globalThis.ResizeObserver ??= NoObserver;
  window.matchMedia ??= (media: string) =>
    Object.assign(new EventTarget(), { matches: false, media, onchange: null, addListener() {}, removeListener() {} });
  Element.prototype.scrollIntoView ??= function () {};
  Element.prototype.scrollTo ??= function () {};
}
