// The head of an open chat: back, picture, title, what it is; its menu. And the pinned message below it.

import { labelOf } from "../kinds/index.js";
import { openChatMenu } from "../menus/chat-menu.js";
import { openMembers } from "../menus/members.js";
import { openTopicMenu } from "../menus/topic-menu.js";
import { Avatar } from "../ui/avatar.js";
import { Icon } from "../ui/icons.js";
import { html } from "../ui/preact.js";
import { TopicIcon } from "../ui/topic-icon.js";

const many = (count, one, more) => `${count} ${count === 1 ? one : more}`;

function subtitle(chat, topic, details) {
  if (topic) return [chat.title, topic.closed && "closed"].filter(Boolean).join(" · ");
  if (chat.kind === "private") return [chat.is_bot ? "bot" : "person", chat.blocked && "blocked"].filter(Boolean).join(" · ");
  const count = details?.members.length;
  if (chat.kind === "channel") return count ? many(count, "subscriber", "subscribers") : "channel";
  return count ? many(count, "member", "members") : "group";
}

export function ChatHead({ store, view, chat, topic, details, go }) {
  const menu = (event) => {
    if (topic) openTopicMenu(event.currentTarget, { view, chat, topic, go });
    else openChatMenu(event.currentTarget, { view, chat, go });
  };
  const group = chat.kind !== "private";
  return html`
    <header class="chat-head">
      <button
        type="button"
        class="icon-button chat-back"
        aria-label=${topic ? "All topics" : "All chats"}
        onClick=${() => go(topic ? { thread: null } : { chat: null, thread: null }, false)}
      >
        <${Icon} name="back" />
      </button>
      ${topic ? html`<${TopicIcon} topic=${topic} />` : html`<${Avatar} id=${chat.id} name=${chat.title} size=${40} />`}
      <div class="chat-names">
        <h2 class="chat-title" dir="auto">${topic ? topic.name : chat.title}</h2>
        ${group && !topic
          ? html`<button type="button" class="chat-subtitle" onClick=${() => openMembers({ store, view, chat })}>
              ${subtitle(chat, topic, details)}
            </button>`
          : html`<p class="chat-subtitle" dir="auto">${subtitle(chat, topic, details)}</p>`}
      </div>
      ${!topic?.deleted &&
      html`<button type="button" class="icon-button" aria-label="What can be done here" aria-haspopup="menu" onClick=${menu}>
        <${Icon} name="more" />
      </button>`}
    </header>
  `;
}

/** The pinned message, if it belongs to what is open. */
export function Pinned({ details, thread, onJump }) {
  const pinned = details?.pinned;
  if (!pinned || (thread !== null && (pinned.thread ?? 0) !== thread)) return null;
  return html`
    <button type="button" class="pinned" onClick=${() => onJump(pinned.id)}>
      <${Icon} name="pin" size=${18} />
      <span class="pinned-text"><span class="pinned-title">Pinned message</span><span dir="auto">${labelOf(pinned.message)}</span></span>
    </button>
  `;
}
