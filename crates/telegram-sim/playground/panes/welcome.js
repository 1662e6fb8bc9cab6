// A world without people: how to begin.

import { openNewPerson } from "../menus/new-person.js";
import { html } from "../ui/preact.js";

export function Welcome() {
  return html`
    <section class="pane-empty">
      <h2>Nobody is here yet</h2>
      <p>Make a person to see Telegram through their eyes. Bots and groups can be made afterwards.</p>
      <button type="button" class="button button-main" onClick=${() => openNewPerson()}>New person</button>
    </section>
  `;
}
