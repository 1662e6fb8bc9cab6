// The reactions on top of a message's menu: the usual ones in a row, all of them behind "more".
//
// They are items of the menu, so ↑ and ↓ reach them; ← and → walk among them. The emoji are those that Telegram takes
// (`ReactionTypeEmoji`); a chat may allow fewer.

import { CUSTOM_EMOJI } from "../ui/custom-emoji.js";
import { overlay } from "../ui/overlay.js";
import { html } from "../ui/preact.js";

const USUAL = ["👍", "❤", "🔥", "🎉", "😁", "😢", "🙏"];

const REST =
  "👎 🥰 👏 🤔 🤯 😱 🤬 🤩 🤮 💩 👌 🕊 🤡 🥱 🥴 😍 🐳 ❤\u200d🔥 🌚 🌭 💯 🤣 ⚡ 🍌 🏆 💔 🤨 😐 🍓 🍾 💋 🖕 😈 😴 😭 🤓 👻 👨\u200d💻 👀 " +
  "🎃 🙈 😇 😨 🤝 ✍ 🤗 🫡 🎅 🎄 ☃ 💅 🤪 🗿 🆒 💘 🙉 🦄 😘 💊 🙊 😎 👾 🤷\u200d♂ 🤷 🤷\u200d♀ 😡";

const ALL = [...USUAL, ...REST.split(" ")];

const usual = (emoji) => ({ type: "emoji", emoji });
const custom = ({ id, emoji }) => ({ type: "custom_emoji", custom_emoji_id: id, shown: emoji });

/** Telegram sends some emoji without the mark that makes them coloured pictures. */
const drawn = (emoji) => emoji.replace(/[\u2600-\u27bf🕊]$/u, "$&\ufe0f").replace(/^❤\u200d/u, "❤\ufe0f\u200d");

/** What one may react with in a chat: `ReactionType`s. Where a chat chose among the usual ones, no others are taken. */
export function reactionsFor(details) {
  return details.reactions ? details.reactions.map(usual) : [...ALL.map(usual), ...CUSTOM_EMOJI.map(custom)];
}

/** Whether a person has reacted with this `ReactionType`. */
export function isMine(shown, { emoji, custom_emoji_id: id }) {
  const same = (one) => (id ? one.custom_emoji_id === id : one.emoji === emoji);
  return shown.reactions.some((reaction) => reaction.mine && same(reaction));
}

/** ← → among the reactions. */
function walk(event) {
  const places = [...event.currentTarget.querySelectorAll("button")];
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  event.stopPropagation();
  places.at((places.indexOf(document.activeElement) + step) % places.length).focus();
}

function Reactions({ types, shown, onReact, more }) {
  const choose = ({ shown: standIn, ...type }) => {
    overlay.closeMenu();
    onReact(type);
  };
  return html`<div class="react" role="group" aria-label="React" onKeyDown=${walk}>
    ${types.map(
      (type) => html`<button
        type="button"
        class="react-one"
        role="menuitemcheckbox"
        aria-checked=${isMine(shown, type)}
        aria-label=${type.shown ? `React with custom emoji ${type.shown}` : `React ${drawn(type.emoji)}`}
        onClick=${() => choose(type)}
      >
        ${type.shown ?? drawn(type.emoji)}
      </button>`,
    )}
    ${more &&
    html`<button type="button" class="react-one react-more" role="menuitem" aria-label="More reactions" onClick=${more}>
      …
    </button>`}
  </div>`;
}

/** The first of them, and the way to all others: a menu of their own at the same place. */
export function ReactionRow({ anchor, shown, types, onReact }) {
  const row = types.slice(0, USUAL.length);
  const all = html`<${Reactions} types=${types} shown=${shown} onReact=${onReact} />`;
  const more = types.length > row.length && (() => overlay.openMenu(anchor, [], { label: "All reactions", head: all }));
  return html`<${Reactions} types=${row} shown=${shown} onReact=${onReact} more=${more} />`;
}
