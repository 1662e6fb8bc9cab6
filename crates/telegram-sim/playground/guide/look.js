// Sets the panes to what a step is about: once when the step comes, so that a visitor may look elsewhere afterwards.

import { address } from "../net/address.js";
import { useEffect } from "../ui/preact.js";

const KEY = "guide-look";
const SIDES = ["left", "right"];

function placeOf({ person, chat, thread }) {
  return { person, chat, thread: thread ?? null };
}

export function useLook(store, guide) {
  const look = guide?.steps[guide.at]?.look ?? [];
  const people = look.every((one) => store.account(one.person));
  const key = guide ? `${guide.at} ${JSON.stringify(look)}` : "";
  useEffect(() => {
    if (look.length === 0 || !people) return;
    // After a reload the address knows better what the visitor looked at last.
    if (sessionStorage.getItem(KEY) === key) return;
    sessionStorage.setItem(KEY, key);
    const shown = look.slice(0, SIDES.length);
    const change = Object.fromEntries(shown.map((one, at) => [SIDES[at], placeOf(one)]));
    address.go({ ...change, side: SIDES[shown.length - 1] });
  }, [key, people]);
}
