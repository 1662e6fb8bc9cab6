// Something that changes and tells those who look at it; and the hook with which a component looks.

import { useEffect, useReducer } from "../ui/preact.js";

export class Subject {
  #lookers = new Set();
  version = 0;

  /** Calls `fn` after every change; gives the function that ends that. */
  subscribe(fn) {
    this.#lookers.add(fn);
    return () => this.#lookers.delete(fn);
  }

  changed() {
    this.version += 1;
    for (const fn of [...this.#lookers]) fn();
  }
}

/** Renders the component anew whenever one of these changes; absent ones are left out. */
export function useSubjects(...subjects) {
  const [, again] = useReducer((count) => count + 1, 0);
  useEffect(() => {
    const ends = subjects.filter(Boolean).map((subject) => subject.subscribe(again));
    again();
    return () => ends.forEach((end) => end());
  }, subjects);
}
