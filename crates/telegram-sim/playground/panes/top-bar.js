// The bar above everything: what this is, the world's time, the connection, the panes' switch on a phone, drawer and theme.

import { address } from "../net/address.js";
import { clockFactor, worldNow } from "../net/clock.js";
import { Icon } from "../ui/icons.js";
import { html, useEffect, useState } from "../ui/preact.js";
import { shownTheme, switchTheme } from "../ui/theme.js";

const CLOCK_MS = 1000;

function Clock() {
  const [, again] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => again((count) => count + 1), CLOCK_MS);
    return () => clearInterval(timer);
  }, []);
  const time = new Date(worldNow()).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
  const faster = clockFactor() > 1 ? ` · ${clockFactor()}× faster` : "";
  return html`<span class="bar-clock" title="The time in this world">${time}${faster}</span>`;
}

function Switch({ store }) {
  return html`
    <div class="bar-switch" role="group" aria-label="Whose chats">
      ${["left", "right"].map((side) => {
        const name = store.account(address[side].person)?.name ?? "Nobody";
        return html`<button
          type="button"
          class="bar-side"
          aria-pressed=${address.side === side}
          onClick=${() => address.go({ side })}
        >
          <span dir="auto">${name}</span>
        </button>`;
      })}
    </div>
  `;
}

function Theme() {
  const [theme, setTheme] = useState(shownTheme());
  const dark = theme === "dark";
  return html`<button
    type="button"
    class="icon-button"
    aria-label=${dark ? "Light colours" : "Dark colours"}
    title=${dark ? "Light colours" : "Dark colours"}
    onClick=${() => {
      switchTheme();
      setTheme(shownTheme());
    }}
  >
    <${Icon} name=${dark ? "sun" : "moon"} />
  </button>`;
}

export function TopBar({ store, drawer, onDrawer }) {
  const lost = store.state === "lost";
  return html`
    <header class="bar">
      <h1 class="bar-title">${store.host.title || "Playground"}</h1>
      <${Clock} />
      <span class="bar-state" role="status">${lost ? "Connection lost; trying again…" : ""}</span>
      <${Switch} store=${store} />
      <button type="button" class="bar-drawer" aria-expanded=${drawer} onClick=${onDrawer}>
        <${Icon} name="bolt" /><span>Faults</span>
      </button>
      <${Theme} />
    </header>
  `;
}
