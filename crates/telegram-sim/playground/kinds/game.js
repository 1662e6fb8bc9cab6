// A game's card. Playing is not simulated.

import { Text } from "../message/text.js";
import { html } from "../ui/preact.js";
import { Card } from "./card.js";
import { Photo } from "./media.js";

export const game = {
  name: "game",
  label: (message) => `🎮 ${message.game?.title || "Game"}`,
  Body({ message, view, place }) {
    const body = message.game ?? {};
    return html`<div class="kind-stack">
      ${body.photo?.length > 0 &&
      html`<${Photo} sizes=${body.photo} name="Game" onPress=${() => place.open.media(view)} />`}
      <${Card} icon="game" title=${body.title || "Game"} lines=${[body.description]}>
        ${body.text &&
        html`<div dir="auto"><${Text} text=${body.text} entities=${body.text_entities} place=${place} /></div>`}
      <//>
    </div>`;
  },
};
