// Where every item of the history is, on paper: heights, the part that is drawn, and what stays where it is. Pure.
//
// The reader's place is an anchor: an item and how far below the upper edge of the screen it begins, or the end.
// Whatever changes, `solve` finds the scroll position at which the anchor is where it was. Items above may grow without
// the scroll position changing at all, for as long as the gap above the drawn ones can give way (`slack`): writing the
// scroll position breaks off a scroll that a finger or wheel has under way, so it is done at rest or when room ends.
// What is really on the page is `scroller.js`.

import { Heights } from "./heights.js";

/** Room above the first and below the last item. */
const EDGE = 8;
/** So many are drawn at most, unless more are on the screen at once. */
const DRAWN_MAX = 54;
/** Drawn beyond the screen on either side, and when to draw anew; in screens. */
const BEYOND = 1.2;
const BEYOND_MIN = 0.4;
/** The end is caught this far from it; one pixel up leaves it. */
const END_PX = 8;

export class Layout {
  items = [];
  /** Height of the screen, and scroll position. */
  view = 0;
  at = 0;
  /** Whether there are newer messages than these, so that the last item is not the end. */
  open = false;
  /** `{end: true}`, or `{id, offset}`; `aimed` if the reader was sent there. */
  anchor = { end: true };
  /** How far the first item is from where it should be. */
  slack = 0;
  /** Items [from, to) are drawn, and the one with the focus. */
  from = 0;
  to = 0;
  pinned = null;

  #heights;
  #places = new Map();

  /** `heights`: what was measured of this chat before, when it is shown again. */
  constructor(heights = new Heights()) {
    this.#heights = heights;
  }

  get total() {
    return this.#heights.total;
  }

  /** Where the first item begins when nothing is amiss: few items stand at the bottom. */
  get rest() {
    return Math.max(EDGE, this.view - this.total - EDGE);
  }

  /** How far one can scroll. */
  get max() {
    return Math.max(0, this.origin + this.total + EDGE - this.view);
  }

  get origin() {
    return this.rest + this.slack;
  }

  /** Index of the item that holds a message, or -1. */
  indexOf(id) {
    return this.#places.get(id) ?? -1;
  }

  heightOf(index) {
    return this.#heights.before(index + 1) - this.#heights.before(index);
  }

  /** Where an item begins. */
  top(index) {
    return this.origin + this.#heights.before(index);
  }

  /** How much is below an item. */
  below(index) {
    return this.total - this.#heights.before(index + 1);
  }

  isMeasured(index) {
    return this.#heights.has(this.items[index].id);
  }

  /** Other items; the anchor passes to a neighbour if its own is gone. */
  setItems(items) {
    this.anchor = this.#survivor(items);
    const first = this.items[this.from]?.id;
    this.items = items;
    this.#places = new Map(items.flatMap((item, index) => item.views.map((view) => [view.id, index])));
    this.#heights.setItems(items);
    const shift = this.indexOf(first) === -1 ? -this.to : this.indexOf(first) - this.from;
    this.from = Math.max(0, this.from + shift);
    this.to = Math.min(items.length, this.to + shift);
    this.solve();
  }

  /** Measured: pairs of id and height. */
  setHeights(measured) {
    this.#heights.measure(this.items, measured);
  }

  /** The screen became higher or lower: what is at its lower edge stays there. */
  resize(view) {
    const { end, offset } = this.anchor;
    if (!end && this.view > 0) this.anchor = { ...this.anchor, offset: offset + view - this.view };
    this.view = view;
  }

  /** The reader scrolled. */
  moved(at) {
    const up = at < this.at;
    this.at = at;
    this.anchor = this.#pick(up ? 1 : END_PX);
  }

  /** The reader is sent to an item: it stands in the middle, or begins in the upper part. */
  aim(index, offset = Math.max(EDGE + 48, (this.view - this.heightOf(index)) / 2)) {
    this.anchor = { id: this.items[index].id, offset, aimed: true };
    this.solve(true);
  }

  /** Scrolls no farther than needed for an item to be seen. */
  reveal(index) {
    const [top, height] = [this.top(index) - this.at, this.heightOf(index)];
    if (top < 0 || height > this.view) this.aim(index, EDGE);
    else if (top + height > this.view) this.aim(index, this.view - height - EDGE);
  }

