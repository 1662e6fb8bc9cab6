// Checks of what the history is made of, run in a browser by the tests: `checks()` gives `[{name, ok, detail}]`.
// The loaded messages are compared with the truth after random pages and events; items and layout with what is drawn.
// How a real page scrolls is measured with `measure.js`.

import { checkItems } from "./checks/items.js";
import { checkLayout } from "./checks/layout.js";
import { checkWindow } from "./checks/window.js";

export async function checks() {
  const found = [];
  for (const [name, check] of [...checkWindow, ...checkItems, ...checkLayout]) {
    try {
      await check();
      found.push({ name, ok: true, detail: "" });
    } catch (failure) {
      found.push({ name, ok: false, detail: String(failure?.stack ?? failure) });
    }
  }
  return found;
}
