// The one stream of events of this tab, for all persons it shows.
//
// A browser gives a host six connections for all its tabs, and a stream holds one. So a tab has one stream for all its
// persons, and none while nobody looks at it: what happened meanwhile comes when it is looked at again, from `since` on.

const RETRY_MS = 1000;
const RETRY_MS_MAX = 8000;
const EVENTS = ["message", "gone", "chat", "left", "topic", "people", "host", "call", "resync"];

export class Stream {
  #source = null;
  #persons = [];
  /** Up to where everything was told; null before the first stream. 0 is a mark, too: nothing has happened yet. */
  #seq = null;
  #timer = null;
  #wait = RETRY_MS;

  /**
   * `hear(event, data)` for each event; `state("live" | "lost" | "resting")`; `anew()` = read everything anew and
   * `restart`: behind a connection that was lost there may be another program. Its promise fails if nobody answers.
   */
  constructor({ hear, state, anew }) {
    this.hear = hear;
    this.state = state;
    this.anew = anew;
    document.addEventListener("visibilitychange", () => this.#open());
  }

  /** For these persons from now on; `seq` = what has been read so far is no older than this. */
  follow(persons, seq) {
    const same = persons.length === this.#persons.length && persons.every((id, at) => id === this.#persons[at]);
    if (same && this.#source) return;
    this.#persons = persons;
    // Whom it followed so far it has told everything up to its own mark; whoever is new was read no earlier than `seq`.
    this.#seq = this.#seq === null ? seq : Math.min(this.#seq, seq);
    this.#open();
  }

  /** Everything was read anew: the stream goes on from here. */
  restart(seq) {
    this.#seq = seq;
    this.#open();
  }

  #close() {
    clearTimeout(this.#timer);
    this.#source?.close();
    this.#source = null;
  }

  #open() {
    this.#close();
    if (document.hidden) return this.state("resting");
    const source = new EventSource(`/api/events?as=${this.#persons.join(",")}&since=${this.#seq}`);
    this.#source = source;
    source.onopen = () => {
      this.#wait = RETRY_MS;
      this.state("live");
    };
    source.onerror = () => {
      // The browser would try again by itself, but from where this stream began.
      this.#close();
      this.state("lost");
      this.#tryLater();
    };
    for (const event of EVENTS) {
      source.addEventListener(event, (message) => {
        if (message.lastEventId) this.#seq = Number(message.lastEventId);
        this.hear(event, JSON.parse(message.data));
      });
    }
  }

  #tryLater() {
    this.#timer = setTimeout(() => this.anew().catch(() => this.#tryLater()), this.#wait);
    this.#wait = Math.min(2 * this.#wait, RETRY_MS_MAX);
  }
}
