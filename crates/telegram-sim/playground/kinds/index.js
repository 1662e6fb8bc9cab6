// The kind of every message, and a few words for it. A kind is `{name, label(message), Body}`, and may have `sign` (an
// emoji for its caption in lists) and `shape(message)`: `words`, `media` (fills the bubble), `bare` (has none) or
// `plain`. `Body` gets `{message, view, place, meta, fill}`; it draws nothing of what is around it (`../message/`).

import { CONTENT, contentOf, wordsFor } from "./content.js";
import { service, serviceField } from "./service/index.js";
import { unknown } from "./unknown.js";

/** The kind of a message; never null. */
export function kindOf(message) {
  return contentOf(message) ?? (serviceField(message) ? service : unknown);
}

/** The kind called so, as the door's `Last` calls it; `unknown` if there is none. */
export function kindNamed(name) {
  return [...CONTENT, service].find((kind) => kind.name === name) ?? unknown;
}

/** The message in a few words: at most about a hundred characters, on one line, with nothing secret. */
export function labelOf(message) {
  return wordsFor(kindOf(message), message);
}
