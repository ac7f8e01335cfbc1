// The tabs of the side pane, and which of them have something new.

/** The tabs, in their order. */
export const TABS = ['summary', 'questions', 'notes', 'outline'] as const;
export type Tab = (typeof TABS)[number];

export class Tabs {
  now = $state<Tab>('summary');
  /** Tabs in which something arrived while another one was open. */
  unread = $state.raw<ReadonlySet<Tab>>(new Set());

  show = (tab: Tab): void => {
    this.now = tab;
    this.unread = new Set([...this.unread].filter((other) => other !== tab));
  };

  /** Something new stands in a tab. */
  arrived(tab: Tab): void {
    if (tab !== this.now) this.unread = new Set([...this.unread, tab]);
  }

  /** Another document is open, and nobody has asked it anything yet. */
  begin(): void {
    this.unread = new Set();
    if (this.now === 'questions') this.now = 'summary';
  }
}
