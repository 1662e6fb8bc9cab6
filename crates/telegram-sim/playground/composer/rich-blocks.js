// Typed lines as the blocks of a rich message. Pure; what marks inside a line mean is `markup.js`, the dialog `rich-message.js`.

import { read } from "./markup.js";

const FENCE = "```";
const HEADING = /^(#{1,6})\s+(.+)$/;
const ITEM = /^(?:([-*•])|(\d{1,3}[.)]))\s+(?:\[([ xX])\]\s+)?(.+)$/;
const QUOTE = /^>\s?(.*)$/;
const DIVIDER = /^-{3,}$/;
const ROW = /^\|(.+)\|$/;
const RULE = /^\|[\s:|-]+\|$/;

/** How an entity is called as a type of rich text, and what it takes along. */
function richType({ type, url, custom_emoji_id: emoji }, words) {
  if (type === "text_link") return { type: "url", url };
  if (type === "custom_emoji") return { type, custom_emoji_id: emoji, alternative_text: words };
  return { type: type === "pre" ? "code" : type };
}

/** A text with entities as `RichText`: a string, one object, or a list of both. */
export function richTextOf({ text, entities }) {
  const parts = partsOf(text, entities, 0, text.length);
  return parts.length === 1 ? parts[0] : parts.length === 0 ? "" : parts;
}

/** `entities` in the order of `read`: whoever stands around another comes first. */
function partsOf(text, entities, from, to) {
  const parts = [];
  const plain = (end) => end > at && parts.push(text.slice(at, end));
  let at = from;
  for (let number = 0; number < entities.length; number += 1) {
    const entity = entities[number];
    const end = entity.offset + entity.length;
    if (entity.offset < at) continue;
    plain(entity.offset);
    const inner = entities.slice(number + 1).filter(({ offset, length }) => offset + length <= end);
    const said = partsOf(text, inner, entity.offset, end);
    const type = richType(entity, text.slice(entity.offset, end));
    parts.push(type.alternative_text ? type : { ...type, text: said.length === 1 ? said[0] : said });
    at = end;
  }
  plain(to);
  return parts;
}

const rich = (line) => richTextOf(read(line));
const paragraph = (lines) => ({ type: "paragraph", text: rich(lines.join("\n")) });

function item([, , number, box, words]) {
  const checkbox = box === undefined ? {} : { has_checkbox: true, is_checked: box !== " " };
  return { label: number ?? "•", blocks: [paragraph([words])], ...checkbox };
}

function table(lines) {
  const header = lines.length > 1 && RULE.test(lines[1]);
  const cells = lines
    .filter((line) => !RULE.test(line))
    .map((line, at) => {
      const more = header && at === 0 ? { is_header: true } : {};
      const cell = (words) => ({ text: rich(words), align: "left", valign: "middle", ...more });
      return ROW.exec(line)[1].split("|").map(cell);
    });
  return { type: "table", cells, is_bordered: true };
}

/** Lines of one sort that make a block together. */
const SORTS = [
  [(line) => ITEM.test(line), (lines) => ({ type: "list", items: lines.map((line) => item(ITEM.exec(line))) })],
  [
    (line) => QUOTE.test(line),
    (lines) => ({ type: "blockquote", blocks: [paragraph(lines.map((line) => QUOTE.exec(line)[1]))] }),
  ],
  [(line) => ROW.test(line), table],
  [(line) => line !== "" && !isAlone(line), (lines) => paragraph(lines)],
];

const isAlone = (line) => HEADING.test(line) || DIVIDER.test(line) || line.startsWith(FENCE);

function alone(line) {
  const heading = HEADING.exec(line);
  if (heading) return { type: "heading", size: heading[1].length, text: rich(heading[2]) };
  return DIVIDER.test(line) ? { type: "divider" } : null;
}

/** Lines from a fence to the next: the block, and where it ends. */
function fenced(lines, at) {
  const language = lines[at].slice(FENCE.length).trim();
  const close = lines.findIndex((line, number) => number > at && line.trim() === FENCE);
  const end = close < 0 ? lines.length : close;
  const block = { type: "pre", text: lines.slice(at + 1, end).join("\n") };
  return [language ? { ...block, language } : block, end + 1];
}

/** What was typed, as blocks; empty lines part paragraphs. */
export function blocksOf(typed) {
  const lines = typed.split("\n").map((line) => line.trimEnd());
  const blocks = [];
  for (let at = 0; at < lines.length; ) {
    if (lines[at].startsWith(FENCE)) {
      const [block, next] = fenced(lines, at);
      if (block.text) blocks.push(block);
      at = next;
      continue;
    }
    const sort = SORTS.find(([belongs]) => belongs(lines[at]));
    const begun = at;
    at += 1;
    if (!sort) {
      const block = alone(lines[begun]);
      if (block) blocks.push(block);
      continue;
    }
    const [belongs, make] = sort;
    const goesOn = (line) => belongs(line) && SORTS.find(([other]) => other(line)) === sort;
    while (at < lines.length && goesOn(lines[at])) at += 1;
    blocks.push(make(lines.slice(begun, at)));
  }
  return blocks.filter((block) => block.type !== "paragraph" || block.text !== "");
}
