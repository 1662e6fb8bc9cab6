// What a person can begin, and what the world can get: the menu of the pencil above a list of chats.

import { act } from "../net/api.js";
import { Icon } from "../ui/icons.js";
import { overlay } from "../ui/overlay.js";
import { html, useState } from "../ui/preact.js";
import { confirm } from "./ask.js";
import { openBusiness } from "./business.js";
import { Form } from "./form.js";
import { openLink } from "./link.js";
import { openNewBot } from "./new-bot.js";
import { openNewChat, openNewPlace } from "./new-chat.js";
import { NameFields, openNewPerson } from "./new-person.js";

function Rename({ person, close }) {
  const [name, setName] = useState({ first: person.first_name, last: person.last_name ?? "" });
  const rename = () =>
    act("rename_account", {
      account: person.id,
      first_name: name.first.trim(),
      last_name: name.last.trim() || null,
    });
  return html`<${Form} title="Your name" deed="Rename" disabled=${!name.first.trim()} run=${rename} close=${close}>
    <${NameFields} name=${name} onName=${setName} />
  </${Form}>`;
}

function askDelete(person) {
  confirm({
    title: `Delete the account of ${person.name}?`,
    words: "Their chats stay, under the name of a deleted account. It cannot be taken back.",
    deed: "Delete account",
    danger: true,
    run: () => act("delete_account", { person: person.id }),
  });
}

export function openPersonMenu(anchor, { store, person, go }) {
  const item = (label, icon, run) => ({ label, icon: html`<${Icon} name=${icon} size=${20} />`, run });
  overlay.openMenu(
    anchor,
    [
      item("New chat…", "person", () => openNewChat({ person, go })),
      item("Open a link…", "link", () => openLink({ store, person: person.id, go })),
      item("New group…", "people", () => openNewPlace("group", { person, go })),
      item("New forum…", "topics", () => openNewPlace("forum", { person, go })),
      item("New channel…", "channel", () => openNewPlace("channel", { person, go })),
      item("Bot on your account…", "bot", () => openBusiness({ store, person, go })),
      item("Change your name…", "edit", () => overlay.openDialog(Rename, { person })),
      { ...item("Delete the account…", "trash", () => askDelete(person)), danger: true },
      null,
      item("New person…", "plus", () => openNewPerson({ go })),
      item("New bot…", "bot", () => openNewBot({ go })),
    ],
    { label: "Begin something" },
  );
}
