// The dialog behind a reply keyboard's button that asks for a chat: the person's chats that are what the bot wants.

import { rowOf, Picker } from "../menus/picker.js";
import { Title } from "../menus/form.js";
import { act } from "../net/api.js";
import { overlay } from "../ui/overlay.js";
import { html } from "../ui/preact.js";

/** Whether a chat is what a `KeyboardButtonRequestChat` asks for, as far as the list of chats tells. */
export function fits(chat, request) {
  if (chat.kind === "private" || request.chat_is_channel !== (chat.kind === "channel")) return false;
  const asked = (field, truth) => request[field] === undefined || request[field] === truth;
  const leads = chat.standing === "owner" || chat.standing === "administrator";
  const needsRights = request.bot_administrator_rights || request.user_administrator_rights;
  return (
    asked("chat_is_forum", Boolean(chat.is_forum)) &&
    asked("chat_has_username", Boolean(chat.username)) &&
    (!request.chat_is_created || chat.standing === "owner") &&
    (!needsRights || leads)
  );
}

function PickChat({ chats, request, bot, onPick, close }) {
  const what = request.chat_is_channel ? "channel" : request.chat_is_forum ? "group with topics" : "group";
  const nothing = `You have no such ${what} in which you may decide this.`;
  const pick = ({ id }) => {
    close();
    onPick(id);
  };
  return html`<${Title}>Choose a ${what}<//>
    <p class="composer-words" dir="auto">
      ${bot} will learn its name and number${request.bot_administrator_rights
        ? ", and be made an administrator there"
        : request.bot_is_member ? ", and be added to it" : ""}.
    </p>
    <${Picker} rows=${chats.map((chat) => rowOf(chat))} label="Search" onPick=${pick} nothing=${nothing} />
    <div class="form-buttons"><button type="button" class="button" onClick=${close}>Cancel</button></div>`;
}

/** Asks for a chat and tells the bot. */
export function askForChat({ view, person, bot, request }) {
  const chats = view.sortedChats().filter((chat) => fits(chat, request));
  const given = { person, bot: bot.id, request: request.request_id };
  const onPick = (chat) => overlay.attempt(() => act("pick_chat", { ...given, chat }));
  overlay.openDialog(PickChat, { chats, request, bot: bot.title, onPick });
}
