// Checks of texts with entities: nothing is lost, everything is marked as it was said, nothing dangerous is a link.
// Random texts and entities, sound and broken ones, come from a fixed seed.

import { fewEmoji, oneLine, tree, wordsIn } from "../message/entities.js";
import { addressOf, safeAddress, webAddress } from "../message/links.js";
import { telegramLink } from "../message/telegram-links.js";
import { chances, equal, list } from "./expect.js";

const PIECES = ["a", "b ", "\n", "é", "🦊", "👨‍👩‍👧", "ש", "\u202e", "\ud83e", "\udd8a", "0"];
const TYPES = ["bold", "italic", "spoiler", "url", "pre", "blockquote", "custom_emoji", "nonsense"];

/** The shape of a tree: `a[bold:b]`. */
const shape = (nodes) =>
  nodes.map((node) => (typeof node === "string" ? node : `[${node.entity.type}:${shape(node.nodes)}]`)).join("");

/** For each unit of the text, the types that hold it, in order of the alphabet. */
function marks(nodes, types = []) {
  return nodes.flatMap((node) =>
    typeof node === "string"
      ? Array.from({ length: node.length }, () => [...new Set(types)].sort().join())
      : marks(node.nodes, [...types, node.entity.type]),
  );
}

/** The same, straight from the entities: each marks whole characters from its beginning to its end. */
function expectedMarks(text, entities) {
  const types = list(text.length, () => new Set());
  const pairAt = (at) => /^[\ud800-\udbff][\udc00-\udfff]$/.test(text.slice(at - 1, at + 1));
  for (const { type, offset, length } of entities) {
    if (!Number.isFinite(offset) || !Number.isFinite(length)) continue;
    let from = Math.max(0, offset);
    let to = Math.min(text.length, offset + length);
    if (from >= to) continue;
    if (pairAt(from)) from -= 1;
    if (pairAt(to)) to += 1;
    for (let at = from; at < to; at += 1) types[at].add(type);
  }
  return types.map((set) => [...set].sort().join());
}

/** A random text with random entities. */
function strange(random) {
  const some = (all) => all[Math.floor(random() * all.length)];
  const text = list(Math.floor(random() * 30), () => some(PIECES)).join("");
  const entities = list(Math.floor(random() * 12), () => ({
    type: some(TYPES),
    offset: Math.floor(random() * (text.length + 6)) - 3,
    length: random() < 0.05 ? NaN : Math.floor(random() * (text.length + 4)) - 1,
  }));
  return { text, entities };
}

function fuzz() {
  const random = chances(20260512);
  const cases = list(3000, () => strange(random));
  const lost = cases.find(({ text, entities }) => wordsIn(tree(text, entities)) !== text);
  const marked = ({ text, entities }) =>
    marks(tree(text, entities)).join("|") === expectedMarks(text, entities).join("|");
  const wrong = cases.find((each) => !marked(each));
  const broken = cases.find(({ text, entities }) => shape(tree(text, entities)).includes("[bold:]"));
  const long = cases.find(({ text, entities }) => Array.from(oneLine(text, entities, 5)).length > 5);
  return [
    equal("random: no text is lost", lost, undefined),
    equal("random: every unit is marked as said", wrong, undefined),
    equal("random: nothing empty is marked", broken, undefined),
    equal("random: one line keeps its length", long, undefined),
  ];
}

function trees() {
  const mark = (type, offset, length) => ({ type, offset, length });
  const of = (text, ...entities) => shape(tree(text, entities));
  const deep = list(5000, () => mark("bold", 0, 3));
  return [
    equal("plain", of("abc"), "abc"),
    equal("one", of("abc", mark("bold", 1, 1)), "a[bold:b]c"),
    equal("nested", of("abcd", mark("italic", 1, 1), mark("bold", 0, 3)), "[bold:a[italic:b]c]d"),
    equal(
      "overlapping: the second is cut",
      of("abcd", mark("bold", 0, 2), mark("italic", 1, 2)),
      "[bold:a[italic:b]][italic:c]d",
    ),
    equal(
      "from the same place: the longer holds",
      of("abc", mark("bold", 0, 1), mark("italic", 0, 3)),
      "[italic:[bold:a]bc]",
    ),
    equal("side by side", of("ab", mark("bold", 0, 1), mark("bold", 1, 1)), "[bold:a][bold:b]"),
    equal("past the end", of("ab", mark("bold", 1, 99)), "a[bold:b]"),
    equal("before the beginning", of("ab", mark("bold", -1, 2)), "[bold:a]b"),
    equal("nowhere", of("ab", mark("bold", 5, 1), mark("bold", 1, 0), mark("bold", 1, -4)), "ab"),
    equal("no numbers", of("ab", mark("bold", "0", "1"), mark("bold", NaN, 1), null, 7, {}), "ab"),
    equal("no list", shape(tree("ab", { offset: 0 })), "ab"),
    equal("a character is never cut", of("🦊b", mark("bold", 1, 1)), "[bold:🦊]b"),
    equal("offsets count units", of("🦊b", mark("bold", 2, 1)), "🦊[bold:b]"),
    equal("5,000 around each other", wordsIn(tree("abc", deep)), "abc"),
  ];
}

