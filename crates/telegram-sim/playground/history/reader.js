// The reader of one chat: what is shown of the loaded messages, where they are being read, what follows from moving.
//
// It joins the loaded messages (`net/window.js`), the arithmetic (`layout.js`) and the page (`scroller.js`): loads
// before an edge is reached, follows jumps, keeps the focus. What is drawn is `history.js`; keys are `keys.js`.

import { Subject } from "../net/subject.js";
import { Heights } from "./heights.js";
import { firstUnread, itemsOf, lastId } from "./items.js";
import { Layout } from "./layout.js";
import { Scroller } from "./scroller.js";

/** So much is loaded ahead; the larger of pixels and screens. */
const AHEAD_PX = 1500;
const AHEAD = 2;
const LIT_MS = 1800;
const SCROLLING_MS = 1200;
/** Where the unread begin is not looked for beyond so many messages. */
const UNREAD_ROWS_MAX = 400;
const UNREAD_OFFSET = 56;

/** What is remembered of a window until it is shown again: heights, place and the last jump that was followed. */
const memories = new WeakMap();

export class Reader extends Subject {
  /** Whether it is known where to begin; before that nothing is shown. */
  opened = false;
  unreadFrom = null;
  /** A message that was jumped to just now. */
  lit = null;
  scrolling = false;
  /** Far from the end. */
  far = false;
  /** The message with, or last with, the focus. */
  active = null;
  seen = () => {};

  #window;
  #memory;
  #rows = null;
  #sheet = null;
  #focuses = false;
  #timers = {};

