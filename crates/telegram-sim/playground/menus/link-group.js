// Which group discusses a channel: one of the person's own supergroups, and not a forum.

import { act } from "../net/api.js";
import { useSubjects } from "../net/subject.js";
import { overlay } from "../ui/overlay.js";
import { html } from "../ui/preact.js";
import { Choice } from "./choice.js";
import { rowOf } from "./picker.js";

function LinkGroup({ view, chat, close }) {
  useSubjects(view);
  const fits = (one) => one.kind === "supergroup" && !one.is_forum && one.standing === "owner";
  const groups = view.sortedChats().filter(fits);
  const link = async ({ id, name }) => {
    await act("link_discussion", { channel: chat.id, group: id });
    return () => overlay.say(`Discussed in ${name}`);
  };
  return html`<${Choice}
    title="Discussion group"
    words="What is posted in the channel will appear in the group, where it can be discussed."
    rows=${groups.map((one) => rowOf(one))}
    label="Search groups"
    nothing="You own no supergroup without topics."
    run=${link}
    close=${close}
  />`;
}

export function openLinkGroup({ view, chat }) {
  overlay.openDialog(LinkGroup, { view, chat });
}
