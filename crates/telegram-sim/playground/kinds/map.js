// A drawn piece of land for a location. It is no map of anything: the page asks nobody outside, so the streets are
// made from the coordinates. The same place always looks the same. Deliberately absent: zoom and real streets.

import { html } from "../ui/preact.js";

const WIDTH = 300;
const HEIGHT = 150;

/** A number between 0 and 1 for a place and a counter. */
function chance(latitude, longitude, counter) {
  const value = Math.sin(latitude * 12.9898 + longitude * 78.233 + counter * 37.719) * 43758.5453;
  return value - Math.floor(value);
}

/** Streets across the tile, as the path of an SVG. */
function streets(latitude, longitude, count, from) {
  return Array.from({ length: count }, (_, index) => {
    const at = (step) => chance(latitude, longitude, from + index * 4 + step);
    const down = index % 2 === 0;
    const along = (share) => Math.round(share * (down ? WIDTH : HEIGHT));
    const lean = (at(1) - 0.5) * 60;
    return down
      ? `M${along(at(0))} 0L${Math.round(along(at(0)) + lean)} ${HEIGHT}`
      : `M0 ${along(at(0))}L${WIDTH} ${Math.round(along(at(0)) + lean)}`;
  }).join("");
}

/** "48.13743, 11.57549". */
export function coordinates({ latitude, longitude } = {}) {
  const known = Number.isFinite(latitude) && Number.isFinite(longitude);
  return known ? `${latitude.toFixed(5)}, ${longitude.toFixed(5)}` : "unknown place";
}

export function MapTile({ location }) {
  const { latitude = 0, longitude = 0 } = location ?? {};
  return html`<svg class="kind-map" viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="xMidYMid slice"
    role="img" aria-label=${`Place at ${coordinates(location)}`}>
    <path class="kind-map-small" d=${streets(latitude, longitude, 9, 20)} />
    <path class="kind-map-large" d=${streets(latitude, longitude, 3, 0)} />
    <path class="kind-map-pin"
      d="M150 84c-9-11-14-18-14-26a14 14 0 0 1 28 0c0 8-5 15-14 26zM150 52a6 6 0 1 0 0 12 6 6 0 0 0 0-12z" />
  </svg>`;
}
