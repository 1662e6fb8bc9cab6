// Plain text. One to three emoji and nothing else stand large and without a bubble.
// The words themselves, links and quotes: `../message/text.js`.

import { fewEmoji, oneLine } from "../message/entities.js";
import { Words } from "../message/words.js";
import { html } from "../ui/preact.js";

const emojiIn = (message) => fewEmoji(message.text, message.entities);

export const text = {
  name: "text",
  shape: (message) => (emojiIn(message) > 0 ? "bare" : "words"),
  label: (message) => oneLine(message.text, message.entities) || "Message",
  Body({ message, place, meta }) {
    const emoji = emojiIn(message);
    if (emoji > 0) return html`<div class="kind-emoji kind-emoji-${emoji}">${message.text.trim()}</div>`;
    return html`<${Words} text=${message.text} entities=${message.entities} place=${place} meta=${meta} />`;
  },
};
