// The dialog that sends a contact: somebody of this world, or any name and number.

import { Field, Form } from "../menus/form.js";
import { overlay } from "../ui/overlay.js";
import { html, useState } from "../ui/preact.js";

/** A person's number. Nobody here has one, so each gets one that no telephone in the world has. */
export const phoneOf = (person) => `+999${String(Math.abs(person)).padStart(9, "0")}`;

function Contact({ people, send, close }) {
  const [who, setWho] = useState(null);
  const [name, setName] = useState("");
  const [phone, setPhone] = useState("");
  const choose = (event) => {
    const person = people.find(({ id }) => id === Number(event.currentTarget.value)) ?? null;
    setWho(person);
    setName(person?.first_name ?? "");
    setPhone(person ? phoneOf(person.id) : "");
  };
  const run = () => send({ kind: "contact", phone_number: phone.trim(), first_name: name.trim(), user_id: who?.id });
  const empty = !name.trim() || !phone.trim();
  return html`<${Form} title="Send a contact" deed="Send" disabled=${empty} run=${run} close=${close}>
    <label class="form-field">
      <span>Who</span>
      <select class="composer-select" value=${who?.id ?? ""} onChange=${choose} autofocus>
        <option value="">Somebody else</option>
        ${people.map(({ id, name: title }) => html`<option value=${id}>${title}</option>`)}
      </select>
    </label>
    <${Field} label="First name" text=${name} onText=${setName} max=${64} />
    <${Field} label="Phone number" text=${phone} onText=${setPhone} max=${32} inputmode="tel" />
  <//>`;
}

export function askForContact({ store, send }) {
  const people = store.people.filter((person) => !person.is_bot && !person.deleted);
  overlay.openDialog(Contact, { people, send });
}
