// A topic's square in its colour with the first letter of its name; General has its sign.

import { Icon } from "./icons.js";
import { initialsOf } from "./names.js";
import { html } from "./preact.js";

// The six colours that Telegram offers (`icon_color` of the Bot API), dark enough for a white letter.
const COLOURS = {
  7322096: "#2f6fc4",
  16766590: "#a06a00",
  13338331: "#9a3fb5",
  9367192: "#2f7d3b",
  16749490: "#c2446b",
  16478047: "#c43f35",
};

export function TopicIcon({ topic, size = 40 }) {
  const style = { width: `${size}px`, height: `${size}px`, background: COLOURS[topic.icon_color] ?? "#5b6770" };
  return html`<span class="topic-icon" style=${style} aria-hidden="true">
    ${topic.thread === 0 ? html`<${Icon} name="hash" size=${size / 2} />` : initialsOf(topic.name)}
  </span>`;
}
