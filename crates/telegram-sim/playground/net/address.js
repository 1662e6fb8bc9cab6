// What is chosen, in the address: which person, chat and topic each pane shows, and which pane a phone shows.
//
//   #left=PERSON.CHAT.TOPIC&right=PERSON.CHAT.TOPIC&side=right
//
// So a reload loses nothing, a link can be sent, and a phone's back button goes back.

import { Subject } from "./subject.js";

const SIDES = ["left", "right"];

/** A part that is not there is null: 0 is a topic, General. */
function readPart(text) {
  return /^-?\d+$/.test(text ?? "") ? Number(text) : null;
}

function readPlace(text) {
  const [person, chat, thread] = (text ?? "").split(".").map(readPart);
  return { person: person ?? null, chat: chat ?? null, thread: thread ?? null };
}

function writePlace({ person, chat, thread }) {
  return [person, chat, thread].map((part) => part ?? "").join(".");
}

class Address extends Subject {
  constructor() {
    super();
    this.#read();
    addEventListener("popstate", () => {
      this.#read();
      this.changed();
    });
  }

  #read() {
    const given = new URLSearchParams(location.hash.slice(1));
    this.left = readPlace(given.get("left"));
    this.right = readPlace(given.get("right"));
    this.side = SIDES.includes(given.get("side")) ? given.get("side") : "left";
  }

  /** Shows something else. `back` = the browser's back button is to return here. */
  go(change, back = false) {
    for (const side of SIDES) if (change[side]) this[side] = { ...this[side], ...change[side] };
    if (change.side) this.side = change.side;
    const hash = `#left=${writePlace(this.left)}&right=${writePlace(this.right)}&side=${this.side}`;
    if (hash !== location.hash) history[back ? "pushState" : "replaceState"](null, "", hash);
    this.changed();
  }
}

export const address = new Address();
