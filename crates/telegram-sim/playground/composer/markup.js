// Typed marks and entities: `**bold**` is what one types, `{type: "bold", offset, length}` is what is sent. Pure.
//
// Offsets count UTF-16 units, which are the indices of JavaScript strings. Nothing is escaped, as in Telegram: marks
// that do not stand around words are words themselves. Mentions, links and commands are found by the server.

/** Mark and type; `apart`: only where a word begins and ends, so that snake__case and C++ stay what they are. */
const STYLES = [
  { mark: "**", type: "bold" },
  { mark: "__", type: "italic", apart: true },
  { mark: "++", type: "underline", apart: true },
  { mark: "~~", type: "strikethrough" },
  { mark: "||", type: "spoiler" },
];
const FENCE = "```";
const CODE = "`";
const LANGUAGE = /^([\w+#.-]+)\n/;
const CUSTOM = "tg://emoji?id=";
const EMOJI = /^!\[([^[\]\n]+)\]\(tg:\/\/emoji\?id=(\d{1,20})\)/;
const LINK = /^\[([^[\]\n]+)\]\(((?:https?|tg):\/\/[^\s()]+)\)/;

export const MARKS = { ...Object.fromEntries(STYLES.map(({ type, mark }) => [type, mark])), code: CODE, pre: FENCE };

const isSpace = (character) => character === undefined || /\s/u.test(character);
const isWord = (character) => character !== undefined && /[\p{L}\p{N}_+]/u.test(character);

/** What was typed, as `{text, entities}`; space around the whole is taken away. */
export function read(typed) {
  const reader = { source: typed.trim(), text: "", entities: [] };
  readPart(reader, 0, reader.source.length, []);
  const entities = apartFromCode(reader.entities).flatMap((entity) => withoutEdges(reader.text, entity));
  entities.sort((one, other) => one.offset - other.offset || other.length - one.length);
  return { text: reader.text, entities };
}

/** Reads one stretch; `open` = the types around it, which cannot begin once more. */
function readPart(reader, from, to, open) {
  let at = from;
  while (at < to) {
    const { source } = reader;
    const found =
      codeAt(source, at, to) ?? emojiAt(source, at, to) ?? linkAt(source, at, to) ?? styleAt(source, at, to, open);
    if (!found) {
      reader.text += source[at];
      at += 1;
      continue;
    }
    const offset = reader.text.length;
    if (found.plain) reader.text += source.slice(found.from, found.to);
    else readPart(reader, found.from, found.to, [...open, found.entity.type]);
    const length = reader.text.length - offset;
    if (length > 0) reader.entities.push({ ...found.entity, offset, length });
    at = found.end;
  }
}

/** Code at this place: its entity, where its words are, and where it ends. Nothing in it is a mark. */
function codeAt(source, at, to) {
  if (source[at] !== CODE) return null;
  if (source.startsWith(FENCE, at)) {
    const begin = at + FENCE.length;
    const close = source.indexOf(FENCE, begin);
    const inner = close < 0 ? "" : source.slice(begin, close);
    if (inner.trim() && close + FENCE.length <= to) return fenced(inner, begin, close);
  }
  const close = source.indexOf(CODE, at + 1);
  const words = close < 0 ? "" : source.slice(at + 1, close);
  if (!words.trim() || words.includes("\n") || close >= to) return null;
  return { plain: true, entity: { type: "code" }, from: at + 1, to: close, end: close + 1 };
}

function fenced(inner, begin, close) {
  const language = LANGUAGE.exec(inner);
  const named = language && inner.slice(language[0].length).trim();
  const from = begin + (named ? language[0].length : inner.startsWith("\n") ? 1 : 0);
  const to = inner.endsWith("\n") ? close - 1 : close;
  const entity = named ? { type: "pre", language: language[1] } : { type: "pre" };
  return { plain: true, entity, from, to, end: close + FENCE.length };
}

/** A custom emoji, typed as bots write it: `![👍](tg://emoji?id=5368324170671202286)`. */
function emojiAt(source, at, to) {
  if (source[at] !== "!") return null;
  const found = EMOJI.exec(source.slice(at, to));
  if (!found) return null;
  const [whole, words, id] = found;
  const from = at + 2;
  const entity = { type: "custom_emoji", custom_emoji_id: id };
  return { plain: true, entity, from, to: from + words.length, end: at + whole.length };
}

function linkAt(source, at, to) {
  if (source[at] !== "[") return null;
  const found = LINK.exec(source.slice(at, to));
  if (!found) return null;
  const [whole, words, url] = found;
  const from = at + 1;
  return { plain: true, entity: { type: "text_link", url }, from, to: from + words.length, end: at + whole.length };
}

function styleAt(source, at, to, open) {
  const style = STYLES.find(({ mark, type }) => source.startsWith(mark, at) && !open.includes(type));
  if (!style) return null;
  const { mark, type, apart } = style;
  const begin = at + mark.length;
  if (isSpace(source[begin]) || (apart && isWord(source[at - 1]))) return null;
  // The words between are at least one character.
  for (let close = source.indexOf(mark, begin + 1); close >= 0 && close + mark.length <= to; ) {
    const end = close + mark.length;
    const closes = !isSpace(source[close - 1]) && !(apart && isWord(source[end]));
    if (closes) return { entity: { type }, from: begin, to: close, end };
    close = source.indexOf(mark, close + 1);
  }
  return null;
}

/** Telegram has no style inside code: styles around code end before it and go on behind it. */
function apartFromCode(entities) {
  const isCode = ({ type }) => type === "code" || type === "pre";
  const code = entities.filter(isCode);
  const cut = (pieces, { offset, length }) =>
    pieces.flatMap((piece) => [
      { ...piece, length: Math.min(piece.offset + piece.length, offset) - piece.offset },
      { ...piece, ...between(Math.max(piece.offset, offset + length), piece.offset + piece.length) },
    ]).filter((piece) => piece.length > 0);
  return entities.flatMap((entity) => (isCode(entity) ? [entity] : code.reduce(cut, [entity])));
}

const between = (from, to) => ({ offset: from, length: to - from });

/** A style begins and ends with something to see: marks around space are not read. */
function withoutEdges(text, entity) {
  if (entity.type === "pre" || entity.type === "code") return [entity];
  const words = text.slice(entity.offset, entity.offset + entity.length);
  const offset = entity.offset + words.length - words.trimStart().length;
  const length = words.trim().length;
  return length > 0 ? [{ ...entity, offset, length }] : [];
}

/** A text with its entities as one would have typed it. Marks that would not read back the same are left out. */
export function write(text, entities = []) {
  const known = entities.filter((entity) => marksOf(entity)).flatMap((entity) => withoutEdges(text, entity));
  const marked = withMarks(text, known);
  // Code may end with a space, which is not seen in a message.
  return read(marked).text.trim() === text.trim() ? marked : text;
}

function marksOf({ type, language, url, custom_emoji_id: emoji }) {
  if (type === "pre") return language ? [`${FENCE}${language}\n`, FENCE] : [`${FENCE}\n`, FENCE];
  if (type === "custom_emoji") return ["![", `](${CUSTOM}${emoji})`];
  if (type === "text_link") return ["[", `](${url})`];
  return MARKS[type] ? [MARKS[type], MARKS[type]] : null;
}

function withMarks(text, entities) {
  const marks = entities.flatMap((entity, number) => {
    const [before, after] = marksOf(entity);
    const { offset, length } = entity;
    // Outer marks stand outside: they begin first and end last.
    return [
      { at: offset, order: [1, -length, number], mark: before },
      { at: offset + length, order: [0, length, -number], mark: after },
    ];
  });
  const before = (one, other) => {
    const unlike = one.order.findIndex((part, place) => part !== other.order[place]);
    return one.at - other.at || (unlike < 0 ? 0 : one.order[unlike] - other.order[unlike]);
  };
  let [marked, at] = ["", 0];
  for (const { at: place, mark } of marks.sort(before)) {
    marked += text.slice(at, place) + mark;
    at = place;
  }
  return marked + text.slice(at);
}
