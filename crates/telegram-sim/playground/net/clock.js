// The time in the world, which may run faster than the visitor's. Read once at the start, then reckoned.

let begun = { world: Date.now(), here: Date.now(), factor: 1 };

/** The world's time in milliseconds, now, and how many times faster than here it runs. */
export function setClock(worldMs, factor) {
  begun = { world: worldMs, here: Date.now(), factor };
}

/** The world's time in milliseconds. */
export function worldNow() {
  return begun.world + (Date.now() - begun.here) * begun.factor;
}

export function clockFactor() {
  return begun.factor;
}
