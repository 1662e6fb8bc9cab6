// Icons drawn with one line each, in the colour of the text around them. A new icon is one more entry.
// Deliberately absent: meaning. Whoever shows an icon gives its button a name; the drawing itself is never read out.

import { html } from "./preact.js";

/** Paths on a field of 24 by 24, drawn with a round pen. */
const PATHS = {
  back: "M15 5l-7 7 7 7",
  forward: "M13 6l7 6-7 6v-4c-5 0-8 1-10 4 1-6 5-8 10-8z",
  reply: "M11 6l-7 6 7 6v-4c5 0 7 1 9 4-1-6-4-8-9-8z",
  close: "M6 6l12 12M18 6L6 18",
  check: "M5 12.5l5 5L19.5 7",
  plus: "M12 5v14M5 12h14",
  search: "M10.5 4a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13zM15.5 15.5L20 20",
  send: "M4 5l17 7-17 7 2.5-7zM6.5 12H21",
  attach: "M8 12.5l6-6a3 3 0 0 1 4.5 4.5l-8 8a5 5 0 0 1-7-7L11 4.5",
  smile: "M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18zM8 14c2 3 6 3 8 0M9 9.5v.01M15 9.5v.01",
  edit: "M5 19l1-4L16 5l3 3L9 18zM14 7l3 3",
  copy: "M9 9h11v11H9zM15 9V4H4v11h5",
  trash: "M5 7h14M9 7V4h6v3M7 7l1 13h8l1-13",
  pin: "M9 4h6l-1 6 4 4H6l4-4zM12 14v7",
  down: "M6 9l6 6 6-6",
  up: "M6 15l6-6 6 6",
  download: "M12 4v11M7 11l5 5 5-5M5 20h14",
  link: "M9 7H6a5 5 0 0 0 0 10h3M15 7h3a5 5 0 0 1 0 10h-3M8 12h8",
  out: "M8 16L18 6M10 6h8v8",
  lock: "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
  clock: "M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18zM12 7v5l3.5 2",
  bell: "M6 17c1.5-2 1-6 2-9 1.5-4 6.5-4 8 0 1 3 .5 7 2 9zM10 20h4",
  person: "M12 4a4 4 0 1 1 0 8 4 4 0 0 1 0-8zM4 20c1-7 15-7 16 0",
  people:
    "M9 5a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7zM2.5 19c1-6 12-6 13 0M16 6a3 3 0 0 1 0 6M17.5 14.5c2 .5 3.5 2 4 4.5",
  phone: "M6 4l3 1 1 4-2 2c1 2.5 2.5 4 5 5l2-2 4 1 1 3c-1 2-3 2.5-5 2C9 19 5 15 4 9c0-2 .5-4 2-5z",
  place: "M12 21c-4-5-6-8-6-11a6 6 0 0 1 12 0c0 3-2 6-6 11zM12 8a2 2 0 1 1 0 4 2 2 0 0 1 0-4z",
  picture: "M4 5h16v14H4zM4 17l5-5 4 4 3-3 4 4M15.5 9v.01",
  film: "M4 6h16v12H4zM10 9.5l5 2.5-5 2.5z",
  music: "M9 18V6l10-2v12M9 18a2.5 2.5 0 1 1-5 0 2.5 2.5 0 0 1 5 0zM19 16a2.5 2.5 0 1 1-5 0 2.5 2.5 0 0 1 5 0z",
  microphone: "M12 4a3 3 0 0 1 3 3v4a3 3 0 0 1-6 0V7a3 3 0 0 1 3-3zM6 11c0 8 12 8 12 0M12 17v4",
  file: "M6 3h8l5 5v13H6zM14 3v5h5",
  archive: "M4 4h16v5H4zM6 9v11h12V9M10 13h4",
  code: "M8 7l-5 5 5 5M16 7l5 5-5 5",
  table: "M4 5h16v14H4zM4 10h16M4 14.5h16M10 5v14",
  poll: "M6 20v-7M12 20V5M18 20v-11",
  tasks: "M4 7l1.5 1.5L8 5.5M4 16l1.5 1.5L8 14.5M12 7h8M12 16h8",
  gift: "M4 9h16v4H4zM6 13v7h12v-7M12 9v11M12 9c-6 0-5-6-2-5 2 .5 2 5 2 5zm0 0c6 0 5-6 2-5-2 .5-2 5-2 5z",
  game: "M7 8h10c4 0 5 9 2 9-2 0-2-3-4-3H9c-2 0-2 3-4 3-3 0-2-9 2-9zM8 10v3M6.5 11.5h3M16 11.5v.01",
  star: "M12 4l2.5 5 5.5.8-4 4 1 5.7-5-2.7-5 2.7 1-5.7-4-4 5.5-.8z",
  receipt: "M6 3h12v18l-3-2-3 2-3-2-3 2zM9 8h6M9 12h6",
  story: "M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18zM12 8v8M8 12h8",
  sticker: "M5 4h14v10l-5 6H5zM19 14h-5v6",
  eye: "M2 12c5-8 15-8 20 0-5 8-15 8-20 0zM12 9a3 3 0 1 1 0 6 3 3 0 0 1 0-6z",
  bot: "M6 9h12v10H6zM12 9V5M12 5v.01M9.500 13v2M14.500 13v2M3.500 12v4M20.500 12v4",
  channel: "M4 10v5h4l8 4V6l-8 4zM19 10c1 1.500 1 3.500 0 5",
  topics: "M4 5h10v8H8l-4 3zM10 16h6l4 3V9h-3",
  hash: "M9 4L7 20M17 4l-2 16M4.500 9h16M3.500 15h16",
  bolt: "M13 3L5 14h6l-1 7 8-11h-6z",
  sun: "M12 8a4 4 0 1 1 0 8 4 4 0 0 1 0-8zM12 3v2M12 19v2M3 12h2M19 12h2M5.600 5.600L7 7M17 17l1.400 1.400M18.400 5.600L17 7M7 17l-1.400 1.400",
  moon: "M19.500 14.500A8 8 0 0 1 9.500 4.500a8 8 0 1 0 10 10z",
  pencil: "M5 19l1-4L16 5l3 3L9 18zM13 19h7",
  unknown: "M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18zM9.5 9.5c0-3.5 5-3.5 5 0 0 2-2.5 2-2.5 4M12 17v.01",
};

/** Icons with a filled body. */
const FILLED = {
  play: "M8 5l11 7-11 7z",
  pause: "M7 5h4v14H7zM13 5h4v14h-4z",
  more: "M11.5 5.5h1v.5h-1zM11.5 12h1v.5h-1zM11.5 18.5h1v.5h-1z",
};

/** `size` in pixels, if it is another than the text around asks for. */
export function Icon({ name, size }) {
  const filled = FILLED[name];
  const measures = size && { inlineSize: `${size}px`, blockSize: `${size}px` };
  return html`<svg class=${filled ? "ui-icon ui-icon-filled" : "ui-icon"} viewBox="0 0 24 24" style=${measures} aria-hidden="true">
    <path d=${filled ?? PATHS[name] ?? PATHS.unknown} />
  </svg>`;
}
