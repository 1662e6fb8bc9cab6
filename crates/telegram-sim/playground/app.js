// The page: a bar, the guide, two panes (or one with a switch on a phone), the drawer, and what lies over it all.
//
// Here it is decided who stands in which pane. What a pane shows is `panes/`, what is known is `net/store.js`.

import { Drawer } from "./drawer/drawer.js";
import { GuideCard } from "./guide/guide.js";
import { address } from "./net/address.js";
import { Store } from "./net/store.js";
import { useSubjects } from "./net/subject.js";
import { Pane } from "./panes/pane.js";
import { TopBar } from "./panes/top-bar.js";
import { Alone, Welcome } from "./panes/welcome.js";
import { Overlays } from "./ui/overlay.js";
import { html, render, useEffect, useState } from "./ui/preact.js";

const store = new Store();

/** Who is in a pane of which nothing was chosen: the first two people. Alone, nobody is on the other side. */
function chooseMissing() {
  const people = store.people.filter((person) => !person.is_bot && !person.deleted);
  const known = (id) => people.some((person) => person.id === id);
  const left = known(address.left.person) ? address.left.person : people[0]?.id;
  const right = known(address.right.person) ? address.right.person : people.find((one) => one.id !== left)?.id;
  const change = {};
  if (left !== address.left.person) change.left = { person: left ?? null, chat: null, thread: null };
  if ((right ?? null) !== address.right.person) change.right = { person: right ?? null, chat: null, thread: null };
  if (change.left || change.right) address.go(change);
}

function App() {
  useSubjects(store, address);
  const [drawer, setDrawer] = useState(false);
  useEffect(() => {
    store.start().catch(() => {});
  }, []);
  useEffect(() => {
    document.title = store.host.title || "Playground";
  }, [store.host.title]);
  useEffect(() => {
    // Not when somebody is chosen: who was made just now may be chosen before the stream tells of them.
    if (store.ready) chooseMissing();
  }, [store.ready, store.people]);
  useEffect(() => {
    if (store.ready) store.show([address.left.person, address.right.person]);
  }, [store.ready, address.left.person, address.right.person]);

  if (!store.ready) {
    return html`<main class="app-begin">
      ${store.error
        ? html`<p>${store.error}</p>
            <button type="button" class="button" onClick=${() => store.start().catch(() => {})}>Try again</button>`
        : html`<p role="status">One moment…</p>`}
    </main>`;
  }
  const nobody = !store.people.some((person) => !person.is_bot && !person.deleted);
  return html`
    <div class="app" data-side=${address.side}>
      <${TopBar} store=${store} drawer=${drawer} onDrawer=${() => setDrawer(!drawer)} />
      <${GuideCard} store=${store} />
      <main class="app-panes" aria-label="Chats">
        ${nobody
          ? html`<${Welcome} />`
          : ["left", "right"].map((side) =>
              address[side].person === null
                ? html`<${Alone} key=${side} side=${side} />`
                : html`<${Pane} key=${side} side=${side} store=${store} place=${address[side]} />`,
            )}
      </main>
      ${drawer && html`<${Drawer} store=${store} onClose=${() => setDrawer(false)} />`}
    </div>
    <${Overlays} />
  `;
}

render(html`<${App} />`, document.getElementById("app"));
