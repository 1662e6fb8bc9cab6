// A round picture for an account or chat: its initials in its colour. The name stands beside it or on the button
// around it, so screen readers skip the circle. Profile pictures are deliberately absent: the simulated world has none.

import { colourOf, initialsOf } from "./names.js";
import { html } from "./preact.js";

/** `size` in pixels. */
export function Avatar({ id, name, size = 34 }) {
  const measures = { width: `${size}px`, height: `${size}px`, fontSize: `${Math.round(size * 0.4)}px` };
  return html`<span class="ui-avatar ui-person-${colourOf(id)}" style=${measures} aria-hidden="true">
    ${initialsOf(name)}
  </span>`;
}
