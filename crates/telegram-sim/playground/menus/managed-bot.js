// Making a bot that another bot manages: asked for by a button of its keyboard, or by a link. The names that were suggested
// stand there and can be changed. The token goes to the manager; the person never sees it.

import { act } from "../net/api.js";
import { nameOf } from "../ui/names.js";
import { overlay } from "../ui/overlay.js";
import { html, useState } from "../ui/preact.js";
import { Field, Form } from "./form.js";
import { usePeople } from "./know.js";
import { bare, refuseUsername } from "./names.js";

function ManagedBot({ person, manager, request, suggested, used, close }) {
  const { people } = usePeople();
  const [name, setName] = useState(suggested.name ?? "");
  const [username, setUsername] = useState(suggested.username ?? "");
  const make = async () => {
    refuseUsername(username, people, true);
    const names = { name: name.trim(), username: bare(username) };
    await act("make_managed_bot", { person, manager: manager.id, request, ...names });
    used?.();
    return () => overlay.say(`@${names.username} is made, and ${nameOf(manager)} manages it`);
  };
  const disabled = !name.trim() || !bare(username);
  return html`<${Form} title="Create a bot" deed="Create bot" disabled=${disabled} run=${make} close=${close}>
    <p class="form-words" dir="auto">It will be yours. ${nameOf(manager)} will manage it and get its token.</p>
    <${Field} label="Name" text=${name} onText=${setName} max=${64} first required />
    <${Field} label="Username" text=${username} onText=${setUsername} max=${33} hint="It ends in “bot”." required />
  </${Form}>`;
}

/** `manager` = {id, name or title}; `request` = the button's number, if one asked; `suggested` = {name?, username?}. */
export function openManagedBot({ person, manager, request, suggested, used }) {
  overlay.openDialog(ManagedBot, { person, manager, request, suggested, used });
}
