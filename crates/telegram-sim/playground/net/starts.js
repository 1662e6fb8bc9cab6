// Links to bots that were opened and not yet answered with Start: what Start will hand to the bot. Kept by the tab, so
// that a reload or another chat loses nothing.

import { Subject } from "./subject.js";

const keyOf = (person, bot) => `playground-start/${person}/${bot}`;

class Starts extends Subject {
  /** The parameter that waits for a person's Start in the chat with a bot, or null. */
  of(person, bot) {
    return sessionStorage.getItem(keyOf(person, bot));
  }

  open(person, bot, parameter) {
    sessionStorage.setItem(keyOf(person, bot), parameter);
    this.changed();
  }

  /** It was handed over. */
  done(person, bot) {
    sessionStorage.removeItem(keyOf(person, bot));
    this.changed();
  }
}

export const starts = new Starts();
