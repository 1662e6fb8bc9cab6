// Pressing a button under a message, and what the bot answers.
//
// The bot's answer is asked for a few times and then no more: a bot need not answer, and nothing tells a person if it
// does not. What Telegram opens elsewhere (web apps, logins, payments, inline mode) is not simulated, and said so.

import { act } from "../net/api.js";
import { overlay } from "../ui/overlay.js";
import { html } from "../ui/preact.js";
import { Title } from "./form.js";
import { copy } from "./know.js";
import { followLink } from "./link.js";

const ASK_MS = [150, 300, 600, 1200, 2400, 4800];

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

const wait = (ms) => new Promise((done) => setTimeout(done, ms));

function Alert({ text, close }) {
  return html`<div class="form">
    <${Title}>The bot says</${Title}>
    <p class="form-words form-said" dir="auto">${text}</p>
    <div class="form-buttons">
      <button type="button" class="button button-main" autofocus onClick=${close}>OK</button>
    </div>
  </div>`;
}

async function answerOf(callback) {
  for (const ms of ASK_MS) {
    await wait(ms);
    const answer = await act("callback_answer", { callback_query: callback });
    if (answer) return answer;
  }
  return null;
}

async function callBack({ store, person, shown, number, go }) {
  const key = `${person}/${shown.chat}/${shown.id}/${number}`;
  if (awaited.has(key)) return;
  awaited.add(key);
  try {
    const callback = await act("press_button", { person, chat: shown.chat, message: shown.id, button: number });
    const { url, text, show_alert: alert } = (await answerOf(callback)) ?? {};
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
