// The scrolled element of a history: measures what is drawn, and puts gaps and scroll position where `layout.js` says.
//
// Sizes come from one ResizeObserver, which tells them before anything is painted: a message that is drawn for the
// first time, a picture that has come and a keyboard that has opened are corrected in the frame in which they happen.
// Nothing here knows messages; which items there are is `reader.js`.

/** After this long without scrolling, where `scrollend` is not known. */
const REST_MS = 160;
const SLIDE_MS = 220;

export class Scroller {
  #layout;
  #element = null;
  #sheet = null;
  #watched = new Set();
  /** Not shown (a phone's other pane): everything measures nothing, and nobody reads. */
  #hidden = true;
  /** The scroll position as the page had it last. */
  #known = 0;
  #sizes = new ResizeObserver((entries) => this.#measure(entries));
  #rest = null;
  #frame = null;
  #slideAfter = null;

  /** `draw()`: other items are to be drawn; `look(scrolled)`: the place may have changed. */
  constructor(layout, { draw, look }) {
    this.#layout = layout;
    this.draw = draw;
    this.look = look;
  }

  attach(element, sheet) {
    this.#element = element;
    this.#sheet = sheet;
    this.#sizes.observe(element);
    const scroll = () => this.#scrolled();
    const rest = () => this.#settle();
    element.addEventListener("scroll", scroll, { passive: true });
    element.addEventListener("scrollend", rest);
    return () => {
      element.removeEventListener("scroll", scroll);
      element.removeEventListener("scrollend", rest);
      this.#sizes.disconnect();
      this.#watched.clear();
      clearTimeout(this.#rest);
      cancelAnimationFrame(this.#frame);
      this.#element = null;
    };
  }

  /** The page was drawn: what is new is measured, which goes on in `#measure`; without anything new it goes on here. */
  drawn() {
    if (!this.#element) return;
    const items = new Set(this.#sheet.querySelectorAll(":scope > [data-id]"));
    for (const item of this.#watched) if (!items.has(item)) this.#sizes.unobserve(item);
    const fresh = [...items].filter((item) => !this.#watched.has(item));
    for (const item of fresh) this.#sizes.observe(item, { box: "border-box" });
    this.#watched = items;
    this.#write(fresh.length > 0);
    if (fresh.length === 0) this.#after(false, true);
  }

  /** When all is measured, what is after this item slides in. */
  slideInAfter(id) {
    this.#slideAfter ??= id;
  }

  /** Moves what is seen from `distance` below (or above) to where it is. */
  slide(distance) {
    if (distance === 0 || document.hidden || matchMedia("(prefers-reduced-motion: reduce)").matches) return;
    const far = Math.max(-this.#layout.view / 2, Math.min(distance, this.#layout.view / 2));
    // Several at once add up, so that a second message does not cut off the first.
    const timing = { duration: SLIDE_MS, easing: "cubic-bezier(0.2, 0.8, 0.3, 1)", composite: "add" };
    this.#sheet?.animate([{ transform: `translateY(${far}px)` }, { transform: "translateY(0)" }], timing);
  }

  #measure(entries) {
    const before = this.#hidden;
    this.#hidden = !this.#element || this.#element.clientHeight === 0;
    if (this.#hidden) return;
    const layout = this.#layout;
    // What was not shown may have lost its scroll position; nobody scrolled it.
    if (before) this.#known = this.#element.scrollTop;
    else this.#catchUp();
    if (this.#element.clientHeight !== layout.view) layout.resize(this.#element.clientHeight);
    const items = entries.filter((entry) => entry.target !== this.#element && entry.target.isConnected);
    layout.setHeights(items.map((entry) => [Number(entry.target.dataset.id), entry.borderBoxSize[0].blockSize]));
    layout.solve();
    this.#write(false);
    this.#slideIn();
    // What is drawn from within here would be measured one frame too late.
    this.#after(false, false);
  }

  #scrolled() {
    if (this.#hidden) return;
    const scrolled = this.#catchUp();
    this.#layout.solve();
    this.#write(false);
    this.#after(scrolled, true);
    clearTimeout(this.#rest);
    if (!("onscrollend" in window)) this.#rest = setTimeout(() => this.#settle(), REST_MS);
  }

  /** Whether the reader scrolled: the page is elsewhere than it was left, and was not just cut off by its own end. */
  #catchUp() {
    const { scrollTop, scrollHeight, clientHeight } = this.#element;
    const end = scrollHeight - clientHeight;
    // Some browsers let one pull the page beyond its ends, and bring it back by themselves.
    const at = Math.max(0, Math.min(scrollTop, end));
    const by = at - this.#known;
    if (Math.abs(by) < 1) return false;
    this.#known = at;
    if (by < 0 && at >= end - 1) return false;
    // By how far, not whereto: the layout may be ahead of the page.
    this.#layout.moved(this.#layout.at + by);
    return true;
  }

  /** At rest: what was put off is made up for. */
  #settle() {
    if (this.#hidden || !this.#element) return;
    this.#layout.solve(true);
    this.#write(false);
  }

  #after(scrolled, now) {
    if (this.#layout.isShort()) {
      cancelAnimationFrame(this.#frame);
      if (now) this.draw();
      else this.#frame = requestAnimationFrame(() => this.draw());
    }
    this.#look(scrolled);
  }

  /** Looks where the reader is, as if something had changed. */
  lookAgain() {
    this.#look(false);
  }

  #look(scrolled) {
    if (!this.#hidden) this.look(scrolled);
  }

  #slideIn() {
    const index = this.#slideAfter === null ? -1 : this.#layout.indexOf(this.#slideAfter);
    this.#slideAfter = null;
    if (index !== -1 && this.#layout.anchor.end) this.slide(this.#layout.below(index));
  }

  /** `unsure`: some of what is drawn is not measured yet, so the scroll position is left for then. */
  #write(unsure) {
    const layout = this.#layout;
    const writes = !unsure && !this.#hidden && Math.abs(this.#known - layout.at) >= 1;
    if (writes && this.#catchUp()) layout.solve();
    const gaps = layout.gaps();
    for (const gap of this.#sheet.querySelectorAll(":scope > [data-gap]")) {
      const height = `${Math.max(0, gaps[gap.dataset.gap])}px`;
      if (gap.style.height !== height) gap.style.height = height;
    }
    if (!writes) return;
    this.#element.scrollTop = layout.at;
    this.#known = this.#element.scrollTop;
  }
}
