// A line of a chat or topic list: picture, name, time, last words, unread mark. And how one walks such a list by keyboard.

import { labelOf } from "../kinds/index.js";
import { shortTime } from "../ui/time.js";
import { html } from "../ui/preact.js";

const UNREAD_MAX = 999;

/** Last words of a chat, as its list shows them: who said them, and the words. */
function lastWords(last, group) {
  if (!last) return ["", ""];
  const who = last.kind === "service" ? "" : last.outgoing ? "You: " : group && last.author ? `${last.author}: ` : "";
  return [who, labelOf(last.message)];
}

function spoken({ title, marks, last, unread }, words) {
  const parts = [title, ...marks, unread > 0 && `${unread} unread`, words, last && shortTime(last.date)];
  return parts.filter(Boolean).join(", ");
}

/** `marks`: words for a screen reader about what the picture shows; `badge`: something after the title. */
export function Row({ picture, title, marks = [], badge, last, group, unread, chosen, onOpen, onMenu }) {
  // The line runs as the words do, whoever said them: else it would be cut where they begin. What happened is said in
  // the page's language.
  const [who, words] = lastWords(last, group);
  return html`
    <li>
      <button
        type="button"
        class="row"
        aria-current=${chosen ? "true" : undefined}
        aria-label=${spoken({ title, marks, last, unread }, who + words)}
        onClick=${onOpen}
        onContextMenu=${(event) => {
          event.preventDefault();
          onMenu?.({ x: event.clientX, y: event.clientY });
        }}
        onKeyDown=${(event) => {
          if (event.key === "ContextMenu" || (event.key === "F10" && event.shiftKey)) {
            event.preventDefault();
            onMenu?.(event.currentTarget);
          }
        }}
      >
        ${picture}
        <span class="row-text">
          <span class="row-line">
            <span class="row-title" dir="auto">${title}</span>${badge}
            ${last && html`<time class="row-time">${shortTime(last.date)}</time>`}
          </span>
          <span class="row-line">
            <span class="row-last" dir=${last?.kind === "service" ? "ltr" : "auto"}>${who && html`<bdi>${who}</bdi>`}${words}</span>
            ${unread > 0 && html`<span class="row-unread">${unread >= UNREAD_MAX ? `${UNREAD_MAX}+` : unread}</span>`}
          </span>
        </span>
      </button>
    </li>
  `;
}

/** ↑ ↓ Home End in a list of rows. */
export function walkRows(event) {
  const rows = [...event.currentTarget.querySelectorAll(".row")];
  const at = rows.indexOf(document.activeElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key];
  if (to === undefined || rows.length === 0) return;
  event.preventDefault();
  rows[Math.max(0, Math.min(to, rows.length - 1))].focus();
}
