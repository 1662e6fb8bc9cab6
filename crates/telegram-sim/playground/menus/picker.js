// A list to choose from, with a field that narrows it: people, chats, topics. One is pressed, or many are ticked.
//
// ↓ leads from the field into the list, ↑ and ↓ walk it, Enter in the field takes the first. What choosing means is the
// caller's.

import { Avatar } from "../ui/avatar.js";
import { nameOf } from "../ui/names.js";
import { html, useLayoutEffect, useRef, useState } from "../ui/preact.js";

/** More lines than this help nobody; the field narrows them. */
const ROWS_MAX = 100;

/** The line of an account or chat. */
export function rowOf(one, note = "") {
  const name = nameOf({ name: one.name ?? one.title, username: one.username });
  const notes = [one.username && `@${one.username}`, one.is_bot && "bot", note].filter(Boolean);
  const picture = html`<${Avatar} id=${one.id} name=${name} size=${36} />`;
  return { id: one.id, name, note: notes.join(" · "), picture };
}

function matching(rows, words) {
  const wanted = words.trim().toLocaleLowerCase();
  return wanted ? rows.filter(({ name, note }) => `${name} ${note}`.toLocaleLowerCase().includes(wanted)) : rows;
}

function Line({ row }) {
  return html`${row.picture}<span class="pick-text">
      <span class="pick-name" dir="auto">${row.name}</span>
      ${row.note && html`<span class="pick-note" dir="auto">${row.note}</span>`}
    </span>`;
}

/** `chosen` = a Set of ids, then lines are ticked instead of pressed. `onPick` gets the row. */
export function Picker({ rows, label, onPick, chosen = null, first = true, nothing = "Nobody is here." }) {
  const [words, setWords] = useState("");
  const whole = useRef(null);
  // A dialog that is already open, and shows a list only now, takes no notice of `autofocus`. Before anybody sees the list: who
  // presses Enter at once means its first line, not the button that had the focus.
  useLayoutEffect(() => {
    if (first) whole.current.querySelector("input").focus();
  }, []);
  const found = matching(rows, words);
  const shown = found.slice(0, ROWS_MAX);
  const walk = (event) => {
    const places = [...whole.current.querySelectorAll("input, button")];
    const at = places.indexOf(document.activeElement);
    if (event.key === "Enter" && at === 0) {
      event.preventDefault();
      if (shown.length > 0) onPick(shown[0]);
    }
    const to = { ArrowDown: at + 1, ArrowUp: at - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    places[Math.max(0, Math.min(to, places.length - 1))].focus();
  };
  return html`<div class="pick" ref=${whole} onKeyDown=${walk}>
    <input
      type="search"
      class="pick-filter"
      dir="auto"
      autocomplete="off"
      autofocus=${first}
      aria-label=${label}
      placeholder=${label}
      value=${words}
      onInput=${(event) => setWords(event.currentTarget.value)}
    />
    <ul class="pick-rows" aria-label=${label}>
      ${shown.map((row) =>
        chosen
          ? html`<li key=${row.id}>
              <label class="pick-row">
                <input type="checkbox" checked=${chosen.has(row.id)} onChange=${() => onPick(row)} />
                <${Line} row=${row} />
              </label>
            </li>`
          : html`<li key=${row.id}>
              <button type="button" class="pick-row" onClick=${() => onPick(row)}><${Line} row=${row} /></button>
            </li>`,
      )}
    </ul>
    <p class="pick-end" role="status">
      ${shown.length === 0
        ? words.trim() ? "Nothing matches." : nothing
        : found.length > shown.length ? `${found.length - shown.length} more; type to narrow the list.` : ""}
    </p>
  </div>`;
}

/** A dialog's ticked ids: the Set, and the function that turns one on or off. */
export function useTicked() {
  const [chosen, setChosen] = useState(new Set());
  const turn = ({ id }) => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    setChosen(next);
  };
  return [chosen, turn];
}
