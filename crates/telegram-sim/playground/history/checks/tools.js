// What the checks have in common: made-up messages, chance that can be repeated, and saying what is not so.

export function equal(given, wanted, words = "") {
  const [one, other] = [JSON.stringify(given), JSON.stringify(wanted)];
  if (one !== other) throw new Error(`${words}: ${one} instead of ${other}`);
}

export function hold(truth, words) {
  if (!truth) throw new Error(words);
}

/** Numbers below `limit` that are the same for the same seed. */
export function chance(seed) {
  let state = seed >>> 0;
  return (limit) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

const NOON = Date.UTC(2024, 2, 14, 12) / 1000;

/** A message; `minutes` after noon of a day. */
export function made(id, { author = 1, outgoing = false, minutes = id, version = 0, ...given } = {}) {
  const content = Object.keys(given).length > 0 ? given : { text: `Message ${id}, version ${version}` };
  const message = { message_id: id, date: NOON + 60 * minutes, ...content };
  return { id, chat: 7, thread: 0, outgoing, author: { id: author, name: `Person ${author}` }, message };
}

export const idsOf = (views) => views.map((view) => view.id);
