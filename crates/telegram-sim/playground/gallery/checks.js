// Checks of the pure functions behind messages: `checks()` gives `{name, ok, detail}` for each. They run on the gallery
// page and in the browser tests. Each says what it expects of one thing; texts with entities are in `checks_text.js`.

import { kindNamed, kindOf, labelOf } from "../kinds/index.js";
import { CONTENT } from "../kinds/content.js";
import { boxOf, fileAddress, largest, smallest } from "../kinds/file.js";
import { iconOf } from "../kinds/document.js";
import { shareOf } from "../kinds/poll.js";
import { flatten } from "../kinds/rich_text.js";
import { hills } from "../kinds/waveform.js";
import { reasonOf } from "../message/buttons.js";
import { rowsFor } from "../message/layout.js";
import { spoken } from "../message/spoken.js";
import { answered, originOf, titleOf } from "../message/who.js";
import { counted, fileSize, money } from "../ui/amounts.js";
import { colourOf, initialsOf, letterOf, nameOf } from "../ui/names.js";
import { clock, day, duration, span } from "../ui/time.js";
import { BODIES, SERVICE } from "./bodies.js";
import { textChecks } from "./checks_text.js";
import { ANNA, BO, CHATS, ME, view } from "./people.js";
import { chances, equal, list } from "./expect.js";

function names() {
  return [
    equal("initials: two words", initialsOf("Anna Berg"), "AB"),
    equal("initials: only two of many", initialsOf("anna maria van berg"), "AM"),
    equal("initials: one word", initialsOf("anna"), "A"),
    equal("initials: right to left", initialsOf("נועה לוי"), "נל"),
    equal("initials: Arabic letters do not join", initialsOf("أحمد بدر"), "أ\u200cب"),
    equal("initials: a family is one emoji", initialsOf("👨‍👩‍👧 home"), "👨‍👩‍👧H"),
    equal("initials: a flag is one", initialsOf("🇩🇪"), "🇩🇪"),
    equal("initials: signs are passed over", initialsOf("(Bo) «Lee»"), "BL"),
    equal("initials: only signs", initialsOf("!!"), "!"),
    equal("initials: nothing", initialsOf(""), "?"),
    equal("initials: nothing to see", initialsOf("\u200b\u0007"), "?"),
    equal("initials: no text at all", initialsOf(undefined), "?"),
    equal("letter: behind the square of a status", letterOf("🟪 anna Keller · DE"), "A"),
    equal("letter: right to left", letterOf("נועה"), "נ"),
    equal("letter: only emoji", letterOf("🟪"), "🟪"),
    equal("letter: nothing", letterOf(""), "?"),
    equal(
      "colours are 0 to 6",
      list(50, (n) => colourOf(-1_000_000_000_000 - n)).every((c) => c >= 0 && c <= 6),
      true,
    ),
    equal("all colours come up", new Set(list(7, colourOf)).size, 7),
    equal("a colour stays", colourOf("105"), colourOf(105)),
    equal("a colour for no id", colourOf(undefined), 0),
    equal("name: first and last", nameOf(ANNA), "Anna Berg"),
    equal("name: of a chat", nameOf({ title: "Crew" }), "Crew"),
    equal("name: without one, the username", nameOf({ first_name: "\u200b", username: "fox" }), "@fox"),
    equal("name: nothing", nameOf(null), "No name"),
    equal("name: one line, no overrides", nameOf({ name: "a\n\u202eb" }), "a b"),
  ];
}

function amounts() {
  const noon = new Date(2024, 5, 12, 12, 0).getTime() / 1000;
  return [
    equal("clock", clock(new Date(2024, 5, 12, 9, 5).getTime() / 1000), "09:05"),
    equal("clock: no time", [clock(undefined), clock(null), clock("x"), clock(1e30)].join(""), ""),
    equal("day: today", day(noon - 60, noon), "Today"),
    equal("day: yesterday", day(noon - 13 * 3600, noon), "Yesterday"),
    equal("day: this year", day(new Date(2024, 2, 3, 1).getTime() / 1000, noon), "3 March"),
    equal("day: another year", day(new Date(2023, 2, 3, 1).getTime() / 1000, noon), "3 March 2023"),
    equal("durations", [0, 7, 65, 3723].map(duration).join(" "), "0:00 0:07 1:05 1:02:03"),
    equal(
      "spans",
      [1, 86_400, 172_800, 604_800, 5400].map(span).join(", "),
      "1 second, 1 day, 2 days, 1 week, 90 minutes",
    ),
    equal("file sizes", [0, 820, 1536, 1_480_000, 5e9].map(fileSize).join(", "), "0 B, 820 B, 1.5 KB, 1.4 MB, 4.7 GB"),
    equal("file size: not known", fileSize(undefined), ""),
    equal(
      "counts",
      [counted(1, "vote"), counted(2, "vote"), counted(undefined, "vote")].join(", "),
      "1 vote, 2 votes, 0 votes",
    ),
    equal("money", [money(48_000, "EUR"), money(500, "JPY"), money(5, "XTR")].join(" "), "€480.00 JP¥500 ⭐ 5"),
    equal("money: no such currency", money(5, "€€"), "5 €€"),
  ];
}

