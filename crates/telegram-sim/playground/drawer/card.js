// One thing that can be broken: its name and a sentence; opened, the choices and a button. And the field for a choice.
//
// What breaks is said by `rule-list.js` and `deeds.js`.

import { Icon } from "../ui/icons.js";
import { html, useEffect, useRef } from "../ui/preact.js";

/** `open` = the name of the open card. The fields and buttons are the children. */
export function Card({ name, does, open, onOpen, onSubmit, children }) {
  const isOpen = open === name;
  const card = useRef(null);
  useEffect(() => {
    if (isOpen) card.current.scrollIntoView({ block: "nearest" });
  }, [isOpen]);
  const submit = (event) => {
    event.preventDefault();
    onSubmit();
  };
  return html`
    <li class="drawer-card" ref=${card}>
      <button type="button" class="drawer-card-head" aria-expanded=${isOpen} onClick=${() => onOpen(name)}>
        <span class="drawer-card-name">${name}</span>
        <span class="drawer-card-does">${does}</span>
        <span class="drawer-card-arrow"><${Icon} name=${isOpen ? "up" : "down"} size=${18} /></span>
      </button>
      ${isOpen && html`<form class="drawer-form" onSubmit=${submit}>${children}</form>`}
    </li>
  `;
}

/** `options`: [{value, words, group?}]; values may be anything, so the browser is given their numbers. */
export function Choice({ label, value, options, onChoose }) {
  const at = options.findIndex((option) => option.value === value);
  const groups = [...new Set(options.map((option) => option.group))];
  const drawn = (group) =>
    options.map((option, number) => {
      if (option.group !== group) return null;
      return html`<option value=${number} selected=${number === at}>${option.words}</option>`;
    });
  return html`
    <label class="drawer-field">
      <span class="drawer-label">${label}</span>
      <select
        class="drawer-select"
        aria-label=${label}
        onChange=${(event) => onChoose(options[Number(event.currentTarget.value)].value)}
      >
        ${groups.map((group) => (group ? html`<optgroup label=${group}>${drawn(group)}</optgroup>` : drawn(group)))}
      </select>
    </label>
  `;
}
