// The dialog that sends a point on the map: a place with a name, just the point, or a live one. No map is asked for it.

import { Field, Form } from "../menus/form.js";
import { overlay } from "../ui/overlay.js";
import { html, useState } from "../ui/preact.js";

const PLACES = [
  { name: "Berlin", latitude: 52.520008, longitude: 13.404954 },
  { name: "Lagos", latitude: 6.455027, longitude: 3.384082 },
  { name: "Lima", latitude: -12.046374, longitude: -77.042793 },
  { name: "Tokyo", latitude: 35.689487, longitude: 139.691711 },
];
/** Seconds and words. */
const LIVE = [
  ["", "Not live"],
  ["900", "Live for 15 minutes"],
  ["3600", "Live for 1 hour"],
  ["28800", "Live for 8 hours"],
];

/** Degrees as typed, or null. */
function degrees(text, most) {
  const number = Number(text.replace(",", "."));
  return text.trim() && Number.isFinite(number) && Math.abs(number) <= most ? number : null;
}

function contentFrom({ latitude, longitude, title, address, live }) {
  if (title) return { kind: "venue", latitude, longitude, title, address };
  return { kind: "location", latitude, longitude, live_period: live ? Number(live) : undefined };
}

function Location({ send, close }) {
  const [where, setWhere] = useState({ north: String(PLACES[0].latitude), east: String(PLACES[0].longitude) });
  const [title, setTitle] = useState("");
  const [address, setAddress] = useState("");
  const [live, setLive] = useState("");
  const latitude = degrees(where.north, 90);
  const longitude = degrees(where.east, 180);
  const run = () => send(contentFrom({ latitude, longitude, title: title.trim(), address: address.trim(), live }));
  const choose = (place) => setWhere({ north: String(place.latitude), east: String(place.longitude) });
  const nowhere = latitude === null || longitude === null;
  const north = (words) => setWhere({ ...where, north: words });
  const east = (words) => setWhere({ ...where, east: words });
  return html`<${Form} title="Send a location" deed="Send" disabled=${nowhere} run=${run} close=${close}>
    <div class="composer-places" role="group" aria-label="Places">
      ${PLACES.map(
        (place) => html`<button type="button" class="button" onClick=${() => choose(place)}>${place.name}</button>`,
      )}
    </div>
    <div class="composer-pair">
      <${Field} label="Latitude" text=${where.north} onText=${north} inputmode="decimal" first />
      <${Field} label="Longitude" text=${where.east} onText=${east} inputmode="decimal" />
    </div>
    <${Field} label="Name of the place (if it has one)" text=${title} onText=${setTitle} />
    ${title.trim()
      ? html`<${Field} label="Address" text=${address} onText=${setAddress} />`
      : html`<label class="form-field">
          <span>Live</span>
          <select class="composer-select" value=${live} onChange=${(event) => setLive(event.currentTarget.value)}>
            ${LIVE.map(([value, words]) => html`<option value=${value}>${words}</option>`)}
          </select>
        </label>`}
  <//>`;
}

export function askForLocation({ send }) {
  overlay.openDialog(Location, { send });
}
