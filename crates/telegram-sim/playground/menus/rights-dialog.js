// Rights of an administrator, limits of a member, and what all members of a group may do: lists of boxes to tick.
//
// Nobody gives rights that they do not have. Which rights there are: `rights.js`.

import { act } from "../net/api.js";
import { nameOf } from "../ui/names.js";
import { overlay } from "../ui/overlay.js";
import { html, useState } from "../ui/preact.js";
import { Field, Form, Tick } from "./form.js";
import { ownLine } from "./know.js";
import { permissionsIn, rightsIn } from "./rights.js";

const pairs = (list, on) => Object.fromEntries(list.map(([name]) => [name, on(name)]));

/** `held` = what may be ticked; `all` = the words of the box for everything. */
export function Ticks({ list, ticked, onTicked, held = () => true, all }) {
  const open = list.filter(([name]) => held(name) && name !== "is_anonymous").map(([name]) => name);
  const whole = open.length > 0 && open.every((name) => ticked[name]);
  const turnAll = (on) => onTicked({ ...ticked, ...Object.fromEntries(open.map((name) => [name, on])) });
  return html`<fieldset class="ticks">
    <legend class="unseen">${all}</legend>
    ${open.length > 1 &&
    html`<div class="ticks-all"><${Tick} label=${all} on=${whole} onChange=${turnAll} first /></div>`}
    ${list.map(
      ([name, words], at) => html`<${Tick}
        key=${name}
        label=${words}
        on=${Boolean(ticked[name])}
        disabled=${!held(name)}
        first=${open.length < 2 && at === 0}
        onChange=${(on) => onTicked({ ...ticked, [name]: on })}
      />`,
    )}
  </fieldset>`;
}

const TITLE_MAX = 16;
const TITLE_HINT = "Shown beside the name, at most 16 characters.";

function Promote({ view, chat, details, member, back, close }) {
  const mine = ownLine(details, view.id);
  // An owner has every right; what can be chosen is whether to be seen.
  const owner = member.standing === "owner";
  const list = rightsIn(chat).filter(([name]) => !owner || name === "is_anonymous");
  const held = (name) => mine?.standing === "owner" || Boolean(mine?.rights?.[name]);
  const fresh = (name) => held(name) && !["is_anonymous", "can_promote_members"].includes(name);
  const now = owner ? { is_anonymous: member.anonymous } : member.rights;
  const [ticked, setTicked] = useState(pairs(list, (name) => (now ? Boolean(now[name]) : fresh(name))));
  const [title, setTitle] = useState(member.custom_title ?? "");
  const promote = async () => {
    const rights = { ...ticked, can_manage_chat: true, custom_title: title.trim() || undefined };
    await act("promote", { person: view.id, chat: chat.id, account: member.person.id, rights });
    return back;
  };
  const name = nameOf(member.person);
  return html`<${Form} title=${owner ? "Own rights" : `Rights of ${name}`} deed="Save" run=${promote} close=${close}>
    <${Ticks} list=${list} ticked=${ticked} onTicked=${setTicked} held=${held} all="All rights" />
    ${!owner && chat.kind !== "channel" &&
    html`<${Field} label="Custom title" text=${title} onText=${setTitle} max=${TITLE_MAX} hint=${TITLE_HINT} />`}
  </${Form}>`;
}

function Restrict({ view, chat, details, member, back, close }) {
  const list = permissionsIn(chat);
  // What the group forbids to all cannot be allowed to one.
  const held = (name) => Boolean(details.permissions?.[name]);
  const now = member.permissions ?? details.permissions;
  const [ticked, setTicked] = useState(pairs(list, (name) => held(name) && Boolean(now?.[name])));
  const restrict = async () => {
    await act("restrict", { person: view.id, chat: chat.id, account: member.person.id, permissions: ticked });
    return back;
  };
  return html`<${Form} title=${`What ${nameOf(member.person)} may do`} deed="Save" run=${restrict} close=${close}>
    <${Ticks} list=${list} ticked=${ticked} onTicked=${setTicked} held=${held} all="Everything that members may" />
  </${Form}>`;
}

function GroupPermissions({ chat, details, close }) {
  const list = permissionsIn(chat);
  const [ticked, setTicked] = useState(pairs(list, (name) => Boolean(details.permissions?.[name])));
  const save = () => act("set_permissions", { chat: chat.id, permissions: ticked });
  return html`<${Form} title="What members may do" deed="Save" run=${save} close=${close}>
    <${Ticks} list=${list} ticked=${ticked} onTicked=${setTicked} all="Everything" />
  </${Form}>`;
}

/** `back` is shown afterwards. */
export function openPromote({ view, chat, details, member, back }) {
  overlay.openDialog(Promote, { view, chat, details, member, back });
}

/** `back` is shown afterwards. */
export function openRestrict({ view, chat, details, member, back }) {
  overlay.openDialog(Restrict, { view, chat, details, member, back });
}

export function openGroupPermissions({ chat, details }) {
  overlay.openDialog(GroupPermissions, { chat, details });
}
