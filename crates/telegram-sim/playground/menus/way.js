// Where a link of Telegram's leads in this world, as far as one person can see it: an account, a chat, a topic, a message,
// the dialog in which a bot is made. What links there are: `../message/telegram-links.js`.

import { get } from "../net/api.js";
import { starts } from "../net/starts.js";
import { nameOf } from "../ui/names.js";
import { openManagedBot } from "./managed-bot.js";

/** How links call General. */
const GENERAL = 1;

const GONE = "This topic or message is not there any more.";

const same = (one, other) => one?.toLowerCase() === other?.toLowerCase();

/** The account or chat that a link names; a chat only if the person is in it. */
function namedBy({ id, chat, username }, { store, person }) {
  if (id) return store.account(id);
  const chats = store.person(person)?.chats;
  if (chat) return chats?.get(chat) ?? null;
  const named = (one) => one.username && same(one.username, username);
  return store.people.find((one) => named(one) && !one.deleted) ?? [...(chats?.values() ?? [])].find(named) ?? null;
}

function nobody({ id, chat, username }) {
  if (id) return "Nobody here has this number.";
  return chat ? "This person is in no such chat." : `Nobody here is called @${username}.`;
}

/** Where a link leads that asks for a new bot. */
function wayToNewBot({ manager: username, ...suggested }, { store, person }) {
  const manager = store.people.find((one) => one.is_bot && same(one.username, username));
  if (!manager) throw new Error(nobody({ username }));
  if (!manager.can_manage_bots) throw new Error(`${nameOf(manager)} cannot manage bots: its maker has not switched that on.`);
  return () => openManagedBot({ person, manager, suggested });
}

/** `{thread, message}` of a link into a forum. A lone number is a topic's, or a message's in General. */
async function placeInForum({ id: chat }, { thread, message }, as) {
  const { topics } = await get("/api/topics", { as, chat });
  const has = (number) => topics.some((topic) => topic.thread === number);
  const asked = thread ?? message;
  if (asked === GENERAL) return { thread: 0, message: thread === null ? null : message };
  if (has(asked)) return { thread: asked, message: thread === null ? null : message };
  if (thread === null) {
    const { messages } = await get("/api/messages", { as, chat, thread: 0, around: message, limit: 1 });
    if (messages[0]?.id === message) return { thread: 0, message };
  }
  throw new Error(GONE);
}

/** Where a link into a chat of many leads. */
async function wayInto(found, link, { store, person, go }) {
  const { thread, message } = found.is_forum
    ? await placeInForum(found, link, person)
    : { thread: null, message: link.message };
  // Read before it is shown: whoever opens it finds the place, not the end.
  const there = message === null || (await store.person(person).window(found.id, thread).goTo(message));
  if (!there) throw new Error(GONE);
  return () => go({ chat: found.id, thread });
}

/** A function that goes where a link of Telegram's leads. What leads nowhere is said by an error. */
export async function wayOf(link, around) {
  if (link.other) throw new Error("Links of this kind are not played here.");
  if (link.manager) return wayToNewBot(link, around);
  const found = namedBy(link, around);
  if (!found) throw new Error(nobody(link));
  if (link.message && found.kind) return wayInto(found, link, around);
  return () => {
    if (found.is_bot && link.start) starts.open(around.person, found.id, link.start);
    around.go({ chat: found.id, thread: null });
  };
}
