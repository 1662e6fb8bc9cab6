// What menus and dialogs must know before they can offer anything: a chat's details, and who there is.
//
// Menus open where these may not be loaded yet. What is there is used; what is missing is read when it is asked for.

import { address } from "../net/address.js";
import { get } from "../net/api.js";
import { copyText } from "../ui/copy.js";
import { overlay } from "../ui/overlay.js";
import { useEffect, useState } from "../ui/preact.js";

/** `ChatDetails`, or undefined after a notice why not. */
export async function detailsOf(view, chat) {
  const known = view.details(chat);
  return known ?? overlay.attempt(() => get("/api/chat", { as: view.id, chat }));
}

/** Everybody, read when the dialog opens: `{people, error}`; `people` is null until they are there. */
export function usePeople() {
  const [known, setKnown] = useState({ people: null, error: "" });
  useEffect(() => {
    get("/api/start").then(
      ({ people }) => setKnown({ people: people.filter((person) => !person.deleted), error: "" }),
      (refusal) => setKnown({ people: null, error: refusal.message }),
    );
  }, []);
  return known;
}

/** The person's own line among a chat's members. */
export const ownLine = (details, person) => details.members.find((member) => member.person.id === person);

/** Whether a person may do in a group what ordinary members may do too, for instance `can_invite_users`. */
export function may(details, person, right) {
  const line = ownLine(details, person);
  if (!line) return false;
  if (line.standing === "owner") return true;
  if (line.standing === "administrator") return Boolean(line.rights?.[right]);
  return details.chat.kind !== "channel" && Boolean(details.permissions?.[right]);
}

/** Closes a chat, or one topic of it, wherever this person has it open: it is gone. */
export function closePlace(person, chat, thread = null) {
  for (const side of ["left", "right"]) {
    const shown = address[side];
    const here = shown.person === person && shown.chat === chat && (thread === null || shown.thread === thread);
    if (here) address.go({ [side]: thread === null ? { chat: null, thread: null } : { thread: null } });
  }
}

/** Copies, and says what is in the clipboard now. */
export async function copy(text, what) {
  if (await copyText(text)) overlay.say(`${what} copied`);
  else overlay.say("Your browser does not let pages copy", { danger: true });
}
