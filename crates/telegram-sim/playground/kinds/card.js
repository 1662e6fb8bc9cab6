// A card: an icon, a title and a few lines. For kinds that are shown as a summary and used in the real Telegram only.

import { Icon } from "../ui/icons.js";
import { html } from "../ui/preact.js";

/** Empty lines are left out. */
export function Card({ icon, title, lines = [], children }) {
  return html`<div class="kind-card">
    <span class="kind-round"><${Icon} name=${icon} /></span>
    <div class="kind-card-words">
      <div class="kind-title" dir="auto">${title}</div>
      ${lines.filter(Boolean).map((line) => html`<div class="kind-note" dir="auto">${line}</div>`)}
      ${children}
    </div>
  </div>`;
}
