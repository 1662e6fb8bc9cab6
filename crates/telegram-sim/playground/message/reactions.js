// Reactions under a message, with their counts; a press adds or takes back one's own.
// Custom emoji and paid reactions are shown and cannot be given here: the simulator has no deed for them.

import { html } from "../ui/preact.js";
import { Press } from "../ui/reach.js";

const emojiOf = ({ type, emoji }) => emoji ?? (type === "paid" ? "⭐" : "🔹");

function spokenOf(reaction) {
  const who = reaction.who?.length ? `, ${reaction.who.join(", ")}` : "";
  return `${emojiOf(reaction)} ${reaction.count}${who}`;
}

function Chip({ reaction, view, place }) {
  const inner = html`<span>${emojiOf(reaction)}</span> <span class="message-chip-count">${reaction.count}</span>`;
  const words = spokenOf(reaction);
  if (!reaction.emoji) {
    return html`<span class="message-chip" role="img" aria-label=${words} title=${words}>${inner}</span>`;
  }
  return html`<${Press} class="message-chip" aria-pressed=${Boolean(reaction.mine)} aria-label=${words} title=${words}
    onClick=${() => place.open.react(view, reaction.emoji)}>${inner}<//>`;
}

export function Reactions({ view, place }) {
  return view.reactions.map(
    (reaction) => html`<${Chip} key=${reaction.emoji ?? reaction.custom_emoji_id ?? reaction.type}
      reaction=${reaction} view=${view} place=${place} />`,
  );
}
