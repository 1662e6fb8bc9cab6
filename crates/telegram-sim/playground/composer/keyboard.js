// The reply keyboard that a bot put under a private chat. A press says the button's words, or asks for what it wants.

import { confirm } from "../menus/ask.js";
import { openManagedBot } from "../menus/managed-bot.js";
import { overlay } from "../ui/overlay.js";
import { html, useEffect, useRef, useState } from "../ui/preact.js";
import { phoneOf } from "./contact.js";
import { askForLocation } from "./location.js";
import { askForChat } from "./pick-chat.js";
import { askForPoll } from "./poll.js";

const WISHES = ["request_contact", "request_location", "request_poll", "request_chat", "request_managed_bot"];
/** Buttons that open what is not here. */
const ABSENT = { web_app: "Mini apps", request_users: "Sharing people" };

const wordsOn = (button) => (typeof button === "string" ? button : (button.text ?? ""));

function shareContact({ store, person, chat, send }) {
  const phone = phoneOf(person);
  const name = store.account(person)?.first_name ?? "Nobody";
  confirm({
    title: "Share your phone number?",
    words: `${chat.title} will see your name and the number ${phone}.`,
    deed: "Share",
    run: () => send({ kind: "contact", phone_number: phone, first_name: name, user_id: person }),
  });
}

function askForBot({ person, chat, asked, used }) {
  const suggested = { name: asked.suggested_name, username: asked.suggested_username };
  openManagedBot({ person, manager: chat, request: asked.request_id, suggested, used });
}

/** What a press does. `send(content)` says something here; `used` is called when something else came of it. */
export function pressKey(button, { store, place: { person, chat }, send, used }) {
  const view = store.person(person);
  const wish = WISHES.find((name) => button[name]);
  const absent = Object.keys(ABSENT).find((name) => button[name]);
  if (wish === "request_contact") shareContact({ store, person, chat, send });
  else if (wish === "request_location") askForLocation({ send });
  else if (wish === "request_poll") askForPoll({ send, type: button.request_poll.type });
  else if (wish === "request_chat") askForChat({ view, bot: chat, request: button.request_chat, used });
  else if (wish === "request_managed_bot") askForBot({ person, chat, asked: button.request_managed_bot, used });
  else if (absent) overlay.say(`${ABSENT[absent]} cannot be tried out here.`);
  else overlay.attempt(() => send({ kind: "text", text: wordsOn(button) }));
}

function lookOf({ style }) {
  return ["danger", "success", "primary"].includes(style) ? `composer-key composer-key-${style}` : "composer-key";
}

export function Keyboard({ markup, onPress }) {
  const rows = markup.keyboard.filter((row) => row.length > 0);
  // One that is not fitted is as tall as the keyboard of letters that it stands in for.
  const look = markup.resize_keyboard ? "composer-keyboard" : "composer-keyboard composer-keyboard-tall";
  return html`<div class=${look} role="group" aria-label="The bot's keyboard">
    ${rows.map(
      (row) => html`<div class="composer-keyboard-row">
        ${row.map(
          (button) => html`<button type="button" class=${lookOf(button)} dir="auto" onClick=${() => onPress(button)}>
            ${wordsOn(button)}
          </button>`,
        )}
      </div>`,
    )}
  </div>`;
}

/**
 * The keyboard that is there and whether it is open. One for a single use closes when used; a new one is open. A persistent
 * one cannot be closed by hand (`turns`).
 */
export function useKeyboard(given) {
  const markup = given?.keyboard?.length > 0 ? given : null;
  const face = JSON.stringify(markup);
  const [closed, setClosed] = useState(null);
  const shown = closed !== face;
  return {
    markup,
    shown,
    turns: !markup?.is_persistent || !shown,
    turn: () => setClosed(shown ? face : null),
    pressed: () => markup.one_time_keyboard && setClosed(face),
  };
}

/** A bot may ask for a reply (`ForceReply`): its newest message is replied to, once, as if that had been chosen. */
export function useForcedReply(given, rows, reply) {
  const done = useRef(false);
  useEffect(() => {
    const asked = rows.findLast((view) => !view.outgoing);
    if (!given?.force_reply) {
      done.current = false;
    } else if (asked && !done.current) {
      done.current = true;
      reply(asked);
    }
  });
}
