// The frame of every dialog in which something is done: title, fields, what went wrong, and the buttons.
//
// Enter does it, Esc and Cancel do not. A refusal is said here and nothing that was typed is lost; success closes.

import { html, useEffect, useRef, useState } from "../ui/preact.js";

/** The title of a dialog; the dialog is named by it. */
export const Title = ({ children }) => html`<h2 id="dialog-title" dir="auto">${children}</h2>`;

/**
 * `deed` = the words on the button; `run` does it and may give a function for when the dialog is gone (the next dialog,
 * a way to go). `children` are the fields, the first marked with `autofocus`; `plain` = there are none. `back` leads to the
 * step before, if there is one.
 */
export function Form({ title, deed, danger = false, disabled = false, plain = false, run, close, back, children }) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState("");
  const there = useRef(true);
  useEffect(() => () => (there.current = false), []);
  const submit = async (event) => {
    event.preventDefault();
    if (busy || disabled) return;
    setBusy(true);
    setError("");
    try {
      const next = await run();
      if (!there.current) return;
      close();
      if (typeof next === "function") next();
    } catch (refusal) {
      setError(refusal.message);
      setBusy(false);
    }
  };
  const look = `button ${danger ? "form-danger" : "button-main"}`;
  return html`<form class="form" onSubmit=${submit}>
    <${Title}>${title}</${Title}>
    ${children}
    <p class="form-error" role="alert">${error}</p>
    <div class="form-buttons">
      ${back && html`<button type="button" class="button form-back" onClick=${back}>Back</button>`}
      <button type="button" class="button" onClick=${close}>Cancel</button>
      <button type="submit" class=${look} disabled=${disabled} aria-disabled=${busy} autofocus=${plain}>${deed}</button>
    </div>
  </form>`;
}

/** One line of text with its label. `onText` gets what is typed. */
export function Field({ label, text, onText, hint, first = false, max = 128, ...rest }) {
  return html`<label class="form-field">
    <span>${label}</span>
    <input
      type="text"
      dir="auto"
      autocomplete="off"
      maxlength=${max}
      autofocus=${first}
      value=${text}
      onInput=${(event) => onText(event.currentTarget.value)}
      ...${rest}
    />
    ${hint && html`<small>${hint}</small>`}
  </label>`;
}

/** A box to tick. */
export function Tick({ label, on, onChange, disabled = false, first = false }) {
  return html`<label class="form-tick">
    <input
      type="checkbox"
      checked=${on}
      disabled=${disabled}
      autofocus=${first}
      onChange=${(event) => onChange(event.currentTarget.checked)}
    />
    <span dir="auto">${label}</span>
  </label>`;
}
