// The bar above the field that says what is written: a reply, perhaps with a quote, or another text for an own message.

import { labelOf } from "../kinds/index.js";
import { Icon } from "../ui/icons.js";
import { colourOf, nameOf } from "../ui/names.js";
import { html } from "../ui/preact.js";
import { hasText } from "./send.js";

export function Bar({ mode, quote, onShow, onClose }) {
  const view = mode.reply ?? mode.edit;
  const author = nameOf(view.author);
  const edits = hasText(view) ? "Edit message" : "Edit caption";
  const colour = mode.reply ? ` ui-person-${colourOf(view.author.id)}` : "";
  return html`<div class="composer-bar">
    <span class="composer-bar-icon"><${Icon} name=${mode.reply ? "reply" : "edit"} /></span>
    <button type="button" class=${`composer-bar-text${colour}`} title="Show this message" onClick=${onShow}>
      <span class="composer-bar-title" dir="auto">${mode.reply ? `Reply to ${author}` : edits}</span>
      <span class=${quote ? "composer-bar-words composer-bar-quote" : "composer-bar-words"} dir="auto">
        ${quote ?? labelOf(view.message)}
      </span>
    </button>
    <button
      type="button"
      class="icon-button"
      aria-label=${mode.reply ? "Do not reply" : "Do not edit"}
      onClick=${onClose}
    >
      <${Icon} name="close" />
    </button>
  </div>`;
}
