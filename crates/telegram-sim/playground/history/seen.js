// Tells which message was really seen last: on the screen, while the page was. A little late, so that scrolling
// through a chat tells once. What is on the screen is `reader.js`; what reading means is the caller's.

const TELL_MS = 250;

export class Seen {
  #newest = -Infinity;
  #told = -Infinity;
  #timer = null;

  /** `tell(id)`. */
  constructor(tell) {
    this.tell = tell;
  }

  note(id) {
    if (document.hidden || id <= this.#newest) return;
    this.#newest = id;
    this.#timer ??= setTimeout(() => this.#tell(), TELL_MS);
  }

  /** Tells at once what was not told yet. */
  end() {
    if (this.#timer !== null) this.#tell();
  }

  #tell() {
    clearTimeout(this.#timer);
    this.#timer = null;
    if (this.#newest > this.#told) this.tell(this.#newest);
    this.#told = this.#newest;
  }
}
