// The head of a pane's list: whose eyes these are, and the way to somebody else's.

import { openPersonMenu } from "../menus/person-menu.js";
import { Avatar } from "../ui/avatar.js";
import { Icon } from "../ui/icons.js";
import { overlay } from "../ui/overlay.js";
import { html } from "../ui/preact.js";

function choose(event, { store, person, go, side }) {
  const people = store.people.filter((one) => !one.is_bot && !one.deleted);
  const items = people.map((one) => ({
    label: one.name,
    icon: html`<${Avatar} id=${one.id} name=${one.name} size=${28} />`,
    checked: one.id === person?.id,
    run: () => go({ person: one.id, chat: null, thread: null }, false),
  }));
  overlay.openMenu(event.currentTarget, items, { label: `Who is on the ${side}` });
}

export function PersonChooser(properties) {
  const { person, view, store, go } = properties;
  if (!person) return null;
  return html`
    <div class="chooser">
      <button
        type="button"
        class="chooser-person"
        aria-haspopup="menu"
        aria-label=${`${person.name}: choose another person`}
        onClick=${(event) => choose(event, properties)}
      >
        <${Avatar} id=${person.id} name=${person.name} size=${36} />
        <span class="chooser-name" dir="auto">${person.name}</span>
        <${Icon} name="down" />
      </button>
      <button
        type="button"
        class="icon-button"
        aria-label="New chat, group or person"
        title="New chat, group or person"
        aria-haspopup="menu"
        onClick=${(event) => openPersonMenu(event.currentTarget, { store, person, view, go })}
      >
        <${Icon} name="pencil" />
      </button>
    </div>
  `;
}
