// What typed lines must become as blocks of a rich message, and tasks as a checklist. Run with `checks.js`.

import { checklistOf } from "./checklist.js";
import { blocksOf } from "./rich-blocks.js";

/** What is typed, and its blocks in short. */
const TYPED = [
  ["", ""],
  ["words\nmore", 'paragraph "words\nmore"'],
  ["one\n\ntwo", 'paragraph "one" paragraph "two"'],
  ["# Title\nwords", 'heading1 "Title" paragraph "words"'],
  ["####### no", 'paragraph "####### no"'],
  ["- a\n- b", 'list [• "a"] [• "b"]'],
  ["1. a\n2) b", 'list [1. "a"] [2) "b"]'],
  ["- [x] done\n- [ ] open", 'list [• ☑ "done"] [• ☐ "open"]'],
  ["> a\n> b", 'blockquote (paragraph "a\nb")'],
  ["| a | b |\n|---|---|\n| c | d |", 'table "a"! "b"! / "c" "d"'],
  ["| a |", 'table "a"'],
  ["---", "divider"],
  ["```rust\nfn f() {}\n# no title\n```\nafter", 'pre/rust "fn f() {}\n# no title" paragraph "after"'],
  ["```\nopen", 'pre "open"'],
  ["a **b** c", 'paragraph ["a ",{"type":"bold","text":"b"}," c"]'],
  ["**a __b__**", 'paragraph {"type":"bold","text":["a ",{"type":"italic","text":"b"}]}'],
  ["[x](https://y.z)", 'paragraph {"type":"url","url":"https://y.z","text":"x"}'],
  [
    "![🦊](tg://emoji?id=5)",
    'paragraph {"type":"custom_emoji","custom_emoji_id":"5","alternative_text":"🦊"}',
  ],
];

const said = (text) => JSON.stringify(text).replaceAll("\\n", "\n");
const boxOf = ({ has_checkbox: has, is_checked: on }) => (has ? `${on ? "☑" : "☐"} ` : "");
const cellOf = ({ text, is_header: header }) => `${said(text).replaceAll('" ', '"').replaceAll(' "', '"')}${header ? "!" : ""}`;

function short({ type, text, size, language, items, blocks, cells }) {
  switch (type) {
    case "list":
      return `list ${items.map((one) => `[${one.label} ${boxOf(one)}${said(one.blocks[0].text)}]`).join(" ")}`;
    case "blockquote":
      return `blockquote (${blocks.map(short).join(" ")})`;
    case "table":
      return `table ${cells.map((row) => row.map(cellOf).join(" ")).join(" / ")}`;
    case "divider":
      return type;
    default:
      return `${type}${size ?? ""}${language ? `/${language}` : ""} ${said(text)}`;
  }
}

export function richChecks() {
  const wrong = TYPED.map(([typed, wanted]) => {
    const got = blocksOf(typed).map(short).join(" ");
    return { name: `blocks: ${JSON.stringify(typed)}`, detail: got === wanted ? "" : got };
  });
  const { fields } = checklistOf({ title: "**Before** winter", tasks: ["Boats", "~~Ropes~~"], others: true });
  const got = JSON.stringify(fields.checklist);
  const wanted = JSON.stringify({
    title: "Before winter",
    title_entities: [{ type: "bold", offset: 0, length: 6 }],
    tasks: [
      { id: 1, text: "Boats" },
      { id: 2, text: "Ropes", text_entities: [{ type: "strikethrough", offset: 0, length: 5 }] },
    ],
    others_can_mark_tasks_as_done: true,
  });
  return [...wrong, { name: "a checklist", detail: got === wanted ? "" : got }];
}
