// A world without people: how to begin.

import { openNewPerson } from "../menus/new-person.js";
import { address } from "../net/address.js";
import { html } from "../ui/preact.js";

const showLeft = (place) => address.go({ left: place, side: "left" });

export function Welcome() {
  return html`
    <section class="pane-empty">
      <h2>Nobody is here yet</h2>
      <p>Make a person to see Telegram through their eyes. Bots and groups can be made afterwards.</p>
      <button type="button" class="button button-main" onClick=${() => openNewPerson({ go: showLeft })}>New person</button>
    </section>
  `;
}
