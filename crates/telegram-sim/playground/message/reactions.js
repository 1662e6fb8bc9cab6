// Reactions under a message, with their counts; a press adds or takes back one's own. Paid reactions are shown and cannot
// be given here: nothing can be bought.

import { standIn } from "../ui/custom-emoji.js";
import { html } from "../ui/preact.js";
import { Press } from "../ui/reach.js";

const emojiOf = ({ type, emoji, custom_emoji_id: id }) => emoji ?? (type === "paid" ? "⭐" : standIn(id));

/** What a reaction is, apart from who gave it: a `ReactionType`. */
const typeOf = ({ type, emoji, custom_emoji_id: id }) => (id ? { type, custom_emoji_id: id } : { type, emoji });

function spokenOf(reaction) {
  const who = reaction.who?.length ? `, ${reaction.who.join(", ")}` : "";
  const custom = reaction.custom_emoji_id ? "Custom emoji " : "";
  return `${custom}${emojiOf(reaction)} ${reaction.count}${who}`;
}

function Chip({ reaction, view, place }) {
  const inner = html`<span>${emojiOf(reaction)}</span> <span class="message-chip-count">${reaction.count}</span>`;
  const words = spokenOf(reaction);
  if (reaction.type === "paid") {
    return html`<span class="message-chip" role="img" aria-label=${words} title=${words}>${inner}</span>`;
  }
  return html`<${Press} class="message-chip" aria-pressed=${Boolean(reaction.mine)} aria-label=${words} title=${words}
    onClick=${() => place.open.react(view, typeOf(reaction))}>${inner}<//>`;
}

export function Reactions({ view, place }) {
  return view.reactions.map(
    (reaction) => html`<${Chip} key=${reaction.emoji ?? reaction.custom_emoji_id ?? reaction.type}
      reaction=${reaction} view=${view} place=${place} />`,
  );
}
