// In whose name one writes in a group: one's own, or that of a channel that one owns. The choice belongs to the chat and
// is kept by the tab. That an anonymous administrator writes as the group is the world's rule, not a choice.

import { Avatar } from "../ui/avatar.js";
import { overlay } from "../ui/overlay.js";
import { html, useState } from "../ui/preact.js";

const keyOf = (person, chat) => `playground-name/${person}/${chat}`;

/** `{list, chosen, choose}`: all names, and the channel that was chosen; null is oneself. */
export function useNames({ store, person, chat }) {
  const key = keyOf(person, chat.id);
  const [id, setId] = useState(() => Number(sessionStorage.getItem(key)));
  const group = chat.kind === "group" || chat.kind === "supergroup";
  const owned = ({ kind, standing }) => kind === "channel" && standing === "owner";
  const channels = group ? (store.person(person)?.sortedChats() ?? []).filter(owned) : [];
  const own = { id: person, title: store.account(person)?.name ?? "Nobody", own: true };
  return {
    list: [own, ...channels],
    chosen: channels.find((channel) => channel.id === id) ?? null,
    choose: (one) => {
      sessionStorage.setItem(key, one.own ? "" : one.id);
      setId(one.own ? 0 : one.id);
    },
  };
}

export function SendAs({ names }) {
  const { list, chosen, choose } = names;
  const shown = chosen ?? list[0];
  const open = (event) => {
    const items = list.map((one) => ({
      label: one.title,
      icon: html`<${Avatar} id=${one.id} name=${one.title} size=${28} />`,
      checked: one.id === shown.id,
      run: () => choose(one),
    }));
    overlay.openMenu(event.currentTarget, items, { label: "Send as" });
  };
  return html`<button
    type="button"
    class="icon-button"
    aria-label=${`Send as ${shown.title}`}
    title=${`Send as ${shown.title}`}
    aria-haspopup="menu"
    onClick=${open}
  >
    <${Avatar} id=${shown.id} name=${shown.title} size=${30} />
  </button>`;
}
