// A voice message: play, a waveform that shows how far it is, its length. How the hills come about: `waveform.js`.

import { Icon } from "../ui/icons.js";
import { html, useRef, useState } from "../ui/preact.js";
import { Press } from "../ui/reach.js";
import { duration } from "../ui/time.js";
import { fileAddress } from "./file.js";
import { bars, COUNT, FIELD, hills } from "./waveform.js";

function Recording({ body }) {
  const sound = useRef(null);
  const [state, setState] = useState("resting");
  const [at, setAt] = useState(0);
  const address = fileAddress(body);
  const length = body?.duration || 1;
  const playing = state === "playing";
  const toggle = () => {
    if (playing) sound.current.pause();
    else sound.current?.play().catch(() => setState("failed"));
  };
  const heard = Math.min(COUNT, Math.round((at / length) * COUNT));
  const heights = hills(body?.file_unique_id);
  return html`<div class="kind-card kind-voice">
    <${Press} class="kind-round" aria-label=${playing ? "Pause" : "Play voice message"} onClick=${toggle}>
      <${Icon} name=${playing ? "pause" : "play"} />
    <//>
    <div class="kind-card-words">
      <svg class="kind-waveform" viewBox=${FIELD} preserveAspectRatio="none" aria-hidden="true">
        <path class="kind-waveform-heard" d=${bars(heights, 0, heard)} />
        <path d=${bars(heights, heard, COUNT)} />
      </svg>
      <div class="kind-note">
        ${state === "failed" || !address ? "This recording cannot be played here." : duration(at || body?.duration)}
      </div>
    </div>
    ${address && html`<audio ref=${sound} src=${address} preload="none" onPlay=${() => setState("playing")}
      onPause=${() => setState("resting")} onEnded=${() => setAt(0)} onError=${() => setState("failed")}
      onTimeUpdate=${(event) => setAt(event.target.currentTime)}></audio>`}
  </div>`;
}

export const voice = {
  name: "voice",
  sign: "🎤",
  label: () => "🎤 Voice message",
  Body({ message }) {
    return html`<${Recording} key=${message.voice?.file_unique_id} body=${message.voice} />`;
  },
};
