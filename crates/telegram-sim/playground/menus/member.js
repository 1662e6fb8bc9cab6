// One member of a group or channel, and what the person may do with them: rights, restrictions, removing.
//
// As in Telegram: nobody changes the owner, only the owner changes administrators, and nobody removes themselves here.

import { act } from "../net/api.js";
import { Avatar } from "../ui/avatar.js";
import { Icon } from "../ui/icons.js";
import { nameOf } from "../ui/names.js";
import { overlay } from "../ui/overlay.js";
import { html } from "../ui/preact.js";
import { confirm } from "./ask.js";
import { Head } from "./choice.js";
import { ownLine } from "./know.js";
import { openPromote, openRestrict } from "./rights-dialog.js";

const STANDINGS = { owner: "owner", administrator: "admin", restricted: "restricted" };

/** "owner", "admin · Support", "restricted · anonymous"; of a bot also whether it gets all messages. */
export function standingWords({ standing, custom_title, anonymous, sees_all }) {
  const access = sees_all === undefined ? null : sees_all ? "has access to messages" : "has no access to messages";
  return [STANDINGS[standing], custom_title, anonymous && "anonymous", access].filter(Boolean).join(" · ");
}

/** What may be done with a member: [{label, icon, danger?, run}]. */
function deeds({ view, chat, details, member, back }) {
  const { can } = details;
  const group = chat.kind !== "channel";
  const self = member.person.id === view.id;
  const owner = ownLine(details, view.id)?.standing === "owner";
  const admin = member.standing === "administrator";
  const mayChange = !self && member.standing !== "owner" && (owner || !admin);
  const asked = { view, chat, details, member, back };
  const named = { person: view.id, chat: chat.id, account: member.person.id };
  const name = nameOf(member.person);
  const deed = (operation) => async () => {
    await act(operation, named);
    return back;
  };
  const ask = (title, words, button, operation, danger = true) => () =>
    confirm({ title, words, deed: button, danger, run: deed(operation) });
  const demote = ask(`Dismiss ${name}?`, "They stay as an ordinary member.", "Dismiss", "demote");
  const free = ask("Lift restrictions?", `${name} may do again what all members may.`, "Lift", "demote", false);
  const kick = ask(`Remove ${name}?`, "They cannot come back until somebody lets them.", "Remove", "kick");
  const promote = can.promote && mayChange;
  const restrict = can.restrict && mayChange && !admin;
  return [
    promote && {
      label: admin ? "Change rights…" : "Make administrator…",
      icon: "star",
      run: () => openPromote(asked),
    },
    owner && self && group && { label: "Change own rights…", icon: "star", run: () => openPromote(asked) },
    restrict && chat.kind === "supergroup" && { label: "Restrict…", icon: "lock", run: () => openRestrict(asked) },
    restrict && member.standing === "restricted" && { label: "Lift restrictions…", icon: "check", run: free },
    promote && admin && { label: "Dismiss administrator…", icon: "down", danger: true, run: demote },
    can.restrict && mayChange && { label: "Remove…", icon: "trash", danger: true, run: kick },
  ].filter(Boolean);
}

function Member({ view, chat, details, member, back, close }) {
  const { person } = member;
  const name = nameOf(person);
  const username = person.username && `@${person.username}`;
  const notes = [username, person.is_bot && "bot", standingWords(member)].filter(Boolean);
  const offered = deeds({ view, chat, details, member, back });
  return html`
    <${Head} title=${name} close=${close} back=${back} />
    <div class="member-card">
      <${Avatar} id=${person.id} name=${name} size=${56} />
      <p dir="auto">${notes.join(" · ") || "member"}<br /><small>Id ${person.id}</small></p>
    </div>
    <div class="member-deeds">
      ${offered.map(
        ({ label, icon, danger, run }) => html`<button
          type="button"
          class=${`menu-item${danger ? " menu-item-danger" : ""}`}
          onClick=${run}
        >
          <span class="menu-icon"><${Icon} name=${icon} size=${20} /></span><span>${label}</span>
        </button>`,
      )}
      ${offered.length === 0 && html`<p class="pick-end">There is nothing that you may change here.</p>`}
    </div>
  `;
}

/** `back` opens the list again. */
export function openMember({ view, chat, member, back }) {
  overlay.openDialog(Member, { view, chat, details: view.details(chat.id), member, back });
}
