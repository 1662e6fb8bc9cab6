// The messages of an open chat: the list, and what lies over it (the day, what is being loaded, the way to the newest).
//
// Only what is near the screen is on the page. Where everything is, is `layout.js`; what follows from moving about is
// `reader.js`; which messages are loaded is `../net/window.js`.

import { useSubjects } from "../net/subject.js";
import { Icon } from "../ui/icons.js";
import { html, useEffect, useLayoutEffect, useMemo, useRef } from "../ui/preact.js";
import { day } from "../ui/time.js";
import { Item } from "./item.js";
import { walk } from "./keys.js";
import { Live } from "./live.js";
import { Reader } from "./reader.js";
import { Seen } from "./seen.js";
import { useSteady } from "./steady.js";

/**
 * `window`: a `MessageWindow`; `unread`: how many messages the person has not read, which decides where a chat opens;
 * `onRead(id)`: that message and all before it were seen.
 */
export function History(given) {
  return html`<${Opened} key=${given.window} ...${given} />`;
}

function Opened({ window, place, unread = 0, onRead }) {
  const reader = useMemo(() => new Reader(window), []);
  useSubjects(window, reader);
  useReading(reader, onRead, unread);
  const steady = useSteady(place);
  const began = useRef(unread);
  const [screen, sheet] = [useRef(null), useRef(null)];
  useLayoutEffect(() => reader.attach(screen.current, sheet.current), []);
  useEffect(() => {
    reader.open(began.current);
  }, [window.ready]);
  reader.sync();
  reader.layout.draw();
  useLayoutEffect(() => reader.drawn());

  const { layout } = reader;
  const drawn = layout.drawn();
  const floating = reader.day();
  const hold = (event) => {
    const id = Number(event.target.closest("[data-id]")?.dataset.id);
    if (!Number.isNaN(id)) reader.hold(id);
  };
  const letGo = (event) => sheet.current?.contains(event.relatedTarget) || reader.letGo();
  return html`
    <div class="history">
      <div class="history-screen" ref=${screen} onKeyDown=${(event) => walk(event, reader, window, place)}>
        <div class="history-clip">
          <div
            class="history-sheet"
            ref=${sheet}
            role=${drawn.length > 0 ? "feed" : null}
            aria-label=${drawn.length > 0 ? "Messages" : null}
            aria-busy=${window.loading}
            onFocusIn=${hold}
            onFocusOut=${letGo}
          >
            ${drawnItems(reader, drawn, steady)}
          </div>
        </div>
      </div>
      ${floating !== null &&
      html`<div class="history-float" data-shown=${reader.scrolling} aria-hidden="true">
        <span>${day(floating)}</span>
      </div>`}
      <${Loading} window=${window} reader=${reader} about=${place.details?.about} />
      ${reader.opened && reader.far && html`<${Down} unread=${unread} onPress=${() => window.goToEnd()} />`}
      <${Live} window=${window} />
    </div>
  `;
}

/** The drawn items between the gaps that stand for all others. */
function drawnItems(reader, drawn, place) {
  const { layout } = reader;
  const entry = reader.entry();
  const gap = (name) => html`<div key=${name} class="history-gap" data-gap=${name}></div>`;
  const shown = drawn.flatMap((index, at) => {
    const item = layout.items[index];
    const drawnItem = html`<${Item}
      key=${item.id}
      item=${item}
      place=${place}
      day=${item.dayOf === null ? null : day(item.dayOf)}
      entry=${index === entry}
      lit=${reader.lit !== null && layout.indexOf(reader.lit) === index}
    />`;
    return at > 0 && index !== drawn[at - 1] + 1 ? [gap("between"), drawnItem] : [drawnItem];
  });
  return [gap("above"), ...shown, gap("below")];
}

/** Tells what was seen, if there is anything unread. */
function useReading(reader, onRead, unread) {
  const now = useRef(null);
  now.current = { onRead, unread };
  useEffect(() => {
    const seen = new Seen((id) => now.current.onRead?.(id));
    reader.seen = (id) => now.current.unread > 0 && seen.note(id);
    const look = () => reader.scroller.lookAgain();
    document.addEventListener("visibilitychange", look);
    return () => {
      document.removeEventListener("visibilitychange", look);
      seen.end();
    };
  }, []);
  // What had been seen already may have been counted as unread only now.
  useEffect(() => reader.scroller.lookAgain(), [unread]);
}

/** What a bot says about itself before anybody has said anything. */
function About({ words }) {
  return html`<div class="history-note history-about">
    <h3>What can this bot do?</h3>
    <p dir="auto">${words}</p>
  </div>`;
}

function Loading({ window, reader, about }) {
  if (window.error) {
    return html`<div class="history-note history-failed" role="alert">
      <p>${window.error}</p>
      <button type="button" class="button" onClick=${() => window.retry()}>Try again</button>
    </div>`;
  }
  if (!reader.opened) return html`<p class="history-note history-wait" role="status">Reading messages…</p>`;
  if (window.rows.length === 0 && !window.loading) {
    return about ? html`<${About} words=${about} />` : html`<p class="history-note">No messages here yet</p>`;
  }
  const side = ["place", "older", "newer"].find((each) => window.loads(each));
  return side && html`<div class=${`history-load history-load-${side}`} aria-hidden="true"></div>`;
}

function Down({ unread, onPress }) {
  const label = unread > 0 ? `To the newest message, ${unread} unread` : "To the newest message";
  return html`<button type="button" class="history-down" aria-label=${label} onClick=${onPress}>
    <${Icon} name="down" />
    ${unread > 0 && html`<span class="history-count" aria-hidden="true">${unread > 999 ? "999+" : unread}</span>`}
  </button>`;
}
