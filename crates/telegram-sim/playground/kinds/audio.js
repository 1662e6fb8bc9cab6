// Music: title, performer and the browser's own player.

import { Icon } from "../ui/icons.js";
import { html, useContext, useState } from "../ui/preact.js";
import { Reach } from "../ui/reach.js";
import { duration } from "../ui/time.js";
import { fileAddress } from "./file.js";

const titleOf = (audio) => audio?.title || audio?.file_name || "Audio file";

function Player({ audio }) {
  const [failed, setFailed] = useState(false);
  const reach = useContext(Reach);
  const address = fileAddress(audio);
  if (failed || !address) return html`<div class="kind-note">This sound cannot be played here.</div>`;
  return html`<audio class="kind-audio-player" controls preload="metadata" src=${address} tabIndex=${reach}
    aria-label=${titleOf(audio)} onError=${() => setFailed(true)}></audio>`;
}

export const audio = {
  name: "audio",
  sign: "🎵",
  label(message) {
    const by = message.audio?.performer;
    return by ? `${by} – ${titleOf(message.audio)}` : titleOf(message.audio);
  },
  Body({ message }) {
    const { audio: body } = message;
    const facts = [body?.performer, duration(body?.duration)].filter(Boolean).join(" · ");
    return html`<div class="kind-card kind-audio">
      <span class="kind-round"><${Icon} name="music" /></span>
      <div class="kind-card-words">
        <div class="kind-title" dir="auto">${titleOf(body)}</div>
        <div class="kind-note" dir="auto">${facts}</div>
      </div>
      <${Player} key=${body?.file_unique_id} audio=${body} />
    </div>`;
  },
};
