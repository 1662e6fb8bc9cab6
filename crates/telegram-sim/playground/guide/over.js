// The end of the tour: what was counted, and what a visitor may try now.

import { html, useEffect, useState } from "../ui/preact.js";

const KEY = "guide-closed";
const TRIES = [
  "Choose a person at the top of a pane and write to the bot. Watch what arrives on the other side.",
  "Answer, edit, react, or send an album. What works in Telegram should work here.",
  "Open Faults and break something while a message is on its way.",
];

/** Whether the end was closed in this tab. A tour that goes on (`running`) opens it again. */
export function useClosed(running) {
  const [closed, setClosed] = useState(sessionStorage.getItem(KEY) !== null);
  useEffect(() => {
    if (!running) return;
    sessionStorage.removeItem(KEY);
    setClosed(false);
  }, [running]);
  const close = () => {
    sessionStorage.setItem(KEY, "yes");
    setClosed(true);
  };
  return [closed, close];
}

export function Over({ checks, onAgain, onClose }) {
  return html`
    <div class="guide-words" aria-live="polite" tabindex="0">
      ${checks.length > 0 &&
      html`<ul class="guide-checks">
        ${checks.map(
          (check) => html`<li data-kept=${check.kept}>
            <span aria-hidden="true">${check.kept ? "✓" : "✗"}</span>
            <span dir="auto"><span class="unseen">${check.kept ? "Kept: " : "Not kept: "}</span>${check.words}</span>
          </li>`,
        )}
      </ul>`}
      <div class="guide-tries">
        <h2 class="guide-title">It is your turn</h2>
        <ul>
          ${TRIES.map((words) => html`<li>${words}</li>`)}
        </ul>
      </div>
    </div>
    <div class="guide-buttons">
      <button type="button" class="button" onClick=${onAgain}>Look again</button>
      <button type="button" class="button button-main" onClick=${onClose}>Close</button>
    </div>
  `;
}
