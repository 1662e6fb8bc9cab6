// A dialog in which one thing is chosen, and choosing does it: where to forward, whom to write to, which group to link.
//
// A refusal is said in it and another line can be chosen; success closes.

import { Icon } from "../ui/icons.js";
import { html, useState } from "../ui/preact.js";
import { Title } from "./form.js";
import { Picker } from "./picker.js";

/** The title with the way out, and back to the step before if there is one. */
export function Head({ title, close, back }) {
  return html`<div class="dialog-head">
    ${back &&
    html`<button type="button" class="icon-button" aria-label="Back" onClick=${back}><${Icon} name="back" /></button>`}
    <${Title}>${title}</${Title}>
    <button type="button" class="icon-button" aria-label="Close" onClick=${close}><${Icon} name="close" /></button>
  </div>`;
}

/**
 * `rows` null = still being read. `run` gets the row; it may give a function for when the dialog is gone.
 * `onward(row)` = true if the row only led to the next step. `children` = what else can be done, below the rows.
 */
export function Choice({ title, words, rows, label, nothing, onward, run, close, back, children }) {
  const [error, setError] = useState("");
  const [busy, setBusy] = useState(false);
  const choose = async (row) => {
    if (busy || onward?.(row)) return;
    setBusy(true);
    setError("");
    try {
      const next = await run(row);
      close();
      if (typeof next === "function") next();
    } catch (refusal) {
      setError(refusal.message);
      setBusy(false);
    }
  };
  return html`
    <${Head} title=${title} close=${close} back=${back} />
    ${words && html`<p class="form-words" dir="auto">${words}</p>`}
    ${rows
      ? html`<${Picker} rows=${rows} label=${label} nothing=${nothing} onPick=${choose} />`
      : html`<p class="pick-end" role="status">One moment…</p>`}
    <p class="form-error" role="alert">${error}</p>
    ${children}
  `;
}
