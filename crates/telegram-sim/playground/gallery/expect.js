// What checks are made of: a comparison with a name, and random numbers that are the same every time.

/** Both must be the same value. */
export function equal(name, found, expected) {
  const ok = Object.is(found, expected);
  return { name, ok, detail: ok ? "" : `found ${show(found)}, expected ${show(expected)}` };
}

const show = (value) => (value === undefined ? "nothing" : JSON.stringify(value));

/** `make(0)` to `make(count - 1)`. */
export const list = (count, make) => Array.from({ length: count }, (_, index) => make(index));

/** A source of numbers from 0 up to 1; the same seed gives the same numbers. */
export function chances(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
