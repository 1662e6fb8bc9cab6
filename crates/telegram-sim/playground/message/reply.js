// The small block that shows what a message answers; a press leads there. What it says: `who.js`.

import { fileAddress, smallest } from "../kinds/file.js";
import { colourOf } from "../ui/names.js";
import { html, useState } from "../ui/preact.js";
import { Press } from "../ui/reach.js";
import { answered } from "./who.js";

function Small({ message }) {
  const [failed, setFailed] = useState("");
  const size = smallest(message?.photo) ?? message?.video?.thumbnail ?? message?.animation?.thumbnail;
  const address = message?.has_media_spoiler ? null : fileAddress(size);
  if (!address || failed === address) return null;
  const fail = () => setFailed(address);
  return html`<img class="message-reply-picture" src=${address} alt="" loading="lazy" onError=${fail} />`;
}

export function Reply({ message, place }) {
  const reply = answered(message);
  if (!reply) return null;
  const inner = html`<${Small} message=${reply.picture} />
    <span class="message-reply-name" dir="auto">${reply.name}</span>
    <span class=${reply.quoted ? "message-reply-words message-reply-quote" : "message-reply-words"} dir="auto">
      ${reply.words}
    </span>`;
  const look = `message-reply ui-person-${colourOf(reply.id)}`;
  if (reply.jump === undefined) return html`<div class=${look}>${inner}</div>`;
  const jump = () => place.open.jump(reply.jump);
  return html`<${Press} class=${look} title="Show this message" onClick=${jump}>${inner}<//>`;
}
