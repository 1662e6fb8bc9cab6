// A thrown die, dart, ball or slot machine, and what came of it. The throw itself is not acted out.

import { html } from "../ui/preact.js";

export const dice = {
  name: "dice",
  shape: () => "bare",
  label: (message) => `${message.dice?.emoji ?? "🎲"} ${message.dice?.value ?? ""}`.trim(),
  Body({ message }) {
    const { emoji, value } = message.dice ?? {};
    return html`<div class="kind-dice">
      <span class="kind-emoji kind-emoji-1">${emoji ?? "🎲"}</span>
      <span class="kind-dice-value"><span class="unseen">Result: </span>${value}</span>
    </div>`;
  },
};
