// What happened in a chat, as a pill in the middle: who joined, what was pinned, how a topic is called now.
// What is said for which field: `said.js`. What there is to draw besides words: `photo.js`, and a topic's icon.

import { nameOf } from "../../ui/names.js";
import { html } from "../../ui/preact.js";
import { Press } from "../../ui/reach.js";
import { TopicIcon } from "../../ui/topic-icon.js";
import { NewPhoto } from "./photo.js";
import { SAID, serviceField } from "./said.js";

export { serviceField };

/** Parts of what is said: words, `{who}`, `{name}` of something, `{message}` to jump to. */
function partsOf(message) {
  const field = serviceField(message);
  const actor = { who: message.sender_chat ?? message.from };
  const said = SAID[field]?.(message[field], message, actor);
  return said ?? [actor, `: ${String(field).replaceAll("_", " ")}`];
}

function plainPart(part) {
  if (typeof part === "string") return part;
  if ("who" in part) return nameOf(part.who);
  return "name" in part ? `“${part.name}”` : `“${part.label}”`;
}

function Part({ part, place, own }) {
  if (typeof part === "string") return part;
  if ("name" in part) return html`<b dir="auto">${part.name}</b>`;
  if ("message" in part) {
    const jump = () => place.open.jump(part.message);
    return html`<${Press} class="kind-service-link" dir="auto" onClick=${jump}>${part.label}<//>`;
  }
  if (own !== undefined && part.who?.id === own) return "You";
  if (!part.who?.id) return html`<b dir="auto">${nameOf(part.who)}</b>`;
  const look = () => place.open.profile(part.who.id);
  return html`<${Press} class="kind-service-link" dir="auto" onClick=${look}>${nameOf(part.who)}<//>`;
}

export const service = {
  name: "service",
  shape: () => "pill",
  label: (message) => partsOf(message).map(plainPart).join(""),
  Body({ message, view, place }) {
    // "You" stands for the one who did it, at the beginning; somebody it was done to keeps the name.
    const own = view?.outgoing ? (message.sender_chat ?? message.from)?.id : undefined;
    const parts = partsOf(message);
    return html`<div class="kind-service">
      <span class="kind-service-words">
        ${message.forum_topic_created && html`<${TopicIcon} topic=${message.forum_topic_created} size=${20} />`}
        ${parts.map(
          (part, index) => html`<${Part} part=${part} place=${place} own=${index === 0 ? own : undefined} />`,
        )}
      </span>
      ${message.new_chat_photo && html`<${NewPhoto} sizes=${message.new_chat_photo} view=${view} place=${place} />`}
    </div>`;
  },
};
