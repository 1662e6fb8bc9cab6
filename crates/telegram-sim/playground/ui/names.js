// Names of people and chats: what to show, which colour, which letters stand in an avatar.
// Pure; the drawing is in `avatar.js`. Names are anything people typed: any script, emoji, nothing at all.

const COLOURS = 7;

/** One of the seven colours of `theme.css`, always the same for an account. */
export function colourOf(id) {
  const number = Math.abs(Math.trunc(Number(id)));
  return Number.isFinite(number) ? number % COLOURS : 0;
}

/** The name of a person, a Bot API user or a chat; never empty. */
export function nameOf(who) {
  const parts = [who?.first_name, who?.last_name].filter(Boolean).join(" ");
  const name = visible(who?.name) || visible(who?.title) || visible(parts);
  if (name) return name;
  return who?.username ? `@${who.username}` : "No name";
}

/** Without control characters and with single spaces; empty if there is nothing to see. */
function visible(text) {
  const name = String(text ?? "")
    .replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, " ")
    .replace(/\s+/gu, " ")
    .trim();
  return /[^\p{C}\p{Z}]/u.test(name) ? name : "";
}

const LETTER = /[\p{L}\p{N}\p{Extended_Pictographic}\p{Regional_Indicator}]/u;
const segmenter = globalThis.Intl?.Segmenter ? new Intl.Segmenter() : null;

/** What a reader takes for single characters: a flag or a family is one. */
function characters(text) {
  return segmenter ? Array.from(segmenter.segment(text), (part) => part.segment) : Array.from(text);
}

/** The character on a topic's icon: the first letter, not the square of a status before it. */
export function letterOf(name) {
  const letter = characters(visible(name)).find((one) => /[\p{L}\p{N}]/u.test(one));
  return (letter ?? Array.from(initialsOf(name))[0]).toLocaleUpperCase();
}

/** One or two characters for a name; "?" if there is nothing to see. */
export function initialsOf(name) {
  const words = visible(name).split(" ");
  const firsts = words.map((word) => characters(word).find((one) => LETTER.test(one))).filter(Boolean);
  if (firsts.length === 0) return characters(visible(name))[0] ?? "?";
  const shown = firsts.slice(0, 2);
  // Arabic letters side by side would join into the beginning of a word.
  const between = /\p{Script=Arabic}/u.test(shown[0]) ? "\u200c" : "";
  return shown.join(between).toLocaleUpperCase();
}
