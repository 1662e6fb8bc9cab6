// A topic's square in its colour with the first letter of its name; General has its sign. A custom emoji that somebody
// chose instead cannot be drawn here: it is a smile.

import { Icon } from "./icons.js";
import { letterOf } from "./names.js";
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

const LETTER_SHARE = 0.45;

function Sign({ topic, size }) {
  if (topic.thread === 0) return html`<${Icon} name="hash" size=${size / 2} />`;
  if (topic.icon_custom_emoji_id) return html`<${Icon} name="smile" size=${size * 0.6} />`;
  return letterOf(topic.name);
}

/** `topic` as in the list of topics or in `forum_topic_created`. */
export function TopicIcon({ topic, size = 40 }) {
  const style = {
    width: `${size}px`,
    height: `${size}px`,
    fontSize: `${Math.round(size * LETTER_SHARE)}px`,
    background: COLOURS[topic?.icon_color] ?? "#5b6770",
  };
  return html`<span class="topic-icon" style=${style} aria-hidden="true"><${Sign} topic=${topic ?? {}} size=${size} /></span>`;
}
