// Adding people and bots to a group or channel: everybody who is not inside, to be ticked.

import { act } from "../net/api.js";
import { useSubjects } from "../net/subject.js";
import { overlay } from "../ui/overlay.js";
import { html } from "../ui/preact.js";
import { Form } from "./form.js";
import { usePeople } from "./know.js";
import { Picker, rowOf, useTicked } from "./picker.js";

/** Everybody to tick, or why nobody can be. */
export function PickPeople({ without, chosen, onPick, first }) {
  const { people, error } = usePeople();
  if (error) return html`<p class="form-error" role="alert">${error}</p>`;
  if (!people) return html`<p class="pick-end" role="status">One moment…</p>`;
  const rows = people.filter(({ id }) => !without.has(id)).map((person) => rowOf(person));
  return html`<${Picker}
    rows=${rows}
    label="Search people and bots"
    nothing="There is nobody else."
    chosen=${chosen}
    onPick=${onPick}
    first=${first}
  />`;
}

function AddMembers({ view, chat, then, close }) {
  useSubjects(view);
  const [chosen, turn] = useTicked();
  const inside = new Set(view.details(chat.id)?.members.map(({ person }) => person.id));
  const add = async () => {
    for (const account of chosen) {
      // Somebody who was added before a refusal is inside by now.
      if (!inside.has(account)) await act("add", { person: view.id, chat: chat.id, account });
    }
    return then;
  };
  const deed = chosen.size > 1 ? `Add ${chosen.size}` : "Add";
  return html`<${Form} title="Add people or bots" deed=${deed} disabled=${chosen.size === 0} run=${add} close=${close}>
    <${PickPeople} without=${inside} chosen=${chosen} onPick=${turn} first />
  </${Form}>`;
}

/** `then` opens what is to be shown afterwards. */
export function openAdd({ view, chat, then }) {
  overlay.openDialog(AddMembers, { view, chat, then });
}
