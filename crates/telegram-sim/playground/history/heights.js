// How high the items of the history are: measured, or guessed to be as high as the measured ones are on average.
// Where they therefore begin, is `layout.js`.

/** Until the first items are measured. */
const GUESS = 64;
/** Heights of items that are not loaded are kept up to this number: they are wrong only if the width has changed. */
const KEPT_MAX = 3000;

export class Heights {
  #known = new Map();
  #sums = [0];
  #count = 0;

  /** For these items from now on. */
  setItems(items) {
    if (this.#known.size > KEPT_MAX) {
      const loaded = new Set(items.map((item) => item.id));
      for (const id of this.#known.keys()) if (!loaded.has(id)) this.#known.delete(id);
    }
    this.#count = items.length;
    this.#sum(items);
  }

  /** Measured: pairs of id and height. */
  measure(items, measured) {
    for (const [id, height] of measured) this.#known.set(id, height);
    if (measured.length > 0) this.#sum(items);
  }

  has(id) {
    return this.#known.has(id);
  }

  /** Height of all items before this one. */
  before(index) {
    return this.#sums[index];
  }

  get total() {
    return this.#sums[this.#count];
  }

  #sum(items) {
    const known = items.map((item) => this.#known.get(item.id));
    const measured = known.filter((height) => height !== undefined);
    const guess = measured.length > 0 ? measured.reduce((sum, height) => sum + height, 0) / measured.length : GUESS;
    this.#sums = [0];
    for (const height of known) this.#sums.push(this.#sums.at(-1) + (height ?? guess));
  }
}
