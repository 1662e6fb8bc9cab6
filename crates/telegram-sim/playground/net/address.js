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

const writeHash = ({ left, right, side }) => `#left=${writePlace(left)}&right=${writePlace(right)}&side=${side}`;

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
    const before = writeHash(this);
    const next = {
      left: { ...this.left, ...change.left },
      right: { ...this.right, ...change.right },
      side: change.side ?? this.side,
    };
    const hash = writeHash(next);
    const { state } = history;
    if (!back && hash !== before && hash === state?.before) {
      // The page's own way back is the browser's: its back button never leads to where one is already.
      history.back();
      return;
    }
    Object.assign(this, next);
    if (back && hash !== before) history.pushState({ before }, "", hash);
    else history.replaceState(state, "", hash);
    this.changed();
  }
}

export const address = new Address();
