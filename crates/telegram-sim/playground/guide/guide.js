// The tour of whoever runs the playground: a strip below the bar, on a phone a card that folds to one line.
//
// The host says which step it is and whether it is being told; this shows it and passes the visitor's wishes on.
// What the panes show for a step is `look.js`, the end of the tour `over.js`. Deliberately absent: any story.

import { guide as wish } from "../net/api.js";
import { useSubjects } from "../net/subject.js";
import { Icon } from "../ui/icons.js";
import { useKeptFocus } from "../ui/kept-focus.js";
import { overlay } from "../ui/overlay.js";
import { html, useEffect, useState } from "../ui/preact.js";
import { useLook } from "./look.js";
import { Over, useClosed } from "./over.js";

const DOTS_MAX = 16;

const tell = (what) => overlay.attempt(() => wish(what));

/** Which step is being read: the one told last, until an earlier one is chosen. */
function useReading(at) {
  const [reading, setReading] = useState(at);
  useEffect(() => setReading(at), [at]);
  return [Math.min(reading, at), setReading];
}

function Progress({ at, shown, count }) {
  return html`
    <span class="guide-progress">
      ${count <= DOTS_MAX &&
      html`<span class="guide-dots" aria-hidden="true">
        ${Array.from({ length: count }, (_, step) => {
          const state = step === shown ? "shown" : step <= at ? "told" : "ahead";
          return html`<span class="guide-dot" data-state=${state}></span>`;
        })}
      </span>`}
      <span>${shown + 1} of ${count}</span>
    </span>
  `;
}

/** ‹ › : what was told is read again; nothing happens anew. */
function Turn({ at, shown, onRead }) {
  if (at === 0) return null;
  const button = (to, label, sign) => html`<button
    type="button"
    class="icon-button guide-turn"
    aria-label=${label}
    title=${label}
    aria-disabled=${to < 0 || to > at}
    onClick=${() => to >= 0 && to <= at && onRead(to)}
  >
    <span aria-hidden="true">${sign}</span>
  </button>`;
  return html`${button(shown - 1, "Read the step before", "‹")}${button(shown + 1, "Read the step after", "›")}`;
}

/** While the step is told the button does nothing, but it keeps the focus: it is not `disabled`. */
function Next({ phase }) {
  const telling = phase === "telling";
  return html`
    <span class="guide-telling">${telling && html`<span class="guide-wheel" aria-hidden="true"></span>`}</span>
    <button
      type="button"
      class="button button-main guide-next"
      aria-disabled=${telling}
      onClick=${() => !telling && tell("next")}
    >
      ${phase === "ready" ? "Start" : telling ? "Next …" : "Next"}
    </button>
  `;
}

function Step({ guide, folded, onFold }) {
  const [shown, read] = useReading(guide.at);
  const step = guide.steps[shown];
  return html`
    <div class="guide-words" aria-live="polite" aria-atomic="true" tabindex=${folded ? undefined : 0}>
      <h2 class="guide-title" dir="auto">${step.title}</h2>
      <p class="guide-text" dir="auto">${step.text}</p>
      ${step.hint && html`<p class="guide-hint" dir="auto">${step.hint}</p>`}
    </div>
    <div class="guide-buttons">
      <${Turn} at=${guide.at} shown=${shown} onRead=${read} />
      <${Progress} at=${guide.at} shown=${shown} count=${guide.steps.length} />
      <button type="button" class="button guide-skip" onClick=${() => tell("skip")}>Skip<span> the tour</span></button>
      <${Next} phase=${guide.phase} />
      <button
        type="button"
        class="icon-button guide-fold"
        aria-expanded=${!folded}
        aria-label="The step's words"
        onClick=${onFold}
      >
        <${Icon} name=${folded ? "down" : "up"} />
      </button>
    </div>
  `;
}

export function GuideCard({ store }) {
  useSubjects(store);
  const guide = store.host.guide?.steps.length > 0 ? store.host.guide : null;
  const over = guide?.phase === "over";
  useLook(store, guide);
  const [closed, close] = useClosed(guide !== null && !over);
  const [folded, setFolded] = useState(false);
  const card = useKeptFocus();
  if (!guide || (over && closed)) return null;
  return html`
    <section class="guide" aria-label="Tour" data-folded=${!over && folded} tabindex="-1" ref=${card}>
      ${over
        ? html`<${Over} checks=${guide.checks} onAgain=${() => tell("again")} onClose=${close} />`
        : html`<${Step} guide=${guide} folded=${folded} onFold=${() => setFolded(!folded)} />`}
    </section>
  `;
}
