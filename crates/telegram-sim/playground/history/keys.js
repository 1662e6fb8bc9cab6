// The keys of a history: from message to message, by screens, to either end, and out to the composer.
// Keys inside a message are its own (`../message/gestures.js`); what has the focus is kept by `reader.js`.

/** They need the keys themselves. */
const OWN_KEYS = "input, textarea, select, audio, video, [role=slider], [role=radio], [contenteditable]";

/** Takes a key in, if it is one of these. */
export function walk(event, reader, window, place) {
  if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.key === "Escape") {
    event.preventDefault();
    place.open.leave?.();
    return;
  }
  const id = Number(event.target.closest("[data-id]")?.dataset.id);
  const step = STEPS[event.key];
  if (!step || Number.isNaN(id) || event.target.closest(OWN_KEYS)) return;
  event.preventDefault();
  step(reader, window, id);
}

const STEPS = {
  ArrowUp: (reader, window, id) => by(reader, window, id, -1),
  ArrowDown: (reader, window, id) => by(reader, window, id, 1),
  PageUp: (reader, window, id) => byScreen(reader, window, id, -1),
  PageDown: (reader, window, id) => byScreen(reader, window, id, 1),
  Home: async (reader, window) => {
    await window.goToStart();
    focusAt(reader, 0);
  },
  End: async (reader, window) => {
    await window.goToEnd();
    focusAt(reader, Infinity);
  },
};

async function by(reader, window, id, step) {
  const { layout } = reader;
  if (layout.indexOf(id) + step < 0) await window.loadOlder();
  if (layout.indexOf(id) + step >= layout.items.length) await window.loadNewer();
  reader.sync();
  focusAt(reader, layout.indexOf(id) + step);
}

/** About a screen farther, but always at least one message. */
async function byScreen(reader, window, id, direction) {
  const { layout } = reader;
  const index = layout.indexOf(id);
  const found = layout.indexAt(layout.top(index) + direction * 0.85 * layout.view);
  if (found === index) await by(reader, window, id, direction);
  else focusAt(reader, found);
}

function focusAt(reader, index) {
  reader.sync();
  const { items } = reader.layout;
  const item = items[Math.max(0, Math.min(index, items.length - 1))];
  if (item) reader.focus(item.id);
}
