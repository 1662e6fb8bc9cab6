// One item of the history: its day and the mark of the unread above it, if they begin with it, and the message.
// Drawn again only if something of it changed. What a message looks like is `../message/`.

import { Message } from "../message/message.js";
import { html, useMemo } from "../ui/preact.js";

/** `day` in words, or null; `entry`: the Tab key reaches it. */
export function Item({ item, place, day, entry, lit }) {
  return useMemo(
    () => html`<div class="history-item" data-id=${item.id}>
      ${day && html`<div class="history-day"><span>${day}</span></div>`}
      ${item.unread && html`<div class="history-unread">Unread messages</div>`}
      <${Message}
        views=${item.views}
        place=${place}
        first=${item.first}
        last=${item.last}
        tabIndex=${entry ? 0 : -1}
        lit=${lit}
      />
    </div>`,
    [item, place, day, entry, lit],
  );
}
