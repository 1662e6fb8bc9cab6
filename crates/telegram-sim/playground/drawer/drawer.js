// The fault drawer: break something, and see what the bots' calls made of it.
//
// Above what can be broken (`levers.js`, `deeds.js`, `rule-list.js`), below what is in force and what happened since
// (`rules.js`, `timeline.js`). Deliberately absent: what a fault does, which is the simulator's (`../../src/fault.rs`).

import { address } from "../net/address.js";
import { useSubjects } from "../net/subject.js";
import { Icon } from "../ui/icons.js";
import { useKeptFocus } from "../ui/kept-focus.js";
import { html, useEffect, useRef, useState } from "../ui/preact.js";
import { Deeds } from "./deeds.js";
import { Levers } from "./levers.js";
import { RuleList } from "./rule-list.js";
import { RulesInForce, useRules } from "./rules.js";
import { Timeline, useSince } from "./timeline.js";

/** Puts the focus into the drawer; the function given gives it back to where it was. */
function useFocus(heading) {
  const before = useRef(document.activeElement);
  useEffect(() => heading.current.focus(), []);
  return () => requestAnimationFrame(() => before.current?.isConnected && before.current.focus());
}

export function Drawer({ store, onClose }) {
  const views = [store.person(address.left.person), store.person(address.right.person)];
  useSubjects(store, address, ...views);
  const heading = useRef(null);
  const giveFocusBack = useFocus(heading);
  const drawer = useKeptFocus();
  const { rules, refresh } = useRules(store);
  const { since, fromNow } = useSince(store);
  // One fault is open at a time, so that all of them stay in sight.
  const [open, setOpen] = useState(null);
  const shown = views.filter((view, at) => view && views.indexOf(view) === at);
  const card = { store, views: shown, open, onOpen: (name) => setOpen(name === open ? null : name), onBroken: fromNow };

  const close = () => {
    onClose();
    giveFocusBack();
  };
  const hear = (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    close();
  };
  return html`
    <aside class="drawer" aria-labelledby="drawer-title" tabindex="-1" ref=${drawer} onKeyDown=${hear}>
      <header class="drawer-head">
        <h2 class="drawer-title" id="drawer-title" tabindex="-1" ref=${heading}>Faults</h2>
        <button type="button" class="icon-button" aria-label="Close faults" title="Close" onClick=${close}>
          <${Icon} name="close" />
        </button>
      </header>
      <div class="drawer-break">
        <p class="drawer-purpose">Break something and watch what happens.</p>
        <${Levers} levers=${store.host.levers} onPulled=${fromNow} />
        <section aria-labelledby="drawer-telegram">
          <h3 class="drawer-section" id="drawer-telegram">Telegram</h3>
          <ul class="drawer-cards">
            <${Deeds} ...${card} />
            <${RuleList} ...${card} onSet=${refresh} />
          </ul>
        </section>
      </div>
      <div class="drawer-seen">
        <${RulesInForce} store=${store} views=${shown} rules=${rules} onChanged=${refresh} />
        <${Timeline} calls=${store.calls} since=${since} onFromNow=${fromNow} />
      </div>
    </aside>
  `;
}
