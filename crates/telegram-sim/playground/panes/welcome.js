// A world without people, or with only one: how to begin.

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

/** The side on which nobody is yet. */
export function Alone({ side }) {
  const show = (place) => address.go({ [side]: place, side });
  return html`
    <section class="pane pane-alone" data-side=${side} aria-label=${`Nobody, ${side}`}>
      <div class="pane-empty">
        <h2>Nobody on this side</h2>
        <p>It takes two to talk: make another person. The pencil on the other side makes bots and groups.</p>
        <button type="button" class="button button-main" onClick=${() => openNewPerson({ go: show })}>New person</button>
      </div>
    </section>
  `;
}
