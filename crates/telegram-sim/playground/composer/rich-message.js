// The dialog that writes a rich message: lines become headings, lists, quotes, tables (`rich-blocks.js`).

import { Form } from "../menus/form.js";
import { overlay } from "../ui/overlay.js";
import { html, useState } from "../ui/preact.js";
import { blocksOf } from "./rich-blocks.js";

const BEGUN = `# Return of parcel 4711

Please check **three things**:

1. The label
2. The tea set
3. The invoice

| Step | Until |
|---|---|
| Pick up | Monday |
| Refund | Friday |

> The shipping is on us.`;

function RichMessage({ send, close }) {
  const [typed, setTyped] = useState(BEGUN);
  const blocks = blocksOf(typed);
  const run = () => send({ kind: "raw", fields: { rich_message: { blocks } } });
  return html`<${Form} title="Rich message" deed="Send" disabled=${blocks.length === 0} run=${run} close=${close}>
    <label class="form-field">
      <span>Words</span>
      <textarea
        class="composer-caption composer-rich"
        rows="14"
        dir="auto"
        autofocus
        value=${typed}
        onInput=${(event) => setTyped(event.currentTarget.value)}
      ></textarea>
      <small># heading · 1. or - list · - [x] task · > quote · | table | · --- line · ${"```"} code</small>
    </label>
  <//>`;
}

export function askForRichMessage({ send }) {
  overlay.openDialog(RichMessage, { send });
}
