// A person's card: name and number. Somebody who is on Telegram can be looked at.

import { Avatar } from "../ui/avatar.js";
import { nameOf } from "../ui/names.js";
import { html } from "../ui/preact.js";
import { OutLink, Press } from "../ui/reach.js";
import { safeAddress } from "../message/links.js";

export const contact = {
  name: "contact",
  label: (message) => `👤 ${nameOf(message.contact)}`,
  Body({ message, place }) {
    const { contact: body } = message;
    const id = body?.user_id;
    const number = String(body?.phone_number ?? "");
    const call = safeAddress(`tel:${number.replace(/[^+0-9]/gu, "")}`);
    const name = nameOf(body);
    return html`<div class="kind-card">
      <${Avatar} id=${id ?? number.length} name=${name} size=${44} />
      <div class="kind-card-words">
        ${id
          ? html`<${Press} class="kind-title kind-link" dir="auto" onClick=${() => place.open.profile(id)}>${name}<//>`
          : html`<div class="kind-title" dir="auto">${name}</div>`}
        <div class="kind-note" dir="ltr">
          ${call && number ? html`<${OutLink} class="text-link" href=${call}>${number}<//>` : number}
        </div>
      </div>
    </div>`;
  },
};
