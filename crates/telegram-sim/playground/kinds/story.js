// A shared story. Bots do not get its content, so there is only whose it is.

import { nameOf } from "../ui/names.js";
import { html } from "../ui/preact.js";
import { Card } from "./card.js";

export const story = {
  name: "story",
  label: () => "Story",
  Body({ message }) {
    return html`<${Card} icon="story" title="Story" lines=${[`from ${nameOf(message.story?.chat)}`]} />`;
  },
};