function album() {
  const random = chances(7);
  const bad = list(300, () => {
    const sizes = list(1 + Math.floor(random() * 12), () =>
      random() < 0.1 ? null : { width: Math.floor(random() * 3000), height: Math.floor(random() * 3000) },
    );
    const rows = rowsFor(sizes);
    const order = rows.flatMap((row) => row.items.map((item) => item.index));
    const whole = rows.every((row) => Math.abs(row.items.reduce((sum, item) => sum + item.share, 0) - 1) < 1e-9);
    const shaped = rows.every((row) => row.shape >= 0.9 && row.shape <= 4 && row.items.length <= 4);
    return order.join() === sizes.map((_, index) => index).join() && whole && shaped ? null : JSON.stringify(sizes);
  }).find(Boolean);
  const counts = (count, size = { width: 1, height: 1 }) =>
    rowsFor(list(count, () => size)).map((row) => row.items.length);
  return [
    equal("album: each once, in order, rows full", bad, undefined),
    equal("album: none", rowsFor([]).length, 0),
    equal("album: two wide ones on top of each other", counts(2, { width: 2, height: 1 }).join(), "1,1"),
    equal("album: two tall ones side by side", counts(2).join(), "2"),
    equal("album: ten", counts(10).join(), "3,3,4"),
    equal(
      "album: wide ones get more room",
      rowsFor([
        { width: 2, height: 1 },
        { width: 1, height: 1 },
      ])[0].items[0].share > 0.6,
      true,
    ),
    equal(
      "boxes stay within their room",
      list(200, () => boxOf({ width: random() * 9000, height: random() * 9000 })).every(
        ({ width, height }) => width >= 140 && width <= 380 && height >= 90 && height <= 400,
      ),
      true,
    ),
    equal("box: 4 to 3 if nothing is known", JSON.stringify(boxOf(null)), '{"width":380,"height":285}'),
    equal(
      "box: never larger than the room, in shape",
      JSON.stringify(boxOf({ width: 800, height: 1600 })),
      '{"width":200,"height":400}',
    ),
    equal(
      "largest and smallest",
      [largest, smallest].map((pick) => pick([{ width: 9, height: 9 }, null, { width: 90, height: 9 }]).width).join(),
      "90,9",
    ),
    equal("largest of nothing", largest(undefined), null),
    equal("file addresses stay below /files/", fileAddress({ file_unique_id: "../x?y" }), "/files/..%2Fx%3Fy"),
    equal(
      "hills: always the same, within bounds",
      hills("a").join() === hills("a").join() && hills("a").every((h) => h >= 0.1 && h <= 1),
      true,
    ),
    equal("hills: their own for each", hills("a").join() === hills("b").join(), false),
  ];
}

