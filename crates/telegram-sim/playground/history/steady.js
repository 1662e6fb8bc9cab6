// A `place` that stays the same object while nothing changes that a message shows. The chat's row changes with every
// message (its last one, the unread), and its details are read anew with it; no message need be drawn again for that.

import { useRef } from "../ui/preact.js";

/** Of the chat and its details: nothing that a message shows. */
const PASSING = new Set(["unread", "last", "order", "pinned", "commands", "keyboard"]);

const written = (value) => JSON.stringify(value, (field, part) => (PASSING.has(field) ? undefined : part));

export function useSteady(place) {
  const kept = useRef(null);
  const { person, chat, details, topic, open } = place;
  const parts = [person, chat, details, topic, open];
  if (kept.current?.parts.every((part, at) => part === parts[at])) return kept.current.place;
  const words = [chat, details, topic].map((part) => (part ? written(part) : "")).join("\n");
  const same = kept.current && kept.current.words === words && kept.current.place.person === person;
  const steady = same && kept.current.place.open === open ? kept.current.place : place;
  kept.current = { parts, words, place: steady };
  return steady;
}
