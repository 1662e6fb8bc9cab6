// The dialog that says something through another bot, as inline mode does: `via_bot`, with a button under it if wanted.
// Asking the bot for its results is deliberately absent: it would be another program's part.

import { Field, Form } from "../menus/form.js";
import { overlay } from "../ui/overlay.js";
import { html, useState } from "../ui/preact.js";
import { contentOf } from "./send.js";

const BUTTON_MAX = 64;

/** The rows of buttons under it, or undefined. */
function markupOf(label, url) {
  if (!label.trim()) return undefined;
  const button = url.trim() ? { url: url.trim() } : { callback_data: "playground" };
  return { inline_keyboard: [[{ text: label.trim(), ...button }]] };
}

function ThroughBot({ bots, send, close }) {
  const [bot, setBot] = useState(bots[0].id);
  const [words, setWords] = useState("");
  const [label, setLabel] = useState("");
  const [url, setUrl] = useState("");
  const wrong = url.trim() && !/^(https?|tg):\/\/\S+$/.test(url.trim());
  const run = () => send(contentOf(words), { via_bot: bot, markup: markupOf(label, url) });
  return html`<${Form} title="Through a bot" deed="Send" disabled=${!words.trim() || wrong} run=${run} close=${close}>
    <label class="form-field">
      <span>Bot</span>
      <select class="composer-select" value=${bot} onChange=${(event) => setBot(Number(event.currentTarget.value))} autofocus>
        ${bots.map(({ id, name }) => html`<option value=${id}>${name}</option>`)}
      </select>
    </label>
    <${Field} label="Words" text=${words} onText=${setWords} max=${1024} />
    <${Field} label="Button (optional)" text=${label} onText=${setLabel} max=${BUTTON_MAX} />
    ${label.trim() &&
    html`<${Field} label="Its link (without one it asks the bot)" text=${url} onText=${setUrl} max=${512} inputmode="url" />`}
  <//>`;
}

export function askForBotWords({ store, send }) {
  const bots = store.people.filter((one) => one.is_bot && !one.deleted);
  if (bots.length === 0) overlay.say("There is no bot yet. The pencil makes one.");
  else overlay.openDialog(ThroughBot, { bots, send });
}
