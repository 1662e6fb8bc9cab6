// What the program that runs the playground can do itself, for instance end and start again. Without levers nothing.

import { pull } from "../net/api.js";
import { overlay } from "../ui/overlay.js";
import { html } from "../ui/preact.js";

export function Levers({ levers, onPulled }) {
  if (levers.length === 0) return null;
  const use = (lever) =>
    overlay.attempt(async () => {
      await pull(lever.name);
      onPulled();
    });
  return html`
    <section aria-labelledby="drawer-program">
      <h3 class="drawer-section" id="drawer-program">Program</h3>
      <ul class="drawer-cards">
        ${levers.map(
          (lever) => html`<li class="drawer-lever" key=${lever.name}>
            <p class="drawer-card-does">
              ${lever.does} <span class="drawer-lever-state" role="status">${lever.state}</span>
            </p>
            <button type="button" class="button" disabled=${!lever.enabled} onClick=${() => use(lever)}>
              ${lever.label}
            </button>
          </li>`,
        )}
      </ul>
    </section>
  `;
}
