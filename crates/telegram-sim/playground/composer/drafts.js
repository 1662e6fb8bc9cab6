// What was begun to write, kept by the tab: a reload or another chat loses nothing. `place` = {person, chat, thread}.
//
// A draft is the words of a new message. A mode is which message is replied to or edited, and the words of the edit:
// `{reply: id}` or `{edit: id, words?}`.

const keyOf = (kind, { person, chat, thread }) => `playground-${kind}/${person}/${chat}/${thread ?? ""}`;

function keep(key, value) {
  try {
    if (value) sessionStorage.setItem(key, value);
    else sessionStorage.removeItem(key);
  } catch {
    // The browser's room for it is used up: the words are still in the field.
  }
}

export const readDraft = (place) => sessionStorage.getItem(keyOf("draft", place)) ?? "";

export const keepDraft = (place, words) => keep(keyOf("draft", place), words);

export const readMode = (place) => JSON.parse(sessionStorage.getItem(keyOf("mode", place)) ?? "null");

export const keepMode = (place, mode) => keep(keyOf("mode", place), mode && JSON.stringify(mode));
