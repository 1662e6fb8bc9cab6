// What a bot's maker sets with BotFather, for whoever plays the maker: privacy mode, Secretary Mode, Bot Management Mode.

import { act } from "../net/api.js";
import { nameOf } from "../ui/names.js";
import { overlay } from "../ui/overlay.js";
import { html, useState } from "../ui/preact.js";
import { Form, Tick } from "./form.js";

/** [field, operation, words] */
const SETTINGS = [
  ["privacy", "set_privacy", "Privacy mode: in groups it sees only what is meant for it, from the next time it is added"],
  ["business", "set_business_mode", "Secretary Mode: people may connect it to their accounts"],
  ["manages_bots", "set_manages_bots", "Bot Management Mode: people may make bots that it manages"],
];

function BotSettings({ bot, settings, close }) {
  const [ticked, setTicked] = useState(settings);
  const save = async () => {
    const changed = SETTINGS.filter(([field]) => ticked[field] !== settings[field]);
    for (const [field, operation] of changed) await act(operation, { bot: bot.id, on: ticked[field] });
  };
  return html`<${Form} title=${`What the maker of ${nameOf(bot)} set`} deed="Save" run=${save} close=${close}>
    ${SETTINGS.map(
      ([field, , words], at) => html`<${Tick}
        label=${words}
        on=${ticked[field]}
        first=${at === 0}
        onChange=${(on) => setTicked({ ...ticked, [field]: on })}
      />`,
    )}
  </${Form}>`;
}

export async function openBotSettings(bot) {
  const settings = await overlay.attempt(() => act("bot_settings", { bot: bot.id }));
  if (settings) overlay.openDialog(BotSettings, { bot, settings });
}
