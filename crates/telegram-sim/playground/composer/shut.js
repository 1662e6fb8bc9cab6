// What stands in place of the field where one cannot write: a button that opens the way, or the reason.

import { act } from "../net/api.js";
import { starts } from "../net/starts.js";
import { overlay } from "../ui/overlay.js";
import { html, useState } from "../ui/preact.js";

/** Presses Start; what a link brought along goes to the bot once. */
async function start(person, bot, parameter) {
  await act("start_bot", { person, bot, parameter });
  starts.done(person, bot);
}

/** Why nothing can be written: `{words}` or `{label, run}`; null if something can. */
export function shutFor({ person, chat, details, topic }) {
  const bot = chat.kind === "private" && chat.is_bot;
  const parameter = bot ? starts.of(person, chat.id) : null;
  // As in Telegram, a link's Start takes a block back.
  if (parameter && (chat.can_write || chat.blocked)) {
    return { label: "Start", run: () => start(person, chat.id, parameter) };
  }
  if (bot && chat.blocked) return { label: "Unblock", run: () => act("unblock_bot", { person, bot: chat.id }) };
  if (!chat.can_write) return { words: chat.why_not ?? "You cannot write here." };
  if (bot && !chat.started) return { label: "Start", run: () => start(person, chat.id, null) };
  if (topic?.deleted) return { words: "This topic was deleted." };
  if (topic?.closed && !details?.can.manage_topics) return { words: "This topic is closed." };
  return null;
}

export function Shut({ shut, onDone }) {
  const [busy, setBusy] = useState(false);
  if (shut.words) {
    return html`<div class="composer composer-shut"><p class="composer-why" dir="auto">${shut.words}</p></div>`;
  }
  const press = async () => {
    if (busy) return;
    setBusy(true);
    await overlay.attempt(async () => {
      await shut.run();
      onDone();
    });
    setBusy(false);
  };
  return html`<div class="composer composer-shut">
    <button type="button" class="composer-open" aria-disabled=${busy} onClick=${press}>${shut.label}</button>
  </div>`;
}
