// A place on the earth, or somebody's place for a while. The tile: `map.js`.

import { html } from "../ui/preact.js";
import { clock } from "../ui/time.js";
import { coordinates, MapTile } from "./map.js";

/** Telegram's number for "until it is switched off". */
const ALWAYS = 0x7fffffff;

/** "Live until 12:40"; empty for a place that stays. */
export function liveWords({ location, date }) {
  const period = location?.live_period;
  if (!period) return "";
  return period === ALWAYS ? "Live until switched off" : `Live until ${clock(date + period)}`;
}

export const location = {
  name: "location",
  label: (message) => (message.location?.live_period ? "📍 Live location" : "📍 Location"),
  Body({ message }) {
    const live = liveWords(message);
    return html`<div class="kind-place">
      <${MapTile} location=${message.location} />
      ${live && html`<div class="kind-title">${live}</div>`}
      <div class="kind-note" dir="ltr">${coordinates(message.location)}</div>
    </div>`;
  },
};
