// A panel of usual emoji, and of a few custom ones. Arrow keys walk it, Esc closes it. Searching all emoji is deliberately absent.

import { CUSTOM_EMOJI } from "../ui/custom-emoji.js";
import { Icon } from "../ui/icons.js";
import { html, useEffect, useRef, useState } from "../ui/preact.js";

const EMOJI = (
  "😀 😃 😄 😁 😅 😂 🤣 🙂 😉 😊 😍 😘 😜 🤪 🤔 🤗 🤩 😎 😏 😐 🙄 😬 😌 😴 😢 😭 😱 😡 🤯 🥳 🥺 😇 " +
  "🤝 👍 👎 👌 ✌️ 🤞 👏 🙏 💪 👋 👀 ❤️ 🧡 💚 💙 💔 🔥 ✨ ⭐ 🎉 🎁 💯 ✅ ❌ ❗ ❓ ⏰ 📷 📦 🚗 ☕ 🍕"
).split(" ");
/** What is shown, what it is called, and what is typed for it. */
const CHOICES = [
  ...EMOJI.map((emoji) => ({ emoji, typed: emoji })),
  ...CUSTOM_EMOJI.map(({ emoji, marks }) => ({ emoji, typed: marks, name: `Custom emoji ${emoji}` })),
];
const WIDTH = 8;
const STEPS = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: WIDTH, ArrowUp: -WIDTH };

function EmojiPanel({ id, onChoose, onClose }) {
  const panel = useRef(null);
  const [at, setAt] = useState(0);
  useEffect(() => panel.current.querySelector("button").focus(), []);
  useEffect(() => {
    const outside = (event) => !panel.current?.parentElement.contains(event.target) && onClose(false);
    addEventListener("pointerdown", outside, true);
    return () => removeEventListener("pointerdown", outside, true);
  }, []);
  const walk = (event) => {
    const buttons = [...panel.current.querySelectorAll("button")];
    const to = buttons.indexOf(document.activeElement) + (STEPS[event.key] ?? 0);
    if (event.key === "Escape") onClose(true);
    else if (STEPS[event.key]) buttons[to]?.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return html`<div class="composer-emoji" id=${id} ref=${panel} role="group" aria-label="Emoji" onKeyDown=${walk}>
    ${CHOICES.map(
      ({ emoji, typed, name }, number) => html`<button
        key=${typed}
        type="button"
        class=${name && "composer-emoji-custom"}
        aria-label=${name}
        title=${name}
        tabindex=${number === at ? 0 : -1}
        onFocus=${() => setAt(number)}
        onClick=${() => onChoose(typed)}
      >${emoji}</button>`,
    )}
  </div>`;
}

/** The button with its panel. `onClose`: the focus is to go back to the field. */
export function EmojiButton({ id, onChoose, onClose }) {
  const [open, setOpen] = useState(false);
  const close = (back) => {
    setOpen(false);
    if (back) onClose();
  };
  const choose = (emoji) => {
    close(true);
    onChoose(emoji);
  };
  return html`<div class="composer-emoji-place">
    <button
      type="button"
      class="icon-button"
      aria-label="Emoji"
      aria-expanded=${open}
      aria-controls=${open ? id : undefined}
      onClick=${() => setOpen(!open)}
    >
      <${Icon} name="smile" />
    </button>
    ${open && html`<${EmojiPanel} id=${id} onChoose=${choose} onClose=${close} />`}
  </div>`;
}
