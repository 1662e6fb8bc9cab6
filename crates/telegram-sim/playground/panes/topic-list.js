// The topics of a forum: General, then newest first, with their colour squares, closed ones marked.

import { openChatMenu } from "../menus/chat-menu.js";
import { openNewTopic, openTopicMenu } from "../menus/topic-menu.js";
import { useSubjects } from "../net/subject.js";
import { Icon } from "../ui/icons.js";
import { html } from "../ui/preact.js";
import { TopicIcon } from "../ui/topic-icon.js";
import { Row, walkRows } from "./row.js";

export function TopicList({ view, side, chat, thread, go }) {
  useSubjects(view);
  const topics = view.topics(chat.id);
  const may = view.details(chat.id)?.can.manage_topics;
  return html`
    <div class="forum-head">
      <button type="button" class="icon-button" aria-label="All chats" onClick=${() => go({ chat: null, thread: null }, false)}>
        <${Icon} name="back" />
      </button>
      <button type="button" class="forum-title" aria-haspopup="menu" onClick=${(event) => openChatMenu(event.currentTarget, { view, chat, go })}>
        <span dir="auto">${chat.title}</span>
      </button>
      ${may &&
      html`<button type="button" class="icon-button" aria-label="New topic" title="New topic" onClick=${() => openNewTopic({ view, chat, go })}>
        <${Icon} name="plus" />
      </button>`}
    </div>
    ${topics === null
      ? html`<p class="pane-note" role="status">Reading topics…</p>`
      : html`<nav class="rows" aria-label=${`Topics, ${side}`} onKeyDown=${walkRows}>
          <ul>
            ${topics.map(
              (topic) => html`<${Row}
                key=${topic.thread}
                picture=${html`<${TopicIcon} topic=${topic} />`}
                title=${topic.name}
                marks=${[topic.closed && "closed"]}
                badge=${topic.closed && html`<span class="row-kind"><${Icon} name="lock" size=${16} /></span>`}
                last=${topic.last}
                group
                unread=${topic.unread}
                chosen=${topic.thread === thread}
                onOpen=${() => go({ chat: chat.id, thread: topic.thread })}
                onMenu=${(anchor) => openTopicMenu(anchor, { view, chat, topic, go })}
              />`,
            )}
          </ul>
        </nav>`}
  `;
}
