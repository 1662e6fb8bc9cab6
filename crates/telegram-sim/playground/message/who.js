// Who a message is from, where it came from before, and what it answers: names, ids and words. Pure.

import { labelOf } from "../kinds/index.js";
import { nameOf } from "../ui/names.js";
import { oneLine } from "./entities.js";

const isGroup = (chat) => chat.kind === "group" || chat.kind === "supergroup";

/** Whether the author's name stands above a message. */
export function showsName(view, chat) {
  if (chat.kind === "channel") return true;
  return isGroup(chat) && (!view.outgoing || Boolean(view.message.sender_chat));
}

/** Whether the author's picture stands beside it. */
export const showsAvatar = (view, chat) => isGroup(chat) && !view.outgoing;

/** What stands beside the name: a title given to the author, or what the author is in this group. */
export function titleOf(view, place) {
  const { message, author } = view;
  if (!isGroup(place.chat)) return "";
  if (message.sender_chat) {
    const other = message.sender_chat.id !== message.chat?.id;
    return other ? "channel" : (message.author_signature ?? "anonymous admin");
  }
  if (message.sender_tag) return message.sender_tag;
  const member = place.details?.members?.find(({ person }) => person.id === author.id);
  const standing = { owner: "owner", administrator: "admin" }[member?.standing];
  return member?.custom_title || standing || "";
}

/** `{id, name, signature}` of a `MessageOrigin`; without an id nobody can be looked at. */
export function originOf(origin) {
  switch (origin?.type) {
    case "user":
      return { id: origin.sender_user?.id, name: nameOf(origin.sender_user) };
    case "hidden_user":
      return { name: nameOf({ name: origin.sender_user_name }) };
    case "chat":
      return { id: origin.sender_chat?.id, name: nameOf(origin.sender_chat), signature: origin.author_signature };
    case "channel":
      return { id: origin.chat?.id, name: nameOf(origin.chat), signature: origin.author_signature };
    default:
      return { name: "somebody" };
  }
}

/**
 * `{id, name, words, quoted, jump, picture}` of what a message answers; null if nothing to show. `jump` is a message of
 * this chat, if it is one; `picture` is a Bot API message to take a small picture from.
 */
export function answered(message) {
  const { reply_to_message: reply, external_reply: external, reply_to_story: story, quote } = message;
  const quoted = quote ? oneLine(quote.text, quote.entities, 200) : "";
  if (reply) {
    // In a forum every message hangs on its topic's beginning; Telegram does not show that as a reply.
    if (reply.forum_topic_created) return null;
    const { id, ...who } = reply.sender_chat ?? reply.from ?? {};
    const words = quoted || labelOf(reply);
    return { id, name: nameOf(who), words, quoted: Boolean(quoted), jump: reply.message_id, picture: reply };
  }
  if (external) {
    const { id, name } = originOf(external.origin);
    const here = external.chat && external.chat.id === message.chat?.id;
    const words = quoted || externalWords(external);
    const jump = here ? external.message_id : undefined;
    return { id, name, words, quoted: Boolean(quoted), jump, picture: external };
  }
  return story ? { id: story.chat?.id, name: nameOf(story.chat), words: "Story", quoted: false } : null;
}

/** A reply from elsewhere says of which kind it is, but not what stood there. */
function externalWords(external) {
  const { origin, chat, message_id: id, link_preview_options: preview, ...content } = external;
  const words = Object.keys(content).some((field) => field !== "has_media_spoiler") ? labelOf(content) : "Message";
  return chat?.title ? `${words}, in ${nameOf(chat)}` : words;
}
