// Pictures and films as they stand in a bubble or an album: a box of the right size at once, the picture when it has
// come. What cannot be decoded is a calm tile with its kind's name. Neighbours: `file.js`, `../message/album.js`.

import { Icon } from "../ui/icons.js";
import { html, useState } from "../ui/preact.js";
import { Press } from "../ui/reach.js";
import { duration } from "../ui/time.js";
import { boxOf, fileAddress, largest } from "./file.js";

/** What stands where a picture cannot be shown. */
export function Placeholder({ icon, name }) {
  return html`<span class="kind-placeholder"><${Icon} name=${icon} /><span>${name}</span></span>`;
}

/**
 * A box that opens its picture. `fill`: the album gives the size. `hidden`: behind a spoiler, which the first press
 * takes away. `children` is the picture, `badge` a short text in its corner.
 */
export function Tile({ body, fill, hidden, name, badge, onPress, children }) {
  const [covered, setCovered] = useState(Boolean(hidden));
  const box = boxOf(body);
  const style = fill ? undefined : { width: `${box.width}px`, aspectRatio: `${box.width} / ${box.height}` };
  const press = (event) => {
    event.stopPropagation();
    if (covered) setCovered(false);
    else onPress?.(event);
  };
  const label = covered ? `Hidden ${name.toLowerCase()}, press to show` : `Open ${name}`;
  return html`<${Press}
    class=${covered ? "kind-tile kind-tile-covered" : "kind-tile"} style=${style} aria-label=${label} onClick=${press}>
    ${children}
    ${badge && html`<span class="kind-badge">${badge}</span>`}
  <//>`;
}

/** `sizes` of the Bot API. What failed is remembered by its address: an edited message may bring another picture. */
export function Photo({ sizes, name = "Photo", ...tile }) {
  const [failed, setFailed] = useState("");
  const size = largest(sizes);
  const address = fileAddress(size);
  return html`<${Tile} body=${size} name=${name} ...${tile}>
    ${address && failed !== address
      ? html`<img class="kind-picture" src=${address} alt=${name} loading="lazy" decoding="async"
          draggable=${false} onError=${() => setFailed(address)} />`
      : html`<${Placeholder} icon="picture" name="Photo" />`}
  <//>`;
}

/** A still of a film, with a play mark; the film itself is shown where it is opened. */
export function Film({ video, name = "Video", ...tile }) {
  const [failed, setFailed] = useState("");
  const still = video?.thumbnail ?? largest(video?.cover);
  const address = fileAddress(still ?? video);
  const fail = () => setFailed(address);
  const film = () => html`<video class="kind-picture" src=${`${address}#t=0.1`} preload="metadata" muted playsinline
    tabindex="-1" onError=${fail}></video>`;
  const picture = () => html`<img class="kind-picture" src=${address} alt="" loading="lazy" onError=${fail} />`;
  return html`<${Tile} body=${video} name=${name} badge=${duration(video?.duration)} ...${tile}>
    ${address && failed !== address ? (still ? picture() : film()) : html`<${Placeholder} icon="film" name="Video" />`}
    <span class="kind-play"><${Icon} name="play" /></span>
  <//>`;
}

/** A silent film that runs by itself, for those who like things to move. */
export function Moving({ animation, name = "GIF", ...tile }) {
  const [failed, setFailed] = useState("");
  const address = fileAddress(animation);
  const still = globalThis.matchMedia?.("(prefers-reduced-motion: reduce)").matches;
  const fail = () => setFailed(address);
  const film = () => html`<video class="kind-picture" src=${address} autoplay=${!still} loop muted playsinline
    preload=${still ? "metadata" : "auto"} tabindex="-1" onError=${fail}></video>`;
  const picture = () => html`<img class="kind-picture" src=${address} alt="" loading="lazy" onError=${fail} />`;
  const drawn = animation?.mime_type?.startsWith("image/");
  return html`<${Tile} body=${animation} name=${name} badge="GIF" ...${tile}>
    ${address && failed !== address ? (drawn ? picture() : film()) : html`<${Placeholder} icon="film" name="GIF" />`}
  <//>`;
}
