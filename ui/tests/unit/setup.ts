// Browser interfaces that the window uses and jsdom lacks.

class NoObserver {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}
globalThis.ResizeObserver ??= NoObserver;

window.matchMedia ??= (media: string) =>
  Object.assign(new EventTarget(), { matches: false, media, onchange: null, addListener() {}, removeListener() {} });
Element.prototype.scrollIntoView ??= function () {};
Element.prototype.scrollTo ??= function () {};
