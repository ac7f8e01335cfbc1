// Documents are dragged onto a collection or a tag by the pointer itself: a web view takes its own dragging for files that
// come from outside. Keys reach the same through the menus.

import type { Attachment } from 'svelte/attachments';

import type { DocumentId, GroupId } from '../bridge';
import type { Chosen } from '../state';

/** A pointer that moves less than this still clicks. Pixels. */
const CLICK = 6;

/** The collection or tag under a point of the window. */
function groupAt(x: number, y: number): GroupId | null {
  const id = document.elementFromPoint(x, y)?.closest<HTMLElement>('[data-group]')?.dataset.group;
  return id === undefined ? null : Number(id);
}

/** Lets an item be dragged. `ids` are the documents that go with it, and `drop` receives where they were left. */
export const draggable =
  (chosen: Chosen, ids: () => readonly DocumentId[], drop: (group: GroupId, ids: readonly DocumentId[]) => void): Attachment<HTMLElement> =>
  (item) => {
    /** Ends what listens while the pointer is down; null while it is not. */
    let gone: AbortController | null = null;

    function end(): void {
      gone?.abort();
      gone = null;
      chosen.dragged = [];
      chosen.over = null;
    }

    function begin({ button, pointerType, clientX: x, clientY: y }: PointerEvent): void {
      // a finger scrolls the list
      if (button !== 0 || pointerType === 'touch') return;
      gone = new AbortController();
      const { signal } = gone;
      window.addEventListener(
        'pointermove',
        (event) => {
          if (chosen.dragged.length === 0 && Math.hypot(event.clientX - x, event.clientY - y) < CLICK) return;
          if (chosen.dragged.length === 0) chosen.dragged = ids();
          chosen.at = { x: event.clientX, y: event.clientY };
          chosen.over = groupAt(event.clientX, event.clientY);
        },
        { signal },
      );
      window.addEventListener(
        'pointerup',
        () => {
          const { dragged, over } = chosen;
          end();
          if (dragged.length === 0) return;
          // what was dragged was not clicked
          const unclicked = (event: Event): void => event.stopPropagation();
          window.addEventListener('click', unclicked, { capture: true });
          setTimeout(() => window.removeEventListener('click', unclicked, { capture: true }));
          if (over !== null) drop(over, dragged);
        },
        { signal },
      );
      window.addEventListener('pointercancel', end, { signal });
      window.addEventListener(
        'keydown',
        (event) => {
          if (event.key !== 'Escape' || chosen.dragged.length === 0) return;
          event.stopPropagation();
          end();
        },
        { signal, capture: true },
      );
    }

    item.addEventListener('pointerdown', begin);
    return () => {
      item.removeEventListener('pointerdown', begin);
      if (gone !== null) end();
    };
  };
