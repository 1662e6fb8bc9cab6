// What was begun to write, kept by the tab: a reload or another chat loses nothing.

const keyOf = ({ person, chat, thread }) => `playground-draft/${person}/${chat}/${thread ?? ""}`;

export function readDraft(place) {
  return sessionStorage.getItem(keyOf(place)) ?? "";
}

export function keepDraft(place, words) {
  try {
    if (words) sessionStorage.setItem(keyOf(place), words);
    else sessionStorage.removeItem(keyOf(place));
  } catch {
    // The browser's room for it is used up: the words are still in the field.
  }
}
