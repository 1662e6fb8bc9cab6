// The two small questions: "really?" and "which words?".
//
// `deed` = the words on the button; `run` as in `form.js`.

import { overlay } from "../ui/overlay.js";
import { html, useState } from "../ui/preact.js";
import { Field, Form } from "./form.js";

function Confirm({ words, ...rest }) {
  return html`<${Form} ...${rest} plain><p class="form-words" dir="auto">${words}</p></${Form}>`;
}

/** Asks before something that cannot be taken back, or that leaves the page. */
export function confirm({ title, words, deed, danger = false, run }) {
  overlay.openDialog(Confirm, { title, words, deed, danger, run });
}

function ConfirmWith({ body, ...rest }) {
  return html`<${Form} ...${rest} plain>${body}</${Form}>`;
}

/** The same with more than words: `body` is drawn. `back` leads to the step before. */
export function confirmWith({ title, body, deed, run, back }) {
  overlay.openDialog(ConfirmWith, { title, body, deed, run, back });
}

function AskText({ label, value = "", hint, max, run, ...rest }) {
  const [text, setText] = useState(value);
  const words = text.trim();
  return html`<${Form} ...${rest} disabled=${!words} run=${() => run(words)}>
    <${Field} label=${label} text=${text} onText=${setText} hint=${hint} max=${max} first required />
  </${Form}>`;
}

/** Asks for one line of text; `run` gets it, never empty. */
export function askText({ title, label, value, hint, max, deed, run }) {
  overlay.openDialog(AskText, { title, label, value, hint, max, deed, run });
}
