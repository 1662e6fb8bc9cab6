// What bots called since a moment: a line that sums up, and the calls, newest first.
//
// The moment is when the drawer was opened or something was broken. The second is kept in the tab: a phone's drawer is
// closed to look at the chats, and what happened meanwhile is what one wants to see.

import { worldNow } from "../net/clock.js";
import { html, useState } from "../ui/preact.js";
import { groupCalls, summary } from "./outcome.js";
import { wordsOfMethod } from "./methods.js";

const SHOWN_MAX = 100;
const KEY = "drawer-since";
const SIGNS = { good: "✓", warn: "⏸", bad: "✗" };

/** The kept moment, unless the calls were counted anew since (another world). */
function kept(newest) {
  try {
    const since = JSON.parse(sessionStorage.getItem(KEY));
    return since && since.number <= newest ? since : null;
  } catch {
    return null;
  }
}

/** {number, at_ms}: after which call, and when; and the way to set it to now. */
export function useSince(store) {
  const newest = store.calls.at(-1)?.number ?? 0;
  const now = () => ({ number: newest, at_ms: worldNow() });
  const [since, setSince] = useState(() => kept(newest) ?? now());
  const fromNow = () => {
    const next = now();
    sessionStorage.setItem(KEY, JSON.stringify(next));
    setSince(next);
  };
  return { since, fromNow };
}

function clock(ms, seconds) {
  const second = seconds ? "2-digit" : undefined;
  return new Date(ms).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", second });
}

function CallLine({ call, outcome, count }) {
  const words = wordsOfMethod(call.method);
  return html`
    <li class="drawer-call">
      <span class="drawer-call-line">
        <span class="drawer-call-method">${words ?? call.method}</span>
        ${words && html`<code class="drawer-call-name">${call.method}</code>`}
        ${count > 1 && html`<span class="drawer-call-count">${count}×</span>`}
        <time class="drawer-call-time">${clock(call.at_ms, true)}</time>
      </span>
      <span class="drawer-call-where">
        <bdi>${call.bot.name}</bdi>
        ${call.chat && html`<span aria-hidden="true"> → </span><bdi>${call.chat.title || call.chat.id}</bdi>`}
      </span>
      <span class="drawer-call-outcome" data-tone=${outcome.tone}>
        <span aria-hidden="true">${SIGNS[outcome.tone]}</span> ${outcome.words}
        ${outcome.struck && html`${" "}<span class="drawer-call-struck">struck by a rule</span>`}
      </span>
    </li>
  `;
}

export function Timeline({ calls, since, onFromNow }) {
  const after = calls.filter((call) => call.number > since.number);
  const groups = groupCalls(after);
  // When even the oldest call that is kept came after the moment, there may have been more.
  const least = after.length > 0 && after.length === calls.length && since.number > 0 ? "at least " : "";
  const number = `${least}${after.length} ${after.length === 1 ? "call" : "calls"}`;
  const head = [`${number} since ${clock(since.at_ms, false)}`, ...summary(after)];
  return html`
    <section aria-labelledby="drawer-since">
      <div class="drawer-section-line">
        <h3 class="drawer-section" id="drawer-since">What happened since</h3>
        <button type="button" class="button drawer-small" onClick=${onFromNow}>From now</button>
      </div>
      <p class="drawer-sum">${head.join(" · ")}</p>
      <ol class="drawer-calls">
        ${groups.slice(0, SHOWN_MAX).map((group) => html`<${CallLine} key=${group.key} ...${group} />`)}
      </ol>
      ${groups.length > SHOWN_MAX && html`<p class="drawer-hint">Older ones are not shown.</p>`}
    </section>
  `;
}
