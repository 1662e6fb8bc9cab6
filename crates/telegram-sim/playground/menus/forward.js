// Forwarding: to which chat, and in a forum to which topic. An album stays an album.
//
// Only chats in which the person may write are offered. One stays where one is, as in Telegram.

import { act } from "../net/api.js";
import { useSubjects } from "../net/subject.js";
import { overlay } from "../ui/overlay.js";
import { html, useState } from "../ui/preact.js";
import { TopicIcon } from "../ui/topic-icon.js";
import { Choice } from "./choice.js";
import { rowOf } from "./picker.js";

const KINDS = { private: "", group: "group", supergroup: "group", channel: "channel" };

/** Items of one album are said with one word of their own. */
async function forward(view, messages, chat, thread) {
  const album = messages.length > 1 ? `forward-${crypto.randomUUID()}` : null;
  for (const { chat: from, id } of messages) {
    const where = { person: view.id, chat, thread: thread || null };
    await act("say", { ...where, forward_from: [from, id], media_group: album });
  }
}

const rowOfTopic = (topic) => ({
  id: topic.thread,
  name: topic.name,
  note: topic.closed ? "closed" : "",
  picture: html`<${TopicIcon} topic=${topic} size=${36} />`,
});

function Forward({ view, messages, close }) {
  useSubjects(view);
  const [forum, setForum] = useState(null);
  const deliver = async (chat, thread, name) => {
    await forward(view, messages, chat, thread);
    return () => overlay.say(`Forwarded to ${name}`);
  };
  if (forum) {
    return html`<${Choice}
      key=${forum.id}
      title=${forum.title}
      rows=${view.topics(forum.id)?.map(rowOfTopic)}
      label="Search topics"
      nothing="No topics."
      run=${({ id, name }) => deliver(forum.id, id, name)}
      close=${close}
      back=${() => setForum(null)}
    />`;
  }
  const chats = view.sortedChats().filter((chat) => chat.can_write);
  const intoForum = ({ id }) => {
    const chat = view.chats.get(id);
    if (chat?.is_forum) setForum(chat);
    return Boolean(chat?.is_forum);
  };
  return html`<${Choice}
    key="chats"
    title=${messages.length > 1 ? `Forward ${messages.length} messages to…` : "Forward to…"}
    rows=${chats.map((chat) => rowOf(chat, chat.is_forum ? "forum" : KINDS[chat.kind]))}
    label="Search chats"
    nothing="There is no chat to forward to."
    onward=${intoForum}
    run=${({ id, name }) => deliver(id, null, name)}
    close=${close}
  />`;
}

/** `messages` = MessageViews of one chat, in order. */
export function openForward({ view, messages }) {
  overlay.openDialog(Forward, { view, messages });
}
