// Pressing a button under a message, and what the bot answers.
//
// The door waits for the bot's answer, but not for ever: a bot need not answer, and nothing tells a person if it does
// not. What Telegram opens elsewhere (web apps, logins, payments, inline mode) is not simulated, and said so.

import { act, get } from "../net/api.js";
import { overlay } from "../ui/overlay.js";
import { html } from "../ui/preact.js";
import { Title } from "./form.js";
import { copy } from "./know.js";
import { followLink } from "./link.js";

const ELSEWHERE = [
  ["web_app", "Web apps are not simulated here."],
  ["login_url", "Logging in to websites is not simulated here."],
  ["switch_inline_query", "Inline mode is not simulated here."],
  ["switch_inline_query_current_chat", "Inline mode is not simulated here."],
  ["switch_inline_query_chosen_chat", "Inline mode is not simulated here."],
  ["callback_game", "Games are not simulated here."],
  ["pay", "Payments are not simulated here."],
];

/** Buttons whose answer is awaited: nobody presses one twice at once. */
const awaited = new Set();

/** More answers are not waited for: each holds one of the few connections that a browser gives a host. */
const AWAITED_MAX = 2;

function Alert({ text, close }) {
  return html`<div class="form">
    <${Title}>The bot says</${Title}>
    <p class="form-words form-said" dir="auto">${text}</p>
    <div class="form-buttons">
      <button type="button" class="button button-main" autofocus onClick=${close}>OK</button>
    </div>
  </div>`;
}

async function callBack({ store, person, shown, number, go }) {
  const key = `${person}/${shown.chat}/${shown.id}/${number}`;
  if (awaited.has(key)) return;
  awaited.add(key);
  try {
    const waits = awaited.size <= AWAITED_MAX;
    const callback = await act("press_button", { person, chat: shown.chat, message: shown.id, button: number });
    if (!waits) return;
    const { answer } = await get("/api/answer", { query: callback });
    const { url, text, show_alert: alert } = answer ?? {};
    if (url) await followLink(url, { store, person, go });
    else if (text && alert) overlay.openDialog(Alert, { text });
    else if (text) overlay.say(text);
  } finally {
    awaited.delete(key);
  }
}

/** `number` counts the buttons row by row from 0. The promise ends when there is nothing more to come of it. */
export async function pressButton({ store, person, shown, number, button, go }) {
  const elsewhere = ELSEWHERE.find(([field]) => button[field] !== undefined);
  if (button.callback_data !== undefined) {
    await overlay.attempt(() => callBack({ store, person, shown, number, go }));
  } else if (button.url) {
    await followLink(button.url, { store, person, go });
  } else if (button.copy_text) {
    await copy(button.copy_text.text, "Text");
  } else {
    overlay.say(elsewhere?.[1] ?? "This kind of button is not simulated here.");
  }
}