  /** Finds the scroll position and the slack that keep the anchor where it is. `settle` = with no slack. */
  solve(settle = false) {
    this.slack = 0;
    const index = this.anchor.end ? -1 : this.indexOf(this.anchor.id);
    if (index === -1) {
      this.at = this.max;
      return;
    }
    const wanted = this.top(index) - this.anchor.offset;
    this.slack = this.at - wanted;
    if (settle || !this.#gives()) {
      this.at = Math.round(wanted);
      this.slack = this.at - wanted;
    }
    if (this.at >= 0 && this.at <= this.max) return;
    // There is not enough above or below: the anchor cannot stay. It is kept while heights are still guessed.
    this.slack = 0;
    this.at = Math.min(Math.max(0, wanted), this.max);
    if (!this.anchor.aimed || this.#knowsScreen()) this.anchor = this.#pick(1);
  }

  /** Whether other items should be drawn than are. */
  isShort() {
    const [from, to] = this.#around(BEYOND_MIN);
    return from < this.from || to > this.to;
  }

  /** Chooses what is drawn; who calls this draws it at once, since the gaps depend on it. */
  draw() {
    if (this.to <= this.from || this.isShort()) [this.from, this.to] = this.#around(BEYOND);
  }

  /** The items on the screen and so many screens beyond it on either side, but not too many. */
  #around(screens) {
    const [first, last] = this.visible();
    const spare = Math.max(0, Math.floor((DRAWN_MAX - (last - first + 1)) / 2));
    const from = Math.max(first - spare, this.indexAt(this.at - screens * this.view));
    const to = Math.min(last + spare, this.indexAt(this.at + (1 + screens) * this.view)) + 1;
    return [from, Math.min(to, this.items.length)];
  }

  /** Indices that are drawn, in order. */
  drawn() {
    const drawn = Array.from({ length: this.to - this.from }, (_, step) => this.from + step);
    const pinned = this.pinned === null ? -1 : this.indexOf(this.pinned);
    if (pinned === -1 || (pinned >= this.from && pinned < this.to)) return drawn;
    return pinned < this.from ? [pinned, ...drawn] : [...drawn, pinned];
  }

  /** Heights of the gaps around and between the drawn: above the first, where one is left out, below the last. */
  gaps() {
    const drawn = this.drawn();
    if (drawn.length === 0) return { above: 0, between: 0, below: 0 };
    const hole = drawn.find((index, at) => at > 0 && index !== drawn[at - 1] + 1);
    const before = hole === undefined ? 0 : drawn[drawn.indexOf(hole) - 1];
    return {
      above: this.top(drawn[0]),
      between: hole === undefined ? 0 : this.#heights.before(hole) - this.#heights.before(before + 1),
      below: this.total - this.#heights.before(drawn.at(-1) + 1) + EDGE,
    };
  }

  /** First and last index on the screen. */
  visible() {
    return [this.indexAt(this.at), this.indexAt(this.at + this.view - 1)];
  }

  /** Whether the first item may stand off its place by the slack: nobody sees it, and there is room. */
  #gives() {
    if (Math.abs(this.slack) < 1) return true;
    if (this.at < this.view || this.at < this.top(0) + this.view) return false;
    const first = Math.min(this.from, this.drawn()[0] ?? 0, this.indexAt(this.at - BEYOND * this.view));
    return this.top(first) >= 0;
  }

  #knowsScreen() {
    const [first, last] = this.visible();
    for (let index = first; index <= last; index += 1) if (!this.isMeasured(index)) return false;
    return true;
  }

  /**
   * The end, if it is this near; else what begins first on the screen, or fills it if nothing does. Rather something
   * that is there already than what is still to be drawn: that is where the reader's eyes are. And rather not the first
   * item of all, which may lose its name or day when others come before it.
   */
  #pick(near) {
    if (this.items.length === 0 || (!this.open && this.at >= this.max - near)) return { end: true };
    const [first, last] = this.visible();
    const seen = Array.from({ length: last - first + 1 }, (_, step) => first + step);
    const known = seen.filter((index) => this.isMeasured(index));
    const among = known.length > 0 ? known : seen;
    const chosen = among.find((index) => index > 0 && this.top(index) >= this.at) ?? among[0];
    return { id: this.items[chosen].id, offset: this.top(chosen) - this.at };
  }

  /** The anchor among other items: its own, else the next that is still there, else what is nearest by id. */
  #survivor(items) {
    if (this.anchor.end || items.length === 0) return this.anchor;
    const left = new Set(items.flatMap((item) => item.views.map((view) => view.id)));
    if (left.has(this.anchor.id)) return this.anchor;
    const index = this.indexOf(this.anchor.id);
    const next = index === -1 ? undefined : this.items.slice(index).find((item) => left.has(item.id));
    if (next) return { id: next.id, offset: this.top(this.indexOf(next.id)) - this.at };
    const nearest = items.find((item) => item.id >= this.anchor.id) ?? items.at(-1);
    return { id: nearest.id, offset: this.anchor.offset };
  }

  /** Index of the item at this height; the first or last one beyond them. */
  indexAt(height) {
    let [from, to] = [0, this.items.length - 1];
    while (from < to) {
      const middle = (from + to + 1) >> 1;
      if (this.top(middle) <= height) from = middle;
      else to = middle - 1;
    }
    return from;
  }
}
