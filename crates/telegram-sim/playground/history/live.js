// Says new messages to screen readers: "Anna: Hello". Only what arrives while the chat is open and from others; loaded
// pages and own messages are not news. The last few stay, so that a screen reader that is slower misses none.

import { labelOf } from "../kinds/index.js";
import { nameOf } from "../ui/names.js";
import { html, useEffect, useState } from "../ui/preact.js";

const LINES = 5;

export function Live({ window }) {
  const [said, setSaid] = useState([]);
  useEffect(() => {
    let last = window.arrived;
    return window.subscribe(() => {
      const view = window.arrived;
      if (view === last) return;
      last = view;
      if (!view.outgoing) setSaid((lines) => [...lines, view].slice(-LINES));
    });
  }, [window]);
  return html`<div class="unseen" role="log" aria-live="polite" aria-label="New messages">
    ${said.map((view) => html`<p key=${view.id} dir="auto">${nameOf(view.author)}: ${labelOf(view.message)}</p>`)}
  </div>`;
}
