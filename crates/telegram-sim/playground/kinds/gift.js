// A gift that somebody sent, with its price and the words that came with it.

import { Text } from "../message/text.js";
import { counted } from "../ui/amounts.js";
import { html } from "../ui/preact.js";
import { Card } from "./card.js";

export const gift = {
  name: "gift",
  label: () => "🎁 Gift",
  Body({ message, place }) {
    const { gift: what, text, entities } = message.gift ?? {};
    const emoji = what?.sticker?.emoji ?? "";
    return html`<${Card} icon="gift" title=${`Gift ${emoji}`.trim()} lines=${[counted(what?.star_count, "Star")]}>
      ${text && html`<div dir="auto"><${Text} text=${text} entities=${entities} place=${place} /></div>`}
    <//>`;
  },
};
