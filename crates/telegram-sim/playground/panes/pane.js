// One person's Telegram: the list of chats (or of a forum's topics) beside the chosen chat; on a narrow pane one of them.

import { address } from "../net/address.js";
import { useSubjects } from "../net/subject.js";
import { html, useCallback } from "../ui/preact.js";
import { Chat } from "./chat.js";
import { ChatList } from "./chat-list.js";
import { PersonChooser } from "./person-chooser.js";
import { TopicList } from "./topic-list.js";

export function Pane({ side, store, place }) {
  const view = store.person(place.person);
  useSubjects(view);
  const go = useCallback((change, back = true) => address.go({ [side]: change }, back), [side]);
  const person = store.account(place.person);
  const chat = view?.chats.get(place.chat) ?? null;
  const forum = chat?.is_forum && chat;
  // A chat that is not in the list yet may still be written to, for instance a bot that was found by name.
  const there = chat !== null || (place.chat !== null && place.chat > 0);
  const open = forum ? place.thread !== null : there;
  return html`
    <section class="pane" data-side=${side} data-open=${open} aria-label=${`Chats of ${person?.name ?? "nobody"}, ${side}`}>
      <div class="pane-list">
        <${PersonChooser} store=${store} person=${person} view=${view} go=${go} side=${side} />
        ${view?.error
          ? html`<p class="pane-note">${view.error}</p>`
          : !view?.ready
            ? html`<p class="pane-note" role="status">Reading chats…</p>`
            : forum
              ? html`<${TopicList} view=${view} side=${side} chat=${forum} thread=${place.thread} go=${go} />`
              : html`<${ChatList} view=${view} side=${side} chosen=${place.chat} go=${go} />`}
      </div>
      <div class="pane-chat">
        ${open && view?.ready
          ? html`<${Chat} key=${`${place.person}/${place.chat}/${place.thread}`} store=${store} view=${view} at=${place} go=${go} />`
          : html`<p class="pane-note pane-note-middle">${forum ? "Choose a topic" : "Choose a chat"}</p>`}
      </div>
    </section>
  `;
}
