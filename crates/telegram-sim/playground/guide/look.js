// Sets the panes to what a step is about: once when the step comes, so that a visitor may look elsewhere afterwards.
//
// While a step is told its look may become more exact (a topic is made); then only panes that still show what was set follow.
// An address that names places knows better than the tour what the visitor wants to see: after a reload, or from a link.

import { address } from "../net/address.js";
import { useEffect, useRef } from "../ui/preact.js";

const SIDES = ["left", "right"];
const GIVEN = location.hash.length > 1;

function placeOf({ person, chat, thread }) {
  return { person, chat, thread: thread ?? null };
}

const same = (one, other) => one?.person === other?.person && one?.chat === other?.chat && one?.thread === other?.thread;

/** What the panes of a step are to show, by side. */
function placesOf(step) {
  const shown = (step?.look ?? []).slice(0, SIDES.length);
  return Object.fromEntries(shown.map((one, at) => [SIDES[at], placeOf(one)]));
}

export function useLook(store, guide) {
  const set = useRef(null);
  const step = guide?.steps[guide.at];
  const people = Boolean(step) && step.look.every((one) => store.account(one.person));
  const key = step ? `${guide.at} ${guide.phase === "ready"} ${JSON.stringify(step.look)}` : "";
  useEffect(() => {
    if (!people) return;
    const places = placesOf(step);
    const before = set.current;
    const begun = guide.phase !== "ready";
    set.current = { at: guide.at, begun, places };
    if (before === null && GIVEN) return;
    const fresh = before?.at !== guide.at || before.begun !== begun;
    const due = Object.entries(places).filter(([side]) => fresh || same(address[side], before.places[side]));
    if (due.length === 0) return;
    const change = Object.fromEntries(due);
    address.go(fresh ? { ...change, side: Object.keys(places).at(-1) } : change);
  }, [key, people]);
}
