// Following a link: to an account or chat of this world if it is one of Telegram's, else to the outside after showing the
// address. And the dialog into which a link is pasted.
//
// Nothing outside is opened that is not http or https, and nothing without being asked. Telegram's own links never lead out.

import { telegramLink } from "../message/telegram-links.js";
import { webAddress } from "../message/links.js";
import { starts } from "../net/starts.js";
import { nameOf } from "../ui/names.js";
import { overlay } from "../ui/overlay.js";
import { html, useState } from "../ui/preact.js";
import { Field, Form } from "./form.js";
import { openManagedBot } from "./managed-bot.js";

const same = (one, other) => one?.toLowerCase() === other?.toLowerCase();

/** The account or public chat that a link names, as far as this person can see it. */
function namedBy({ id, username }, { store, person }) {
  if (id) return store.account(id);
  const named = (one) => one.username && same(one.username, username);
  const chats = [...(store.person(person)?.chats.values() ?? [])];
  return store.people.find((one) => named(one) && !one.deleted) ?? chats.find(named) ?? null;
}

/** Where a link leads that asks for a new bot. */
function wayToNewBot({ manager: username, ...suggested }, { store, person }) {
  const manager = store.people.find((one) => one.is_bot && same(one.username, username));
  if (!manager) throw new Error(`Nobody here is called @${username}.`);
  if (!manager.can_manage_bots) throw new Error(`${nameOf(manager)} cannot manage bots: its maker has not switched that on.`);
  return () => openManagedBot({ person, manager, suggested });
}

/** Where a link of Telegram's leads: a function that goes there. What leads nowhere is said by an error. */
function wayOf(link, { store, person, go }) {
  if (link.other) throw new Error("Links of this kind are not played here.");
  if (link.manager) return wayToNewBot(link, { store, person });
  const found = namedBy(link, { store, person });
  if (!found) throw new Error(link.username ? `Nobody here is called @${link.username}.` : "Nobody here has this number.");
  return () => {
    if (found.is_bot && link.start) starts.open(person, found.id, link.start);
    go({ chat: found.id, thread: null });
  };
}

function Outside({ address, close }) {
  const open = () => {
    window.open(address, "_blank", "noopener,noreferrer");
  };
  return html`<${Form} title="Open this address?" deed="Open" plain run=${open} close=${close}>
    <p class="form-words">It leads out of the playground, to:</p>
    <p class="link-address" dir="ltr">${address}</p>
  </${Form}>`;
}

/** Where a button or a word in a text leads. */
export async function followLink(text, around) {
  const link = telegramLink(text);
  const address = webAddress(text);
  if (link) await overlay.attempt(async () => wayOf(link, around)());
  else if (address) overlay.openDialog(Outside, { address });
  else overlay.say("This link leads nowhere in the playground.", { danger: true });
}

function OpenLink({ close, ...around }) {
  const [text, setText] = useState("");
  const open = async () => {
    const link = telegramLink(text);
    if (!link) throw new Error("This is no link of Telegram’s. One looks like t.me/name_of_a_bot.");
    return wayOf(link, around);
  };
  return html`<${Form} title="Open a link" deed="Open" disabled=${!text.trim()} run=${open} close=${close}>
    <${Field}
      label="Link"
      text=${text}
      onText=${setText}
      max=${2048}
      inputmode="url"
      dir="ltr"
      placeholder="t.me/…"
      hint="A link of Telegram’s: to a bot, a person, or a public chat of yours."
      first
      required
    />
  </${Form}>`;
}

/** Asks for a link and goes where it leads. */
export function openLink(around) {
  overlay.openDialog(OpenLink, around);
}
