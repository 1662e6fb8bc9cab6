// A place with a name and an address. The tile: `map.js`.

import { html } from "../ui/preact.js";
import { MapTile } from "./map.js";

export const venue = {
  name: "venue",
  label: (message) => `📍 ${message.venue?.title || "Place"}`,
  Body({ message }) {
    const { venue: body } = message;
    return html`<div class="kind-place">
      <${MapTile} location=${body?.location} />
      <div class="kind-title" dir="auto">${body?.title}</div>
      <div class="kind-note" dir="auto">${body?.address}</div>
    </div>`;
  },
};
