// Saying and changing things: what the composer has, as operations of the control API. Nothing is drawn here.
//
// `to` = who says it where, in whose name, and how it hangs: {person, chat, thread, sender, reply, quote}.

import { act } from "../net/api.js";
import { read } from "./markup.js";

export const TEXT_MAX = 4096;
export const CAPTION_MAX = 1024;
/** The rest of the allowed length is said from here on. */
export const NEAR = 200;

/** A message that is nothing but one of these is thrown. */
export const DICE = ["🎲", "🎯", "🏀", "⚽", "🎳", "🎰"];

/** Says one thing. */
export function say({ person, chat, thread, sender, reply, quote }, content, more = {}) {
  const hangs = { reply_to: reply?.id, quote, sender_chat: sender };
  return act("say", { person, chat, thread: thread || null, content, ...hangs, ...more });
}

/** What was typed, as content. */
export function contentOf(typed) {
  const { text, entities } = read(typed);
  return DICE.includes(text.replace("\ufe0f", "")) ? { kind: "dice", emoji: text } : { kind: "text", text, entities };
}

/** How long the text will be that is sent. Short ones need no reading: marks only make it shorter. */
export function lengthOf(typed, near) {
  return typed.length < near ? typed.length : read(typed).text.length;
}

/** What is said of the rest of the allowed length. */
export function leftInWords(left) {
  if (left < 0) return `${-left} characters too many`;
  return left <= NEAR ? `${left} characters left` : "";
}

/** An own message gets other words. */
export function change({ person, chat }, view, typed) {
  return act("edit", { person, chat, message: view.id, ...read(typed) });
}

/** An own message gets another content: a file in place of the one it has. */
export function replace({ person, chat }, view, content) {
  return act("edit", { person, chat, message: view.id, content });
}

/** The words of a message: its text, or what stands under its picture. */
export function wordsOf({ message }) {
  const { text, entities, caption, caption_entities: captionEntities } = message;
  return text === undefined ? { text: caption ?? "", entities: captionEntities } : { text, entities };
}

export const hasText = ({ message }) => message.text !== undefined;
