// A round video message. It plays where it stands, with a press on it.

import { Icon } from "../ui/icons.js";
import { html, useRef, useState } from "../ui/preact.js";
import { Press } from "../ui/reach.js";
import { duration } from "../ui/time.js";
import { fileAddress } from "./file.js";
import { Placeholder } from "./media.js";

function Round({ body }) {
  const film = useRef(null);
  const [state, setState] = useState("resting");
  const address = fileAddress(body);
  const playing = state === "playing";
  const failed = state === "failed" || !address;
  const toggle = (event) => {
    event.stopPropagation();
    if (failed) return;
    if (playing) film.current.pause();
    else film.current.play().catch(() => setState("failed"));
  };
  const label = `${playing ? "Pause" : "Play"} video message, ${duration(body?.duration)}`;
  return html`<${Press} class="kind-round-video" aria-label=${label} onClick=${toggle}>
    ${failed
      ? html`<${Placeholder} icon="film" name="Video message" />`
      : html`<video ref=${film} class="kind-picture" src=${address} preload="metadata" playsinline tabindex="-1"
          onPlay=${() => setState("playing")} onPause=${() => setState("resting")}
          onError=${() => setState("failed")}></video>`}
    ${!playing && !failed && html`<span class="kind-play"><${Icon} name="play" /></span>`}
    <span class="kind-badge">${duration(body?.duration)}</span>
  <//>`;
}

export const videoNote = {
  name: "video_note",
  shape: () => "bare",
  label: () => "Video message",
  Body({ message }) {
    return html`<${Round} key=${message.video_note?.file_unique_id} body=${message.video_note} />`;
  },
};
