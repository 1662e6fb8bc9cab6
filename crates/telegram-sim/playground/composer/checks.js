// What typed marks must become, and that nothing is lost on the way there and back. Run by the browser tests.

import { matching } from "./commands.js";
import { dataOf } from "./files.js";
import { read, write } from "./markup.js";
import { outcomeOf, rightsAskedFor } from "./pick-chat.js";
import { richChecks } from "./rich-checks.js";

/** What is typed, the text that is sent, and its entities in short: type:offset+length. */
const MARKED = [
  ["plain", "plain", ""],
  ["  around  ", "around", ""],
  ["a **b** c", "a b c", "bold:2+1"],
  ["__it__ ~~no~~ ||sh|| ++un++", "it no sh un", "italic:0+2 strikethrough:3+2 spoiler:6+2 underline:9+2"],
  ["**a __b__**", "a b", "bold:0+3 italic:2+1"],
  ["`x ** y **`", "x ** y **", "code:0+9"],
  ["**a `b` c**", "a b c", "bold:0+1 code:2+1 bold:4+1"],
  ["```\nlet x;\n```", "let x;", "pre:0+6"],
  ["```rust\nfn f() {}\n```", "fn f() {}", "pre/rust:0+9"],
  ["``` one line ```", " one line ", "pre:0+10"],
  ["👩‍🚀 **ש🦊**", "👩‍🚀 ש🦊", "bold:6+3"],
  ["a ** b ** c", "a ** b ** c", ""],
  ["2 || 3 || 4", "2 || 3 || 4", ""],
  ["snake__case__name C++ and C++", "snake__case__name C++ and C++", ""],
  ["****", "****", ""],
  ["**open", "**open", ""],
  ["`open", "`open", ""],
  ["**a\nb**", "a\nb", "bold:0+3"],
  ["see [here](https://example.org/a?b=1)", "see here", "text_link:4+4"],
  ["a ![🦊](tg://emoji?id=53) b", "a 🦊 b", "custom_emoji:2+2"],
  ["**![🦊](tg://emoji?id=53)!** no", "🦊! no", "bold:0+3 custom_emoji:0+2"],
  ["![x](tg://emoji?id=fox)", "!x", "text_link:1+1"],
  ["[x](javascript:alert(1))", "[x](javascript:alert(1))", ""],
];

const short = (entities) =>
  entities
    .map(({ type, language, offset, length }) => `${type}${language ? `/${language}` : ""}:${offset}+${length}`)
    .join(" ");

/** Numbers that look random and are the same each time. */
function chances(seed) {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state % below;
  };
}

const PIECES = "** __ ++ ~~ || ` ``` [ ![ ](https://x.y) ](tg://emoji?id=5) a ש 🦊 Wörter /".split(" ").concat([" ", "\n"]);

function randomly() {
  const next = chances(7);
  for (let round = 0; round < 3000; round += 1) {
    const typed = Array.from({ length: next(18) }, () => PIECES[next(PIECES.length)]).join("");
    const { text, entities } = read(typed);
    const outside = entities.find(({ offset, length }) => offset < 0 || length <= 0 || offset + length > text.length);
    if (outside) return `${JSON.stringify(typed)}: ${short([outside])} is outside of ${JSON.stringify(text)}`;
    if (text.length > typed.length) return `${JSON.stringify(typed)} grew`;
    const written = write(text, entities);
    // Words that are marks themselves cannot be typed: nothing is escaped, in Telegram either.
    if (written === text && read(text).text.trim() !== text.trim()) continue;
    const again = read(written);
    if (again.text.trim() !== text.trim()) return `${JSON.stringify(typed)} came back as ${JSON.stringify(again.text)}`;
  }
  return "";
}

function longest() {
  const begun = performance.now();
  for (const piece of ["**", "`", "[", "**a", "__a ", "||a~~"]) read(piece.repeat(8192 / piece.length));
  const took = performance.now() - begun;
  return took < 2000 ? "" : `${Math.round(took)} ms`;
}

const BOT = { id: 1, username: "one_bot" };
const COMMANDS = ["start", "stop", "help"].map((command) => ({ command, description: "", bot: BOT }));
const BEGUN = [
  ["/", "start,stop,help"],
  ["/ST", "start,stop"],
  ["/help", "help"],
  ["/help me", ""],
  ["x /h", ""],
  ["/start@one", "start"],
];

const TOPICS = { can_manage_topics: true, can_pin_messages: true };
/** A request for a chat, what the bot learns and becomes, and the rights it gets. */
const ASKED = [
  [{ chat_is_channel: false }, "will learn its number.", ""],
  [{ chat_is_channel: false, bot_is_member: true }, "will learn its number, and become a member there.", ""],
  [{ chat_is_channel: true, bot_is_member: true, request_username: true }, "will learn its number and its public name.", ""],
  [
    { chat_is_channel: false, request_title: true, request_username: true, bot_administrator_rights: TOPICS },
    "will learn its number, its name and its public name, and become an administrator there.",
    "Pin messages, Manage topics",
  ],
  [
    { chat_is_channel: false, chat_is_forum: false, bot_administrator_rights: TOPICS },
    "will learn its number, and become an administrator there.",
    "Pin messages",
  ],
];

/** All checks: what is wrong stands in `detail`. */
export async function checks() {
  const wrong = [];
  const check = (name, detail) => wrong.push({ name, ok: !detail, detail });
  for (const [typed, text, entities] of MARKED) {
    const got = read(typed);
    const same = got.text === text && short(got.entities) === entities;
    check(`marks: ${JSON.stringify(typed)}`, same ? "" : `${JSON.stringify(got.text)} ${short(got.entities)}`);
    const again = read(write(got.text, got.entities));
    const trimmed = got.text.trim();
    const kept = again.text.trim() === trimmed && (got.text !== trimmed || short(again.entities) === entities);
    const back = `${JSON.stringify(again.text)} ${short(again.entities)}`;
    check(`there and back: ${JSON.stringify(typed)}`, kept ? "" : back);
  }
  for (const { name, detail } of richChecks()) check(name, detail);
  check("random marks", randomly());
  check("the longest text is read at once", longest());
  const found = (typed) => matching(typed, COMMANDS).map(({ command }) => command).join();
  for (const [typed, wanted] of BEGUN) check(`commands: ${typed}`, found(typed) === wanted ? "" : found(typed));
  for (const [request, outcome, rights] of ASKED) {
    const said = `${outcomeOf(request)} ${rightsAskedFor(request).join(", ")}`;
    check(`asks for a chat: ${JSON.stringify(request)}`, said === `${outcome} ${rights}` ? "" : said);
  }
  const data = await dataOf(new File([new Uint8Array([0, 255, 16])], "x.bin"));
  check("a file as base64", data === "AP8Q" ? "" : data);
  return wrong;
}
