// A list of tasks, some of them done. Ticking is not simulated, so nothing here can be pressed.

import { Text } from "../message/text.js";
import { nameOf } from "../ui/names.js";
import { html } from "../ui/preact.js";

const doer = (task) => task.completed_by_user ?? task.completed_by_chat;
const isDone = (task) => Boolean(task.completion_date || doer(task));

function Task({ task, place }) {
  const done = isDone(task);
  return html`<li class=${done ? "kind-task kind-task-done" : "kind-task"}>
    <span class="kind-task-mark" role="img" aria-label=${done ? "Done" : "Open"}>${done ? "✓" : ""}</span>
    <span class="kind-card-words">
      <span dir="auto"><${Text} text=${task.text} entities=${task.text_entities} place=${place} /></span>
      ${doer(task) && html`<span class="kind-note" dir="auto">${nameOf(doer(task))}</span>`}
    </span>
  </li>`;
}

export const checklist = {
  name: "checklist",
  label: (message) => `☑ ${message.checklist?.title || "Checklist"}`,
  Body({ message, place }) {
    const { title, title_entities: entities, tasks = [] } = message.checklist ?? {};
    const done = tasks.filter(isDone).length;
    return html`<div class="kind-block">
      <div class="kind-title" dir="auto"><${Text} text=${title} entities=${entities} place=${place} /></div>
      <ul class="kind-list">${tasks.map((task) => html`<${Task} key=${task.id} task=${task} place=${place} />`)}</ul>
      <div class="kind-note">${done} of ${tasks.length} done</div>
    </div>`;
  },
};
