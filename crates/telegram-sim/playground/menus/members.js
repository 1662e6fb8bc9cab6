// Who is in a group or channel. A line leads to what can be done with that member (`member.js`).

import { useSubjects } from "../net/subject.js";
import { overlay } from "../ui/overlay.js";
import { html } from "../ui/preact.js";
import { openAdd } from "./add-members.js";
import { Head } from "./choice.js";
import { may } from "./know.js";
import { openMember, standingWords } from "./member.js";
import { Picker, rowOf } from "./picker.js";
import { openRemoved } from "./removed.js";

function Members({ view, chat, close }) {
  useSubjects(view);
  const details = view.details(chat.id);
  const channel = chat.kind === "channel";
  const title = channel ? "Subscribers" : "Members";
  if (!details) return html`<${Head} title=${title} close=${close} /><p class="pick-end" role="status">One moment…</p>`;
  const back = () => openMembers({ view, chat });
  const rows = details.members.map((member) => ({ ...rowOf(member.person, standingWords(member)), member }));
  const { removed } = details;
  return html`
    <${Head} title=${`${title} · ${rows.length}`} close=${close} />
    <${Picker}
      rows=${rows}
      label=${`Search ${title.toLowerCase()}`}
      onPick=${({ member }) => openMember({ view, chat, member, back })}
    />
    <div class="form-buttons">
      ${removed.length > 0 &&
      html`<button type="button" class="button" onClick=${() => openRemoved({ view, chat, back })}>
        Removed · ${removed.length}
      </button>`}
      ${may(details, view.id, "can_invite_users") &&
      html`<button type="button" class="button button-main" onClick=${() => openAdd({ view, chat, then: back })}>
        Add people or bots
      </button>`}
    </div>
  `;
}

export function openMembers({ view, chat }) {
  overlay.openDialog(Members, { view, chat });
}
