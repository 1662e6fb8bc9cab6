// The dialog that makes a checklist: a title and tasks. Ticking tasks is not simulated.

import { Field, Form, Tick } from "../menus/form.js";
import { overlay } from "../ui/overlay.js";
import { html, useState } from "../ui/preact.js";
import { read } from "./markup.js";
import { withRoom } from "./poll.js";

const TITLE_MAX = 255;
const TASK_MAX = 100;
const TASKS_MAX = 30;

/** Marks are read as in any text; a field of the checklist has its entities beside it. */
function styled(field, typed) {
  const { text, entities } = read(typed);
  return entities.length > 0 ? { [field]: text, [`${field}_entities`]: entities } : { [field]: text };
}

/** The content of a message with this checklist. */
export function checklistOf({ title, tasks, others }) {
  const checklist = {
    ...styled("title", title),
    tasks: tasks.map((task, at) => ({ id: at + 1, ...styled("text", task) })),
    ...(others && { others_can_mark_tasks_as_done: true }),
  };
  return { kind: "raw", fields: { checklist } };
}

function Checklist({ send, close }) {
  const [title, setTitle] = useState("");
  const [tasks, setTasks] = useState([""]);
  const [others, setOthers] = useState(false);
  const written = tasks.map((task) => task.trim()).filter(Boolean);
  const change = (number, text) => setTasks(withRoom(tasks.map((old, at) => (at === number ? text : old)), TASKS_MAX));
  const ready = title.trim() && written.length > 0;
  const run = () => send(checklistOf({ title, tasks: written, others }));
  return html`<${Form} title="New checklist" deed="Send" disabled=${!ready} run=${run} close=${close}>
    <${Field} label="Title" text=${title} onText=${setTitle} max=${TITLE_MAX} first />
    <fieldset class="composer-options">
      <legend>Tasks</legend>
      ${tasks.map(
        (text, number) => html`<${Field}
          key=${number}
          label=${`Task ${number + 1}`}
          text=${text}
          onText=${(words) => change(number, words)}
          max=${TASK_MAX}
        />`,
      )}
    </fieldset>
    <${Tick} label="Others can mark tasks as done" on=${others} onChange=${setOthers} />
  <//>`;
}

export function askForChecklist({ send }) {
  overlay.openDialog(Checklist, { send });
}
