// The reactions on top of a message's menu: the usual ones in a row, all of them behind "more".
//
// They are items of the menu, so ↑ and ↓ reach them; ← and → walk among them. The emoji are those that Telegram takes
// (`ReactionTypeEmoji`); a chat may allow fewer.

import { overlay } from "../ui/overlay.js";
import { html } from "../ui/preact.js";

const USUAL = ["👍", "❤", "🔥", "🎉", "😁", "😢", "🙏"];

const REST =
  "👎 🥰 👏 🤔 🤯 😱 🤬 🤩 🤮 💩 👌 🕊 🤡 🥱 🥴 😍 🐳 ❤\u200d🔥 🌚 🌭 💯 🤣 ⚡ 🍌 🏆 💔 🤨 😐 🍓 🍾 💋 🖕 😈 😴 😭 🤓 👻 👨\u200d💻 👀 " +
  "🎃 🙈 😇 😨 🤝 ✍ 🤗 🫡 🎅 🎄 ☃ 💅 🤪 🗿 🆒 💘 🙉 🦄 😘 💊 🙊 😎 👾 🤷\u200d♂ 🤷 🤷\u200d♀ 😡";

const ALL = [...USUAL, ...REST.split(" ")];

/** Telegram sends some emoji without the mark that makes them coloured pictures. */
const drawn = (emoji) => emoji.replace(/[\u2600-\u27bf🕊]$/u, "$&\ufe0f").replace(/^❤\u200d/u, "❤\ufe0f\u200d");

/** What one may react with in a chat. */
export const reactionsFor = (details) => details.reactions ?? ALL;

/** ← → among the reactions. */
function walk(event) {
  const places = [...event.currentTarget.querySelectorAll("button")];
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  event.stopPropagation();
  places.at((places.indexOf(document.activeElement) + step) % places.length).focus();
}

function Reactions({ emoji, shown, onReact, more }) {
  const mine = (one) => shown.reactions.some((reaction) => reaction.emoji === one && reaction.mine);
  const choose = (one) => {
    overlay.closeMenu();
    onReact(one);
  };
  return html`<div class="react" role="group" aria-label="React" onKeyDown=${walk}>
    ${emoji.map(
      (one) => html`<button
        type="button"
        class="react-one"
        role="menuitemcheckbox"
        aria-checked=${mine(one)}
        aria-label=${`React ${drawn(one)}`}
        onClick=${() => choose(one)}
      >
        ${drawn(one)}
      </button>`,
    )}
    ${more &&
    html`<button type="button" class="react-one react-more" role="menuitem" aria-label="More reactions" onClick=${more}>
      …
    </button>`}
  </div>`;
}

/** The first of them, and the way to all others: a menu of their own at the same place. */
export function ReactionRow({ anchor, shown, emoji, onReact }) {
  const row = emoji.slice(0, USUAL.length);
  const all = html`<${Reactions} emoji=${emoji} shown=${shown} onReact=${onReact} />`;
  const more = emoji.length > row.length && (() => overlay.openMenu(anchor, [], { label: "All reactions", head: all }));
  return html`<${Reactions} emoji=${row} shown=${shown} onReact=${onReact} more=${more} />`;
}
