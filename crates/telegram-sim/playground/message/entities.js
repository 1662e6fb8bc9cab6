// Texts with Bot API entities, as trees: which words are bold, a link, a quote. Pure; `text.js` draws the tree.
//
// Offsets count UTF-16 units, which are the indices of JavaScript strings. Entities may overlap, nest, reach past the
// end or cut a character in two: every text comes out whole, whatever they say.

/** More than a message may have (100), and few enough for any nesting to be drawn. */
const ENTITIES_MAX = 200;

/** Types that stand in lines of their own. */
const BLOCKS = new Set(["pre", "blockquote", "expandable_blockquote"]);

export const isBlock = (node) => typeof node === "object" && BLOCKS.has(node.entity.type);

/**
 * The text as a list of strings and `{entity, nodes}`, which holds such a list again. An entity that reaches out of
 * the one around it is cut in two. All strings together are the text.
 */
export function tree(text, entities) {
  const ranges = (Array.isArray(entities) ? entities : [])
    .slice(0, ENTITIES_MAX)
    .map((entity) => rangeOf(text, entity))
    .filter(Boolean)
    .sort((one, other) => one.from - other.from || other.to - one.to);
  return nodesOf(text, 0, text.length, ranges);
}

/** Where an entity stands, within the text and between whole characters; null if nowhere. */
function rangeOf(text, entity) {
  const { offset, length, type } = entity ?? {};
  if (!Number.isFinite(offset) || !Number.isFinite(length) || typeof type !== "string") return null;
  let from = Math.max(0, Math.trunc(offset));
  let to = Math.min(text.length, Math.trunc(offset) + Math.trunc(length));
  if (from >= to) return null;
  if (splitsCharacter(text, from)) from -= 1;
  if (splitsCharacter(text, to)) to += 1;
  return { from, to, entity };
}

function splitsCharacter(text, at) {
  const [before, after] = [text.charCodeAt(at - 1), text.charCodeAt(at)];
  return before >= 0xd800 && before <= 0xdbff && after >= 0xdc00 && after <= 0xdfff;
}

/** The nodes of one stretch. `ranges` lie in it, in order. */
function nodesOf(text, from, to, ranges) {
  const nodes = [];
  let at = from;
  let waiting = ranges;
  while (waiting.length > 0) {
    const [{ from: start, to: end, entity }, ...rest] = waiting;
    if (start > at) nodes.push(text.slice(at, start));
    const [inner, after] = cutAt(rest, end);
    nodes.push({ entity, nodes: nodesOf(text, start, end, inner) });
    at = end;
    waiting = after;
  }
  if (at < to) nodes.push(text.slice(at, to));
  return nodes;
}

/** Ranges before and behind a place; one that crosses it is in both. */
function cutAt(ranges, place) {
  const before = ranges.filter((range) => range.from < place);
  const crossing = before.filter((range) => range.to > place).map((range) => ({ ...range, from: place }));
  const after = ranges.filter((range) => range.from >= place);
  // Those that now begin at the same place: the longest first, so that it holds the others.
  const behind = [...crossing, ...after].sort((one, other) => one.from - other.from || other.to - one.to);
  return [before.map((range) => ({ ...range, to: Math.min(range.to, place) })), behind];
}

/** The text of nodes. */
export function wordsIn(nodes) {
  return nodes.map((node) => (typeof node === "string" ? node : wordsIn(node.nodes))).join("");
}

/** Stands for words that are hidden until somebody asks for them, whatever their length. */
const HIDDEN = "▒▒▒";

/** One line of at most `most` characters, for lists and screen readers: no line breaks, spoilers still hidden. */
export function oneLine(text, entities, most = 100) {
  const unhidden = (node) => {
    if (typeof node === "string") return node;
    return node.entity.type === "spoiler" ? HIDDEN : node.nodes.map(unhidden).join("");
  };
  const words = tree(String(text ?? ""), entities)
    .map(unhidden)
    .join("");
  const line = words
    .replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, " ")
    .replace(/\s+/gu, " ")
    .trim();
  // A character has at most a few units, so most texts need no counting.
  if (line.length <= most) return line;
  const characters = Array.from(line);
  return characters.length <= most
    ? line
    : `${characters
        .slice(0, most - 1)
        .join("")
        .trimEnd()}…`;
}

const FLAG = "\\p{Regional_Indicator}{2}";
const KEYCAP = "[0-9#*]\\ufe0f?\\u20e3";
/** A picture that is shown as one, not as a sign of the text. */
const PICTURE =
  "(?:\\p{Emoji_Presentation}|\\p{Extended_Pictographic}\\ufe0f|\\p{Emoji_Modifier_Base}(?=\\p{Emoji_Modifier}))";
/** What may follow it: a colour of skin, the parts of a flag, further pictures joined to it. */
const MORE = "(?:\\p{Emoji_Modifier}|\\ufe0f|[\\u{e0020}-\\u{e007f}]+)?";
const JOINED = "(?:\\u200d\\p{Extended_Pictographic}(?:\\p{Emoji_Modifier}|\\ufe0f)*)*";
const ONE_EMOJI = new RegExp(`^(?:${FLAG}|${KEYCAP}|${PICTURE}${MORE}${JOINED})`, "u");

/** How many emoji a text is, if it is one to three and nothing else; otherwise 0. */
export function fewEmoji(text, entities) {
  if (typeof text !== "string" || text.length > 100) return 0;
  if ((entities ?? []).some((entity) => entity?.type !== "custom_emoji")) return 0;
  let rest = text.trim();
  let count = 0;
  while (rest && count < 4) {
    const found = ONE_EMOJI.exec(rest);
    if (!found) return 0;
    rest = rest.slice(found[0].length).trimStart();
    count += 1;
  }
  return count <= 3 ? count : 0;
}