  constructor(window) {
    super();
    this.#window = window;
    this.#memory = memories.get(window) ?? { heights: new Heights(), anchor: { end: true }, aim: null };
    memories.set(window, this.#memory);
    this.layout = new Layout(this.#memory.heights);
    this.scroller = new Scroller(this.layout, { draw: () => this.changed(), look: (scrolled) => this.#look(scrolled) });
  }

  attach(element, sheet) {
    this.#sheet = sheet;
    const detach = this.scroller.attach(element, sheet);
    return () => {
      this.#memory.anchor = this.layout.anchor;
      this.#memory.aim = this.#window.aim;
      Object.values(this.#timers).forEach(clearTimeout);
      detach();
    };
  }

  /** Begins where the unread begin, or where it was read last. */
  async open(unread) {
    const window = this.#window;
    if (!window.ready) {
      window.goToEnd();
      return;
    }
    while (unread > 0 && window.older && !window.error && window.rows.length < UNREAD_ROWS_MAX) {
      if (firstUnread(window.rows, unread) !== null) break;
      await window.loadOlder();
    }
    if (this.opened) return;
    this.unreadFrom = unread > 0 ? (firstUnread(window.rows, unread) ?? window.rows[0]?.id ?? null) : null;
    this.opened = true;
    this.layout.anchor = this.#memory.anchor;
    if (this.layout.anchor.end && this.unreadFrom !== null) {
      this.layout.anchor = { id: this.unreadFrom, offset: UNREAD_OFFSET, aimed: true };
    }
    // Going to the end is how every window begins; a jump to a message is somebody's wish.
    if (window.aim?.id === null) this.#memory.aim = window.aim;
    this.changed();
  }

  /** Takes in what was loaded and where to go. Done before drawing; doing it twice changes nothing. */
  sync() {
    if (!this.opened) return;
    const { layout } = this;
    if (this.#window.rows !== this.#rows) this.#takeRows();
    if (this.#window.aim !== this.#memory.aim) this.#follow(this.#window.aim);
  }

  #takeRows() {
    const { layout } = this;
    const focused = this.#focusedIndex();
    const end = layout.items.at(-1);
    const { rows, older } = this.#window;
    const items = itemsOf(rows, { unreadFrom: this.unreadFrom, older, before: layout.items });
    const followed = layout.anchor.end && end && this.#rows && lastId(items.at(-1) ?? end) > lastId(end);
    this.#rows = rows;
    const focusedId = layout.items[focused]?.id;
    layout.open = this.#window.newer;
    layout.setItems(items);
    if (followed) this.scroller.slideInAfter(end.id);
    if (focused !== -1 && layout.indexOf(focusedId) === -1 && items.length > 0) {
      this.focus(items[Math.min(focused, items.length - 1)].id);
    }
  }

  #follow(aim) {
    const { layout } = this;
    const before = layout.at;
    this.#memory.aim = aim;
    const index = aim.id === null ? -1 : layout.indexOf(aim.id);
    if (index !== -1) {
      layout.aim(index);
      if (aim.found) this.#light(aim.id);
    } else {
      layout.anchor = { end: true };
      layout.solve(true);
    }
    this.scroller.slide(layout.at - before);
  }

  #light(id) {
    this.lit = id;
    this.#later("lit", LIT_MS, () => (this.lit = null));
  }

  #later(name, delay, deed) {
    clearTimeout(this.#timers[name]);
    this.#timers[name] = setTimeout(() => {
      deed();
      this.changed();
    }, delay);
  }

  /** The page was drawn. */
  drawn() {
    this.scroller.drawn();
    this.#number();
    if (!this.#focuses) return;
    this.#focuses = false;
    const index = this.layout.indexOf(this.active);
    const item = this.#sheet?.querySelector(`:scope > [data-id="${this.layout.items[index]?.id}"]`);
    item?.querySelector('[role="article"]')?.focus({ preventScroll: true });
  }

  /** Says which of how many each drawn message is, if the whole chat is loaded: else nobody knows. */
  #number() {
    const { older, newer } = this.#window;
    for (const item of this.#sheet?.querySelectorAll(":scope > [data-id]") ?? []) {
      const message = item.querySelector('[role="article"]');
      const position = this.layout.indexOf(Number(item.dataset.id)) + 1;
      const [at, of] = older || newer ? ["0", "-1"] : [String(position), String(this.layout.items.length)];
      if (message?.ariaSetSize === of && (of === "-1" || message.ariaPosInSet === at)) continue;
      message?.setAttribute("aria-setsize", of);
      if (of === "-1") message?.removeAttribute("aria-posinset");
      else message?.setAttribute("aria-posinset", at);
    }
  }

  /** Gives a message the focus, and shows it. */
  focus(id) {
    this.hold(id);
    this.#focuses = true;
    this.layout.reveal(this.layout.indexOf(id));
    this.changed();
  }

  /** A message has the focus: it stays drawn, wherever the reader scrolls. */
  hold(id) {
    if (this.active === id && this.layout.pinned === id) return;
    this.active = id;
    this.layout.pinned = id;
    this.changed();
  }

  letGo() {
    this.layout.pinned = null;
  }

  /** Which of the drawn items the Tab key reaches: the one that had the focus, else the newest on the screen. */
  entry() {
    const { layout } = this;
    const index = layout.indexOf(this.active);
    return layout.drawn().includes(index) ? index : layout.visible()[1];
  }

  #focusedIndex() {
    const item = this.#sheet?.contains(document.activeElement) && document.activeElement.closest("[data-id]");
    return item ? this.layout.indexOf(Number(item.dataset.id)) : -1;
  }

  /** What follows from where the reader is. */
  #look(scrolled) {
    const { layout } = this;
    if (!this.opened || layout.view === 0 || layout.items.length === 0) return;
    const window = this.#window;
    const [first, last] = layout.visible();
    window.at = layout.anchor.end ? null : layout.items[(first + last) >> 1].id;
    const ahead = Math.max(AHEAD_PX, AHEAD * layout.view);
    if (window.older && !window.error && layout.at - layout.top(0) < ahead) window.loadOlder();
    if (window.newer && !window.error && layout.max - layout.at < ahead) window.loadNewer();
    this.#tellSeen(last);
    const far = window.newer || layout.max - layout.at > layout.view / 2;
    const begins = scrolled && !this.scrolling;
    if (scrolled) {
      this.scrolling = true;
      this.#later("scrolling", SCROLLING_MS, () => (this.scrolling = false));
    }
    const day = this.day();
    if (far === this.far && day === this.#day && !begins) return;
    this.far = far;
    this.#day = day;
    this.changed();
  }

  #day = null;

  /** A message counts as seen when a good part of it is on the screen. */
  #tellSeen(last) {
    const { layout } = this;
    const part = Math.min(layout.heightOf(last) / 2, layout.view / 3);
    const index = layout.top(last) + part <= layout.at + layout.view ? last : last - 1;
    if (index >= 0) this.seen(lastId(layout.items[index]));
  }

  /** A time of the day at the upper edge; null where the day itself stands there. */
  day() {
    const { layout } = this;
    if (layout.items.length === 0) return null;
    const [first] = layout.visible();
    const near = [first, first + 1].some((index) => {
      const item = layout.items[index];
      const top = item && layout.top(index) - layout.at;
      return item?.dayOf && top > -12 && top < 40;
    });
    return near ? null : layout.items[first].views[0].message.date;
  }
}
