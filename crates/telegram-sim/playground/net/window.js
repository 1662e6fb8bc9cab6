// The loaded messages of one chat or topic, for one person: a run without gaps, kept current by events.
//
// `#low` and `#high` say which ids the run speaks for: every message between them is in `rows`. They are infinite where
// the chat begins or ends. What arrives is judged by them alone, so it does not matter in which order pages and events
// come. What of this is on the screen is `../history/`; which chats there are is `person.js`.

import { Subject } from "./subject.js";

const PAGE = 60;
const RELOAD_PAGE = 200;
const ROWS_MAX = 600;

export class MessageWindow extends Subject {
  /** Messages, ascending by id. A new array whenever something changed. */
  rows = [];
  /** Whether anything was read yet. */
  ready = false;
  /** Words for what failed last, or null; `retry()` does it again. */
  error = null;
  /** Where the reader was sent last: `{id, found}`; an id of null is the end. A new object each time. */
  aim = null;
  /** The last message that is really new: heard, not read from a page. */
  arrived = null;
  /** What the reader looks at, set by whoever shows the window: far from it rows are let go. Null = the end. */
  at = null;

  #low = Infinity;
  #high = -Infinity;
  #newest = -Infinity;
  /** Counts what makes pages under way worthless. */
  #generation = 0;
  /** Loads under way, by "place", "older" and "newer": `{done: Promise, wanted}`. */
  #flights = new Map();
  /** Events heard while something is under way: a page may have been written before them. */
  #heard = [];
  #again = null;

  constructor({ get, person, chat, thread }) {
    super();
    this.get = get;
    this.question = { as: person, chat, thread };
  }

  /** Whether the chat has messages before, and after, the loaded ones. */
  get older() {
    return this.ready && this.#low > -Infinity;
  }

  get newer() {
    return this.ready && this.#high < Infinity;
  }

  /** Whether a page is under way; `loads` asks for one side: older, newer or place (elsewhere). */
  get loading() {
    return this.#flights.size > 0;
  }

  loads(side) {
    return this.#flights.has(side);
  }

