// Following a link: to an account of this world if it names one, else to the outside after showing the address.
//
// Nothing outside is opened that is not http or https, and nothing without being asked.

import { act } from "../net/api.js";
import { overlay } from "../ui/overlay.js";
import { html } from "../ui/preact.js";
import { Form } from "./form.js";

const TELEGRAM = ["t.me", "telegram.me", "telegram.dog"];

function parsed(text) {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}

/** `{username, start}` or `{id}` of a link that names an account, or null. */
export function accountIn(url) {
  const given = url.searchParams;
  if (url.protocol === "tg:") {
    const about = url.host || url.pathname.replace(/^\/+/, "");
    if (about === "resolve") return { username: given.get("domain"), start: given.get("start") };
    return about === "user" ? { id: Number(given.get("id")) } : null;
  }
  const [username, ...more] = url.pathname.split("/").filter(Boolean);
  return TELEGRAM.includes(url.host) && username && more.length === 0 ? { username, start: given.get("start") } : null;
}

function accountOf(store, named) {
  if (!named) return null;
  if (named.id) return store.account(named.id);
  return store.people.find((one) => one.username?.toLowerCase() === named.username?.toLowerCase()) ?? null;
}

function Outside({ url, close }) {
  const open = () => {
    window.open(url.href, "_blank", "noopener,noreferrer");
  };
  return html`<${Form} title="Open this address?" deed="Open" plain run=${open} close=${close}>
    <p class="form-words">It leads out of the playground, to:</p>
    <p class="link-address" dir="ltr">${url.href}</p>
  </${Form}>`;
}

/** Where a button or a word in a text leads. */
export async function followLink(text, { store, person, go }) {
  const url = parsed(text);
  const named = url && accountIn(url);
  const account = accountOf(store, named);
  if (account) {
    if (account.is_bot && named.start !== null && named.start !== undefined) {
      const start = { person, bot: account.id, parameter: named.start || null };
      if ((await overlay.attempt(() => act("start_bot", start))) === undefined) return;
    }
    go({ chat: account.id, thread: null });
  } else if (url && ["http:", "https:"].includes(url.protocol)) {
    overlay.openDialog(Outside, { url });
  } else {
    overlay.say("This link leads nowhere in the playground.", { danger: true });
  }
}
