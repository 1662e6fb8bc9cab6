// The people and chats of the gallery, and how a message of theirs is made. Bodies are in `bodies.js`.

const person = (id, first_name, more = {}) => ({ id, is_bot: false, first_name, ...more });

export const ANNA = person(101, "Anna", { last_name: "Berg", username: "anna" });
export const BO = person(102, "Bo", { username: "bo_builds" });
export const NOA = person(103, "נועה", { last_name: "לוי" });
export const LONG = person(104, "Bartholomew-Maximilian".repeat(6));
export const EMOJI = person(105, "🦊🌲", { username: "fox" });
export const NAMELESS = person(106, "\u200b");
export const BOT = { id: 107, is_bot: true, first_name: "Desk", username: "desk_bot" };
export const ME = person(100, "Mira", { username: "mira" });

export const asPerson = (user) => ({ ...user, name: [user.first_name, user.last_name].filter(Boolean).join(" ") });

const CHANNEL = { id: -1001, type: "channel", title: "Harbour News" };
const row = (id, kind, title) => ({ id, kind, title, is_forum: false, is_bot: false, unread: 0 });

const member = (user, standing, custom_title) => ({ person: asPerson(user), standing, custom_title });

/** What `place` says about a chat. */
export const CHATS = {
  private: { person: ME.id, chat: row(101, "private", "Anna Berg"), details: null },
  group: {
    person: ME.id,
    chat: row(-500, "supergroup", "Harbour Crew"),
    details: { members: [member(ANNA, "owner"), member(BO, "administrator", "Carpenter"), member(NOA, "member")] },
  },
  channel: { person: ME.id, chat: row(-1001, "channel", "Harbour News"), details: null },
};

const NOON = Date.UTC(2026, 4, 12, 10, 40) / 1000;
let made = 0;

/** A view: `from` a person of the gallery, `body` fields of the Bot API's message, `around` fields of the view. */
export function view(from, body, around = {}) {
  made += 1;
  const message = {
    message_id: made,
    date: NOON + made * 60,
    chat: { id: -500, type: "supergroup", title: "Harbour Crew" },
    from,
    ...body,
  };
  const author = message.sender_chat ? { id: message.sender_chat.id, name: message.sender_chat.title } : asPerson(from);
  return { id: made, chat: -500, thread: 0, outgoing: from.id === ME.id, message, author, reactions: [], ...around };
}

/** A post of the channel. */
export const post = (body) => view(ANNA, { chat: CHANNEL, sender_chat: CHANNEL, ...body });

/** One message alone, as the gallery takes it. */
export const one = (...given) => ({ views: [view(...given)] });
