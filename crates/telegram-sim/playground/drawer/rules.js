// The rules in force and the last spent ones: what they spoil, how often they struck, and taking them back.
//
// They are read anew whenever a bot has called, for only a call can change how often a rule struck.

import { act } from "../net/api.js";
import { Icon } from "../ui/icons.js";
import { overlay } from "../ui/overlay.js";
import { html, useCallback, useEffect, useRef, useState } from "../ui/preact.js";
import { METHODS, isSpent, nameOfFault, strikesOf } from "./catalogue.js";
import { botsOf, titleOf } from "./known.js";

const SPENT_MAX = 2;

/** All rules, and the way to read them anew. While one reading is under way, at most one more waits. */
export function useRules(store) {
  const [rules, setRules] = useState([]);
  const reading = useRef({ now: false, again: false });
  const refresh = useCallback(async () => {
    const state = reading.current;
    if (state.now) {
      state.again = true;
      return;
    }
    state.now = true;
    do {
      state.again = false;
      // Without an answer the last known rules stay; the bar says that the connection is lost.
      const read = await act("faults").catch(() => null);
      if (read) setRules(read);
    } while (state.again);
    state.now = false;
  }, []);
  const newest = store.calls.at(-1)?.number;
  useEffect(() => {
    refresh();
  }, [newest]);
  return { rules, refresh };
}

function Rule({ store, views, state, onChanged }) {
  const { bot, method, chat } = state.rule;
  const name = nameOfFault(state.rule.fault);
  const calls = method && (METHODS.find((one) => one.value?.toLowerCase() === method.toLowerCase())?.words ?? method);
  const take = () => overlay.attempt(() => act("remove_fault", { id: state.id }).then(onChanged));
  return html`
    <li class="drawer-rule" data-spent=${isSpent(state)}>
      <div class="drawer-rule-words">
        <span class="drawer-rule-name">${name}</span>
        <span class="drawer-rule-where">
          <strong>${strikesOf(state)}${isSpent(state) ? ", over" : ""}</strong>
          ${calls && ` · ${calls}`}
          ${chat !== null && html` · <bdi>${titleOf(store, views, chat)}</bdi>`}
          ${bot !== null && botsOf(store).length > 1 && html` · <bdi>${store.account(bot)?.name ?? bot}</bdi>`}
        </span>
      </div>
      <button type="button" class="icon-button" aria-label=${`Take back: ${name}`} title="Take back" onClick=${take}>
        <${Icon} name="close" size=${18} />
      </button>
    </li>
  `;
}

export function RulesInForce({ store, views, rules, onChanged }) {
  if (rules.length === 0) return null;
  const spent = rules.filter(isSpent).slice(-SPENT_MAX);
  const shown = rules.filter((state) => !isSpent(state) || spent.includes(state));
  const clear = () => overlay.attempt(() => act("clear_faults").then(onChanged));
  return html`
    <section aria-labelledby="drawer-force">
      <div class="drawer-section-line">
        <h3 class="drawer-section" id="drawer-force">Rules</h3>
        <button type="button" class="button drawer-small" onClick=${clear}>Take all back</button>
      </div>
      <ul class="drawer-rules">
        ${shown.map(
          (state) =>
            html`<${Rule} key=${state.id} store=${store} views=${views} state=${state} onChanged=${onChanged} />`,
        )}
      </ul>
    </section>
  `;
}