function kinds() {
  const fixtures = Object.entries(BODIES).map(([name, body]) => [name.split(/[ ,]/u)[0], body]);
  const wrong = fixtures
    .filter(([name, body]) => name !== "broken" && kindOf(body).name !== name)
    .map(([name]) => name);
  const hostile = [undefined, null, 7, "x", [], {}, [null], { options: 5 }, { blocks: 7 }, { user_id: {} }];
  const thrown = [...CONTENT.map(({ name }) => name), ...Object.keys(SERVICE)].filter((field) =>
    hostile.some((value) => throws(() => labelOf({ [field]: value, from: ANNA }))),
  );
  const label = (name) => labelOf({ from: ANNA, ...BODIES[name] });
  const serviceLabel = (field, from = ANNA) => labelOf({ from, [field]: SERVICE[field] });
  return [
    equal("every fixture has the kind it is named after", wrong.join(), ""),
    equal(
      "every kind of content has a fixture",
      CONTENT.filter(({ name }) => name !== "text" && !fixtures.some(([each]) => each === name))
        .map(({ name }) => name)
        .join(),
      "",
    ),
    equal("an animation is no document", kindOf({ document: {}, animation: {} }).name, "animation"),
    equal("a venue is no location", kindOf({ location: {}, venue: {} }).name, "venue"),
    equal("a live photo is no photo", kindOf({ photo: [], live_photo: {} }).name, "live_photo"),
    equal(
      "service messages",
      Object.entries(SERVICE).every(([field, value]) => kindOf({ [field]: value }).name === "service"),
      true,
    ),
    equal("fields of every object are no kinds", kindOf({ constructor: 1, toString: 2 }).name, "unknown"),
    equal("a message of nothing", kindOf({ message_id: 1 }).name, "unknown"),
    equal(
      "kinds by name",
      [kindNamed("voice").name, kindNamed("service").name, kindNamed("x").name].join(),
      "voice,service,unknown",
    ),
    equal("labels never fail", thrown.join(), ""),
    equal("label: caption with sign", label("photo"), "🖼 The jetty this morning"),
    equal(
      "label: nothing hidden in a caption",
      labelOf({ photo: [], caption: "a\nb c", caption_entities: [{ type: "spoiler", offset: 2, length: 1 }] }),
      "🖼 a ▒▒▒ c",
    ),
    equal("label: without caption", label("voice"), "🎤 Voice message"),
    equal("label: sticker", label("sticker"), "⚓ Sticker"),
    equal("label: poll", label("poll"), "📊 Which wood for the new jetty?"),
    equal("label: file", labelOf({ document: { file_name: "a.pdf" } }), "a.pdf"),
    equal("label: unknown", label("unknown"), "Message not shown here: hologram projection"),
    equal("label: at most 100 characters", Array.from(labelOf({ text: "🦊".repeat(300) })).length, 100),
    equal("label: rich message", label("rich_message"), "Tides of the week"),
    equal("label: who joined", serviceLabel("new_chat_members"), "Anna Berg added Bo"),
    equal("label: joined alone", serviceLabel("new_chat_members", BO), "Bo joined"),
    equal("label: left", serviceLabel("left_chat_member", BO), "Bo left"),
    equal("label: pinned, and secrets stay", serviceLabel("pinned_message"), "Anna Berg pinned “Bring gloves. ▒▒▒”"),
    equal("label: shared people", serviceLabel("users_shared"), "Anna Berg shared Bo and Noa"),
    equal("label: a field without words", serviceLabel("suggested_post_paid"), "Anna Berg: suggested post paid"),
    equal(
      "poll: shares",
      [0, 1, 2].map((n) => shareOf(BODIES.poll.poll.options[n], BODIES.poll.poll)).join(),
      "33,56,11",
    ),
    equal("poll: nobody voted", shareOf({ voter_count: 0 }, { total_voter_count: 0 }), 0),
    equal(
      "icons of files",
      [{ file_name: "a.ZIP" }, { mime_type: "image/png", file_name: "x.zip" }, {}].map(iconOf).join(),
      "archive,picture,file",
    ),
    equal(
      "rich text: a tree becomes entities",
      JSON.stringify(flatten(["a", { type: "bold", text: ["b", { type: "url", text: "c", url: "u" }] }])),
      JSON.stringify({
        text: "abc",
        entities: [
          { type: "text_link", offset: 2, length: 1, url: "u" },
          { type: "bold", offset: 1, length: 2 },
        ],
      }),
    ),
  ];
}

function throws(act) {
  try {
    act();
    return false;
  } catch {
    return true;
  }
}

function around() {
  const target = view(BO, { text: "The ladder?" }).message;
  const date = new Date(2026, 4, 12, 12, 40).getTime() / 1000;
  const answer = view(ANNA, { text: "Hello\nthere", date, edit_date: date, reply_to_message: target });
  const own = view(ME, { text: "Hi", date });
  const service = view(BO, { date, new_chat_members: [BO] });
  return [
    equal("spoken: everything", spoken([answer]), "Anna Berg, 12:40: Hello there, reply to Bo: The ladder?, edited"),
    equal("spoken: own", spoken([own]), "You, 12:40: Hi"),
    equal("spoken: what happened", spoken([service]), "Bo joined, 12:40"),
    equal("reply: a topic's beginning is none", answered({ reply_to_message: { forum_topic_created: {} } }), null),
    equal(
      "reply: from elsewhere leads nowhere",
      answered({ chat: { id: 1 }, external_reply: { origin: {}, chat: { id: 2 } } }).jump,
      undefined,
    ),
    equal(
      "reply: from another topic leads there",
      answered({ chat: { id: 1 }, external_reply: { origin: {}, chat: { id: 1 }, message_id: 3 } }).jump,
      3,
    ),
    equal("reply: the quoted words", answered({ reply_to_message: target, quote: { text: "ladder" } }).words, "ladder"),
    equal("origin: hidden", originOf({ type: "hidden_user", sender_user_name: "X" }).id, undefined),
    equal("origin: not known", originOf({ type: "new" }).name, "somebody"),
    equal(
      "title: owner, own title, none",
      [ANNA, BO, ME].map((who) => titleOf(view(who, {}), CHATS.group)).join(),
      "owner,Carpenter,",
    ),
    equal(
      "buttons: what can be pressed",
      [{ callback_data: "" }, { copy_text: { text: "" } }, { url: "https://e.org" }, { url: "tg://resolve?domain=a" }].map(reasonOf).join(""),
      "",
    ),
    equal(
      "buttons: what cannot",
      [
        { url: "javascript:1" },
        { url: "ftp://e.org" },
        { pay: true },
        { new_kind: 1 },
        { callback_data: "x", disabled: {} },
      ].every((b) => reasonOf(b) !== ""),
      true,
    ),
  ];
}

/** All checks, in order. */
export const checks = () => [...textChecks(), ...names(), ...amounts(), ...album(), ...kinds(), ...around()];
