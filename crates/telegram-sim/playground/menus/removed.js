// Who was removed from a group or channel and is kept out; letting somebody come back.

import { act } from "../net/api.js";
import { useSubjects } from "../net/subject.js";
import { overlay } from "../ui/overlay.js";
import { html } from "../ui/preact.js";
import { Choice } from "./choice.js";
import { rowOf } from "./picker.js";

function Removed({ view, chat, back, close }) {
  useSubjects(view);
  return html`<${Choice}
    title="Removed"
    words="They cannot come back by themselves. Choose whom to let in again."
    rows=${view.details(chat.id)?.removed.map((person) => rowOf(person))}
    label="Search the removed"
    run=${async ({ id, name }) => {
      await act("unban", { person: view.id, chat: chat.id, account: id });
      return () => overlay.say(`${name} may come back`);
    }}
    close=${close}
    back=${back}
  />`;
}

/** `back` opens the members again. */
export function openRemoved({ view, chat, back }) {
  overlay.openDialog(Removed, { view, chat, back });
}
