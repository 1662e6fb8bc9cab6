// Making a person. Afterwards the left pane shows what they see: nothing yet.

import { act } from "../net/api.js";
import { overlay } from "../ui/overlay.js";
import { html, useState } from "../ui/preact.js";
import { Field, Form } from "./form.js";
import { usePeople } from "./know.js";
import { bare, refuseUsername } from "./names.js";

const NAME_MAX = 64;

/** The two fields of a person's name. */
export function NameFields({ name, onName }) {
  const first = (text) => onName({ ...name, first: text });
  const last = (text) => onName({ ...name, last: text });
  return html`
    <${Field} label="First name" text=${name.first} onText=${first} max=${NAME_MAX} first required />
    <${Field} label="Last name (optional)" text=${name.last} onText=${last} max=${NAME_MAX} />
  `;
}

function NewPerson({ go, close }) {
  const { people } = usePeople();
  const [name, setName] = useState({ first: "", last: "" });
  const [username, setUsername] = useState("");
  const make = async () => {
    refuseUsername(username, people);
    const person = await act("make_person", {
      first_name: name.first.trim(),
      last_name: name.last.trim() || null,
      username: bare(username) || null,
    });
    return () => go({ person, chat: null, thread: null });
  };
  return html`<${Form} title="New person" deed="Make person" disabled=${!name.first.trim()} run=${make} close=${close}>
    <${NameFields} name=${name} onName=${setName} />
    <${Field}
      label="Username (optional)"
      text=${username}
      onText=${setUsername}
      max=${33}
      hint="Others find the person by it."
    />
  </${Form}>`;
}

/** `go` shows the person in a pane. */
export function openNewPerson({ go }) {
  overlay.openDialog(NewPerson, { go });
}
