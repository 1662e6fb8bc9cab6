// The dialogs behind a reply keyboard's button that asks for a chat: which of the person's chats it is, and whether the bot
// may really come in with the rights it asks for.
//
// Which chats are offered says the world (`pickable_chats`). Where there is none, one can be made on the spot.

import { confirmWith } from "../menus/ask.js";
import { Choice } from "../menus/choice.js";
import { rowOf } from "../menus/picker.js";
import { rightsIn } from "../menus/rights.js";
import { act } from "../net/api.js";
import { useSubjects } from "../net/subject.js";
import { overlay } from "../ui/overlay.js";
import { html, useEffect, useState } from "../ui/preact.js";

/** What sort of chat is asked for: its words, and the operation and name with which one is made. */
function sortOf(request) {
  if (request.chat_is_channel) return { kind: "channel", what: "channel", operation: "make_channel", title: "News" };
  if (request.chat_is_forum) return { kind: "supergroup", what: "group with topics", operation: "make_forum", title: "Support" };
  return { kind: "supergroup", what: "group", operation: "make_supergroup", title: "Team" };
}

/** Words of the rights that the bot asks for, in Telegram's order. */
export function rightsAskedFor(request) {
  const asked = request.bot_administrator_rights ?? {};
  const chat = { kind: sortOf(request).kind, is_forum: request.chat_is_forum !== false };
  return rightsIn(chat)
    .filter(([name]) => asked[name])
    .map(([, words]) => words);
}

/** What the bot learns and becomes, as the end of a sentence. */
export function outcomeOf(request) {
  const learns = ["its number", request.request_title && "its name", request.request_username && "its public name"];
  const known = learns.filter(Boolean).join(", ").replace(/, ([^,]*)$/u, " and $1");
  const becomes = request.bot_administrator_rights
    ? ", and become an administrator there"
    : request.bot_is_member && !request.chat_is_channel
      ? ", and become a member there"
      : "";
  return `will learn ${known}${becomes}.`;
}

function ask({ bot, request, ...around }, chat) {
  const rights = rightsAskedFor(request);
  const person = around.view.id;
  confirmWith({
    title: `Choose ${chat.title}?`,
    deed: request.bot_administrator_rights ? "Add as administrator" : "Choose",
    back: () => askForChat({ bot, request, ...around }),
    run: async () => {
      await act("pick_chat", { person, bot: bot.id, request: request.request_id, chat: chat.id });
      around.used();
    },
    body: html`
      <p class="form-words" dir="auto">${bot.title} ${outcomeOf(request)}</p>
      ${rights.length > 0 &&
      html`<p class="form-words" id="pick-rights">It will be able to:</p>
        <ul class="form-list" aria-labelledby="pick-rights">
          ${rights.map((words) => html`<li>${words}</li>`)}
        </ul>`}
    `,
  });
}

/** A name that none of the person's chats has. */
function freeTitle(view, title) {
  const taken = new Set(view.sortedChats().map((chat) => chat.title));
  let name = title;
  for (let number = 2; taken.has(name); number += 1) name = `${title} ${number}`;
  return name;
}

function PickChat({ close, ...around }) {
  const { view, bot, request } = around;
  useSubjects(view);
  const [offered, setOffered] = useState(null);
  const [refusal, setRefusal] = useState("");
  const { what, operation, title } = sortOf(request);
  useEffect(() => {
    const asked = { person: view.id, bot: bot.id, request: request.request_id };
    act("pickable_chats", asked).then(setOffered, (refused) => setRefusal(refused.message));
  }, []);
  const chats = offered && view.sortedChats().filter(({ id }) => offered.includes(id));
  const make = () =>
    overlay.attempt(async () => {
      const name = freeTitle(view, title);
      ask(around, { id: await act(operation, { title: name, owner: view.id }), title: name });
    });
  // Nobody makes a public or anonymous one by one press.
  const makeable = !request.chat_has_username && !request.user_administrator_rights?.is_anonymous;
  const rights = request.bot_administrator_rights ? " in which you may add administrators" : "";
  const nothing = `It takes a ${what}${rights}. You have none yet.`;
  return html`<${Choice}
    title=${`Choose a ${what}`}
    words=${refusal || `${bot.title} asks for a ${what}.`}
    rows=${refusal ? [] : chats?.map((chat) => rowOf(chat))}
    label="Search chats"
    nothing=${nothing}
    onward=${({ id, name }) => {
      ask(around, { id, title: name });
      return true;
    }}
    close=${close}
  >
    ${makeable &&
    !refusal &&
    html`<div class="form-buttons"><button type="button" class="button" onClick=${make}>Make a new ${what}</button></div>`}
  </${Choice}>`;
}

/** Asks for a chat and tells the bot, then calls `used`. `request` = `KeyboardButtonRequestChat`. */
export function askForChat({ view, bot, request, used }) {
  overlay.openDialog(PickChat, { view, bot, request, used });
}