function lines() {
  const hidden = [{ type: "spoiler", offset: 4, length: 6 }];
  return [
    equal("one line", oneLine(" a\n\n b\tc "), "a b c"),
    equal("one line: what is hidden stays hidden", oneLine("the secret word", hidden), "the ▒▒▒ word"),
    equal("one line: cut", oneLine("x".repeat(200), [], 10), `${"x".repeat(9)}…`),
    equal("one line: no half characters", oneLine("🦊".repeat(9), [], 5), "🦊🦊🦊🦊…"),
    equal("one line: no overrides", oneLine("a\u202eb\u0000c"), "a b c"),
    equal("one line: nothing", oneLine(undefined), ""),
    equal("few emoji", ["🦊", "🦊 🌲", "👩🏽‍🚒🏳️‍🌈🇩🇪", "❤️", "1️⃣"].map((text) => fewEmoji(text)).join(), "1,2,3,1,1"),
    equal(
      "not only emoji",
      ["", "a", "🦊a", "🦊🦊🦊🦊", "7", "©", "  "].map((text) => fewEmoji(text)).join(""),
      "0000000",
    ),
    equal("emoji in bold are words", fewEmoji("🦊", [{ type: "bold", offset: 0, length: 2 }]), 0),
    equal("custom emoji are emoji", fewEmoji("🦊", [{ type: "custom_emoji", offset: 0, length: 2 }]), 1),
  ];
}

function links() {
  const dangerous = [
    "javascript:alert(1)",
    " JaVaScRiPt:alert(1)",
    "java\nscript:alert(1)",
    "data:text/html,x",
    "file:///x",
    "blob:x",
    "tg://user?id=1",
    "/api/do/x",
    "//",
    "",
    undefined,
    null,
    {},
  ];
  return [
    equal("dangerous addresses are no links", dangerous.filter((address) => safeAddress(address) !== null).join(), ""),
    equal(
      "web, mail and telephone are",
      ["https://e.org/", "http://e.org/", "mailto:a@e.org", "tel:+49"].map(safeAddress).join(),
      "https://e.org/,http://e.org/,mailto:a@e.org,tel:+49",
    ),
    equal(
      "buttons open the web alone",
      [webAddress("mailto:a@e.org"), webAddress("https://e.org/")].join(),
      ",https://e.org/",
    ),
    equal("a bare address", addressOf({ type: "url" }, "example.org:80/x"), "https://example.org:80/x"),
    equal("a script that says it is an address", addressOf({ type: "url" }, "javascript:alert(1)"), null),
    equal("a telephone number", addressOf({ type: "phone_number" }, "+49 (40) 12-34"), "tel:+49401234"),
    equal("words with a link behind", addressOf({ type: "text_link", url: "javascript:alert(1)" }, "x"), null),
    equal("bold is no link", addressOf({ type: "bold" }, "https://e.org"), null),
  ];
}

/** What links of Telegram's name, each with what is read from it. */
const TELEGRAM = [
  ["https://t.me/a_bot?start=claim_1-Z", { username: "a_bot", start: "claim_1-Z" }],
  ["t.me/a_bot", { username: "a_bot", start: null }],
  ["HTTP://WWW.T.ME/a_bot/?start=", { username: "a_bot", start: null }],
  ["telegram.me/a_bot?start=no%20blanks", { username: "a_bot", start: null }],
  [`t.me/a_bot?start=${"x".repeat(65)}`, { username: "a_bot", start: null }],
  ["tg://resolve?domain=a_bot&start=7", { username: "a_bot", start: "7" }],
  ["tg:resolve?domain=a_bot", { username: "a_bot", start: null }],
  ["tg://user?id=42", { id: 42 }],
  ["tg://settings", { other: true }],
  ["https://t.me/+secret", { other: true }],
  ["t.me/newbot/a_bot/new_bot?name=New%20Bot", { manager: "a_bot", username: "new_bot", name: "New Bot" }],
  ["t.me/newbot/a_bot/new_bot", { manager: "a_bot", username: "new_bot", name: null }],
  ["t.me/newbot/a_bot", { other: true }],
  ["https://t.me/a_group/12", { username: "a_group", thread: null, message: 12 }],
  ["https://t.me/c/1234/5", { chat: -1001234, thread: null, message: 5 }],
  ["https://t.me/c/1234/5/6", { chat: -1001234, thread: 5, message: 6 }],
  ["https://t.me/c/1234/6?thread=5", { chat: -1001234, thread: 5, message: 6 }],
  ["https://t.me/c/1234", { other: true }],
  ["https://t.me/a_group/12/x", { other: true }],
  ["https://t.me", { other: true }],
  ["https://t.me.evil.example/a_bot", null],
  ["https://evil.example/t.me/a_bot", null],
  ["javascript:alert(1)//t.me/a_bot", null],
  ["", null],
];

function telegramLinks() {
  const said = (read) => JSON.stringify(read);
  return TELEGRAM.map(([link, read]) => equal(`names: ${link.slice(0, 40)}`, said(telegramLink(link)), said(read)));
}

export const textChecks = () => [...trees(), ...lines(), ...links(), ...telegramLinks(), ...fuzz()];
