// The words of a bubble: a text or caption, with the time at the end of its last line if that has room.

import { html } from "../ui/preact.js";
import { Text } from "./text.js";

/** `meta` stands at the end; see `meta.js`. */
export function Words({ text, entities, place, meta }) {
  const words = html`<${Text} text=${text} entities=${entities} place=${place} />`;
  return html`<div class="message-words" dir="auto">${words}${meta}</div>`;
}