  async loadOlder() {
    const edge = this.#low;
    if (!this.older || this.loads("place")) return;
    await this.#load("older", { before: edge, limit: PAGE }, () => this.loadOlder(), (page) => {
      if (edge !== this.#low) return;
      this.#low = page.older && page.messages.length > 0 ? page.messages[0].id : -Infinity;
      this.#lay([...page.messages, ...this.rows], "newer");
    });
  }

  async loadNewer() {
    const edge = this.#high;
    if (!this.newer || this.loads("place")) return;
    await this.#load("newer", { after: edge, limit: PAGE }, () => this.loadNewer(), (page) => {
      if (edge !== this.#high) return;
      this.#high = page.newer && page.messages.length > 0 ? page.messages.at(-1).id : Infinity;
      this.#lay([...this.rows, ...page.messages], "older");
    });
  }

  /** Sends the reader to a message, wherever it is; false if it is not there (then beside it), or if that failed. */
  async goTo(id) {
    const moved = this.#covers(id) || (await this.#move({ around: id, limit: PAGE }, () => this.goTo(id)));
    if (!moved || this.rows.length === 0) return false;
    const nearest = this.rows[Math.min(placeOf(this.rows, id), this.rows.length - 1)].id;
    this.#send(nearest, nearest === id);
    return nearest === id;
  }

  /** Sends the reader to the newest message. */
  async goToEnd() {
    const there = this.ready && !this.newer;
    if (there || (await this.#move({ limit: PAGE }, () => this.goToEnd()))) this.#send(null, true);
  }

  /** Sends the reader to the very first message. */
  async goToStart() {
    const there = this.ready && !this.older;
    const moved = there || (await this.#move({ after: 0, limit: PAGE }, () => this.goToStart()));
    if (moved && this.rows.length > 0) this.#send(this.rows[0].id, false);
  }

  /** Reads anew what the reader looks at; the place stays. */
  async reload() {
    await this.#flights.get("place")?.done;
    if (!this.ready) return;
    const around = this.at ?? (this.newer ? this.rows.at(-1)?.id : undefined);
    await this.#move({ around, limit: RELOAD_PAGE }, () => this.reload());
  }

  /** Does again what failed. */
  retry() {
    const again = this.#again;
    this.error = null;
    this.#again = null;
    this.changed();
    return again?.();
  }

  /** A new or changed message, from the stream. */
  take(view) {
    if (this.loading) this.#heard.push({ view });
    const fresh = this.ready && view.id > this.#newest;
    const covered = this.#covers(view.id);
    if (fresh) this.arrived = view;
    this.#newest = Math.max(this.#newest, view.id);
    if (covered) this.#lay(put(this.rows, view));
    if (covered || fresh) this.changed();
  }

  /** These are gone, for good. */
  drop(ids) {
    if (this.loading) this.#heard.push({ ids });
    const rows = without(this.rows, ids);
    if (rows.length === this.rows.length) return;
    const last = this.rows.at(-1).id;
    this.rows = rows;
    this.changed();
    // Nothing is left of what was loaded, but there is more: on beside it.
    if (rows.length === 0 && (this.older || this.newer)) this.goTo(last - 1);
  }

  #covers(id) {
    return this.#low <= id && id <= this.#high && (this.rows.length > 0 || !(this.older || this.newer));
  }

  #send(id, found) {
    this.aim = { id, found };
    this.at = id;
    this.changed();
  }

  /** Leaves the loaded messages for others; false if that failed or the reader was sent elsewhere meanwhile. */
  #move(wanted, again) {
    const under = this.#flights.get("place");
    if (under && JSON.stringify(under.wanted) === JSON.stringify(wanted)) return under.done;
    this.#generation += 1;
    this.#flights.clear();
    this.#heard = [];
    return this.#load("place", wanted, again, ({ messages, older, newer }) => {
      this.ready = true;
      this.#low = older && messages.length > 0 ? messages[0].id : -Infinity;
      this.#high = newer && messages.length > 0 ? messages.at(-1).id : Infinity;
      this.#lay(messages);
    });
  }

  /** One page, unless it is under way already. Whether it was taken in. */
  #load(side, wanted, again, takeIn) {
    if (!this.loads(side)) {
      const done = this.#fly(side, wanted, again, takeIn);
      this.#flights.set(side, { done, wanted });
      this.changed();
    }
    return this.#flights.get(side).done;
  }

  async #fly(side, wanted, again, takeIn) {
    const generation = this.#generation;
    const [page, refusal] = await this.get("/api/messages", { ...this.question, ...wanted }).then(
      (answer) => [answer, null],
      (caught) => [null, caught],
    );
    if (generation !== this.#generation) return false;
    this.error = refusal?.message ?? null;
    this.#again = refusal && again;
    if (page) {
      takeIn(page);
      this.#replay();
    }
    this.#flights.delete(side);
    if (!this.loading) this.#heard = [];
    this.changed();
    return page !== null;
  }

  /** What was heard while the page was under way holds against the page. */
  #replay() {
    for (const { view, ids } of this.#heard) {
      if (ids) this.rows = without(this.rows, ids);
      else if (this.#covers(view.id)) this.#lay(put(this.rows, view));
    }
  }

  /** Puts these rows there; too many are let go at `side`, or on the side that is farther from the reader. */
  #lay(rows, side = this.#farSide(rows)) {
    this.rows = rows;
    this.#newest = Math.max(this.#newest, rows.at(-1)?.id ?? -Infinity);
    if (rows.length <= ROWS_MAX) return;
    if (side === "older") {
      this.rows = rows.slice(-ROWS_MAX);
      this.#low = this.rows[0].id;
    } else {
      this.rows = rows.slice(0, ROWS_MAX);
      this.#high = this.rows.at(-1).id;
    }
  }

  #farSide(rows) {
    return this.at === null || placeOf(rows, this.at) > rows.length / 2 ? "older" : "newer";
  }
}

/** Where a message with this id is or would be, by binary search. */
function placeOf(rows, id) {
  let [from, to] = [0, rows.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (rows[middle].id < id) from = middle + 1;
    else to = middle;
  }
  return from;
}

function put(rows, view) {
  const at = placeOf(rows, view.id);
  return rows[at]?.id === view.id ? rows.with(at, view) : rows.toSpliced(at, 0, view);
}

function without(rows, ids) {
  const gone = new Set(ids);
  return rows.filter((view) => !gone.has(view.id));
}
