// The pictures of an album, side by side. How they share the room: `layout.js`.

import { html } from "../ui/preact.js";
import { rowsFor } from "./layout.js";

/** One child for each of `sizes`. */
export function Grid({ sizes, children }) {
  return html`<div class="message-grid">
    ${rowsFor(sizes).map(
      ({ shape, items }) => html`<div class="message-grid-row" style=${{ aspectRatio: String(shape) }}>
        ${items.map(
          ({ index, share }) => html`<div class="message-grid-cell" data-item=${index}
            style=${{ flexGrow: String(share) }}>${children[index]}</div>`,
        )}
      </div>`,
    )}
  </div>`;
}
