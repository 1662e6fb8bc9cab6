// A person's chats, newest first.

import { openChatMenu } from "../menus/chat-menu.js";
import { Avatar } from "../ui/avatar.js";
import { Icon } from "../ui/icons.js";
import { html } from "../ui/preact.js";
import { Row, walkRows } from "./row.js";

const KINDS = { private: "", group: "group", supergroup: "group", channel: "channel" };

function badge(chat) {
  const icon = chat.is_forum ? "topics" : chat.is_bot ? "bot" : chat.kind === "channel" ? "channel" : chat.kind === "private" ? null : "people";
  return icon && html`<span class="row-kind"><${Icon} name=${icon} size=${16} /></span>`;
}

function marks(chat) {
  return [chat.is_forum ? "forum" : chat.is_bot ? "bot" : KINDS[chat.kind], chat.blocked && "blocked"];
}

export function ChatList({ view, side, chosen, go }) {
  const chats = view.sortedChats();
  if (chats.length === 0) {
    return html`<p class="pane-note">No chats yet. The pencil above begins one.</p>`;
  }
  return html`
    <nav class="rows" aria-label=${`Chats, ${side}`} onKeyDown=${walkRows}>
      <ul>
        ${chats.map(
          (chat) => html`<${Row}
            key=${chat.id}
            picture=${html`<${Avatar} id=${chat.id} name=${chat.title} size=${48} />`}
            title=${chat.title}
            marks=${marks(chat)}
            badge=${badge(chat)}
            last=${chat.last}
            group=${chat.kind !== "private" && chat.kind !== "channel"}
            unread=${chat.unread}
            chosen=${chat.id === chosen}
            onOpen=${() => go({ chat: chat.id, thread: null })}
            onMenu=${(anchor) => openChatMenu(anchor, { view, chat, go })}
          />`,
        )}
      </ul>
    </nav>
  `;
}
