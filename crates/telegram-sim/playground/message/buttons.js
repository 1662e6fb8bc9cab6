// The inline keyboard under a bubble. Buttons are numbered row by row from 0, as the door's `press_button` counts them.
// What the simulator has no deed for is shown with the reason why it cannot be pressed.

import { CopyButton } from "../ui/copy.js";
import { Icon } from "../ui/icons.js";
import { html, useState } from "../ui/preact.js";
import { Press } from "../ui/reach.js";
import { webAddress } from "./links.js";
import { telegramLink } from "./telegram-links.js";

/** Why a button does nothing here, by its field. */
const REASONS = {
  disabled: "This button is switched off",
  url: "This address cannot be opened from a web page",
  web_app: "Mini apps do not run here",
  login_url: "Logging in to websites is not simulated",
  switch_inline_query: "Inline mode is not simulated",
  switch_inline_query_current_chat: "Inline mode is not simulated",
  switch_inline_query_chosen_chat: "Inline mode is not simulated",
  callback_game: "Games do not run here",
  pay: "Payments are not simulated",
};

/** Why a button cannot be pressed; empty if it can. */
export function reasonOf(button) {
  if (button?.disabled) return REASONS.disabled;
  if (button?.callback_data !== undefined || button?.copy_text) return "";
  if (button?.url !== undefined) return webAddress(button.url) || telegramLink(button.url) ? "" : REASONS.url;
  const field = Object.keys(REASONS).find((name) => button?.[name] !== undefined);
  return REASONS[field] ?? "This button is of a kind that is not known here";
}

/** An address is pressed too: the opener shows where it leads, and follows links to bots within this world. */
function Pressable({ button, look, number, view, place }) {
  const [busy, setBusy] = useState(false);
  const press = () => {
    setBusy(true);
    const rest = () => setBusy(false);
    // What came of it, good or bad, is told by the opener.
    Promise.resolve(place.open.press(view, number, button)).then(rest, rest);
  };
  return html`<${Press} class=${look} aria-busy=${busy} onClick=${press}>
    <span dir="auto">${button.text}</span>${button.url !== undefined && html`<${Icon} name="out" />`}
  <//>`;
}

function Button({ button, ...rest }) {
  const colour = ["danger", "success", "primary"].includes(button?.style) ? ` message-button-${button.style}` : "";
  const look = `message-button${colour}`;
  const reason = reasonOf(button);
  const words = html`<span dir="auto">${button?.text}</span>`;
  if (reason) {
    return html`<${Press} class=${look} aria-disabled="true" title=${reason}>
      ${words}<span class="unseen">. ${reason}</span>
    <//>`;
  }
  if (button.copy_text) {
    return html`<${CopyButton} class=${look} text=${button.copy_text.text} title=${button.copy_text.text}>${words}<//>`;
  }
  return html`<${Pressable} button=${button} look=${look} ...${rest} />`;
}

export function Buttons({ view, place }) {
  let number = 0;
  const rows = view.message.reply_markup.inline_keyboard;
  return html`<div class="message-buttons" role="group" aria-label="Buttons">
    ${rows.map((row) => html`<div class="message-button-row">
      ${row.map((button) => html`<${Button} button=${button} number=${number++} view=${view} place=${place} />`)}
    </div>`)}
  </div>`;
}
