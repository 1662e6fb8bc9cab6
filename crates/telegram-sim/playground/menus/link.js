// Following a link: to an account or chat of this world if it is one of Telegram's, else to the outside after showing the
// address. And the dialog into which a link is pasted.
//
// Nothing outside is opened that is not http or https, and nothing without being asked. Telegram's own links never lead out;
// where they lead is `way.js`.

import { telegramLink } from "../message/telegram-links.js";
import { webAddress } from "../message/links.js";
import { overlay } from "../ui/overlay.js";
import { html, useState } from "../ui/preact.js";
import { Field, Form } from "./form.js";
import { wayOf } from "./way.js";

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
  if (link) await overlay.attempt(async () => (await wayOf(link, around))());
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
      hint="A link of Telegram’s: to a bot, a person, or a chat, topic or message of yours."
      first
      required
    />
  </${Form}>`;
}

/** Asks for a link and goes where it leads. */
export function openLink(around) {
  overlay.openDialog(OpenLink, around);
}
