// Beginning something: a chat with somebody, a group, a forum, a channel.

import { act } from "../net/api.js";
import { overlay } from "../ui/overlay.js";
import { html, useState } from "../ui/preact.js";
import { PickPeople } from "./add-members.js";
import { Choice } from "./choice.js";
import { Field, Form } from "./form.js";
import { usePeople } from "./know.js";
import { rowOf, useTicked } from "./picker.js";

function NewChat({ person, go, close }) {
  const { people, error } = usePeople();
  const others = people?.filter(({ id }) => id !== person.id);
  return html`<${Choice}
    title="New chat"
    words=${error}
    rows=${error ? [] : others?.map((one) => rowOf(one))}
    label="Search by name or @username"
    nothing="There is nobody else."
    run=${({ id }) => () => go({ chat: id, thread: null })}
    close=${close}
  />`;
}

export function openNewChat({ person, go }) {
  overlay.openDialog(NewChat, { person, go });
}

const KINDS = {
  group: { title: "New group", operation: "make_group", deed: "Make group" },
  forum: { title: "New forum", operation: "make_forum", deed: "Make forum" },
  channel: { title: "New channel", operation: "make_channel", deed: "Make channel" },
};

function NewPlace({ kind, person, go, close }) {
  const { title, operation, deed } = KINDS[kind];
  const [name, setName] = useState("");
  const [chosen, turn] = useTicked();
  const make = async () => {
    const chat = await act(operation, { title: name.trim(), owner: person.id });
    // The place is there by now: somebody who cannot come is said, but undoes nothing.
    for (const account of chosen) await overlay.attempt(() => act("add", { person: person.id, chat, account }));
    return () => go({ chat, thread: null });
  };
  return html`<${Form} title=${title} deed=${deed} disabled=${!name.trim()} run=${make} close=${close}>
    <${Field} label="Name" text=${name} onText=${setName} first required />
    <${PickPeople} without=${new Set([person.id])} chosen=${chosen} onPick=${turn} first=${false} />
  </${Form}>`;
}

/** `kind` = group, forum or channel. */
export function openNewPlace(kind, { person, go }) {
  overlay.openDialog(NewPlace, { kind, person, go });
}
