// The mark of a topic: a bubble in the topic's own colour with its first letter. Custom emoji for topics are not drawn.

import { initialsOf } from "../../ui/names.js";
import { html } from "../../ui/preact.js";

/** `topic` as in `forum_topic_created`. */
export function TopicMark({ topic }) {
  const colour = Number(topic?.icon_color);
  const known = Number.isInteger(colour) && colour >= 0 && colour <= 0xffffff;
  const style = known ? { backgroundColor: `#${colour.toString(16).padStart(6, "0")}` } : undefined;
  return html`<span class="kind-topic-mark" style=${style} aria-hidden="true">
    ${Array.from(initialsOf(topic?.name))[0]}
  </span>`;
}
