// Everything this tab knows: who there is, what the host offers, what bots called, and what each shown person sees.
//
// One store for the page. Deliberately absent: what is chosen (`app.js`, in the address) and what is being written (`composer/`).

import { get } from "./api.js";
import { setClock } from "./clock.js";
import { PersonView } from "./person.js";
import { Stream } from "./stream.js";
import { Subject } from "./subject.js";

const CALLS_MAX = 500;

export class Store extends Subject {
  people = [];
  host = { title: "", levers: [], guide: null };
  calls = [];
  ready = false;
  error = null;
  /** live, lost or resting */
  state = "resting";
  #persons = new Map();
  #shown = null;
  #seq = 0;
  #stream = new Stream({
    hear: (event, data) => this.#hear(event, data),
    state: (state) => {
      this.state = state;
      this.changed();
    },
    anew: () => this.#resync(),
  });

  /** Reads the beginning. */
  async start() {
    try {
      const start = await get("/api/start");
      this.#seq = start.seq;
      this.people = start.people;
      this.host = start.host;
      setClock(start.now_ms, start.factor);
      this.calls = (await get("/api/calls")).calls;
      this.ready = true;
      this.error = null;
      this.changed();
      return start.seq;
    } catch (refusal) {
      this.error = refusal.message;
      this.changed();
      throw refusal;
    }
  }

  account(id) {
    return this.people.find((person) => person.id === id) ?? null;
  }

  /** What a person sees. */
  person(id) {
    return this.#persons.get(id) ?? null;
  }

  /** Shows these persons: what they see is read and kept current. */
  async show(ids) {
    const shown = [...new Set(ids.filter(Boolean))];
    if (shown.length === this.#shown?.length && shown.every((id, at) => id === this.#shown[at])) return;
    this.#shown = shown;
    const fresh = shown.filter((id) => !this.#persons.has(id));
    for (const id of fresh) this.#persons.set(id, new PersonView(id));
    for (const id of [...this.#persons.keys()]) if (!shown.includes(id)) this.#persons.delete(id);
    this.changed();
    const seqs = await Promise.allSettled(fresh.map((id) => this.#persons.get(id)?.load()));
    const read = seqs.filter((one) => one.status === "fulfilled").map((one) => one.value);
    this.#stream.follow(shown, read.length > 0 ? Math.min(...read) : this.#seq);
  }

  /** Reads everything anew: the stream could not tell all that happened. */
  async #resync() {
    const seq = await this.start();
    await Promise.allSettled([...this.#persons.values()].map((person) => person.reload()));
    this.#stream.restart(seq);
  }

  #hear(event, data) {
    if (event === "resync") {
      this.#resync().catch(() => {});
    } else if (event === "people") {
      this.people = data;
      this.changed();
    } else if (event === "host") {
      this.host = data;
      this.changed();
    } else if (event === "call") {
      if (this.calls.some((call) => call.number === data.number)) return;
      this.calls = [...this.calls.slice(1 - CALLS_MAX), data];
      this.changed();
    } else {
      this.#persons.get(data.as)?.hear(event, data);
    }
  }
}
