// What can be done to a message: react, reply, edit, copy, forward, pin, delete. As the message's reader may.
//
// An album is one thing to a person: it is forwarded and deleted as a whole. What a deed does is the chat's (`open`) or
// an operation; what only some kinds can is `kind-items.js`, the reactions above the items are `reactions.js`.

import { act } from "../net/api.js";
import { Icon } from "../ui/icons.js";
import { overlay } from "../ui/overlay.js";
import { html } from "../ui/preact.js";
import { confirm } from "./ask.js";
import { openForward } from "./forward.js";
import { kindItems } from "./kind-items.js";
import { copy, detailsOf } from "./know.js";
import { reactionsFor, ReactionRow } from "./reactions.js";

const icon = (name) => html`<${Icon} name=${name} size=${20} />`;

/** The message with the rest of its album, in order. */
function albumOf(view, chat, shown) {
  const album = shown.message.media_group_id;
  if (!album) return [shown];
  const rows = view.window(shown.chat, chat?.is_forum ? (shown.thread ?? 0) : null).rows;
  const items = rows.filter((row) => row.message.media_group_id === album);
  return items.length > 0 ? items : [shown];
}

function askDelete(view, messages) {
  const many = messages.length > 1;
  confirm({
    title: many ? `Delete ${messages.length} messages?` : "Delete message?",
    words: many ? "The album will be gone for everybody." : "It will be gone for everybody.",
    deed: "Delete for everybody",
    danger: true,
    run: async () => {
      const [{ chat }] = messages;
      await act("delete_many", { person: view.id, chat, messages: messages.map(({ id }) => id) });
    },
  });
}

export async function openMessageMenu(anchor, { view, shown, open }) {
  const details = await detailsOf(view, shown.chat);
  if (!details) return;
  const chat = view.chats.get(shown.chat) ?? details.chat;
  const { message } = shown;
  const text = message.text ?? message.caption;
  const here = { person: view.id, chat: shown.chat };
  const pinned = details.pinned?.id === shown.id;
  const pin = () => overlay.attempt(() => (pinned ? act("unpin", here) : act("pin", { ...here, message: shown.id })));
  const album = albumOf(view, chat, shown);
  const forward = () => openForward({ view, messages: album });
  const remove = () => askDelete(view, album);
  const types = reactionsFor(details);
  const items = [
    chat.can_write && { label: "Reply", icon: icon("reply"), run: () => open.reply(shown) },
    shown.can_edit && { label: "Edit", icon: icon("edit"), run: () => open.edit(shown) },
    ...kindItems(view.id, shown),
    text && { label: "Copy text", icon: icon("copy"), run: () => copy(text, "Text") },
    shown.can_forward && { label: "Forward…", icon: icon("forward"), run: forward },
    details.can.pin && { label: pinned ? "Unpin" : "Pin", icon: icon("pin"), run: pin },
    shown.can_delete && { label: "Delete…", icon: icon("trash"), danger: true, run: remove },
  ].filter(Boolean);
  if (items.length === 0 && types.length === 0) return;
  const react = (type) => open.react(shown, type);
  const row = html`<${ReactionRow} anchor=${anchor} shown=${shown} types=${types} onReact=${react} />`;
  overlay.openMenu(anchor, items, { label: "Message", head: types.length > 0 && row });
}
